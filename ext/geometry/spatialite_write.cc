// SpatiaLite's BLOB-Geometry, little-endian, not compressed.

#include <limits>

#include "geometry/codec.h"
#include "geometry/wkb.h"
#include "text/error.h"

namespace sitrep {
namespace {

void append_class(const Geometry& geometry, std::string& out) {
  append_u32(static_cast<std::uint32_t>(geometry.type) + (geometry.has_z ? 1000u : 0u) + (geometry.has_m ? 2000u : 0u),
             out);
}

void append_numbers(const Geometry& geometry, std::string& out) {
  for (const double number : geometry.coordinates) append_f64(number, out);
}

void append_line(const Geometry& line, std::string& out) {
  append_u32(static_cast<std::uint32_t>(line.size()), out);
  append_numbers(line, out);
}

void append_single(const Geometry& geometry, std::string& out) {
  append_class(geometry, out);
  if (geometry.type == GeometryType::point) return append_numbers(geometry, out);
  if (geometry.type == GeometryType::line_string) return append_line(geometry, out);
  append_u32(static_cast<std::uint32_t>(geometry.parts.size()), out);
  for (const Geometry& ring : geometry.parts) append_line(ring, out);
}

/// The single geometries within one that are not EMPTY: SpatiaLite's collections hold no others.
void add_singles(const Geometry& geometry, std::vector<const Geometry*>& out) {
  if (is_empty(geometry)) return;
  if (!is_multi(geometry.type)) return out.push_back(&geometry);
  for (const Geometry& part : geometry.parts) add_singles(part, out);
}

}  // namespace

std::string to_spatialite(const Geometry& geometry) {
  const Box box = envelope(geometry);
  if (box.empty()) throw UserError("SpatiaLite's format has no EMPTY geometries");
  constexpr char kEntity = '\x69';
  std::string out("\0\1", 2);
  append_u32(static_cast<std::uint32_t>(geometry.srid), out);
  for (const double bound : {box.min_x, box.min_y, box.max_x, box.max_y}) append_f64(bound, out);
  out += '\x7C';
  if (!is_multi(geometry.type)) {
    append_single(geometry, out);
  } else {
    std::vector<const Geometry*> parts;
    add_singles(geometry, parts);
    append_class(geometry, out);
    append_u32(static_cast<std::uint32_t>(parts.size()), out);
    for (const Geometry* part : parts) {
      out += kEntity;
      append_single(*part, out);
    }
  }
  return out + '\xFE';
}

}  // namespace sitrep
