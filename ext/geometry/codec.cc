#include "geometry/codec.h"

#include "geometry/gpkg.h"
#include "geometry/wkb.h"

namespace sitrep {
namespace {

std::string_view text_of(std::span<const std::byte> blob) {
  return {reinterpret_cast<const char*>(blob.data()), blob.size()};
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Blobs begin with 0, 1 or "GP"; no text does.
bool is_text(std::span<const std::byte> blob) {
  return !is_gpkg(blob) && !blob.empty() && (blob[0] >= std::byte{' '} || is_blank(text_of(blob)[0]));
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Geometry read_hex(std::string_view text, std::size_t skipped) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]), low = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
    if (high < 0 || low < 0)
      throw UserError("hexadecimal WKB: two digits expected at character " + std::to_string(skipped + i + 1));
    bytes += static_cast<char>(high * 16 + low);
  }
  return read_wkb(std::as_bytes(std::span(bytes)));
}

}  // namespace

std::string_view wkt_name(GeometryType type) {
  constexpr std::string_view kNames[] = {"POINT",           "LINESTRING",   "POLYGON",           "MULTIPOINT",
                                         "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};
  return kNames[static_cast<std::size_t>(type) - 1];
}

std::string_view json_name(GeometryType type) {
  constexpr std::string_view kNames[] = {"Point",           "LineString",   "Polygon",           "MultiPoint",
                                         "MultiLineString", "MultiPolygon", "GeometryCollection"};
  return kNames[static_cast<std::size_t>(type) - 1];
}

Geometry read_geometry(std::span<const std::byte> blob) {
  if (is_gpkg(blob)) return read_gpkg(blob);
  if (is_spatialite(blob)) return read_spatialite(blob);
  if (blob.empty()) throw UserError("an empty blob is no geometry");
  return is_text(blob) ? read_geometry_text(text_of(blob)) : read_wkb(blob);
}

Geometry read_geometry_text(std::string_view text) {
  std::string_view rest = text;
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
  if (rest.empty()) throw UserError("an empty text is no geometry");
  if (rest.front() == '{') return read_geojson(text);
  if (rest.front() == '0') return read_hex(rest, static_cast<std::size_t>(rest.data() - text.data()));
  return read_wkt(text);
}

GeometryHeader header_of(const Geometry& geometry) {
  GeometryHeader header;
  header.type = geometry.type;
  header.srid = geometry.srid;
  header.envelope = envelope(geometry);
  if (geometry.type == GeometryType::point && !geometry.coordinates.empty()) {
    header.x = geometry.coordinates[0];
    header.y = geometry.coordinates[1];
    if (geometry.has_z) header.z = geometry.coordinates[2];
    if (geometry.has_m) header.m = geometry.coordinates.back();
  }
  return header;
}

GeometryHeader read_header(std::span<const std::byte> blob) {
  if (is_gpkg(blob)) return gpkg_header(blob);
  if (is_spatialite(blob)) return spatialite_header(blob);
  if (blob.empty() || is_text(blob)) return header_of(read_geometry(blob));
  ByteReader reader(blob, "WKB");
  return scan_wkb_body(reader);
}

}  // namespace sitrep
