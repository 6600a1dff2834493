#include "geometry/transform.h"

#include <GeographicLib/TransverseMercator.hpp>
#include <cmath>
#include <numbers>
#include <string>

#include "geometry/geodesic.h"
#include "text/error.h"

namespace sitrep {
namespace {

constexpr int kWebMercator = 3857;
constexpr double kMajorAxis = 6378137;  ///< metres, WGS 84; Web Mercator's sphere
constexpr double kDegrees = 180 / std::numbers::pi;

/// A reference system by its EPSG number.
struct System {
  enum Kind { geographic, web_mercator, utm } kind = geographic;
  double meridian = 0;  ///< degrees
  double northing = 0;  ///< metres added to northings
};

System system_of(int srid) {
  if (srid == kWgs84) return {};
  if (srid == kWebMercator) return {.kind = System::web_mercator, .meridian = 0, .northing = 0};
  const bool north = srid > 32600 && srid <= 32660, south = srid > 32700 && srid <= 32760;
  if (!north && !south)
    throw UserError("SRID " + std::to_string(srid) +
                    " is not known; known are 4326, 3857, 32601 to 32660 and 32701 to 32760");
  const int zone = srid % 100;
  return {.kind = System::utm, .meridian = 6.0 * zone - 183, .northing = south ? 1e7 : 0};
}

constexpr double kFalseEasting = 5e5;

void to_degrees(const System& from, double& x, double& y) {
  switch (from.kind) {
    case System::geographic:
      break;
    case System::web_mercator:
      x = x / kMajorAxis * kDegrees;
      y = std::atan(std::sinh(y / kMajorAxis)) * kDegrees;
      break;
    case System::utm: {
      double lat = 0, lon = 0;
      GeographicLib::TransverseMercator::UTM().Reverse(from.meridian, x - kFalseEasting, y - from.northing, lat, lon);
      x = lon;
      y = lat;
      break;
    }
  }
}

void from_degrees(const System& to, double& x, double& y) {
  check_lon_lat(x, y);
  switch (to.kind) {
    case System::geographic:
      break;
    case System::web_mercator:
      if (std::abs(y) == 90) throw UserError("a pole has no place in Web Mercator (SRID 3857)");
      x = x / kDegrees * kMajorAxis;
      y = std::asinh(std::tan(y / kDegrees)) * kMajorAxis;
      break;
    case System::utm: {
      double east = 0, north = 0;
      GeographicLib::TransverseMercator::UTM().Forward(to.meridian, y, x, east, north);
      x = east + kFalseEasting;
      y = north + to.northing;
      break;
    }
  }
}

void apply(Geometry& geometry, const System& from, const System& to) {
  const std::size_t stride = geometry.stride();
  for (std::size_t i = 0; i + stride <= geometry.coordinates.size(); i += stride) {
    double &x = geometry.coordinates[i], &y = geometry.coordinates[i + 1];
    to_degrees(from, x, y);
    from_degrees(to, x, y);
    if (!std::isfinite(x) || !std::isfinite(y)) throw UserError("the result is not finite");
  }
  for (Geometry& part : geometry.parts) apply(part, from, to);
}

}  // namespace

Geometry transform(const Geometry& geometry, int srid) {
  const System from = system_of(geometry.srid), to = system_of(srid);
  Geometry made = geometry;
  if (geometry.srid != srid) apply(made, from, to);
  set_srid(made, srid);
  return made;
}

}  // namespace sitrep
