// How two geometries lie to each other (OGC Simple Features, DE-9IM).

#include <cmath>

#include "geometry/sql_state.h"

namespace sitrep {
namespace {

using Plain = char (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
using Prepared = char (*)(GEOSContextHandle_t, const GEOSPreparedGeometry*, const GEOSGeometry*);

/// What the boxes of two geometries must do for the predicate to hold: a quick no.
enum class Boxes { meet, first_holds_second, second_holds_first };

struct Predicate {
  Plain plain;
  Prepared first_prepared;   ///< null where preparing gains nothing
  Prepared second_prepared;  ///< the converse, called with the operands exchanged
  Boxes boxes;
};

bool boxes_allow(Boxes boxes, const Box& a, const Box& b) {
  switch (boxes) {
    case Boxes::first_holds_second:
      return a.contains(b);
    case Boxes::second_holds_first:
      return b.contains(a);
    case Boxes::meet:
      break;
  }
  return a.intersects(b);
}

bool computed(GeosCall& call, const Predicate& predicate, Operand& a, Operand& b) {
  if (predicate.first_prepared != nullptr)
    if (const GeosPrepared* prepared = call.state.prepared(a))
      return call.geos.test(predicate.first_prepared, *prepared, call.state.shape(b).geometry);
  if (predicate.second_prepared != nullptr)
    if (const GeosPrepared* prepared = call.state.prepared(b))
      return call.geos.test(predicate.second_prepared, *prepared, call.state.shape(a).geometry);
  return call.geos.test(predicate.plain, call.state.shape(a).geometry, call.state.shape(b).geometry);
}

constexpr Predicate kIntersects = {GEOSIntersects_r, GEOSPreparedIntersects_r, GEOSPreparedIntersects_r, Boxes::meet};
constexpr Predicate kContains = {GEOSContains_r, GEOSPreparedContains_r, nullptr, Boxes::first_holds_second};
constexpr Predicate kWithin = {GEOSWithin_r, nullptr, GEOSPreparedContains_r, Boxes::second_holds_first};
constexpr Predicate kCovers = {GEOSCovers_r, GEOSPreparedCovers_r, nullptr, Boxes::first_holds_second};
constexpr Predicate kCoveredBy = {GEOSCoveredBy_r, nullptr, GEOSPreparedCovers_r, Boxes::second_holds_first};
constexpr Predicate kTouches = {GEOSTouches_r, nullptr, nullptr, Boxes::meet};
constexpr Predicate kCrosses = {GEOSCrosses_r, nullptr, nullptr, Boxes::meet};
constexpr Predicate kOverlaps = {GEOSOverlaps_r, nullptr, nullptr, Boxes::meet};

/// Both operands, of one SRID.
struct Pair {
  Pair(Context& context, Args args) : Pair(context.connection().slot<GeosState>(), context, args) {}
  Pair(GeosState& state, Context& context, Args args)
      : a(state.operand(context, args, 0)), b(state.operand(context, args, 1)) {
    check_same_srid(a.srid(), b.srid());
  }
  Operand a;
  Operand b;
};

/// Most pairs of a join are told apart by their boxes alone.
bool holds(Context& context, Args args, const Predicate& predicate) {
  GeosState& state = context.connection().slot<GeosState>();
  const GeometryHeader a = state.header(context, args, 0), b = state.header(context, args, 1);
  check_same_srid(a.srid, b.srid);
  if (a.envelope.empty() || b.envelope.empty() || !boxes_allow(predicate.boxes, a.envelope, b.envelope)) return false;
  GeosCall call(context);
  Pair pair(state, context, args);
  return computed(call, predicate, pair.a, pair.b);
}

template <const Predicate& predicate>
void st_predicate(Context& context, Args args) {
  context.set(holds(context, args, predicate));
}

void st_disjoint(Context& context, Args args) { context.set(!holds(context, args, kIntersects)); }

/// GEOS has it for prepared geometries only, so the first is prepared at once.
void st_contains_properly(Context& context, Args args) {
  Pair pair(context, args);
  if (pair.a.is_empty() || !pair.a.box().contains(pair.b.box())) return context.set(false);
  GeosCall call(context);
  Shape& container = call.state.shape(pair.a);
  if (!container.prepared) container.prepared = call.geos.prepare(container.geometry);
  context.set(call.geos.test(GEOSPreparedContainsProperly_r, container.prepared, call.state.shape(pair.b).geometry));
}

void st_equals(Context& context, Args args) {
  Pair pair(context, args);
  if (pair.a.is_empty() || pair.b.is_empty()) return context.set(pair.a.is_empty() && pair.b.is_empty());
  if (pair.a.box() != pair.b.box()) return context.set(false);
  GeosCall call(context);
  context.set(call.geos.test(GEOSEquals_r, call.state.shape(pair.a).geometry, call.state.shape(pair.b).geometry));
}

/// The box grown by `distance` on every side.
Box grown(Box box, double distance) {
  box.min_x -= distance;
  box.min_y -= distance;
  box.max_x += distance;
  box.max_y += distance;
  return box;
}

void st_d_within(Context& context, Args args) {
  Pair pair(context, args);
  const double distance = number_argument(args, 2, 0, "a finite distance of 0 or more");
  Operand &a = pair.a, &b = pair.b;
  if (a.is_empty() || b.is_empty() || !grown(a.box(), distance).intersects(b.box())) return context.set(false);
  if (a.is_point() && b.is_point())
    return context.set(std::hypot(*a.header().x - *b.header().x, *a.header().y - *b.header().y) <= distance);
  GeosCall call(context);
  const GeosGeometry &left = call.state.shape(a).for_distance(), &right = call.state.shape(b).for_distance();
  if (const GeosPrepared* prepared = call.state.prepared_for_distance(a))
    return context.set(call.geos.test(GEOSPreparedDistanceWithin_r, *prepared, right, distance));
  if (const GeosPrepared* prepared = call.state.prepared_for_distance(b))
    return context.set(call.geos.test(GEOSPreparedDistanceWithin_r, *prepared, left, distance));
  context.set(call.geos.test(GEOSDistanceWithin_r, left, right, distance));
}

/// The nine signs of a DE-9IM pattern or matrix; UserError when they are none.
std::string matrix_argument(Args args, std::size_t i, std::string_view allowed) {
  std::string signs(args[i].text());
  for (char& sign : signs)
    if (sign == 't' || sign == 'f') sign = static_cast<char>(sign - 'a' + 'A');
  if (signs.size() != 9 || signs.find_first_not_of(allowed) != std::string::npos)
    args.reject(i, "nine of the signs " + std::string(allowed));
  return signs;
}

constexpr std::string_view kPatternSigns = "TF*012", kMatrixSigns = "F012";

void st_relate(Context& context, Args args) {
  Pair pair(context, args);
  GeosCall call(context);
  const GeosGeometry &a = call.state.shape(pair.a).geometry, &b = call.state.shape(pair.b).geometry;
  if (args.size() < 3) return context.set(call.geos.text(GEOSRelate_r, a, b));
  if (args[2].type() == ValueType::integer) {
    const std::int64_t rule = args.integer(2);
    if (rule < 1 || rule > 4) args.reject(2, "a pattern, or a boundary node rule from 1 to 4");
    return context.set(call.geos.text(GEOSRelateBoundaryNodeRule_r, a, b, static_cast<int>(rule)));
  }
  const std::string pattern = matrix_argument(args, 2, kPatternSigns);
  context.set(call.geos.test(GEOSRelatePattern_r, a, b, pattern.c_str()));
}

void st_relate_match(Context& context, Args args) {
  Geos& geos = context.connection().slot<GeosState>().geos();
  const std::string matrix = matrix_argument(args, 0, kMatrixSigns), pattern = matrix_argument(args, 1, kPatternSigns);
  context.set(geos.test(GEOSRelatePatternMatch_r, matrix.c_str(), pattern.c_str()));
}

void st_env_intersects(Context& context, Args args) {
  const GeometryHeader a = header_argument(context, args, 0), b = header_argument(context, args, 1);
  check_same_srid(a.srid, b.srid);
  context.set(a.envelope.intersects(b.envelope));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Intersects",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kIntersects>},
     .summary = "1 when the geometries have a point in common, borders included.",
     .example = "SELECT ST_Intersects('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))', 'POINT(2 1)')"},
    {.name = "ST_Contains",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kContains>},
     .summary =
         "1 when no point of b lies outside a and their interiors meet; a does not contain what lies on its border.",
     .example = "SELECT ST_Contains('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))', 'POINT(1 1)')"},
    {.name = "ST_Within",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kWithin>},
     .summary = "1 when no point of a lies outside b and their interiors meet: ST_Contains(b, a).",
     .example = "SELECT ST_Within('POINT(1 1)', 'POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))')"},
    {.name = "ST_Covers",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kCovers>},
     .summary = "1 when no point of b lies outside a; the border counts as a's.",
     .example = "SELECT ST_Covers('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))', 'POINT(2 1)')"},
    {.name = "ST_CoveredBy",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kCoveredBy>},
     .summary = "1 when no point of a lies outside b: ST_Covers(b, a).",
     .example = "SELECT ST_CoveredBy('POINT(2 1)', 'POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))')"},
    {.name = "ST_ContainsProperly",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_contains_properly},
     .summary = "1 when every point of b lies in the interior of a.",
     .example = "SELECT ST_ContainsProperly('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))', 'POINT(1 1)')"},
    {.name = "ST_Touches",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kTouches>},
     .summary = "1 when the geometries meet, but not their interiors.",
     .example = "SELECT ST_Touches('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))', 'POINT(2 1)')"},
    {.name = "ST_Crosses",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kCrosses>},
     .summary = "1 when the geometries have some interior points in common, but not all, of a lower dimension than the "
                "higher of the two.",
     .example = "SELECT ST_Crosses('LINESTRING(0 0, 2 2)', 'LINESTRING(0 2, 2 0)')"},
    {.name = "ST_Overlaps",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_predicate<kOverlaps>},
     .summary = "1 when geometries of one dimension share a part of that dimension and neither covers the other.",
     .example = "SELECT ST_Overlaps('LINESTRING(0 0, 2 0)', 'LINESTRING(1 0, 3 0)')"},
    {.name = "ST_Equals",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_equals},
     .summary = "1 when the geometries are the same set of points, however they are written.",
     .example = "SELECT ST_Equals('LINESTRING(0 0, 2 2)', 'LINESTRING(2 2, 1 1, 0 0)')"},
    {.name = "ST_Disjoint",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_disjoint},
     .summary = "1 when the geometries have no point in common: not ST_Intersects.",
     .example = "SELECT ST_Disjoint('POINT(0 0)', 'POINT(1 1)')"},
    {.name = "ST_DWithin",
     .arguments = "a, b, distance",
     .returns = "INTEGER",
     .implementation = Scalar{st_d_within},
     .summary =
         "1 when the geometries are no farther apart than distance, in the units of their coordinates (degrees for "
         "SRID 4326; for metres see ST_DWithinGeodesic).",
     .example = "SELECT ST_DWithin('POINT(0 0)', 'POINT(3 4)', 5)"},
    {.name = "ST_Relate",
     .arguments = "a, b [, pattern]",
     .returns = "TEXT or INTEGER",
     .implementation = Scalar{st_relate},
     .summary =
         "The DE-9IM matrix of two geometries; with a pattern of nine signs (T F * 0 1 2), 1 when the matrix fits "
         "it; with a number from 1 to 4, the matrix under that boundary node rule.",
     .example = "SELECT ST_Relate('POINT(1 1)', 'POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))')"},
    {.name = "ST_RelateMatch",
     .arguments = "matrix, pattern",
     .returns = "INTEGER",
     .implementation = Scalar{st_relate_match},
     .summary = "1 when a DE-9IM matrix fits a pattern.",
     .example = "SELECT ST_RelateMatch('0FFFFF212', '0FFFFFFF*') "},
    {.name = "ST_EnvIntersects",
     .arguments = "a, b",
     .returns = "INTEGER",
     .implementation = Scalar{st_env_intersects},
     .summary = "1 when the bounding boxes of the geometries meet; reads their headers only.",
     .example = "SELECT ST_EnvIntersects('LINESTRING(0 0, 2 2)', 'POINT(2 0)')"},
};

}  // namespace

std::span<const FunctionRow> predicate_functions() { return kRows; }

}  // namespace sitrep
