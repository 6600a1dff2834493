#pragma once

#include "geometry/geometry.h"

namespace sitrep {

/// Leaves out the vertices that lie no farther than `tolerance` from the line without them (Douglas and Peucker 1973,
/// https://doi.org/10.3138/FM57-6770-U75U-7727), as PostGIS's ST_Simplify: lines keep their ends, rings that come down
/// to fewer than four points go, and with their outer ring the polygon; with `keep_collapsed` lines and outer rings
/// stay, as small as they may be. Points stay. Rings may come to cross. Time is quadratic in the worst case, n log n
/// usually.
Geometry simplify(const Geometry& geometry, double tolerance, bool keep_collapsed);

}  // namespace sitrep
