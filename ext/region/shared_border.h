#pragma once

#include <optional>

#include "geometry/geodesic.h"
#include "geometry/geometry.h"
#include "region/region_data.h"

/// Where built-in regions touch, found in their stored edges without an overlay, so that a long border costs its
/// length.
namespace sitrep {

/// The stretches of a's boundary that run within 2 km of b's, as a MULTILINESTRING; nothing when there are none longer
/// than a point. One of the two may lie within the other (a district on its country's border).
std::optional<Geometry> shared_border(const RegionData& regions, const RegionRow& a, const RegionRow& b);

/// The point of a's boundary that is nearest to both others, if all three come within 15 km of it.
std::optional<LonLat> meeting_point(const RegionData& regions, const RegionRow& a, const RegionRow& b,
                                    const RegionRow& c);

}  // namespace sitrep
