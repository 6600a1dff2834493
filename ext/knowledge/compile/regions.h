#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Compiles regions.tsv and polygons.tsv of the world data and natural_regions.csv into the sections reg.* with the grid
/// from which a point finds its region. Throws std::runtime_error naming file, line and reason.
void compile_regions(const std::filesystem::path& sql_dir, const std::filesystem::path& world_dir, ImageBuilder& image);

}  // namespace sitrep
