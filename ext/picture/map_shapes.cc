#include "picture/map_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "picture/screen_path.h"
#include "text/error.h"

namespace sitrep {
namespace {

using Lines = std::vector<std::vector<LonLat>>;

/// Square degrees; positive anticlockwise.
double signed_area(const std::vector<LonLat>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += (a.lon - ring[0].lon) * (b.lat - ring[0].lat) - (b.lon - ring[0].lon) * (a.lat - ring[0].lat);
  }
  return twice / 2;
}

void check_position(double lon, double lat) {
  if (lon >= -180 && lon <= 360 && lat >= -90 && lat <= 90) return;
  throw UserError("geom must be longitudes and latitudes in degrees; a point at " + std::to_string(lon) + ", " +
                  std::to_string(lat) + " is none");
}

/// The points, unwrapped: a step of more than half the world is one across the antimeridian.
std::vector<LonLat> unwrapped(const Geometry& line) {
  std::vector<LonLat> out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    check_position(line.x(i), line.y(i));
    double lon = line.x(i);
    if (!out.empty()) {
      const double step = lon - out.back().lon;
      if (std::abs(step) > 180) lon -= 360 * std::round(step / 360);
    }
    out.push_back({lon, line.y(i)});
  }
  return out;
}

/// Outer rings one way round, holes the other: then overlapping polygons fill together, and holes stay.
void turn_ring(std::vector<LonLat>& ring, bool is_hole) {
  if ((signed_area(ring) < 0) != is_hole) std::ranges::reverse(ring);
}

void gather_lines(const Geometry& geometry, Lines& out) {
  if (geometry.type == GeometryType::line_string && geometry.size() > 0) out.push_back(unwrapped(geometry));
  for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
    const std::size_t before = out.size();
    gather_lines(geometry.parts[i], out);
    if (geometry.type == GeometryType::polygon && out.size() > before) turn_ring(out.back(), i > 0);
  }
}

std::uint64_t hash_of(const Lines& lines) {
  std::uint64_t hash = 14695981039346656037u;
  for (const auto& line : lines) {
    for (const LonLat p : line) {
      for (const double v : {p.lon, p.lat}) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &v, sizeof bits);
        hash = (hash ^ bits) * 1099511628211u;
        hash ^= hash >> 29;
      }
    }
  }
  return hash;
}

bool same(const Lines& a, const Lines& b) {
  const auto same_point = [](LonLat p, LonLat q) { return p.lon == q.lon && p.lat == q.lat; };
  return std::ranges::equal(a, b, [&](const auto& l, const auto& m) { return std::ranges::equal(l, m, same_point); });
}

LonLat middle_of(const Lines& lines) {
  const auto longest = std::ranges::max_element(lines, {}, [](const auto& l) { return l.size(); });
  return (*longest)[longest->size() / 2];
}

}  // namespace

double rough_area(const std::vector<LonLat>& ring) {
  double lat = 0;
  for (const LonLat p : ring) lat += p.lat;
  const double mean = ring.empty() ? 0 : lat / static_cast<double>(ring.size());
  return std::abs(signed_area(ring)) * std::cos(mean * std::numbers::pi / 180);
}

LonLat inner_point(const Lines& rings) {
  const auto largest = std::ranges::max_element(rings, {}, rough_area);
  Path outer;
  for (const LonLat p : *largest) outer.push_back({p.lon, p.lat});
  std::vector<Path> paths{outer};
  const Rect bounds = bounds_of(outer);
  for (const auto& ring : rings) {  // its holes, and islands in them
    if (&ring == &*largest || ring.empty() || !bounds.holds(PlanePoint{ring[0].lon, ring[0].lat})) continue;
    Path path;
    for (const LonLat p : ring) path.push_back({p.lon, p.lat});
    paths.push_back(std::move(path));
  }
  constexpr int kLines = 9;
  const std::vector<Stretch> stretches = widest_stretches(paths, 0, kLines);
  const PlanePoint p = stretches.empty() ? bounds.middle() : stretches[0].middle();
  return {p.x, p.y};
}

std::vector<std::vector<LonLat>> rings_of(const RegionData& regions, const RegionRow& row) {
  Lines rings;
  for (const RingRow& ring : regions.rings(row)) {
    std::vector<LonLat> points;
    for (const MicroPoint p : regions.points(ring)) points.push_back({p.x * 1e-6, p.y * 1e-6});
    turn_ring(points, ring.hole != 0);
    rings.push_back(std::move(points));
  }
  return rings;
}

void MapShapes::merge(MapShape& into, std::optional<double> value, const std::string& label) {
  if (value) into.value = into.value.value_or(0) + *value;
  if (into.label.empty()) into.label = label;
}

void MapShapes::add(const Geometry& geometry, std::optional<double> value, const std::string& label) {
  if (is_empty(geometry)) return add_unplaced();
  const bool apart = geometry.type == GeometryType::multi_point || geometry.type == GeometryType::collection;
  if (!apart) return add_part(geometry, value, label);
  const auto empty = [](const Geometry& part) { return is_empty(part); };
  const auto parts = geometry.parts.size() - static_cast<std::size_t>(std::ranges::count_if(geometry.parts, empty));
  if (value) *value /= static_cast<double>(parts);
  for (const Geometry& part : geometry.parts)
    if (!is_empty(part)) add(part, value, label);
}

void MapShapes::add_part(const Geometry& part, std::optional<double> value, const std::string& label) {
  MapShape shape{.kind = MapShape::Kind::dot, .lines = {}, .anchor = {}, .value = value, .label = label};
  bytes_ += memory_size(part);
  if (part.type == GeometryType::point) {
    check_position(part.x(), part.y());
    shape.anchor = {wrap_longitude(part.x()), part.y()};
    const auto [at, is_new] = dots_.try_emplace({shape.anchor.lon, shape.anchor.lat}, shapes_.size());
    if (!is_new) return merge(shapes_[at->second], value, label);
  } else {
    gather_lines(part, shape.lines);
    const std::uint64_t hash = hash_of(shape.lines);
    const auto [first, last] = others_.equal_range(hash);
    for (auto it = first; it != last; ++it)
      if (same(shapes_[it->second].lines, shape.lines)) return merge(shapes_[it->second], value, label);
    others_.emplace(hash, shapes_.size());
    const bool is_area = dimension(part) == 2;
    shape.kind = is_area ? MapShape::Kind::area : MapShape::Kind::line;
    shape.anchor = is_area ? inner_point(shape.lines) : middle_of(shape.lines);
  }
  if (bytes_ > kMaxBytes) throw UserError("geom: more than 256 MB of geometry for one map");
  shapes_.push_back(std::move(shape));
}

void MapShapes::gather_dots(const RegionData& regions, RegionLevel level) {
  std::map<std::uint32_t, MapShape> gathered;
  std::vector<MapShape> kept;
  for (MapShape& shape : shapes_) {
    if (shape.kind != MapShape::Kind::dot) {
      kept.push_back(std::move(shape));
      continue;
    }
    std::optional<std::uint32_t> row = regions.locate(shape.anchor.lon, shape.anchor.lat);
    if (row && level == RegionLevel::country) row = regions.country_of(*row);
    if (!row) {
      ++unplaced_;
      continue;
    }
    MapShape& region = gathered[*row];
    if (region.lines.empty()) {
      region.kind = MapShape::Kind::area;
      region.lines = rings_of(regions, regions.rows()[*row]);
      region.anchor = inner_point(region.lines);
    }
    merge(region, shape.value, std::string(regions.text(regions.rows()[*row].name)));
  }
  shapes_ = std::move(kept);
  for (auto& [row, region] : gathered) shapes_.push_back(std::move(region));
}

bool MapShapes::all_areas() const {
  return std::ranges::all_of(shapes_, [](const MapShape& s) { return s.kind == MapShape::Kind::area; });
}

}  // namespace sitrep
