#include "extract/date_islamic.h"

#include <cmath>

#include "extract/date_sky.h"

namespace sitrep {
namespace {

/// Days since the civil epoch of the tabular calendar, 16 July 622 (Julian), with its leap years 2, 5, 7, 10, 13, 16,
/// 18, 21, 24, 26 and 29: right to a day or two.
Day tabular_month_start(std::int32_t year, std::int32_t month) {
  constexpr Day kEpoch = -492148;
  return kEpoch + 29 * (month - 1) + month / 2 + 354 * (year - 1) + (3 + 11 * year) / 30;
}

}  // namespace

Day islamic_month_start(std::int32_t year, std::int32_t month) {
  constexpr double kBeforeSunset = 0.45;  // of a day: 13:12 UTC, two hours before sunset in Mecca
  const double k = conjunction_near(tabular_month_start(year, month) - 1);
  return static_cast<Day>(std::floor(conjunction(k) + kBeforeSunset)) + 1;
}

}  // namespace sitrep
