#include "geometry/linear.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geometry/measure.h"

namespace sitrep {
namespace {

double segment_length(const Geometry& line, std::size_t i) {
  return std::hypot(line.x(i) - line.x(i - 1), line.y(i) - line.y(i - 1));
}

/// Appends the point at `share` of the segment that ends in point i.
void append_between(const Geometry& line, std::size_t i, double share, std::vector<double>& out) {
  const std::size_t stride = line.stride();
  for (std::size_t k = 0; k < stride; ++k) {
    const double a = line.coordinates[(i - 1) * stride + k], b = line.coordinates[i * stride + k];
    out.push_back(share <= 0 ? a : share >= 1 ? b : a + (b - a) * share);
  }
}

/// The segment, by its end, and the share of it, at which `distance` along the line is reached.
struct Place {
  std::size_t segment;
  double share;
};

Place place_at(const Geometry& line, double distance) {
  double before = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double length = segment_length(line, i);
    if (before + length >= distance || i + 1 == line.size())
      return {i, length > 0 ? std::clamp((distance - before) / length, 0.0, 1.0) : 0.0};
    before += length;
  }
  return {1, 0};
}

}  // namespace

Geometry interpolate(const Geometry& line, double share) {
  Geometry point = make_like(GeometryType::point, line);
  const Place at = share >= 1 ? Place{line.size() - 1, 1} : place_at(line, share * line_length(line));
  append_between(line, at.segment, at.share, point.coordinates);
  return point;
}

double locate(const Geometry& line, double x, double y) {
  double best = std::numeric_limits<double>::infinity(), best_at = 0, before = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = line.x(i) - line.x(i - 1), dy = line.y(i) - line.y(i - 1);
    const double square = dx * dx + dy * dy, length = std::sqrt(square);
    const double along = (x - line.x(i - 1)) * dx + (y - line.y(i - 1)) * dy;
    const double share = square > 0 ? std::clamp(along / square, 0.0, 1.0) : 0.0;
    const double distance = std::hypot(line.x(i - 1) + share * dx - x, line.y(i - 1) + share * dy - y);
    if (distance < best) {
      best = distance;
      best_at = before + share * length;
    }
    before += length;
  }
  return before > 0 ? std::min(best_at / before, 1.0) : 0;
}

Geometry substring(const Geometry& line, double from, double to) {
  if (from == to) return interpolate(line, from);
  const double length = line_length(line);
  const Place start = place_at(line, from * length);
  const Place end = to >= 1 ? Place{line.size() - 1, 1} : place_at(line, to * length);
  Geometry part = make_like(GeometryType::line_string, line);
  const std::size_t stride = line.stride();
  append_between(line, start.segment, start.share, part.coordinates);
  for (std::size_t i = start.segment; i < end.segment; ++i) {
    if (i == start.segment && start.share >= 1) continue;
    const auto at = line.coordinates.begin() + static_cast<std::ptrdiff_t>(i * stride);
    part.coordinates.insert(part.coordinates.end(), at, at + static_cast<std::ptrdiff_t>(stride));
  }
  append_between(line, end.segment, end.share, part.coordinates);
  return part;
}

}  // namespace sitrep
