// What a geometry says about itself.

#include "geometry/sql_state.h"

namespace sitrep {
namespace {

/// The header of a point argument; UserError for any other type.
GeometryHeader point_header(Context& context, Args args) {
  const GeometryHeader header = header_argument(context, args, 0);
  if (header.type != GeometryType::point)
    throw UserError("geom must be a POINT, not a " + std::string(wkt_name(header.type)));
  return header;
}

template <std::optional<double> GeometryHeader::*Coordinate>
void st_coordinate(Context& context, Args args) {
  context.set(point_header(context, args).*Coordinate);
}

template <double Box::*Bound>
void st_bound(Context& context, Args args) {
  const Box box = header_argument(context, args, 0).envelope;
  if (!box.empty()) context.set(box.*Bound);
}

void st_srid(Context& context, Args args) { context.set(header_argument(context, args, 0).srid); }

void st_geometry_type(Context& context, Args args) {
  context.set("ST_" + std::string(json_name(header_argument(context, args, 0).type)));
}

void st_is_empty(Context& context, Args args) { context.set(header_argument(context, args, 0).envelope.empty()); }

void st_is_valid(Context& context, Args args) {
  GeosCall call(context);
  Operand operand = call.state.operand(context, args, 0);
  context.set(call.geos.test(GEOSisValid_r, call.state.shape(operand).geometry));
}

void st_is_valid_reason(Context& context, Args args) {
  GeosCall call(context);
  Operand operand = call.state.operand(context, args, 0);
  context.set(call.geos.text(GEOSisValidReason_r, call.state.shape(operand).geometry));
}

void st_num_geometries(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  if (is_empty(geometry))
    context.set(0);
  else
    context.set(is_multi(geometry.type) ? geometry.parts.size() : 1);
}

void st_geometry_n(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const std::int64_t n = args.integer(1);
  if (n < 1 || is_empty(geometry)) return;
  if (!is_multi(geometry.type)) {
    if (n == 1) set_geometry(context, geometry);
  } else if (static_cast<std::uint64_t>(n) <= geometry.parts.size()) {
    set_geometry(context, geometry.parts[static_cast<std::size_t>(n) - 1]);
  }
}

void st_n_points(Context& context, Args args) { context.set(point_count(read_argument(context, args, 0))); }

void st_dimension(Context& context, Args args) { context.set(dimension(read_argument(context, args, 0))); }

constexpr FunctionRow kRows[] = {
    {.name = "ST_X",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_coordinate<&GeometryHeader::x>},
     .summary = "The x coordinate (longitude) of a point; NULL of POINT EMPTY.",
     .example = "SELECT ST_X('POINT(37.1 36.2)')"},
    {.name = "ST_Y",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_coordinate<&GeometryHeader::y>},
     .summary = "The y coordinate (latitude) of a point; NULL of POINT EMPTY.",
     .example = "SELECT ST_Y('POINT(37.1 36.2)')"},
    {.name = "ST_Z",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_coordinate<&GeometryHeader::z>},
     .summary = "The z coordinate of a point; NULL when it has none.",
     .example = "SELECT ST_Z('POINT Z (37.1 36.2 390)')"},
    {.name = "ST_M",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_coordinate<&GeometryHeader::m>},
     .summary = "The measure of a point; NULL when it has none.",
     .example = "SELECT ST_M('POINT M (37.1 36.2 7)')"},
    {.name = "ST_SRID",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_srid},
     .summary = "The number of the geometry's spatial reference system; 4326 unless it says otherwise.",
     .example = "SELECT ST_SRID('SRID=3857;POINT(1 2)')"},
    {.name = "ST_GeometryType",
     .arguments = "geom",
     .returns = "TEXT",
     .implementation = Scalar{st_geometry_type},
     .summary = "ST_Point, ST_LineString, ST_Polygon, ST_MultiPoint, ST_MultiLineString, ST_MultiPolygon or "
                "ST_GeometryCollection.",
     .example = "SELECT ST_GeometryType('POINT(1 2)')"},
    {.name = "ST_Dimension",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_dimension},
     .summary = "0 for points, 1 for lines, 2 for polygons; of a collection the highest of its parts.",
     .example = "SELECT ST_Dimension('LINESTRING(0 0, 1 1)')"},
    {.name = "ST_IsEmpty",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_empty},
     .summary = "1 when the geometry has no points, else 0.",
     .example = "SELECT ST_IsEmpty('POLYGON EMPTY')"},
    {.name = "ST_IsValid",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_is_valid},
     .summary = "1 when the geometry keeps to the OGC rules (rings that do not cross, holes inside), else 0.",
     .example = "SELECT ST_IsValid('POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))')"},
    {.name = "ST_IsValidReason",
     .arguments = "geom",
     .returns = "TEXT",
     .implementation = Scalar{st_is_valid_reason},
     .summary = "'Valid Geometry', or which rule is broken and where.",
     .example = "SELECT ST_IsValidReason('POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))')"},
    {.name = "ST_MinX",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_bound<&Box::min_x>},
     .summary = "The least x of the geometry, read from the blob's envelope; NULL when it is empty.",
     .example = "SELECT ST_MinX('LINESTRING(1 2, 3 4)')",
     .aliases = "ST_XMin"},
    {.name = "ST_MinY",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_bound<&Box::min_y>},
     .summary = "The least y of the geometry; NULL when it is empty.",
     .example = "SELECT ST_MinY('LINESTRING(1 2, 3 4)')",
     .aliases = "ST_YMin"},
    {.name = "ST_MaxX",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_bound<&Box::max_x>},
     .summary = "The greatest x of the geometry; NULL when it is empty.",
     .example = "SELECT ST_MaxX('LINESTRING(1 2, 3 4)')",
     .aliases = "ST_XMax"},
    {.name = "ST_MaxY",
     .arguments = "geom",
     .returns = "REAL",
     .implementation = Scalar{st_bound<&Box::max_y>},
     .summary = "The greatest y of the geometry; NULL when it is empty.",
     .example = "SELECT ST_MaxY('LINESTRING(1 2, 3 4)')",
     .aliases = "ST_YMax"},
    {.name = "ST_NumGeometries",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_num_geometries},
     .summary = "How many parts a multi geometry or collection has; 1 for a single geometry, 0 for an empty one.",
     .example = "SELECT ST_NumGeometries('MULTIPOINT(1 2, 3 4)')"},
    {.name = "ST_GeometryN",
     .arguments = "geom, n",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_geometry_n},
     .summary = "Part n, from 1, of a multi geometry or collection; a single geometry is its own part 1. NULL beyond.",
     .example = "SELECT ST_AsText(ST_GeometryN('MULTIPOINT(1 2, 3 4)', 2))"},
    {.name = "ST_NPoints",
     .arguments = "geom",
     .returns = "INTEGER",
     .implementation = Scalar{st_n_points},
     .summary = "How many points a geometry has, the closing ones of rings included.",
     .example = "SELECT ST_NPoints('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
};

}  // namespace

std::span<const FunctionRow> accessor_functions() { return kRows; }

}  // namespace sitrep
