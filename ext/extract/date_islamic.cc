#include "extract/date_islamic.h"

#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kUnixEpoch = 2440587.5;  // Julian date of 1970-01-01T00:00Z

/// Julian date of the conjunction number `k` since January 2000.
double conjunction(double k) {
  constexpr double kPerCentury = 1236.85;
  constexpr double kDegree = std::numbers::pi / 180;
  const double t = k / kPerCentury;
  const double sun = (2.5534 + 29.10535670 * k) * kDegree;
  const double moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * kDegree;
  const double node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * kDegree;
  const double e = 1 - 0.002516 * t;
  return 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.40720 * std::sin(moon) +
         0.17241 * e * std::sin(sun) + 0.01608 * std::sin(2 * moon) + 0.01039 * std::sin(2 * node) +
         0.00739 * e * std::sin(moon - sun) - 0.00514 * e * std::sin(moon + sun) + 0.00208 * e * e * std::sin(2 * sun);
}

/// Days since the civil epoch of the tabular calendar, 16 July 622 (Julian), with its leap years 2, 5, 7, 10, 13, 16,
/// 18, 21, 24, 26 and 29: right to a day or two.
Day tabular_month_start(std::int32_t year, std::int32_t month) {
  constexpr Day kEpoch = -492148;
  return kEpoch + 29 * (month - 1) + month / 2 + 354 * (year - 1) + (3 + 11 * year) / 30;
}

}  // namespace

Day islamic_month_start(std::int32_t year, std::int32_t month) {
  constexpr double kMonth = 29.530588861, kFirst = 2451550.1;
  constexpr double kBeforeSunset = 0.45;  // of a day: 13:12 UTC, two hours before sunset in Mecca
  const double about = tabular_month_start(year, month) + kUnixEpoch;
  const double k = std::round((about - 1 - kFirst) / kMonth);
  return static_cast<Day>(std::floor(conjunction(k) - kUnixEpoch + kBeforeSunset)) + 1;
}

}  // namespace sitrep
