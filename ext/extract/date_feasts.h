#pragma once

#include <cstdint>
#include <optional>

#include "extract/date_interval.h"

namespace sitrep {

/// How the day of a feast is told (`holiday=` in date_holidays.csv).
enum class FeastRule : std::uint8_t {
  easter = 1,           ///< `amount` days from Easter, kept for `day` days when that is set
  islamic = 2,          ///< `day` of `month`, its last `weekday`, or the whole month
  orthodox_easter = 3,  ///< like `easter`
  hebrew = 4,           ///< `day` of `month` (1 is Nisan, 12 the last Adar), kept for `amount` days; when that is the
                        ///< `weekday`, a day later; begins on the eve
  chinese = 5,          ///< the New Year and the `amount`-th day from it
  hindu = 6,        ///< the lunar `day` (1..30 from the new moon) of `month` (1 is Chaitra, months from new moon to new
                    ///< moon) that lasts at the hour `amount` of the day: 0 sunrise, 1 noon, 2 afternoon, 3 evening,
                    ///< 4 midnight; kept for `weekday` days when that is set
  hindu_after = 7,  ///< the day after that
  hindu_solar = 8,  ///< the sun enters the sidereal sign `month` (1 is Aries) before sunset; `amount` days from there
  israeli = 10,     ///< `day` of the Hebrew `month`, kept off the Sabbath and its eves: on Friday or Saturday it moves
                    ///< to Thursday, on Sunday or Monday to the next day; begins on the eve
  civil = 9,  ///< `day` of `month`, which with `amount` 1 moves from a Sunday to its eve, with 2 from a weekend to the
              ///< nearest workday; or its `amount`-th `weekday` and `day` days from there
  shahanshahi = 11  ///< New Year of the Parsi calendar of 365 days
};

/// The feast in a year: Easter and the movable Christian feasts, those of the Islamic, Hebrew, Chinese and Hindu
/// calendars and those fixed in the civil one. Empty when it does not fall in that year or the year is not in 1..9999.
/// Of a feast that falls twice (Islamic) the first counts. Hebrew after N. Dershowitz and E. M. Reingold, Calendrical
/// Calculations; the Hindu ones by the true sun and moon at Delhi: regions and sects may keep them a day apart.
std::optional<DayInterval> holiday_interval(const DatePoint& point, std::int32_t year);

/// First day (the daytime) of a month of the Hebrew calendar in a Gregorian year; `month` 1 is Nisan, 7 Tishri, 12 the
/// last Adar.
Day hebrew_month_start(std::int32_t year, std::int32_t month);
/// Chinese New Year: the first day of a new moon in Beijing from 21 January on.
Day chinese_new_year(std::int32_t year);
/// The lunar day of a Hindu month, by the rules of FeastRule::hindu.
std::optional<Day> hindu_day(std::int32_t year, std::int32_t month, std::int32_t lunar_day, std::int32_t hour);
/// The day on which the sun enters a sidereal sign (1 is Aries), before sunset.
Day hindu_solar_day(std::int32_t year, std::int32_t sign);

}  // namespace sitrep
