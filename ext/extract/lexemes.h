#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge/lexicon.h"
#include "knowledge/phrase_memo.h"
#include "knowledge/place_words.h"
#include "text/numbers.h"
#include "text/token.h"

namespace sitrep {

/// Part of speech of a lexeme in its sentence.
enum class Tag : std::uint8_t {
  noun,
  proper,
  number,
  pronoun,
  adjective,
  participle,  ///< past participle before a noun or as a predicate: "killed", "destroyed"
  determiner,
  possessive,
  verb,  ///< finite or base form
  ing,   ///< present participle or gerund used as a verb
  modal,
  be,
  have,
  do_,
  to,
  negator,
  adverb,
  preposition,
  coordinator,
  subordinator,
  relative,
  comma,
  bracket,
  dash,
  stop,  ///< semicolon, colon, sentence-final marks
  other
};

/// A word or fixed phrase of the sentence: tokens [first, last) with what the lexicon knows of them.
struct Lexeme {
  std::uint32_t first = 0, last = 0;
  Tag tag = Tag::other;
  bool upper = false;            ///< begins with a capital that tells something
  std::uint8_t forms = 0;        ///< forms (knowledge/lexicon.h) of the chosen part
  std::uint16_t concept_id = 0;  ///< of the chosen part
  TermClass cls = TermClass::none;
  bool person = false;            ///< noun for a person
  bool given_name = false;        ///< "David", in text whose capitals tell nothing
  std::span<const Sense> senses;  ///< all senses, into the image
};

/// The first of its senses of this kind, null when it has none.
inline const Sense* sense_of(const Lexeme& lexeme, SenseKind kind) {
  const auto found = std::ranges::find(lexeme.senses, kind, &Sense::kind);
  return found == lexeme.senses.end() ? nullptr : &*found;
}

/// Cuts a sentence into lexemes (longest match over the lexicon) and tags them by their context. Linear. `headline`
/// text has no articles and often no auxiliaries; `shouted` says that capitals tell nothing (all-caps or title case).
class LexemeStage {
 public:
  LexemeStage(const Lexicon& lexicon, const PlaceWords& names)
      : lexicon_(lexicon), memo_(lexicon.phrases()), names_(names) {}

  void run(std::span<const Token> tokens, std::span<const NumberPhrase> numbers, std::string_view text, bool shouted,
           std::vector<Lexeme>& out);

 private:
  bool is_given_name(const Word& word) const;

  const Lexicon& lexicon_;
  PhraseMemo memo_;
  const PlaceWords& names_;
  std::vector<std::uint32_t> at_;  ///< tokens of the stretch in hand
};

/// True when most words of the sentence are capitalised, so that a capital is no sign of a name.
bool is_shouted(std::span<const Token> tokens);

/// True when no word of the sentence has a capital, so that the lack of one is no sign of anything either.
bool is_lowered(std::span<const Token> tokens);

}  // namespace sitrep
