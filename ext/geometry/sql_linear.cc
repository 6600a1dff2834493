// Linear referencing, and other reference systems.

#include "geometry/linear.h"
#include "geometry/sql_state.h"
#include "geometry/transform.h"

namespace sitrep {
namespace {

Geometry line_argument(Context& context, Args args) {
  Geometry line = read_argument(context, args, 0);
  if (line.type != GeometryType::line_string) args.reject(0, "a LINESTRING");
  return line;
}

double share_argument(Args args, std::size_t i) {
  const double share = args.number(i);
  if (!(share >= 0 && share <= 1)) args.reject(i, "0 to 1");
  return share;
}

void st_line_interpolate_point(Context& context, Args args) {
  const Geometry line = line_argument(context, args);
  const double share = share_argument(args, 1);
  set_geometry(context, is_empty(line) ? make_like(GeometryType::point, line) : interpolate(line, share));
}

void st_line_interpolate_points(Context& context, Args args) {
  const Geometry line = line_argument(context, args);
  const double share = args.number(1);
  constexpr double kLeast = 1e-6;
  if (!(share >= kLeast && share <= 1)) args.reject(1, "0.000001 to 1");
  Geometry made = make_like(GeometryType::multi_point, line);
  if (!is_empty(line))
    for (int i = 1; i * share <= 1 + 1e-12; ++i) made.parts.push_back(interpolate(line, i * share));
  set_geometry(context, made);
}

void st_line_locate_point(Context& context, Args args) {
  const Geometry line = line_argument(context, args);
  const GeometryHeader point = header_argument(context, args, 1);
  if (point.type != GeometryType::point) args.reject(1, "a POINT");
  check_same_srid(line.srid, point.srid);
  if (point.x && !is_empty(line)) context.set(locate(line, *point.x, *point.y));
}

void st_line_substring(Context& context, Args args) {
  const Geometry line = line_argument(context, args);
  const double from = share_argument(args, 1), to = share_argument(args, 2);
  if (from > to) throw UserError("from must not be beyond to");
  set_geometry(context, is_empty(line) ? line : substring(line, from, to));
}

void st_transform(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const std::int64_t srid = args.integer(1);
  if (srid < 1 || srid > 999999) args.reject(1, "an SRID");
  set_geometry(context, transform(geometry, static_cast<int>(srid)));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_LineInterpolatePoint",
     .arguments = "line, share",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_line_interpolate_point},
     .summary = "The point at a share (0 to 1) of a line's length.",
     .example = "SELECT ST_AsText(ST_LineInterpolatePoint('LINESTRING(0 0, 10 0)', 0.3))",
     .aliases = "ST_Line_Interpolate_Point"},
    {.name = "ST_LineInterpolatePoints",
     .arguments = "line, share",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_line_interpolate_points},
     .summary = "The points at every multiple of a share of a line's length, as a multipoint.",
     .example = "SELECT ST_AsText(ST_LineInterpolatePoints('LINESTRING(0 0, 10 0)', 0.25))"},
    {.name = "ST_LineLocatePoint",
     .arguments = "line, point",
     .returns = "REAL",
     .implementation = Scalar{st_line_locate_point},
     .summary = "At which share (0 to 1) of a line's length the point nearest to a point lies; NULL when one is empty.",
     .example = "SELECT ST_LineLocatePoint('LINESTRING(0 0, 10 0)', 'POINT(3 5)')",
     .aliases = "ST_Line_Locate_Point"},
    {.name = "ST_LineSubstring",
     .arguments = "line, from, to",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_line_substring},
     .summary = "The part of a line between two shares (0 to 1) of its length; a point when they are equal.",
     .example = "SELECT ST_AsText(ST_LineSubstring('LINESTRING(0 0, 10 0)', 0.2, 0.5))",
     .aliases = "ST_Line_Substring"},
    {.name = "ST_Transform",
     .arguments = "geom, srid",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_transform},
     .summary =
         "The geometry in another reference system: 4326 (WGS 84), 3857 (Web Mercator), 32601 to 32660 and 32701 to "
         "32760 (UTM zones north and south). x is always east or longitude.",
     .example = "SELECT ST_AsText(ST_Transform(ST_Point(36.29, 33.51), 32637), 1)"},
};

}  // namespace

std::span<const FunctionRow> linear_functions() { return kRows; }

}  // namespace sitrep
