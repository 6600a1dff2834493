#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace sitrep {

/// The values are the type codes of WKB.
enum class GeometryType : std::uint8_t {
  point = 1,
  line_string = 2,
  polygon = 3,
  multi_point = 4,
  multi_line_string = 5,
  multi_polygon = 6,
  collection = 7
};

/// WGS 84 longitude and latitude in degrees: what a geometry is in unless it says otherwise.
inline constexpr int kWgs84 = 4326;

/// Parts within parts, and brackets within brackets of the text formats, go no deeper than this: readers refuse what
/// does.
inline constexpr int kMaxDepth = 64;

/// An axis-parallel box; empty as made, and grown by add(). A box of one point is not empty.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
  void add(double x, double y) {
    min_x = std::min(min_x, x);
    min_y = std::min(min_y, y);
    max_x = std::max(max_x, x);
    max_y = std::max(max_y, y);
  }
  void add(const Box& other) {
    if (other.empty()) return;
    add(other.min_x, other.min_y);
    add(other.max_x, other.max_y);
  }
  /// Borders count; an empty box meets nothing and holds nothing.
  bool intersects(const Box& other) const {
    return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
  }
  bool contains(const Box& other) const {
    return !empty() && !other.empty() && min_x <= other.min_x && other.max_x <= max_x && min_y <= other.min_y &&
           other.max_y <= max_y;
  }
  bool contains(double x, double y) const { return min_x <= x && x <= max_x && min_y <= y && y <= max_y; }

  friend bool operator==(const Box&, const Box&) = default;
};

/// A simple-features geometry as plain data. Points and line strings have `coordinates`, interleaved x, y[, z][, m]; a
/// polygon's `parts` are its rings (closed line strings, the outer one first); the parts of multis are of the single
/// type, those of a collection of any. Parts have the srid, has_z and has_m of the whole. EMPTY is no coordinates or no
/// parts. Readers make only such geometries; who builds one by hand keeps to it.
struct Geometry {
  GeometryType type = GeometryType::point;
  int srid = kWgs84;
  bool has_z = false;
  bool has_m = false;
  std::vector<double> coordinates;
  std::vector<Geometry> parts;

  /// Numbers a point takes in `coordinates`: 2, 3 or 4.
  std::size_t stride() const { return 2u + (has_z ? 1u : 0u) + (has_m ? 1u : 0u); }
  /// Points in `coordinates`; parts do not count.
  std::size_t size() const { return coordinates.size() / stride(); }
  double x(std::size_t i = 0) const { return coordinates[i * stride()]; }
  double y(std::size_t i = 0) const { return coordinates[i * stride() + 1]; }

  friend bool operator==(const Geometry&, const Geometry&) = default;
};

Geometry make_point(double x, double y, int srid = kWgs84);

/// The box as a polygon of one ring, clockwise from (min_x, min_y), as PostGIS draws it; a point or a line string when
/// the box has no width or height; POLYGON EMPTY when it is empty.
Geometry make_box(const Box& box, int srid = kWgs84);

/// An EMPTY of this type in the manner (srid, z, m) of `like`.
Geometry make_like(GeometryType type, const Geometry& like);

Box envelope(const Geometry& geometry);

/// No points at all, in whatever depth of parts.
bool is_empty(const Geometry& geometry);

/// All points, the closing ones of rings included.
std::size_t point_count(const Geometry& geometry);

/// Bytes of memory the geometry takes, roughly: for the bounds of caches.
std::size_t memory_size(const Geometry& geometry);

/// 0 points, 1 lines, 2 areas; of a collection the highest of its parts (0 when it has none).
int dimension(const Geometry& geometry);

inline bool is_multi(GeometryType type) { return type >= GeometryType::multi_point; }

/// The multi type of a single one; multis and collections themselves.
GeometryType multi_type(GeometryType type);

/// The type that parts of a polygon or a multi have; a point for the types whose parts are free or none.
GeometryType part_type(GeometryType type);

/// Writes srid into the geometry and all its parts.
void set_srid(Geometry& geometry, int srid);

/// Moves the geometries into one: parts of one single type become their multi, anything else a collection (PostGIS
/// ST_Collect). No geometries: an empty collection. All must have the same srid; z and m are given up unless all have
/// them.
Geometry collect(std::vector<Geometry> geometries);

/// Leaves out the parts of multis and collections that are EMPTY, in whatever depth.
void drop_empty_parts(Geometry& geometry);

/// Whether there are lines, in whatever depth, whose points are all in one place.
bool has_spots(const Geometry& geometry);

/// Points in place of such lines; a multi line string that has any becomes a collection.
Geometry spots_as_points(const Geometry& geometry);

/// Gives up z and m, in all parts.
void force_2d(Geometry& geometry);

/// Gives up z unless `z`, and m unless `m`, in all parts; adds nothing.
void force_dimensions(Geometry& geometry, bool z, bool m);

}  // namespace sitrep
