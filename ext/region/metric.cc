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

/// hypot(x, y) <= limit. It is exact, and slow: asked only where the squares do not decide, or leave the range of
/// numbers.
bool within_plane(double x, double y, double limit) {
  const double square = x * x + y * y, greatest = limit * limit;
  constexpr double kMargin = 1e-14, kRange = 1e280;
  if (limit > 0 && greatest > 1 / kRange && greatest < kRange) {
    if (square < greatest * (1 - kMargin)) return true;
    if (square > greatest * (1 + kMargin)) return false;
  }
  return std::hypot(x, y) <= limit;
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
  if (!geographic_) return within_plane(ax - bx, ay - by, limit);
  double turn = std::abs(ax - bx);
  if (turn > 180) turn = 360 - turn;
  // Near by, the ellipsoid is flat: radii of curvature at the middle latitude, good to 1e-5 within a degree short of
  // the polar regions.
  if (turn < 1 && std::abs(ay - by) < 1 && std::abs(ay) < 75) {
    constexpr double kA = 6378137, kE2 = 0.0066943799901413165;
    const double middle = (ay + by) / 2 * kRadian;
    const double s = std::sin(middle), w = 1 - kE2 * s * s, n = kA / std::sqrt(w), m = n * (1 - kE2) / w;
    const double north = m * (ay - by) * kRadian, east = n * std::cos(middle) * turn * kRadian;
    const double guess = std::sqrt(north * north + east * east);
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

namespace {

/// Two geometries on a plane about their middle, longitudes shrunk by the cosine of its latitude.
class OnPlane {
 public:
  OnPlane(Geos& geos, const Geometry& a, const Box& box_a, const Geometry& b, const Box& box_b) : geos_(geos) {
    shift_ = 360 * std::round((box_a.min_x + box_a.max_x - box_b.min_x - box_b.max_x) / 720);
    const double south = std::min(box_a.min_y, box_b.min_y), north = std::max(box_a.max_y, box_b.max_y);
    scale_ = std::max(0.01, std::cos((south + north) / 2 * kRadian));
    least_scale_ = std::max(0.0, std::cos(std::max(std::abs(south), std::abs(north)) * kRadian));
    a_ = geos.from(scaled(a, 0, scale_));
    b_ = geos.from(scaled(b, shift_, scale_));
    many_ = point_count(a) * point_count(b) > kManyPairs;
  }

  /// Whether they meet; edges alone are compared when `apart`, which says that neither holds the other.
  bool meet(bool apart) {
    distance_ = many_ && apart ? geos_.measure(GEOSDistanceIndexed_r, a_, b_)
                : many_        ? geos_.measure(GEOSPreparedDistance_r, prepared(), b_)
                               : geos_.measure(GEOSDistance_r, a_, b_);
    return distance_ == 0;
  }

  /// After meet(): no less than this is between them in metres, as the plane stretches nothing by more than that.
  double lower_bound() const {
    constexpr double kMargin = 0.99;
    return kMargin * distance_ * kRadian * kLeastRadius * std::min(1.0, least_scale_ / scale_);
  }

  double between_nearest() {
    GEOSCoordSequence* pair = many_ ? GEOSPreparedNearestPoints_r(geos_.handle(), prepared().get(), b_.get())
                                    : GEOSNearestPoints_r(geos_.handle(), a_.get(), b_.get());
    const Geometry ends = geos_.to(geos_.make(GEOSGeom_createLineString_r, pair));
    return spheroid_distance({ends.x(0) / scale_, ends.y(0)}, {ends.x(1) / scale_ - shift_, ends.y(1)});
  }

 private:
  // GEOS compares edge by edge; between long coasts it is quicker to put them into trees first.
  static constexpr std::size_t kManyPairs = 20'000;

  const GeosPrepared& prepared() {
    if (!prepared_) prepared_ = geos_.prepare(a_);
    return prepared_;
  }

  Geos& geos_;
  bool many_ = false;
  double shift_ = 0, scale_ = 1, least_scale_ = 1, distance_ = 0;
  GeosGeometry a_, b_;
  GeosPrepared prepared_;
};

}  // namespace

double Metric::between(Geos& geos, const Geometry& a, const Geometry& b) const {
  const Box box_a = envelope(a), box_b = envelope(b);
  if (box_a.empty() || box_b.empty()) return std::numeric_limits<double>::infinity();
  if (!geographic_) return geos.measure(GEOSDistance_r, geos.from(a), geos.from(b));
  OnPlane plane(geos, a, box_a, b, box_b);
  return plane.meet(false) ? 0 : plane.between_nearest();
}

bool Metric::apart_within(Geos& geos, const Geometry& a, const Geometry& b, double limit) const {
  const Box box_a = envelope(a), box_b = envelope(b);
  if (box_a.empty() || box_b.empty()) return false;
  if (!geographic_) return between(geos, a, b) <= limit;
  OnPlane plane(geos, a, box_a, b, box_b);
  if (plane.meet(true)) return true;
  return plane.lower_bound() <= limit && plane.between_nearest() <= limit;
}

}  // namespace sitrep
