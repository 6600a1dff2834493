// GeoPackage Encoding Standard (OGC 12-128r18), clause 2.1.3: "GP", version, flags, srs_id, envelope, ISO WKB.

#include "geometry/gpkg.h"

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
  ByteReader reader(blob, "GeoPackage blob");
  const Head head = read_gpkg_head(reader);
  const bool says = (head.flags & kEmpty) != 0 || !head.envelope.empty();
  GeometryHeader header = says ? peek_wkb_body(reader) : scan_wkb_body(reader);
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

std::string to_gpkg(const Geometry& geometry) {
  std::string out = gpkg_head(geometry, envelope(geometry));
  out.reserve(64 + point_count(geometry) * 20);
  append_wkb(geometry, out);
  return out;
}

}  // namespace sitrep
