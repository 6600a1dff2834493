#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geometry/geometry.h"

namespace sitrep {

enum class Location : std::int8_t { outside = -1, border = 0, inside = 1 };

/// Sign of the turn a → b → p: 1 to the left, -1 to the right, 0 straight on. Certain: a filter on doubles, and
/// double-double arithmetic where it does not decide (as GEOS does; Ozaki, Ogita, Bünger, Rump 2012 for the filter).
int orientation(double ax, double ay, double bx, double by, double px, double py);

/// Polygons made ready to be asked many times where a point lies: their edges in horizontal bands. Takes about 70 bytes
/// an edge; made in one pass; a question costs the edges of one band, a handful as a rule. Even-odd rule over all
/// rings, which for valid geometries is theirs. Immutable.
class AreaLocator {
 public:
  /// Of the polygons of the geometry, in whatever depth; its points and lines do not count.
  explicit AreaLocator(const Geometry& geometry);

  Location locate(double x, double y) const;
  const Box& box() const { return box_; }
  std::size_t memory() const { return edges_.size() * sizeof(Edge) + bands_.size() * sizeof(std::uint32_t); }

 private:
  struct Edge {
    double ax, ay, bx, by;
  };
  std::size_t band(double y) const;

  Box box_;
  double scale_ = 0;  ///< bands a unit of y
  std::size_t count_ = 1;
  std::vector<Edge> edges_;           ///< of a band one after the other; an edge stands in every band it touches
  std::vector<std::uint32_t> bands_;  ///< first edge of each band, and the end
};

}  // namespace sitrep
