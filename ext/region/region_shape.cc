#include "region/region_shape.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace sitrep {
namespace {

constexpr double kDegree = 1e-6;  // of a MicroPoint's unit

Geometry ring_of(const RegionData& regions, const RingRow& ring, double shift) {
  Geometry line;
  line.type = GeometryType::line_string;
  const auto points = regions.points(ring);
  line.coordinates.reserve(points.size() * 2);
  for (const MicroPoint& p : points) {
    line.coordinates.push_back(p.x * kDegree + shift);
    line.coordinates.push_back(p.y * kDegree);
  }
  return line;
}

Geometry polygons_to_geometry(std::vector<Geometry> polygons) {
  if (polygons.size() == 1) return std::move(polygons.front());
  Geometry multi;
  multi.type = GeometryType::multi_polygon;
  multi.parts = std::move(polygons);
  return multi;
}

double squared_distance(const double* p, const double* a, const double* b) {
  const double dx = b[0] - a[0], dy = b[1] - a[1];
  const double length2 = dx * dx + dy * dy;
  double t = length2 == 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2;
  t = std::clamp(t, 0.0, 1.0);
  const double ex = a[0] + t * dx - p[0], ey = a[1] + t * dy - p[1];
  return ex * ex + ey * ey;
}

/// The x shift that brings each polygon next to the largest one across the antimeridian.
class Unwrap {
 public:
  Unwrap(const RegionData& regions, const RegionRow& row) : regions_(&regions) {
    if (row.max_x - static_cast<std::int64_t>(row.min_x) <= 180'000'000) return;
    double best = -1;
    for (const RingRow& ring : regions.rings(row)) {
      if (ring.hole) continue;
      const auto [low, high] = extent(ring);
      if (high - low > best) {
        best = high - low;
        centre_ = (low + high) / 2;
      }
    }
    needed_ = true;
  }
  double shift(const RingRow& outer) const {
    if (!needed_) return 0;
    const auto [low, high] = extent(outer);
    const double middle = (low + high) / 2;
    return middle < centre_ - 180 ? 360 : middle > centre_ + 180 ? -360 : 0;
  }

 private:
  std::pair<double, double> extent(const RingRow& ring) const {
    double low = 1e9, high = -1e9;
    for (const MicroPoint& p : regions_->points(ring)) {
      low = std::min(low, p.x * kDegree);
      high = std::max(high, p.x * kDegree);
    }
    return {low, high};
  }
  const RegionData* regions_;
  double centre_ = 0;
  bool needed_ = false;
};

std::vector<Geometry> polygons_of(const RegionData& regions, const RegionRow& row, const Unwrap* unwrap) {
  std::vector<Geometry> polygons;
  double shift = 0;
  for (const RingRow& ring : regions.rings(row)) {
    if (!ring.hole || polygons.empty()) {
      shift = unwrap ? unwrap->shift(ring) : 0;
      Geometry polygon;
      polygon.type = GeometryType::polygon;
      polygons.push_back(std::move(polygon));
    }
    polygons.back().parts.push_back(ring_of(regions, ring, shift));
  }
  return polygons;
}

std::vector<Geometry> thinned(const std::vector<Geometry>& polygons, double tolerance, std::size_t& points) {
  std::vector<Geometry> out;
  points = 0;
  for (const Geometry& polygon : polygons) {
    Geometry kept = thin_polygon(polygon, tolerance);
    for (const Geometry& ring : kept.parts) points += ring.size();
    if (!kept.parts.empty()) out.push_back(std::move(kept));
  }
  return out;
}

}  // namespace

std::optional<std::uint32_t> find_region(const RegionData& regions, RegionLevel level, std::uint32_t id) {
  const auto rows = regions.rows();
  const auto found = std::ranges::partition_point(
      rows, [&](const RegionRow& row) { return row.level < level || (row.level == level && row.id < id); });
  if (found == rows.end() || found->level != level || found->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - rows.begin());
}

Geometry region_geometry(const RegionData& regions, const RegionRow& row) {
  return polygons_to_geometry(polygons_of(regions, row, nullptr));
}

Geometry region_outline(const RegionData& regions, const RegionRow& row, std::size_t max_points) {
  const Unwrap unwrap(regions, row);
  std::vector<Geometry> polygons = polygons_of(regions, row, &unwrap);
  std::size_t points = 0;
  for (const Geometry& polygon : polygons)
    for (const Geometry& ring : polygon.parts) points += ring.size();
  for (double tolerance = 0.004; points > max_points && tolerance < 1; tolerance *= 2) {
    std::vector<Geometry> fewer = thinned(polygons, tolerance, points);
    if (fewer.empty()) break;
    polygons = std::move(fewer);
  }
  return polygons_to_geometry(std::move(polygons));
}

std::vector<double> thin_line(const std::vector<double>& xy, double tolerance) {
  const std::size_t n = xy.size() / 2;
  if (n < 3) return xy;
  std::vector<char> keep(n, 0);
  keep[0] = keep[n - 1] = 1;
  std::vector<std::pair<std::size_t, std::size_t>> stack = {{0, n - 1}};
  while (!stack.empty()) {
    const auto [first, last] = stack.back();
    stack.pop_back();
    double farthest = tolerance * tolerance;
    std::size_t at = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double distance = squared_distance(&xy[2 * i], &xy[2 * first], &xy[2 * last]);
      if (distance > farthest) {
        farthest = distance;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = 1;
    stack.push_back({first, at});
    stack.push_back({at, last});
  }
  std::vector<double> out;
  for (std::size_t i = 0; i < n; ++i) {
    if (!keep[i]) continue;
    out.push_back(xy[2 * i]);
    out.push_back(xy[2 * i + 1]);
  }
  return out;
}

Geometry thin_polygon(const Geometry& polygon, double tolerance) {
  Geometry kept;
  kept.type = GeometryType::polygon;
  for (const Geometry& ring : polygon.parts) {
    Geometry line;
    line.type = GeometryType::line_string;
    line.coordinates = thin_line(ring.coordinates, tolerance);
    if (line.size() >= 4)
      kept.parts.push_back(std::move(line));
    else if (kept.parts.empty())
      break;
  }
  return kept;
}

}  // namespace sitrep
