// Making geometries, and turning them into other formats.

#include <cmath>
#include <limits>

#include "geometry/sql_state.h"

namespace sitrep {
namespace {

/// ST_GeomFromText, ST_GeomFromGeoJSON and ST_GeomFromWKB: what differs is what people write.
void geometry_from(Context& context, Args args) {
  Geometry geometry = read_argument(context, args, 0);
  if (args.size() > 1) set_srid(geometry, srid_argument(args, 1));
  set_geometry(context, geometry);
}

void set_srid_of(Context& context, Args args) {
  Geometry geometry = read_argument(context, args, 0);
  set_srid(geometry, srid_argument(args, 1));
  set_geometry(context, geometry);
}

double coordinate_argument(Args args, std::size_t i) {
  const double value = args.number(i);
  if (!std::isfinite(value)) args.reject(i, "a finite number");
  return value;
}

void st_point(Context& context, Args args) {
  const int srid = args.size() > 2 ? srid_argument(args, 2) : kWgs84;
  const auto blob = to_gpkg_point(coordinate_argument(args, 0), coordinate_argument(args, 1), srid);
  context.set(Blob(std::string_view(blob.data(), blob.size())));
}

void st_make_point(Context& context, Args args) {
  Geometry point = make_point(coordinate_argument(args, 0), coordinate_argument(args, 1));
  point.has_z = args.size() > 2;
  point.has_m = args.size() > 3;
  for (std::size_t i = 2; i < args.size(); ++i) point.coordinates.push_back(coordinate_argument(args, i));
  set_geometry(context, point);
}

void st_make_envelope(Context& context, Args args) {
  const double x1 = coordinate_argument(args, 0), y1 = coordinate_argument(args, 1);
  const double x2 = coordinate_argument(args, 2), y2 = coordinate_argument(args, 3);
  Geometry polygon;
  polygon.type = GeometryType::polygon;
  polygon.srid = args.size() > 4 ? srid_argument(args, 4) : kWgs84;
  polygon.parts.push_back(make_like(GeometryType::line_string, polygon));
  polygon.parts.front().coordinates = {x1, y1, x1, y2, x2, y2, x2, y1, x1, y1};
  set_geometry(context, polygon);
}

std::optional<int> digits_wanted(Args args) {
  return args.size() > 1 ? std::optional(digits_argument(args, 1, 15)) : std::nullopt;
}

void st_as_text(Context& context, Args args) {
  context.set(to_wkt(read_argument(context, args, 0), digits_wanted(args)));
}

void st_as_ewkt(Context& context, Args args) {
  context.set(to_ewkt(read_argument(context, args, 0), digits_wanted(args)));
}

void st_as_geojson(Context& context, Args args) {
  constexpr int kDigits = 9;
  const std::string json = to_geojson(read_argument(context, args, 0), digits_argument(args, 1, kDigits));
  context.set(Json{json});
}

void st_as_svg(Context& context, Args args) {
  const bool relative = args.size() > 1 && args.integer(1) != 0;
  context.set(to_svg(read_argument(context, args, 0), relative, digits_argument(args, 2, 15)));
}

void st_as_binary(Context& context, Args args) { context.set(Blob(to_wkb(read_argument(context, args, 0)))); }

void st_as_ewkb(Context& context, Args args) { context.set(Blob(to_ewkb(read_argument(context, args, 0)))); }

constexpr FunctionRow kRows[] = {
    {.name = "ST_GeomFromText",
     .arguments = "wkt [, srid]",
     .returns = "geometry BLOB",
     .implementation = Scalar{geometry_from},
     .summary = "The geometry that a WKT or EWKT text describes; SRID 4326 unless the text or srid says otherwise.",
     .example = "SELECT ST_AsText(ST_GeomFromText('LINESTRING(37.1 36.2, 36.6 35.9)'))",
     .aliases = "ST_GeomFromEWKT"},
    {.name = "ST_GeomFromGeoJSON",
     .arguments = "geojson",
     .returns = "geometry BLOB",
     .implementation = Scalar{geometry_from},
     .summary = "The geometry of a GeoJSON geometry object or Feature; of a FeatureCollection, the collection of its "
                "features' geometries.",
     .example = R"(SELECT ST_AsText(ST_GeomFromGeoJSON('{"type":"Point","coordinates":[37.1,36.2]}')))"},
    {.name = "ST_GeomFromWKB",
     .arguments = "wkb [, srid]",
     .returns = "geometry BLOB",
     .implementation = Scalar{geometry_from},
     .summary =
         "The geometry of a WKB or EWKB blob, or of its hexadecimal digits; SRID 4326 unless the blob or srid says "
         "otherwise.",
     .example = "SELECT ST_AsText(ST_GeomFromWKB(ST_AsBinary('POINT(1 2)')))",
     .aliases = "ST_GeomFromEWKB"},
    {.name = "ST_Point",
     .arguments = "x, y [, srid]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_point},
     .summary = "A point; x is the longitude, y the latitude. SRID 4326 unless given.",
     .example = "SELECT ST_AsText(ST_Point(37.1, 36.2))"},
    {.name = "ST_MakePoint",
     .arguments = "x, y [, z, m]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_make_point},
     .summary = "A point of two, three or four coordinates, SRID 4326.",
     .example = "SELECT ST_AsText(ST_MakePoint(37.1, 36.2, 390))"},
    {.name = "ST_MakeEnvelope",
     .arguments = "x1, y1, x2, y2 [, srid]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_make_envelope},
     .summary = "The rectangle of two opposite corners.",
     .example = "SELECT ST_AsText(ST_MakeEnvelope(36, 35, 38, 37))"},
    {.name = "ST_SetSRID",
     .arguments = "geom, srid",
     .returns = "geometry BLOB",
     .implementation = Scalar{set_srid_of},
     .summary = "The same coordinates under another SRID; nothing is transformed.",
     .example = "SELECT ST_SRID(ST_SetSRID('POINT(1 2)', 3857))"},
    {.name = "ST_AsText",
     .arguments = "geom [, digits]",
     .returns = "TEXT",
     .implementation = Scalar{st_as_text},
     .summary =
         "WKT, with the shortest numbers that read back the same, or rounded to digits (0 to 15) after the point.",
     .example = "SELECT ST_AsText(ST_Point(37.1, 36.2))"},
    {.name = "ST_AsEWKT",
     .arguments = "geom [, digits]",
     .returns = "TEXT",
     .implementation = Scalar{st_as_ewkt},
     .summary = "WKT with the SRID before it, as PostGIS writes it: z and m without a word, MULTIPOINT without inner "
                "brackets.",
     .example = "SELECT ST_AsEWKT(ST_Point(37.1, 36.2))"},
    {.name = "ST_AsGeoJSON",
     .arguments = "geom [, digits]",
     .returns = "JSON TEXT",
     .implementation = Scalar{st_as_geojson},
     .summary = "A GeoJSON geometry object, rounded to digits (9 unless given, 0 to 15) after the point.",
     .example = "SELECT ST_AsGeoJSON(ST_Point(37.1, 36.2))",
     .json = true},
    {.name = "ST_AsSVG",
     .arguments = "geom [, relative, digits]",
     .returns = "TEXT",
     .implementation = Scalar{st_as_svg},
     .summary = "SVG path data of lines and polygons, the cx and cy (x and y when relative is 1) attributes of points; "
                "with y turned, as SVG's grows downward.",
     .example = "SELECT ST_AsSVG('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
    {.name = "ST_AsBinary",
     .arguments = "geom",
     .returns = "BLOB",
     .implementation = Scalar{st_as_binary},
     .summary = "ISO WKB, little-endian, without the SRID.",
     .example = "SELECT hex(ST_AsBinary('POINT(1 2)'))",
     .aliases = "ST_AsWKB"},
    {.name = "ST_AsEWKB",
     .arguments = "geom",
     .returns = "BLOB",
     .implementation = Scalar{st_as_ewkb},
     .summary = "Extended WKB with the SRID, as PostGIS stores and reads it.",
     .example = "SELECT hex(ST_AsEWKB('POINT(1 2)'))"},
};

}  // namespace

std::span<const FunctionRow> format_functions() { return kRows; }

}  // namespace sitrep
