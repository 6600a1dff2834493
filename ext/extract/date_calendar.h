#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// Days since 1970-01-01 in the proleptic Gregorian calendar. Valid days lie in the years 0001 to 9999.
using Day = std::int32_t;

inline constexpr Day kFirstDay = -719162;  ///< 0001-01-01
inline constexpr Day kLastDay = 2932896;   ///< 9999-12-31

/// A calendar date. `month` 1..12, `day` 1..31.
struct Ymd {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;
  friend bool operator==(const Ymd&, const Ymd&) = default;
};

/// An ISO 8601 week: `weekday` 1 is Monday, 7 Sunday.
struct IsoWeek {
  std::int32_t year = 1970;
  std::int32_t week = 1;
  std::int32_t weekday = 1;
};

bool is_leap_year(std::int32_t year);
/// Days in a month, 28..31; `month` 1..12.
std::int32_t days_in_month(std::int32_t year, std::int32_t month);
/// True when the date exists and its year lies in 1..9999; 31 February does not.
bool is_valid_date(std::int32_t year, std::int32_t month, std::int32_t day);

/// The day of a date that exists. (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
Day day_of(std::int32_t year, std::int32_t month, std::int32_t day);
/// Inverse of day_of.
Ymd ymd_of(Day day);

/// 1 = Monday … 7 = Sunday.
std::int32_t weekday_of(Day day);
IsoWeek iso_week_of(Day day);
/// Monday of the day's ISO week.
inline Day monday_of(Day day) { return day - (weekday_of(day) - 1); }

/// The same day of the month `months` later (or earlier), or the last one of that month when it is shorter.
Day add_months(Day day, std::int32_t months);
Day month_start(std::int32_t year, std::int32_t month);
Day month_end(std::int32_t year, std::int32_t month);

/// Western Easter Sunday. (Anonymous Gregorian algorithm, Meeus.)
Day easter(std::int32_t year);

/// "2021-04-17".
std::string iso_date(Day day);
void append_iso_date(Day day, std::string& out);

/// A moment as ISO 8601 writes it: a day, and the minute of that day (0..1439) when a time of day is given.
struct Moment {
  Day day = 0;
  std::optional<std::int32_t> minute;
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Reads an ISO 8601 date or datetime: "2021-04-17", "20210417", "2021-04-17T10:35", "… 10:35:20.5+02:00", with `Z` or
/// an offset (kept as local time: the offset is checked, then left out). Nothing else; white space around it is
/// allowed.
std::optional<Moment> parse_iso_moment(std::string_view text);

}  // namespace sitrep
