// Geometries that GEOS builds: validity, lines and areas from edges, triangles, circles.

#include <cmath>
#include <numbers>
#include <utility>

#include "geometry/sql_state.h"

namespace sitrep {
namespace {

struct FreeParameters {
  GEOSContextHandle_t context;
  void operator()(GEOSMakeValidParams* parameters) const { GEOSMakeValidParams_destroy_r(context, parameters); }
};

void st_make_valid(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  GEOSMakeValidMethods method = GEOS_MAKE_VALID_LINEWORK;
  int keep_collapsed = 1;
  if (args.size() > 1) {
    const std::string_view options = args[1].text();
    const bool structure = options.find("method=structure") != std::string_view::npos;
    if (!structure && options.find("method=linework") == std::string_view::npos)
      args.reject(1, "'method=linework' or 'method=structure [keepcollapsed=false|true]'");
    if (structure) method = GEOS_MAKE_VALID_STRUCTURE;
    keep_collapsed = structure ? options.find("keepcollapsed=true") != std::string_view::npos : 1;
  }
  const GEOSContextHandle_t handle = call.geos.handle();
  const std::unique_ptr<GEOSMakeValidParams, FreeParameters> parameters(GEOSMakeValidParams_create_r(handle), {handle});
  if (!parameters) throw std::bad_alloc();
  GEOSMakeValidParams_setMethod_r(handle, parameters.get(), method);
  GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters.get(), keep_collapsed);
  set_geometry(context, call.geos,
               call.geos.make(GEOSMakeValidWithParams_r, call.state.shape(a).geometry,
                              static_cast<const GEOSMakeValidParams*>(parameters.get())),
               a.srid());
}

void st_normalize(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const GeosGeometry copy = call.geos.make(GEOSGeom_clone_r, call.state.shape(a).geometry);
  if (GEOSNormalize_r(call.geos.handle(), copy.get()) != 0) throw UserError("GEOS cannot normalize the geometry");
  set_geometry(context, call.geos, copy, a.srid());
}

void st_reduce_precision(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double grid = number_argument(args, 1, 0, "a finite grid size of 0 or more");
  if (a.is_empty()) return set_geometry(context, read_argument(context, args, 0));
  set_geometry(context, call.geos, call.geos.make(GEOSGeom_setPrecision_r, call.state.shape(a).geometry, grid, 0),
               a.srid());
}

GeosGeometry nearest_line(GeosCall& call, Operand& a, Operand& b) {
  const GeosGeometry &left = call.state.shape(a).geometry, &right = call.state.shape(b).geometry;
  GEOSCoordSequence* points = GEOSNearestPoints_r(call.geos.handle(), left.get(), right.get());
  if (points == nullptr) throw UserError("GEOS finds no nearest points");
  return call.geos.make(GEOSGeom_createLineString_r, points);
}

void st_shortest_line(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  if (a.is_empty() || b.is_empty()) return;
  Geometry line = call.geos.to(nearest_line(call, a, b), a.srid());
  force_2d(line);
  set_geometry(context, line);
}

void st_closest_point(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  if (a.is_empty() || b.is_empty()) return;
  const Geometry line = call.geos.to(nearest_line(call, a, b));
  set_geometry(context, make_point(line.x(), line.y(), a.srid()));
}

/// NULL when nothing is enclosed, as PostGIS.
void st_build_area(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  if (a.is_empty()) {
    Geometry none;
    none.type = GeometryType::polygon;
    none.srid = a.srid();
    return set_geometry(context, none);
  }
  const Geometry area = call.geos.to(call.geos.make(GEOSBuildArea_r, call.state.shape(a).geometry), a.srid());
  if (!is_empty(area)) set_geometry(context, area);
}

void st_polygonize(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const GEOSGeometry* whole[] = {call.state.shape(a).geometry.get()};
  set_geometry(context, call.geos, call.geos.make(GEOSPolygonize_r, static_cast<const GEOSGeometry* const*>(whole), 1u),
               a.srid());
}

void st_delaunay(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double tolerance = args.size() > 1 ? number_argument(args, 1, 0, "a finite tolerance of 0 or more") : 0;
  const bool edges = args.size() > 2 && args.integer(2) != 0;
  set_geometry(context, call.geos,
               call.geos.make(GEOSDelaunayTriangulation_r, call.state.shape(a).geometry, tolerance, edges ? 1 : 0),
               a.srid());
}

void st_voronoi(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double tolerance = args.size() > 1 ? number_argument(args, 1, 0, "a finite tolerance of 0 or more") : 0;
  GeosGeometry bounds;
  if (args.size() > 2) {
    const GeometryHeader extent = header_argument(context, args, 2);
    check_same_srid(a.srid(), extent.srid);
    if (!extent.envelope.empty()) bounds = call.geos.from(make_box(extent.envelope, extent.srid));
  }
  set_geometry(context, call.geos,
               call.geos.make(GEOSVoronoiDiagram_r, call.state.shape(a).geometry,
                              static_cast<const GEOSGeometry*>(bounds.get()), tolerance, 0),
               a.srid());
}

/// One line that nothing cuts stays a LINESTRING, as PostGIS has it.
void st_node(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  if (a.is_empty()) return set_geometry(context, read_argument(context, args, 0));
  Geometry noded = call.geos.to(call.geos.make(GEOSNode_r, call.state.shape(a).geometry), a.srid());
  set_geometry(context, noded.parts.size() == 1 ? noded.parts.front() : noded);
}

struct Circle {
  double x = 0, y = 0, radius = 0;
};

/// The smallest circle about a geometry that is not EMPTY.
Circle bounding_circle(GeosCall& call, Operand& a) {
  Circle circle;
  const Box& box = a.box();
  // GEOS finds no centre of a single point.
  if (box.min_x == box.max_x && box.min_y == box.max_y) return {box.min_x, box.min_y, 0};
  GEOSGeometry* centre = nullptr;
  const GeosGeometry ring =
      call.geos.make(GEOSMinimumBoundingCircle_r, call.state.shape(a).geometry, &circle.radius, &centre);
  const GeosGeometry owned(centre, {call.geos.handle()});
  if (!owned) throw UserError("GEOS finds no circle about the geometry");
  const Geometry middle = call.geos.to(owned);
  // Of coordinates near the limit of what numbers hold.
  if (is_empty(middle) || !std::isfinite(circle.radius)) throw UserError("the circle is not finite");
  circle.x = middle.x();
  circle.y = middle.y();
  return circle;
}

/// Drawn clockwise from the north and about the circle, so that it holds the geometry, as PostGIS draws it.
void st_minimum_bounding_circle(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  constexpr std::int64_t kSegments = 48;
  const std::int64_t segments = args.size() > 1 ? args.integer(1) : kSegments;
  if (segments < 1 || segments > 1000) args.reject(1, "1 to 1000 segments to a quarter of a circle");
  Geometry made;
  made.type = GeometryType::polygon;
  made.srid = a.srid();
  if (a.is_empty()) return set_geometry(context, make_like(GeometryType::point, made));
  const Circle circle = bounding_circle(call, a);
  if (circle.radius == 0) return set_geometry(context, make_point(circle.x, circle.y, a.srid()));
  Geometry ring = make_like(GeometryType::line_string, made);
  const double step = std::numbers::pi / 2 / static_cast<double>(segments);
  const double radius = circle.radius / std::cos(step / 2);  // its edges touch the circle
  for (std::int64_t i = 0; i < 4 * segments; ++i) {
    const double angle = static_cast<double>(i) * step;
    ring.coordinates.push_back(circle.x + radius * std::sin(angle));
    ring.coordinates.push_back(circle.y + radius * std::cos(angle));
  }
  ring.coordinates.push_back(ring.x());
  ring.coordinates.push_back(ring.y());
  made.parts.push_back(std::move(ring));
  set_geometry(context, made);
}

void st_minimum_bounding_radius(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  context.set(a.is_empty() ? 0.0 : bounding_circle(call, a).radius);
}

void st_snap(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  const double tolerance = number_argument(args, 2, 0, "a finite tolerance of 0 or more");
  set_geometry(context, call.geos,
               call.geos.make(GEOSSnap_r, call.state.shape(a).geometry, call.state.shape(b).geometry, tolerance),
               a.srid());
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_MakeValid",
     .arguments = "geom [, options]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_make_valid},
     .summary =
         "The geometry made valid without losing a vertex ('method=linework'), or by the areas its rings enclose "
         "('method=structure', 'method=structure keepcollapsed=true').",
     .example = "SELECT ST_AsText(ST_MakeValid('POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))'))"},
    {.name = "ST_Normalize",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_normalize},
     .summary = "The geometry with rings, parts and directions in a fixed order, for comparing.",
     .example = "SELECT ST_AsText(ST_Normalize('MULTIPOINT(3 4, 1 2)'))"},
    {.name = "ST_ReducePrecision",
     .arguments = "geom, grid_size",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_reduce_precision},
     .summary = "Coordinates rounded to a grid, with the geometry kept valid.",
     .example = "SELECT ST_AsText(ST_ReducePrecision('POINT(1.23 4.56)', 0.1))"},
    {.name = "ST_ClosestPoint",
     .arguments = "a, b",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_closest_point},
     .summary = "The point of a that is nearest to b in the plane; NULL when one is empty.",
     .example = "SELECT ST_AsText(ST_ClosestPoint('LINESTRING(0 0, 10 0)', 'POINT(3 5)'))"},
    {.name = "ST_ShortestLine",
     .arguments = "a, b",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_shortest_line},
     .summary = "The shortest line from a to b in the plane; NULL when one is empty.",
     .example = "SELECT ST_AsText(ST_ShortestLine('LINESTRING(0 0, 10 0)', 'POINT(3 5)'))"},
    {.name = "ST_LineMerge",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{geos_unary<GEOSLineMerge_r>},
     .summary = "Lines that meet end to end made one.",
     .example = "SELECT ST_AsText(ST_LineMerge('MULTILINESTRING((0 0, 1 1), (1 1, 2 2))'))"},
    {.name = "ST_Node",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_node},
     .summary = "Lines cut where they cross.",
     .example = "SELECT ST_AsText(ST_Node('LINESTRING(0 0, 2 2, 2 0, 0 2)'))"},
    {.name = "ST_BuildArea",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_build_area},
     .summary = "The areas that lines enclose, those within others as holes.",
     .example = "SELECT ST_AsText(ST_BuildArea('LINESTRING(0 0, 0 1, 1 1, 0 0)'))"},
    {.name = "ST_Polygonize",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_polygonize},
     .summary = "A collection of all polygons that the noded lines of a geometry enclose.",
     .example = "SELECT ST_AsText(ST_Polygonize('MULTILINESTRING((0 0, 0 1, 1 1), (1 1, 0 0))'))"},
    {.name = "ST_DelaunayTriangles",
     .arguments = "geom [, tolerance, edges]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_delaunay},
     .summary = "The Delaunay triangles of a geometry's points as a collection; their edges when edges is 1.",
     .example = "SELECT ST_NumGeometries(ST_DelaunayTriangles('MULTIPOINT(0 0, 1 0, 1 1, 0 1)'))"},
    {.name = "ST_VoronoiPolygons",
     .arguments = "geom [, tolerance, extent]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_voronoi},
     .summary = "For each point of a geometry the area nearest to it, as a collection that covers the extent.",
     .example = "SELECT ST_NumGeometries(ST_VoronoiPolygons('MULTIPOINT(0 0, 1 0, 1 1)'))"},
    {.name = "ST_MinimumBoundingCircle",
     .arguments = "geom [, quad_segs]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_minimum_bounding_circle},
     .summary =
         "The smallest circle about the geometry, as a polygon around it of quad_segs (48) segments to a quarter; a "
         "single point itself.",
     .example = "SELECT ST_Area(ST_MinimumBoundingCircle('LINESTRING(0 0, 2 0)'))"},
    {.name = "ST_MinimumBoundingRadius",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_minimum_bounding_radius},
     .summary = "The radius of the smallest circle about the geometry, 0 when it is empty.",
     .example = "SELECT ST_MinimumBoundingRadius('LINESTRING(0 0, 2 0)')"},
    {.name = "ST_Snap",
     .arguments = "a, b, tolerance",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_snap},
     .summary = "a with its vertices and edges drawn to the vertices of b within tolerance.",
     .example = "SELECT ST_AsText(ST_Snap('LINESTRING(0 0, 10 0.1)', 'POINT(10 0)', 0.5))"},
};

}  // namespace

std::span<const FunctionRow> construct_functions() { return kRows; }

}  // namespace sitrep
