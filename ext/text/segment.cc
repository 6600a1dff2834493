#include "text/segment.h"

#include <algorithm>

#include "text/fold.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kLongestHeadline = 220;
constexpr std::uint32_t kLongestDateline = 110;

bool is_space_at(std::string_view text, std::uint32_t at) { return is_ascii_space(text[at]); }

/// Trims white space (and no-break spaces) at both ends.
Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end && is_space_at(text, span.begin)) ++span.begin;
  while (span.end > span.begin && is_space_at(text, span.end - 1)) --span.end;
  return span;
}

/// Length of a bullet or number at the start of a line with the blanks behind it; 0 when the line is no list item.
std::uint32_t bullet_length(std::string_view line) {
  std::uint32_t at = 0;
  const Utf8 first = line.empty() ? Utf8{} : decode_utf8(line, 0);
  const bool mark = first.point == 0x2022 || first.point == 0x25CF || first.point == 0x25AA || first.point == 0xB7 ||
                    first.point == '*' || first.point == 0x2013 || first.point == '-';
  if (mark) {
    at = first.length;
    if (at < line.size() && line[at] == '-') ++at;
  } else {
    while (at < line.size() && is_ascii_digit(line[at])) ++at;
    if (at == 0 || at > 2 || at >= line.size() || (line[at] != '.' && line[at] != ')')) return 0;
    ++at;
  }
  const std::uint32_t text_begin = at;
  while (at < line.size() && is_ascii_space(line[at])) ++at;
  return at > text_begin && at < line.size() ? at : 0;
}

/// Quotation marks and closing brackets that may follow a sentence's stop.
std::uint32_t closing_length(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const std::uint32_t begin = at;
  while (at < end) {
    const Utf8 c = decode_utf8(text, at);
    const bool closes = c.point == '"' || c.point == '\'' || c.point == ')' || c.point == ']' || c.point == 0x201D ||
                        c.point == 0x2019 || c.point == 0xBB;
    if (!closes) break;
    at += c.length;
  }
  return at - begin;
}

/// A sentence may begin here: capital, digit, quote, bracket, or a script without capitals.
bool may_begin_sentence(std::string_view text, std::uint32_t at) {
  const char c = text[at];
  if (is_ascii(c)) return !is_ascii_lower(c) && c != ',' && c != ';';
  const Utf8 decoded = decode_utf8(text, at);
  return decoded.point != Utf8::kInvalid;
}

/// The word that ends at `end`, lightly folded, at most 12 bytes of it.
std::string word_before(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t at = end;
  while (at > begin && end - at < 12 && (is_ascii_letter(text[at - 1]) || text[at - 1] == '.')) --at;
  std::string folded;
  fold_light(text.substr(at, end - at), folded);
  return folded;
}

}  // namespace

Segmenter::Segmenter(std::string_view text, const TextWords& words) : text_(text), words_(&words) {}

/// Finds the next block: a paragraph, a heading, a list item. Lines are joined when they look wrapped: of middling
/// length and nearly as long as the longest of their paragraph.
bool Segmenter::next_block() {
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (at_ < size && is_space_at(text_, at_)) ++at_;
  if (at_ >= size) return false;
  if (at_ >= paragraph_end_) measure_paragraph();

  const std::uint32_t begin = at_;
  std::uint32_t end = begin;
  while (true) {
    const auto line_end =
        static_cast<std::uint32_t>(std::min(text_.find('\n', end), static_cast<std::size_t>(paragraph_end_)));
    const std::uint32_t length = line_end - end;
    const std::uint32_t next_line = line_end + 1;
    end = line_end;
    if (line_end >= paragraph_end_ || !is_wrapped(length, next_line, line_end)) break;
    end = next_line;
  }
  block_ = trimmed(text_, {begin, std::min(end, size)});
  at_ = std::min(end, size);
  ++paragraph_;
  const std::uint32_t bullet = bullet_length(block_.of(text_));
  block_.begin += bullet;
  kind_ = bullet > 0 ? SentenceKind::item : looks_like_headline() ? SentenceKind::headline : SentenceKind::body;
  block_start_ = true;
  return true;
}

/// Sets paragraph_end_ (the next blank line) and the length of the paragraph's longest line.
void Segmenter::measure_paragraph() {
  longest_line_ = 0;
  std::uint32_t line = at_;
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (line < size) {
    const auto line_end = static_cast<std::uint32_t>(std::min(text_.find('\n', line), static_cast<std::size_t>(size)));
    if (trimmed(text_, {line, line_end}).empty() && line > at_) break;
    longest_line_ = std::max(longest_line_, line_end - line);
    line = std::min(line_end + 1, size);
  }
  paragraph_end_ = line;
}

bool Segmenter::is_wrapped(std::uint32_t length, std::uint32_t next_line, std::uint32_t line_end) const {
  constexpr std::uint32_t kNarrowest = 40, kWidest = 120;
  if (longest_line_ < kNarrowest || longest_line_ > kWidest || length * 10 < longest_line_ * 6) return false;
  if (next_line >= paragraph_end_ || bullet_length(text_.substr(next_line, paragraph_end_ - next_line)) > 0)
    return false;
  const bool stop = line_end > 0 && text_[line_end - 1] == '.';
  return !(stop && length * 10 < longest_line_ * 8);
}

/// A short block without a final stop, with text of another paragraph around it.
bool Segmenter::looks_like_headline() const {
  if (block_.length() > kLongestHeadline || block_.empty()) return false;
  std::uint32_t end = block_.end;
  while (end > block_.begin && closing_length(text_, end - 1, end) == 1) --end;
  const char last = end > block_.begin ? text_[end - 1] : '.';
  return last != '.' && last != '!' && last != '?' && last != ':' && last != ';' && last != ',';
}

namespace {

constexpr std::size_t kCapitalsOfDateline = 4;

/// Capital letters of the head of a dateline, up to its first comma or bracket, or 0 when it has other letters: "ST.
/// LOUIS" has seven.
std::size_t leading_capitals(std::string_view dateline) {
  std::size_t capitals = 0;
  for (const char c : dateline.substr(0, dateline.find_first_of(",("))) {
    if (is_ascii_lower(c)) return 0;
    capitals += is_ascii_upper(c) ? 1 : 0;
  }
  return capitals;
}

}  // namespace

bool Segmenter::next(Sentence& sentence) {
  while (block_.empty()) {
    if (!next_block()) return false;
  }
  const std::uint32_t end = sentence_end();
  sentence = {};
  sentence.span = trimmed(text_, {block_.begin, end});
  sentence.kind = kind_;
  sentence.paragraph = paragraph_;
  if (kind_ != SentenceKind::headline) sentence.dateline = dateline_of(sentence.span);
  // Behind a title in the same line a dateline must be in capitals.
  if (!block_start_ && leading_capitals(sentence.dateline.of(text_)) < kCapitalsOfDateline) sentence.dateline = {};
  if (kind_ == SentenceKind::body && is_quote(sentence.span)) sentence.kind = SentenceKind::quote;
  block_start_ = false;
  block_.begin = end;
  while (block_.begin < block_.end && (is_space_at(text_, block_.begin) || text_[block_.begin] == '|')) ++block_.begin;
  return true;
}

std::uint32_t Segmenter::sentence_end() const {
  const std::uint32_t limit = std::min(block_.end, block_.begin + kMaxSentenceBytes);
  std::uint32_t last_space = limit;
  for (std::uint32_t at = block_.begin; at < limit; ++at) {
    const char c = text_[at];
    if (c == ' ') last_space = at;
    if (kind_ == SentenceKind::headline && c == '|') return at;
    if (c != '.' && c != '!' && c != '?') continue;
    const std::uint32_t after = at + 1 + closing_length(text_, at + 1, block_.end);
    if (after >= block_.end) return block_.end;
    if (!is_space_at(text_, after)) continue;
    std::uint32_t next = after;
    while (next < block_.end && is_space_at(text_, next)) ++next;
    if (c != '.' && is_in_slogan(at)) continue;
    if (!may_begin_sentence(text_, next) || (c == '.' && is_abbreviation_before(at, next))) continue;
    return after;
  }
  if (limit == block_.end) return block_.end;
  return last_space > block_.begin && last_space < limit ? last_space : limit;
}

/// "held a march 'Be heard! Be seen!' in the town": the mark at `at` stands within quotation marks, behind which the
/// sentence goes on. A fixed stretch of text on both sides is looked at.
bool Segmenter::is_in_slogan(std::uint32_t at) const {
  constexpr std::uint32_t kReach = 120;
  const auto mark_at = [&](std::uint32_t i) {
    const Utf8 c = decode_utf8(text_, i);
    const bool is = c.point == '"' || c.point == '\'' || (c.point >= 0x2018 && c.point <= 0x201D) || c.point == 0xAB ||
                    c.point == 0xBB;
    return is ? c.length : 0;
  };
  bool opened = false;
  for (std::uint32_t i = at; i > block_.begin + 1 && at - i < kReach && !opened; --i)
    opened = mark_at(i) > 0 && text_[i - 1] == ' ' && i + 1 < at && !is_space_at(text_, i + mark_at(i));
  if (!opened) return false;
  for (std::uint32_t i = at + 1; i < block_.end && i - at < kReach; ++i) {
    const std::uint32_t length = mark_at(i);
    if (length == 0 || is_space_at(text_, i - 1)) continue;
    const std::uint32_t behind = i + length;
    if (behind + 1 >= block_.end) return false;
    if (text_[behind] == ',') return true;
    if (text_[behind] == ' ') return is_ascii_lower(text_[behind + 1]);
  }
  return false;
}

/// The stop at `at` belongs to an abbreviation ("Gen. Smith", "J. Smith", "U.S. forces") and `next` does not open a
/// sentence.
bool Segmenter::is_abbreviation_before(std::uint32_t at, std::uint32_t next) const {
  const std::string word = word_before(text_, block_.begin, at);
  if (word.empty()) return false;
  if (word.size() == 1) return at > 0 && is_ascii_upper(text_[at - 1]);
  if (word.find('.') != std::string::npos) {
    // "the U.S. The army": a known sentence opener follows; else the abbreviation goes on.
    const std::string_view rest = text_.substr(next, 5);
    return !(rest.starts_with("The ") || rest.starts_with("In ") || rest.starts_with("A ") || rest.starts_with("On ") ||
             rest.starts_with("He ") || rest.starts_with("It ") || rest.starts_with("They "));
  }
  return words_->is_abbreviation(word);
}

bool Segmenter::is_quote(Span span) const {
  const Utf8 first = decode_utf8(text_, span.begin);
  if (first.point != '"' && first.point != 0x201C && first.point != 0xAB) return false;
  return closing_length(text_, span.end - 1, span.end) == 1 ||
         (span.length() > 3 && (text_.substr(span.end - 3, 3) == "\xE2\x80\x9D"));
}

namespace {

/// "CAMP MURRAY, Wash.", "KHARTOUM, April 17": capitals, and behind a comma only words with capitals and numbers.
bool is_sent_from(std::string_view prefix) {
  if (leading_capitals(prefix) < kCapitalsOfDateline) return false;
  const std::size_t comma = prefix.find_first_of(",(");
  if (comma == std::string_view::npos) return true;
  std::size_t words = 0;
  for (std::size_t i = comma; i < prefix.size(); ++i) {
    const bool begins = i > 0 && (is_ascii_space(prefix[i - 1]) || prefix[i - 1] == '(');
    if (begins && is_ascii_lower(prefix[i])) return false;
    words += begins ? 1 : 0;
  }
  return words <= 6;
}

/// "Damascus, SANA-The army": an agency in capitals behind a comma, and a dash before the first word. Its length; 0:
/// none.
std::uint32_t tight_dateline(std::string_view head) {
  const std::size_t dash = head.find('-');
  const std::size_t comma = head.substr(0, dash).rfind(", ");
  if (dash == std::string_view::npos || comma == std::string_view::npos || dash + 1 >= head.size()) return 0;
  const std::string_view agency = head.substr(comma + 2, dash - comma - 2);
  const bool capitals = agency.size() >= 3 && agency.size() <= 6 && std::ranges::all_of(agency, is_ascii_upper);
  return capitals && !is_ascii_lower(head[dash + 1]) ? static_cast<std::uint32_t>(dash + 1) : 0;
}

}  // namespace

/// "DAMASCUS, April 17 (SANA) - ": capitals or a bracket before a dash near the start; "[TEXT]" marks are taken along.
Span Segmenter::dateline_of(Span span) const {
  const std::string_view head = text_.substr(span.begin, std::min(span.length(), kLongestDateline));
  const bool enclosed = !head.empty() && head.front() == '(';  // "(Red Oak) -- The …"
  if (head.empty() || (!is_ascii_upper(head.front()) && is_ascii(head.front()) && !enclosed))
    return {span.begin, span.begin};
  if (const std::uint32_t tight = tight_dateline(head); tight > 0) return {span.begin, span.begin + tight};
  std::size_t dash = std::string_view::npos;
  std::size_t width = 0;
  for (std::string_view mark : {" -- ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "-- ", "\xE2\x80\x94"}) {
    const std::size_t found = head.find(mark);
    if (found < dash) {
      dash = found;
      width = mark.size();
    }
  }
  if (dash == std::string_view::npos || dash < 3) return {span.begin, span.begin};
  const std::string_view prefix = head.substr(0, dash);
  const bool bracket = prefix.back() == ')';
  if (enclosed ? prefix.find(')') + 1 != prefix.size() || !is_ascii_upper(prefix[1])
               : !bracket && !is_sent_from(prefix))
    return {span.begin, span.begin};
  std::size_t end = dash + width;
  while (end < head.size() && head[end] == '[') {
    const std::size_t close = head.find(']', end);
    if (close == std::string_view::npos) break;
    end = close + 1;
    while (end < head.size() && is_ascii_space(head[end])) ++end;
  }
  return {span.begin, span.begin + static_cast<std::uint32_t>(end)};
}

}  // namespace sitrep
