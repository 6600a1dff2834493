#include "knowledge/phrase_key.h"

namespace sitrep {

std::string phrase_key(std::string_view phrase, TokenBuffer& scratch) {
  scratch.tokenize(phrase, {0, static_cast<std::uint32_t>(phrase.size())});
  std::string key;
  for (const Token& token : scratch.tokens()) {
    if (token.cls == TokenClass::hyphen || token.folded.text.empty()) continue;
    if (!key.empty()) key += ' ';
    key += token.folded.text;
  }
  return key;
}

}  // namespace sitrep
