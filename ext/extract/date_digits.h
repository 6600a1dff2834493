#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "extract/date_image.h"

namespace sitrep {

/// A number token taken apart: "2,500", "17.04.2021", "8.30", "21st", "٢٠٢١".
struct DateDigits {
  double value = 0;
  std::uint8_t digits = 0;  ///< before the decimal point
  date_image::DigitForm form = date_image::DigitForm::plain;
  std::array<std::int32_t, 3> parts{};  ///< of a dotted form
  std::array<std::uint8_t, 3> widths{};
};
/// Reads the folded form of a number token; linear in its length.
DateDigits read_date_digits(std::string_view folded);

}  // namespace sitrep
