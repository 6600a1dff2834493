#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "geometry/codec.h"
#include "picture/labels.h"
#include "picture/map_shapes.h"
#include "picture/map_view.h"
#include "picture/projection.h"
#include "picture/screen_path.h"
#include "picture/svg.h"

namespace sitrep {

TEST_CASE("labels never overlap, leave the frame or lie on what is blocked") {
  const Rect frame{0, 0, 200, 200};
  LabelPlacer placer(frame);
  placer.block({90, 90, 20, 20});
  std::vector<Rect> placed;
  for (int i = 0; i < 400; ++i) {
    const PlanePoint dot{std::fmod(i * 37.0, 200), std::fmod(i * 61.0, 200)};
    const std::vector<Rect> places = around_dot(dot, 3, 30, 12);
    if (const auto chosen = placer.place(places)) placed.push_back(places[*chosen]);
  }
  CHECK(placed.size() > 10);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    CHECK(frame.holds(placed[i]));
    CHECK_FALSE(placed[i].overlaps({90, 90, 20, 20}));
    for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(placed[i].overlaps(placed[j]));
  }
}

TEST_CASE("boxes beyond any measure do not matter") {
  LabelPlacer placer({0, 0, 100, 100});
  placer.block({-1e300, 40, 2e300, 5});
  CHECK_FALSE(placer.is_free({10, 38, 20, 10}));
  CHECK(placer.is_free({10, 60, 20, 10}));
}

TEST_CASE("the shortest range of longitudes, across the antimeridian too") {
  const LonRange pacific = enclosing_range({{178, 0}, {-172, 0}, {175, 2}});
  CHECK(pacific.west == doctest::Approx(175));
  CHECK(pacific.span == doctest::Approx(13));
  const LonRange levant = enclosing_range({{35, 2}, {40, 1}, {36, 0}});
  CHECK(levant.west == doctest::Approx(35));
  CHECK(levant.span == doctest::Approx(6));
  CHECK(enclosing_range({{-180, 360}}).span == doctest::Approx(360));
  CHECK(enclosing_range({{10, 0}}).span == 0);
}

TEST_CASE("the azimuthal projection goes there and back and keeps areas") {
  const Projection p = Projection::azimuthal({38, 35});
  for (const LonLat at : {LonLat{36, 33}, LonLat{42, 37}, LonLat{38, 35}, LonLat{-120, 60}}) {
    const auto back = p.inverse(p.forward(at));
    REQUIRE(back);
    CHECK(std::remainder(back->lon - at.lon, 360) == doctest::Approx(0).epsilon(1e-9));
    CHECK(back->lat == doctest::Approx(at.lat));
  }
  const auto cell = [&](double lon, double lat) {
    const PlanePoint a = p.forward({lon, lat}), b = p.forward({lon + 0.1, lat}), c = p.forward({lon, lat + 0.1});
    return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) /
           std::cos((lat + 0.05) * 0.017453292519943295);
  };
  CHECK(cell(38, 35) == doctest::Approx(cell(60, 10)).epsilon(0.01));
}

TEST_CASE("a window of longitudes meets boxes of every turn") {
  const GeoWindow pacific{{175, 15}, -20, -10};
  CHECK(pacific.touches(177, 180, -19, -16));
  CHECK(pacific.touches(-180, -171, -19, -16));
  CHECK_FALSE(pacific.touches(-168, -160, -19, -16));
  CHECK_FALSE(pacific.touches(177, 180, 10, 20));
}

TEST_CASE("rings are cut to the frame") {
  const Rect frame{0, 0, 10, 10};
  const Path cut = clip_ring(Path{{-5, 5}, {5, -5}, {15, 5}, {5, 15}}, frame);
  CHECK(cut.size() >= 4);
  for (const PlanePoint p : cut) CHECK(frame.grown(1e-9).holds(p));
  CHECK(clip_ring(Path{{20, 20}, {30, 20}, {30, 30}}, frame).empty());
}

TEST_CASE("lines are cut into the parts that show") {
  std::vector<Path> parts;
  clip_line(Path{{-5, 5}, {5, 5}, {5, 20}, {8, 20}, {8, 5}}, {0, 0, 10, 10}, parts);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].front().x == doctest::Approx(0));
  CHECK(parts[0].back().y == doctest::Approx(10));
  CHECK(parts[1].back().y == doctest::Approx(5));
}

TEST_CASE("generalisation drops what does not show and keeps spikes and ends") {
  Path line;
  for (int i = 0; i <= 1000; ++i) line.push_back({i * 0.1, 0.05 * std::sin(i * 0.7)});
  const Path few = generalise(line, 0.3);
  CHECK(few.size() < 20);
  CHECK(few.back().x == doctest::Approx(100));
  const Path spike = generalise(Path{{0, 0}, {50, 0}, {20, 0}, {60, 0}}, 0.3);
  CHECK(spike.size() == 4);
}

TEST_CASE("paths are rounded to tenths, relative, and vanish when they do") {
  std::string data;
  append_path(Path{{1.04, 2}, {3.26, 2}, {3.26, -4.5}}, true, data);
  CHECK(data == "M1 2l2.3 0l0-6.5z");
  data.clear();
  append_path(Path{{1, 1}, {1.01, 1.02}, {1.02, 1}}, true, data);
  CHECK(data.empty());
}

TEST_CASE("a text finds the widest place of a shape, beside its holes") {
  const Path square = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
  const Path hole = {{10, 30}, {90, 30}, {90, 70}, {10, 70}};
  const std::vector<Stretch> found = widest_stretches(std::vector<Path>{square, hole}, 10);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].width() == doctest::Approx(100));
  CHECK((found[0].y + 5 <= 30 || found[0].y - 5 >= 70));
}

TEST_CASE("outer rings turn one way, holes the other, whatever way they came") {
  const auto area = [](const std::vector<LonLat>& ring) {
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      twice += ring[i].lon * ring[i + 1].lat - ring[i + 1].lon * ring[i].lat;
    return twice / 2;
  };
  for (const char* wkt : {"POLYGON((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
                          "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"}) {
    MapShapes shapes;
    shapes.add(read_wkt(wkt), 1, "a");
    REQUIRE(shapes.shapes().size() == 1);
    CHECK(area(shapes.shapes()[0].lines[0]) == doctest::Approx(81));
    CHECK(area(shapes.shapes()[0].lines[1]) == doctest::Approx(-1));
  }
}

TEST_CASE("shapes add up, points share, what crosses the antimeridian is unwrapped") {
  MapShapes shapes;
  shapes.add(read_wkt("MULTIPOINT((1 1), (2 2))"), 4, "");
  shapes.add(read_wkt("POINT(1 1)"), 3, "one");
  shapes.add(read_wkt("POINT EMPTY"), 3, "none");
  shapes.add(read_wkt("LINESTRING(179 0, -179 1)"), {}, "line");
  shapes.add(read_wkt("LINESTRING(179 0, -179 1)"), 2, "");
  CHECK(shapes.unplaced() == 1);
  REQUIRE(shapes.shapes().size() == 3);
  CHECK(shapes.shapes()[0].value == 5);
  CHECK(shapes.shapes()[0].label == "one");
  CHECK(shapes.shapes()[1].value == 2);
  CHECK(shapes.shapes()[2].value == 2);
  CHECK(shapes.shapes()[2].lines[0][1].lon == doctest::Approx(181));
  CHECK_FALSE(shapes.all_areas());
}

TEST_CASE("text is escaped for XML and always UTF-8") {
  std::string out;
  append_xml("<a & \"b\">\x01\xFF", out);
  CHECK(out == "&lt;a &amp; &quot;b&quot;&gt;\xEF\xBF\xBD");
  SvgWriter svg;
  svg.open("g").attribute("r", 1.25).open("rect").close().leaf("title", "").close();
  CHECK(svg.text() == "<g r=\"1.2\"><rect/></g>");
}

}  // namespace sitrep
