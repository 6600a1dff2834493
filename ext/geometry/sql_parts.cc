// The points, rings and kinds that a geometry is made of.

#include "geometry/editors.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

/// Number n, from 1, of `count`; from -1 backwards when `backwards`. Nothing beyond.
std::optional<std::size_t> index_argument(Args args, std::size_t i, std::size_t count, bool backwards) {
  std::int64_t n = args.integer(i);
  if (backwards && n < 0) n += static_cast<std::int64_t>(count) + 1;
  if (n < 1 || static_cast<std::uint64_t>(n) > count) return std::nullopt;
  return static_cast<std::size_t>(n - 1);
}

void set_point(Context& context, const Geometry& line, std::size_t i) {
  Geometry point = make_like(GeometryType::point, line);
  const auto from = line.coordinates.begin() + static_cast<std::ptrdiff_t>(i * line.stride());
  point.coordinates.assign(from, from + static_cast<std::ptrdiff_t>(line.stride()));
  set_geometry(context, point);
}

void st_num_points(Context& context, Args args) {
  const Geometry line = read_argument(context, args, 0);
  if (line.type == GeometryType::line_string) context.set(line.size());
}

void st_point_n(Context& context, Args args) {
  const Geometry line = read_argument(context, args, 0);
  if (line.type != GeometryType::line_string) return;
  if (const auto i = index_argument(args, 1, line.size(), true)) set_point(context, line, *i);
}

/// The first point of anything; the last of a line only, as PostGIS.
template <bool last>
void st_end(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  if (last && geometry.type != GeometryType::line_string) return;
  const Geometry* at = &geometry;
  while (at->coordinates.empty() && !at->parts.empty()) at = &at->parts.front();
  if (!at->coordinates.empty()) set_point(context, *at, last ? at->size() - 1 : 0);
}

void st_exterior_ring(Context& context, Args args) {
  const Geometry polygon = read_argument(context, args, 0);
  if (polygon.type != GeometryType::polygon) return;
  set_geometry(context, polygon.parts.empty() ? make_like(GeometryType::line_string, polygon) : polygon.parts.front());
}

void st_interior_ring_n(Context& context, Args args) {
  const Geometry polygon = read_argument(context, args, 0);
  if (polygon.type != GeometryType::polygon || polygon.parts.empty()) return;
  if (const auto i = index_argument(args, 1, polygon.parts.size() - 1, false))
    set_geometry(context, polygon.parts[*i + 1]);
}

void st_num_interior_rings(Context& context, Args args) {
  const Geometry* at = nullptr;
  const Geometry geometry = read_argument(context, args, 0);
  if (geometry.type == GeometryType::polygon) at = &geometry;
  if (at != nullptr) context.set(at->parts.empty() ? 0 : at->parts.size() - 1);
}

std::size_t ring_count(const Geometry& geometry) {
  if (geometry.type == GeometryType::polygon) return geometry.parts.size();
  std::size_t count = 0;
  for (const Geometry& part : geometry.parts) count += ring_count(part);
  return count;
}

void st_n_rings(Context& context, Args args) { context.set(ring_count(read_argument(context, args, 0))); }

void st_n_dims(Context& context, Args args) { context.set(read_argument(context, args, 0).stride()); }
void st_has_z(Context& context, Args args) { context.set(read_argument(context, args, 0).has_z); }
void st_has_m(Context& context, Args args) { context.set(read_argument(context, args, 0).has_m); }

void st_is_collection(Context& context, Args args) { context.set(is_multi(header_argument(context, args, 0).type)); }
void st_is_closed(Context& context, Args args) { context.set(is_closed(read_argument(context, args, 0))); }

template <bool clockwise>
void st_is_polygon_oriented(Context& context, Args args) {
  context.set(is_oriented(read_argument(context, args, 0), clockwise));
}

void st_is_simple(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  context.set(a.is_empty() || call.geos.test(GEOSisSimple_r, call.state.shape(a).geometry));
}

void st_is_ring(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  if (a.header().type != GeometryType::line_string) args.reject(0, "a LINESTRING");
  context.set(!a.is_empty() && call.geos.test(GEOSisRing_r, call.state.shape(a).geometry));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_NumPoints",
     .arguments = "line",
     .returns = "INTEGER",
     .implementation = Scalar{st_num_points},
     .summary = "How many points a line has; NULL of anything else (see ST_NPoints).",
     .example = "SELECT ST_NumPoints('LINESTRING(0 0, 1 1)')"},
    {.name = "ST_PointN",
     .arguments = "line, n",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_point_n},
     .summary = "Point n of a line, from 1, or from -1 backwards; NULL beyond, and of anything else.",
     .example = "SELECT ST_AsText(ST_PointN('LINESTRING(0 0, 1 1)', -1))"},
    {.name = "ST_StartPoint",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_end<false>},
     .summary = "The first point of the first part; NULL when it is empty.",
     .example = "SELECT ST_AsText(ST_StartPoint('LINESTRING(0 0, 1 1)'))"},
    {.name = "ST_EndPoint",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_end<true>},
     .summary = "The last point of a line; NULL when it is empty, and of anything else.",
     .example = "SELECT ST_AsText(ST_EndPoint('LINESTRING(0 0, 1 1)'))"},
    {.name = "ST_ExteriorRing",
     .arguments = "polygon",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_exterior_ring},
     .summary = "The outer ring of a polygon as a line; NULL of anything else.",
     .example = "SELECT ST_AsText(ST_ExteriorRing('POLYGON((0 0, 0 1, 1 1, 0 0))'))"},
    {.name = "ST_InteriorRingN",
     .arguments = "polygon, n",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_interior_ring_n},
     .summary = "Hole n of a polygon, from 1, as a line; NULL beyond, and of anything else.",
     .example = "SELECT ST_InteriorRingN('POLYGON((0 0, 0 1, 1 1, 0 0))', 1)"},
    {.name = "ST_NumInteriorRings",
     .arguments = "polygon",
     .returns = "INTEGER",
     .implementation = Scalar{st_num_interior_rings},
     .summary = "How many holes a polygon has; NULL of anything else.",
     .example = "SELECT ST_NumInteriorRings('POLYGON((0 0, 0 1, 1 1, 0 0))')",
     .aliases = "ST_NumInteriorRing"},
    {.name = "ST_NRings",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_n_rings},
     .summary = "How many rings the polygons of a geometry have, holes included.",
     .example = "SELECT ST_NRings('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
    {.name = "ST_NDims",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_n_dims},
     .summary = "How many numbers a point has: 2, 3 or 4.",
     .example = "SELECT ST_NDims('POINT Z (1 2 3)')",
     .aliases = "ST_CoordDim"},
    {.name = "ST_HasZ",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_has_z},
     .summary = "1 when the points have a z.",
     .example = "SELECT ST_HasZ('POINT Z (1 2 3)')"},
    {.name = "ST_HasM",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_has_m},
     .summary = "1 when the points have a measure.",
     .example = "SELECT ST_HasM('POINT M (1 2 3)')"},
    {.name = "ST_IsCollection",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_collection},
     .summary = "1 for multi geometries and collections.",
     .example = "SELECT ST_IsCollection('MULTIPOINT(1 2)')"},
    {.name = "ST_IsClosed",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_closed},
     .summary = "1 when every line ends where it began; points and polygons are closed, what is empty is not.",
     .example = "SELECT ST_IsClosed('LINESTRING(0 0, 1 1, 0 0)')"},
    {.name = "ST_IsPolygonCW",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_polygon_oriented<true>},
     .summary = "1 when outer rings run clockwise and holes counterclockwise.",
     .example = "SELECT ST_IsPolygonCW('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
    {.name = "ST_IsPolygonCCW",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_polygon_oriented<false>},
     .summary = "1 when outer rings run counterclockwise and holes clockwise.",
     .example = "SELECT ST_IsPolygonCCW('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
    {.name = "ST_IsSimple",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_simple},
     .summary = "1 when no line crosses or touches itself but at its ends, and no point comes twice.",
     .example = "SELECT ST_IsSimple('LINESTRING(0 0, 2 2, 0 2, 2 0)')"},
    {.name = "ST_IsRing",
     .arguments = "line",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_ring},
     .summary = "1 when a line is closed and simple.",
     .example = "SELECT ST_IsRing('LINESTRING(0 0, 0 1, 1 1, 0 0)')"},
};

}  // namespace

std::span<const FunctionRow> part_functions() { return kRows; }

}  // namespace sitrep
