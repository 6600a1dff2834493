#include "region/point_grid.h"

#include <numbers>

namespace sitrep {
namespace {

constexpr double kRadian = std::numbers::pi / 180;
// Metres a degree: the greatest of latitude (at the poles), of longitude on the equator, and the least of a radian.
constexpr double kDegreeOfLatitude = 111694, kDegreeOfLongitude = 111320, kLeastRadius = 6335439;
constexpr double kLeast = 1e-12;  // degrees or units: cells are no smaller, so that columns can be numbered

}  // namespace

PointGrid::PointGrid(const Metric& metric, std::span<const double> xs, std::span<const double> ys, double reach)
    : globe_(metric.is_geographic()),
      reach_(reach),
      height_(std::max(kLeast, kSide * reach / (globe_ ? kDegreeOfLatitude : 1))),
      origin_(globe_ ? -180 : 0) {
  struct Placed {
    std::int64_t row, column;
    std::uint32_t point;
  };
  std::vector<Placed> placed;
  placed.reserve(xs.size());
  for (std::uint32_t i = 0; i < xs.size(); ++i) {
    const auto row = static_cast<std::int64_t>(std::floor(ys[i] / height_));
    placed.push_back({row, static_cast<std::int64_t>(std::floor((xs[i] - origin_) / column_width(row))), i});
  }
  std::ranges::sort(placed, [](const Placed& a, const Placed& b) {
    if (a.row != b.row) return a.row < b.row;
    return a.column != b.column ? a.column < b.column : a.point < b.point;
  });
  order_.reserve(placed.size());
  for (const Placed& p : placed) {
    if (cells_.empty() || cells_.back().row != p.row || cells_.back().column != p.column)
      cells_.push_back({p.row, p.column, static_cast<std::uint32_t>(order_.size()), 0});
    order_.push_back(p.point);
    cells_.back().end = static_cast<std::uint32_t>(order_.size());
  }
}

/// Degrees (units on a plane): as wide as reach allows where the row is nearest to the equator.
double PointGrid::column_width(std::int64_t row) const {
  if (!globe_) return std::max(kLeast, kSide * reach_);
  const double low = static_cast<double>(row) * height_, high = low + height_;
  const double latitude = low <= 0 && high >= 0 ? 0 : std::min(std::abs(low), std::abs(high));
  const double shrink = std::max(1e-6, std::cos(std::min(latitude, 90.0) * kRadian));
  return std::max(kLeast, kSide * reach_ / (kDegreeOfLongitude * 1.0001 * shrink));
}

/// How far apart in longitude two points within reach can be when one is in the row.
double PointGrid::widest_turn(std::int64_t row) const {
  if (!globe_) return reach_;
  const double low = static_cast<double>(row) * height_, high = low + height_;
  const double latitude = std::max(std::abs(low), std::abs(high)) * kRadian, angle = reach_ / kLeastRadius;
  if (latitude + angle >= std::numbers::pi / 2) return 360;
  return std::asin(std::min(1.0, std::sin(angle) / std::cos(latitude))) / kRadian * (1 + 1e-9);
}

}  // namespace sitrep
