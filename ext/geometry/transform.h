#pragma once

#include "geometry/geometry.h"

namespace sitrep {

/// The geometry's coordinates in another spatial reference system: 4326 (longitude, latitude), 3857 (Web Mercator), and
/// the UTM zones of WGS 84, 32601–32660 (north) and 32701–32760 (south; Karney 2011,
/// https://doi.org/10.1007/s00190-011-0445-3, good to nanometres). z and m stay. UserError for an SRID it does not
/// know, a latitude beyond 90, a pole in Web Mercator, and what comes out infinite.
Geometry transform(const Geometry& geometry, int srid);

}  // namespace sitrep
