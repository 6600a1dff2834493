#include "extract/date_grammar.h"

#include <algorithm>
#include <array>

#include "extract/date_bind.h"

namespace sitrep {

using date_image::Role;
using date_image::WordCase;

DateGrammar::DateGrammar(const Image& image)
    : words_(image.section<date_image::WordSlot>("date.words")),
      filter_(image.section<std::uint64_t>("date.filter")),
      senses_(image.section<date_image::Sense>("date.senses")),
      keys_(image.text("date.keys")),
      digits_(image.section<date_image::DigitRow>("date.digits")),
      marks_(image.section<std::uint16_t>("date.marks")),
      states_(image.section<date_image::State>("date.states")),
      cells_(image.section<date_image::Cell>("date.cells")),
      members_(image.section<std::uint8_t>("date.members")),
      steps_(image.section<date_image::Instruction>("date.steps")),
      rules_(image.section<date_image::Rule>("date.rules")),
      links_(image.section<date_image::Link>("date.links")),
      names_(image.text("date.names")) {
  const auto header = image.section<date_image::Header>("date.header");
  if (header.size() != 1) throw std::runtime_error("knowledge image: section date.header is cut");
  header_ = header[0];
  if (filter_.size() != date_image::kFilterBits / 64 || words_.size() != std::size_t{1} << header_.words_log2 ||
      marks_.size() != date_image::kMarks || states_.size() != header_.states || header_.states < 2 ||
      cells_.size() < header_.types || members_.size() != std::size_t{header_.types} * header_.classes) {
    throw std::runtime_error("knowledge image: the date sections do not fit together");
  }
}

std::string_view DateGrammar::rule_name(std::uint16_t rule) const {
  if (rule >= rules_.size()) return {};
  return names_.substr(rules_[rule].name, rules_[rule].name_length);
}

const date_image::WordSlot* DateGrammar::slot_of(const Word& word) const {
  const std::size_t bit = date_image::filter_bit(word.hash);
  if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
  const std::size_t mask = words_.size() - 1;
  for (std::size_t at = word.hash >> (64 - header_.words_log2);; ++at) {
    const date_image::WordSlot& slot = words_[at & mask];
    if (slot.length == 0) return nullptr;
    if (slot.hash == word.hash && keys_.substr(slot.key, slot.length) == word.text) return &slot;
  }
}

std::uint16_t DateGrammar::digits_type(const Token& token) const {
  const DateDigits digits = read_date_digits(token.folded.text);
  for (const date_image::DigitRow& row : digits_) {
    if (row.form == digits.form && digits.digits >= row.min_digits && digits.digits <= row.max_digits &&
        digits.value >= row.min && digits.value <= row.max) {
      return row.type;
    }
  }
  return 0;
}

std::uint16_t DateGrammar::type_of(std::span<const Token> tokens, std::size_t at) const {
  const Token& token = tokens[at];
  switch (token.cls) {
    case TokenClass::word: {
      const date_image::WordSlot* slot = slot_of(token.folded);
      if (slot == nullptr) return 0;
      WordCase stands = WordCase::lower;
      if (token.is(shape::kCaseless)) {
        stands = WordCase::name;
      } else if (!token.is(shape::kSpaceBefore) && at > 0 && tokens[at - 1].cls == TokenClass::number) {
        stands = WordCase::joined;
      } else if (token.is(shape::kInitialCapital)) {
        stands = token.is(shape::kAllCapitals) || token.is(shape::kSentenceStart) ? WordCase::capital : WordCase::name;
      }
      return slot->types[static_cast<std::size_t>(stands)];
    }
    case TokenClass::number:
      return digits_type(token);
    case TokenClass::possessive:
      return marks_[date_image::kPossessive];
    case TokenClass::hyphen:
      return marks_[date_image::kHyphen];
    case TokenClass::dash:
      return marks_[date_image::kDash];
    default:
      if (token.folded.text.empty()) return marks_['\''];
      if (token.folded.text == "\u060C") return marks_[','];  // the Arabic comma stands in English texts of the region
      if (token.folded.text.size() > 1 || static_cast<unsigned char>(token.folded.text[0]) >= 128) return 0;
      return marks_[static_cast<unsigned char>(token.folded.text[0])];
  }
}

namespace {

bool joined(const Token& left, const Token& right) { return left.span.end == right.span.begin; }

bool is_mark(const Token& token, char c) { return token.folded.text.size() == 1 && token.folded.text[0] == c; }

/// An expression does not begin inside "$1990", "T-72", "1990-12345".
bool begins_alone(std::span<const Token> tokens, std::uint32_t first) {
  if (tokens[first].cls != TokenClass::number || first == 0 || !joined(tokens[first - 1], tokens[first])) return true;
  const Token& before = tokens[first - 1];
  return before.cls != TokenClass::symbol && before.cls != TokenClass::hyphen && before.cls != TokenClass::word &&
         !is_mark(before, '.') && !is_mark(before, ',') && !is_mark(before, ':');
}

enum class Ending : std::uint8_t { alone, cut, hyphen };

/// "20.07.2016Get the app": a page's stamp that lost the blank behind it.
bool is_stamp_before(const Token& date, const Token& after) {
  constexpr int kYearDigits = 4;
  const DateDigits digits = read_date_digits(date.folded.text);
  return digits.form == date_image::DigitForm::dotted_date && digits.widths[2] == kYearDigits &&
         after.is(shape::kInitialCapital);
}

/// Nor does it end inside "12%", "5mm", "5/6/7"; behind a hyphen another one may follow.
Ending ending(std::span<const Token> tokens, std::uint32_t last) {
  if (tokens[last - 1].cls != TokenClass::number || last >= tokens.size()) return Ending::alone;
  const Token& after = tokens[last];
  if (!joined(tokens[last - 1], after)) return Ending::alone;
  if (after.cls == TokenClass::word && is_stamp_before(tokens[last - 1], after)) return Ending::alone;
  if (after.cls == TokenClass::word || after.cls == TokenClass::symbol) return Ending::cut;
  const bool hyphen = after.cls == TokenClass::hyphen;
  if (!hyphen && !is_mark(after, ':') && !is_mark(after, '.')) return Ending::alone;
  const bool splits =
      last + 1 < tokens.size() && joined(after, tokens[last + 1]) && tokens[last + 1].cls == TokenClass::number;
  return !splits ? Ending::alone : hyphen ? Ending::hyphen : Ending::cut;
}

/// Dates the text rather than an event: a line of its own ("26 September 2021", "Monday, 8 August 2022, 10:26"), or
/// near the front before a bracket or dash ("DAMASCUS, April 17 (SANA) -", "LIMA, 5 OCT 89 (EFE) --"), or weekday, day
/// and year without a preposition ("AFP Thursday 30 Jul 2015 At least …").
/// `stamped`: "Published on", "Updated:" stands right before it. `introduced`: a word of the grammar does ("On",
/// "Since").
bool is_dateline(std::span<const Token> tokens, const DateMention& mention, bool stamped, bool introduced) {
  constexpr std::uint32_t kFront = 12;
  const DatePoint& at = mention.meaning.at;
  if (mention.link != DateLink::none || at.month == 0 || at.day == 0 || at.relation != DateRelation::none) return false;
  if (mention.meaning.shape != DateShape::point) return false;
  if (mention.first == 0 && mention.last == tokens.size()) return true;
  const bool whole = at.weekday != 0 && at.year != DatePoint::kNoYear;
  const bool goes_on = mention.last < tokens.size() && tokens[mention.last].is_word() &&
                       !tokens[mention.last].is(shape::kInitialCapital);
  if (whole && mention.first <= 2 * kFront && !introduced && !goes_on &&
      (mention.first == 0 || tokens[mention.first - 1].is(shape::kInitialCapital)))
    return true;
  // "Day 32 of the fighting (16 May 2023)."
  const bool bracketed = mention.first > 1 && is_mark(tokens[mention.first - 1], '(') && mention.last < tokens.size() &&
                         is_mark(tokens[mention.last], ')') && mention.last + 2 >= tokens.size();
  if (bracketed && at.year != DatePoint::kNoYear && mention.first <= kFront) return true;
  // "Daily bulletin, Sunday 14 March 2021", "Published on April 3, 2022".
  const bool ends = mention.last == tokens.size() && mention.first > 0;
  if (whole && ends && is_mark(tokens[mention.first - 1], ',')) return true;
  if (at.year != DatePoint::kNoYear && mention.first <= kFront && stamped) return true;
  if (mention.first > kFront || mention.last == tokens.size()) return false;
  if (mention.first > 0 && !is_mark(tokens[mention.first - 1], ',')) return false;
  const Token& after = tokens[mention.last];
  return after.cls == TokenClass::dash || is_mark(after, '(') || is_mark(after, '_');
}

/// Where the words of a sentence speak of past or future.
struct Cue {
  std::uint32_t token = 0;
  TenseHint tense = TenseHint::unknown;
};

/// The cue before a mention counts up to 12 tokens away, else the one close behind it ("Friday will", "on Friday the
/// troops attacked").
TenseHint cue_for(std::span<const Cue> cues, const DateMention& mention) {
  constexpr std::uint32_t kReach = 12, kFutureBehind = 3, kPastBehind = 8;
  TenseHint hint = TenseHint::unknown;
  for (const Cue& cue : cues) {
    if (cue.token < mention.first) {
      if (mention.first - cue.token <= kReach) hint = cue.tense;
    } else if (hint == TenseHint::unknown) {
      const std::uint32_t reach = cue.tense == TenseHint::future ? kFutureBehind : kPastBehind;
      return cue.token - mention.last <= reach ? cue.tense : hint;
    }
  }
  return hint;
}

}  // namespace

/// "11:30-13:30" is two expressions, "11:30-1" none.
bool DateGrammar::goes_on_behind_hyphen(std::span<const Token> tokens, std::span<const std::uint16_t> types,
                                        std::uint32_t begin, std::uint32_t last, std::uint16_t rule) const {
  const std::uint32_t may = rules_[rule].ends & ((std::uint32_t{1} << date_image::kMaxLinks) - 1);
  if (may == 0 || last + 1 - begin >= types.size()) return false;
  const Found second = longest(tokens, types, begin, last + 1, last + 1);
  return second.last != 0 && (rules_[second.rule].ends >> date_image::kMaxLinks & may) != 0;
}

DateGrammar::Found DateGrammar::longest(std::span<const Token> tokens, std::span<const std::uint16_t> types,
                                        std::uint32_t begin, std::uint32_t first, std::uint32_t joined) const {
  Found found;
  if (first != joined && !begins_alone(tokens, first)) return found;
  std::uint32_t state = 1;
  const std::size_t limit = std::min<std::size_t>(types.size(), first - begin + kLongest);
  for (std::size_t at = first - begin; at < limit; ++at) {
    state = next(state, types[at]);
    if (state == 0) break;
    if (states_[state].anywhere == 0) continue;
    const auto rule = static_cast<std::uint16_t>(states_[state].anywhere - 1);
    const auto last = static_cast<std::uint32_t>(begin + at + 1);
    const Ending end = ending(tokens, last);
    if (end == Ending::cut) continue;
    // No third expression behind the second: the search goes one level deep.
    const bool hyphen = end == Ending::hyphen;
    if (hyphen && (first == joined || !goes_on_behind_hyphen(tokens, types, begin, last, rule))) continue;
    found = {last, rule, hyphen};
  }
  return found;
}

/// A cell or a query that is nothing but an expression ("May", "4/22", "in two weeks"): what is too ambiguous within a
/// sentence may be read then.
DateGrammar::Found DateGrammar::alone(std::span<const Token> tokens, std::span<const std::uint16_t> types) const {
  if (tokens.size() > kLongest) return {};
  std::uint32_t state = 1, last = 0;
  while (last < tokens.size()) {
    const std::uint32_t after = next(state, types[last]);
    if (after == 0) break;
    state = after;
    ++last;
  }
  for (std::size_t i = last; i < tokens.size(); ++i) {
    if (tokens[i].cls != TokenClass::punctuation) return {};
  }
  const std::uint16_t rule = states_[state].alone;
  if (rule == 0) return {};
  return {last, static_cast<std::uint16_t>(rule - 1)};
}

void DateGrammar::find_slice(std::span<const Token> tokens, std::uint32_t begin, std::uint32_t end,
                             std::uint32_t sentence, std::vector<DateMention>& out) const {
  std::array<std::uint16_t, kSlice> buffer;
  const std::uint32_t count = end - begin;
  for (std::uint32_t i = 0; i < count; ++i) buffer[i] = type_of(tokens, begin + i);
  const std::span<const std::uint16_t> types(buffer.data(), count);

  std::array<Cue, 32> cues;
  std::size_t cue_count = 0;
  constexpr std::uint32_t kSinceReach = 9;
  const std::size_t out_begin = out.size();
  std::uint32_t resume = begin;
  std::uint32_t joined_at = end;
  if (begin == 0 && count == tokens.size()) {
    const Found whole = alone(tokens, types);
    if (whole.last != 0) DateBinder(*this, tokens, types).bind(whole.rule, 0, whole.last, 0, sentence, out);
    if (out.size() > out_begin) resume = end;
  }
  for (std::uint32_t at = resume; at < end;) {
    if (next(1, types[at - begin]) == 0) {
      ++at;
      continue;
    }
    const Found found = longest(tokens, types, begin, at, joined_at);
    if (found.last == 0) {
      ++at;
      continue;
    }
    const date_image::Rule& rule = rules_[found.rule];
    if (rule.plain != 0) {
      const auto cue = static_cast<TenseHint>(rule.cue);
      if (cue != TenseHint::unknown && cue_count < cues.size()) cues[cue_count++] = {at, cue};
      at = found.last;
      continue;
    }
    const std::size_t before = out.size();
    const DateBinder::Result result =
        DateBinder(*this, tokens, types).bind(found.rule, at, found.last, begin, sentence, out);
    // "in [the past]" found by its context must not hide "the past two months".
    if (out.size() > before && out[before].first > at &&
        longest(tokens, types, begin, out[before].first, joined_at).last > found.last) {
      at = out[before].first;
      out.resize(before);
      continue;
    }
    if (result.cue != TenseHint::unknown && cue_count < cues.size()) cues[cue_count++] = {at, result.cue};
    if (found.hyphen && out.size() > before) joined_at = found.last + 1;
    at = std::max(at + 1, result.resume);
  }
  link(tokens, types, begin, out_begin, out);
  for (std::size_t i = out_begin; i < out.size(); ++i) {
    DateMention& mention = out[i];
    const auto has = [&](std::uint32_t token, Role role) {
      const std::uint16_t cls = header_.roles[static_cast<std::size_t>(role)];
      return cls != 0 && members_[types[token - begin] * header_.classes + cls] != 0;
    };
    // "Published on", "Date of publication:", at the very front.
    const auto stamped = [&] {
      constexpr std::uint32_t kStampFront = 3;
      std::uint32_t at = mention.first;
      if (at > begin && (tokens[at - 1].folded.text == "on" || is_mark(tokens[at - 1], ':'))) --at;
      if (at > begin && tokens[at - 1].folded.text == "at") --at;
      return at > begin && at <= kStampFront && has(at - 1, Role::stamp);
    };
    const bool introduced = mention.first > begin && types[mention.first - 1 - begin] != 0;
    mention.dateline = is_dateline(tokens, mention, begin == 0 && mention.first > begin && stamped(), introduced);
    if (mention.first == begin || mention.link == DateLink::range_end) continue;
    mention.meaning.since = has(mention.first - 1, Role::since);
    // "since the beginning of the war in March 2011"
    std::uint32_t back = mention.first - 1;
    if (has(back, Role::preposition)) {
      while (back > begin && mention.first - back < kSinceReach && tokens[back].is_word() && !has(back, Role::since))
        --back;
      mention.meaning.since = has(back, Role::since);
    }
    mention.meaning.until = has(mention.first - 1, Role::until);
    mention.meaning.by = has(mention.first - 1, Role::deadline);
  }
  for (std::size_t i = out_begin; i < out.size(); ++i) out[i].cue = cue_for({cues.data(), cue_count}, out[i]);
}

void DateGrammar::find(std::span<const Token> tokens, std::uint32_t sentence, std::vector<DateMention>& out) const {
  for (std::size_t begin = 0; begin < tokens.size(); begin += kSlice) {
    find_slice(tokens, static_cast<std::uint32_t>(begin),
               static_cast<std::uint32_t>(std::min(begin + kSlice, tokens.size())), sentence, out);
  }
}

}  // namespace sitrep
