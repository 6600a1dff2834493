// Any bytes as a geometry: an error, or a geometry that every format can carry.

#include "geometry/codec.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "fuzz.h"
#include "text/error.h"

namespace {

using namespace sitrep;

std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

void demand(bool truth, const char* what) {
  if (truth) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

/// What is written is read again, and comes out the same.
void check_round(const Geometry& geometry, const char* format,
                 const std::function<std::string(const Geometry&)>& write) {
  const std::string once = write(geometry);
  try {
    demand(write(read_geometry(bytes_of(once))) == once, format);
  } catch (const UserError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    demand(false, format);
  }
}

void check_header(const Geometry& geometry) {
  const GeometryHeader read = read_header(bytes_of(to_gpkg(geometry))), made = header_of(geometry);
  demand(read.type == made.type && read.srid == made.srid, "type and SRID of the header");
  demand(read.envelope == made.envelope, "envelope of the header");
  demand(read.x.has_value() == made.x.has_value(), "coordinates of the header");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes = std::as_bytes(std::span(data, size));
  try {
    read_header(bytes);
  } catch (const UserError&) {
  }
  Geometry geometry;
  try {
    geometry = read_geometry(bytes);
  } catch (const UserError&) {
    return 0;
  }
  check_header(geometry);
  check_round(geometry, "GeoPackage", [](const Geometry& g) { return to_gpkg(g); });
  check_round(geometry, "WKB", [](const Geometry& g) { return to_wkb(g); });
  check_round(geometry, "WKT", [](const Geometry& g) { return to_wkt(g); });
  if (geometry.srid > 0) {  // others they have no form for
    check_round(geometry, "EWKB", [](const Geometry& g) { return to_ewkb(g); });
    check_round(geometry, "EWKT", [](const Geometry& g) { return to_ewkt(g); });
  }
  if (!is_empty(geometry)) check_round(geometry, "SpatiaLite", [](const Geometry& g) { return to_spatialite(g); });
  to_geojson(geometry);
  to_svg(geometry, size % 2 == 0);
  return 0;
}
