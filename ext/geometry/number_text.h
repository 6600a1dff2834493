#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace sitrep {

/// Appends the shortest number that reads back the same; an exponent only beyond 1e-8 … 1e15, as PostGIS.
inline void append_number(double value, std::string& out) {
  if (value == 0) value = 0;  // no -0
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-8 && size < 1e15);
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific);
  out.append(buffer, end.ptr);
}

/// Appends the number rounded to `digits` (0..15) after the point, without zeros at the end.
inline void append_rounded(double value, int digits, std::string& out) {
  if (!(std::abs(value) < 1e15)) return append_number(value, out);
  char buffer[64];
  // The shortest digits that read back the same, when they are few enough: 0.1, not 0.100000000000000006.
  char* end = buffer;
  if (std::abs(value) >= 1e-8) {
    end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    if (end - std::find(buffer, end, '.') <= digits + 1) {
      out.append(buffer, end);
      return;
    }
  }
  end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits).ptr;
  if (digits > 0) {
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
  }
  const bool minus_zero = end - buffer == 2 && buffer[0] == '-' && buffer[1] == '0';
  out.append(buffer + (minus_zero ? 1 : 0), end);
}

}  // namespace sitrep
