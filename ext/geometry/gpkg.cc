// GeoPackage Encoding Standard (OGC 12-128r18), clause 2.1.3: "GP", version, flags, srs_id, envelope, ISO WKB.

#include "geometry/gpkg.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "geometry/wkb.h"

namespace sitrep {
namespace {

constexpr unsigned kLittleEndian = 0x01, kEmpty = 0x10, kExtended = 0x20;
constexpr unsigned kEnvelopeXY = 1u << 1;

struct Head {
  int srid;
  unsigned flags;
  Box envelope;  ///< empty when the blob has none or one that is no box
};

Head read_gpkg_head(ByteReader& reader) {
  reader.seek(2);
  const unsigned version = reader.u8();
  if (version != 0) reader.fail("version " + std::to_string(version) + " is not known,", 2);
  const unsigned flags = reader.u8();
  if ((flags & kExtended) != 0) reader.fail("extended geometries are not known,", 3);
  reader.little((flags & kLittleEndian) != 0);
  Head head{.srid = static_cast<std::int32_t>(reader.u32()), .flags = flags, .envelope = {}};
  constexpr std::size_t kDoubles[] = {0, 4, 6, 6, 8};
  const unsigned kind = flags >> 1 & 7;
  if (kind > 4) reader.fail("envelope indicator " + std::to_string(kind) + " is not known,", 3);
  const std::size_t start = reader.position();
  reader.need(kDoubles[kind] * sizeof(double));
  if (kind != 0) {
    head.envelope.min_x = reader.f64();
    head.envelope.max_x = reader.f64();
    head.envelope.min_y = reader.f64();
    head.envelope.max_y = reader.f64();
    if (head.envelope.empty()) head.envelope = Box();
  }
  reader.seek(start + kDoubles[kind] * sizeof(double));
  return head;
}

template <class T>
T little(std::span<const std::byte> blob, std::size_t at) {
  T value;
  std::memcpy(&value, blob.data() + at, sizeof value);
  return value;
}

/// The headers that to_gpkg writes, where a machine that is little-endian itself finds them at fixed places: of points,
/// and of all else with its XY envelope. Joins read millions. False for anything else, sound or not.
bool read_usual_header(std::span<const std::byte> blob, GeometryHeader& header) {
  constexpr std::size_t kPoint = 29, kBody = 40;
  if constexpr (std::endian::native != std::endian::little) return false;
  if (blob.size() < kPoint || blob[2] != std::byte{0}) return false;
  if (blob[3] == std::byte{kLittleEndian | kEnvelopeXY}) {
    if (blob.size() < kBody + 5 || blob[kBody] != std::byte{1}) return false;
    const auto type = little<std::uint32_t>(blob, kBody + 1);
    const Box box{.min_x = little<double>(blob, 8),
                  .min_y = little<double>(blob, 24),
                  .max_x = little<double>(blob, 16),
                  .max_y = little<double>(blob, 32)};
    if (type < 2 || type > 7 || box.empty()) return false;
    header.type = static_cast<GeometryType>(type);
    header.envelope = box;
  } else {
    if (blob[3] != std::byte{kLittleEndian} || blob.size() != kPoint || blob[8] != std::byte{1} ||
        little<std::uint32_t>(blob, 9) != 1)
      return false;
    const auto x = little<double>(blob, 13), y = little<double>(blob, 21);
    if (!std::isfinite(x) || !std::isfinite(y)) return false;
    header.type = GeometryType::point;
    header.envelope = {.min_x = x, .min_y = y, .max_x = x, .max_y = y};
    header.x = x;
    header.y = y;
  }
  header.srid = little<std::int32_t>(blob, 4);
  return true;
}

}  // namespace

bool is_gpkg(std::span<const std::byte> blob) {
  return blob.size() >= 8 && blob[0] == std::byte{'G'} && blob[1] == std::byte{'P'};
}

Geometry read_gpkg(std::span<const std::byte> blob) {
  ByteReader reader(blob, "GeoPackage blob");
  const Head head = read_gpkg_head(reader);
  Geometry geometry = read_wkb_body(reader);
  set_srid(geometry, head.srid);
  return geometry;
}

GeometryHeader gpkg_header(std::span<const std::byte> blob) {
  GeometryHeader header;
  if (read_usual_header(blob, header)) return header;
  ByteReader reader(blob, "GeoPackage blob");
  const Head head = read_gpkg_head(reader);
  const bool says = (head.flags & kEmpty) != 0 || !head.envelope.empty();
  header = says ? peek_wkb_body(reader) : scan_wkb_body(reader);
  if (says && header.type != GeometryType::point) header.envelope = (head.flags & kEmpty) != 0 ? Box() : head.envelope;
  header.srid = head.srid;
  return header;
}

std::string gpkg_head(const Geometry& geometry, const Box& box) {
  const bool with_envelope = geometry.type != GeometryType::point && !box.empty();
  std::string out("GP\0", 3);
  out += static_cast<char>(kLittleEndian | (with_envelope ? kEnvelopeXY : 0) | (box.empty() ? kEmpty : 0));
  append_u32(static_cast<std::uint32_t>(geometry.srid), out);
  if (with_envelope)
    for (const double bound : {box.min_x, box.max_x, box.min_y, box.max_y}) append_f64(bound, out);
  return out;
}

std::array<char, 29> to_gpkg_point(double x, double y, int srid) {
  std::array<char, 29> blob = {'G', 'P', 0, kLittleEndian, 0, 0, 0, 0, 1, static_cast<char>(GeometryType::point)};
  const auto put = [&blob](std::size_t at, auto value) {
    std::memcpy(blob.data() + at, &value, sizeof value);
    if constexpr (std::endian::native != std::endian::little)
      std::reverse(blob.data() + at, blob.data() + at + sizeof value);
  };
  put(4, srid);
  put(13, x);
  put(21, y);
  return blob;
}

std::string to_gpkg(const Geometry& geometry) {
  std::string out = gpkg_head(geometry, envelope(geometry));
  constexpr std::size_t kHead = 40;  // of a single geometry, and a little for each ring and part of others
  out.reserve(out.size() + kHead + point_count(geometry) * geometry.stride() * sizeof(double));
  append_wkb(geometry, out);
  return out;
}

}  // namespace sitrep
