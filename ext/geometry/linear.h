#pragma once

#include "geometry/geometry.h"

/// Places along a line, as shares of its planar length from 0 to 1. The line is a line string that is not empty; z and
/// m change evenly along each segment.
namespace sitrep {

/// The point at a share of the length.
Geometry interpolate(const Geometry& line, double share);

/// Where along the line the point nearest to x, y lies; the first when there are several.
double locate(const Geometry& line, double x, double y);

/// The part of the line between two shares, from <= to; a point when they are equal.
Geometry substring(const Geometry& line, double from, double to);

}  // namespace sitrep
