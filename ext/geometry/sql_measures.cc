// Planar lengths, areas and distances, in the units of the coordinates.

#include <cmath>
#include <numbers>

#include "geometry/measure.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

template <double (*Measure)(const Geometry&), int Dimension>
void st_measure(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  context.set(dimension(geometry) < Dimension ? 0.0 : Measure(geometry));
}

using Plain = int (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double*);

void st_distance(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  if (a.is_empty() || b.is_empty()) return;
  if (a.is_point() && b.is_point())
    return context.set(std::hypot(*a.header().x - *b.header().x, *a.header().y - *b.header().y));
  const GeosGeometry &left = call.state.shape(a).for_distance(), &right = call.state.shape(b).for_distance();
  if (const GeosPrepared* prepared = call.state.prepared_for_distance(a))
    return context.set(call.geos.measure(GEOSPreparedDistance_r, *prepared, right));
  if (const GeosPrepared* prepared = call.state.prepared_for_distance(b))
    return context.set(call.geos.measure(GEOSPreparedDistance_r, *prepared, left));
  context.set(call.geos.measure(GEOSDistance_r, left, right));
}

/// The share of a segment by which it is densified, (0, 1].
double share_argument(Args args, std::size_t i) {
  const double share = args.number(i);
  if (!(share > 0 && share <= 1)) args.reject(i, "above 0 and at most 1");
  // Each segment is cut into 1 / share pieces: a bound on the points that come of it.
  constexpr double kLeast = 1e-4;
  if (share < kLeast) args.reject(i, "0.0001 or more");
  return share;
}

using Densified = int (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double, double*);

/// Hausdorff and Fréchet distance.
template <Plain plain, Densified densified>
void st_farness(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  const double share = args.size() > 2 ? share_argument(args, 2) : 1;
  if (a.is_empty() || b.is_empty()) return;
  const GeosGeometry &left = call.state.shape(a).geometry, &right = call.state.shape(b).geometry;
  context.set(args.size() > 2 ? call.geos.measure(densified, left, right, share)
                              : call.geos.measure(plain, left, right));
}

void add_points(const Geometry& geometry, std::vector<double>& out) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    out.push_back(geometry.x(i));
    out.push_back(geometry.y(i));
  }
  for (const Geometry& part : geometry.parts) add_points(part, out);
}

/// The vertices of the convex hull, x and y by turns: the farthest points of a geometry are among them.
std::vector<double> hull_points(GeosCall& call, Operand& operand) {
  std::vector<double> points;
  add_points(call.geos.to(call.geos.make(GEOSConvexHull_r, call.state.shape(operand).geometry)), points);
  return points;
}

/// The farthest pair of points of two geometries. Every vertex of one hull against every one of the other: hulls are
/// small.
void st_max_distance(Context& context, Args args) {
  GeosCall call(context);
  Operand a = call.state.operand(context, args, 0), b = call.state.operand(context, args, 1);
  check_same_srid(a.srid(), b.srid());
  if (a.is_empty() || b.is_empty()) return;
  const std::vector<double> left = hull_points(call, a), right = hull_points(call, b);
  double farthest = 0;
  for (std::size_t i = 0; i < left.size(); i += 2) {
    context.interrupt().poll();
    for (std::size_t j = 0; j < right.size(); j += 2)
      farthest = std::max(farthest, std::hypot(left[i] - right[j], left[i + 1] - right[j + 1]));
  }
  context.set(farthest);
}

void st_azimuth(Context& context, Args args) {
  const GeometryHeader from = header_argument(context, args, 0), to = header_argument(context, args, 1);
  for (const std::size_t i : {0u, 1u})
    if ((i == 0 ? from : to).type != GeometryType::point) args.reject(i, "a POINT");
  check_same_srid(from.srid, to.srid);
  if (!from.x || !to.x) throw UserError("POINT EMPTY has no azimuth");
  const double east = *to.x - *from.x, north = *to.y - *from.y;
  if (east == 0 && north == 0) return;
  const double angle = std::atan2(east, north);
  context.set(angle < 0 ? angle + 2 * std::numbers::pi : angle);
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Area",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_measure<planar_area, 2>},
     .summary = "The area of the polygons in square units of the coordinates; for square metres of SRID 4326 see "
                "ST_AreaSpheroid.",
     .example = "SELECT ST_Area('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))')"},
    {.name = "ST_Length",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_measure<planar_length, 1>},
     .summary = "The length of the lines in units of the coordinates, 0 for polygons; for metres of SRID 4326 see "
                "ST_LengthSpheroid.",
     .example = "SELECT ST_Length('LINESTRING(0 0, 3 4)')",
     .aliases = "ST_Length2D"},
    {.name = "ST_Perimeter",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_measure<planar_perimeter, 2>},
     .summary = "The length of the borders of the polygons, holes included, in units of the coordinates; 0 for lines.",
     .example = "SELECT ST_Perimeter('POLYGON((0 0, 0 2, 2 2, 2 0, 0 0))')",
     .aliases = "ST_Perimeter2D"},
    {.name = "ST_Distance",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_distance},
     .summary = "The least distance in units of the coordinates (degrees for SRID 4326; for metres see "
                "ST_DistanceSphere and ST_DistanceSpheroid); NULL when one is empty.",
     .example = "SELECT ST_Distance('POINT(0 0)', 'LINESTRING(3 4, 10 4)')"},
    {.name = "ST_MaxDistance",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_max_distance},
     .summary = "The distance of the two points of a and b that are farthest apart; of a geometry with itself, its "
                "diameter.",
     .example = "SELECT ST_MaxDistance('POINT(0 0)', 'LINESTRING(3 4, 6 8)')"},
    {.name = "ST_Azimuth",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_azimuth},
     .summary = "The direction from point a to point b in the plane, in radians clockwise from north, [0, 2π); NULL "
                "when they coincide.",
     .example = "SELECT degrees(ST_Azimuth('POINT(0 0)', 'POINT(1 0)'))"},
    {.name = "ST_HausdorffDistance",
     .arguments = "a, b [, densify_share]",
     .returns = "REAL",
     .implementation = Scalar{st_farness<GEOSHausdorffDistance_r, GEOSHausdorffDistanceDensify_r>},
     .summary =
         "How far a vertex of one geometry can be from the other: a measure of unlikeness. With densify_share (0.0001 "
         "to 1) every segment is first cut into pieces of that share of its length.",
     .example = "SELECT ST_HausdorffDistance('LINESTRING(0 0, 2 0)', 'LINESTRING(0 1, 1 2, 2 1)')"},
    {.name = "ST_FrechetDistance",
     .arguments = "a, b [, densify_share]",
     .returns = "REAL",
     .implementation = Scalar{st_farness<GEOSFrechetDistance_r, GEOSFrechetDistanceDensify_r>},
     .summary = "The discrete Fréchet distance: like ST_HausdorffDistance, but along both lines in order.",
     .example = "SELECT ST_FrechetDistance('LINESTRING(0 0, 100 0)', 'LINESTRING(0 0, 50 50, 100 0)')"},
};

}  // namespace

std::span<const FunctionRow> measure_functions() { return kRows; }

}  // namespace sitrep
