// The same geometry with other coordinates or in another form.

#include <cmath>

#include "geometry/editors.h"
#include "geometry/sql_state.h"

namespace sitrep {
namespace {

double finite(Args args, std::size_t i) {
  const double value = args.number(i);
  if (!std::isfinite(value)) args.reject(i, "a finite number");
  return value;
}

void st_multi(Context& context, Args args) {
  Geometry geometry = read_argument(context, args, 0);
  if (is_multi(geometry.type)) return set_geometry(context, geometry);
  Geometry whole = make_like(multi_type(geometry.type), geometry);
  if (!is_empty(geometry)) whole.parts.push_back(std::move(geometry));
  set_geometry(context, whole);
}

template <Geometry (*Edit)(Geometry)>
void st_edit(Context& context, Args args) {
  set_geometry(context, Edit(read_argument(context, args, 0)));
}

template <bool clockwise>
void st_force_polygon(Context& context, Args args) {
  set_geometry(context, oriented(read_argument(context, args, 0), clockwise));
}

template <bool z, bool m>
void st_force(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  std::optional<double> added_z, added_m;
  if (z) added_z = args.size() > 1 ? finite(args, 1) : 0;
  if (m) added_m = args.size() > (z ? 2 : 1) ? finite(args, z ? 2 : 1) : 0;
  set_geometry(context, with_dimensions(geometry, added_z, added_m));
}

void st_translate(Context& context, Args args) {
  Affine move{.dx = finite(args, 1), .dy = finite(args, 2), .dz = args.size() > 3 ? finite(args, 3) : 0};
  set_geometry(context, transformed(read_argument(context, args, 0), move));
}

void st_scale(Context& context, Args args) {
  const Affine stretch{.a = finite(args, 1), .d = finite(args, 2)};
  set_geometry(context, transformed(read_argument(context, args, 0), stretch));
}

void st_rotate(Context& context, Args args) {
  const double angle = finite(args, 1);
  const double x = args.size() > 2 ? finite(args, 2) : 0, y = args.size() > 3 ? finite(args, 3) : 0;
  const double cosine = std::cos(angle), sine = std::sin(angle);
  const Affine turn{.a = cosine,
                    .b = -sine,
                    .c = sine,
                    .d = cosine,
                    .dx = x - cosine * x + sine * y,
                    .dy = y - sine * x - cosine * y};
  set_geometry(context, transformed(read_argument(context, args, 0), turn));
}

void st_affine(Context& context, Args args) {
  const Affine f{.a = finite(args, 1),
                 .b = finite(args, 2),
                 .c = finite(args, 3),
                 .d = finite(args, 4),
                 .dx = finite(args, 5),
                 .dy = finite(args, 6)};
  set_geometry(context, transformed(read_argument(context, args, 0), f));
}

void st_snap_to_grid(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const std::size_t sizes = args.size() == 5 ? 3 : 1;
  if (args.size() == 4) throw UserError("either a size, two sizes, or an origin and two sizes");
  constexpr std::string_view kSize = "a finite size of 0 or more";
  const double dx = number_argument(args, sizes, 0, kSize);
  const double dy = args.size() > sizes + 1 ? number_argument(args, sizes + 1, 0, kSize) : dx;
  const double ox = sizes == 3 ? finite(args, 1) : 0, oy = sizes == 3 ? finite(args, 2) : 0;
  set_geometry(context, snapped(geometry, ox, oy, dx, dy));
}

void st_remove_repeated_points(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const double tolerance = args.size() > 1 ? number_argument(args, 1, 0, "a finite tolerance of 0 or more") : 0;
  set_geometry(context, without_repeated(geometry, tolerance, context.interrupt()));
}

void st_segmentize(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const double longest = args.number(1);
  if (!(longest > 0 && std::isfinite(longest))) args.reject(1, "a finite length above 0");
  set_geometry(context, segmentized(geometry, longest, context.interrupt()));
}

/// The dimension of a collection by its parts that are not EMPTY.
int highest_kind(const Geometry& geometry) {
  if (is_empty(geometry)) return dimension(geometry);
  Geometry filled = geometry;
  drop_empty_parts(filled);
  return dimension(filled);
}

void st_collection_extract(Context& context, Args args) {
  const Geometry geometry = read_argument(context, args, 0);
  const std::int64_t kind = args.size() > 1 ? args.integer(1) : highest_kind(geometry) + 1;
  if (kind < 1 || kind > 3) args.reject(1, "1 for points, 2 for lines or 3 for polygons");
  set_geometry(context, extracted(geometry, static_cast<int>(kind) - 1));
}

void st_expand(Context& context, Args args) {
  const GeometryHeader header = header_argument(context, args, 0);
  const double dx = finite(args, 1), dy = args.size() > 2 ? finite(args, 2) : dx;
  Box box = header.envelope;
  if (box.empty()) return set_geometry(context, read_argument(context, args, 0));
  box = {.min_x = box.min_x - dx, .min_y = box.min_y - dy, .max_x = box.max_x + dx, .max_y = box.max_y + dy};
  set_geometry(context, make_box(box, header.srid));
}

void st_points(Context& context, Args args) { set_geometry(context, points_of(read_argument(context, args, 0))); }

Geometry line_argument(Context& context, Args args) {
  Geometry line = read_argument(context, args, 0);
  if (line.type != GeometryType::line_string) args.reject(0, "a LINESTRING");
  return line;
}

/// The numbers of a point argument in the manner of `line`; 0 for a z or m that it lacks.
std::vector<double> point_numbers(Context& context, Args args, std::size_t i, const Geometry& line) {
  const Geometry point = read_argument(context, args, i);
  if (point.type != GeometryType::point || is_empty(point)) args.reject(i, "a POINT that is not EMPTY");
  check_same_srid(line.srid, point.srid);
  return with_dimensions(point, line.has_z ? std::optional(0.0) : std::nullopt,
                         line.has_m ? std::optional(0.0) : std::nullopt)
      .coordinates;
}

/// A place in a line: 0 is the first point; when `backwards`, -1 is the last, and so on.
std::size_t place_argument(Args args, std::size_t i, std::size_t size, bool backwards) {
  const std::int64_t given = args.integer(i), count = static_cast<std::int64_t>(size);
  const std::int64_t place = backwards && given < 0 ? given + count : given;
  if (place < 0 || place >= count) args.reject(i, "a position within the line, from 0");
  return static_cast<std::size_t>(place);
}

void st_add_point(Context& context, Args args) {
  Geometry line = line_argument(context, args);
  const std::vector<double> point = point_numbers(context, args, 1, line);
  std::size_t place = line.size();
  if (args.size() > 2 && args.integer(2) != -1) place = place_argument(args, 2, line.size() + 1, false);
  line.coordinates.insert(line.coordinates.begin() + static_cast<std::ptrdiff_t>(place * line.stride()), point.begin(),
                          point.end());
  if (line.size() < 2) throw UserError("a line of one point would be left");
  set_geometry(context, line);
}

void st_set_point(Context& context, Args args) {
  Geometry line = line_argument(context, args);
  const std::size_t place = place_argument(args, 1, line.size(), true);
  const std::vector<double> point = point_numbers(context, args, 2, line);
  std::copy(point.begin(), point.end(), line.coordinates.begin() + static_cast<std::ptrdiff_t>(place * line.stride()));
  set_geometry(context, line);
}

void st_remove_point(Context& context, Args args) {
  Geometry line = line_argument(context, args);
  const std::size_t place = place_argument(args, 1, line.size(), false);
  if (line.size() <= 2) throw UserError("a line of one point would be left");
  const auto from = line.coordinates.begin() + static_cast<std::ptrdiff_t>(place * line.stride());
  line.coordinates.erase(from, from + static_cast<std::ptrdiff_t>(line.stride()));
  set_geometry(context, line);
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Multi",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_multi},
     .summary = "The geometry as a multi geometry of one part; multis and collections as they are.",
     .example = "SELECT ST_AsText(ST_Multi('POINT(1 2)'))"},
    {.name = "ST_FlipCoordinates",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_edit<flipped>},
     .summary = "x and y exchanged: for data that came latitude first.",
     .example = "SELECT ST_AsText(ST_FlipCoordinates('POINT(36.2 37.1)'))"},
    {.name = "ST_Reverse",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_edit<reversed>},
     .summary = "Every line and ring backwards.",
     .example = "SELECT ST_AsText(ST_Reverse('LINESTRING(0 0, 1 1)'))"},
    {.name = "ST_ForcePolygonCW",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force_polygon<true>},
     .summary = "Outer rings clockwise, holes counterclockwise.",
     .example = "SELECT ST_AsText(ST_ForcePolygonCW('POLYGON((0 0, 1 0, 1 1, 0 0))'))",
     .aliases = "ST_ForceRHR"},
    {.name = "ST_ForcePolygonCCW",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force_polygon<false>},
     .summary = "Outer rings counterclockwise, holes clockwise, as GeoJSON asks.",
     .example = "SELECT ST_AsText(ST_ForcePolygonCCW('POLYGON((0 0, 1 1, 1 0, 0 0))'))"},
    {.name = "ST_Force2D",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force<false, false>},
     .summary = "Without z and m.",
     .example = "SELECT ST_AsText(ST_Force2D('POINT Z (1 2 3)'))"},
    {.name = "ST_Force3DZ",
     .arguments = "geom [, z]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force<true, false>},
     .summary = "With z (0, or the value given, where there was none) and without m.",
     .example = "SELECT ST_AsText(ST_Force3DZ('POINT(1 2)'))",
     .aliases = "ST_Force3D"},
    {.name = "ST_Force3DM",
     .arguments = "geom [, m]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force<false, true>},
     .summary = "With m (0, or the value given, where there was none) and without z.",
     .example = "SELECT ST_AsText(ST_Force3DM('POINT(1 2)'))"},
    {.name = "ST_Force4D",
     .arguments = "geom [, z, m]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_force<true, true>},
     .summary = "With z and m (0, or the values given, where there were none).",
     .example = "SELECT ST_AsText(ST_Force4D('POINT(1 2)'))"},
    {.name = "ST_Translate",
     .arguments = "geom, dx, dy [, dz]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_translate},
     .summary = "Moved by dx and dy.",
     .example = "SELECT ST_AsText(ST_Translate('POINT(1 2)', 10, 20))"},
    {.name = "ST_Scale",
     .arguments = "geom, x_factor, y_factor",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_scale},
     .summary = "Coordinates multiplied by the factors.",
     .example = "SELECT ST_AsText(ST_Scale('POINT(1 2)', 10, 20))"},
    {.name = "ST_Rotate",
     .arguments = "geom, radians [, x, y]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_rotate},
     .summary = "Turned counterclockwise about the origin, or about x, y.",
     .example = "SELECT ST_AsText(ST_Rotate('POINT(1 0)', pi() / 2), 6)"},
    {.name = "ST_Affine",
     .arguments = "geom, a, b, d, e, x_offset, y_offset",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_affine},
     .summary = "x' = a x + b y + x_offset, y' = d x + e y + y_offset.",
     .example = "SELECT ST_AsText(ST_Affine('POINT(1 2)', 0, 1, 1, 0, 10, 20))"},
    {.name = "ST_SnapToGrid",
     .arguments = "geom, x_or_size [, y_or_size, size_x, size_y]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_snap_to_grid},
     .summary =
         "Coordinates rounded to multiples of size (or of two sizes; or with an origin: x, y, size_x, size_y); what "
         "collapses is left out.",
     .example = "SELECT ST_AsText(ST_SnapToGrid('LINESTRING(0.1 0.2, 5.4 4.6)', 1))"},
    {.name = "ST_RemoveRepeatedPoints",
     .arguments = "geom [, tolerance]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_remove_repeated_points},
     .summary = "Lines and rings without points that repeat the one before, or lie within tolerance of it; "
                "multipoints without points that near to another.",
     .example = "SELECT ST_AsText(ST_RemoveRepeatedPoints('LINESTRING(0 0, 0 0, 1 1)'))"},
    {.name = "ST_Segmentize",
     .arguments = "geom, length",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_segmentize},
     .summary = "With points added so that no edge is longer than length, in units of the coordinates; for metres see "
                "ST_SegmentizeGeodesic.",
     .example = "SELECT ST_AsText(ST_Segmentize('LINESTRING(0 0, 2 0)', 1))"},
    {.name = "ST_CollectionExtract",
     .arguments = "geom [, kind]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_collection_extract},
     .summary =
         "The points (1), lines (2) or polygons (3) of a collection as a multi geometry; without kind those of the "
         "highest dimension.",
     .example = "SELECT ST_AsText(ST_CollectionExtract('GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1))', 1))"},
    {.name = "ST_Expand",
     .arguments = "geom, dx [, dy]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_expand},
     .summary = "The bounding box grown by dx and dy (dx unless given) on each side.",
     .example = "SELECT ST_AsText(ST_Expand('POINT(1 2)', 1))"},
    {.name = "ST_Points",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_points},
     .summary = "All points of a geometry as a multipoint, the closing ones of rings included.",
     .example = "SELECT ST_AsText(ST_Points('LINESTRING(0 0, 1 1)'))"},
    {.name = "ST_AddPoint",
     .arguments = "line, point [, position]",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_add_point},
     .summary = "The line with a point more, at its end (position -1) or before the point at position, from 0.",
     .example = "SELECT ST_AsText(ST_AddPoint('LINESTRING(0 0, 1 1)', 'POINT(2 2)'))"},
    {.name = "ST_SetPoint",
     .arguments = "line, position, point",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_set_point},
     .summary = "The line with another point at position, from 0; from -1 backwards.",
     .example = "SELECT ST_AsText(ST_SetPoint('LINESTRING(0 0, 1 1)', -1, 'POINT(2 2)'))"},
    {.name = "ST_RemovePoint",
     .arguments = "line, position",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_remove_point},
     .summary = "The line without the point at position, from 0.",
     .example = "SELECT ST_AsText(ST_RemovePoint('LINESTRING(0 0, 1 1, 2 2)', 1))"},
};

}  // namespace

std::span<const FunctionRow> editor_functions() { return kRows; }

}  // namespace sitrep
