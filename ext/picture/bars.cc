#include "picture/bars.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr std::int32_t kFullBlock = 0x2588;    // █; the seven below it are ▉ … ▏ from left to right
constexpr std::int32_t kLowestBlock = 0x2581;  // ▁; up to █
constexpr std::int32_t kMiddleBlock = 0x2584;  // ▄

}  // namespace

std::string block_bar(double value, double max, int width) {
  std::string out;
  if (!(max > 0)) return out;
  const double share = std::clamp(value / max, 0.0, 1.0);
  const long eighths = std::lround(share * width * 8);
  for (long i = 0; i < eighths / 8; ++i) append_utf8(kFullBlock, out);
  if (eighths % 8 != 0) append_utf8(static_cast<std::int32_t>(kFullBlock + 8 - eighths % 8), out);
  return out;
}

std::string block_sparkline(std::span<const std::optional<double>> values) {
  double least = INFINITY, greatest = -INFINITY;
  for (const auto& v : values) {
    if (!v) continue;
    least = std::min(least, *v);
    greatest = std::max(greatest, *v);
  }
  std::string out;
  for (const auto& v : values) {
    if (!v)
      out += ' ';
    else if (least == greatest)
      append_utf8(kMiddleBlock, out);
    else  // halves first: the difference of two doubles may be beyond them
      append_utf8(
          kLowestBlock + static_cast<std::int32_t>(std::lround((*v / 2 - least / 2) / (greatest / 2 - least / 2) * 7)),
          out);
  }
  return out;
}

}  // namespace sitrep
