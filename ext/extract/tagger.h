#pragma once

#include "extract/lexemes.h"

namespace sitrep {

/// Every word of a match that asks for an exact spelling must have it.
inline bool spelling_fits(const Lexicon& lexicon, const Sense& sense, std::string_view words) {
  return sense.spelling == 0 || lexicon.pooled(sense.spelling) == words;
}

/// Gives each lexeme its part of speech by the words around it, and the concept and class of that part. Linear.
void tag_lexemes(const Lexicon& lexicon, std::span<const Token> tokens, std::span<const NumberPhrase> numbers,
                 std::string_view text, bool shouted, std::vector<Lexeme>& lexemes);

}  // namespace sitrep
