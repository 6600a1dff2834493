#include "extract/date_feasts.h"

#include <algorithm>
#include <cmath>

#include "extract/date_islamic.h"
#include "extract/date_sky.h"

namespace sitrep {
namespace {

/// Orthodox Easter: the Julian one in Gregorian days. (Meeus.)
Day orthodox_easter(std::int32_t year) {
  const std::int32_t d = (19 * (year % 19) + 15) % 30;
  const std::int32_t e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const std::int32_t count = d + e + 114;
  return day_of(year, count / 31, count % 31 + 1) + year / 100 - year / 400 - 2;
}

/// Days from the epoch of the Hebrew calendar to the new moon of Tishri, moved from the weekdays it may not fall on.
std::int32_t hebrew_elapsed(std::int32_t year) {
  const std::int32_t months = (235 * year - 234) / 19;
  const std::int64_t parts = 12084 + std::int64_t{13753} * months;
  const auto day = static_cast<std::int32_t>(29 * months + parts / 25920);
  return 3 * (day + 1) % 7 < 3 ? day + 1 : day;
}

/// First day of a Hebrew year; years are kept from being too long or too short.
Day hebrew_new_year(std::int32_t year) {
  constexpr Day kEpoch = -2092590;  // 7 October 3761 BC (Julian)
  const std::int32_t before = hebrew_elapsed(year - 1), here = hebrew_elapsed(year), behind = hebrew_elapsed(year + 1);
  const std::int32_t delay = behind - here == 356 ? 2 : here - before == 382 ? 1 : 0;
  return kEpoch + here + delay;
}

bool known(Day day) { return day >= kFirstDay && day <= kLastDay; }

std::optional<DayInterval> days_from(Day first, Day count) {
  const Day last = first + std::max(count, 1) - 1;
  if (!known(first) || !known(last)) return std::nullopt;
  return DayInterval{first, last, DatePrecision::day, iso_date(first)};
}

/// A whole Islamic month when no day is given. One Gregorian year may hold the date twice; the first counts.
std::optional<DayInterval> islamic_interval(const DatePoint& point, std::int32_t year) {
  const Day begin = month_start(year, 1), end = month_end(year, 12);
  const auto guess = static_cast<std::int32_t>((year - 622) * 33.0 / 32.0);
  for (std::int32_t islamic = guess - 1; islamic <= guess + 2; ++islamic) {
    const Day start = islamic_month_start(islamic, point.month);
    const Day next = islamic_month_start(islamic, point.month + 1);
    Day first = point.day == 0 ? start : start + point.day - 1;
    if (point.weekday != 0) first = next - 1 - (weekday_of(next - 1) - point.weekday + 7) % 7;
    if (first < begin || first > end) continue;
    return days_from(first, point.day == 0 && point.weekday == 0 ? next - first : 1);
  }
  return std::nullopt;
}

/// Days that a memorial day of the State of Israel moves when it falls on a weekday, Monday first.
Day israeli_move(Day day) {
  constexpr Day kMoves[] = {1, 0, 0, 0, -1, -2, 1};
  return kMoves[weekday_of(day) - 1];
}

std::optional<DayInterval> hebrew_interval(const DatePoint& point, std::int32_t year) {
  Day first = hebrew_month_start(year, point.month) + point.day - 1;
  if (point.weekday != 0 && weekday_of(first) == point.weekday) ++first;
  if (static_cast<FeastRule>(point.part) == FeastRule::israeli) first += israeli_move(first);
  auto interval = days_from(first, static_cast<Day>(point.amount));
  if (interval && known(first - 1)) interval->first = first - 1;
  return interval;
}

std::optional<DayInterval> civil_interval(const DatePoint& point, std::int32_t year) {
  if (point.weekday != 0) {
    const auto day = nth_weekday(year, point.month, point.weekday, static_cast<std::int32_t>(point.amount));
    return day ? day_interval(*day + point.day) : std::nullopt;
  }
  if (!is_valid_date(year, point.month, point.day)) return std::nullopt;
  const Day day = day_of(year, point.month, point.day);
  constexpr std::int32_t kEveOfSunday = 1, kNearestWorkday = 2, kSaturday = 6, kSunday = 7;
  const auto rule = static_cast<std::int32_t>(point.amount);
  const std::int32_t weekday = weekday_of(day);
  if (rule == kEveOfSunday && weekday == kSunday) return day_interval(day - 1);
  if (rule == kNearestWorkday && weekday >= kSaturday) return day_interval(weekday == kSaturday ? day - 1 : day + 1);
  return day_interval(day);
}

/// New Year of the Shahanshahi calendar, whose years have 365 days.
std::optional<DayInterval> shahanshahi_new_year(std::int32_t year) {
  constexpr Day kYear = 365;
  const Day known_one = day_of(2018, 8, 17);
  const Day begin = month_start(year, 1);
  const Day day = begin + ((known_one - begin) % kYear + kYear) % kYear;
  return ymd_of(day).year == year ? day_interval(day) : std::nullopt;
}

constexpr double kDelhiEast = 77.2, kDelhiNorth = 28.6;

/// Longitude of the sun among the fixed stars, after the ayanamsa of Lahiri.
double sidereal_sun(double moment) {
  constexpr double kAt2000 = 23.853, kADay = 0.013969 / 365.25;
  const double longitude = sun_longitude(moment) - kAt2000 - kADay * (moment - 10957.5);
  return longitude < 0 ? longitude + 360 : longitude;
}

int sign_of(double longitude) { return static_cast<int>(longitude / 30); }

double decisive_moment(Day day, std::int32_t hour) {
  constexpr double kAnHour = 1.0 / 24;
  switch (hour) {
    case 0:
      return sun_event(day, -1, kDelhiEast, kDelhiNorth);
    case 2:
      return sun_event(day, 0, kDelhiEast, kDelhiNorth) + 2.5 * kAnHour;
    case 3:
      return sun_event(day, 1, kDelhiEast, kDelhiNorth) + 1.5 * kAnHour;
    case 4:
      return sun_event(day, 0, kDelhiEast, kDelhiNorth) + 12 * kAnHour;
    default:
      return sun_event(day, 0, kDelhiEast, kDelhiNorth);
  }
}

/// Number of the lunar day that lasts at a moment, 1 from the new moon to 30.
int lunar_day_at(double moment) {
  double elongation = moon_longitude(moment) - sun_longitude(moment);
  if (elongation < 0) elongation += 360;
  return static_cast<int>(elongation / 12) + 1;
}

/// The day on whose decisive hour a lunar day of the month from `new_moon` on lasts; a lunar day that lasts at none is
/// kept where it began.
Day day_of_lunar_day(double new_moon, std::int32_t lunar_day, std::int32_t hour) {
  constexpr double kLunarDay = 29.53 / 30;
  const Day about = static_cast<Day>(std::floor(new_moon + (lunar_day - 0.5) * kLunarDay));
  Day skipped = about;
  for (Day day = about - 2; day <= about + 2; ++day) {
    const int there = (lunar_day_at(decisive_moment(day, hour)) - lunar_day + 45) % 30 - 15;
    if (there == 0) return day;
    if (there < 0) skipped = hour == 0 ? day : day + 1;
  }
  return skipped;
}

std::optional<DayInterval> hindu_interval(const DatePoint& point, std::int32_t year, Day later) {
  const auto day = hindu_day(year, point.month, point.day, static_cast<std::int32_t>(point.amount));
  return day ? days_from(*day + later, point.weekday) : std::nullopt;
}

}  // namespace

Day hebrew_month_start(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t kHebrewYears = 3761;           // of the year that begins in autumn
  constexpr Day kSummer[] = {0, 30, 59, 89, 118, 148};  // Nisan to Elul, 177 days
  const Day autumn = hebrew_new_year(year + kHebrewYears);
  const Day nisan = autumn - 177;
  if (month <= 6) return nisan + kSummer[month - 1];
  if (month == 12) return nisan - 29;
  const Day length = nisan + 177 - hebrew_new_year(year + kHebrewYears - 1);
  const bool leap = length > 380;
  if (month == 11) return nisan - 29 - (leap ? 30 : 0) - 30;
  const Day long_months = hebrew_new_year(year + kHebrewYears + 1) - autumn;
  constexpr Day kAutumn[] = {0, 30, 59, 89};  // Tishri to Tevet, in a year of regular length
  const Day longer = long_months % 10 == 5 ? 1 : 0, shorter = long_months % 10 == 3 ? 1 : 0;
  return autumn + kAutumn[month - 7] + (month >= 9 ? longer : 0) - (month >= 10 ? shorter : 0);
}

Day chinese_new_year(std::int32_t year) {
  constexpr double kBeijing = 8.0 / 24;
  const Day earliest = day_of(year, 1, 21);
  const double k = conjunction_near(earliest + 14);
  for (const double step : {-1.0, 0.0, 1.0}) {
    const auto day = static_cast<Day>(std::floor(conjunction(k + step) + kBeijing));
    if (day >= earliest) return day;
  }
  return earliest;
}

std::optional<Day> hindu_day(std::int32_t year, std::int32_t month, std::int32_t lunar_day, std::int32_t hour) {
  // Chaitra begins about the end of March now, and moves a day in 72 years with the equinox.
  const double about = day_of(year, 3, 29) + (year - 2000) / 71.6 + (month > 9 ? month - 13 : month - 1) * 30.44;
  const double k = conjunction_near(about);
  for (const double step : {0.0, -1.0, 1.0}) {
    const double begin = conjunction(k + step);
    const int sign = sign_of(sidereal_sun(begin));
    // In a leap month the sun enters no new sign.
    if (sign == sign_of(sidereal_sun(conjunction(k + step + 1))) || (sign + 1) % 12 + 1 != month) continue;
    const Day day = day_of_lunar_day(begin, lunar_day, hour);
    if (known(day) && ymd_of(day).year == year) return day;
  }
  return std::nullopt;
}

Day hindu_solar_day(std::int32_t year, std::int32_t sign) {
  // The sun enters Aries about 14 April and stays a month in each sign.
  const auto about =
      static_cast<Day>(day_of(year, 4, 14) + (year - 2000) / 71.6 + (sign > 9 ? sign - 13 : sign - 1) * 30.44);
  Day day = about - 4;
  const int want = sign - 1;
  for (; day < about + 6; ++day) {
    if (sign_of(sidereal_sun(sun_event(day, 1, kDelhiEast, kDelhiNorth))) == want) break;
  }
  return day;
}

std::optional<DayInterval> holiday_interval(const DatePoint& point, std::int32_t year) {
  if (year < 1 || year > 9999) return std::nullopt;
  const auto amount = static_cast<std::int32_t>(point.amount);
  switch (static_cast<FeastRule>(point.part)) {
    case FeastRule::easter:
      return days_from(easter(year) + amount, point.day);
    case FeastRule::islamic:
      return islamic_interval(point, year);
    case FeastRule::orthodox_easter:
      return days_from(orthodox_easter(year) + amount, point.day);
    case FeastRule::hebrew:
    case FeastRule::israeli:
      return hebrew_interval(point, year);
    case FeastRule::chinese:
      return day_interval(chinese_new_year(year) + amount);
    case FeastRule::hindu:
      return hindu_interval(point, year, 0);
    case FeastRule::hindu_after:
      return hindu_interval(point, year, 1);
    case FeastRule::hindu_solar:
      return day_interval(hindu_solar_day(year, point.month) + amount);
    case FeastRule::civil:
      return civil_interval(point, year);
    case FeastRule::shahanshahi:
      return shahanshahi_new_year(year);
  }
  return std::nullopt;
}

}  // namespace sitrep
