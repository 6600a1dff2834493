#include "geometry/wkb.h"

#include <limits>

namespace sitrep {
namespace {

constexpr std::uint32_t kFlagZ = 0x80000000, kFlagM = 0x40000000, kFlagSrid = 0x20000000;
constexpr std::size_t kLeastPart = 9;              ///< byte order, type, a count of none
constexpr std::size_t kLeastRing = 4 + 4 * 2 * 8;  ///< a count and four points

/// Byte order, type and SRID before each geometry. An Extended flag and an ISO thousand mean the same.
Geometry read_head(ByteReader& reader) {
  reader.byte_order();
  const std::size_t start = reader.position();
  const std::uint32_t code = reader.u32();
  const std::uint32_t bare = code & ~(kFlagZ | kFlagM | kFlagSrid);
  const std::uint32_t thousands = bare / 1000, type = bare % 1000;
  if (thousands > 3 || type < 1 || type > 7)
    reader.fail("geometry type 1 to 7 expected, not " + std::to_string(bare) + ",", start);
  Geometry head;
  head.type = static_cast<GeometryType>(type);
  head.has_z = (code & kFlagZ) != 0 || thousands == 1 || thousands == 3;
  head.has_m = (code & kFlagM) != 0 || thousands >= 2;
  if ((code & kFlagSrid) != 0) head.srid = static_cast<std::int32_t>(reader.u32());
  return head;
}

/// The head of a part: as read_head, but of the manner of the whole.
Geometry read_part_head(ByteReader& reader, const Geometry& whole, int depth) {
  const std::size_t start = reader.position();
  if (depth > kMaxDepth) reader.fail("geometry nested more than " + std::to_string(kMaxDepth) + " deep", start);
  Geometry part = read_head(reader);
  part.srid = whole.srid;
  if (part.has_z != whole.has_z || part.has_m != whole.has_m)
    reader.fail("part of another dimension than the whole", start);
  const bool free = whole.type == GeometryType::collection;
  if (!free && part.type != part_type(whole.type))
    reader.fail(std::string(wkt_name(part.type)) + " within a " + std::string(wkt_name(whole.type)), start);
  return part;
}

void check_line(const ByteReader& reader, const Geometry& line, bool is_ring, std::size_t start) {
  if (const char* fault = line_fault(line, is_ring)) reader.fail(fault, start);
}

void read_line(ByteReader& reader, Geometry& line, bool is_ring) {
  const std::size_t start = reader.position();
  const std::size_t count = reader.count(line.stride() * sizeof(double), "points");
  reader.doubles(count * line.stride(), line.coordinates);
  check_line(reader, line, is_ring, start);
}

/// A point whose x and y are not numbers is EMPTY.
void read_point(ByteReader& reader, Geometry& point) {
  const std::size_t start = reader.position();
  reader.doubles(point.stride(), point.coordinates);
  const double x = point.coordinates[0], y = point.coordinates[1];
  if (std::isnan(x) && std::isnan(y)) {
    point.coordinates.clear();
  } else if (!std::isfinite(x) || !std::isfinite(y)) {
    reader.fail("coordinate that is not finite", start);
  }
}

void read_rest(ByteReader& reader, Geometry& geometry, int depth) {
  if (geometry.type == GeometryType::point) return read_point(reader, geometry);
  if (geometry.type == GeometryType::line_string) return read_line(reader, geometry, false);
  const bool rings = geometry.type == GeometryType::polygon;
  const std::size_t count = rings ? reader.count(kLeastRing, "rings") : reader.count(kLeastPart, "parts");
  geometry.parts.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (rings) {
      read_line(reader, geometry.parts.emplace_back(make_like(GeometryType::line_string, geometry)), true);
    } else {
      geometry.parts.push_back(read_part_head(reader, geometry, depth + 1));
      read_rest(reader, geometry.parts.back(), depth + 1);
    }
  }
}

void scan_line(ByteReader& reader, const Geometry& head, Box& box) {
  const std::size_t stride = head.stride() * sizeof(double);
  const std::size_t count = reader.count(stride, "points");
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t start = reader.position();
    const double x = reader.f64(), y = reader.f64();
    if (!std::isfinite(x) || !std::isfinite(y)) reader.fail("coordinate that is not finite", start);
    box.add(x, y);
    reader.seek(start + stride);
  }
}

void scan_rest(ByteReader& reader, const Geometry& head, Box& box, int depth) {
  if (head.type == GeometryType::point) {
    Geometry point = head;
    read_point(reader, point);
    if (!point.coordinates.empty()) box.add(point.x(), point.y());
    return;
  }
  if (head.type == GeometryType::line_string) return scan_line(reader, head, box);
  const bool rings = head.type == GeometryType::polygon;
  const std::size_t count = rings ? reader.count(kLeastRing, "rings") : reader.count(kLeastPart, "parts");
  for (std::size_t i = 0; i < count; ++i) {
    if (rings)
      scan_line(reader, head, box);
    else
      scan_rest(reader, read_part_head(reader, head, depth + 1), box, depth + 1);
  }
}

void append_numbers(const Geometry& line, std::string& out) {
  if constexpr (std::endian::native == std::endian::little) {
    const char* bytes = reinterpret_cast<const char*>(line.coordinates.data());
    out.append(bytes, line.coordinates.size() * sizeof(double));
  } else {
    for (const double value : line.coordinates) append_f64(value, out);
  }
}

void append_rest(const Geometry& geometry, std::string& out) {
  switch (geometry.type) {
    case GeometryType::point:
      append_numbers(geometry, out);
      if (geometry.coordinates.empty())
        for (std::size_t i = 0; i < geometry.stride(); ++i) append_f64(std::numeric_limits<double>::quiet_NaN(), out);
      return;
    case GeometryType::line_string:
      append_u32(static_cast<std::uint32_t>(geometry.size()), out);
      append_numbers(geometry, out);
      return;
    default:
      break;
  }
  append_u32(static_cast<std::uint32_t>(geometry.parts.size()), out);
  for (const Geometry& part : geometry.parts) {
    if (geometry.type == GeometryType::polygon)
      append_rest(part, out);
    else
      append_wkb(part, out);
  }
}

void append_extended(const Geometry& geometry, bool with_srid, std::string& out) {
  const bool srid = with_srid && geometry.srid > 0;
  out += '\x01';
  append_u32(static_cast<std::uint32_t>(geometry.type) | (geometry.has_z ? kFlagZ : 0) | (geometry.has_m ? kFlagM : 0) |
                 (srid ? kFlagSrid : 0),
             out);
  if (srid) append_u32(static_cast<std::uint32_t>(geometry.srid), out);
  if (!is_multi(geometry.type)) return append_rest(geometry, out);
  append_u32(static_cast<std::uint32_t>(geometry.parts.size()), out);
  for (const Geometry& part : geometry.parts) append_extended(part, false, out);
}

void expect_end(const ByteReader& reader) {
  if (reader.left() > 0) reader.fail(std::to_string(reader.left()) + " bytes too many");
}

}  // namespace

void append_u32(std::uint32_t value, std::string& out) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_f64(double value, std::string& out) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(bits >> shift & 0xFF);
}

void append_wkb(const Geometry& geometry, std::string& out) {
  out += '\x01';
  append_u32(static_cast<std::uint32_t>(geometry.type) + (geometry.has_z ? 1000u : 0u) + (geometry.has_m ? 2000u : 0u),
             out);
  append_rest(geometry, out);
}

Geometry read_next_wkb(ByteReader& reader) {
  Geometry geometry = read_head(reader);
  read_rest(reader, geometry, 1);
  return geometry;
}

Geometry read_wkb_body(ByteReader& reader) {
  Geometry geometry = read_next_wkb(reader);
  expect_end(reader);
  return geometry;
}

GeometryHeader peek_wkb_body(ByteReader& reader) {
  Geometry head = read_head(reader);
  if (head.type != GeometryType::point)
    return {.type = head.type, .srid = head.srid, .envelope = {}, .x = {}, .y = {}, .z = {}, .m = {}};
  read_point(reader, head);
  return header_of(head);
}

GeometryHeader scan_wkb_body(ByteReader& reader) {
  const std::size_t start = reader.position();
  GeometryHeader header = peek_wkb_body(reader);
  if (header.type == GeometryType::point) return header;
  reader.seek(start);
  scan_rest(reader, read_head(reader), header.envelope, 1);
  return header;
}

Geometry read_wkb(std::span<const std::byte> blob) {
  ByteReader reader(blob, "WKB");
  return read_wkb_body(reader);
}

std::string to_wkb(const Geometry& geometry) {
  std::string out;
  append_wkb(geometry, out);
  return out;
}

std::string to_ewkb(const Geometry& geometry) {
  std::string out;
  append_extended(geometry, true, out);
  return out;
}

}  // namespace sitrep
