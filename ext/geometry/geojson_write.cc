#include "geometry/codec.h"
#include "geometry/number_text.h"

namespace sitrep {
namespace {

class GeoJsonWriter {
 public:
  GeoJsonWriter(int digits, std::string& out) : digits_(digits), out_(out) {}

  void object(const Geometry& geometry, bool with_crs) {
    out_ += "{\"type\":\"";
    out_ += json_name(geometry.type);
    out_ += '"';
    if (with_crs)
      out_ += ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:" + std::to_string(geometry.srid) + "\"}}";
    if (geometry.type != GeometryType::collection) {
      out_ += ",\"coordinates\":";
      coordinates(geometry);
    } else {
      out_ += ",\"geometries\":[";
      for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
        if (i > 0) out_ += ',';
        object(geometry.parts[i], false);
      }
      out_ += ']';
    }
    out_ += '}';
  }

 private:
  void coordinates(const Geometry& geometry) {
    if (geometry.type == GeometryType::point && !geometry.coordinates.empty()) return position(geometry, 0);
    out_ += '[';
    for (std::size_t i = 0; i < geometry.size(); ++i) {
      if (i > 0) out_ += ',';
      position(geometry, i);
    }
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
      if (i > 0) out_ += ',';
      coordinates(geometry.parts[i]);
    }
    out_ += ']';
  }

  void position(const Geometry& line, std::size_t i) {
    const std::size_t first = i * line.stride();
    out_ += '[';
    append_rounded(line.coordinates[first], digits_, out_);
    out_ += ',';
    append_rounded(line.coordinates[first + 1], digits_, out_);
    if (line.has_z && std::isfinite(line.coordinates[first + 2])) {
      out_ += ',';
      append_rounded(line.coordinates[first + 2], digits_, out_);
    }
    out_ += ']';
  }

  int digits_;
  std::string& out_;
};

}  // namespace

std::string to_geojson(const Geometry& geometry, int digits) {
  std::string out;
  GeoJsonWriter(digits, out).object(geometry, geometry.srid != kWgs84 && geometry.srid > 0);
  return out;
}

}  // namespace sitrep
