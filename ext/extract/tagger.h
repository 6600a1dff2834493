#pragma once

#include "extract/lexemes.h"

namespace sitrep {

/// Every word of a match that asks for an exact spelling must have it.
bool spelling_fits(const Lexicon& lexicon, const Sense& sense, std::string_view words);

/// Gives each lexeme its part of speech by the words around it, and the concept and class of that part. Linear.
void tag_lexemes(const Lexicon& lexicon, std::span<const Token> tokens, std::span<const NumberPhrase> numbers,
                 std::string_view text, std::vector<Lexeme>& lexemes);

}  // namespace sitrep
