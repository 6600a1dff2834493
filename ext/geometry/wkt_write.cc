#include "geometry/codec.h"
#include "geometry/number_text.h"

namespace sitrep {
namespace {

class WktWriter {
 public:
  enum class Form { iso, extended };
  WktWriter(Form form, std::optional<int> digits, std::string& out) : form_(form), digits_(digits), out_(out) {}

  void tagged(const Geometry& geometry) {
    out_ += wkt_name(geometry.type);
    const bool flat = !geometry.has_z && !geometry.has_m;
    if (form_ == Form::extended)
      out_ += geometry.has_m && !geometry.has_z ? "M" : "";
    else
      out_ += flat ? "" : geometry.has_z ? (geometry.has_m ? " ZM" : " Z") : " M";
    if (geometry.coordinates.empty() && geometry.parts.empty()) {
      out_ += " EMPTY";
      return;
    }
    if (form_ == Form::iso && !flat) out_ += ' ';
    body(geometry);
  }

 private:
  void body(const Geometry& geometry) {
    if (geometry.coordinates.empty() && geometry.parts.empty()) {
      out_ += "EMPTY";
      return;
    }
    out_ += '(';
    if (geometry.type == GeometryType::point || geometry.type == GeometryType::line_string) numbers(geometry);
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
      if (i > 0) out_ += ',';
      if (geometry.type == GeometryType::collection)
        tagged(geometry.parts[i]);
      else if (form_ == Form::extended && geometry.type == GeometryType::multi_point &&
               !geometry.parts[i].coordinates.empty())
        numbers(geometry.parts[i]);
      else
        body(geometry.parts[i]);
    }
    out_ += ')';
  }

  void numbers(const Geometry& line) {
    const std::size_t stride = line.stride();
    for (std::size_t i = 0; i < line.coordinates.size(); ++i) {
      if (i > 0) out_ += i % stride == 0 ? ',' : ' ';
      if (digits_)
        append_rounded(line.coordinates[i], *digits_, out_);
      else
        append_number(line.coordinates[i], out_);
    }
  }

  Form form_;
  std::optional<int> digits_;
  std::string& out_;
};

}  // namespace

std::string to_wkt(const Geometry& geometry, std::optional<int> digits) {
  std::string out;
  WktWriter(WktWriter::Form::iso, digits, out).tagged(geometry);
  return out;
}

std::string to_ewkt(const Geometry& geometry, std::optional<int> digits) {
  std::string out = "SRID=" + std::to_string(geometry.srid) + ";";
  WktWriter(WktWriter::Form::extended, digits, out).tagged(geometry);
  return out;
}

}  // namespace sitrep
