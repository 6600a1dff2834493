// GeoJSON (RFC 7946). An object's members come in any order, so it is gone through once to find them, and then read.

#include <cstdlib>
#include <optional>

#include "geometry/byte_reader.h"
#include "geometry/codec.h"
#include "geometry/text_reader.h"

namespace sitrep {
namespace {

constexpr std::size_t kAbsent = std::string_view::npos;
constexpr int kMaxJsonDepth = 4 * kMaxDepth;  ///< brackets, of which a geometry takes a few

/// Where the members that matter begin.
struct Members {
  std::string_view type;
  std::size_t coordinates = kAbsent, geometries = kAbsent, geometry = kAbsent, features = kAbsent, crs = kAbsent;
};

class GeoJsonReader {
 public:
  explicit GeoJsonReader(std::string_view text) : in_(text, "GeoJSON") {}

  Geometry read() {
    Geometry geometry = object(1);
    in_.expect_end();
    finish(geometry);
    return geometry;
  }

 private:
  /// The string between its quotes, escapes as they stand.
  std::string_view string() {
    in_.expect('"');
    const std::string_view rest = in_.rest();
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (rest[i] == '"') {
        in_.seek(in_.position() + i + 1);
        return rest.substr(0, i);
      }
      if (rest[i] == '\\') ++i;
    }
    in_.fail("'\"' expected", in_.position() + rest.size());
  }

  void skip_word() {
    for (const std::string_view known : {"true", "false", "null"}) {
      if (!in_.rest().starts_with(known)) continue;
      in_.seek(in_.position() + known.size());
      return;
    }
    in_.number();
  }

  void skip_value(int depth) {
    if (depth > kMaxJsonDepth) in_.fail("nested more than " + std::to_string(kMaxJsonDepth) + " deep");
    const char next = in_.peek();
    if (next == '"') {
      string();
    } else if (next == '{') {
      each_member([&](std::string_view) { skip_value(depth + 1); });
    } else if (next == '[') {
      each_element([&] { skip_value(depth + 1); });
    } else {
      skip_word();
    }
  }

  template <class Visit>
  void each_member(Visit&& visit) {
    in_.expect('{');
    if (in_.take('}')) return;
    do {
      const std::string_view name = string();
      in_.expect(':');
      in_.skip_blanks();
      visit(name);
    } while (in_.take(','));
    in_.expect('}');
  }

  template <class Visit>
  void each_element(Visit&& visit) {
    in_.expect('[');
    if (in_.take(']')) return;
    do {
      in_.skip_blanks();
      visit();
    } while (in_.take(','));
    in_.expect(']');
  }

  Members members() {
    Members found;
    each_member([&](std::string_view name) {
      const std::size_t start = in_.position();
      if (name == "type" && in_.peek() == '"') {
        found.type = string();
        return;
      }
      if (name == "coordinates") found.coordinates = start;
      if (name == "geometries") found.geometries = start;
      if (name == "geometry") found.geometry = start;
      if (name == "features") found.features = start;
      if (name == "crs") found.crs = start;
      skip_value(1);
    });
    return found;
  }

  Geometry object(int depth) {
    in_.skip_blanks();
    const std::size_t start = in_.position();
    if (depth > kMaxDepth) in_.fail("geometry nested more than " + std::to_string(kMaxDepth) + " deep");
    const Members found = members();
    const std::size_t end = in_.position();
    if (depth == 1 && found.crs != kAbsent) read_crs(found.crs);
    Geometry geometry = typed(found, start, depth);
    in_.seek(end);
    return geometry;
  }

  Geometry typed(const Members& found, std::size_t start, int depth) {
    Geometry geometry;
    geometry.type = GeometryType::collection;
    if (found.type.empty()) in_.fail("object without a \"type\"", start);
    if (found.type == "Feature") {
      go_to(found.geometry, "geometry", start);
      return in_.rest().starts_with("null") ? geometry : object(depth + 1);
    }
    if (found.type == "GeometryCollection" || found.type == "FeatureCollection") {
      const bool features = found.type == "FeatureCollection";
      go_to(features ? found.features : found.geometries, features ? "features" : "geometries", start);
      each_element([&] { geometry.parts.push_back(object(depth + 1)); });
      return geometry;
    }
    for (int code = 1; code <= 6; ++code) {
      geometry.type = static_cast<GeometryType>(code);
      if (found.type != json_name(geometry.type)) continue;
      go_to(found.coordinates, "coordinates", start);
      coordinates(geometry);
      return geometry;
    }
    in_.fail("unknown type \"" + std::string(found.type.substr(0, 40)) + "\"", start);
  }

  void go_to(std::size_t position, std::string_view name, std::size_t start) {
    if (position == kAbsent) in_.fail("object without \"" + std::string(name) + "\"", start);
    in_.seek(position);
    in_.skip_blanks();
  }

  void coordinates(Geometry& geometry) {
    if (geometry.type == GeometryType::point) return position(geometry);
    if (geometry.type == GeometryType::line_string) return line(geometry, false);
    each_element([&] {
      Geometry& part = geometry.parts.emplace_back();
      part.type = part_type(geometry.type);
      if (geometry.type == GeometryType::polygon)
        line(part, true);
      else
        coordinates(part);
    });
  }

  void line(Geometry& geometry, bool is_ring) {
    const std::size_t start = in_.position();
    each_element([&] {
      const std::size_t before = geometry.coordinates.size();
      position(geometry);
      if (geometry.coordinates.size() == before) in_.fail("coordinates expected");
    });
    geometry.has_z = has_z_.value_or(false);
    if (const char* fault = line_fault(geometry, is_ring)) in_.fail(fault, start);
  }

  /// A position; an empty array is a point that is EMPTY. Numbers beyond the third say nothing.
  void position(Geometry& geometry) {
    const std::size_t start = in_.position();
    std::size_t count = 0;
    each_element([&] {
      const double value = in_.number();
      if (++count <= 2 || (count == 3 && has_z_.value_or(true))) geometry.coordinates.push_back(value);
    });
    if (count == 0) return;
    if (count == 1) in_.fail("two coordinates expected", start);
    if (!has_z_) has_z_ = count >= 3;
    if (*has_z_ != (count >= 3)) in_.fail("mixed dimensions", start);
  }

  /// {"type": "name", "properties": {"name": "EPSG:3857"}}, "urn:ogc:def:crs:EPSG::3857", "…:CRS84"; others are an
  /// error, because to take them for degrees would be wrong without a word.
  void read_crs(std::size_t start) {
    in_.seek(start);
    if (in_.rest().starts_with("null")) return;
    std::string_view name;
    each_member([&](std::string_view outer) {
      if (outer != "properties" || in_.peek() != '{') return skip_value(1);
      each_member([&](std::string_view inner) {
        if (inner == "name" && in_.peek() == '"')
          name = string();
        else
          skip_value(1);
      });
    });
    if (name.ends_with("CRS84")) return;
    const std::size_t epsg = name.find("EPSG:");
    const std::string_view digits = name.substr(std::min(name.size(), name.rfind(':') + 1));
    int srid = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), srid);
    if (epsg == std::string_view::npos || error != std::errc() || end != digits.data() + digits.size())
      in_.fail("\"crs\" that names no EPSG code", start);
    srid_ = srid;
  }

  void finish(Geometry& geometry) {
    geometry.srid = srid_;
    geometry.has_z = has_z_.value_or(false);
    for (Geometry& part : geometry.parts) finish(part);
  }

  TextReader in_;
  int srid_ = kWgs84;
  std::optional<bool> has_z_;  ///< known from the first position on
};

}  // namespace

Geometry read_geojson(std::string_view text) { return GeoJsonReader(text).read(); }

}  // namespace sitrep
