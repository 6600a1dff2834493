#include "region/region_data.h"

#include <algorithm>
#include <cmath>

namespace sitrep {
namespace {

constexpr double kMetresPerMicroDegree = 0.11119492664;  // on the sphere of mean radius

/// Distance in metres from the origin to the segment a–b, whose coordinates are metres.
double segment_distance(double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 == 0 ? 0 : std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0);
  return std::hypot(ax + t * dx, ay + t * dy);
}

std::int32_t micro(double degrees) { return static_cast<std::int32_t>(std::lround(degrees * 1e6)); }

}  // namespace

RegionData::RegionData(const Image& image)
    : rows_(image.section<RegionRow>("reg.rows")),
      rings_(image.section<RingRow>("reg.rings")),
      points_(image.section<MicroPoint>("reg.points")),
      bands_(image.section<std::uint32_t>("reg.bands")),
      edges_(image.section<EdgeRun>("reg.edges")),
      cell_rows_(image.section<std::uint32_t>("reg.cell_rows")),
      cells_(image.section<CellRun>("reg.cells")),
      candidates_(image.section<std::uint16_t>("reg.candidates")),
      lists_(image.section<std::uint32_t>("reg.lists")),
      strings_(image.text("reg.strings")),
      country_rows_(image.section<std::uint16_t>("reg.countries")) {
  if (cell_rows_.size() != region_grid::kRows + 1 || country_rows_.size() != 676)
    throw std::runtime_error("knowledge image: regions are damaged");
}

std::span<const EdgeRun> RegionData::band(const RegionRow& row, std::int32_t grid_row) const {
  const std::int32_t first = region_grid::row_of(row.min_y);
  if (grid_row < first || grid_row > region_grid::row_of(row.max_y)) return {};
  const std::size_t at = row.bands + static_cast<std::size_t>(grid_row - first);
  return edges_.subspan(bands_[at], bands_[at + 1] - bands_[at]);
}

bool RegionData::contains(const RegionRow& row, MicroPoint p) const {
  if (p.x < row.min_x || p.x > row.max_x || p.y < row.min_y || p.y > row.max_y) return false;
  bool inside = false;
  for (const EdgeRun run : band(row, region_grid::row_of(p.y))) {
    const MicroPoint* a = &points_[run.first()];
    for (const MicroPoint* const end = a + run.count(); a != end; ++a) {
      const MicroPoint& b = a[1];
      const auto [low, high] = std::minmax(a->y, b.y);
      if (p.y < low || p.y > high) continue;
      // Exact in 64 bits: is the point left of the edge, or on it?
      const std::int64_t cross =
          static_cast<std::int64_t>(b.x - a->x) * (p.y - a->y) - static_cast<std::int64_t>(p.x - a->x) * (b.y - a->y);
      if (cross == 0 && p.x >= std::min(a->x, b.x) && p.x <= std::max(a->x, b.x)) return true;
      if (p.y == high) continue;  // an end shared by two edges counts once; a level edge not at all
      if ((b.y > a->y) ? cross > 0 : cross < 0) inside = !inside;
    }
  }
  return inside;
}

double RegionData::edge_distance(const RegionRow& row, MicroPoint p, double limit) const {
  const double kx = kMetresPerMicroDegree * std::cos(p.y * 1e-6 * std::acos(-1.0) / 180);
  const auto reach = static_cast<std::int32_t>(limit / kMetresPerMicroDegree) + 1;
  double best = limit;
  for (std::int32_t r = region_grid::row_of(p.y - reach); r <= region_grid::row_of(p.y + reach); ++r) {
    for (const EdgeRun run : band(row, r)) {
      const MicroPoint* a = &points_[run.first()];
      for (const MicroPoint* const end = a + run.count(); a != end; ++a) {
        const MicroPoint& b = a[1];
        if (std::max(a->y, b.y) < p.y - reach || std::min(a->y, b.y) > p.y + reach) continue;
        best = std::min(best, segment_distance((a->x - p.x) * kx, (a->y - p.y) * kMetresPerMicroDegree,
                                               (b.x - p.x) * kx, (b.y - p.y) * kMetresPerMicroDegree));
      }
    }
  }
  return best;
}

std::uint16_t RegionData::cell(MicroPoint point) const {
  const auto row = static_cast<std::size_t>(region_grid::row_of(point.y));
  const auto runs = cells_.subspan(cell_rows_[row], cell_rows_[row + 1] - cell_rows_[row]);
  const std::int32_t column = region_grid::column_of(point.x);
  return std::ranges::upper_bound(runs, column, {}, &CellRun::column)[-1].value;
}

std::optional<std::uint32_t> RegionData::locate(double lon, double lat) const {
  if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) return std::nullopt;
  const MicroPoint p{micro(lon), micro(lat)};
  const std::uint16_t value = cell(p);
  if (value == 0) return std::nullopt;
  if ((value & region_grid::kList) == 0) return value - 1u;
  const std::size_t list = value & ~region_grid::kList;
  const auto candidates = candidates_.subspan(lists_[list], lists_[list + 1] - lists_[list]);
  for (const std::uint16_t row : candidates) {
    if (contains(rows_[row], p)) return row;
  }
  double best = kCoastMetres;
  std::optional<std::uint32_t> nearest;
  for (const std::uint16_t row : candidates) {
    const double distance = edge_distance(rows_[row], p, best);
    if (distance < best) {
      best = distance;
      nearest = row;
    }
  }
  return nearest;
}

std::optional<std::uint32_t> RegionData::country_row(std::string_view iso2) const {
  if (iso2.size() != 2) return std::nullopt;
  const int a = (iso2[0] | 0x20) - 'a', b = (iso2[1] | 0x20) - 'a';
  if (a < 0 || a > 25 || b < 0 || b > 25) return std::nullopt;
  const std::uint16_t row = country_rows_[static_cast<std::size_t>(a * 26 + b)];
  if (row == 0) return std::nullopt;
  return row - 1u;
}

std::optional<std::uint32_t> RegionData::country_of(std::uint32_t row) const {
  return country_row(rows_[row].country_code());
}

}  // namespace sitrep
