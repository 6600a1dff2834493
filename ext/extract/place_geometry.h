#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "extract/place_mention.h"
#include "extract/place_resolve.h"
#include "knowledge/gazetteer.h"
#include "region/compose.h"
#include "region/region_data.h"
#include "sqlite/cache.h"

namespace sitrep {

/// What was drawn, with its blob: the same polygons are asked for from report to report.
struct DrawnPlace : ComposedPlace {
  explicit DrawnPlace(ComposedPlace composed);
  std::string blob;  ///< the geometry as GeoPackage writes it
};

/// Draws place mentions and keeps what was drawn: the same few places recur from report to report, and the border of
/// two countries costs milliseconds. One for each connection; not shared between threads. Gazetteer and regions outlive
/// it.
class PlaceGeometry {
 public:
  /// Bound on what is kept, in bytes.
  static constexpr std::size_t kCacheBytes = std::size_t{16} << 20;

  PlaceGeometry(const Gazetteer& gazetteer, const RegionData& regions) : gazetteer_(gazetteer), regions_(regions) {}

  /// The geometry of a resolved mention (SRID 4326) with its representative point; null when one of its places is
  /// unknown or the relation cannot be drawn. Stays alive while the caller holds it.
  std::shared_ptr<const DrawnPlace> of(const PlaceMention& mention, const ResolvedPlace& resolved);

  /// The representative point and its uncertainty alone: those of a place that is one row of the gazetteer cost
  /// nothing.
  struct Point {
    double lon = 0, lat = 0, radius_km = 0;
  };
  std::optional<Point> point_of(const PlaceMention& mention, const ResolvedPlace& resolved);
  Point point_of(std::uint32_t place) const;

  /// The geometry of one place of the gazetteer alone.
  std::shared_ptr<const DrawnPlace> of(std::uint32_t place);

  /// What compose() needs to know of a place of the gazetteer.
  PlaceShape shape_of(std::uint32_t place) const;

 private:
  std::shared_ptr<const DrawnPlace> draw(Relation relation, std::span<const std::uint32_t> places,
                                         const CompositionDetail& detail);

  const Gazetteer& gazetteer_;
  const RegionData& regions_;
  LruCache<const DrawnPlace> cache_{kCacheBytes};
  std::string key_;
};

}  // namespace sitrep
