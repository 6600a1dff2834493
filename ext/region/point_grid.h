#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "region/metric.h"

namespace sitrep {

/// Points in cells of which any two points are no farther apart than `reach`, sorted by cell, so that whoever looks for
/// neighbours within `reach` looks at a few cells. On the globe the columns of each row of cells are as wide as its
/// latitude allows, and meet at the antimeridian.
class PointGrid {
 public:
  struct Cell {
    std::int64_t row = 0, column = 0;
    std::uint32_t begin = 0, end = 0;  ///< of its points in order()
  };

  /// Points (xs[i], ys[i]); longitudes within [-180, 180] on the globe. reach > 0.
  PointGrid(const Metric& metric, std::span<const double> xs, std::span<const double> ys, double reach);

  std::span<const Cell> cells() const { return cells_; }
  std::span<const std::uint32_t> points(const Cell& cell) const {
    return std::span(order_).subspan(cell.begin, cell.end - cell.begin);
  }

  /// Calls visit(Cell) for every cell that may hold points within reach of one of this cell's, itself included; visit
  /// returns false to stop.
  template <class Visit>
  void neighbours(const Cell& cell, Visit&& visit) const {
    for (std::int64_t row = cell.row - kRows; row <= cell.row + kRows; ++row) {
      // A span over the row: clang 14 knows no algorithms over the library's subranges.
      const auto first = std::ranges::lower_bound(cells_, row, {}, &Cell::row);
      const auto last = std::ranges::upper_bound(first, cells_.end(), row, {}, &Cell::row);
      if (first == last) continue;
      const std::span<const Cell> line(first, last);
      if (!scan(line, cell, row, visit)) return;
    }
  }

 private:
  static constexpr std::int64_t kRows = 2;  ///< a cell is 0.7 reach high
  static constexpr double kSide = 0.7;      ///< √2 · 0.7 < 1

  double column_width(std::int64_t row) const;
  double widest_turn(std::int64_t row) const;

  template <class Line, class Visit>
  bool scan(const Line& line, const Cell& cell, std::int64_t row, Visit&& visit) const {
    const double left = static_cast<double>(cell.column) * column_width(cell.row) + origin_;
    const double right = left + column_width(cell.row);
    const double turn = std::max(widest_turn(row), widest_turn(cell.row));
    if (!globe_) return scan_range(line, row, left - turn, right + turn, visit);
    if (right - left + 2 * turn >= 360) return scan_range(line, row, -1000, 1000, visit);
    if (!scan_range(line, row, left - turn, right + turn, visit)) return false;
    if (left - turn < -180 && !scan_range(line, row, left - turn + 360, right + turn + 360, visit)) return false;
    return right + turn <= 180 || scan_range(line, row, left - turn - 360, right + turn - 360, visit);
  }
  template <class Line, class Visit>
  bool scan_range(const Line& line, std::int64_t row, double left, double right, Visit&& visit) const {
    const double width = column_width(row);
    const auto first = static_cast<std::int64_t>(std::floor((left - origin_) / width)) - 1;
    const auto last = static_cast<std::int64_t>(std::floor((right - origin_) / width)) + 1;
    for (auto at = std::ranges::lower_bound(line, first, {}, &Cell::column); at != line.end() && at->column <= last;
         ++at)
      if (!visit(*at)) return false;
    return true;
  }

  bool globe_;
  double reach_, height_, origin_;
  std::vector<std::uint32_t> order_;
  std::vector<Cell> cells_;  ///< in order of row, then column
};

}  // namespace sitrep
