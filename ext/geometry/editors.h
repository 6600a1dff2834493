#pragma once

#include <optional>

#include "geometry/geometry.h"
#include "text/interrupt.h"

/// Changes of coordinates and structure that need no computation of points in common.
namespace sitrep {

/// x' = a x + b y + dx, y' = c x + d y + dy; z' = z + dz.
struct Affine {
  double a = 1, b = 0, c = 0, d = 1, dx = 0, dy = 0, dz = 0;
};
Geometry transformed(Geometry geometry, const Affine& affine);

/// x and y exchanged.
Geometry flipped(Geometry geometry);

/// Every line and ring backwards.
Geometry reversed(Geometry geometry);

/// Coordinates rounded to the nearest (dx·i + ox, dy·j + oy); repeated points go, and lines and rings that collapse. A
/// size of 0 leaves that coordinate alone.
Geometry snapped(const Geometry& geometry, double ox, double oy, double dx, double dy);

/// Lines and rings without points no farther than `tolerance` from the one kept before them, but with two points, rings
/// four; multipoints without points that near to any other.
Geometry without_repeated(const Geometry& geometry, double tolerance, Interrupt& interrupt);

/// With points added so that no edge is longer than `longest` in the plane, spread evenly.
Geometry segmentized(const Geometry& geometry, double longest, Interrupt& interrupt);

/// Outer rings clockwise and holes counterclockwise, or the other way.
Geometry oriented(Geometry geometry, bool clockwise);

/// Whether all outer rings run that way and the holes the other; true without polygons.
bool is_oriented(const Geometry& geometry, bool clockwise);

/// The parts of one kind (0 points, 1 lines, 2 polygons) as a multi of that kind; a geometry of that kind itself as it
/// is.
Geometry extracted(const Geometry& geometry, int kind);

/// Adds z or m with the value given, or gives them up.
Geometry with_dimensions(const Geometry& geometry, std::optional<double> z, std::optional<double> m);

/// All points in order, closing ones included, as a multipoint.
Geometry points_of(const Geometry& geometry);

/// Whether every line ends where it began; polygons and points always do. EMPTY does not.
bool is_closed(const Geometry& geometry);

}  // namespace sitrep
