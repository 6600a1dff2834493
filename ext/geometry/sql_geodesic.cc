// Measures on the earth, in metres, for longitudes and latitudes in degrees.

#include <cmath>
#include <numbers>

#include "geometry/geodesic_buffer.h"
#include "geometry/geodesic_distance.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

/// SRIDs whose coordinates are metres for certain.
bool is_projected(int srid) {
  return srid == 3857 || srid == 900913 || (srid >= 32601 && srid <= 32660) || (srid >= 32701 && srid <= 32760);
}

void check_geographic(int srid) {
  if (is_projected(srid))
    throw UserError("longitudes and latitudes expected, not coordinates of SRID " + std::to_string(srid) +
                    " (see ST_Transform)");
}

Geometry geographic_argument(Context& context, Args args, std::size_t i) {
  Geometry geometry = read_argument(context, args, i);
  check_geographic(geometry.srid);
  return geometry;
}

/// Shapes on the sphere that come row after row.
struct SphereShapes {
  LruCache<SphereShape> cache{32u << 20};
};

/// Two arguments on the earth.
class EarthPair {
 public:
  EarthPair(Context& context, Args args) : context_(context), args_(args) {
    for (const std::size_t i : {0u, 1u}) {
      headers_[i] = header_argument(context, args, i);
      check_geographic(headers_[i].srid);
    }
    check_same_srid(headers_[0].srid, headers_[1].srid);
  }
  bool empty() const { return headers_[0].envelope.empty() || headers_[1].envelope.empty(); }
  bool points() const { return headers_[0].x && headers_[1].x; }
  LonLat point(std::size_t i) const { return {*headers_[i].x, *headers_[i].y}; }

  std::shared_ptr<SphereShape> shape(std::size_t i) {
    if (headers_[i].x) return std::make_shared<SphereShape>(make_point(*headers_[i].x, *headers_[i].y));
    auto& cache = context_.connection().slot<SphereShapes>().cache;
    const std::string_view bytes = args_[i].text();
    std::shared_ptr<SphereShape> found = cache.find(bytes);
    if (!found) {
      found = std::make_shared<SphereShape>(read_argument(context_, args_, i));
      cache.insert(bytes, found, found->memory());
    }
    return found;
  }

 private:
  Context& context_;
  Args args_;
  GeometryHeader headers_[2];
};

template <EarthModel model>
void st_earth_distance(Context& context, Args args) {
  EarthPair pair(context, args);
  if (pair.empty()) return;
  if (pair.points()) {
    const LonLat a = pair.point(0), b = pair.point(1);
    return context.set(model == EarthModel::sphere ? sphere_distance(a, b) : spheroid_distance(a, b));
  }
  context.set(earth_distance(*pair.shape(0), *pair.shape(1), model, context.interrupt()));
}

void st_d_within_geodesic(Context& context, Args args) {
  EarthPair pair(context, args);
  const double metres = number_argument(args, 2, 0, "a finite number of metres, 0 or more");
  if (pair.empty()) return context.set(false);
  if (pair.points()) return context.set(spheroid_distance(pair.point(0), pair.point(1)) <= metres);
  context.set(earth_within(*pair.shape(0), *pair.shape(1), metres, context.interrupt()));
}

template <double (*Measure)(const Geometry&)>
void st_earth_measure(Context& context, Args args) {
  context.set(Measure(geographic_argument(context, args, 0)));
}

GeometryHeader point_argument(Context& context, Args args, std::size_t i) {
  const GeometryHeader header = header_argument(context, args, i);
  if (header.type != GeometryType::point) args.reject(i, "a POINT");
  check_geographic(header.srid);
  return header;
}

void st_azimuth_spheroid(Context& context, Args args) {
  const GeometryHeader from = point_argument(context, args, 0), to = point_argument(context, args, 1);
  check_same_srid(from.srid, to.srid);
  if (!from.x || !to.x) throw UserError("POINT EMPTY has no azimuth");
  if (const auto degrees = spheroid_azimuth({*from.x, *from.y}, {*to.x, *to.y}))
    context.set(*degrees * std::numbers::pi / 180);
}

void st_project(Context& context, Args args) {
  const GeometryHeader from = point_argument(context, args, 0);
  const double metres = args.number(1), azimuth = args.number(2);
  if (!std::isfinite(metres)) args.reject(1, "a finite number of metres");
  if (!std::isfinite(azimuth)) args.reject(2, "a finite angle in radians");
  if (!from.x) return set_geometry(context, read_argument(context, args, 0));
  const LonLat to = destination({*from.x, *from.y}, azimuth * 180 / std::numbers::pi, metres);
  set_geometry(context, make_point(to.lon, to.lat, from.srid));
}

void st_buffer_geodesic(Context& context, Args args) {
  GeosCall call(context);
  const Geometry geometry = geographic_argument(context, args, 0);
  const double metres = args.number(1);
  if (!(std::abs(metres) <= kMostGeodesicBuffer)) args.reject(1, "-2000000 to 2000000");
  constexpr int kSegments = 16;
  const std::int64_t segments = args.size() > 2 ? args.integer(2) : kSegments;
  if (segments < 1 || segments > 1000) args.reject(2, "1 to 1000 segments to a quarter of a circle");
  set_geometry(context, geodesic_buffer(call.geos, geometry, metres, static_cast<int>(segments), context.interrupt()));
}

void st_segmentize_geodesic(Context& context, Args args) {
  const Geometry geometry = geographic_argument(context, args, 0);
  const double metres = args.number(1);
  if (!(metres > 0 && std::isfinite(metres))) args.reject(1, "a finite number of metres above 0");
  set_geometry(context, segmentize_geodesic(geometry, metres, context.interrupt()));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_DistanceSphere",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_earth_distance<EarthModel::sphere>},
     .summary =
         "The least distance in metres on a sphere of the earth's mean radius, within 0.5 % of the truth; NULL when "
         "one is empty. Edges are arcs of great circles.",
     .example = "SELECT round(ST_DistanceSphere(ST_Point(36.29, 33.51), ST_Point(37.16, 36.2)))",
     .aliases = "ST_Distance_Sphere"},
    {.name = "ST_DistanceSpheroid",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_earth_distance<EarthModel::spheroid>},
     .summary =
         "The least distance in metres on the WGS 84 ellipsoid; exact between points, and between other geometries "
         "measured at the points nearest on the sphere. NULL when one is empty.",
     .example = "SELECT round(ST_DistanceSpheroid(ST_Point(36.29, 33.51), ST_Point(37.16, 36.2)))",
     .aliases = "ST_Distance_Spheroid ST_DistanceGeodesic"},
    {.name = "ST_DWithinGeodesic",
     .arguments = "a, b, metres",
     .returns = "INTEGER",
     .implementation = Scalar{st_d_within_geodesic},
     .summary = "1 when the geometries are no more than so many metres apart on the WGS 84 ellipsoid.",
     .example = "SELECT ST_DWithinGeodesic(ST_Point(36.29, 33.51), ST_Point(36.4, 33.5), 15000)",
     .aliases = "ST_DWithinSpheroid ST_DWithin_Spheroid"},
    {.name = "ST_AreaSpheroid",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_earth_measure<spheroid_area>},
     .summary = "The area of the polygons in square metres on the WGS 84 ellipsoid; 0 for points and lines.",
     .example = "SELECT round(ST_AreaSpheroid(ST_MakeEnvelope(36, 35, 37, 36)) / 1e6)",
     .aliases = "ST_Area_Spheroid ST_AreaGeodesic"},
    {.name = "ST_LengthSpheroid",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_earth_measure<spheroid_length>},
     .summary = "The length of the lines in metres on the WGS 84 ellipsoid; 0 for points and polygons.",
     .example = "SELECT round(ST_LengthSpheroid('LINESTRING(36.29 33.51, 37.16 36.2)'))",
     .aliases = "ST_Length_Spheroid ST_LengthGeodesic"},
    {.name = "ST_PerimeterSpheroid",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_earth_measure<spheroid_perimeter>},
     .summary = "The length of the borders of the polygons in metres on the WGS 84 ellipsoid, holes included.",
     .example = "SELECT round(ST_PerimeterSpheroid(ST_MakeEnvelope(36, 35, 37, 36)))",
     .aliases = "ST_Perimeter_Spheroid ST_PerimeterGeodesic"},
    {.name = "ST_AzimuthSpheroid",
     .arguments = "a, b",
     .returns = "REAL",
     .implementation = Scalar{st_azimuth_spheroid},
     .summary =
         "The direction in which the shortest way from point a to point b sets out, in radians clockwise from north, "
         "[0, 2π); NULL when they coincide.",
     .example = "SELECT degrees(ST_AzimuthSpheroid(ST_Point(36.29, 33.51), ST_Point(37.16, 36.2)))",
     .aliases = "ST_AzimuthGeodesic"},
    {.name = "ST_Project",
     .arguments = "geom, metres, azimuth",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_project},
     .summary = "The point so many metres from a point in a direction, in radians clockwise from north, on the WGS 84 "
                "ellipsoid.",
     .example = "SELECT ST_AsText(ST_Project(ST_Point(36.29, 33.51), 20000, radians(0)), 4)"},
    {.name = "ST_SegmentizeGeodesic",
     .arguments = "geom, metres",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_segmentize_geodesic},
     .summary =
         "The geometry with points added along its edges' geodesics, so that none is longer than so many metres.",
     .example = "SELECT ST_AsText(ST_SegmentizeGeodesic('LINESTRING(0 0, 2 0)', 120000), 3)"},
    {.name = "ST_BufferGeodesic",
     .arguments = "geom, metres [, quad_segs]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_buffer_geodesic},
     .summary =
         "All points within so many metres (up to 2,000,000; negative shrinks polygons) on the WGS 84 ellipsoid, with "
         "quad_segs (16) segments to a quarter of a circle; cut at longitude 180.",
     .example = "SELECT round(ST_AreaSpheroid(ST_BufferGeodesic(ST_Point(36.29, 33.51), 1000)) / 1e6, 2)"},
};

}  // namespace

std::span<const FunctionRow> geodesic_functions() { return kRows; }

}  // namespace sitrep
