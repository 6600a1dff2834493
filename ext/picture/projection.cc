#include "picture/projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kRadian = std::numbers::pi / 180;

}  // namespace

double wrap_longitude(double lon) {
  const double turned = std::fmod(lon + 180, 360);
  return (turned < 0 ? turned + 360 : turned) - 180;
}

LonRange enclosing_range(std::vector<LonRange> ranges) {
  if (ranges.empty()) return {};
  for (LonRange& range : ranges) range.west = wrap_longitude(range.west);
  std::ranges::sort(ranges, {}, &LonRange::west);
  // From the first range's west on, keep the easternmost reach; a gap opens where the next range begins beyond it. The
  // last gap is the one back to the first range.
  double reach = ranges.front().west, widest = -1;
  LonRange best;
  double farthest = -1e9;
  for (const LonRange& range : ranges) farthest = std::max(farthest, range.west + range.span);
  reach = std::max(reach, farthest - 360);
  for (const LonRange& range : ranges) {
    if (range.west - reach > widest) {
      widest = range.west - reach;
      best.west = range.west;
    }
    reach = std::max(reach, range.west + range.span);
  }
  const double back = ranges.front().west + 360 - reach;
  if (back >= widest) {
    widest = back;
    best.west = ranges.front().west;
  }
  best.span = std::clamp(360 - widest, 0.0, 360.0);
  return best;
}

Projection Projection::azimuthal(LonLat centre) {
  Projection p;
  p.lon0_ = centre.lon;
  p.sin0_ = std::sin(centre.lat * kRadian);
  p.cos0_ = std::cos(centre.lat * kRadian);
  return p;
}

Projection Projection::world() {
  Projection p;
  p.world_ = true;
  return p;
}

PlanePoint Projection::forward(LonLat point) const {
  if (world_) {
    constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    const double t = std::asin(std::sqrt(3.0) / 2 * std::sin(point.lat * kRadian));
    const double t2 = t * t, t6 = t2 * t2 * t2;
    const double slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
    return {2 * std::sqrt(3.0) * point.lon * kRadian * std::cos(t) / (3 * slope),
            t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))};
  }
  const double lambda = (point.lon - lon0_) * kRadian;
  const double sin_lat = std::sin(point.lat * kRadian), cos_lat = std::cos(point.lat * kRadian);
  const double cos_distance = sin0_ * sin_lat + cos0_ * cos_lat * std::cos(lambda);
  const double k = std::sqrt(2 / std::max(1 + cos_distance, 1e-9));
  return {k * cos_lat * std::sin(lambda), k * (cos0_ * sin_lat - sin0_ * cos_lat * std::cos(lambda))};
}

std::optional<LonLat> Projection::inverse(PlanePoint point) const {
  const double rho = std::hypot(point.x, point.y);
  if (rho < 1e-12) return LonLat{lon0_, std::asin(sin0_) / kRadian};
  if (rho >= 2) return std::nullopt;
  const double c = 2 * std::asin(rho / 2);
  const double lat = std::asin(std::clamp(std::cos(c) * sin0_ + point.y * std::sin(c) * cos0_ / rho, -1.0, 1.0));
  const double lon = std::atan2(point.x * std::sin(c), rho * cos0_ * std::cos(c) - point.y * sin0_ * std::sin(c));
  return LonLat{lon0_ + lon / kRadian, lat / kRadian};
}

}  // namespace sitrep
