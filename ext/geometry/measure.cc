#include "geometry/measure.h"

#include <cmath>

namespace sitrep {

double signed_ring_area(const Geometry& ring) {
  // Shoelace formula about the first point, so that rings far from the origin lose no digits.
  const std::size_t size = ring.size();
  if (size < 3) return 0;
  const double x0 = ring.x();
  double sum = 0;
  for (std::size_t i = 1; i + 1 < size; ++i) sum += (ring.x(i) - x0) * (ring.y(i - 1) - ring.y(i + 1));
  return sum / 2;
}

double planar_area(const Geometry& geometry) {
  double area = 0;
  if (geometry.type == GeometryType::polygon) {
    for (std::size_t i = 0; i < geometry.parts.size(); ++i)
      area += (i == 0 ? 1 : -1) * std::abs(signed_ring_area(geometry.parts[i]));
    return area;
  }
  for (const Geometry& part : geometry.parts) area += planar_area(part);
  return area;
}

double line_length(const Geometry& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    length += std::hypot(line.x(i) - line.x(i - 1), line.y(i) - line.y(i - 1));
  return length;
}

double planar_length(const Geometry& geometry) {
  if (geometry.type == GeometryType::polygon) return 0;
  if (geometry.type == GeometryType::line_string) return line_length(geometry);
  double length = 0;
  for (const Geometry& part : geometry.parts) length += planar_length(part);
  return length;
}

double planar_perimeter(const Geometry& geometry) {
  double length = 0;
  for (const Geometry& part : geometry.parts)
    length += geometry.type == GeometryType::polygon ? line_length(part) : planar_perimeter(part);
  return length;
}

}  // namespace sitrep
