#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Compiles place_words.csv into the sections plw.*. Throws std::runtime_error naming file, line and reason.
void compile_place_words(const std::filesystem::path& sql_dir, ImageBuilder& image);

}  // namespace sitrep
