#pragma once

#include <filesystem>

#include "knowledge/image.h"
#include "knowledge/lexicon.h"

namespace sitrep {

/// Compiles patterns.csv and refinements.csv into the sections pat.*. Throws std::runtime_error naming file, line and
/// reason.
void compile_patterns(const std::filesystem::path& sql_dir, const Lexicon& lexicon, ImageBuilder& image);

}  // namespace sitrep
