#pragma once

#include "geometry/byte_reader.h"
#include "geometry/codec.h"

/// The GeoPackage and SpatiaLite readers as the dispatcher sees them.
namespace sitrep {

bool is_gpkg(std::span<const std::byte> blob);
bool is_spatialite(std::span<const std::byte> blob);
/// What stands before the WKB in the blob of a geometry of this type and SRID with this envelope.
std::string gpkg_head(const Geometry& geometry, const Box& box);

GeometryHeader gpkg_header(std::span<const std::byte> blob);
GeometryHeader spatialite_header(std::span<const std::byte> blob);

}  // namespace sitrep
