// Lines, polygons and cells from points; formats by name; the tolerant reader.

#include <algorithm>
#include <utility>

#include "geometry/geohash.h"
#include "geometry/gpkg.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

/// Appends the points of a point, multipoint or line string.
void append_points(const Geometry& geometry, Geometry& line) {
  if (geometry.type != GeometryType::point && geometry.type != GeometryType::multi_point &&
      geometry.type != GeometryType::line_string)
    throw UserError("points and lines expected, not a " + std::string(wkt_name(geometry.type)));
  if (geometry.type == GeometryType::multi_point) {
    for (const Geometry& part : geometry.parts) append_points(part, line);
    return;
  }
  Geometry same = geometry;
  force_dimensions(same, line.has_z, line.has_m);
  // The point where two lines meet comes once.
  const std::size_t stride = line.stride();
  auto from = same.coordinates.begin();
  if (geometry.type == GeometryType::line_string && line.size() > 0 && same.size() > 0 &&
      std::equal(line.coordinates.end() - static_cast<std::ptrdiff_t>(stride), line.coordinates.end(), from))
    from += static_cast<std::ptrdiff_t>(stride);
  line.coordinates.insert(line.coordinates.end(), from, same.coordinates.end());
}

Geometry line_of(const std::vector<Geometry>& geometries) {
  Geometry line = make_like(GeometryType::line_string, geometries.front());
  for (const Geometry& g : geometries) {
    check_same_srid(line.srid, g.srid);
    line.has_z = line.has_z && g.has_z;
    line.has_m = line.has_m && g.has_m;
  }
  for (const Geometry& g : geometries) append_points(g, line);
  return line;
}

void set_line(Context& context, const Geometry& line) {
  if (line.size() == 1) throw UserError("a line of one point");
  set_geometry(context, line);
}

void st_make_line(Context& context, Args args) {
  set_line(context, line_of({read_argument(context, args, 0), read_argument(context, args, 1)}));
}

/// In the order of the rows. Only the line is kept, and given back before the result is copied: groups are large.
struct MakeLine {
  void step(Context& context, Args args) {
    const Geometry geometry = read_argument(context, args, 0);
    if (!std::exchange(begun, true)) line = make_like(GeometryType::line_string, geometry);
    check_same_srid(line.srid, geometry.srid);
    force_dimensions(line, line.has_z && geometry.has_z, line.has_m && geometry.has_m);
    append_points(geometry, line);
  }
  void finish(Context& context) {
    if (!begun || line.size() == 1) return;
    const std::string blob = to_gpkg(line);
    line = Geometry();
    context.set(Blob(blob));
  }
  Geometry line;
  bool begun = false;
};

Geometry ring_argument(Context& context, Args args, std::size_t i, const Geometry& ring) {
  if (const char* fault = line_fault(ring, true)) throw UserError(fault);
  if (ring.type != GeometryType::line_string || is_empty(ring)) args.reject(i, "closed lines");
  static_cast<void>(context);
  return ring;
}

void st_make_polygon(Context& context, Args args) {
  Geometry shell = read_argument(context, args, 0);
  if (shell.type != GeometryType::line_string) args.reject(0, "a closed LINESTRING");
  Geometry polygon = make_like(GeometryType::polygon, shell);
  polygon.parts.push_back(ring_argument(context, args, 0, shell));
  if (args.size() > 1) {
    Geometry holes = read_argument(context, args, 1);
    check_same_srid(shell.srid, holes.srid);
    force_dimensions(holes, polygon.has_z, polygon.has_m);
    if (holes.has_z != polygon.has_z || holes.has_m != polygon.has_m) throw UserError("rings of different dimensions");
    if (holes.type == GeometryType::line_string) {
      polygon.parts.push_back(ring_argument(context, args, 1, holes));
    } else {
      for (const Geometry& hole : holes.parts) polygon.parts.push_back(ring_argument(context, args, 1, hole));
    }
  }
  set_geometry(context, polygon);
}

/// As PostGIS has it: no holes, but an SRID.
void st_polygon(Context& context, Args args) {
  const Geometry shell = read_argument(context, args, 0);
  if (shell.type != GeometryType::line_string) args.reject(0, "a closed LINESTRING");
  Geometry polygon = make_like(GeometryType::polygon, shell);
  polygon.parts.push_back(ring_argument(context, args, 0, shell));
  set_srid(polygon, srid_argument(args, 1));
  set_geometry(context, polygon);
}

void st_as_gpb(Context& context, Args args) { set_geometry(context, read_argument(context, args, 0)); }

void st_as_spatialite(Context& context, Args args) {
  context.set(Blob(to_spatialite(read_argument(context, args, 0))));
}

void st_as_hex_ewkb(Context& context, Args args) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string hex;
  for (const char c : to_ewkb(read_argument(context, args, 0))) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  context.set(hex);
}

/// NULL for what is no geometry, where everything else is an error.
void st_try_geom(Context& context, Args args) {
  try {
    set_geometry(context, read_argument(context, args, 0));
  } catch (const UserError&) {
    context.set_null();
  }
}

void st_geo_hash(Context& context, Args args) {
  const GeometryHeader header = header_argument(context, args, 0);
  if (header.envelope.empty()) return;
  std::optional<int> length;
  if (args.size() > 1) {
    const std::int64_t wanted = args.integer(1);
    if (wanted < 1 || wanted > kMostGeohash) args.reject(1, "1 to 20");
    length = static_cast<int>(wanted);
  }
  context.set(geohash(header.envelope, length));
}

void st_geom_from_geo_hash(Context& context, Args args) {
  set_geometry(context, make_box(geohash_box(args[0].text())));
}

void st_point_from_geo_hash(Context& context, Args args) {
  const Box box = geohash_box(args[0].text());
  set_geometry(context, make_point((box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2));
}

void st_tile_envelope(Context& context, Args args) {
  constexpr double kHalf = 20037508.342789244;  // metres from the middle of Web Mercator's square to its side
  const std::int64_t zoom = args.integer(0);
  if (zoom < 0 || zoom > 31) args.reject(0, "0 to 31");
  const double tiles = static_cast<double>(std::int64_t{1} << zoom), side = 2 * kHalf / tiles;
  const std::int64_t x = args.integer(1), y = args.integer(2);
  for (const std::size_t i : {1u, 2u})
    if ((i == 1 ? x : y) < 0 || static_cast<double>(i == 1 ? x : y) >= tiles)
      args.reject(i, "a tile of the zoom level");
  Box box;
  box.add(-kHalf + side * static_cast<double>(x), kHalf - side * static_cast<double>(y));
  box.add(-kHalf + side * static_cast<double>(x + 1), kHalf - side * static_cast<double>(y + 1));
  set_geometry(context, make_box(box, 3857));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_MakeLine",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = aggregate<MakeLine>,
     .summary =
         "A line through the points and lines of the group, in the order of the rows (SELECT … FROM (SELECT … ORDER BY "
         "…)); NULL for fewer than two points.",
     .example =
         "SELECT ST_AsText(ST_MakeLine(geom)) FROM (SELECT ST_Point(1, 2) AS geom UNION ALL SELECT ST_Point(3, 4))"},
    {.name = "ST_MakeLine",
     .arguments = "a, b",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_make_line},
     .summary = "A line through the points of two points, multipoints or lines.",
     .example = "SELECT ST_AsText(ST_MakeLine('POINT(1 2)', 'POINT(3 4)'))"},
    {.name = "ST_MakePolygon",
     .arguments = "shell [, holes]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_make_polygon},
     .summary = "The polygon within a closed line, less those within the closed lines of holes.",
     .example = "SELECT ST_AsText(ST_MakePolygon('LINESTRING(0 0, 0 1, 1 1, 0 0)'))"},
    {.name = "ST_Polygon",
     .arguments = "shell, srid",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_polygon},
     .summary = "The polygon within a closed line, under an SRID.",
     .example = "SELECT ST_AsEWKT(ST_Polygon('LINESTRING(0 0, 0 1, 1 1, 0 0)', 3857))"},
    {.name = "ST_AsGPB",
     .arguments = "geom",
     .returns = "BLOB",
     .implementation = Scalar{st_as_gpb},
     .summary = "A GeoPackage blob, from any format: what all functions return and what is best to store.",
     .example = "SELECT hex(ST_AsGPB('POINT(1 2)'))",
     .aliases = "ST_GeomFromGPB ST_GeomFromSpatiaLite"},
    {.name = "ST_AsSpatiaLite",
     .arguments = "geom",
     .returns = "BLOB",
     .implementation = Scalar{st_as_spatialite},
     .summary = "A blob in SpatiaLite's format.",
     .example = "SELECT hex(ST_AsSpatiaLite('POINT(1 2)'))"},
    {.name = "ST_AsHEXEWKB",
     .arguments = "geom",
     .returns = "TEXT",
     .implementation = Scalar{st_as_hex_ewkb},
     .summary = "Extended WKB in hexadecimal digits, as PostGIS prints geometries.",
     .example = "SELECT ST_AsHEXEWKB('POINT(1 2)')"},
    {.name = "ST_TryGeom",
     .arguments = "value",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_try_geom},
     .summary = "The geometry of a blob or text in any format, NULL when it is none: for columns of mixed quality.",
     .example = "SELECT ST_AsText(ST_TryGeom('POINT(1 2)')), ST_TryGeom('n/a')"},
    {.name = "ST_GeoHash",
     .arguments = "geom [, length]",
     .returns = "TEXT",
     .implementation = Scalar{st_geo_hash},
     .summary = "The geohash of a point (20 characters, or length), or the longest one that holds the whole geometry.",
     .example = "SELECT ST_GeoHash(ST_Point(37.16, 36.2), 6)"},
    {.name = "ST_GeomFromGeoHash",
     .arguments = "geohash",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_geom_from_geo_hash},
     .summary = "The box that a geohash names.",
     .example = "SELECT ST_AsText(ST_GeomFromGeoHash('sy7q'), 4)",
     .aliases = "ST_Box2dFromGeoHash"},
    {.name = "ST_PointFromGeoHash",
     .arguments = "geohash",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_point_from_geo_hash},
     .summary = "The middle of the box that a geohash names.",
     .example = "SELECT ST_AsText(ST_PointFromGeoHash('sy7q'), 4)"},
    {.name = "ST_TileEnvelope",
     .arguments = "zoom, x, y",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_tile_envelope},
     .summary = "The square of a Web Mercator tile, SRID 3857.",
     .example = "SELECT ST_AsText(ST_Transform(ST_TileEnvelope(3, 4, 3), 4326), 2)"},
};

}  // namespace

std::span<const FunctionRow> make_functions() { return kRows; }

}  // namespace sitrep
