#include "region/cluster.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "geometry/geodesic.h"
#include "region/hex_grid.h"

namespace sitrep {
namespace {

struct Cloud {
  std::vector<double> xs, ys;
  void add(double x, double y) {
    xs.push_back(x);
    ys.push_back(y);
  }
};

/// Clumps and scattered points about a place.
Cloud clumps(double lon, double lat, unsigned seed, int points) {
  std::mt19937 random(seed);
  std::normal_distribution<double> near(0, 0.02);
  std::uniform_real_distribution<double> far(-1, 1);
  Cloud cloud;
  double x = lon, y = lat;
  for (int i = 0; i < points; ++i) {
    if (i % 40 == 0) {
      x = lon + far(random);
      y = lat + far(random);
    }
    const bool scattered = i % 3 == 0;
    double at = scattered ? lon + far(random) : x + near(random);
    if (at > 180) at -= 360;
    cloud.add(at, std::clamp(scattered ? lat + far(random) : y + near(random), -90.0, 90.0));
  }
  return cloud;
}

/// The definition, by all pairs.
Clustering by_definition(const Cloud& cloud, double reach, std::size_t least) {
  NeverInterrupt never;
  return dbscan(
      cloud.xs.size(), least,
      [&](std::uint32_t i, std::vector<std::uint32_t>& out) {
        for (std::uint32_t j = 0; j < cloud.xs.size(); ++j)
          if (spheroid_distance({cloud.xs[i], cloud.ys[i]}, {cloud.xs[j], cloud.ys[j]}) <= reach) out.push_back(j);
      },
      never);
}

TEST_CASE("dbscan: the textbook's clusters, border points and noise") {
  NeverInterrupt never;
  const std::vector<double> x = {0, 1, 2, 3, 10, 11, 12, 50, 4}, y(9, 0.0);
  const Clustering out = dbscan(Metric(3857), x, y, 1, 3, never);
  CHECK(out.cluster == std::vector<std::int32_t>{0, 0, 0, 0, 1, 1, 1, -1, 0});
  CHECK(out.core == std::vector<char>{0, 1, 1, 1, 0, 1, 0, 0, 0});
}

TEST_CASE("dbscan: a border point between two clusters belongs to that of the first core point in order") {
  NeverInterrupt never;
  const std::vector<double> x = {5, 5.5, 6, 4, 4.9, 4, 3.5, 3, 5.1}, y = {0, 0, 0, 0, 9, 0, 0, 0, 9};
  const Clustering out = dbscan(Metric(3857), x, y, 0.6, 3, never);
  const Clustering expected = dbscan(
      x.size(), 3,
      [&](std::uint32_t i, std::vector<std::uint32_t>& near) {
        for (std::uint32_t j = 0; j < x.size(); ++j)
          if (std::hypot(x[i] - x[j], y[i] - y[j]) <= 0.6) near.push_back(j);
      },
      never);
  CHECK(out.cluster == expected.cluster);
  CHECK(out.core == expected.core);
}

TEST_CASE("dbscan: the grid agrees with all pairs, everywhere on the globe") {
  const std::pair<double, double> places[] = {{37, 35}, {180, 10}, {0, 0}, {20, 89.2}, {-179.9, -65}, {100, -89.5}};
  NeverInterrupt never;
  unsigned seed = 1;
  for (const auto& place : places) {
    const double lon = place.first, lat = place.second;  // clang 14 captures no structured bindings
    for (const double reach : {500.0, 3000.0, 20'000.0, 400'000.0}) {
      for (const std::size_t least : {1u, 3u, 10u}) {
        const Cloud cloud = clumps(lon, lat, seed++, 240);
        const Clustering grid = dbscan(Metric(), cloud.xs, cloud.ys, reach, least, never);
        const Clustering pairs = by_definition(cloud, reach, least);
        CAPTURE(lon);
        CAPTURE(reach);
        CAPTURE(least);
        CHECK(grid.core == pairs.core);
        CHECK(grid.cluster == pairs.cluster);
      }
    }
  }
}

TEST_CASE("dbscan: points that coincide, one point, none") {
  NeverInterrupt never;
  const std::vector<double> same(1000, 36.5), lat(1000, 34.5);
  const Clustering out = dbscan(Metric(), same, lat, 1e-6, 5, never);
  CHECK(std::ranges::count(out.cluster, 0) == 1000);
  CHECK(dbscan(Metric(), std::vector<double>{1.0}, std::vector<double>{1.0}, 1, 2, never).cluster[0] == -1);
  CHECK(dbscan(Metric(), {}, {}, 1, 2, never).cluster.empty());
}

TEST_CASE("k-means: finds what is apart, always the same") {
  NeverInterrupt never;
  Cloud cloud;
  std::mt19937 random(4);
  std::normal_distribution<double> near(0, 0.3);
  const LonLat centres[] = {{179.9, 10}, {30, 40}, {-60, -30}, {20, 85}};
  for (int i = 0; i < 400; ++i) {
    const LonLat& c = centres[i % 4];
    cloud.add(std::remainder(c.lon + near(random), 360), c.lat + near(random));
  }
  const Clustering out = kmeans(Metric(), cloud.xs, cloud.ys, 4, never);
  for (int i = 0; i < 400; ++i) CHECK(out.cluster[static_cast<std::size_t>(i)] == i % 4);
  CHECK(kmeans(Metric(), cloud.xs, cloud.ys, 4, never).cluster == out.cluster);
  const std::vector<double> x = {1, 1, 2}, y = {1, 1, 2};
  CHECK(kmeans(Metric(), x, y, 5, never).cluster == std::vector<std::int32_t>{0, 0, 1});
  CHECK(kmeans(Metric(), {}, {}, 5, never).cluster.empty());
}

TEST_CASE("k-means: no point is nearer to another cluster's centre") {
  NeverInterrupt never;
  const Cloud cloud = clumps(10, 50, 9, 900);
  const Metric plane(3857);
  const Clustering out = kmeans(plane, cloud.xs, cloud.ys, 12, never);
  std::vector<double> sx(12, 0), sy(12, 0), n(12, 0);
  for (std::size_t i = 0; i < cloud.xs.size(); ++i) {
    const auto c = static_cast<std::size_t>(out.cluster[i]);
    sx[c] += cloud.xs[i], sy[c] += cloud.ys[i], n[c] += 1;
  }
  for (std::size_t i = 0; i < cloud.xs.size(); ++i) {
    const auto own = static_cast<std::size_t>(out.cluster[i]);
    const auto to = [&](std::size_t c) { return std::hypot(cloud.xs[i] - sx[c] / n[c], cloud.ys[i] - sy[c] / n[c]); };
    for (std::size_t c = 0; c < 12; ++c) CHECK(to(own) <= to(c) + 1e-9);
  }
}

TEST_CASE("hexagons: near points share a cell, cells have one area, names tell sizes apart") {
  CHECK(hex_cell(36.72, 34.73, 10).name() == hex_cell(36.7201, 34.7301, 10).name());
  CHECK(hex_cell(36.72, 34.73, 10).name() != hex_cell(37.72, 34.73, 10).name());
  CHECK(hex_cell(36.72, 34.73, 10).name() != hex_cell(36.72, 34.73, 20).name());
  // Cells of 100 km sides: 510 million km² over 3√3/2 · 100² km².
  std::set<std::string> cells;
  std::mt19937 random(5);
  std::uniform_real_distribution<double> lon(-180, 180), z(-1, 1);
  for (int i = 0; i < 400'000; ++i)
    cells.insert(hex_cell(lon(random), std::asin(z(random)) * 180 / std::acos(-1.0), 100).name());
  CHECK(cells.size() > 19'632);
  CHECK(cells.size() < 20'400);  // those at the rim are cut
}

}  // namespace
}  // namespace sitrep
