#include "region/geometry_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "geometry/geodesic.h"

namespace sitrep {
namespace {

std::vector<std::uint32_t> ask(GeometryIndex& index, const Geometry& geometry, const char* predicate) {
  NeverInterrupt never;
  std::vector<std::uint32_t> found;
  index.lookup(geometry, parse_lookup_predicate(predicate).value(), never, found);
  return found;
}

TEST_CASE("lookup predicates") {
  CHECK(parse_lookup_predicate("intersects"));
  CHECK(parse_lookup_predicate("dwithin:2.5e3")->metres == 2500);
  CHECK(parse_lookup_predicate("nearest:3")->count == 3);
  for (const char* wrong : {"", "touches", "intersects:", "dwithin", "dwithin:", "dwithin:x", "dwithin:-1",
                            "dwithin:inf", "dwithin:1m", "nearest:", "nearest:0", "nearest:-1", "nearest:1.5"})
    CHECK_FALSE_MESSAGE(parse_lookup_predicate(wrong), wrong);
}

TEST_CASE("packed R-tree: finds what a scan finds, and nearest in order") {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> at(0, 100), size(0, 3);
  for (const std::size_t n : {0u, 1u, 15u, 16u, 17u, 300u, 5000u}) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < n; ++i) {
      const double x = at(random), y = at(random);
      boxes.push_back({x, y, x + size(random), y + size(random)});
    }
    if (n > 20) boxes[7] = Box();
    const PackedRTree tree(boxes);
    for (int round = 0; round < 20; ++round) {
      const double x = at(random), y = at(random);
      const Box window{x, y, x + 10, y + 10};
      std::vector<std::uint32_t> found, expected;
      tree.query(window, [&](std::uint32_t item) { found.push_back(item); });
      for (std::uint32_t i = 0; i < n; ++i)
        if (boxes[i].intersects(window)) expected.push_back(i);
      std::ranges::sort(found);
      CHECK(found == expected);
      const Metric plane(3857);
      std::vector<double> order;
      tree.nearest([&](const Box& box) { return plane.lower_bound(box, window); },
                   [&](std::uint32_t item) { return plane.lower_bound(boxes[item], window); },
                   [&](std::uint32_t, double distance) {
                     order.push_back(distance);
                     return order.size() < 30;
                   });
      CHECK(std::ranges::is_sorted(order));
      CHECK(order.size() == std::min<std::size_t>(30, n > 20 ? n - 1 : n));
    }
  }
}

TEST_CASE("metric: bounds hold and within agrees with the geodesic") {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-89, 89), near(-0.6, 0.6);
  const Metric metric;
  for (int i = 0; i < 20000; ++i) {
    const double ax = lon(random), ay = lat(random);
    const bool local = i % 2 == 0;
    const double bx = local ? ax + near(random) : lon(random);
    const double by = local ? std::clamp(ay + near(random), -89.0, 89.0) : lat(random);
    const double exact = spheroid_distance({ax, ay}, {bx, by});
    CHECK(metric.lower_bound({ax, ay, ax, ay}, {bx, by, bx, by}) <= exact * (1 + 1e-12));
    for (const double factor : {0.99, 0.9999, 1.0, 1.0001, 1.01})
      CHECK(metric.within(ax, ay, bx, by, exact * factor) == (exact <= exact * factor));
    bool inside = false;
    for (const Box& window : metric.around({ax, ay, ax, ay}, exact))
      inside = inside || window.contains(bx, by) || window.contains(bx - 360, by) || window.contains(bx + 360, by);
    CHECK(inside);
  }
}

TEST_CASE("geometry index: distances within and nearest agree with a scan") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-85, 85);
  GeometryIndex index;
  std::vector<LonLat> points;
  for (int i = 0; i < 3000; ++i) {
    points.push_back({lon(random), lat(random)});
    index.add_point(points.back().lon, points.back().lat, 4326);
  }
  index.finish();
  for (int round = 0; round < 30; ++round) {
    const LonLat at{round == 0 ? 179.9 : lon(random), lat(random)};
    std::vector<std::uint32_t> expected;
    std::vector<std::pair<double, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
      const double metres = spheroid_distance(at, points[i]);
      order.emplace_back(metres, i);
      if (metres <= 1'000'000) expected.push_back(i);
    }
    std::ranges::sort(order);
    CHECK(ask(index, make_point(at.lon, at.lat), "dwithin:1000000") == expected);
    const auto nearest = ask(index, make_point(at.lon, at.lat), "nearest:5");
    REQUIRE(nearest.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) CHECK(nearest[i] == order[i].second);
  }
}

TEST_CASE("geometry index: predicates agree with GEOS") {
  const char* shapes[] = {"POINT(5 5)",
                          "POINT(0 0)",
                          "LINESTRING(0 0, 10 10)",
                          "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))",
                          "POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))",
                          "MULTIPOINT(5 5, 6 6)",
                          "POLYGON((4 4, 6 4, 6 6, 4 6, 4 4))",
                          "POLYGON EMPTY",
                          "GEOMETRYCOLLECTION(POINT(5 5), LINESTRING(1 1, 2 2))",
                          "LINESTRING(10 0, 10 10)"};
  GeometryIndex index;
  for (const char* shape : shapes) index.add(read_wkt(shape));
  index.finish();
  Geos geos;
  for (int pass = 0; pass < 3; ++pass) {  // prepared from the second on
    for (const char* asked : shapes) {
      const GeosGeometry a = geos.from(read_wkt(asked));
      std::vector<std::uint32_t> intersects, contains, within;
      for (std::uint32_t i = 0; i < std::size(shapes); ++i) {
        const GeosGeometry b = geos.from(read_wkt(shapes[i]));
        if (geos.test(GEOSIntersects_r, b, a)) intersects.push_back(i);
        if (std::string_view(asked).starts_with("GEOMETRYCOLLECTION") ||
            std::string_view(shapes[i]).starts_with("GEOMETRYCOLLECTION"))
          continue;  // GEOS 3.11 does not relate collections
        if (geos.test(GEOSContains_r, b, a)) contains.push_back(i);
        if (geos.test(GEOSWithin_r, b, a)) within.push_back(i);
      }
      CAPTURE(asked);
      CHECK(ask(index, read_wkt(asked), "intersects") == intersects);
      if (std::string_view(asked).starts_with("GEOMETRYCOLLECTION")) continue;
      const auto plain = [](std::vector<std::uint32_t> found) {
        std::erase(found, 8u);
        return found;
      };
      CHECK(plain(ask(index, read_wkt(asked), "contains")) == contains);
      CHECK(plain(ask(index, read_wkt(asked), "within")) == within);
    }
  }
}

}  // namespace
}  // namespace sitrep
