// New geometries from one: hulls, buffers, centres, simpler forms.

#include <algorithm>
#include <cmath>

#include "geometry/buffer_style.h"
#include "geometry/simplify.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

void st_envelope(Context& context, Args args) {
  const GeometryHeader header = header_argument(context, args, 0);
  if (header.envelope.empty()) return set_geometry(context, read_argument(context, args, 0));
  set_geometry(context, make_box(header.envelope, header.srid));
}

/// Geometry, distance or ratio, and a flag or two, as GEOS takes them.
double finite_argument(Args args, std::size_t i) {
  const double value = args.number(i);
  if (!std::isfinite(value)) args.reject(i, "a finite number");
  return value;
}

BufferStyle style_argument(Args args, std::size_t i) {
  if (args.size() <= i) return {};
  if (args[i].number()) {
    const std::int64_t segments = args.integer(i);
    if (segments < 1 || segments > 1000) args.reject(i, "1 to 1000 segments to a quarter of a circle");
    BufferStyle style;
    style.quadrant_segments = static_cast<int>(segments);
    return style;
  }
  return parse_buffer_style(args[i].text());
}

struct FreeParameters {
  GEOSContextHandle_t context;
  void operator()(GEOSBufferParams* parameters) const { GEOSBufferParams_destroy_r(context, parameters); }
};

void st_buffer(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  double radius = finite_argument(args, 1);
  const BufferStyle style = style_argument(args, 2);
  if (a.is_empty()) {
    Geometry empty;
    empty.type = GeometryType::polygon;
    empty.srid = a.srid();
    return set_geometry(context, empty);
  }
  const GEOSContextHandle_t handle = call.geos.handle();
  const std::unique_ptr<GEOSBufferParams, FreeParameters> parameters(GEOSBufferParams_create_r(handle), {handle});
  if (!parameters) throw std::bad_alloc();
  GEOSBufferParams_setQuadrantSegments_r(handle, parameters.get(), style.quadrant_segments);
  GEOSBufferParams_setEndCapStyle_r(handle, parameters.get(), style.end_cap);
  GEOSBufferParams_setJoinStyle_r(handle, parameters.get(), style.join);
  GEOSBufferParams_setMitreLimit_r(handle, parameters.get(), style.mitre_limit);
  GEOSBufferParams_setSingleSided_r(handle, parameters.get(), style.side != 0);
  if (style.side > 0) radius = -radius;
  const GeosGeometry made = call.geos.make(GEOSBufferWithParams_r, call.state.shape(a).geometry,
                                           static_cast<const GEOSBufferParams*>(parameters.get()), radius);
  set_geometry(context, call.geos, made, a.srid());
}

/// The ends of lines and the rings of polygons, in whatever depth. Ends are those of each LINESTRING or
/// MULTILINESTRING for itself, where an odd number of lines ends.
void add_border(Geos& geos, const Geometry& geometry, std::vector<Geometry>& ends, std::vector<Geometry>& rings) {
  if (geometry.type == GeometryType::polygon) {
    rings.insert(rings.end(), geometry.parts.begin(), geometry.parts.end());
  } else if (geometry.type == GeometryType::line_string || geometry.type == GeometryType::multi_line_string) {
    if (is_empty(geometry)) return;
    Geometry points = geos.to(geos.make(GEOSBoundary_r, geos.from(geometry)), geometry.srid);
    for (Geometry& point : points.parts) ends.push_back(std::move(point));
  } else {
    for (const Geometry& part : geometry.parts) add_border(geos, part, ends, rings);
  }
}

/// As PostGIS has it: of points an EMPTY of their type, of a collection the borders of its parts, one ring a
/// LINESTRING, several a MULTILINESTRING.
Geometry boundary(Geos& geos, Geometry geometry) {
  if (geometry.type == GeometryType::point || geometry.type == GeometryType::multi_point)
    return make_like(geometry.type, geometry);
  drop_empty_parts(geometry);
  std::vector<Geometry> ends, rings, both;
  add_border(geos, geometry, ends, rings);
  if (!ends.empty()) both.push_back(collect(std::move(ends)));
  if (!rings.empty()) both.push_back(rings.size() == 1 ? std::move(rings.front()) : collect(std::move(rings)));
  if (both.size() == 1) return std::move(both.front());
  if (both.size() == 2) return collect(std::move(both));
  const GeometryType type = geometry.type;
  const bool lines = type == GeometryType::line_string || type == GeometryType::multi_line_string;
  return make_like(lines                           ? GeometryType::multi_point
                   : type == GeometryType::polygon ? GeometryType::multi_line_string
                                                   : GeometryType::collection,
                   geometry);
}

void st_boundary(Context& context, Args args) {
  GeosCall call(context);
  set_geometry(context, boundary(call.geos, read_argument(context, args, 0)));
}

/// GEOS 3.11 crashes in the hull of polygons of which one is just a point, and of one point.
bool has_point_polygon(const Geometry& geometry) {
  if (geometry.type != GeometryType::polygon)
    return std::any_of(geometry.parts.begin(), geometry.parts.end(), has_point_polygon);
  return !geometry.parts.empty() && has_spots(geometry.parts.front());
}

void st_concave_hull(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double ratio = args.number(1);
  if (!(ratio >= 0 && ratio <= 1)) args.reject(1, "0 to 1");
  const unsigned holes = args.size() > 2 && args.integer(2) != 0;
  if (a.is_empty()) {
    Geometry none;
    none.type = GeometryType::polygon;
    none.srid = a.srid();
    return set_geometry(context, none);
  }
  const Box& box = a.box();
  if (box.min_x == box.max_x && box.min_y == box.max_y)
    return set_geometry(context, make_point(box.min_x, box.min_y, a.srid()));
  const GeosGeometry& geometry = call.state.shape(a).geometry;
  const GeometryType type = a.header().type;
  const bool polygons = (type == GeometryType::polygon || type == GeometryType::multi_polygon) &&
                        !has_point_polygon(read_argument(context, args, 0));
  // Of polygons, as PostGIS has it, a hull that holds the polygons and not just their points.
  set_geometry(context, call.geos,
               polygons ? call.geos.make(GEOSConcaveHullOfPolygons_r, geometry, ratio, 0u, holes)
                        : call.geos.make(GEOSConcaveHull_r, geometry, ratio, holes),
               a.srid());
}

void st_simplify(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const double tolerance = number_argument(args, 1, 0, "a finite tolerance of 0 or more");
  const bool keep_collapsed = args.size() > 2 && args.integer(2) != 0;
  if (is_empty(geometry)) return set_geometry(context, geometry);
  const Geometry simple = simplify(geometry, tolerance, keep_collapsed);
  if (!is_empty(simple)) set_geometry(context, simple);
}

void st_simplify_preserve_topology(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double tolerance = number_argument(args, 1, 0, "a finite tolerance of 0 or more");
  set_geometry(context, call.geos,
               call.geos.make(GEOSTopologyPreserveSimplify_r, call.state.shape(a).geometry, tolerance), a.srid());
}

void st_simplify_polygon_hull(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double fraction = args.number(1);
  if (!(fraction >= 0 && fraction <= 1)) args.reject(1, "0 to 1");
  const unsigned outer = args.size() < 3 || args.integer(2) != 0;
  set_geometry(context, call.geos,
               call.geos.make(GEOSPolygonHullSimplify_r, call.state.shape(a).geometry, outer, fraction), a.srid());
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Envelope",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_envelope},
     .summary =
         "The bounding box as a polygon; a point or line where it has no width or height. What is empty stays as "
         "it is.",
     .example = "SELECT ST_AsText(ST_Envelope('LINESTRING(1 2, 3 4)'))"},
    {.name = "ST_Centroid",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{geos_unary<GEOSGetCentroid_r, Empty::computed>},
     .summary = "The centre of mass of the parts of highest dimension; it may lie outside the geometry.",
     .example = "SELECT ST_AsText(ST_Centroid('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))'))"},
    {.name = "ST_PointOnSurface",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{geos_unary<GEOSPointOnSurface_r, Empty::computed>},
     .summary = "A point that lies on the geometry for certain: where a label belongs.",
     .example = "SELECT ST_AsText(ST_PointOnSurface('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))'))"},
    {.name = "ST_Boundary",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_boundary},
     .summary = "The border: the ends of lines, the rings of polygons, both of a collection; empty for points.",
     .example = "SELECT ST_AsText(ST_Boundary('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))'))"},
    {.name = "ST_ConvexHull",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{geos_unary<GEOSConvexHull_r>},
     .summary = "The least convex polygon that holds the geometry; a point or line when that has no area.",
     .example = "SELECT ST_AsText(ST_ConvexHull('MULTIPOINT(0 0, 2 0, 1 1, 1 3)'))"},
    {.name = "ST_ConcaveHull",
     .arguments = "geom, ratio [, allow_holes]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_concave_hull},
     .summary = "A polygon about the points that may be dented: ratio 0 is the tightest, 1 the convex hull.",
     .example = "SELECT ST_AsText(ST_ConcaveHull('MULTIPOINT(0 0, 4 0, 2 1, 4 4, 0 4)', 0.3))"},
    {.name = "ST_OrientedEnvelope",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{geos_unary<GEOSMinimumRotatedRectangle_r, Empty::computed>},
     .summary = "The narrowest rectangle, of any direction, about the geometry.",
     .example = "SELECT ST_AsText(ST_OrientedEnvelope('MULTIPOINT(0 0, 2 2, 1 3)'))"},
    {.name = "ST_Buffer",
     .arguments = "geom, radius [, style]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_buffer},
     .summary = "All points within radius (units of the coordinates; metres: ST_BufferGeodesic), negative to shrink a "
                "polygon. style is the number of segments to a quarter of a circle (8), or text like 'quad_segs=8 "
                "endcap=round|flat|square join=round|mitre|bevel mitre_limit=5 side=both|left|right'.",
     .example = "SELECT ST_Area(ST_Buffer('POINT(0 0)', 1))"},
    {.name = "ST_Simplify",
     .arguments = "geom, tolerance [, keep_collapsed]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_simplify},
     .summary =
         "Fewer vertices: those within tolerance of the line without them go (Douglas-Peucker). Rings may come to "
         "cross; what collapses is left out, NULL when nothing is left, kept when keep_collapsed is 1.",
     .example = "SELECT ST_AsText(ST_Simplify('LINESTRING(0 0, 1 0.1, 2 0)', 0.5))"},
    {.name = "ST_SimplifyPreserveTopology",
     .arguments = "geom, tolerance",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_simplify_preserve_topology},
     .summary = "Fewer vertices, as ST_Simplify, but a valid geometry stays valid and no part collapses.",
     .example = "SELECT ST_AsText(ST_SimplifyPreserveTopology('LINESTRING(0 0, 1 0.1, 2 0)', 0.5))"},
    {.name = "ST_SimplifyPolygonHull",
     .arguments = "geom, fraction [, outer]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_simplify_polygon_hull},
     .summary = "A polygon of about that fraction (0 to 1) of the vertices that holds the whole of it, or lies within "
                "it when outer is 0.",
     .example = "SELECT ST_AsText(ST_SimplifyPolygonHull('POLYGON((0 0, 0 4, 2 3, 4 4, 4 0, 0 0))', 0.5))"},
};

}  // namespace

std::span<const FunctionRow> processing_functions() { return kRows; }

}  // namespace sitrep
