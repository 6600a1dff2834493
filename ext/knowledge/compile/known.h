#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Writes the rows that users can read and override (knowledge/known_tables.h) into the sections known.*, each with its
/// source. Throws std::runtime_error naming file, line and reason.
void compile_known(const std::filesystem::path& sql_dir, ImageBuilder& image);

}  // namespace sitrep
