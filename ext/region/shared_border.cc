#include "region/shared_border.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sitrep {
namespace {

constexpr double kSharedMetres = 2000;
constexpr double kMeetingMetres = 15'000;

/// The envelope of a row, grown by `metres`, holds the point.
class Near {
 public:
  Near(const RegionRow& row, double metres) {
    const auto margin_y = static_cast<std::int64_t>(metres * 9) + 1;  // micro-degrees of latitude a metre
    const double latitude = std::min(89.0, std::max(std::abs(row.min_y), std::abs(row.max_y)) * 1e-6 + 0.2);
    const auto margin_x = static_cast<std::int64_t>(static_cast<double>(margin_y) / std::cos(latitude * 0.0174532925));
    min_x_ = row.min_x - margin_x;
    max_x_ = row.max_x + margin_x;
    min_y_ = row.min_y - margin_y;
    max_y_ = row.max_y + margin_y;
  }
  bool holds(MicroPoint p) const { return p.x >= min_x_ && p.x <= max_x_ && p.y >= min_y_ && p.y <= max_y_; }

 private:
  std::int64_t min_x_, max_x_, min_y_, max_y_;
};

void append(MicroPoint p, std::vector<double>& xy) {
  xy.push_back(p.x * 1e-6);
  xy.push_back(p.y * 1e-6);
}

}  // namespace

std::optional<Geometry> shared_border(const RegionData& regions, const RegionRow& a, const RegionRow& b) {
  const Near near(b, kSharedMetres);
  Geometry border;
  border.type = GeometryType::multi_line_string;
  for (const RingRow& ring : regions.rings(a)) {
    Geometry line;
    line.type = GeometryType::line_string;
    const auto flush = [&] {
      if (line.size() >= 2) border.parts.push_back(line);
      line.coordinates.clear();
    };
    for (const MicroPoint& p : regions.points(ring)) {
      if (near.holds(p) && regions.edge_distance(b, p, kSharedMetres) < kSharedMetres)
        append(p, line.coordinates);
      else
        flush();
    }
    flush();
  }
  if (border.parts.empty()) return std::nullopt;
  return border;
}

std::optional<LonLat> meeting_point(const RegionData& regions, const RegionRow& a, const RegionRow& b,
                                    const RegionRow& c) {
  const Near near_b(b, kMeetingMetres), near_c(c, kMeetingMetres);
  double best = kMeetingMetres;
  std::optional<LonLat> at;
  for (const RingRow& ring : regions.rings(a)) {
    for (const MicroPoint& p : regions.points(ring)) {
      if (!near_b.holds(p) || !near_c.holds(p)) continue;
      const double to_b = regions.edge_distance(b, p, best);
      if (to_b >= best) continue;
      const double farther = std::max(to_b, regions.edge_distance(c, p, best));
      if (farther >= best) continue;
      best = farther;
      at = LonLat{p.x * 1e-6, p.y * 1e-6};
    }
  }
  return at;
}

}  // namespace sitrep
