#pragma once

#include <vector>

#include "geometry/geos.h"
#include "text/interrupt.h"

namespace sitrep {

/// The geometry cut into pieces of at most `most_vertices` (5 or more) points each, halving boxes along their longer
/// side. Pieces of a polygon do not overlap and cover it; points of multipoints are shared out.
std::vector<Geometry> subdivide(Geos& geos, const Geometry& geometry, std::size_t most_vertices, Interrupt& interrupt);

}  // namespace sitrep
