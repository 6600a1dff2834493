#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "extract/date_calendar.h"
#include "extract/date_mention.h"
#include "extract/date_resolve.h"

namespace sitrep {

/// Days [first, last] with the TIMEX3 value that names them.
struct DayInterval {
  Day first = 0;
  Day last = 0;
  DatePrecision precision = DatePrecision::day;
  std::string value;
};

/// Seasons of the northern hemisphere by months, as TIMEX3 users count them: spring March to May … winter December to
/// February of the next year. `season` 1..4. Empty beyond the years 1..9999, as all of these.
std::optional<DayInterval> season_interval(std::int32_t year, std::int32_t season);
std::optional<DayInterval> quarter_interval(std::int32_t year, std::int32_t quarter);
std::optional<DayInterval> half_interval(std::int32_t year, std::int32_t half);
std::optional<DayInterval> month_interval(std::int32_t year, std::int32_t month);
std::optional<DayInterval> year_interval(std::int32_t year);
/// Of any year in the decade or century.
std::optional<DayInterval> decade_interval(std::int32_t year);
std::optional<DayInterval> century_interval(std::int32_t year);
std::optional<DayInterval> week_interval(Day day);
std::optional<DayInterval> weekend_interval(Day day);
std::optional<DayInterval> day_interval(Day day);

/// The calendar unit that holds `day`; days for units finer than a day.
std::optional<DayInterval> unit_interval(DateUnit unit, Day day);

/// `day` moved by `amount` units, by the calendar for months and coarser units; fractions of years in months, of other
/// units in days. Empty beyond the years 1..9999.
std::optional<Day> shift_day(Day day, DateUnit unit, double amount);

/// The part of an interval that a modifier leaves: "late July" the 21st to 31st, "early next week" Monday to Wednesday,
/// "early 2021" January to April, "mid-1980s" 1984 to 1986. Unchanged for other units and modifiers.
DayInterval narrowed(DayInterval interval, DateModifier modifier);

/// The n-th weekday, day, week, weekend, half or month of an interval ("the first Monday of next month", "the third
/// week of 2018", "the 20th of this month"): `at` says which, its amount counts from the end when negative. A week
/// belongs to the interval that holds its Thursday, as ISO 8601 has it for years.
std::optional<DayInterval> nth_within(const DayInterval& whole, const DatePoint& at);

/// The `n`-th weekday of a month, counted from its end when negative.
std::optional<Day> nth_weekday(std::int32_t year, std::int32_t month, std::int32_t weekday, std::int32_t n);

/// TIMEX3 value of a length: "P3D", "PT24H", "P2Y6M", "PXM" for a vague one.
std::string duration_value(double amount, DateUnit unit);

/// "0490" with "BC" in front for negative years.
std::string year_text(std::int32_t year);
/// "TMO", "TAF", … ; empty for none.
std::string_view daypart_suffix(DayPart part);

}  // namespace sitrep
