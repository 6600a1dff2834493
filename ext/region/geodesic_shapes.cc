#include "region/geodesic_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "region/region_shape.h"

namespace sitrep {
namespace {

constexpr double kKmPerDegree = 111.195;
constexpr int kCirclePoints = 64;
constexpr double kPieceDegrees = 3;

/// `lon` as the one of its turns that is nearest to `reference`.
double near_lon(double lon, double reference) { return lon + 360 * std::round((reference - lon) / 360); }

void add_destination(std::vector<double>& xy, LonLat from, double azimuth, double km, double reference) {
  const LonLat to = destination(from, azimuth, km * 1000);
  xy.push_back(near_lon(to.lon, reference));
  xy.push_back(to.lat);
}

Geometry polygon_of(std::vector<double> xy) {
  xy.push_back(xy[0]);
  xy.push_back(xy[1]);
  Geometry ring;
  ring.type = GeometryType::line_string;
  ring.coordinates = std::move(xy);
  Geometry polygon;
  polygon.type = GeometryType::polygon;
  polygon.parts.push_back(std::move(ring));
  return polygon;
}

bool reaches_pole(LonLat centre, double km) { return std::abs(centre.lat) + km / kKmPerDegree > 89.5; }

Geometry polar_cap(LonLat centre, double km) {
  const double edge = std::abs(centre.lat) - km / kKmPerDegree;
  return centre.lat > 0 ? make_box({-180, edge, 180, 90}) : make_box({-180, -90, 180, -edge});
}

/// Degrees to kilometres about a middle latitude and back.
struct Frame {
  double lon = 0, lat = 0, scale = 1;
  explicit Frame(const Box& box)
      : lon((box.min_x + box.max_x) / 2),
        lat((box.min_y + box.max_y) / 2),
        scale(std::max(0.01, std::cos(lat * std::numbers::pi / 180))) {}
  void to_km(std::vector<double>& xy) const {
    for (std::size_t i = 0; i < xy.size(); i += 2) {
      xy[i] = (xy[i] - lon) * scale * kKmPerDegree;
      xy[i + 1] = (xy[i + 1] - lat) * kKmPerDegree;
    }
  }
  void to_degrees(Geometry& geometry) const {
    for (std::size_t i = 0; i < geometry.coordinates.size(); i += 2) {
      geometry.coordinates[i] = geometry.coordinates[i] / (scale * kKmPerDegree) + lon;
      geometry.coordinates[i + 1] = std::clamp(geometry.coordinates[i + 1] / kKmPerDegree + lat, -90.0, 90.0);
    }
    for (Geometry& part : geometry.parts) to_degrees(part);
  }
};

GeosGeometry buffer_piece(Geos& geos, std::vector<double> xy, double km) {
  Box box;
  for (std::size_t i = 0; i < xy.size(); i += 2) box.add(xy[i], xy[i + 1]);
  const Frame frame(box);
  frame.to_km(xy);
  Geometry line;
  line.type = GeometryType::line_string;
  line.coordinates = std::move(xy);
  Geometry area = geos.to(geos.make(GEOSBuffer_r, geos.from(line), km, 6));
  frame.to_degrees(area);
  return valid_area(geos, geos.from(area));
}

void buffer_line(Geos& geos, const Geometry& line, double km, std::vector<GeosGeometry>& out) {
  const std::vector<double> xy = thin_line(line.coordinates, km / kKmPerDegree / 10);
  std::vector<double> piece;
  Box box;
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    Box grown = box;
    grown.add(xy[i], xy[i + 1]);
    if (piece.size() >= 4 && std::max(grown.max_x - grown.min_x, grown.max_y - grown.min_y) > kPieceDegrees) {
      const double x = piece[piece.size() - 2], y = piece.back();
      out.push_back(buffer_piece(geos, std::move(piece), km));
      piece = {x, y};
      box = Box();
      box.add(x, y);
    }
    piece.push_back(xy[i]);
    piece.push_back(xy[i + 1]);
    box.add(xy[i], xy[i + 1]);
  }
  if (piece.size() >= 4) out.push_back(buffer_piece(geos, std::move(piece), km));
}

/// The inside of a polygon, thinned: its edge comes to lie within the band that is drawn about the true one.
void add_inside(Geos& geos, const Geometry& polygon, double tolerance, std::vector<GeosGeometry>& out) {
  const Geometry inside = thin_polygon(polygon, tolerance);
  if (!inside.parts.empty()) out.push_back(valid_area(geos, geos.from(inside)));
}

void buffer_parts(Geos& geos, const Geometry& geometry, double km, std::vector<GeosGeometry>& out) {
  if (geometry.type == GeometryType::line_string) {
    buffer_line(geos, geometry, km, out);
    return;
  }
  if (geometry.type == GeometryType::polygon) add_inside(geos, geometry, km / kKmPerDegree / 4, out);
  for (const Geometry& part : geometry.parts) buffer_parts(geos, part, km, out);
}

void shift_lon(Geometry& geometry, double by) {
  for (std::size_t i = 0; i < geometry.coordinates.size(); i += geometry.stride()) geometry.coordinates[i] += by;
  for (Geometry& part : geometry.parts) shift_lon(part, by);
}

/// The polygons of a geometry of any kind, moved into `out`.
void take_polygons(Geometry geometry, std::vector<Geometry>& out) {
  if (geometry.type == GeometryType::polygon) {
    if (!geometry.parts.empty()) out.push_back(std::move(geometry));
    return;
  }
  for (Geometry& part : geometry.parts) take_polygons(std::move(part), out);
}

Geometry area_of(std::vector<Geometry> polygons) {
  if (polygons.size() == 1) return std::move(polygons.front());
  Geometry multi;
  multi.type = GeometryType::multi_polygon;
  multi.parts = std::move(polygons);
  return multi;
}

}  // namespace

Geometry geodesic_disc(LonLat centre, double km) {
  if (reaches_pole(centre, km)) return polar_cap(centre, km);
  std::vector<double> xy;
  for (int i = 0; i < kCirclePoints; ++i) add_destination(xy, centre, i * -360.0 / kCirclePoints, km, centre.lon);
  return polygon_of(std::move(xy));
}

Geometry geodesic_sector(LonLat centre, double azimuth, double half_angle, double km) {
  if (reaches_pole(centre, km)) return polar_cap(centre, km);
  std::vector<double> xy = {centre.lon, centre.lat};
  const int steps = std::max(2, static_cast<int>(half_angle * 2 / 360 * kCirclePoints));
  for (int i = 0; i <= steps; ++i)
    add_destination(xy, centre, azimuth + half_angle - i * 2 * half_angle / steps, km, centre.lon);
  return polygon_of(std::move(xy));
}

std::optional<Geometry> geodesic_corridor(LonLat a, LonLat b, double half_width_km) {
  const std::optional<double> start = spheroid_azimuth(a, b);
  if (!start) return std::nullopt;
  if (reaches_pole(a, half_width_km)) return polar_cap(a, half_width_km);
  if (reaches_pole(b, half_width_km)) return polar_cap(b, half_width_km);
  const double length_km = spheroid_distance(a, b) / 1000;
  const int steps = std::clamp(static_cast<int>(length_km / 50), 1, 400);
  std::vector<double> left, right;
  double reference = a.lon;
  for (int i = 0; i <= steps; ++i) {
    LonLat at = i == steps ? b : destination(a, *start, length_km * 1000 * i / steps);
    at.lon = near_lon(at.lon, reference);
    reference = at.lon;
    // At the start the way ahead, else the way back turned round.
    const double azimuth = i == 0 ? *start : spheroid_azimuth(at, a).value_or(*start + 180) - 180;
    add_destination(left, at, azimuth - 90, half_width_km, reference);
    add_destination(right, at, azimuth + 90, half_width_km, reference);
    constexpr int kCap = 8;
    for (int k = 1; k < kCap && i == 0; ++k)
      add_destination(right, at, azimuth + 90 + 180.0 * k / kCap, half_width_km, reference);
    if (i == 0) {  // the cap runs from right to left; as the ring comes back along the left side, it closes there
      std::vector<double> cap(right.begin() + 2, right.end());
      right.resize(2);
      left.insert(left.begin(), cap.begin(), cap.end());
    }
    for (int k = 1; k < kCap && i == steps; ++k)
      add_destination(left, at, azimuth - 90 + 180.0 * k / kCap, half_width_km, reference);
  }
  for (std::size_t i = right.size(); i >= 2; i -= 2) {
    left.push_back(right[i - 2]);
    left.push_back(right[i - 1]);
  }
  return polygon_of(std::move(left));
}

GeosGeometry buffer_km(Geos& geos, const Geometry& geometry, double km) {
  std::vector<GeosGeometry> parts;
  buffer_parts(geos, geometry, km, parts);
  return geos.make(GEOSUnaryUnion_r, geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(parts)));
}

Geometry wrap(Geos& geos, Geometry geometry) {
  const Box box = envelope(geometry);
  if (box.min_x >= -180 && box.max_x <= 180) return geometry;
  std::vector<Geometry> polygons;
  const GeosGeometry whole = geos.from(geometry);
  for (const double turn : {-360.0, 0.0, 360.0}) {
    const GeosGeometry window = geos.from(make_box({turn - 180, -90, turn + 180, 90}));
    Geometry piece = geos.to(geos.make(GEOSIntersection_r, whole, window));
    shift_lon(piece, -turn);
    take_polygons(std::move(piece), polygons);
  }
  std::vector<GeosGeometry> pieces;
  pieces.reserve(polygons.size());
  for (const Geometry& polygon : polygons) pieces.push_back(geos.from(polygon));
  Geometry merged = geos.to(geos.make(GEOSUnaryUnion_r, geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(pieces))));
  polygons.clear();
  take_polygons(std::move(merged), polygons);
  return area_of(std::move(polygons));
}

GeosGeometry valid_area(Geos& geos, GeosGeometry geometry) {
  if (geos.test(GEOSisValid_r, geometry)) return geometry;
  std::vector<Geometry> polygons;
  take_polygons(geos.to(geos.make(GEOSMakeValid_r, geometry)), polygons);
  return geos.from(area_of(std::move(polygons)));
}

}  // namespace sitrep
