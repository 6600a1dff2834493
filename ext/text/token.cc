#include "text/token.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

enum class CharClass : std::uint8_t { space, letter, digit, apostrophe, hyphen, dash, quote, punctuation, symbol };

struct Char {
  CharClass cls = CharClass::symbol;
  std::uint8_t length = 1;
  bool upper = false;
  bool caseless = false;
};

Char classify_wide(std::int32_t point, std::uint8_t length) {
  if (point == Utf8::kInvalid) return {CharClass::symbol, length};
  if (point == 0x2019 || point == 0x2018 || point == 0x2BC || point == 0xB4 || point == 0x2BB || point == 0x2BF ||
      point == 0x2BE) {
    return {CharClass::apostrophe, length};
  }
  if (point == 0x2010 || point == 0x2011) return {CharClass::hyphen, length};
  if (point >= 0x2012 && point <= 0x2015) return {CharClass::dash, length};
  if (point == 0x201C || point == 0x201D || point == 0x201E || point == 0xAB || point == 0xBB || point == 0x2039 ||
      point == 0x203A) {
    return {CharClass::quote, length};
  }
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return {CharClass::letter, length, true};
    case UTF8PROC_CATEGORY_LL:
      return {CharClass::letter, length};
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return {CharClass::letter, length, true, true};
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_CF:
      return {CharClass::letter, length};
    case UTF8PROC_CATEGORY_ND:
      return {CharClass::digit, length};
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return {CharClass::space, length};
    default:
      return {utf8proc_category(point) >= UTF8PROC_CATEGORY_PC && utf8proc_category(point) <= UTF8PROC_CATEGORY_PO
                  ? CharClass::punctuation
                  : CharClass::symbol,
              length};
  }
}

constexpr Char classify_ascii(char c) {
  if (is_ascii_lower(c)) return {CharClass::letter};
  if (is_ascii_upper(c)) return {CharClass::letter, 1, true};
  if (is_ascii_digit(c)) return {CharClass::digit};
  if (is_ascii_space(c)) return {CharClass::space};
  if (c == '\'' || c == '`') return {CharClass::apostrophe};
  if (c == '-') return {CharClass::hyphen};
  if (c == '"') return {CharClass::quote};
  constexpr std::string_view kPunctuation = ".,;:()[]{}!?";
  return {kPunctuation.find(c) != std::string_view::npos ? CharClass::punctuation : CharClass::symbol};
}

constexpr std::array<Char, 128> kAscii = [] {
  std::array<Char, 128> table;
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = classify_ascii(static_cast<char>(c));
  return table;
}();

Char classify(std::string_view text, std::uint32_t at) {
  const char c = text[at];
  if (is_ascii(c)) return kAscii[static_cast<std::size_t>(c)];
  const Utf8 decoded = decode_utf8(text, at);
  return classify_wide(decoded.point, static_cast<std::uint8_t>(decoded.length));
}

/// Scans one sentence; each take_* function starts at `at` and leaves it behind what it took.
class Scanner {
 public:
  Scanner(std::string_view text, Span sentence, std::vector<Token>& tokens)
      : text_(text), end_(sentence.end), at_(sentence.begin), tokens_(tokens) {}

  void run() {
    bool space = true;
    while (at_ < end_) {
      const Char c = classify(text_, at_);
      if (c.cls == CharClass::space) {
        at_ += c.length;
        space = true;
        continue;
      }
      const std::uint32_t begin = at_;
      Token token;
      take(c, space, token);
      at_ = std::min(at_, end_);
      token.span = {begin, at_};
      if (space) token.shape |= shape::kSpaceBefore;
      if (in_quotes_) token.shape |= shape::kInQuotes;
      if (token.is_word() && first_word_) {
        token.shape |= shape::kSentenceStart;
        first_word_ = false;
      }
      tokens_.push_back(token);
      space = false;
    }
  }

 private:
  void take(const Char& c, bool space, Token& token) {
    switch (c.cls) {
      case CharClass::letter:
        take_word(token);
        return;
      case CharClass::digit:
        take_number(token);
        return;
      case CharClass::apostrophe:
        take_apostrophe(c, space, token);
        return;
      case CharClass::hyphen:
        take_hyphens(space, token);
        return;
      case CharClass::dash:
        token.cls = !space && at_ + c.length < end_ && classify(text_, at_ + c.length).cls != CharClass::space
                        ? TokenClass::hyphen
                        : TokenClass::dash;
        at_ += c.length;
        return;
      case CharClass::quote:
        in_quotes_ = !in_quotes_;
        token.cls = TokenClass::punctuation;
        at_ += c.length;
        return;
      default:
        token.cls = c.cls == CharClass::punctuation ? TokenClass::punctuation : TokenClass::symbol;
        at_ += c.length;
    }
  }

  bool letter_at(std::uint32_t at) const { return at < end_ && classify(text_, at).cls == CharClass::letter; }

  void take_word(Token& token) {
    const std::uint32_t begin = at_;
    std::uint32_t letters = 0;
    std::uint32_t uppers = 0;
    std::uint32_t dots = 0;
    bool caseless = false;
    while (at_ < end_) {
      // A run of plain letters, the usual case.
      const std::uint32_t run = at_;
      while (at_ < end_ && is_ascii_letter(text_[at_])) uppers += is_ascii_upper(text_[at_++]) ? 1 : 0;
      if (at_ > run) {
        if (letters == 0 && is_ascii_upper(text_[run])) token.shape |= shape::kInitialCapital;
        letters += at_ - run;
        if (at_ >= end_) break;
      }
      const Char c = classify(text_, at_);
      if (c.cls == CharClass::letter) {
        if (letters == 0 && c.upper) token.shape |= shape::kInitialCapital;
        ++letters;
        uppers += c.upper && !c.caseless ? 1 : 0;
        caseless |= c.caseless;
        at_ += c.length;
      } else if (c.cls == CharClass::digit) {
        token.shape |= shape::kHasDigit;
        at_ += c.length;
      } else if (c.cls == CharClass::apostrophe && letter_at(at_ + c.length) &&
                 !is_possessive_end(begin, at_ + c.length)) {
        at_ += c.length;
      } else if (is_censoring(begin)) {
        ++at_;
      } else if (text_[at_] == '.' && dots + 1 == letters && is_single_letter_abbreviation(begin)) {
        ++at_;
        ++dots;
        token.shape |= shape::kAbbreviation;
      } else {
        break;
      }
    }
    if (letters >= 2 && uppers == letters) token.shape |= shape::kAllCapitals;
    if (caseless) token.shape |= shape::kCaseless;
  }

  /// "U.S.", "a.m.", "J.": each letter is followed by a dot.
  bool is_single_letter_abbreviation(std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < at_; ++i) {
      if (!is_ascii(text_[i]) || is_ascii_letter(text_[i]) != ((i - begin) % 2 == 0)) return false;
    }
    // A lone capital before a dot is an initial; a lone lower-case letter ends a sentence.
    return at_ - begin > 1 || is_ascii_upper(text_[begin]) ||
           (at_ + 2 < end_ && is_ascii_letter(text_[at_ + 1]) && text_[at_ + 2] == '.');
  }

  /// A star or a full stop put inside a word to hide it from filters: "ki*lled", "IS*IS".
  bool is_censoring(std::uint32_t begin) const { return text_[at_] == '*' && at_ > begin && letter_at(at_ + 1); }

  /// The apostrophe before `at` starts "'s": the end of a word follows. Not so the hamza of "Ra's al-Ayn", a headland.
  bool is_possessive_end(std::uint32_t begin, std::uint32_t at) const {
    if ((text_[at] != 's' && text_[at] != 'S') || letter_at(at + 1)) return false;
    const std::string_view head = text_.substr(begin, 2), next = text_.substr(std::min(at + 2, end_), 2);
    return head != "Ra" || (next != "al" && next != "el" && next != "Al" && next != "El");
  }

  void take_number(Token& token) {
    token.cls = TokenClass::number;
    token.shape |= shape::kHasDigit;
    while (at_ < end_) {
      const Char c = classify(text_, at_);
      if (c.cls == CharClass::digit) {
        at_ += c.length;
      } else if ((text_[at_] == ',' || text_[at_] == '.') && at_ + 1 < end_ &&
                 classify(text_, at_ + 1).cls == CharClass::digit) {
        ++at_;
      } else {
        break;
      }
    }
    take_number_suffix(token);
  }

  /// "4th", "21st" are ordinals; "10k", "155mm" a number and a word; "3rd" with capitals too.
  void take_number_suffix(Token& token) {
    const std::uint32_t begin = at_;
    std::uint32_t end = at_;
    while (end < end_ && is_ascii_letter(text_[end])) ++end;
    std::string suffix;
    fold_light(text_.substr(begin, end - begin), suffix);
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
      token.shape |= shape::kOrdinal;
      at_ = end;
    }
  }

  void take_apostrophe(const Char& c, bool space, Token& token) {
    const std::uint32_t next = at_ + c.length;
    if (!space && next < end_ && (text_[next] == 's' || text_[next] == 'S') && !letter_at(next + 1)) {
      token.cls = TokenClass::possessive;
      at_ = next + 1;
      return;
    }
    const bool after_s = at_ > 0 && (text_[at_ - 1] == 's' || text_[at_ - 1] == 'S');
    token.cls = !space && after_s && !in_single_quotes_ ? TokenClass::possessive : TokenClass::punctuation;
    if (token.cls == TokenClass::punctuation) in_single_quotes_ = space;
    at_ = next;
  }

  void take_hyphens(bool space, Token& token) {
    std::uint32_t count = 0;
    while (at_ < end_ && text_[at_] == '-') {
      ++at_;
      ++count;
    }
    const bool joined = !space && at_ < end_ && classify(text_, at_).cls != CharClass::space;
    token.cls = count == 1 && joined ? TokenClass::hyphen : TokenClass::dash;
  }

  std::string_view text_;
  std::uint32_t end_;
  std::uint32_t at_;
  std::vector<Token>& tokens_;
  bool in_quotes_ = false;
  bool in_single_quotes_ = false;
  bool first_word_ = true;
};

}  // namespace

void TokenBuffer::tokenize(std::string_view text, Span sentence) {
  tokens_.clear();
  folded_.clear();
  Scanner(text, sentence, tokens_).run();
  std::vector<std::uint32_t>& ends = ends_;
  ends.clear();
  const bool starred = sentence.of(text).find('*') != std::string_view::npos;
  for (const Token& token : tokens_) {
    fold_light(token.span.of(text), folded_);
    if (starred && token.is_word()) {
      const std::uint32_t begin = ends.empty() ? 0 : ends.back();
      folded_.erase(std::remove(folded_.begin() + begin, folded_.end(), '*'), folded_.end());
    }
    ends.push_back(static_cast<std::uint32_t>(folded_.size()));
  }
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const std::string_view folded = std::string_view(folded_).substr(begin, ends[i] - begin);
    tokens_[i].folded = {folded, hash_word(folded)};
    begin = ends[i];
  }
}

}  // namespace sitrep
