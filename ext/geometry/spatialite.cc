// SpatiaLite's BLOB-Geometry (https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html) and BLOB-TinyPoint
// (https://www.gaia-gis.it/gaia-sins/BLOB-TinyPoint.html): byte order once, parts without their own.

#include "geometry/gpkg.h"
#include "geometry/wkb.h"

namespace sitrep {
namespace {

constexpr std::byte kStart{0x00}, kEnd{0xFE}, kMbrEnd{0x7C};
constexpr unsigned kEntity = 0x69;
constexpr std::size_t kMbrEndAt = 38, kLeastBlob = 45;
constexpr unsigned kTinyBig = 0x80, kTinyLittle = 0x81;

bool is_tiny_point(std::span<const std::byte> blob) {
  if (blob.size() < 24 || blob[0] != kStart || blob.back() != kEnd) return false;
  const unsigned order = std::to_integer<unsigned>(blob[1]), kind = std::to_integer<unsigned>(blob[6]);
  return (order == kTinyBig || order == kTinyLittle) && kind >= 1 && kind <= 4;
}

void read_coordinates(ByteReader& reader, std::size_t points, Geometry& line) {
  reader.need(points * line.stride() * sizeof(double));
  reader.doubles(points * line.stride(), line.coordinates);
}

/// The first and the last point in full; between them x, y and z are differences in single precision, m in full.
void read_compressed(ByteReader& reader, std::size_t points, Geometry& line) {
  const std::size_t differences = line.has_z ? 3 : 2, stride = line.stride();
  for (std::size_t i = 0; i < points; ++i) {
    if (i == 0 || i + 1 == points) {
      read_coordinates(reader, 1, line);
      continue;
    }
    const std::size_t before = line.coordinates.size() - stride;
    for (std::size_t k = 0; k < differences; ++k)
      line.coordinates.push_back(line.coordinates[before + k] + reader.f32());
    if (line.has_m) line.coordinates.push_back(reader.f64());
  }
}

void read_line(ByteReader& reader, Geometry& line, bool compressed, bool is_ring) {
  const std::size_t start = reader.position();
  const std::size_t least = compressed ? 8 : line.stride() * sizeof(double);
  const std::size_t points = reader.count(least, "points");
  if (compressed)
    read_compressed(reader, points, line);
  else
    read_coordinates(reader, points, line);
  if (const char* fault = line_fault(line, is_ring)) reader.fail(fault, start);
}

Geometry read_class(ByteReader& reader, bool& compressed) {
  const std::size_t start = reader.position();
  const std::uint32_t code = reader.u32();
  compressed = code > 1000000;
  const std::uint32_t plain = compressed ? code - 1000000 : code;
  const std::uint32_t thousands = plain / 1000, type = plain % 1000;
  const bool known = type >= 1 && type <= 7 && thousands <= 3 && (!compressed || type == 2 || type == 3);
  if (!known) reader.fail("geometry class " + std::to_string(code) + " is not known,", start);
  Geometry head;
  head.type = static_cast<GeometryType>(type);
  head.has_z = thousands == 1 || thousands == 3;
  head.has_m = thousands >= 2;
  return head;
}

void read_class_data(ByteReader& reader, Geometry& geometry, bool compressed);

void read_parts(ByteReader& reader, Geometry& geometry) {
  constexpr std::size_t kLeastEntity = 9;  // the mark, the class, a count of none
  const std::size_t count = reader.count(kLeastEntity, "parts");
  geometry.parts.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t start = reader.position();
    if (reader.u8() != kEntity) reader.fail("entity mark 0x69 expected", start);
    bool compressed = false;
    Geometry part = read_class(reader, compressed);
    part.srid = geometry.srid;
    const bool free = geometry.type == GeometryType::collection;
    if (is_multi(part.type) || (!free && part.type != part_type(geometry.type)))
      reader.fail(std::string(wkt_name(part.type)) + " within a " + std::string(wkt_name(geometry.type)), start);
    if (part.has_z != geometry.has_z || part.has_m != geometry.has_m)
      reader.fail("part of another dimension than the whole", start);
    read_class_data(reader, part, compressed);
    geometry.parts.push_back(std::move(part));
  }
}

void read_class_data(ByteReader& reader, Geometry& geometry, bool compressed) {
  switch (geometry.type) {
    case GeometryType::point: {
      const std::size_t start = reader.position();
      read_coordinates(reader, 1, geometry);
      if (std::isnan(geometry.x()) && std::isnan(geometry.y()))
        geometry.coordinates.clear();
      else if (!are_coordinates(geometry.coordinates.data(), geometry.stride()))
        reader.fail("coordinate that is not finite", start);
      return;
    }
    case GeometryType::line_string:
      return read_line(reader, geometry, compressed, false);
    case GeometryType::polygon: {
      constexpr std::size_t kLeastRing = 4 + 2 * 16 + 2 * 8;  // a count, two full points and two compressed
      const std::size_t rings = reader.count(kLeastRing, "rings");
      geometry.parts.reserve(rings);
      for (std::size_t i = 0; i < rings; ++i)
        read_line(reader, geometry.parts.emplace_back(make_like(GeometryType::line_string, geometry)), compressed,
                  true);
      return;
    }
    default:
      return read_parts(reader, geometry);
  }
}

Geometry read_tiny_point(std::span<const std::byte> blob) {
  ByteReader reader(blob, "SpatiaLite TinyPoint");
  reader.seek(1);
  reader.little(reader.u8() == kTinyLittle);
  Geometry point;
  point.srid = static_cast<std::int32_t>(reader.u32());
  const unsigned kind = reader.u8();
  point.has_z = kind == 2 || kind == 4;
  point.has_m = kind == 3 || kind == 4;
  read_class_data(reader, point, false);
  if (reader.left() != 1) reader.fail("end mark expected");
  return point;
}

/// Leaves the reader at the class.
GeometryHeader read_spatialite_head(ByteReader& reader) {
  reader.seek(1);
  reader.byte_order();
  GeometryHeader header;
  header.srid = static_cast<std::int32_t>(reader.u32());
  header.envelope.min_x = reader.f64();
  header.envelope.min_y = reader.f64();
  header.envelope.max_x = reader.f64();
  header.envelope.max_y = reader.f64();
  if (header.envelope.empty()) header.envelope = Box();
  reader.seek(kMbrEndAt + 1);
  return header;
}

}  // namespace

bool is_spatialite(std::span<const std::byte> blob) {
  if (is_tiny_point(blob)) return true;
  return blob.size() >= kLeastBlob && blob[0] == kStart && blob[1] <= std::byte{1} && blob[kMbrEndAt] == kMbrEnd &&
         blob.back() == kEnd;
}

Geometry read_spatialite(std::span<const std::byte> blob) {
  if (is_tiny_point(blob)) return read_tiny_point(blob);
  ByteReader reader(blob, "SpatiaLite blob");
  if (!is_spatialite(blob)) reader.fail("start, MBR and end marks expected", 0);
  const int srid = read_spatialite_head(reader).srid;
  bool compressed = false;
  Geometry geometry = read_class(reader, compressed);
  geometry.srid = srid;
  read_class_data(reader, geometry, compressed);
  if (reader.left() != 1) reader.fail("end mark expected");
  return geometry;
}

GeometryHeader spatialite_header(std::span<const std::byte> blob) {
  if (is_tiny_point(blob)) return header_of(read_tiny_point(blob));
  ByteReader reader(blob, "SpatiaLite blob");
  GeometryHeader header = read_spatialite_head(reader);
  bool compressed = false;
  const Geometry head = read_class(reader, compressed);
  header.type = head.type;
  if (head.type == GeometryType::point || header.envelope.empty()) return header_of(read_spatialite(blob));
  return header;
}

}  // namespace sitrep
