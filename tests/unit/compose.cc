#include "region/compose.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "geometry/geodesic.h"
#include "geometry/geos.h"
#include "knowledge/gazetteer.h"
#include "region/region_data.h"
#include "region/region_shape.h"

namespace sitrep {
namespace {

const RegionData& world() {
  static const RegionData data(builtin_image());
  return data;
}

PlaceShape region(std::string_view country, std::string_view name, RegionLevel level = RegionLevel::admin1) {
  for (std::uint32_t i = 0; i < world().rows().size(); ++i) {
    const RegionRow& row = world().rows()[i];
    if (row.level != level || row.country_code() != country || (!name.empty() && world().text(row.name) != name))
      continue;
    PlaceShape shape;
    shape.kind = level == RegionLevel::country ? PlaceKind::country : PlaceKind::admin1;
    shape.polygon = i + 1;
    shape.region_id = level == RegionLevel::admin1 ? row.id : 0;
    Geos geos;
    const Geometry inside = geos.to(geos.make(GEOSPointOnSurface_r, geos.from(region_geometry(world(), row))));
    shape.lon = inside.x();
    shape.lat = inside.y();
    return shape;
  }
  FAIL("no region " << name);
  return {};
}
PlaceShape country(std::string_view code) { return region(code, "", RegionLevel::country); }

PlaceShape town(double lon, double lat, double radius_km = 1.5) {
  PlaceShape shape;
  shape.lon = lon;
  shape.lat = lat;
  shape.radius_km = radius_km;
  if (const auto row = world().locate(lon, lat)) shape.region_id = world().rows()[*row].id;
  return shape;
}

/// Composes, and checks what must hold of every result.
std::optional<ComposedPlace> draw(Relation relation, std::vector<PlaceShape> parts, CompositionDetail detail = {}) {
  const auto out = compose(world(), relation, parts, detail);
  if (!out) return out;
  Geos geos;
  const GeosGeometry shape = geos.from(out->geometry);
  CHECK(geos.test(GEOSisValid_r, shape));
  CHECK_FALSE(geos.test(GEOSisEmpty_r, shape));
  const Box box = envelope(out->geometry);
  CHECK(box.min_x >= -180);
  CHECK(box.max_x <= 180);
  CHECK(box.min_y >= -90);
  CHECK(box.max_y <= 90);
  CHECK(geos.test(GEOSIntersects_r, shape, geos.make(GEOSGeom_createPointFromXY_r, out->lon, out->lat)));
  CHECK(out->geometry.srid == 4326);
  return out;
}

bool holds(const ComposedPlace& place, double lon, double lat) {
  Geos geos;
  return geos.test(GEOSContains_r, geos.from(place.geometry), geos.make(GEOSGeom_createPointFromXY_r, lon, lat));
}

double area_km2(const ComposedPlace& place) { return spheroid_area(place.geometry) / 1e6; }

CompositionDetail towards(Compass compass, bool far = false) {
  CompositionDetail detail;
  detail.compass = compass;
  detail.far = far;
  return detail;
}
CompositionDetail at_km(double km, Compass compass = Compass::unknown) {
  CompositionDetail detail;
  detail.distance_km = km;
  detail.compass = compass;
  return detail;
}

constexpr LonLat kItheriya{37.777, 35.362};  // the village where Hama, Aleppo and Raqqa come together

TEST_CASE("compose: a triangle of regions that meet is 40 km about where they meet") {
  const auto out = draw(Relation::triangle, {region("SY", "Hama"), region("SY", "Aleppo"), region("SY", "Raqqa")});
  REQUIRE(out);
  CHECK(out->radius_km == 40);
  CHECK(area_km2(*out) == doctest::Approx(std::acos(-1.0) * 1600).epsilon(0.01));
  CHECK(sphere_distance({out->lon, out->lat}, kItheriya) < 60'000);
}

TEST_CASE("compose: a triangle of towns is their polygon") {
  const auto out = draw(Relation::triangle, {town(36, 34), town(37, 34), town(36.5, 35)});
  REQUIRE(out);
  CHECK(holds(*out, 36.5, 34.3));
  CHECK_FALSE(holds(*out, 36.1, 34.9));
  CHECK(out->geometry.parts[0].size() == 4);
  CHECK(out->radius_km == doctest::Approx(74).epsilon(0.1));
  CHECK_FALSE(draw(Relation::triangle, {town(36, 34), town(37, 34), town(38, 34.001)}));
  CHECK_FALSE(draw(Relation::triangle, {town(36, 34)}));
}

TEST_CASE("compose: a triangle of regions that do not meet is the polygon of their points") {
  const auto out = draw(Relation::triangle, {region("SY", "Idlib"), region("SY", "Daraa"), region("SY", "Al-Hasakah")});
  if (out) CHECK(out->radius_km > 100);
}

TEST_CASE("compose: a corridor is 12 % of its length wide and ends beyond its places") {
  const auto out = draw(Relation::between, {town(36, 35), town(37, 35)});  // 91 km
  REQUIRE(out);
  CHECK(out->lon == doctest::Approx(36.5).epsilon(0.001));
  CHECK(holds(*out, 36.5, 35 + 0.045));  // 5.0 km of 5.5
  CHECK_FALSE(holds(*out, 36.5, 35 + 0.055));
  CHECK(holds(*out, 36, 35));
  CHECK(holds(*out, 37, 35));
  CHECK(out->radius_km == doctest::Approx(51).epsilon(0.05));
  CHECK_FALSE(draw(Relation::between, {town(36, 35), town(36, 35)}));
  CHECK_FALSE(draw(Relation::between, {town(36, 35)}));
}

TEST_CASE("compose: a corridor across the antimeridian is cut there") {
  const auto out = draw(Relation::between, {town(179, 65), town(-179, 66)});
  REQUIRE(out);
  CHECK(out->geometry.type == GeometryType::multi_polygon);
  CHECK(holds(*out, 179.2, 65.1));
  CHECK(holds(*out, -179.2, 65.9));
  CHECK(area_km2(*out) < 3000);
}

TEST_CASE("compose: the border of two regions is the 10 km on either side of it") {
  const auto out = draw(Relation::border, {region("SY", "Hama"), region("SY", "Homs")});
  REQUIRE(out);
  Geos geos;
  const GeosGeometry shape = geos.from(out->geometry);
  const GeosGeometry hama = geos.from(region_geometry(world(), world().rows()[region("SY", "Hama").polygon - 1]));
  const GeosGeometry homs = geos.from(region_geometry(world(), world().rows()[region("SY", "Homs").polygon - 1]));
  const double on_hama = spheroid_area(geos.to(geos.make(GEOSIntersection_r, shape, hama)));
  const double on_homs = spheroid_area(geos.to(geos.make(GEOSIntersection_r, shape, homs)));
  CHECK((on_hama + on_homs) / 1e6 > 0.8 * area_km2(*out));
  CHECK(on_hama / on_homs == doctest::Approx(1).epsilon(0.4));
  CHECK_FALSE(draw(Relation::border, {region("SY", "Idlib"), region("SY", "Daraa")}));
  CHECK_FALSE(draw(Relation::border, {town(36, 35), town(36.01, 35)}));
}

TEST_CASE("compose: the border of two states") {
  const auto out = draw(Relation::border, {country("SY"), country("TR")});
  REQUIRE(out);
  CHECK(holds(*out, 37.98, 36.82));       // Jarabulus
  CHECK(holds(*out, 41.21, 37.05));       // Qamishli
  CHECK_FALSE(holds(*out, 37.16, 36.2));  // Aleppo
  CHECK(area_km2(*out) > 10'000);
  CHECK(area_km2(*out) < 25'000);
  const auto wide = draw(Relation::border, {country("SY"), country("TR")}, at_km(20));
  REQUIRE(wide);
  CHECK(area_km2(*wide) > 1.7 * area_km2(*out));
}

TEST_CASE("compose: parts of a region") {
  const PlaceShape hama = region("SY", "Hama");
  const auto whole = draw(Relation::none, {hama});
  const auto east = draw(Relation::part, {hama}, towards(Compass::east));
  const auto west = draw(Relation::part, {hama}, towards(Compass::west));
  const auto far_east = draw(Relation::part, {hama}, towards(Compass::east, true));
  REQUIRE(whole);
  REQUIRE(east);
  REQUIRE(west);
  REQUIRE(far_east);
  CHECK(area_km2(*east) + area_km2(*west) == doctest::Approx(area_km2(*whole)).epsilon(0.01));
  CHECK(area_km2(*far_east) == doctest::Approx(area_km2(*whole) / 3).epsilon(0.02));
  CHECK(envelope(east->geometry).min_x == doctest::Approx(envelope(west->geometry).max_x));
  CHECK(envelope(far_east->geometry).max_x == doctest::Approx(envelope(whole->geometry).max_x));
  CHECK(envelope(far_east->geometry).min_x > envelope(east->geometry).min_x);
  const auto north_east = draw(Relation::part, {hama}, towards(Compass::northeast));
  REQUIRE(north_east);
  CHECK(area_km2(*north_east) < area_km2(*east));
  CHECK(east->radius_km < whole->radius_km);
}

TEST_CASE("compose: parts of large states, across the antimeridian too") {
  for (const char* code : {"RU", "US", "CA", "FJ", "ID", "NZ", "AQ", "CL"}) {
    for (int compass = 0; compass < 8; ++compass) {
      CAPTURE(code);
      CAPTURE(compass);
      CHECK(draw(Relation::part, {country(code)}, towards(static_cast<Compass>(compass))));
      CHECK(draw(Relation::part, {country(code)}, towards(static_cast<Compass>(compass), true)));
    }
  }
  const auto east = draw(Relation::part, {country("RU")}, towards(Compass::east));
  REQUIRE(east);
  CHECK(holds(*east, 177, 65));     // Anadyr
  CHECK(holds(*east, -173, 65.5));  // beyond the antimeridian
  CHECK_FALSE(holds(*east, 37, 56));
}

TEST_CASE("compose: part of a town is a part of its disc") {
  const auto out = draw(Relation::part, {town(37.16, 36.2, 15)}, towards(Compass::east));
  REQUIRE(out);
  CHECK(holds(*out, 37.25, 36.2));
  CHECK_FALSE(holds(*out, 37.1, 36.2));
  CHECK(area_km2(*out) == doctest::Approx(std::acos(-1.0) * 225 / 2).epsilon(0.02));
}

TEST_CASE("compose: the countryside of a city is its governorate less the city") {
  const auto out = draw(Relation::countryside, {town(36.75, 35.13, 6)});
  const auto region_out = draw(Relation::none, {region("SY", "Hama")});
  REQUIRE(out);
  REQUIRE(region_out);
  CHECK_FALSE(holds(*out, 36.75, 35.13));
  CHECK(holds(*out, 37.5, 35.1));
  CHECK(area_km2(*out) == doctest::Approx(area_km2(*region_out) - std::acos(-1.0) * 36).epsilon(0.01));
  const auto west = draw(Relation::countryside, {town(36.75, 35.13, 6)}, towards(Compass::west));
  REQUIRE(west);
  CHECK(envelope(west->geometry).max_x == doctest::Approx(36.75).epsilon(0.0001));
  const auto damascus = draw(Relation::countryside, {town(36.29, 33.51, 15)});  // a governorate of the city alone
  REQUIRE(damascus);
  CHECK_FALSE(holds(*damascus, 36.29, 33.51));
  CHECK(holds(*damascus, 36.6, 33.9));
  const auto small = draw(Relation::countryside, {town(36.68, 35.64, 3)});
  REQUIRE(small);
  CHECK(small->radius_km < 60);
}

TEST_CASE("compose: around is 10 km, near 25 km, or what the words say") {
  const auto around = draw(Relation::around, {town(38, 35)});
  const auto near = draw(Relation::near, {town(38, 35)});
  const auto desert = draw(Relation::around, {town(40, 35)}, at_km(30));
  REQUIRE(around);
  REQUIRE(near);
  REQUIRE(desert);
  CHECK(around->radius_km == doctest::Approx(10).epsilon(0.01));
  CHECK(near->radius_km == doctest::Approx(25).epsilon(0.01));
  CHECK(desert->radius_km == doctest::Approx(30).epsilon(0.01));
  CHECK(around->lon == 38);
  CHECK(area_km2(*near) == doctest::Approx(std::acos(-1.0) * 625).epsilon(0.01));
  const auto distance = draw(Relation::near, {town(38, 35)}, at_km(20));
  REQUIRE(distance);
  CHECK(distance->radius_km == doctest::Approx(22.6).epsilon(0.01));
  CHECK_FALSE(draw(Relation::around, {town(38, 35)}, at_km(0)));
  const auto region_around = draw(Relation::around, {region("SY", "Hama")});
  REQUIRE(region_around);
  CHECK(area_km2(*region_around) > area_km2(*draw(Relation::none, {region("SY", "Hama")})) * 1.1);
}

TEST_CASE("compose: discs at the poles and the antimeridian") {
  CHECK(draw(Relation::near, {town(0, 90)}));
  CHECK(draw(Relation::near, {town(12, -89.9)}));
  const auto out = draw(Relation::near, {town(180, 10)});
  REQUIRE(out);
  CHECK(holds(*out, 179.9, 10));
  CHECK(holds(*out, -179.9, 10));
}

TEST_CASE("compose: a stated distance in a direction is a point with its error") {
  const auto out = draw(Relation::direction, {town(37, 36, 1)}, at_km(20, Compass::north));
  REQUIRE(out);
  CHECK(out->geometry.type == GeometryType::point);
  CHECK(out->lon == doctest::Approx(37));
  CHECK(sphere_distance({out->lon, out->lat}, {37, 36}) == doctest::Approx(20'000).epsilon(0.01));
  CHECK(out->radius_km == doctest::Approx(11).epsilon(0.05));
  CompositionDetail detail = at_km(10);
  detail.towards = town(38, 36);
  const auto towards_b = draw(Relation::direction, {town(37, 36, 1)}, detail);
  REQUIRE(towards_b);
  CHECK(towards_b->lon == doctest::Approx(37.111).epsilon(0.0005));
  const auto open = draw(Relation::direction, {town(37, 36, 1)}, towards(Compass::south));
  REQUIRE(open);
  CHECK(holds(*open, 37, 35.85));
  CHECK_FALSE(holds(*open, 37, 36.1));
  const auto beside = draw(Relation::direction, {region("SY", "Hama")}, towards(Compass::south));
  REQUIRE(beside);
  CHECK_FALSE(holds(*beside, region("SY", "Hama").lon, region("SY", "Hama").lat));
}

TEST_CASE("compose: a road is a corridor between its places") {
  const auto out = draw(Relation::along, {town(37.16, 36.2), town(36.75, 35.13), town(36.72, 34.73)});
  REQUIRE(out);
  CHECK(holds(*out, 36.95, 35.66));
  CHECK(holds(*out, 36.735, 34.93));
}

TEST_CASE("compose: every built-in region is valid, and is drawn whole by none") {
  Geos geos;
  std::size_t invalid = 0;
  for (const RegionRow& row : world().rows()) {
    if (row.rings_begin == row.rings_end) continue;
    const Geometry shape = region_geometry(world(), row);
    const GeosGeometry made = geos.from(shape);
    if (geos.test(GEOSisValid_r, made)) continue;
    ++invalid;
    MESSAGE("invalid: " << std::string(world().text(row.name)) << " " << std::string(row.country_code()) << ": "
                        << geos.text(GEOSisValidReason_r, made));
  }
  CHECK(invalid == 0);
}

TEST_CASE("compose: nothing to compose") {
  CHECK_FALSE(draw(Relation::none, {}));
  CHECK_FALSE(draw(Relation::border, {town(36, 35)}));
}

TEST_CASE("compose: country borders cost milliseconds") {
  const auto start = std::chrono::steady_clock::now();
  const std::pair<const char*, const char*> pairs[] = {
      {"RU", "KZ"}, {"US", "CA"}, {"CN", "RU"}, {"SY", "IQ"}, {"NO", "SE"}};
  for (const auto& [a, b] : pairs) {
    const auto before = std::chrono::steady_clock::now();
    CHECK(draw(Relation::border, {country(a), country(b)}));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    const std::string name = std::string(a) + "-" + b;
    MESSAGE(name << " " << took.count() << " ms");
  }
  const std::chrono::duration<double> total = std::chrono::steady_clock::now() - start;
  CHECK(total.count() < 5);
}

}  // namespace
}  // namespace sitrep
