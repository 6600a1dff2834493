#include "region/metric.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geometry/geodesic.h"

namespace sitrep {
namespace {

constexpr double kRadian = std::numbers::pi / 180;
// A geodesic is no shorter than the least radius of curvature (the meridian's at the equator) times the angle between
// its ends on the sphere of the same latitudes, and no longer than the greatest (at the poles).
constexpr double kLeastRadius = 6335439.3, kGreatestRadius = 6399593.7;

double half_versed(double angle) {
  const double s = std::sin(angle / 2);
  return s * s;
}
double angle_of(double haversine) { return 2 * std::asin(std::sqrt(std::clamp(haversine, 0.0, 1.0))); }

double gap(double a_low, double a_high, double b_low, double b_high) {
  return std::max({0.0, b_low - a_high, a_low - b_high});
}

Geometry scaled(Geometry geometry, double shift, double scale) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    double& x = geometry.coordinates[i * geometry.stride()];
    x = (x + shift) * scale;
  }
  for (Geometry& part : geometry.parts) part = scaled(std::move(part), shift, scale);
  return geometry;
}

}  // namespace

double Metric::between(double ax, double ay, double bx, double by) const {
  if (!geographic_) return std::hypot(ax - bx, ay - by);
  return spheroid_distance({ax, ay}, {bx, by});
}

bool Metric::within(double ax, double ay, double bx, double by, double limit) const {
  if (!geographic_) return std::hypot(ax - bx, ay - by) <= limit;
  double turn = std::abs(ax - bx);
  if (turn > 180) turn = 360 - turn;
  // Near by, the ellipsoid is flat: radii of curvature at the middle latitude, good to 1e-5 within a degree short of
  // the polar regions.
  if (turn < 1 && std::abs(ay - by) < 1 && std::abs(ay) < 75) {
    constexpr double kA = 6378137, kE2 = 0.0066943799901413165;
    const double middle = (ay + by) / 2 * kRadian;
    const double s = std::sin(middle), w = 1 - kE2 * s * s, n = kA / std::sqrt(w), m = n * (1 - kE2) / w;
    const double guess = std::hypot(m * (ay - by) * kRadian, n * std::cos(middle) * turn * kRadian);
    constexpr double kMargin = 2e-4;
    if (guess < limit * (1 - kMargin)) return true;
    if (guess > limit * (1 + kMargin)) return false;
    return between(ax, ay, bx, by) <= limit;
  }
  const double angle = angle_of(half_versed((ay - by) * kRadian) +
                                std::cos(ay * kRadian) * std::cos(by * kRadian) * half_versed(turn * kRadian));
  if (angle * kGreatestRadius <= limit) return true;
  if (angle * kLeastRadius > limit) return false;
  return between(ax, ay, bx, by) <= limit;
}

double Metric::lower_bound(const Box& a, const Box& b) const {
  if (!geographic_) return std::hypot(gap(a.min_x, a.max_x, b.min_x, b.max_x), gap(a.min_y, a.max_y, b.min_y, b.max_y));
  const double rise = gap(a.min_y, a.max_y, b.min_y, b.max_y);
  double turn = gap(a.min_x, a.max_x, b.min_x, b.max_x);
  turn = std::min(
      {turn, gap(a.min_x + 360, a.max_x + 360, b.min_x, b.max_x), gap(a.min_x - 360, a.max_x - 360, b.min_x, b.max_x)});
  const auto shrink = [](const Box& box) {
    return std::max(0.0, std::cos(std::max(std::abs(box.min_y), std::abs(box.max_y)) * kRadian));
  };
  return kLeastRadius * angle_of(half_versed(rise * kRadian) + shrink(a) * shrink(b) * half_versed(turn * kRadian));
}

std::vector<Box> Metric::around(const Box& box, double limit) const {
  Box window = box;
  if (!geographic_) {
    window.min_x -= limit, window.min_y -= limit, window.max_x += limit, window.max_y += limit;
    return {window};
  }
  const double angle = std::min(std::numbers::pi, limit / kLeastRadius * (1 + 1e-9));
  window.min_y -= angle / kRadian;
  window.max_y += angle / kRadian;
  if (window.min_y <= -90 || window.max_y >= 90) {
    window.min_x = -std::numeric_limits<double>::infinity();
    window.max_x = std::numeric_limits<double>::infinity();
    return {window};
  }
  const double latitude = std::max(std::abs(box.min_y), std::abs(box.max_y)) * kRadian;
  const double turn = std::asin(std::min(1.0, std::sin(std::min(angle, std::numbers::pi / 2)) / std::cos(latitude)));
  window.min_x -= turn / kRadian;
  window.max_x += turn / kRadian;
  std::vector<Box> windows = {window};
  if (window.min_x < -180) windows.push_back({window.min_x + 360, window.min_y, window.max_x + 360, window.max_y});
  if (window.max_x > 180) windows.push_back({window.min_x - 360, window.min_y, window.max_x - 360, window.max_y});
  return windows;
}

double Metric::between(Geos& geos, const Geometry& a, const Geometry& b) const {
  const Box box_a = envelope(a), box_b = envelope(b);
  if (box_a.empty() || box_b.empty()) return std::numeric_limits<double>::infinity();
  if (!geographic_) return geos.measure(GEOSDistance_r, geos.from(a), geos.from(b));
  const double shift = 360 * std::round((box_a.min_x + box_a.max_x - box_b.min_x - box_b.max_x) / 720);
  const double middle = (std::min(box_a.min_y, box_b.min_y) + std::max(box_a.max_y, box_b.max_y)) / 2;
  const double scale = std::max(0.01, std::cos(middle * kRadian));
  const GeosGeometry plane_a = geos.from(scaled(a, 0, scale)), plane_b = geos.from(scaled(b, shift, scale));
  if (geos.measure(GEOSDistance_r, plane_a, plane_b) == 0) return 0;
  GEOSCoordSequence* pair = GEOSNearestPoints_r(geos.handle(), plane_a.get(), plane_b.get());
  const Geometry ends = geos.to(geos.make(GEOSGeom_createLineString_r, pair));
  return spheroid_distance({ends.x(0) / scale, ends.y(0)}, {ends.x(1) / scale - shift, ends.y(1)});
}

}  // namespace sitrep
