#pragma once

#include "geometry/geos.h"
#include "text/interrupt.h"

namespace sitrep {

/// All points within `metres` of the geometry on the WGS 84 ellipsoid; with negative metres, the points of its polygons
/// farther than that from their borders. Edges are geodesics. The geometry is cut into pieces of a few degrees, each is
/// buffered in an azimuthal equidistant projection about its middle, and the pieces are united: distances are off by
/// less than 0.5 %, radii of single points not at all. What crosses longitude 180 is cut there; what holds a pole
/// reaches up to it. `quadrant_segments` as in ST_Buffer. `metres` of at most 2,000,000 either way (UserError).
Geometry geodesic_buffer(Geos& geos, const Geometry& geometry, double metres, int quadrant_segments,
                         Interrupt& interrupt);

/// Longest distance geodesic_buffer takes.
inline constexpr double kMostGeodesicBuffer = 2'000'000;

}  // namespace sitrep
