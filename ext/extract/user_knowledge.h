#pragma once

#include <string>

#include "knowledge/image.h"
#include "knowledge/user_words.h"

namespace sitrep {

/// The user's words and patterns, compiled: bytes of an image to be laid over `builtin`. Users' patterns come after the
/// built-in ones, one that overrides a built-in pattern in its place. Patterns that do not hold any more are left out.
std::string compile_user_knowledge(const Image& builtin, const UserWords& words);

}  // namespace sitrep
