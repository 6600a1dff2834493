#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geometry/geometry.h"
#include "knowledge/place_types.h"

namespace sitrep {

/// A resolved place as the geometry of compositions needs it.
struct PlaceShape {
  PlaceKind kind = PlaceKind::populated;
  double lon = 0, lat = 0;      ///< representative point, WGS 84 degrees
  double radius_km = 0;         ///< uncertainty or extent around the point
  std::uint32_t polygon = 0;    ///< row + 1 of its own polygon in the region data; 0: none (a point)
  std::uint32_t region_id = 0;  ///< id of the admin-1 region that holds it (of itself for an admin-1); 0: none
};

/// What the words say besides the parts.
struct CompositionDetail {
  Compass compass = Compass::unknown;  ///< "eastern", "north of"
  bool far = false;                    ///< "far eastern": the outer third
  std::optional<double> distance_km;   ///< "20 km north of", "55-kilometre zone"
  std::optional<PlaceShape> towards;   ///< "N km from A towards B"
};

/// Geometry of a place or a composition of places.
struct ComposedPlace {
  Geometry geometry;        ///< SRID 4326
  double lon = 0, lat = 0;  ///< representative point, inside the geometry
  double radius_km = 0;     ///< radius of uncertainty around it
};

class RegionData;

/// Composes the geometry of `relation` over `parts` (DESIGN section 4). Relation::none gives the place itself: its
/// polygon, or its point. Empty when the relation cannot be drawn (parts that share no border, a triangle on one line
/// …). Pure function of its arguments; costs up to a few milliseconds for country borders, so callers cache it.
std::optional<ComposedPlace> compose(const RegionData& regions, Relation relation, std::span<const PlaceShape> parts,
                                     const CompositionDetail& detail);

}  // namespace sitrep
