// What GEOS and GeographicLib take alone, without a database: the floor under the spatial functions. Reads the file
// that run.py writes (counts, WKB, coordinates, all little-endian) and prints, for each workload, its name, the median
// of the CPU seconds of several runs, and its result, to be compared before the times are.
//     sitrep_bench_spatial_floor DATA RUNS

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace {

GEOSContextHandle_t geos;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

int runs = 5;

void report(const char* name, const std::function<double()>& run) {
  std::vector<double> times;
  double result = 0;
  for (int i = 0; i < runs; ++i) {
    const double start = cpu_seconds();
    result = run();
    times.push_back(cpu_seconds() - start);
  }
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  std::printf("%s %.9f %.9g\n", name, times[static_cast<std::size_t>(runs) / 2], result);
  std::fflush(stdout);
}

template <class T>
T read(std::ifstream& in) {
  T value{};
  in.read(reinterpret_cast<char*>(&value), sizeof value);
  return value;
}

struct Layer {
  std::vector<std::string> wkb, wkt, json;
  std::vector<std::uint32_t> group;
  std::vector<GEOSGeometry*> shapes;
};

std::string written(char* text) {
  std::string copy(text);
  GEOSFree_r(geos, text);
  return copy;
}

Layer read_layer(std::ifstream& in) {
  Layer layer;
  GEOSWKBReader* reader = GEOSWKBReader_create_r(geos);
  GEOSWKTWriter* wkt = GEOSWKTWriter_create_r(geos);
  GEOSWKTWriter_setTrim_r(geos, wkt, 1);
  GEOSGeoJSONWriter* json = GEOSGeoJSONWriter_create_r(geos);
  for (std::uint32_t left = read<std::uint32_t>(in); left > 0; --left) {
    layer.group.push_back(read<std::uint32_t>(in));
    std::string bytes(read<std::uint32_t>(in), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    GEOSGeometry* shape =
        GEOSWKBReader_read_r(geos, reader, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    layer.wkt.push_back(written(GEOSWKTWriter_write_r(geos, wkt, shape)));
    layer.json.push_back(written(GEOSGeoJSONWriter_writeGeometry_r(geos, json, shape, -1)));
    layer.shapes.push_back(shape);
    layer.wkb.push_back(std::move(bytes));
  }
  GEOSGeoJSONWriter_destroy_r(geos, json);
  GEOSWKTWriter_destroy_r(geos, wkt);
  GEOSWKBReader_destroy_r(geos, reader);
  return layer;
}

struct Found {
  const std::vector<const GEOSPreparedGeometry*>* prepared;
  const GEOSGeometry* point;
  double count;
};

/// Points in polygons through an STRtree and prepared polygons, everything built anew.
double points_in(const Layer& layer, const std::vector<double>& xy) {
  GEOSSTRtree* tree = GEOSSTRtree_create_r(geos, 10);
  std::vector<const GEOSPreparedGeometry*> prepared;
  for (std::size_t i = 0; i < layer.shapes.size(); ++i) {
    GEOSSTRtree_insert_r(geos, tree, layer.shapes[i], reinterpret_cast<void*>(i));
    prepared.push_back(GEOSPrepare_r(geos, layer.shapes[i]));
  }
  Found found{&prepared, nullptr, 0};
  for (std::size_t i = 0; i < xy.size(); i += 2) {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(geos, xy[i], xy[i + 1]);
    found.point = point;
    GEOSSTRtree_query_r(
        geos, tree, point,
        [](void* item, void* data) {
          auto* f = static_cast<Found*>(data);
          f->count +=
              GEOSPreparedIntersects_r(geos, (*f->prepared)[reinterpret_cast<std::size_t>(item)], f->point) == 1;
        },
        &found);
    GEOSGeom_destroy_r(geos, point);
  }
  for (const GEOSPreparedGeometry* one : prepared) GEOSPreparedGeom_destroy_r(geos, one);
  GEOSSTRtree_destroy_r(geos, tree);
  return found.count;
}

double area_of(GEOSGeometry* made) {
  double area = 0;
  GEOSArea_r(geos, made, &area);
  GEOSGeom_destroy_r(geos, made);
  return area;
}

template <class Make>
double areas(const std::vector<GEOSGeometry*>& shapes, const Make& make) {
  double sum = 0;
  for (const GEOSGeometry* shape : shapes) sum += area_of(make(shape));
  return sum;
}

/// The shapes of each group dissolved, by a function of a collection.
template <class Make>
double dissolved(const Layer& layer, const Make& make) {
  std::vector<std::vector<GEOSGeometry*>> groups(1 + *std::max_element(layer.group.begin(), layer.group.end()));
  for (std::size_t i = 0; i < layer.shapes.size(); ++i)
    groups[layer.group[i]].push_back(GEOSGeom_clone_r(geos, layer.shapes[i]));
  double sum = 0;
  for (std::vector<GEOSGeometry*>& group : groups) {
    if (group.empty()) continue;
    GEOSGeometry* all =
        GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, group.data(), static_cast<unsigned>(group.size()));
    sum += area_of(make(all));
    GEOSGeom_destroy_r(geos, all);
  }
  return sum;
}

void formats(const Layer& layer) {
  report("wkt_in", [&] {
    GEOSWKTReader* reader = GEOSWKTReader_create_r(geos);
    double sum = 0;
    for (const std::string& text : layer.wkt) sum += area_of(GEOSWKTReader_read_r(geos, reader, text.c_str()));
    GEOSWKTReader_destroy_r(geos, reader);
    return sum;
  });
  report("geojson_in", [&] {
    GEOSGeoJSONReader* reader = GEOSGeoJSONReader_create_r(geos);
    double sum = 0;
    for (const std::string& text : layer.json)
      sum += area_of(GEOSGeoJSONReader_readGeometry_r(geos, reader, text.c_str()));
    GEOSGeoJSONReader_destroy_r(geos, reader);
    return sum;
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: %s DATA RUNS\n", argv[0]), 2;
  runs = std::max(1, std::atoi(argv[2]));
  geos = GEOS_init_r();
  std::ifstream in(argv[1], std::ios::binary);
  const Layer admin1 = read_layer(in), countries = read_layer(in);
  std::vector<double> points(2 * read<std::uint32_t>(in));
  in.read(reinterpret_cast<char*>(points.data()), static_cast<std::streamsize>(points.size() * sizeof(double)));
  std::vector<std::uint32_t> pairs(2 * read<std::uint32_t>(in));
  in.read(reinterpret_cast<char*>(pairs.data()), static_cast<std::streamsize>(pairs.size() * sizeof(std::uint32_t)));
  const auto pair = [&](std::size_t i) { return admin1.shapes[pairs[i]]; };

  report("pip_admin1", [&] { return points_in(admin1, points); });
  report("pip_countries", [&] { return points_in(countries, points); });
  report("intersects_pairs", [&] {
    std::vector<const GEOSPreparedGeometry*> prepared(admin1.shapes.size());
    double count = 0;
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
      const GEOSPreparedGeometry*& one = prepared[pairs[i]];
      if (one == nullptr) one = GEOSPrepare_r(geos, pair(i));
      count += GEOSPreparedIntersects_r(geos, one, pair(i + 1)) == 1;
    }
    for (const GEOSPreparedGeometry* one : prepared)
      if (one != nullptr) GEOSPreparedGeom_destroy_r(geos, one);
    return count;
  });
  report("intersection_pairs", [&] {
    double sum = 0;
    for (std::size_t i = 0; i < pairs.size(); i += 2) sum += area_of(GEOSIntersection_r(geos, pair(i), pair(i + 1)));
    return sum;
  });
  report("union", [&] { return dissolved(admin1, [](GEOSGeometry* all) { return GEOSUnaryUnion_r(geos, all); }); });
  report("buffer_polygons",
         [&] { return areas(admin1.shapes, [](const GEOSGeometry* g) { return GEOSBuffer_r(geos, g, 0.05, 8); }); });
  report("simplify", [&] {
    return areas(admin1.shapes, [](const GEOSGeometry* g) { return GEOSTopologyPreserveSimplify_r(geos, g, 0.05); });
  });
  formats(admin1);
  report("geodesic", [&] {
    const GeographicLib::Geodesic& earth = GeographicLib::Geodesic::WGS84();
    double sum = 0, metres = 0;
    for (std::size_t i = 0; i + 3 < points.size(); i += 2) {
      earth.Inverse(points[i + 1], points[i], points[i + 3], points[i + 2], metres);
      sum += metres;
    }
    return sum;
  });
  return 0;
}
