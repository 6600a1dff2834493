#include "geometry/buffer_style.h"

#include <array>
#include <charconv>
#include <string>

#include "geometry/geos.h"
#include "text/error.h"

namespace sitrep {
namespace {

struct Choice {
  std::string_view name;
  int value;
};

constexpr std::array kEndCaps = {Choice{"round", GEOSBUF_CAP_ROUND}, Choice{"flat", GEOSBUF_CAP_FLAT},
                                 Choice{"butt", GEOSBUF_CAP_FLAT}, Choice{"square", GEOSBUF_CAP_SQUARE}};
constexpr std::array kJoins = {Choice{"round", GEOSBUF_JOIN_ROUND}, Choice{"mitre", GEOSBUF_JOIN_MITRE},
                               Choice{"miter", GEOSBUF_JOIN_MITRE}, Choice{"bevel", GEOSBUF_JOIN_BEVEL}};
constexpr std::array kSides = {Choice{"both", 0}, Choice{"left", -1}, Choice{"right", 1}};

[[noreturn]] void refuse(std::string_view key, std::string_view expected, std::string_view value) {
  throw UserError(std::string(key) + " must be " + std::string(expected) + ", not '" + std::string(value) + "'");
}

template <std::size_t N>
int choose(const std::array<Choice, N>& choices, std::string_view key, std::string_view value) {
  std::string expected;
  for (const Choice& choice : choices) {
    if (choice.name == value) return choice.value;
    expected += (expected.empty() ? "" : "|") + std::string(choice.name);
  }
  refuse(key, expected, value);
}

template <class T>
T number(std::string_view key, std::string_view value, T least, T most) {
  T read{};
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
  if (error != std::errc() || end != value.data() + value.size() || !(read >= least && read <= most))
    refuse(key, std::to_string(least) + " to " + std::to_string(most), value);
  return read;
}

void set(BufferStyle& style, std::string_view key, std::string_view value) {
  if (key == "quad_segs")
    style.quadrant_segments = number(key, value, 1, 1000);
  else if (key == "endcap")
    style.end_cap = choose(kEndCaps, key, value);
  else if (key == "join")
    style.join = choose(kJoins, key, value);
  else if (key == "mitre_limit" || key == "miter_limit")
    style.mitre_limit = number(key, value, 0.0, 1e6);
  else if (key == "side")
    style.side = choose(kSides, key, value);
  else
    throw UserError("unknown parameter '" + std::string(key) +
                    "'; known are quad_segs, endcap, join, mitre_limit, side");
}

}  // namespace

BufferStyle parse_buffer_style(std::string_view text) {
  BufferStyle style;
  while (true) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return style;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos)
      throw UserError("parameters are KEY=VALUE, separated by blanks, not '" + std::string(word) + "'");
    set(style, word.substr(0, equals), word.substr(equals + 1));
  }
}

}  // namespace sitrep
