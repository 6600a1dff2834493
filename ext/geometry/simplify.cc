#include "geometry/simplify.h"

#include <cfloat>
#include <utility>

namespace sitrep {
namespace {

/// The square of the distance of point i from the segment of points a and b.
double square_distance(const Geometry& line, std::size_t i, std::size_t a, std::size_t b) {
  const double dx = line.x(b) - line.x(a), dy = line.y(b) - line.y(a);
  const double px = line.x(i) - line.x(a), py = line.y(i) - line.y(a);
  const double square = dx * dx + dy * dy;
  if (square < DBL_EPSILON) return px * px + py * py;
  const double along = px * dx + py * dy;
  if (along <= 0) return px * px + py * py;
  if (along >= square) {
    const double qx = line.x(i) - line.x(b), qy = line.y(i) - line.y(b);
    return qx * qx + qy * qy;
  }
  const double across = px * dy - py * dx;
  return across * across / square;
}

/// The point between a and b that is farthest from their segment and farther than `bound`; a when there is none.
std::size_t farthest(const Geometry& line, std::size_t a, std::size_t b, double bound) {
  std::size_t found = a;
  for (std::size_t i = a + 1; i < b; ++i) {
    const double distance = square_distance(line, i, a, b);
    if (distance <= bound) continue;
    bound = distance;
    found = i;
  }
  return found;
}

/// The line without the vertices it can spare; at least `least` of them are kept, the farthest first.
Geometry simplify_line(const Geometry& line, double tolerance, std::size_t least) {
  const std::size_t size = line.size();
  if (size < 3 || size <= least) return line;
  const double bound = tolerance * tolerance;
  std::vector<bool> keep(size, false);
  keep.front() = keep.back() = true;
  std::size_t kept = 2, first = 0, last = size - 1;
  std::vector<std::size_t> ends;
  while (true) {
    const std::size_t split = farthest(line, first, last, kept < least ? -1 : bound);
    if (split != first) {
      keep[split] = true;
      ++kept;
      ends.push_back(last);
      last = split;
    } else {
      if (ends.empty()) break;
      first = last;
      last = ends.back();
      ends.pop_back();
    }
  }
  Geometry made = make_like(line.type, line);
  const std::size_t stride = line.stride();
  made.coordinates.reserve(kept * stride);
  for (std::size_t i = 0; i < size; ++i) {
    if (!keep[i]) continue;
    const auto from = line.coordinates.begin() + static_cast<std::ptrdiff_t>(i * stride);
    made.coordinates.insert(made.coordinates.end(), from, from + static_cast<std::ptrdiff_t>(stride));
  }
  return made;
}

Geometry simplify_polygon(const Geometry& polygon, double tolerance, bool keep_collapsed) {
  constexpr std::size_t kLeastRing = 4;
  Geometry made = make_like(GeometryType::polygon, polygon);
  for (std::size_t i = 0; i < polygon.parts.size(); ++i) {
    Geometry ring = simplify_line(polygon.parts[i], tolerance, keep_collapsed && i == 0 ? kLeastRing : 0);
    if (ring.size() >= kLeastRing)
      made.parts.push_back(std::move(ring));
    else if (i == 0)
      break;
  }
  return made;
}

}  // namespace

Geometry simplify(const Geometry& geometry, double tolerance, bool keep_collapsed) {
  switch (geometry.type) {
    case GeometryType::point:
    case GeometryType::multi_point:
      return geometry;
    case GeometryType::line_string: {
      Geometry line = simplify_line(geometry, tolerance, 2);
      const bool collapsed = line.size() == 2 && line.x(0) == line.x(1) && line.y(0) == line.y(1);
      if (collapsed && !keep_collapsed) line.coordinates.clear();
      return line;
    }
    case GeometryType::polygon:
      return simplify_polygon(geometry, tolerance, keep_collapsed);
    default:
      break;
  }
  Geometry made = make_like(geometry.type, geometry);
  for (const Geometry& part : geometry.parts) {
    Geometry simple = simplify(part, tolerance, keep_collapsed);
    if (!is_empty(simple)) made.parts.push_back(std::move(simple));
  }
  return made;
}

}  // namespace sitrep
