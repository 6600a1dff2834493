#include "geometry/geodesic_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sitrep {
namespace {

using Vector = SphereShape::Vector;

Vector vector_of(LonLat at) {
  check_lon_lat(at.lon, at.lat);
  const double lon = at.lon * std::numbers::pi / 180, lat = at.lat * std::numbers::pi / 180;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

LonLat lon_lat_of(const Vector& v) {
  return {std::atan2(v[1], v[0]) * 180 / std::numbers::pi,
          std::atan2(v[2], std::hypot(v[0], v[1])) * 180 / std::numbers::pi};
}

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double length(const Vector& a) { return std::sqrt(dot(a, a)); }

Vector sum(const Vector& a, const Vector& b) { return {a[0] + b[0], a[1] + b[1], a[2] + b[2]}; }
Vector difference(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }
Vector scaled(const Vector& a, double by) { return {a[0] * by, a[1] * by, a[2] * by}; }

/// Radians between two unit vectors; good for small angles, where an arc cosine is not.
double angle(const Vector& a, const Vector& b) { return 2 * std::asin(std::min(1.0, length(difference(a, b)) / 2)); }

/// The normal of the great circle through a and b, (a + b) × (b − a) / 2 rather than a × b for the sake of short arcs.
Vector normal(const Vector& a, const Vector& b) { return scaled(cross(sum(a, b), difference(b, a)), 0.5); }

/// The point of the arc from a to b that is nearest to p.
Vector nearest_on_arc(const Vector& p, const Vector& a, const Vector& b) {
  const Vector n = normal(a, b);
  const double square = dot(n, n);
  if (square > 0) {
    // p's foot on the plane of the circle lies between a and b when it is on the inner side of both.
    const Vector foot = difference(p, scaled(n, dot(p, n) / square));
    if (dot(cross(a, foot), n) > 0 && dot(cross(foot, b), n) > 0) {
      const double size = length(foot);
      if (size > 0) return scaled(foot, 1 / size);
    }
  }
  return angle(p, a) <= angle(p, b) ? a : b;
}

/// Arcs shorter than half a circle that cross in a point inner to both.
bool arcs_cross(const Vector& a, const Vector& b, const Vector& c, const Vector& d) {
  const Vector n = normal(a, b), m = normal(c, d);
  const double c_side = dot(n, c), d_side = dot(n, d), a_side = dot(m, a), b_side = dot(m, b);
  if (!((c_side < 0) != (d_side < 0)) || !((a_side < 0) != (b_side < 0))) return false;
  // The circles cross in two opposite points; both arcs must be on the side of the same one.
  const Vector meeting = cross(n, m);
  const Vector first = sum(a, b), second = sum(c, d);
  return (dot(meeting, first) > 0) == (dot(meeting, second) > 0);
}

constexpr std::uint32_t kLeaf = 8;
constexpr double kSlack = 1e-12;  ///< radians, for the rounding of discs: a hundredth of a millimetre

}  // namespace

SphereShape::SphereShape(const Geometry& geometry) {
  add(geometry);
  if (!edges_.empty()) build(0, static_cast<std::uint32_t>(edges_.size()));
}

void SphereShape::add(const Geometry& geometry) {
  if (geometry.type == GeometryType::polygon) {
    const auto first = static_cast<std::uint32_t>(rings_.size());
    for (const Geometry& ring : geometry.parts) add_ring(ring);
    if (!geometry.parts.empty()) polygons_.push_back({first, static_cast<std::uint32_t>(rings_.size())});
    return;
  }
  if (!geometry.coordinates.empty()) add_line(geometry);
  for (const Geometry& part : geometry.parts) add(part);
}

void SphereShape::add_line(const Geometry& line) {
  starts_.push_back(static_cast<std::uint32_t>(edges_.size()));
  Vector last = vector_of({line.x(), line.y()});
  if (line.size() == 1) edges_.push_back({last, last});
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Vector next = vector_of({line.x(i), line.y(i)});
    edges_.push_back({last, next});
    last = next;
  }
}

void SphereShape::add_ring(const Geometry& ring) {
  const auto first = static_cast<std::uint32_t>(edges_.size());
  add_line(ring);
  Vector middle{}, turning{};
  for (std::size_t i = first; i < edges_.size(); ++i) {
    middle = sum(middle, edges_[i].from);
    turning = sum(turning, normal(edges_[i].from, edges_[i].to));
  }
  rings_.push_back({first, static_cast<std::uint32_t>(edges_.size()), dot(turning, middle) > 0});
}

std::uint32_t SphereShape::build(std::uint32_t first, std::uint32_t last) {
  Disc disc{.centre = {}, .radius = 0, .first = first, .last = last, .left = 0, .right = 0};
  for (std::uint32_t i = first; i < last; ++i) disc.centre = sum(disc.centre, sum(edges_[i].from, edges_[i].to));
  const double size = length(disc.centre);
  disc.centre = size > 0 ? scaled(disc.centre, 1 / size) : edges_[first].from;
  // An arc shorter than half a circle lies within any disc of less than a quarter circle that holds its ends; else in
  // the disc grown by half its length.
  double longest = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    disc.radius = std::max({disc.radius, angle(disc.centre, edges_[i].from), angle(disc.centre, edges_[i].to)});
    longest = std::max(longest, angle(edges_[i].from, edges_[i].to));
  }
  if (disc.radius >= std::numbers::pi / 2) disc.radius = std::min(disc.radius + longest / 2, std::numbers::pi);
  disc.radius += kSlack;
  if (last - first > kLeaf) {
    const std::uint32_t middle = first + (last - first) / 2;
    disc.left = build(first, middle) + 1;
    disc.right = build(middle, last) + 1;
  }
  discs_.push_back(disc);
  return static_cast<std::uint32_t>(discs_.size() - 1);
}

/// The angles under which `point` sees the edges add up to one turn, in the ring's sense, when it is inside. (Its
/// opposite on the globe sees them turn the other way.)
bool SphereShape::ring_holds(const Ring& ring, const Vector& point) const {
  double turn = 0;
  for (std::uint32_t i = ring.first; i < ring.last; ++i) {
    const Vector &a = edges_[i].from, &b = edges_[i].to;
    const double sine = dot(point, cross(a, b));
    const double cosine = dot(a, b) - dot(point, a) * dot(point, b);
    turn += std::atan2(sine, cosine);
  }
  return ring.counterclockwise ? turn > std::numbers::pi : turn < -std::numbers::pi;
}

bool SphereShape::holds(const Vector& point) const {
  for (const Polygon& polygon : polygons_) {
    if (!ring_holds(rings_[polygon.first], point)) continue;
    bool in_hole = false;
    for (std::uint32_t i = polygon.first + 1; i < polygon.last && !in_hole; ++i) in_hole = ring_holds(rings_[i], point);
    if (!in_hole) return true;
  }
  return false;
}

/// A piece that crosses no border of a polygon lies inside it when its first point does.
bool SphereShape::holds_start_of(const SphereShape& other) const {
  if (polygons_.empty()) return false;
  const Disc& root = discs_.back();
  return std::any_of(other.starts_.begin(), other.starts_.end(), [&](std::uint32_t start) {
    const Vector& point = other.edges_[start].from;
    return angle(root.centre, point) <= root.radius && holds(point);
  });
}

/// Depth-first search over pairs of discs, the nearer pair first.
struct SphereShape::Search {
  const SphereShape& a;
  const SphereShape& b;
  Interrupt& interrupt;
  double best;  ///< radians
  Vector at_a, at_b;
  bool touching = false;

  double bound(std::uint32_t i, std::uint32_t j) const {
    const Disc &left = a.discs_[i], &right = b.discs_[j];
    return angle(left.centre, right.centre) - left.radius - right.radius;
  }

  void consider(const Vector& p, const Vector& q) {
    const double distance = angle(p, q);
    if (distance >= best) return;
    best = distance;
    at_a = p;
    at_b = q;
    touching = distance == 0;
  }

  void edges(const Edge& e, const Edge& f) {
    if (arcs_cross(e.from, e.to, f.from, f.to)) {
      touching = true;
      best = 0;
      return;
    }
    consider(e.from, nearest_on_arc(e.from, f.from, f.to));
    consider(e.to, nearest_on_arc(e.to, f.from, f.to));
    consider(nearest_on_arc(f.from, e.from, e.to), f.from);
    consider(nearest_on_arc(f.to, e.from, e.to), f.to);
  }

  void run(std::uint32_t i, std::uint32_t j) {
    if (touching || bound(i, j) >= best) return;
    const Disc &left = a.discs_[i], &right = b.discs_[j];
    if (left.left == 0 && right.left == 0) {
      interrupt.poll();
      for (std::uint32_t e = left.first; e < left.last; ++e)
        for (std::uint32_t f = right.first; f < right.last && !touching; ++f) edges(a.edges_[e], b.edges_[f]);
      return;
    }
    const bool split_left = left.left != 0 && (right.left == 0 || left.radius >= right.radius);
    const Disc& split = split_left ? left : right;
    std::uint32_t near = split.left - 1, far = split.right - 1;
    const auto bound_to = [&](std::uint32_t child) { return split_left ? bound(child, j) : bound(i, child); };
    if (bound_to(far) < bound_to(near)) std::swap(near, far);
    for (const std::uint32_t child : {near, far}) split_left ? run(child, j) : run(i, child);
  }
};

SphereShape::Nearest SphereShape::nearest(const SphereShape& a, const SphereShape& b, double bound,
                                          Interrupt& interrupt) {
  Nearest found;
  if (a.holds_start_of(b) || b.holds_start_of(a)) {
    found.touching = true;
    return found;
  }
  Search search{
      .a = a, .b = b, .interrupt = interrupt, .best = bound, .at_a = a.edges_[0].from, .at_b = b.edges_[0].from};
  search.run(static_cast<std::uint32_t>(a.discs_.size() - 1), static_cast<std::uint32_t>(b.discs_.size() - 1));
  found.touching = search.touching;
  found.a = lon_lat_of(search.at_a);
  found.b = lon_lat_of(search.at_b);
  return found;
}

double earth_distance(const SphereShape& a, const SphereShape& b, EarthModel model, Interrupt& interrupt) {
  const auto found = SphereShape::nearest(a, b, std::numeric_limits<double>::infinity(), interrupt);
  if (found.touching) return 0;
  return model == EarthModel::sphere ? sphere_distance(found.a, found.b) : spheroid_distance(found.a, found.b);
}

bool earth_within(const SphereShape& a, const SphereShape& b, double metres, Interrupt& interrupt) {
  // The geodesic differs from the arc by no more than 0.6 %.
  constexpr double kMargin = 1.006;
  const double bound = metres / kEarthRadius * kMargin + kSlack;
  const auto found = SphereShape::nearest(a, b, bound, interrupt);
  return found.touching || spheroid_distance(found.a, found.b) <= metres;
}

}  // namespace sitrep
