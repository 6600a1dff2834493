#pragma once

#include "geometry/geometry.h"
#include "geometry/geos.h"
#include "knowledge/place_types.h"

/// Parts of a region by compass direction: "eastern Hama", "the far south of A".
namespace sitrep {

/// The part of `area` (polygons in degrees) that lies towards `compass`, split through `through` (a centroid, a city):
/// the half for north, east, south and west, the quadrant for the directions between (their half when the quadrant has
/// next to nothing of the area). Empty when nothing lies there.
GeosGeometry compass_part(Geos& geos, const GeosGeometry& area, Compass compass, double through_x, double through_y);

/// The outer third of `area` in the direction, by area.
GeosGeometry compass_third(Geos& geos, const GeosGeometry& area, Compass compass);

}  // namespace sitrep
