#include "region/half_plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

struct Vector {
  double x = 0, y = 0;
};

double latitude_scale(double latitude) { return std::max(0.05, std::cos(latitude * std::numbers::pi / 180)); }

/// The direction as a unit vector over (degrees of longitude × scale, degrees of latitude).
Vector direction(Compass compass) {
  const double azimuth = static_cast<int>(compass) * std::numbers::pi / 4;
  return {std::sin(azimuth), std::cos(azimuth)};
}

/// Where points of an area with this box lie along a direction, and the half plane beyond a value of it.
class Axis {
 public:
  Axis(const Box& box, Compass compass)
      : scale_(latitude_scale((box.min_y + box.max_y) / 2)),
        u_(direction(compass)),
        centre_{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2},
        reach_(std::hypot((box.max_x - box.min_x) * scale_, box.max_y - box.min_y) + 1) {}

  double along(double x, double y) const { return (x - centre_.x) * scale_ * u_.x + (y - centre_.y) * u_.y; }
  double reach() const { return reach_; }

  /// Everything of the box whose along() is at least `from`.
  Geometry beyond(double from) const {
    const Vector v{-u_.y, u_.x};
    Geometry ring;
    ring.type = GeometryType::line_string;
    const auto add = [&](double s, double t) {
      ring.coordinates.push_back(centre_.x + (u_.x * s + v.x * t) / scale_);
      ring.coordinates.push_back(centre_.y + u_.y * s + v.y * t);
    };
    add(from, -reach_);
    add(from + 2 * reach_, -reach_);
    add(from + 2 * reach_, reach_);
    add(from, reach_);
    add(from, -reach_);
    Geometry polygon;
    polygon.type = GeometryType::polygon;
    polygon.parts.push_back(std::move(ring));
    return polygon;
  }

 private:
  double scale_;
  Vector u_, centre_;
  double reach_;
};

/// Area of the part of a ring beyond `from`, by walking it clipped (Sutherland and Hodgman 1974): the doubled way along
/// the cut cancels out of the area, so no valid polygon is needed.
double ring_area_beyond(const Geometry& ring, const Axis& axis, double from) {
  double area = 0, first_x = 0, first_y = 0, last_x = 0, last_y = 0;
  bool begun = false;
  const auto add = [&](double x, double y) {
    if (begun) {
      area += last_x * y - x * last_y;
    } else {
      first_x = x;
      first_y = y;
      begun = true;
    }
    last_x = x;
    last_y = y;
  };
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = ring.x(i), ay = ring.y(i), bx = ring.x(i + 1), by = ring.y(i + 1);
    const double a = axis.along(ax, ay) - from, b = axis.along(bx, by) - from;
    if (a >= 0) add(ax, ay);
    if ((a >= 0) != (b >= 0)) add(ax + (bx - ax) * a / (a - b), ay + (by - ay) * a / (a - b));
  }
  if (begun) area += last_x * first_y - first_x * last_y;
  return std::abs(area) / 2;
}

double area_beyond(const Geometry& geometry, const Axis& axis, double from) {
  double area = 0;
  if (geometry.type == GeometryType::polygon) {
    for (std::size_t i = 0; i < geometry.parts.size(); ++i)
      area += (i == 0 ? 1 : -1) * ring_area_beyond(geometry.parts[i], axis, from);
    return area;
  }
  for (const Geometry& part : geometry.parts) area += area_beyond(part, axis, from);
  return area;
}

GeosGeometry clip(Geos& geos, const GeosGeometry& area, const Axis& axis, double from) {
  return geos.make(GEOSIntersection_r, area, geos.from(axis.beyond(from)));
}

}  // namespace

GeosGeometry compass_part(Geos& geos, const GeosGeometry& area, Compass compass, double through_x, double through_y) {
  const Box box = envelope(geos.to(area));
  const auto half = [&](const GeosGeometry& of, Compass side) {
    const Axis axis(box, side);
    return clip(geos, of, axis, axis.along(through_x, through_y));
  };
  const int bearing = static_cast<int>(compass);
  if (bearing % 2 == 0) return half(area, compass);
  const auto before = static_cast<Compass>(bearing - 1), after = static_cast<Compass>((bearing + 1) % 8);
  GeosGeometry quadrant = half(half(area, before), after);
  constexpr double kNextToNothing = 0.02;
  if (geos.measure(GEOSArea_r, quadrant) > kNextToNothing * geos.measure(GEOSArea_r, area)) return quadrant;
  return half(area, compass);
}

GeosGeometry compass_third(Geos& geos, const GeosGeometry& area, Compass compass) {
  const Geometry plain = geos.to(area);
  const Axis axis(envelope(plain), compass);
  const double third = area_beyond(plain, axis, -axis.reach()) / 3;
  double low = -axis.reach(), high = axis.reach();
  for (int i = 0; i < 30; ++i) {
    const double middle = (low + high) / 2;
    (area_beyond(plain, axis, middle) > third ? low : high) = middle;
  }
  return clip(geos, area, axis, low);
}

}  // namespace sitrep
