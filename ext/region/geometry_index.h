#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "geometry/codec.h"
#include "geometry/geometry.h"
#include "geometry/geos.h"
#include "region/area_locator.h"
#include "region/metric.h"
#include "region/packed_rtree.h"
#include "text/interrupt.h"

namespace sitrep {

/// What a lookup asks of a stored geometry, seen from there: `contains` is "the stored geometry contains the one asked
/// with".
struct LookupPredicate {
  enum class Kind : std::uint8_t { intersects, contains, within, dwithin, nearest };
  Kind kind = Kind::intersects;
  double metres = 0;      ///< dwithin
  std::size_t count = 0;  ///< nearest
};

/// "intersects", "contains", "within", "dwithin:METRES", "nearest:K"; nothing for anything else.
std::optional<LookupPredicate> parse_lookup_predicate(std::string_view text);

/// The geometries of a table's column with an R-tree over their boxes. Entries are numbered in the order added; EMPTY
/// ones are counted but never found. Points take 50 bytes; other geometries are kept whole, and what is made of them to
/// answer quickly (edges in bands, GEOS's prepared form) is kept too, up to kMostPrepared bytes in all. Not shared
/// between threads.
class GeometryIndex {
 public:
  static constexpr std::size_t kMostPrepared = 256u << 20;

  /// Adds entries. Throws UserError when a geometry's SRID is not that of those before.
  void add(Geometry geometry);
  void add_point(double x, double y, int srid);
  /// Packs the tree; after this lookups, no more adding.
  void finish();

  std::size_t size() const { return boxes_.size(); }
  int srid() const { return srid_.value_or(kWgs84); }
  const Metric& metric() const { return metric_; }
  /// Bytes of what add() has kept, roughly.
  std::size_t memory() const { return memory_; }

  /// Entries that satisfy the predicate: in order of number, of nearest in order of distance. Throws UserError when the
  /// geometry's SRID is another.
  void lookup(const Geometry& geometry, LookupPredicate predicate, Interrupt& interrupt,
              std::vector<std::uint32_t>& out);
  /// The same of a point in the index's SRID; the quick way.
  void lookup_point(double x, double y, LookupPredicate predicate, Interrupt& interrupt,
                    std::vector<std::uint32_t>& out);

  /// Distance of an entry from a geometry, as its metric measures: metres for longitude and latitude.
  double distance(std::uint32_t entry, const Geometry& geometry);

 private:
  struct Prepared {
    std::unique_ptr<AreaLocator> area;  ///< of polygons
    GeosGeometry shape;
    GeosPrepared prepared;
    int uses = 0;
  };

  void set_srid_once(int srid);
  bool is_point(std::uint32_t entry) const { return shape_of_[entry] == kPoint; }
  const Geometry& stored(std::uint32_t entry) const { return shapes_[shape_of_[entry]]; }
  Geometry geometry_of(std::uint32_t entry) const;
  Prepared& prepared(std::uint32_t entry);
  const AreaLocator* locator(std::uint32_t entry);
  const GEOSGeometry* whole(std::uint32_t entry, Prepared& kept);
  const GEOSGeometry* shape(std::uint32_t entry, Prepared& kept);  ///< likewise, and prepares it at the second use
  void note_memory(std::size_t bytes);
  bool point_holds(std::uint32_t entry, double x, double y, bool border);
  void nearest(const Box& box, std::size_t count, Interrupt& interrupt,
               const std::function<double(std::uint32_t)>& distance, std::vector<std::uint32_t>& out) const;
  void within_distance(const Box& box, double metres, Interrupt& interrupt,
                       const std::function<bool(std::uint32_t)>& test, std::vector<std::uint32_t>& out) const;

  static constexpr std::uint32_t kPoint = 0xFFFFFFFF;
  std::optional<int> srid_;
  Metric metric_;
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> shape_of_;  ///< kPoint, or a number into shapes_
  std::vector<Geometry> shapes_;
  PackedRTree tree_;
  Geos geos_;
  std::vector<std::unique_ptr<Prepared>> prepared_;  ///< beside shapes_
  std::size_t memory_ = 0, prepared_bytes_ = 0;
};

}  // namespace sitrep
