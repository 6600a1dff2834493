#include "geometry/grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "text/error.h"

namespace sitrep {
namespace {

const double kHalfHeight = std::numbers::sqrt3 / 2;  ///< of a hexagon of side 1

Geometry ring_polygon(std::vector<double> coordinates, int srid) {
  Geometry polygon;
  polygon.type = GeometryType::polygon;
  polygon.srid = srid;
  Geometry ring = make_like(GeometryType::line_string, polygon);
  ring.coordinates = std::move(coordinates);
  polygon.parts.push_back(std::move(ring));
  return polygon;
}

bool is_odd(std::int64_t i) { return i % 2 != 0; }

}  // namespace

Geometry square_cell(double size, std::int64_t i, std::int64_t j, int srid) {
  const double x0 = size * static_cast<double>(i), x1 = size * static_cast<double>(i + 1);
  const double y0 = size * static_cast<double>(j), y1 = size * static_cast<double>(j + 1);
  return ring_polygon({x0, y0, x0, y1, x1, y1, x1, y0, x0, y0}, srid);
}

Geometry hexagon_cell(double size, std::int64_t i, std::int64_t j, int srid) {
  constexpr std::array kX = {-2, -1, 1, 2, 1, -1, -2};  // in half sides
  constexpr std::array kY = {0, -1, -1, 0, 1, 1, 0};    // in half heights
  // Whole numbers of half sides and half heights: cells that meet have the same corners to the last bit.
  const double column = 3 * static_cast<double>(i), row = 2 * static_cast<double>(j) + (is_odd(i) ? 1 : 0);
  std::vector<double> coordinates;
  for (std::size_t k = 0; k < kX.size(); ++k) {
    coordinates.push_back(size / 2 * (column + kX[k]));
    coordinates.push_back(size * kHalfHeight * (row + kY[k]));
  }
  return ring_polygon(std::move(coordinates), srid);
}

GridWalk::GridWalk(GridKind kind, double size, const Box& bounds) : kind_(kind), size_(size), bounds_(bounds) {
  if (bounds.empty()) return;
  constexpr double kMost = 4503599627370496;  // 2^52
  const double farthest =
      std::max({std::abs(bounds.min_x), std::abs(bounds.max_x), std::abs(bounds.min_y), std::abs(bounds.max_y)});
  if (!(farthest / size < kMost)) throw UserError("size is too small for these bounds");
  if (kind == GridKind::square) {
    i_ = static_cast<std::int64_t>(std::floor(bounds.min_x / size));
    last_i_ = static_cast<std::int64_t>(std::floor(bounds.max_x / size));
  } else {
    const double width = 1.5 * size;
    i_ = static_cast<std::int64_t>(std::floor(bounds.min_x / width));
    if (bounds.min_x - static_cast<double>(i_) * width > size) ++i_;
    last_i_ = static_cast<std::int64_t>(std::ceil(bounds.max_x / width));
    if (static_cast<double>(last_i_) * width - bounds.max_x > size) --last_i_;
  }
  enter_column();
}

void GridWalk::enter_column() {
  double height = size_, shift = 0;
  if (kind_ == GridKind::hexagon) {
    height = 2 * kHalfHeight * size_;
    shift = is_odd(i_) ? 0 : 0.5;
  }
  j_ = static_cast<std::int64_t>(std::floor(bounds_.min_y / height + shift));
  last_j_ = static_cast<std::int64_t>(std::floor(bounds_.max_y / height + shift));
}

bool GridWalk::next() {
  if (i_ > last_i_) return false;
  if (!std::exchange(started_, true)) return true;
  if (++j_ <= last_j_) return true;
  if (++i_ > last_i_) return false;
  enter_column();
  return true;
}

}  // namespace sitrep
