#pragma once

#include <cstdint>

#include "geometry/geometry.h"

/// Grids that cover the plane from the origin, so that those of neighbouring regions fit together. Cells are numbered
/// by column and row, as PostGIS numbers them.
namespace sitrep {

/// The square of side `size` whose lower left corner is (size · i, size · j).
Geometry square_cell(double size, std::int64_t i, std::int64_t j, int srid);

/// The hexagon of side `size` with flat top, of column i (1.5 · size apart) and row j (√3 · size apart, odd columns
/// half a row higher).
Geometry hexagon_cell(double size, std::int64_t i, std::int64_t j, int srid);

enum class GridKind { square, hexagon };

/// Goes through the cells that meet a box, column by column.
class GridWalk {
 public:
  GridWalk() = default;
  /// UserError when the cells could not be told apart: numbers beyond 2^52.
  GridWalk(GridKind kind, double size, const Box& bounds);

  bool next();
  std::int64_t column() const { return i_; }
  std::int64_t row() const { return j_; }

 private:
  void enter_column();

  GridKind kind_ = GridKind::square;
  double size_ = 1;
  Box bounds_;
  std::int64_t i_ = 0, last_i_ = -1, j_ = 0, last_j_ = -1;
  bool started_ = false;
};

}  // namespace sitrep
