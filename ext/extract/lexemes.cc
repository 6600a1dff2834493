#include "extract/lexemes.h"

#include <algorithm>

#include "extract/tagger.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kLongestPhrase = 12;

}  // namespace

bool is_shouted(std::span<const Token> tokens) {
  const auto is_comma = [&](std::size_t i) { return i < tokens.size() && tokens[i].folded.text == ","; };
  constexpr std::size_t kFewestWords = 3;  // of any length, all of them in capitals: "THE CAR EXPLODED"
  std::size_t words = 0;
  std::size_t capitals = 0;
  std::size_t all = 0;
  bool lower = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!token.is_word()) continue;
    ++all;
    lower |= !token.is(token.span.length() > 1 ? shape::kAllCapitals : shape::kInitialCapital);
    if (token.span.length() < 4) continue;
    const bool capital = token.is(shape::kInitialCapital) && !token.is(shape::kCaseless);
    // Lists are of names: "the villages of A, B and C".
    if (capital && !token.is(shape::kAllCapitals) && (is_comma(i + 1) || (i > 0 && is_comma(i - 1)))) continue;
    ++words;
    capitals += capital ? 1 : 0;
  }
  return (words >= 4 && capitals * 5 >= words * 4) || (all >= kFewestWords && !lower);
}

bool is_lowered(std::span<const Token> tokens) {
  constexpr std::size_t kFewestWords = 4;
  std::size_t words = 0;
  for (const Token& token : tokens) {
    if (!token.is_word()) continue;
    if (token.is(shape::kInitialCapital)) return false;
    ++words;
  }
  return words >= kFewestWords;
}

void LexemeStage::run(std::span<const Token> tokens, std::span<const NumberPhrase> numbers, std::string_view text,
                      bool shouted, std::vector<Lexeme>& out) {
  out.clear();
  const auto size = static_cast<std::uint32_t>(tokens.size());
  const auto joins = [&](std::uint32_t k) {
    return tokens[k].is_word() || tokens[k].cls == TokenClass::hyphen || tokens[k].cls == TokenClass::number ||
           tokens[k].cls == TokenClass::possessive;
  };
  // Positions of the tokens that are no joining hyphens: phrases are matched across them. A stretch of tokens that join
  // is read once.
  at_.clear();
  std::size_t next = 0;       // of at_: the first at or behind i
  std::uint32_t stretch = 0;  // at_ holds the tokens before this one
  for (std::uint32_t i = 0; i < size;) {
    Lexeme lexeme;
    lexeme.first = i;
    lexeme.last = i + 1;
    // "25th Division" and "Lord's Resistance Army" are phrases too.
    if (tokens[i].is_word() || tokens[i].cls == TokenClass::number) {
      if (i >= stretch) {
        at_.clear();
        next = 0;
        for (stretch = i; stretch < size && joins(stretch); ++stretch)
          if (tokens[stretch].cls != TokenClass::hyphen) at_.push_back(stretch);
      }
      while (at_[next] < i) ++next;
      const std::uint32_t* at = &at_[next];
      const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(at_.size() - next, kLongestPhrase));
      // "the regime forces": an alias with its article gives way to a longer name behind the article.
      std::uint32_t inner = 0;
      if (tokens[i].folded.text == "the" && count > 2) {
        lexicon_.each_phrase(
            memo_.first(tokens[at[1]].folded), count - 1,
            [&](std::uint32_t n) -> const Word& { return tokens[at[n + 1]].folded; },
            [&](std::uint32_t phrase_words, std::span<const Sense>) { inner = phrase_words + 1; });
      }
      lexicon_.each_phrase(
          memo_.first(tokens[i].folded), count, [&](std::uint32_t n) -> const Word& { return tokens[at[n]].folded; },
          [&](std::uint32_t phrase_words, std::span<const Sense> senses) {
            const std::uint32_t last = at[phrase_words - 1] + 1;
            const std::string_view words =
                text.substr(tokens[i].span.begin, tokens[last - 1].span.end - tokens[i].span.begin);
            const bool fits =
                std::ranges::any_of(senses, [&](const Sense& sense) { return spelling_fits(lexicon_, sense, words); });
            if (!fits || (phrase_words > 1 && phrase_words < inner)) return;
            lexeme.last = last;
            lexeme.senses = senses;
          });
    }
    lexeme.given_name = shouted && lexeme.last == i + 1 && tokens[i].is_word() && is_given_name(tokens[i].folded);
    out.push_back(lexeme);
    i = lexeme.last;
  }
  tag_lexemes(lexicon_, tokens, numbers, text, shouted, out);
}

bool LexemeStage::is_given_name(const Word& word) const {
  const PhraseIndex::Match match = names_.words().longest(1, [&](std::uint32_t) -> const Word& { return word; });
  return match.words == 1 && std::ranges::any_of(names_.rows(match), [](const PlaceWordRow& row) {
           return row.role == PlaceRole::given_name;
         });
}

}  // namespace sitrep
