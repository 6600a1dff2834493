#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Compiles abbreviations.csv and number_words.csv into the sections text.*.
void compile_text_words(const std::filesystem::path& sql_dir, ImageBuilder& image);

}  // namespace sitrep
