#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geometry/geometry.h"

/// The formats of geometries. Readers take what they are given with suspicion: counts are checked against the bytes
/// left before anything is allocated, nesting is bounded by kMaxDepth, lines have two points at least, rings four and
/// an end where they began, x and y are finite. What fails is a UserError that says what and where ("at byte 12", "at
/// character 7", from 1). What comes back keeps to the rules of Geometry. SRID is kWgs84 where a format does not say.
namespace sitrep {

/// A GeoPackage blob, WKB (ISO), EWKB, or a SpatiaLite blob, told apart by the first bytes; or any of the text formats
/// as bytes.
Geometry read_geometry(std::span<const std::byte> blob);

/// WKT, EWKT, GeoJSON, or WKB and EWKB in hexadecimal digits.
Geometry read_geometry_text(std::string_view text);

Geometry read_wkb(std::span<const std::byte> blob);  ///< ISO and extended WKB, either byte order
Geometry read_gpkg(std::span<const std::byte> blob);
Geometry read_spatialite(std::span<const std::byte> blob);  ///< compressed geometries and TinyPoint too
Geometry read_wkt(std::string_view text);
Geometry read_geojson(std::string_view text);  ///< a Feature is its geometry, a FeatureCollection a collection of them

/// What tells whether a geometry is worth reading.
struct GeometryHeader {
  GeometryType type = GeometryType::point;
  int srid = kWgs84;
  Box envelope;                      ///< empty for an EMPTY geometry
  std::optional<double> x, y, z, m;  ///< of a point that is not EMPTY
};

/// Reads the header of a blob and builds nothing: type, srid, and the envelope where the format keeps one (GeoPackage,
/// SpatiaLite), which is believed. The coordinates of other blobs are gone through once. Text is read as a whole.
GeometryHeader read_header(std::span<const std::byte> blob);
GeometryHeader header_of(const Geometry& geometry);

/// GeoPackage binary, little-endian, version 1: an XY envelope on everything but points and EMPTY, the empty flag.
std::string to_gpkg(const Geometry& geometry);

/// The same of a point, which has no envelope: 29 bytes, and no memory is asked for.
std::array<char, 29> to_gpkg_point(double x, double y, int srid);

/// ISO WKB, little-endian, no SRID. POINT EMPTY has NaN for coordinates.
std::string to_wkb(const Geometry& geometry);

/// EWKB as PostGIS writes it: flags in the type, the SRID unless it is 0 or below.
std::string to_ewkb(const Geometry& geometry);

/// SpatiaLite's blob, little-endian; collections of collections become flat, EMPTY parts are left out. UserError for
/// what is EMPTY as a whole, which the format has no form for.
std::string to_spatialite(const Geometry& geometry);

/// `POINT(1 2)`, `POINT Z (1 2 3)`, `POINT EMPTY`, with the shortest numbers that read back the same, or rounded to
/// `digits` after the point (0..15).
std::string to_wkt(const Geometry& geometry, std::optional<int> digits = {});

/// `SRID=4326;POINT(1 2)`, as PostGIS writes it: `POINT(1 2 3)` has a z, `POINTM(1 2 3)` a measure, a MULTIPOINT no inner
/// brackets. The z of an EMPTY is lost.
std::string to_ewkt(const Geometry& geometry, std::optional<int> digits = {});

/// RFC 7946 geometry object with at most `digits` digits after the point (0..15); m is left out; a `crs` member names
/// an SRID that is not 4326, as PostGIS does.
std::string to_geojson(const Geometry& geometry, int digits = 9);

/// SVG: path data of lines and polygons (`M 0 0 L 1 -1 Z`; relative moves after the first point when `relative`), `cx`
/// and `cy` attributes of points (`x` and `y` when `relative`). y is turned, as SVG's grows downward.
std::string to_svg(const Geometry& geometry, bool relative = false, int digits = 15);

/// The name as in WKT: "MULTIPOLYGON".
std::string_view wkt_name(GeometryType type);

/// The name as in GeoJSON and behind "ST_": "MultiPolygon".
std::string_view json_name(GeometryType type);

}  // namespace sitrep
