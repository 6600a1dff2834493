#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/geometry.h"
#include "geometry/geos.h"
#include "region/area_locator.h"
#include "region/region_data.h"
#include "sqlite/cache.h"
#include "text/interrupt.h"

namespace sitrep {

/// A region that a user has added (table sitrep_regions). With the id of a built-in region, and its level or none, it
/// takes that one's place; what it leaves empty is then as it was.
struct UserRegion {
  std::int64_t id = 0;
  std::string level, name, country, iso_code;
  bool enabled = true;  ///< false: only switches the built-in region off
  std::optional<Geometry> geometry;
};

/// What is said of a region; views live as long as the RegionLevels.
struct RegionView {
  std::int64_t id = 0;
  std::string_view name, level, country, iso_code;
};

/// The part of a geometry that lies in a region.
struct RegionShare {
  std::uint32_t region = 0;
  double share = 0;  ///< of the geometry's area, length or points
};

/// The regions in force by level: the built-in countries, admin-1 and natural regions, and the user's, which add levels
/// of their own or regions to the built-in levels; one with the level and id of a built-in region takes its place.
/// Regions are known by number, levels too. Not shared between threads.
class RegionLevels {
 public:
  static constexpr int kStatementKey = -737201;  ///< Context::statement
  static constexpr int kCountry = 0, kAdmin1 = 1, kNatural = 2;

  RegionLevels(const RegionData& regions, std::vector<UserRegion> user);

  /// Number of the level with this name (any case).
  std::optional<int> level(std::string_view name) const;
  /// The names of the levels, as "country, admin1, natural".
  std::string level_names() const;

  /// Numbers of the regions of a level, in order of id.
  std::span<const std::uint32_t> regions_of(int level) const { return by_level_[static_cast<std::size_t>(level)]; }
  int levels() const { return static_cast<int>(levels_.size()); }
  RegionView view(std::uint32_t region) const;
  Geometry geometry(std::uint32_t region) const;

  /// The region of the level that holds the point or has it on its border: of several the one with the lowest id. Of
  /// the built-in levels country and admin1 the nearest one up to 15 km off the coast. `lon` within [-180, 180].
  std::optional<std::uint32_t> at(int level, double lon, double lat) const;

  /// How the geometry lies in the regions of a level, in order of id: of areas the parts of the area (on the sphere),
  /// of lines of the length, of points of their number; where it is of several dimensions, of the highest. Regions it
  /// only touches have no share and are not listed. A stretch of line along a border counts once. Throws UserError.
  std::vector<RegionShare> shares(int level, const Geometry& geometry, Interrupt& interrupt);

 private:
  struct User {
    UserRegion region;  ///< complete
    int level = 0;
    std::unique_ptr<AreaLocator> area;
  };
  struct Shape {
    GeosGeometry geometry;
    GeosPrepared prepared;
  };

  void add_user(std::vector<UserRegion> user);
  void list_levels();
  std::optional<std::uint32_t> overridden(const UserRegion& region) const;
  void complete(UserRegion& region, std::uint32_t row) const;
  bool is_masked(std::uint32_t row) const;
  std::optional<std::uint32_t> builtin_at(int level, double lon, double lat) const;
  std::optional<std::uint32_t> country_at(double lon, double lat) const;
  std::optional<std::uint32_t> user_at(int level, double lon, double lat) const;
  Box box_of(std::uint32_t region) const;
  std::shared_ptr<Shape> shape(std::uint32_t region);
  std::vector<RegionShare> share_points(int level, const Geometry& geometry, Interrupt& interrupt) const;
  std::vector<RegionShare> share_lines(int level, const Geometry& geometry, Interrupt& interrupt);
  std::vector<RegionShare> share_areas(int level, const Geometry& geometry, Interrupt& interrupt);

  const RegionData& regions_;
  std::vector<std::string> levels_{"country", "admin1", "natural"};
  std::vector<User> user_;             ///< in order of level, then id; numbers follow the built-in rows'
  std::vector<std::uint32_t> masked_;  ///< built-in rows that the user has replaced or switched off, sorted
  std::vector<std::vector<std::uint32_t>> by_level_;
  std::vector<std::uint32_t> lone_countries_;  ///< rows of countries without admin-1 regions
  Geos geos_;
  LruCache<Shape> shapes_{64u << 20};
};

}  // namespace sitrep
