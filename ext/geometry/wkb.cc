#include "geometry/wkb.h"

#include <array>
#include <limits>

namespace sitrep {
namespace {

constexpr std::uint32_t kFlagZ = 0x80000000, kFlagM = 0x40000000, kFlagSrid = 0x20000000;
constexpr std::size_t kLeastPart = 9;              ///< byte order, type, a count of none
constexpr std::size_t kLeastRing = 4 + 4 * 2 * 8;  ///< a count and four points

struct Head {
  GeometryType type = GeometryType::point;
  int srid = kWgs84;
  bool has_z = false, has_m = false;

  std::size_t stride() const { return 2u + (has_z ? 1u : 0u) + (has_m ? 1u : 0u); }
};

Geometry geometry_of(const Head& head) {
  Geometry geometry;
  geometry.type = head.type;
  geometry.srid = head.srid;
  geometry.has_z = head.has_z;
  geometry.has_m = head.has_m;
  return geometry;
}

/// Byte order, type and SRID before each geometry. An Extended flag and an ISO thousand mean the same.
Head read_head(ByteReader& reader) {
  reader.byte_order();
  const std::size_t start = reader.position();
  const std::uint32_t code = reader.u32();
  // What almost all are: of two dimensions, with nothing more to say.
  if (code - 1 < 7) return {.type = static_cast<GeometryType>(code)};
  const std::uint32_t bare = code & ~(kFlagZ | kFlagM | kFlagSrid);
  const std::uint32_t thousands = bare / 1000, type = bare % 1000;
  if (thousands > 3 || type < 1 || type > 7)
    reader.fail("geometry type 1 to 7 expected, not " + std::to_string(bare) + ",", start);
  Head head;
  head.type = static_cast<GeometryType>(type);
  head.has_z = (code & kFlagZ) != 0 || thousands == 1 || thousands == 3;
  head.has_m = (code & kFlagM) != 0 || thousands >= 2;
  if ((code & kFlagSrid) != 0) head.srid = static_cast<std::int32_t>(reader.u32());
  return head;
}

/// The head of a part: as read_head, but of the manner of the whole.
template <class Whole>
Head read_part_head(ByteReader& reader, const Whole& whole, int depth) {
  const std::size_t start = reader.position();
  if (depth > kMaxDepth) reader.fail("geometry nested more than " + std::to_string(kMaxDepth) + " deep", start);
  Head part = read_head(reader);
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

/// The numbers of a point into `numbers`; false when it is EMPTY, which is said by an x and y that are not numbers.
bool read_point(ByteReader& reader, std::size_t stride, std::array<double, 4>& numbers) {
  const std::size_t start = reader.position();
  reader.need(stride * sizeof(double));
  for (std::size_t i = 0; i < stride; ++i) numbers[i] = reader.f64();
  if (are_coordinates(numbers.data(), stride)) return true;
  if (!std::isnan(numbers[0]) || !std::isnan(numbers[1])) reader.fail("coordinate that is not finite", start);
  return false;
}

void read_point(ByteReader& reader, Geometry& point) {
  std::array<double, 4> numbers;
  if (read_point(reader, point.stride(), numbers))
    point.coordinates.assign(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(point.stride()));
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
      geometry.parts.push_back(geometry_of(read_part_head(reader, geometry, depth + 1)));
      read_rest(reader, geometry.parts.back(), depth + 1);
    }
  }
}

void scan_line(ByteReader& reader, const Head& head, Box& box) {
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

void scan_rest(ByteReader& reader, const Head& head, Box& box, int depth) {
  if (head.type == GeometryType::point) {
    std::array<double, 4> numbers;
    if (read_point(reader, head.stride(), numbers)) box.add(numbers[0], numbers[1]);
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

template <class T>
void append_little(T value, std::string& out) {
  std::array<char, sizeof(T)> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(value >> (8 * i) & 0xFF);
  out.append(bytes.data(), bytes.size());
}

void expect_end(const ByteReader& reader) {
  if (reader.left() > 0) reader.fail(std::to_string(reader.left()) + " bytes too many");
}

}  // namespace

void append_u32(std::uint32_t value, std::string& out) { append_little(value, out); }

void append_f64(double value, std::string& out) { append_little(std::bit_cast<std::uint64_t>(value), out); }

void append_wkb(const Geometry& geometry, std::string& out) {
  out += '\x01';
  append_u32(static_cast<std::uint32_t>(geometry.type) + (geometry.has_z ? 1000u : 0u) + (geometry.has_m ? 2000u : 0u),
             out);
  append_rest(geometry, out);
}

Geometry read_next_wkb(ByteReader& reader) {
  Geometry geometry = geometry_of(read_head(reader));
  read_rest(reader, geometry, 1);
  return geometry;
}

Geometry read_wkb_body(ByteReader& reader) {
  Geometry geometry = read_next_wkb(reader);
  expect_end(reader);
  return geometry;
}

GeometryHeader peek_wkb_body(ByteReader& reader) {
  const Head head = read_head(reader);
  GeometryHeader header;
  header.type = head.type;
  header.srid = head.srid;
  std::array<double, 4> numbers;
  if (head.type != GeometryType::point || !read_point(reader, head.stride(), numbers)) return header;
  header.x = numbers[0];
  header.y = numbers[1];
  if (head.has_z) header.z = numbers[2];
  if (head.has_m) header.m = numbers[head.stride() - 1];
  header.envelope.add(numbers[0], numbers[1]);
  return header;
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
