#include "extract/date_digits.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"

namespace sitrep {

using date_image::DigitForm;

DateDigits read_date_digits(std::string_view folded) {
  DateDigits out;
  std::array<double, 8> groups{};
  std::array<std::uint8_t, 8> widths{};
  std::size_t count = 0;
  bool comma = false;
  std::size_t at = 0;
  while (at < folded.size()) {
    const char c = folded[at];
    int digit = -1;
    std::size_t length = 1;
    if (is_ascii_digit(c)) {
      digit = c - '0';
    } else if (!is_ascii(c)) {
      const Utf8 wide = decode_utf8(folded, at);
      length = wide.length;
      if (wide.point >= 0x660 && wide.point <= 0x669) digit = wide.point - 0x660;
      if (wide.point >= 0x6F0 && wide.point <= 0x6F9) digit = wide.point - 0x6F0;
    }
    if (digit >= 0) {
      groups[count] = groups[count] * 10 + digit;
      if (widths[count] < 255) ++widths[count];
    } else if ((c == ',' || c == '.') && count + 1 < groups.size()) {
      comma |= c == ',';
      ++count;
    } else {
      out.form = DigitForm::ordinal;
      break;
    }
    at += length;
  }
  ++count;
  out.digits = widths[0];
  out.value = groups[0];
  if (count == 1) return out;
  if (comma) {
    out.form = DigitForm::grouped;
    for (std::size_t i = 1; i < count; ++i) out.value = out.value * 1000 + groups[i];
    return out;
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 3); ++i) {
    out.parts[i] = static_cast<std::int32_t>(std::min(groups[i], 1e8));
    out.widths[i] = widths[i];
  }
  if (count == 3) {
    out.form = DigitForm::dotted_date;
  } else if (count == 2) {
    // "4.22" may be a day and month, "8.30" a clock time, both a decimal.
    out.form = widths[0] <= 2 && widths[1] == 2 ? DigitForm::dotted_month : DigitForm::decimal;
    out.value += groups[1] / std::pow(10.0, widths[1]);
  } else {
    out.form = DigitForm::grouped;
  }
  return out;
}

}  // namespace sitrep
