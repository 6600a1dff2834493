#include "region/region_levels.h"

#include <doctest/doctest.h>

#include <random>

#include "geometry/codec.h"
#include "region/region_shape.h"

namespace sitrep {
namespace {

const RegionData& world() {
  static const RegionData data(builtin_image());
  return data;
}

UserRegion user(std::int64_t id, const char* level, const char* name, const char* wkt) {
  UserRegion region;
  region.id = id;
  region.level = level;
  region.name = name;
  region.geometry = read_wkt(wkt);
  return region;
}

TEST_CASE("region levels: every admin-1 region's corners belong to it or to one with a lower id") {
  const auto rows = world().rows();
  std::size_t wrong = 0, corners = 0;
  for (std::uint32_t i = 0; i < rows.size(); i += 3) {
    const RegionRow& row = rows[i];
    if (row.level != RegionLevel::admin1 || row.rings_begin == row.rings_end) continue;
    const auto points = world().points(world().rings(row)[0]);
    for (std::size_t p = 0; p < points.size(); p += 7) {
      ++corners;
      CHECK_MESSAGE(world().contains(row, points[p]), std::string(world().text(row.name)));
      const auto at = world().locate(points[p].x * 1e-6, points[p].y * 1e-6);
      if (!at || *at > i) ++wrong;
    }
  }
  CHECK(corners > 10'000);
  CHECK(wrong == 0);
}

TEST_CASE("region levels: points within agree with GEOS") {
  Geos geos;
  std::mt19937 random(3);
  for (const char* code : {"SY", "UA", "SD", "FR", "ID"}) {
    const RegionRow& row = world().rows()[*world().country_row(code)];
    const GeosGeometry shape = geos.from(region_geometry(world(), row));
    std::uniform_int_distribution<std::int32_t> x(row.min_x, row.max_x), y(row.min_y, row.max_y);
    for (int i = 0; i < 300; ++i) {
      const MicroPoint p{x(random), y(random)};
      CHECK(world().contains(row, p) ==
            geos.test(GEOSIntersects_r, shape, geos.make(GEOSGeom_createPointFromXY_r, p.x * 1e-6, p.y * 1e-6)));
    }
  }
}

TEST_CASE("region levels: the user's levels stand beside the built-in ones") {
  std::vector<UserRegion> own;
  own.push_back(user(5, "district", "B", "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))"));
  own.push_back(user(2, "District", "A", "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"));
  RegionLevels levels(world(), std::move(own));
  const auto district = levels.level("DISTRICT");
  REQUIRE(district);
  CHECK(levels.level_names() == "country, admin1, natural, district");
  CHECK_FALSE(levels.level("parish"));
  CHECK(levels.view(*levels.at(*district, 0.5, 0.5)).name == "A");
  CHECK(levels.view(*levels.at(*district, 1.5, 0.5)).name == "B");
  CHECK(levels.view(*levels.at(*district, 1, 0.5)).name == "A");  // the lower id has the border
  CHECK_FALSE(levels.at(*district, 3, 0.5));
  NeverInterrupt never;
  const auto shares = levels.shares(*district, read_wkt("LINESTRING(0.5 0.5, 1.5 0.5)"), never);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].share == doctest::Approx(0.5));
  const auto border = levels.shares(*district, read_wkt("LINESTRING(1 0.2, 1 0.8)"), never);
  REQUIRE(border.size() == 1);
  CHECK(levels.view(border[0].region).name == "A");
  CHECK(border[0].share == doctest::Approx(1));
}

TEST_CASE("region levels: a user's region takes the place of the built-in one of its id") {
  const auto homs = world().locate(36.72, 34.73);
  REQUIRE(homs);
  std::vector<UserRegion> own;
  own.push_back(user(world().rows()[*homs].id, "admin1", "New Homs", "POLYGON((36 34, 37 34, 37 35, 36 35, 36 34))"));
  const RegionLevels levels(world(), std::move(own));
  CHECK(levels.view(*levels.at(RegionLevels::kAdmin1, 36.72, 34.73)).name == "New Homs");
  CHECK_FALSE(levels.at(RegionLevels::kAdmin1, 38.5, 34.6));  // in the old one only
  CHECK(levels.regions_of(RegionLevels::kAdmin1).size() ==
        RegionLevels(world(), {}).regions_of(RegionLevels::kAdmin1).size());
}

}  // namespace
}  // namespace sitrep
