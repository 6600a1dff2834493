#include "extract/date_parse.h"

#include <algorithm>
#include <vector>

#include "extract/date_digits.h"
#include "text/token.h"

namespace sitrep {
namespace {

constexpr std::size_t kLongest = 120;  ///< bytes of the longest notation

bool is_mark(const Token& token, char c) { return token.folded.text.size() == 1 && token.folded.text[0] == c; }

/// "3/4/2021", "3-4-21": numbers that could be day and month in either order.
bool is_ambiguous(std::span<const Token> tokens) {
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    if (tokens[i].cls != TokenClass::number || tokens[i + 2].cls != TokenClass::number ||
        tokens[i + 4].cls != TokenClass::number) {
      continue;
    }
    const bool slashes = is_mark(tokens[i + 1], '/') && is_mark(tokens[i + 3], '/');
    const bool hyphens = tokens[i + 1].cls == TokenClass::hyphen && tokens[i + 3].cls == TokenClass::hyphen;
    if (!slashes && !hyphens) continue;
    const DateDigits first = read_date_digits(tokens[i].folded.text);
    const DateDigits second = read_date_digits(tokens[i + 2].folded.text);
    return first.digits <= 2 && first.value <= 12 && second.value <= 12 && first.value != second.value;
  }
  return false;
}

bool says_something(const Token& token) {
  return token.cls != TokenClass::punctuation && token.cls != TokenClass::dash && token.cls != TokenClass::hyphen;
}

bool covers(std::span<const Token> tokens, const DateMention& mention) {
  return std::none_of(tokens.begin(), tokens.begin() + mention.first, says_something) &&
         std::none_of(tokens.begin() + mention.last, tokens.end(), says_something);
}

}  // namespace

std::optional<ParsedDate> parse_date(const DateGrammar& grammar, std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  if (text.size() > kLongest) return std::nullopt;
  if (const auto moment = parse_iso_moment(text)) {
    return ParsedDate{*moment, moment->minute ? DatePrecision::minute : DatePrecision::day};
  }
  TokenBuffer buffer;
  buffer.tokenize(text, {0, static_cast<std::uint32_t>(text.size())});
  const std::span<const Token> tokens(buffer.tokens());
  std::vector<DateMention> mentions;
  grammar.find(tokens, 1, mentions);
  if (mentions.size() != 1 || !covers(tokens, mentions[0]) || is_ambiguous(tokens)) return std::nullopt;
  const ResolvedDate date = DateResolver(std::nullopt).resolve(mentions[0]);
  if (date.binding != DateBinding::absolute || !date.start || date.modifier != DateModifier::none) return std::nullopt;
  if (date.precision != DatePrecision::day && date.precision != DatePrecision::hour &&
      date.precision != DatePrecision::minute) {
    return std::nullopt;
  }
  const std::int32_t weekday = mentions[0].meaning.at.weekday;
  if (weekday != 0 && weekday_of(date.start->day) != weekday) return std::nullopt;
  return ParsedDate{*date.start, date.precision};
}

}  // namespace sitrep
