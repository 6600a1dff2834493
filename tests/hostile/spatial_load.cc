// Long spatial statements stop within 200 ms of work when they are interrupted, and a group of a million points takes
// no more than two and a half times the memory of its points.

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "interrupt.h"

namespace {

using namespace sitrep_test;

// Spread without pattern or chance; heaps for the clusters.
constexpr const char* kTables =
    "CREATE TABLE points(id INTEGER PRIMARY KEY, geom);"
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199999)"
    "  INSERT INTO points SELECT i, ST_Point((i * 7919 % 100003) / 1000.0 - 50, (i * 104729 % 100019) / 1000.0 - 50) "
    "FROM n;"
    "CREATE TABLE shapes(id INTEGER PRIMARY KEY, geom);"
    "INSERT INTO shapes SELECT id, ST_Buffer(geom, 0.5) FROM points WHERE id < 20000;"
    "CREATE TABLE large(id INTEGER PRIMARY KEY, geom);"
    "INSERT INTO large SELECT 1, ST_MakeLine(geom) FROM points WHERE id < 30000;"
    "INSERT INTO large SELECT 2, ST_MakeLine(geom) FROM points WHERE id BETWEEN 30000 AND 59999;"
    "INSERT INTO large SELECT 3, ST_Collect(geom) FROM points;"
    "INSERT INTO large SELECT 4, ST_Collect(geom) FROM shapes WHERE id < 5000;";

/// Kilobytes that the process's memory grows by at most while it runs a statement.
long growth(const std::string& sql) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const Database database;
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    const bool done = database.run(sql).error.empty();
    getrusage(RUSAGE_SELF, &after);
    const long kilobytes = done ? after.ru_maxrss - before.ru_maxrss : -1;
    _exit(write(ends[1], &kilobytes, sizeof kilobytes) == sizeof kilobytes ? 0 : 1);
  }
  long kilobytes = -1;
  CHECK(read(ends[0], &kilobytes, sizeof kilobytes) == sizeof kilobytes);
  close(ends[0]);
  close(ends[1]);
  waitpid(child, nullptr, 0);
  return kilobytes;
}

}  // namespace

TEST_CASE("long spatial statements can be interrupted") {
  Database database;
  REQUIRE(database.run(kTables).error.empty());
  for (const char* sql : {
           "SELECT ST_Union(geom) FROM shapes",
           "SELECT ST_UnaryUnion(geom) FROM large WHERE id = 4",
           "SELECT ST_Collect(ST_Buffer(geom, 1)) FROM points",
           "SELECT ST_Extent(ST_Buffer(geom, 1)) FROM points",
           "SELECT ST_Buffer(geom, 0.1) FROM large WHERE id = 1",
           "SELECT ST_BufferGeodesic(geom, 50000) FROM large WHERE id = 3",
           "SELECT ST_Node(geom) FROM large WHERE id = 1",
           "SELECT ST_IsSimple(geom) FROM large WHERE id = 1",
           "SELECT ST_MakeValid(geom) FROM large WHERE id = 4",
           "SELECT ST_Intersection(a.geom, b.geom) FROM large a, large b WHERE a.id = 1 AND b.id = 4",
           "SELECT ST_Relate(a.geom, b.geom) FROM large a, large b WHERE a.id = 1 AND b.id = 2",
           "SELECT ST_Distance(a.geom, b.geom) FROM large a, large b WHERE a.id = 3 AND b.id = 4",
           "SELECT ST_MaxDistance(a.geom, b.geom) FROM large a, large b WHERE a.id = 3 AND b.id = 4",
           "SELECT ST_DistanceSpheroid(a.geom, b.geom) FROM large a, large b WHERE a.id = 3 AND b.id = 4",
           "SELECT ST_SegmentizeGeodesic(geom, 30000) FROM large WHERE id = 1",
           "SELECT ST_Segmentize(geom, 0.2) FROM large WHERE id = 1",
           "SELECT ST_RemoveRepeatedPoints(geom, 0.01) FROM large WHERE id = 3",
           "SELECT count(*) FROM ST_Subdivide((SELECT geom FROM large WHERE id = 1), 8)",
           "SELECT count(*) FROM ST_SquareGrid(0.001, ST_MakeEnvelope(0, 0, 100, 100))",
           "SELECT count(*) FROM ST_DumpPoints((SELECT geom FROM large WHERE id = 3))",
           "SELECT count(*) FROM points p, spatial_lookup('shapes', 'geom', p.geom) s",
           "SELECT count(*) FROM shapes a, shapes b WHERE ST_Intersects(a.geom, b.geom)",
           "SELECT count(*) FROM cluster_dbscan('points', 'geom', 60000, 5)",
           "SELECT count(*) FROM cluster_within('points', 'geom', 20000)",
           "SELECT count(*) FROM cluster_kmeans('points', 'geom', 200)",
           "SELECT sum(length(region_of(geom))) FROM shapes",
           "SELECT map_svg(geom, 1, 'x') FROM shapes",
       }) {
    for (const double after : {0.02, 0.3}) {
      const Interrupted result = interrupt(database, sql, "", after);
      CAPTURE(std::string(sql));
      CAPTURE(after);
      if (result.code == SQLITE_DONE) continue;  // was quicker
      CHECK(result.code == SQLITE_INTERRUPT);
      CHECK(result.seconds < kAllowedSeconds);
    }
  }
  CHECK(database.value("SELECT ST_AsText(ST_Union('POINT(1 2)', 'POINT(1 2)'))") == "POINT(1 2)");
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("a group of a million points takes little more memory than they do") {
  constexpr long kPoints = 1'000'000, kBytes = 29;
  for (const char* aggregate : {"ST_Collect", "ST_Extent", "ST_MakeLine", "ST_Union"}) {
    const std::string sql =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(kPoints) +
        ") SELECT length(" + aggregate +
        "(ST_Point((i * 7919 % 360007) / 1000.0 - 180, (i * 104729 % 150001) / 1000.0 - 60))) FROM n";
    const long kilobytes = growth(sql);
    CAPTURE(aggregate);
    CHECK(kilobytes >= 0);
    CHECK(kilobytes < kPoints * kBytes / 1024 * 5 / 2);
  }
}
#endif
