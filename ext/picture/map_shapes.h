#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geometry/geometry.h"
#include "picture/projection.h"
#include "region/region_data.h"

namespace sitrep {

/// What a map shows: one row's geometry, or several of the same geometry with their values added up.
struct MapShape {
  enum class Kind : std::uint8_t { dot, line, area };
  Kind kind = Kind::dot;
  std::vector<std::vector<LonLat>> lines;  ///< of an area its rings, outer ones anticlockwise, holes clockwise; of a
                                           ///< line its parts; of a dot nothing
  LonLat anchor;  ///< the dot; of an area a point well within it
  std::optional<double> value;
  std::string label;
};

/// Collects the rows of a map. Longitudes in [-180, 360], latitudes in [-90, 90]: UserError otherwise, and for more
/// than kMaxBytes of geometry.
class MapShapes {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{256} << 20;

  /// The points of a multi-point and the parts of a collection are shown each, with an equal share of the value. Shapes
  /// that are equal become one: values are added (one that has none adds nothing), the first label stays. Empty
  /// geometry is counted as unplaced.
  void add(const Geometry& geometry, std::optional<double> value, const std::string& label);
  /// A row without a geometry.
  void add_unplaced() { ++unplaced_; }

  /// The regions of `level` (country or admin1) that hold the dots, with the dots' values added up, in their place;
  /// areas and lines stay. Dots that no region holds become unplaced.
  void gather_dots(const RegionData& regions, RegionLevel level);

  const std::vector<MapShape>& shapes() const { return shapes_; }
  std::size_t unplaced() const { return unplaced_; }
  bool all_areas() const;

 private:
  void add_part(const Geometry& part, std::optional<double> value, const std::string& label);
  void merge(MapShape& into, std::optional<double> value, const std::string& label);

  std::vector<MapShape> shapes_;
  std::map<std::pair<double, double>, std::size_t> dots_;       ///< by position
  std::unordered_multimap<std::uint64_t, std::size_t> others_;  ///< by a hash of their coordinates
  std::size_t bytes_ = 0, unplaced_ = 0;
};

/// The rings of a region, of the polygons as they are stored.
std::vector<std::vector<LonLat>> rings_of(const RegionData& regions, const RegionRow& row);

/// A point well within the area: in the middle of a wide place of its largest ring.
LonLat inner_point(const std::vector<std::vector<LonLat>>& rings);

/// Area of the ring on the longitude-latitude plane shrunk to its latitude, square degrees; for comparing rings.
double rough_area(const std::vector<LonLat>& ring);

}  // namespace sitrep
