#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "geometry/geometry.h"
#include "region/region_data.h"

namespace sitrep {

/// The row of the region with this id and level; regions of a level are in order of their ids.
std::optional<std::uint32_t> find_region(const RegionData& regions, RegionLevel level, std::uint32_t id);

/// The region's polygons as stored: a POLYGON when there is one, else a MULTIPOLYGON; SRID 4326.
Geometry region_geometry(const RegionData& regions, const RegionRow& row);

/// The region's polygons for drawing relations: of about `max_points` points at the most (rings are thinned by
/// Douglas-Peucker until they are; the smallest islands go), and in one piece across the antimeridian, so that
/// longitudes may lie beyond 180. Thinned rings may touch or cross: make them valid before use.
Geometry region_outline(const RegionData& regions, const RegionRow& row, std::size_t max_points);

/// Points of a line thinned by Douglas and Peucker (1973) so that none dropped is farther than `tolerance` (degrees)
/// from what is left. The ends stay. Iterative; n log n as a rule, n² at worst.
std::vector<double> thin_line(const std::vector<double>& xy, double tolerance);

/// A polygon with all its rings thinned; those that vanish go, the outer one with its holes: then it has no parts.
Geometry thin_polygon(const Geometry& polygon, double tolerance);

}  // namespace sitrep
