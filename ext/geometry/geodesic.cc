#include "geometry/geodesic.h"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <cmath>
#include <numbers>
#include <string>

#include "geometry/number_text.h"
#include "text/error.h"

namespace sitrep {
namespace {

using GeographicLib::Geodesic;

const Geodesic& earth() { return Geodesic::WGS84(); }

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }

LonLat checked(const Geometry& line, std::size_t i) {
  check_lon_lat(line.x(i), line.y(i));
  return {line.x(i), line.y(i)};
}

double line_length(const Geometry& line) {
  double metres = 0;
  for (std::size_t i = 1; i < line.size(); ++i) metres += spheroid_distance(checked(line, i - 1), checked(line, i));
  return metres;
}

double ring_area(const Geometry& ring) {
  GeographicLib::PolygonArea polygon(earth());
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const LonLat at = checked(ring, i);
    polygon.AddPoint(at.lat, at.lon);
  }
  double perimeter = 0, area = 0;
  polygon.Compute(false, true, perimeter, area);
  return std::abs(area);
}

}  // namespace

void check_lon_lat(double lon, double lat) {
  if (std::isfinite(lon) && std::isfinite(lat) && std::abs(lat) <= 90) return;
  std::string at;
  append_number(lon, at);
  at += ' ';
  append_number(lat, at);
  throw UserError("longitude and latitude in degrees expected, not (" + at + ")");
}

double sphere_distance(LonLat a, LonLat b) {
  check_lon_lat(a.lon, a.lat);
  check_lon_lat(b.lon, b.lat);
  const double lat_a = radians(a.lat), lat_b = radians(b.lat), turn = radians(b.lon - a.lon);
  const double east = std::cos(lat_b) * std::sin(turn);
  const double north = std::cos(lat_a) * std::sin(lat_b) - std::sin(lat_a) * std::cos(lat_b) * std::cos(turn);
  const double along = std::sin(lat_a) * std::sin(lat_b) + std::cos(lat_a) * std::cos(lat_b) * std::cos(turn);
  return kEarthRadius * std::atan2(std::hypot(east, north), along);
}

double spheroid_distance(LonLat a, LonLat b) {
  check_lon_lat(a.lon, a.lat);
  check_lon_lat(b.lon, b.lat);
  double metres = 0;
  earth().Inverse(a.lat, a.lon, b.lat, b.lon, metres);
  return metres;
}

std::optional<double> spheroid_azimuth(LonLat from, LonLat to) {
  check_lon_lat(from.lon, from.lat);
  check_lon_lat(to.lon, to.lat);
  double metres = 0, start = 0, end = 0;
  earth().Inverse(from.lat, from.lon, to.lat, to.lon, metres, start, end);
  if (metres == 0) return std::nullopt;
  return start < 0 ? start + 360 : start;
}

LonLat destination(LonLat from, double azimuth, double metres) {
  check_lon_lat(from.lon, from.lat);
  LonLat to;
  earth().Direct(from.lat, from.lon, azimuth, metres, to.lat, to.lon);
  return to;
}

double spheroid_area(const Geometry& geometry) {
  double area = 0;
  if (geometry.type == GeometryType::polygon) {
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) area += (i == 0 ? 1 : -1) * ring_area(geometry.parts[i]);
    return area;
  }
  for (const Geometry& part : geometry.parts) area += spheroid_area(part);
  return area;
}

double spheroid_length(const Geometry& geometry) {
  if (geometry.type == GeometryType::polygon) return 0;
  double metres = geometry.type == GeometryType::line_string ? line_length(geometry) : 0;
  for (const Geometry& part : geometry.parts) metres += spheroid_length(part);
  return metres;
}

double spheroid_perimeter(const Geometry& geometry) {
  double metres = 0;
  for (const Geometry& part : geometry.parts)
    metres += geometry.type == GeometryType::polygon ? line_length(part) : spheroid_perimeter(part);
  return metres;
}

}  // namespace sitrep
