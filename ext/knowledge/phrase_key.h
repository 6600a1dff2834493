#pragma once

#include <string>
#include <string_view>

#include "text/token.h"

namespace sitrep {

/// The lexicon's key of a phrase: its lightly folded words without joining hyphens, as the mention stage sees a text
/// ("Al-Qa'ida" → "al qaida"). Empty when nothing is left. `scratch` is working memory.
std::string phrase_key(std::string_view phrase, TokenBuffer& scratch);

}  // namespace sitrep
