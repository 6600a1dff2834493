// The spatial rules of README.md, each over every function that it speaks of.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "database.h"
#include "spatial_calls.h"

namespace {

using namespace sitrep_test;
using Names = std::set<std::string>;

/// Rows, or the error.
std::string answer(const Database& database, const std::string& sql) {
  const Outcome outcome = database.run(sql);
  if (!outcome.error.empty()) return "error: " + outcome.error;
  std::string rows;
  for (const std::string& row : outcome.rows) rows += row + "\n";
  return rows;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
bool is_error(const std::string& text) { return text.rfind("error: ", 0) == 0; }

bool returns_geometry(const SpatialCall& call) { return call.function.row->returns == "geometry BLOB"; }
bool is_scalar(const SpatialCall& call) { return call.function.row->kind() == sitrep::Kind::scalar; }

/// Calls of the functions of these names (not their aliases' names) with as few arguments as they take.
std::vector<SpatialCall> calls_of(const Names& names) {
  std::vector<SpatialCall> calls;
  for (SpatialCall& call : spatial_calls()) {
    const bool least = static_cast<int>(call.arguments.size()) == call.function.arguments.required;
    if (least && is_scalar(call) && names.count(call.function.row->name) > 0) calls.push_back(std::move(call));
  }
  return calls;
}

const Names kPredicates = {"ST_Intersects", "ST_Contains", "ST_ContainsProperly", "ST_Within",       "ST_Covers",
                           "ST_CoveredBy",  "ST_Touches",  "ST_Crosses",          "ST_Overlaps",     "ST_Equals",
                           "ST_Disjoint",   "ST_DWithin",  "ST_DWithinGeodesic",  "ST_EnvIntersects"};
const Names kSizes = {"ST_Area",         "ST_Length",         "ST_Perimeter",
                      "ST_AreaSpheroid", "ST_LengthSpheroid", "ST_PerimeterSpheroid"};
const Names kDistances = {"ST_Distance",       "ST_MaxDistance",      "ST_HausdorffDistance", "ST_FrechetDistance",
                          "ST_DistanceSphere", "ST_DistanceSpheroid", "ST_ClosestPoint",      "ST_ShortestLine"};
const Names kBounds = {"ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"};
const Names kOverlays = {"ST_Intersection", "ST_Union", "ST_Difference", "ST_SymDifference"};

std::vector<std::string> empties() {
  std::vector<std::string> all;
  for (const char* type :
       {"POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"})
    all.push_back("'" + std::string(type) + " EMPTY'");
  return all;
}

}  // namespace

TEST_CASE("the calls of these tests are what the functions take") {
  const Database database;
  std::size_t with_geometry = 0;
  for (const SpatialCall& call : spatial_calls()) {
    CAPTURE(call.sql());
    CHECK_FALSE(is_error(answer(database, call.sql())));
    with_geometry += call.geometries.empty() ? 0 : 1;
  }
  CHECK(with_geometry > 200);
  for (const Names& names : {kPredicates, kSizes, kDistances, kBounds, kOverlays})
    CHECK(calls_of(names).size() >= names.size());
}

TEST_CASE("format: every geometry argument takes every format, and geometries come as GeoPackage blobs") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    const std::string expected = answer(database, call.sql());
    if (returns_geometry(call)) CHECK_MESSAGE((expected == "NULL\n" || expected.rfind("x'4750", 0) == 0), call.sql());
    for (const std::size_t i : call.geometries) {
      const std::string& wkt = call.arguments[i];
      const bool measured = holds(wkt, " M ");  // GeoJSON has no m
      for (const char* format : {"ST_AsGPB(", "ST_AsBinary(", "ST_AsEWKB(", "ST_AsHEXEWKB(", "ST_AsSpatiaLite(",
                                 "ST_AsEWKT(", "ST_AsGeoJSON("}) {
        if (measured && holds(format, "JSON")) continue;
        CHECK_MESSAGE(answer(database, call.sql_with(i, format + wkt + ")")) == expected, format, ": ", call.sql());
      }
    }
  }
}

TEST_CASE("NULL: any NULL argument gives NULL or no rows") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    const bool table = call.function.row->kind() == sitrep::Kind::table;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const bool optional = static_cast<int>(i) >= call.function.arguments.required;
      if (call.function.row->nulls == sitrep::Nulls::pass || (table && optional)) continue;
      CHECK_MESSAGE(answer(database, call.sql_with(i, "NULL")) == (table ? "" : "NULL\n"), call.sql_with(i, "NULL"));
    }
  }
}

TEST_CASE("NULL: aggregates skip it") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    if (call.function.row->kind() != sitrep::Kind::aggregate || call.arguments.size() > 1) continue;
    if (call.function.row->nulls == sitrep::Nulls::pass) continue;  // ST_AsFeatureCollection
    const std::string rows =
        "SELECT " + call.function.name + "(column1) FROM (VALUES (NULL), (" + call.arguments[0] + ")";
    CHECK(answer(database, rows + ", (NULL))") ==
          answer(database, "SELECT " + call.function.name + "(column1) FROM (VALUES (" + call.arguments[0] + "))"));
  }
  CHECK(
      answer(database, "SELECT ST_AsFeatureCollection(NULL)") ==
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}]}\n");
}

TEST_CASE("malformed: an error that names the function, the argument and the place") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    for (const std::size_t i : call.geometries) {
      for (const char* value :
           {"'POINT(1'", "'{\"type\":\"Point\",\"coordinates\":[1'", "x'0101000000000000'",
            "substr(ST_AsGPB('LINESTRING(0 0,1 1)'), 1, 60)", "'POINT(1 2) '||char(7)", "x'0103000000FFFFFFFF'",
            "replace(hex(zeroblob(30000)), '00', 'GEOMETRYCOLLECTION(')"}) {
        const std::string got = answer(database, call.sql_with(i, value));
        CAPTURE(call.sql_with(i, value));
        CAPTURE(got);
        if (call.function.name == "ST_TryGeom") {
          CHECK(got == "NULL\n");
          continue;
        }
        // What stands in the header of a GeoPackage blob is read from there, and no further.
        if (holds(value, "substr") && !holds(got, " at byte ")) continue;
        CHECK(holds(got, call.function.name + ": "));
        CHECK((holds(got, " at byte ") || holds(got, " at character ")));
        if (call.function.arguments.total > 1)
          CHECK(holds(got, ": " + std::string(call.function.arguments.names[i]) + ": "));
      }
    }
  }
}

TEST_CASE("NaN, infinity: an error when read, but for the NaN of an EMPTY point, and NaN for z or m") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    for (const std::size_t i : call.geometries) {
      for (const char* value :
           {"'POINT(nan 1)'", "'LINESTRING(0 0,1 1e999)'", "x'0101000000000000000000F87F0000000000000040'",
            "x'0101000000000000000000F07F0000000000000040'",
            "x'01E9030000000000000000F03F0000000000000040000000000000F07F'",
            "'{\"type\":\"Point\",\"coordinates\":[1e999,2]}'"}) {
        if (call.function.name == "ST_TryGeom") continue;
        CHECK_MESSAGE(is_error(answer(database, call.sql_with(i, value))), call.sql_with(i, value));
      }
    }
  }
  CHECK(answer(database, "SELECT ST_AsText(x'0101000000000000000000F87F000000000000F87F')") == "POINT EMPTY\n");
  // A z or m that is not known.
  CHECK(answer(database,
               "SELECT ST_AsText(x'01B90B0000000000000000F03F0000000000000040000000000000F87F0000000000001040')") ==
        "POINT ZM (1 2 nan 4)\n");
  CHECK(answer(database, "SELECT ST_AsText('LINESTRING ZM (1 2 3 NaN,4 5 nan 6)')") ==
        "LINESTRING ZM (1 2 3 nan,4 5 nan 6)\n");
  CHECK(is_error(answer(database, "SELECT ST_AsText('POINT Z (1 2 inf)')")));
}

TEST_CASE("EMPTY: it meets nothing, has no size, distance or bounds") {
  const Database database;
  for (const std::string& empty : empties()) {
    for (const SpatialCall& call : calls_of(kPredicates)) {
      const bool disjoint = call.function.name == "ST_Disjoint", equals = call.function.name == "ST_Equals";
      CAPTURE(call.function.name);
      CAPTURE(empty);
      CHECK(answer(database, call.sql_with(0, empty)) == (disjoint ? "1\n" : "0\n"));
      CHECK(answer(database, call.sql_with(1, empty)) == (disjoint ? "1\n" : "0\n"));
      std::vector<std::string> both = call.arguments;
      both[0] = both[1] = empty;
      CHECK(answer(database, call.sql(both)) == (disjoint || equals ? "1\n" : "0\n"));
    }
    for (const SpatialCall& call : calls_of(kSizes))
      CHECK_MESSAGE(answer(database, call.sql_with(0, empty)) == "0.0\n", call.sql_with(0, empty));
    for (const SpatialCall& call : calls_of(kBounds))
      CHECK_MESSAGE(answer(database, call.sql_with(0, empty)) == "NULL\n", call.sql_with(0, empty));
    for (const SpatialCall& call : calls_of(kDistances))
      for (const std::size_t i : {0, 1})
        CHECK_MESSAGE(answer(database, call.sql_with(i, empty)) == "NULL\n", call.sql_with(i, empty));
  }
}

TEST_CASE("EMPTY: overlays leave EMPTY, or the other geometry where that is the answer") {
  const Database database;
  for (const std::string& empty : empties()) {
    for (const SpatialCall& call : calls_of(kOverlays)) {
      const std::string& name = call.function.row->name;
      const bool first = name != "ST_Intersection", second = first && name != "ST_Difference";
      CAPTURE(call.sql_with(1, empty));
      CHECK(answer(database, "SELECT ST_Equals((" + call.sql_with(1, empty) + "), " +
                                 (first ? call.arguments[0] : "'POINT EMPTY'") + ")") == "1\n");
      CHECK(answer(database, "SELECT ST_Equals((" + call.sql_with(0, empty) + "), " +
                                 (second ? call.arguments[1] : "'POINT EMPTY'") + ")") == "1\n");
    }
  }
}

TEST_CASE("EMPTY: what makes a geometry of one makes EMPTY or NULL of EMPTY, and an aggregate too") {
  const Database database;
  for (const SpatialCall& call : spatial_calls()) {
    if (!returns_geometry(call) || call.geometries.size() != 1 ||
        call.function.arguments.names[call.geometries[0]] != "geom")
      continue;
    for (const std::string& empty : empties()) {
      CAPTURE(call.sql_with(0, empty));
      const std::string got = answer(database, "SELECT ST_IsEmpty((" + call.sql_with(call.geometries[0], empty) + "))");
      // Some take but one type.
      CHECK_MESSAGE((got == "1\n" || got == "NULL\n" || holds(got, "must be") || holds(got, "expected, not a")), got);
    }
  }
}

TEST_CASE("invalid polygons: a value, or an error of the function; ST_MakeValid repairs") {
  const Database database;
  for (const char* bad : {"'POLYGON((0 0,2 2,2 0,0 2,0 0))'", "'POLYGON((0 0,0 4,4 4,4 0,0 0),(3 3,3 6,6 6,3 3))'",
                          "'MULTIPOLYGON(((0 0,0 2,2 2,0 0)),((0 0,0 2,2 2,0 0)))'", "'POLYGON((1 1,1 1,1 1,1 1))'"}) {
    for (const SpatialCall& call : spatial_calls()) {
      for (const std::size_t i : call.geometries) {
        const std::string got = answer(database, call.sql_with(i, bad));
        CHECK_MESSAGE((!is_error(got) || holds(got, call.function.name + ": ")), call.sql_with(i, bad), " ", got);
      }
    }
    for (const char* options : {"", ", 'method=structure'"})
      CHECK(answer(database, "SELECT ST_IsValid(ST_MakeValid(" + std::string(bad) + options + "))") == "1\n");
  }
}

TEST_CASE("SRID: 4326 unless told; two must be the same; results keep it") {
  const Database database;
  // What says itself what SRID its result has.
  const Names tell = {"ST_SetSRID", "ST_Polygon", "ST_Transform", "ST_GeomFromText", "ST_GeomFromWKB"};
  for (const SpatialCall& call : spatial_calls()) {
    const auto in_mercator = [](const std::string& wkt) { return "'SRID=3857;" + wkt.substr(1); };
    CAPTURE(call.sql());
    if (call.geometries.size() > 1) {
      for (const std::size_t i : call.geometries)
        CHECK(holds(answer(database, call.sql_with(i, in_mercator(call.arguments[i]))), "SRID"));
    }
    if (!returns_geometry(call) || call.geometries.empty() || tell.count(call.function.row->name) > 0) continue;
    CHECK(holds("4326\nNULL\n", answer(database, "SELECT ST_SRID((" + call.sql() + "))")));
    std::vector<std::string> moved = call.arguments;
    for (const std::size_t i : call.geometries) moved[i] = in_mercator(moved[i]);
    const std::string got = answer(database, "SELECT ST_SRID((" + call.sql(moved) + "))");
    // Geodesics know degrees only.
    CHECK_MESSAGE(
        (holds("3857\nNULL\n", got) || holds(got, "longitudes and latitudes expected, not coordinates of SRID 3857")),
        got);
  }
}

TEST_CASE("z, m: no predicate or measure looks at them") {
  const Database database;
  for (const Names& names : {kPredicates, kSizes, kDistances, kBounds}) {
    for (const SpatialCall& call : calls_of(names)) {
      std::vector<std::string> raised = call.arguments;
      for (const std::size_t i : call.geometries) raised[i] = "ST_Force4D(" + raised[i] + ", 5, 6)";
      const std::string flat = call.sql(), high = call.sql(raised);
      if (returns_geometry(call))
        CHECK_MESSAGE(answer(database, "SELECT ST_AsText(ST_Force2D((" + flat + ")))") ==
                          answer(database, "SELECT ST_AsText(ST_Force2D((" + high + ")))"),
                      high);
      else
        CHECK_MESSAGE(answer(database, flat) == answer(database, high), high);
    }
  }
}

TEST_CASE("borders: who counts them") {
  const Database database;
  const char* area = "'POLYGON((0 0,0 2,2 2,2 0,0 0))'";
  for (const char* border : {"'POINT(0 1)'", "'POINT(0 0)'", "'LINESTRING(0 0,0 2)'", "'MULTIPOINT(0 1,2 1)'"}) {
    const auto ask = [&](const std::string& name, bool area_first) {
      return answer(database,
                    "SELECT " + name + "(" + (area_first ? area : border) + ", " + (area_first ? border : area) + ")");
    };
    CAPTURE(border);
    for (const char* name : {"ST_Contains", "ST_ContainsProperly"}) CHECK(ask(name, true) == "0\n");
    CHECK(ask("ST_Within", false) == "0\n");
    for (const char* name : {"ST_Covers", "ST_Intersects", "ST_Touches"}) CHECK(ask(name, true) == "1\n");
    CHECK(ask("ST_CoveredBy", false) == "1\n");
    CHECK(ask("ST_Disjoint", true) == "0\n");
  }
}

TEST_CASE("limits: nesting of 64 in every format") {
  const Database database;
  const auto nested = [](int depth) {
    std::string wkt = "'";
    for (int i = 1; i < depth; ++i) wkt += "GEOMETRYCOLLECTION(";
    wkt += "POINT(1 2)";
    return wkt + std::string(static_cast<std::size_t>(depth - 1), ')') + "'";
  };
  for (const char* format : {"", "ST_AsGPB", "ST_AsBinary", "ST_AsEWKB", "ST_AsHEXEWKB", "ST_AsEWKT"}) {
    const std::string sql = "SELECT ST_NPoints(" + std::string(format) + "(" + nested(63) + "))";
    CHECK_MESSAGE(answer(database, sql) == "1\n", format);
  }
  for (const SpatialCall& call : spatial_calls())
    for (const std::size_t i : call.geometries)
      if (call.function.name != "ST_TryGeom")
        CHECK_MESSAGE(holds(answer(database, call.sql_with(i, nested(70))), "nested"), call.sql());
}

TEST_CASE("order: x is the longitude in every format") {
  const Database database;
  for (const char* format : {"ST_AsGPB", "ST_AsBinary", "ST_AsEWKB", "ST_AsHEXEWKB", "ST_AsSpatiaLite", "ST_AsText",
                             "ST_AsEWKT", "ST_AsGeoJSON"})
    CHECK(answer(database, "SELECT ST_X(g), ST_Y(g) FROM (SELECT " + std::string(format) +
                               "(ST_Point(36.5, 34.5)) AS g)") == "36.5|34.5\n");
}
