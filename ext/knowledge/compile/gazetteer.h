#pragma once

#include <filesystem>

#include "knowledge/image.h"
#include "region/region_data.h"

namespace sitrep {

/// Compiles the world's places, our own rows, the aliases and the regions themselves into the sections gaz.*. A place's
/// admin-1 is the one whose polygon holds it. Throws std::runtime_error naming file, line and reason.
void compile_gazetteer(const std::filesystem::path& sql_dir, const std::filesystem::path& world_dir,
                       const RegionData& regions, ImageBuilder& image);

}  // namespace sitrep
