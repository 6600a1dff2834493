#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/geometry.h"
#include "text/error.h"

namespace sitrep {

/// Reads numbers of either byte order from bytes it does not trust. A view; errors are UserErrors with the position.
class ByteReader {
 public:
  ByteReader(std::span<const std::byte> bytes, std::string_view format) : bytes_(bytes), format_(format) {}

  std::size_t position() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  void seek(std::size_t position) { at_ = position; }
  std::string_view format() const { return format_; }

  /// Throws UserError("FORMAT: WHAT at byte N"); N counts from 1.
  [[noreturn]] void fail(const std::string& what, std::size_t position) const {
    throw UserError(std::string(format_) + ": " + what + " at byte " + std::to_string(position + 1));
  }
  [[noreturn]] void fail(const std::string& what) const { fail(what, at_); }

  void need(std::size_t bytes) const {
    if (bytes > left()) fail(std::to_string(bytes) + " bytes expected, " + std::to_string(left()) + " left,");
  }

  /// 1 is little-endian, 0 big-endian, anything else an error.
  void byte_order() {
    const unsigned order = u8();
    if (order > 1) fail("byte order 0 or 1 expected, not " + std::to_string(order) + ",", at_ - 1);
    little(order == 1);
  }
  void little(bool is) { swap_ = is != (std::endian::native == std::endian::little); }

  unsigned u8() {
    need(1);
    return std::to_integer<unsigned>(bytes_[at_++]);
  }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  double f64() { return std::bit_cast<double>(number<std::uint64_t>()); }
  float f32() { return std::bit_cast<float>(number<std::uint32_t>()); }

  /// A count of things of which each takes `least` bytes or more.
  std::uint32_t count(std::size_t least, std::string_view things) {
    const std::size_t start = at_;
    const std::uint32_t count = u32();
    if (count > left() / least)
      fail("count of " + std::to_string(count) + " " + std::string(things) + " beyond the end of the data", start);
    return count;
  }

  /// Appends `count` numbers.
  void doubles(std::size_t count, std::vector<double>& out) {
    need(count * sizeof(double));
    const std::size_t before = out.size();
    out.resize(before + count);
    if (!swap_) {
      if (count > 0) std::memcpy(out.data() + before, bytes_.data() + at_, count * sizeof(double));
      at_ += count * sizeof(double);
    } else {
      for (std::size_t i = 0; i < count; ++i) out[before + i] = f64();
    }
  }

 private:
  template <class T>
  T number() {
    need(sizeof(T));
    T value;
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    if (!swap_) return value;
    T turned = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i, value = static_cast<T>(value >> 8))
      turned = static_cast<T>(turned << 8 | (value & 0xFF));
    return turned;
  }

  std::span<const std::byte> bytes_;
  std::string_view format_;
  std::size_t at_ = 0;
  bool swap_ = false;
};

/// Whether the numbers of a point are coordinates: x and y finite, z and m not infinite. NaN says of these that they
/// are not known: GEOS computes such, and other programs write them.
inline bool are_coordinates(const double* numbers, std::size_t stride) {
  if (!std::isfinite(numbers[0]) || !std::isfinite(numbers[1])) return false;
  return std::none_of(numbers + 2, numbers + stride, [](double number) { return std::isinf(number); });
}

/// What is wrong with the coordinates of a line string or a ring, if anything: what the readers of all formats refuse.
inline const char* line_fault(const Geometry& line, bool is_ring) {
  const std::size_t stride = line.stride();
  for (std::size_t i = 0; i < line.coordinates.size(); i += stride)
    if (!are_coordinates(line.coordinates.data() + i, stride)) return "coordinate that is not finite";
  const std::size_t size = line.size();
  if (!is_ring) return size == 1 ? "line string of one point" : nullptr;
  if (size < 4) return "ring of fewer than four points";
  return line.x() != line.x(size - 1) || line.y() != line.y(size - 1) ? "ring that does not end where it began"
                                                                      : nullptr;
}

}  // namespace sitrep
