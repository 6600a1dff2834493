#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geometry/geodesic.h"
#include "geometry/geometry.h"
#include "text/interrupt.h"

namespace sitrep {

/// A geometry on the sphere: its edges are arcs of great circles, kept in a tree of discs so that distances to it need
/// not look at all of them. Of polygons the inside belongs to it; a ring encloses the smaller part of the earth.
class SphereShape {
 public:
  using Vector = std::array<double, 3>;

  /// Throws UserError for what is no longitude and latitude.
  explicit SphereShape(const Geometry& geometry);

  bool empty() const { return edges_.empty(); }
  std::size_t memory() const { return edges_.capacity() * sizeof(Edge) + discs_.capacity() * sizeof(Disc); }

  struct Nearest {
    LonLat a, b;
    bool touching = false;  ///< the geometries share a point: the distance is 0, a and b mean nothing
  };

  /// The nearest points of two geometries, neither of them empty. `bound` in radians on the sphere: when they are
  /// farther apart than that, any two points farther apart than that.
  static Nearest nearest(const SphereShape& a, const SphereShape& b, double bound, Interrupt& interrupt);

 private:
  struct Edge {
    Vector from, to;  ///< equal for a lone point
  };
  /// All points within `radius` radians of `centre`: the edges [first, last) and discs that hold them.
  struct Disc {
    Vector centre;
    double radius;
    std::uint32_t first, last;
    std::uint32_t left, right;  ///< 0 for a leaf
  };
  struct Ring {
    std::uint32_t first, last;  ///< edges
    bool counterclockwise;
  };
  struct Polygon {
    std::uint32_t first, last;  ///< rings, the outer one first
  };
  struct Search;

  void add(const Geometry& geometry);
  void add_line(const Geometry& line);
  void add_ring(const Geometry& ring);
  std::uint32_t build(std::uint32_t first, std::uint32_t last);
  bool ring_holds(const Ring& ring, const Vector& point) const;
  bool holds(const Vector& point) const;
  bool holds_start_of(const SphereShape& other) const;

  std::vector<Edge> edges_;
  std::vector<Disc> discs_;  ///< the last is the root
  std::vector<Ring> rings_;
  std::vector<Polygon> polygons_;
  std::vector<std::uint32_t> starts_;  ///< the first edge of each connected piece
};

/// The metres between two points on the sphere of kEarthRadius, or along the geodesic of the ellipsoid.
enum class EarthModel { sphere, spheroid };

/// The least distance of two geometries that are not empty, in metres: that of the points nearest on the sphere, as
/// PostGIS measures.
double earth_distance(const SphereShape& a, const SphereShape& b, EarthModel model, Interrupt& interrupt);

/// earth_distance(a, b, spheroid) <= metres, but sooner.
bool earth_within(const SphereShape& a, const SphereShape& b, double metres, Interrupt& interrupt);

}  // namespace sitrep
