#pragma once

#include <optional>
#include <utility>

#include "geometry/geometry.h"
#include "text/interrupt.h"

/// Measures on the earth, for coordinates in degrees of longitude (x) and latitude (y). Longitudes beyond 180 are taken
/// round the globe; latitudes beyond 90 are a UserError.
namespace sitrep {

/// Mean radius of the earth (IUGG R1) in metres, as PostGIS uses it for ST_DistanceSphere.
inline constexpr double kEarthRadius = 6371008.7714150598;

struct LonLat {
  double lon = 0;
  double lat = 0;
};

/// Throws UserError unless both are finite and the latitude lies within [-90, 90].
void check_lon_lat(double lon, double lat);

/// Metres along the great circle on the sphere of kEarthRadius (Vincenty's formula for the sphere: good at all
/// distances).
double sphere_distance(LonLat a, LonLat b);

/// Metres along the geodesic on the WGS 84 ellipsoid (Karney 2013, https://doi.org/10.1007/s00190-012-0578-z).
double spheroid_distance(LonLat a, LonLat b);

/// Azimuth of the geodesic at `from` towards `to`, in degrees clockwise from north, [0, 360). Nothing when they
/// coincide.
std::optional<double> spheroid_azimuth(LonLat from, LonLat to);

/// Where a geodesic of `metres` that starts in direction `azimuth` (degrees clockwise from north) ends; longitude
/// within
/// [-180, 180].
LonLat destination(LonLat from, double azimuth, double metres);

/// The geometry with points added so that no edge is longer than `metres` (above 0); they lie on the geodesic between
/// the ends of the edge, evenly, and z and m change evenly. Edges of 180 degrees of longitude or more, which are not
/// the shortest way, are divided as drawn. Points stay. UserError when more than kMostAddedPoints would be added.
Geometry segmentize_geodesic(const Geometry& geometry, double metres, Interrupt& interrupt);

inline constexpr double kMostAddedPoints = 10'000'000;

/// Square metres of the polygons of a geometry on the ellipsoid, holes taken off; 0 for points and lines. A ring
/// encloses the smaller part of the earth, whichever way it runs.
double spheroid_area(const Geometry& geometry);

/// Metres of the lines of a geometry on the ellipsoid; 0 for points and polygons.
double spheroid_length(const Geometry& geometry);

/// Metres of the rings of the polygons of a geometry on the ellipsoid.
double spheroid_perimeter(const Geometry& geometry);

}  // namespace sitrep
