#include "region/area_locator.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "geometry/codec.h"
#include "geometry/geos.h"

namespace sitrep {
namespace {

Location where(const char* wkt, double x, double y) { return AreaLocator(read_wkt(wkt)).locate(x, y); }

TEST_CASE("area locator: inside, outside, on the border, in a hole") {
  const char* shape = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))";
  CHECK(where(shape, 1, 1) == Location::inside);
  CHECK(where(shape, 5, 5) == Location::outside);
  CHECK(where(shape, 11, 5) == Location::outside);
  CHECK(where(shape, -1, 5) == Location::outside);
  CHECK(where(shape, 0, 5) == Location::border);
  CHECK(where(shape, 10, 5) == Location::border);
  CHECK(where(shape, 5, 0) == Location::border);
  CHECK(where(shape, 5, 10) == Location::border);
  CHECK(where(shape, 0, 0) == Location::border);
  CHECK(where(shape, 4, 5) == Location::border);
  CHECK(where(shape, 5, 6) == Location::border);
  CHECK(where(shape, 2, 4) == Location::inside);  // level with an edge of the hole
  CHECK(where(shape, 2, 10.0000001) == Location::outside);
}

TEST_CASE("area locator: nothing to be in") {
  CHECK(where("POLYGON EMPTY", 0, 0) == Location::outside);
  CHECK(where("LINESTRING(0 0, 1 1)", 0.5, 0.5) == Location::outside);
  CHECK(where("GEOMETRYCOLLECTION(POINT(0 0), POLYGON((0 0, 1 0, 1 1, 0 0)))", 0.7, 0.2) == Location::inside);
}

TEST_CASE("area locator: the turn is right where doubles are not") {
  CHECK(orientation(0, 0, 1, 1, 0.5, 0.5) == 0);
  CHECK(orientation(0, 0, 1, 1, 0, 1) == 1);
  CHECK(orientation(0, 0, 1, 1, 1, 0) == -1);
  // Kettner and others 2008: close to the diagonal the naive sign is noise.
  CHECK(orientation(12, 12, 24, 24, 0.5, 0.5) == 0);
  CHECK(orientation(12, 12, 24, 24, 0.5, std::nextafter(0.5, 1)) == 1);
  CHECK(orientation(12, 12, 24, 24, 0.5, std::nextafter(0.5, 0)) == -1);
}

TEST_CASE("area locator: agrees with GEOS on random stars") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> radius(0.2, 1), at(-1.1, 1.1);
  Geos geos;
  for (int round = 0; round < 30; ++round) {
    const int corners = 3 + round * 7;
    Geometry polygon;
    polygon.type = GeometryType::polygon;
    Geometry& ring = polygon.parts.emplace_back();
    ring.type = GeometryType::line_string;
    for (int i = 0; i < corners; ++i) {
      const double r = radius(random), a = i * 2 * std::acos(-1.0) / corners;
      ring.coordinates.insert(ring.coordinates.end(), {r * std::cos(a), r * std::sin(a)});
    }
    ring.coordinates.insert(ring.coordinates.end(), {ring.coordinates[0], ring.coordinates[1]});
    const AreaLocator area(polygon);
    const GeosGeometry shape = geos.from(polygon);
    for (int i = 0; i < 200; ++i) {
      const bool corner = i < corners;  // corners themselves first
      const double x = corner ? ring.x(static_cast<std::size_t>(i)) : at(random);
      const double y = corner ? ring.y(static_cast<std::size_t>(i)) : at(random);
      const GeosGeometry point = geos.make(GEOSGeom_createPointFromXY_r, x, y);
      const Location expected = !geos.test(GEOSIntersects_r, shape, point) ? Location::outside
                                : geos.test(GEOSContains_r, shape, point)  ? Location::inside
                                                                           : Location::border;
      CHECK(area.locate(x, y) == expected);
    }
  }
}

}  // namespace
}  // namespace sitrep
