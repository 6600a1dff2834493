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

/// Rounds the digits of a positive number in [begin, end) to `digits` after its point, a tie to the even digit. There
/// is room for one digit before `begin`; the new begin is returned, and `end` moved.
inline char* round_decimals(char* begin, char*& end, int digits) {
  char* const point = std::find(begin, end, '.');
  if (end - point <= digits + 1) return begin;
  char* const cut = point + 1 + digits;
  char* at = digits > 0 ? cut - 1 : point - 1;  // the last digit that stays
  const bool tie = *cut == '5' && std::all_of(cut + 1, end, [](char c) { return c == '0'; });
  const bool up = tie ? (*at - '0') % 2 == 1 : *cut >= '5';
  end = at + 1;
  if (!up) return begin;
  for (; at >= begin; --at) {
    if (*at == '.') continue;
    if (*at != '9') {
      ++*at;
      return begin;
    }
    *at = '0';
  }
  *at = '1';
  return at;
}

/// Appends the number rounded to `digits` (0..15) after the point, without zeros at the end. As PostGIS, it rounds the
/// shortest digits that read back the same: 0.125 and 0.115 are 0.12, though the double 0.115 lies above.
inline void append_rounded(double value, int digits, std::string& out) {
  const double size = std::abs(value);
  if (!(size < 1e15)) return append_number(value, out);
  char buffer[64];
  char* begin = buffer + 1;
  char* const limit = buffer + sizeof buffer;
  char* end;
  if (size >= 1e-8) {
    end = std::to_chars(begin, limit, size, std::chars_format::fixed).ptr;
    begin = round_decimals(begin, end, digits);
  } else {
    end = std::to_chars(begin, limit, size, std::chars_format::fixed, digits).ptr;
  }
  if (std::find(begin, end, '.') != end) {
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
  }
  const bool is_zero = end - begin == 1 && *begin == '0';
  if (value < 0 && !is_zero) out += '-';
  out.append(begin, end);
}

}  // namespace sitrep
