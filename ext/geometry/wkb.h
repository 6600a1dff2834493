#pragma once

#include <string>

#include "geometry/byte_reader.h"
#include "geometry/codec.h"

/// The WKB within WKB, EWKB and GeoPackage blobs.
namespace sitrep {

/// Reads one geometry; the reader stands behind it afterwards.
Geometry read_next_wkb(ByteReader& reader);

/// The same of one that must be the last thing.
Geometry read_wkb_body(ByteReader& reader);

/// Goes through one geometry and builds nothing.
GeometryHeader scan_wkb_body(ByteReader& reader);

/// Only its type, and the numbers of a point; the envelope only of a point.
GeometryHeader peek_wkb_body(ByteReader& reader);

/// Appends ISO WKB, little-endian.
void append_wkb(const Geometry& geometry, std::string& out);

void append_u32(std::uint32_t value, std::string& out);
void append_f64(double value, std::string& out);

}  // namespace sitrep
