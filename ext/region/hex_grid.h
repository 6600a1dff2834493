#pragma once

#include <cstdint>
#include <string>

namespace sitrep {

inline constexpr double kLeastHexKm = 0.001, kGreatestHexKm = 5000;

/// A hexagon of a grid over the world: axial coordinates on the Lambert cylindrical equal-area projection with standard
/// parallels at 30 degrees, pointed tops.
struct HexCell {
  double size_km = 0;  ///< length of a side
  std::int64_t q = 0, r = 0;

  /// "10:123:-45": size, q, r. Cells of other sizes have other names.
  std::string name() const;
};

/// The cell that holds a point; lon within [-180, 180]. A point on an edge belongs to one of its cells, always the
/// same.
HexCell hex_cell(double lon, double lat, double size_km);

}  // namespace sitrep
