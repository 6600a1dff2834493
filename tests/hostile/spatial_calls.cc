#include "spatial_calls.h"

#include <algorithm>
#include <map>

namespace sitrep_test {
namespace {

constexpr const char* kPoint = "'POINT(36.5 34.5)'";
constexpr const char* kLine = "'LINESTRING(36 34,37 35,38 34)'";
constexpr const char* kClosed = "'LINESTRING(36 34,36 36,38 36,36 34)'";
constexpr const char* kPolygon = "'POLYGON((36 34,36 36,38 36,38 34,36 34))'";
constexpr const char* kOther = "'POLYGON((37 33,37 35,39 35,37 33))'";

/// Arguments of functions that their names alone do not tell: all that the function can take.
const std::map<std::string, std::vector<std::string>>& special_arguments() {
  static const std::map<std::string, std::vector<std::string>> special = {
      {"ST_X", {kPoint}},
      {"ST_Y", {kPoint}},
      {"ST_Z", {"'POINT Z (36.5 34.5 1)'"}},
      {"ST_M", {"'POINT M (36.5 34.5 1)'"}},
      {"ST_Azimuth", {kPoint, "'POINT(37 35)'"}},
      {"ST_AzimuthSpheroid", {kPoint, "'POINT(37 35)'"}},
      {"ST_Project", {kPoint, "1000", "1"}},
      {"ST_MakeLine", {kPoint, kLine}},
      {"ST_AddPoint", {kLine, kPoint, "1"}},
      {"ST_SetPoint", {kLine, "1", kPoint}},
      {"ST_RemovePoint", {kLine, "1"}},
      {"ST_LineSubstring", {kLine, "0.2", "0.7"}},
      {"ST_LineInterpolatePoint", {kLine, "0.3"}},
      {"ST_LineInterpolatePoints", {kLine, "0.3"}},
      {"ST_MakePolygon", {kClosed, "'LINESTRING(36.2 34.9,36.2 35.1,36.4 35.1,36.2 34.9)'"}},
      {"ST_Polygon", {kClosed, "4326"}},
      {"ST_Transform", {kPolygon, "3857"}},
      {"ST_SquareGrid", {"0.7", kPolygon}},
      {"ST_HexagonGrid", {"0.7", kPolygon}},
      {"ST_Subdivide", {kPolygon, "5"}},
      {"ST_RelateMatch", {"'212101212'", "'T*F**F***'"}},
      {"ST_Relate", {kPolygon, kOther, "'T********'"}},
      {"ST_GeomFromGeoHash", {"'sy8'"}},
      {"ST_PointFromGeoHash", {"'sy8'"}},
      {"ST_TileEnvelope", {"3", "4", "2"}},
      {"ST_MakeValid", {kPolygon, "'method=structure'"}},
      {"ST_AsFeatureCollection", {kPolygon, "'{}'"}},
      {"ST_HausdorffDistance", {kPolygon, kOther, "0.5"}},
      {"ST_FrechetDistance", {kLine, kClosed, "0.5"}},
      {"ST_Buffer", {kPolygon, "0.1", "'endcap=flat'"}},
      {"ST_VoronoiPolygons", {kPolygon, "0", kOther}},
      {"ST_Affine", {kPolygon, "1", "2", "3", "4", "5", "6"}},
      {"ST_BufferGeodesic", {kPolygon, "1000", "2"}},
      {"ST_SegmentizeGeodesic", {kLine, "90000"}},
  };
  return special;
}

std::string default_argument(std::string_view name) {
  if (name == "geom" || name == "a" || name == "polygon" || name == "value") return kPolygon;
  if (name == "b" || name == "bounds" || name == "box" || name == "extent") return kOther;
  if (name == "line") return kLine;
  if (name == "point") return kPoint;
  if (name == "shell") return kClosed;
  if (name == "wkt") return kPolygon;
  if (name == "geojson") return R"('{"type":"Point","coordinates":[36.5,34.5]}')";
  if (name == "wkb") return "x'010100000000000000004042400000000000404140'";
  if (name == "srid") return "4326";
  return "1";
}

bool is_geometry(const std::string& value) {
  for (const char* one : {"'POINT", "'LINESTRING", "'POLYGON"})
    if (value.rfind(one, 0) == 0) return true;
  return false;
}

}  // namespace

std::string SpatialCall::sql(const std::vector<std::string>& with) const {
  if (function.row->kind() != sitrep::Kind::aggregate) return call(function, with);
  // An aggregate of one row.
  std::vector<std::string> columns = with;
  columns.front() = "column1";
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column;
  return "SELECT " + function.name + "(" + list + ") FROM (VALUES (" + with.front() + "))";
}

std::string SpatialCall::sql_with(std::size_t i, const std::string& value) const {
  std::vector<std::string> with = arguments;
  with[i] = value;
  return sql(with);
}

std::vector<SpatialCall> spatial_calls() {
  std::vector<SpatialCall> calls;
  for (const Named& function : catalog_names()) {
    if (function.name.rfind("ST_", 0) != 0) continue;
    // The aggregate ST_MakeLine shares the name of the scalar.
    const auto special = special_arguments().find(function.row->name);
    for (int count = function.arguments.required; count <= function.arguments.total; ++count) {
      // The one number of arguments within its range that it does not take.
      if (function.name == "ST_SnapToGrid" && count == 4) continue;
      SpatialCall made{function, {}, {}};
      for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const bool told = special != special_arguments().end() && i < special->second.size();
        made.arguments.push_back(told ? special->second[i] : default_argument(function.arguments.names[i]));
        if (is_geometry(made.arguments.back())) made.geometries.push_back(i);
      }
      calls.push_back(std::move(made));
    }
  }
  return calls;
}

}  // namespace sitrep_test
