// Geometries from two: intersection, union, difference.

#include "geometry/sql_state.h"

namespace sitrep {
namespace {

using Overlay = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
using OverlayOnGrid = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

/// What an overlay gives when an operand is EMPTY, as PostGIS has it.
enum class WithEmpty { empty, first, other };

/// With a third argument the result's coordinates lie on a grid of that size. PostGIS takes a negative one as none.
template <Overlay plain, OverlayOnGrid on_grid, WithEmpty with_empty>
void st_overlay(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  const double grid = args.size() > 2 ? number_argument(args, 2, -1, "a grid size: 0 or more, or -1 for none") : -1;
  if (a.is_empty() || b.is_empty()) {
    const bool first = with_empty == WithEmpty::first || (with_empty == WithEmpty::other) == b.is_empty();
    return set_geometry(context, read_argument(context, args, first ? 0 : 1));
  }
  const GeosGeometry &left = call.state.shape(a).geometry, &right = call.state.shape(b).geometry;
  set_geometry(context, call.geos,
               grid < 0 ? call.geos.make(plain, left, right) : call.geos.make(on_grid, left, right, grid), a.srid());
}

void st_unary_union(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const double grid = args.size() > 1 ? number_argument(args, 1, -1, "a grid size: 0 or more, or -1 for none") : -1;
  if (a.is_empty()) return set_geometry(context, read_argument(context, args, 0));
  const GeosGeometry& geometry = call.state.shape(a).geometry;
  set_geometry(
      context, call.geos,
      grid < 0 ? call.geos.make(GEOSUnaryUnion_r, geometry) : call.geos.make(GEOSUnaryUnionPrec_r, geometry, grid),
      a.srid());
}

void st_clip_by_box(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0);
  const GeometryHeader box = header_argument(context, args, 1);
  check_same_srid(a.srid(), box.srid);
  const Box& bounds = box.envelope;
  if (bounds.empty() || !bounds.intersects(a.box())) {
    Geometry empty;
    empty.type = a.header().type;
    empty.srid = a.srid();
    return set_geometry(context, empty);
  }
  if (bounds.contains(a.box())) return set_geometry(context, read_argument(context, args, 0));
  set_geometry(context, call.geos,
               call.geos.make(GEOSClipByRect_r, call.state.shape(a).geometry, bounds.min_x, bounds.min_y, bounds.max_x,
                              bounds.max_y),
               a.srid());
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Intersection",
     .arguments = "a, b [, grid_size]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_overlay<GEOSIntersection_r, GEOSIntersectionPrec_r, WithEmpty::empty>},
     .summary = "What the geometries share; empty when they do not meet. With grid_size, on a grid of that size.",
     .example = "SELECT ST_AsText(ST_Intersection('LINESTRING(0 0, 4 0)', 'LINESTRING(1 0, 9 0)'))"},
    {.name = "ST_Union",
     .arguments = "a, b [, grid_size]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_overlay<GEOSUnion_r, GEOSUnionPrec_r, WithEmpty::other>},
     .summary = "What lies in one geometry or the other, without the border between them. With grid_size, on a grid of "
                "that size.",
     .example = "SELECT ST_AsText(ST_Union('POINT(1 2)', 'POINT(3 4)'))"},
    {.name = "ST_Difference",
     .arguments = "a, b [, grid_size]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_overlay<GEOSDifference_r, GEOSDifferencePrec_r, WithEmpty::first>},
     .summary = "What of a does not lie in b. With grid_size, on a grid of that size.",
     .example = "SELECT ST_AsText(ST_Difference('LINESTRING(0 0, 4 0)', 'LINESTRING(1 0, 9 0)'))"},
    {.name = "ST_SymDifference",
     .arguments = "a, b [, grid_size]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_overlay<GEOSSymDifference_r, GEOSSymDifferencePrec_r, WithEmpty::other>},
     .summary = "What lies in just one of the geometries. With grid_size, on a grid of that size.",
     .example = "SELECT ST_AsText(ST_SymDifference('LINESTRING(0 0, 4 0)', 'LINESTRING(1 0, 9 0)'))",
     .aliases = "ST_SymmetricDifference"},
    {.name = "ST_UnaryUnion",
     .arguments = "geom [, grid_size]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_unary_union},
     .summary = "The union of a geometry's own parts: lines noded, polygons dissolved.",
     .example = "SELECT ST_AsText(ST_UnaryUnion('MULTIPOINT(1 2, 1 2, 3 4)'))"},
    {.name = "ST_ClipByBox2D",
     .arguments = "geom, box",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_clip_by_box},
     .summary = "The part of a geometry within the bounding box of another; fast, and may be invalid.",
     .example = "SELECT ST_AsText(ST_ClipByBox2D('LINESTRING(0 0, 4 0)', ST_MakeEnvelope(1, -1, 2, 1)))"},
};

}  // namespace

std::span<const FunctionRow> overlay_functions() { return kRows; }

}  // namespace sitrep
