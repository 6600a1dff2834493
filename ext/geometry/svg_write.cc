// SVG path data and coordinates, as PostGIS's ST_AsSVG writes them.

#include <cstdlib>

#include "geometry/codec.h"
#include "geometry/number_text.h"

namespace sitrep {
namespace {

class SvgWriter {
 public:
  SvgWriter(bool relative, int digits, std::string& out) : relative_(relative), digits_(digits), out_(out) {}

  void write(const Geometry& geometry) {
    switch (geometry.type) {
      case GeometryType::point:
        if (!geometry.coordinates.empty()) point(geometry);
        return;
      case GeometryType::line_string:
        return path(geometry, false);
      case GeometryType::polygon:
        for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
          if (i > 0) out_ += ' ';
          path(geometry.parts[i], true);
        }
        return;
      default:
        break;
    }
    const char* between = geometry.type == GeometryType::multi_point  ? ","
                          : geometry.type == GeometryType::collection ? ";"
                                                                      : " ";
    bool first = true;
    for (const Geometry& part : geometry.parts) {
      if (is_empty(part)) continue;
      if (!first) out_ += between;
      first = false;
      write(part);
    }
  }

 private:
  void number(double value) { append_rounded(value, digits_, out_); }

  void point(const Geometry& geometry) {
    out_ += relative_ ? "x=\"" : "cx=\"";
    number(geometry.x());
    out_ += relative_ ? "\" y=\"" : "\" cy=\"";
    number(-geometry.y());
    out_ += '"';
  }

  /// The point that closes a ring is left to Z.
  void path(const Geometry& line, bool ring) {
    const std::size_t size = line.size() - (ring ? 1 : 0);
    for (std::size_t i = 0; i < size; ++i) {
      out_ += i == 0 ? "M " : i > 1 ? " " : relative_ ? " l " : " L ";
      const bool step = relative_ && i > 0;
      number(step ? rounded(line.x(i)) - rounded(line.x(i - 1)) : line.x(i));
      out_ += ' ';
      number(step ? rounded(-line.y(i)) - rounded(-line.y(i - 1)) : -line.y(i));
    }
    if (ring) out_ += relative_ ? " z" : " Z";
  }

  /// Steps are taken between rounded points, so that errors do not add up along a path.
  double rounded(double value) const {
    std::string text;
    append_rounded(value, digits_, text);
    return std::strtod(text.c_str(), nullptr);
  }

  bool relative_;
  int digits_;
  std::string& out_;
};

}  // namespace

std::string to_svg(const Geometry& geometry, bool relative, int digits) {
  std::string out;
  SvgWriter(relative, digits, out).write(geometry);
  return out;
}

}  // namespace sitrep
