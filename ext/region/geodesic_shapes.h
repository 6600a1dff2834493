#pragma once

#include <optional>

#include "geometry/geodesic.h"
#include "geometry/geometry.h"
#include "geometry/geos.h"

/// Shapes given in kilometres on the earth, as polygons in degrees. Their longitudes may lie beyond 180 until wrap().
namespace sitrep {

/// A disc of `km` about a point, 64 points on the geodesic circle; near a pole the cap of the globe that holds it.
Geometry geodesic_disc(LonLat centre, double km);

/// The part of a disc whose bearing from the centre is within `half_angle` degrees of `azimuth`.
Geometry geodesic_sector(LonLat centre, double azimuth, double half_angle, double km);

/// The points within `half_width_km` of the geodesic from a to b, round at its ends. Nothing when a and b coincide.
std::optional<Geometry> geodesic_corridor(LonLat a, LonLat b, double half_width_km);

/// What lies within `km` of lines or polygons given in degrees (the polygons' inside included). Planar pieces of at
/// most 3 degrees each, so that it holds to a few percent outside the polar regions.
GeosGeometry buffer_km(Geos& geos, const Geometry& geometry, double km);

/// The polygons with all longitudes brought within [-180, 180], cut at the antimeridian where they cross it.
Geometry wrap(Geos& geos, Geometry geometry);

/// The geometry if it is valid, else its polygons made valid.
GeosGeometry valid_area(Geos& geos, GeosGeometry geometry);

}  // namespace sitrep
