// Well-known text (OGC 06-103r4, clause 7) with the leniencies of PostGIS: EWKT's SRID, any case, MULTIPOINT with and
// without inner brackets, z and m known by the number of coordinates when the tag does not say.

#include <cctype>
#include <limits>
#include <optional>

#include "geometry/byte_reader.h"
#include "geometry/codec.h"
#include "geometry/text_reader.h"

namespace sitrep {
namespace {

class WktReader {
 public:
  explicit WktReader(std::string_view text) : in_(text, "WKT") {}

  Geometry read() {
    const int srid = read_srid();
    Geometry geometry = tagged(1);
    in_.expect_end();
    finish(geometry, srid);
    return geometry;
  }

 private:
  struct Manner {
    bool z = false, m = false;
  };

  std::string word() {
    in_.skip_blanks();
    std::string found;
    for (const char c : in_.rest()) {
      if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
      found += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      if (found.size() > 32) break;
    }
    return found;
  }

  bool take_word(std::string_view expected) {
    if (word() != expected) return false;
    in_.seek(in_.position() + expected.size());
    return true;
  }

  int read_srid() {
    if (!take_word("SRID")) return kWgs84;
    in_.expect('=');
    in_.skip_blanks();
    const std::size_t start = in_.position();
    const double value = in_.number();
    if (value != std::floor(value) || std::abs(value) > std::numeric_limits<int>::max())
      in_.fail("whole number for the SRID expected", start);
    in_.expect(';');
    return static_cast<int>(value);
  }

  /// "POINTZM" is "POINT ZM".
  GeometryType type_of(std::string& name, std::size_t start) {
    for (int code = 7; code >= 1; --code) {
      const auto type = static_cast<GeometryType>(code);
      const std::string_view known = wkt_name(type);
      if (!name.starts_with(known)) continue;
      const std::string_view tail = std::string_view(name).substr(known.size());
      if (!tail.empty() && tail != "Z" && tail != "M" && tail != "ZM") continue;
      name = known;
      return type;
    }
    if (name.empty()) in_.fail("geometry type expected", start);
    in_.fail("unknown geometry type " + name, start);
  }

  void declare(Manner manner, std::size_t start) {
    if (manner_ && (manner_->z != manner.z || manner_->m != manner.m)) in_.fail("mixed dimensions", start);
    manner_ = manner;
  }

  Geometry tagged(int depth) {
    in_.skip_blanks();
    const std::size_t start = in_.position();
    if (depth > kMaxDepth) in_.fail("geometry nested more than " + std::to_string(kMaxDepth) + " deep");
    std::string name = word();
    Geometry geometry;
    geometry.type = type_of(name, start);
    in_.seek(start + name.size());
    const std::size_t tag = in_.position();
    if (take_word("Z"))
      declare({true, false}, tag);
    else if (take_word("M"))
      declare({false, true}, tag);
    else if (take_word("ZM"))
      declare({true, true}, tag);
    body(geometry, depth);
    return geometry;
  }

  void body(Geometry& geometry, int depth) {
    if (take_word("EMPTY")) return;
    switch (geometry.type) {
      case GeometryType::point:
        in_.expect('(');
        coordinate(geometry);
        in_.expect(')');
        return;
      case GeometryType::line_string:
        return line(geometry, false);
      default:
        break;
    }
    in_.expect('(');
    do {
      geometry.parts.push_back(part(geometry.type, depth));
    } while (in_.take(','));
    in_.expect(')');
  }

  Geometry part(GeometryType whole, int depth) {
    if (whole == GeometryType::collection) return tagged(depth + 1);
    Geometry made;
    made.type = part_type(whole);
    if (whole == GeometryType::polygon)
      line(made, true);
    else if (whole == GeometryType::multi_point && in_.peek() != '(' && word() != "EMPTY")
      coordinate(made);  // MULTIPOINT(1 2, 3 4)
    else
      body(made, depth);
    return made;
  }

  void line(Geometry& geometry, bool is_ring) {
    in_.skip_blanks();
    const std::size_t start = in_.position();
    in_.expect('(');
    do {
      coordinate(geometry);
    } while (in_.take(','));
    in_.expect(')');
    geometry.has_z = manner_->z;
    geometry.has_m = manner_->m;
    if (const char* fault = line_fault(geometry, is_ring)) in_.fail(fault, start);
  }

  void coordinate(Geometry& geometry) {
    in_.skip_blanks();
    const std::size_t start = in_.position();
    std::size_t count = 0;
    for (char next = in_.peek(); next != ',' && next != ')' && next != '\0'; next = in_.peek()) {
      if (++count > 4) in_.fail("more than four coordinates of a point");
      geometry.coordinates.push_back(in_.number(count > 2));
    }
    if (count < 2) in_.fail("coordinate expected");
    if (!manner_) manner_ = Manner{count >= 3, count == 4};
    const std::size_t expected = 2u + (manner_->z ? 1u : 0u) + (manner_->m ? 1u : 0u);
    if (count != expected)
      in_.fail(std::to_string(expected) + " coordinates expected, not " + std::to_string(count) + ",", start);
  }

  void finish(Geometry& geometry, int srid) {
    geometry.srid = srid;
    geometry.has_z = manner_ && manner_->z;
    geometry.has_m = manner_ && manner_->m;
    for (Geometry& part : geometry.parts) finish(part, srid);
  }

  TextReader in_;
  std::optional<Manner> manner_;  ///< known from the first tag or the first point on
};

}  // namespace

Geometry read_wkt(std::string_view text) { return WktReader(text).read(); }

}  // namespace sitrep
