#pragma once

#include "geometry/geometry.h"

/// Planar measures in the units of the coordinates; z and m do not count.
namespace sitrep {

/// The area a ring encloses, positive when it runs clockwise (as PostGIS signs it).
double signed_ring_area(const Geometry& ring);

/// The area of the polygons of a geometry, holes taken off; 0 for points and lines.
double planar_area(const Geometry& geometry);

/// The length of the lines of a geometry; 0 for points and polygons.
double planar_length(const Geometry& geometry);

/// The length of the rings of the polygons of a geometry; 0 for points and lines.
double planar_perimeter(const Geometry& geometry);

/// The length of one line string or ring.
double line_length(const Geometry& line);

}  // namespace sitrep
