#include "geometry/geodesic.h"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
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

double line_metres(const Geometry& line) {
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

/// Appends the points that divide the edge from point i - 1 to point i.
void divide_edge(const Geometry& line, std::size_t i, double longest, Interrupt& interrupt, double& added,
                 std::vector<double>& out) {
  const LonLat from = checked(line, i - 1), to = checked(line, i);
  GeographicLib::GeodesicLine path = earth().InverseLine(from.lat, from.lon, to.lat, to.lon);
  const double pieces = std::ceil(path.Distance() / longest);
  added += pieces;
  if (!(added <= kMostAddedPoints))
    throw UserError("more than " + std::to_string(static_cast<int>(kMostAddedPoints)) + " points would be added");
  const bool as_drawn = std::abs(to.lon - from.lon) >= 180;
  const std::size_t stride = line.stride();
  for (double n = 1; n < pieces; ++n) {
    interrupt.poll();
    const double share = n / pieces;
    LonLat at{from.lon + share * (to.lon - from.lon), from.lat + share * (to.lat - from.lat)};
    if (!as_drawn) {
      path.Position(share * path.Distance(), at.lat, at.lon);
      at.lon = from.lon + std::remainder(at.lon - from.lon, 360.0);
    }
    out.push_back(at.lon);
    out.push_back(at.lat);
    for (std::size_t k = 2; k < stride; ++k) {
      const double start = line.coordinates[(i - 1) * stride + k], end = line.coordinates[i * stride + k];
      out.push_back(start + share * (end - start));
    }
  }
}

Geometry segmentize(const Geometry& geometry, double longest, Interrupt& interrupt, double& added) {
  Geometry made = make_like(geometry.type, geometry);
  const std::size_t stride = geometry.stride();
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    if (i > 0) divide_edge(geometry, i, longest, interrupt, added, made.coordinates);
    const auto at = geometry.coordinates.begin() + static_cast<std::ptrdiff_t>(i * stride);
    made.coordinates.insert(made.coordinates.end(), at, at + static_cast<std::ptrdiff_t>(stride));
  }
  made.parts.reserve(geometry.parts.size());
  for (const Geometry& part : geometry.parts) made.parts.push_back(segmentize(part, longest, interrupt, added));
  return made;
}

}  // namespace

Geometry segmentize_geodesic(const Geometry& geometry, double metres, Interrupt& interrupt) {
  double added = 0;
  return segmentize(geometry, metres, interrupt, added);
}

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
  double metres = geometry.type == GeometryType::line_string ? line_metres(geometry) : 0;
  for (const Geometry& part : geometry.parts) metres += spheroid_length(part);
  return metres;
}

double spheroid_perimeter(const Geometry& geometry) {
  double metres = 0;
  for (const Geometry& part : geometry.parts)
    metres += geometry.type == GeometryType::polygon ? line_metres(part) : spheroid_perimeter(part);
  return metres;
}

}  // namespace sitrep
