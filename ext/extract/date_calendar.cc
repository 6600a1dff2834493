#include "extract/date_calendar.h"

#include <algorithm>

namespace sitrep {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads `count` digits at the front of `rest` and takes them off; nothing when there are fewer.
std::optional<std::int32_t> take_digits(std::string_view& rest, std::size_t count) {
  if (rest.size() < count || !std::all_of(rest.begin(), rest.begin() + count, is_digit)) return std::nullopt;
  std::int32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value * 10 + (rest[i] - '0');
  rest.remove_prefix(count);
  return value;
}

bool take_char(std::string_view& rest, char c) {
  if (rest.empty() || rest.front() != c) return false;
  rest.remove_prefix(1);
  return true;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// "Z", "+02", "+0200", "-05:30" or nothing.
bool take_zone(std::string_view& rest) {
  if (rest.empty() || take_char(rest, 'Z') || take_char(rest, 'z')) return true;
  if (!take_char(rest, '+') && !take_char(rest, '-')) return false;
  const auto hours = take_digits(rest, 2);
  if (!hours || *hours > 14) return false;
  if (rest.empty()) return true;
  take_char(rest, ':');
  const auto minutes = take_digits(rest, 2);
  return minutes && *minutes < 60;
}

/// "10", "10:35", "1035", "10:35:20", "10:35:20.5" with a zone; the minute of the day.
std::optional<std::int32_t> read_clock(std::string_view rest) {
  const auto hour = take_digits(rest, 2);
  if (!hour || *hour > 24) return std::nullopt;
  std::int32_t minute = 0;
  if (!rest.empty() && (rest.front() == ':' || is_digit(rest.front()))) {
    const bool colon = take_char(rest, ':');
    const auto minutes = take_digits(rest, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    minute = *minutes;
    if (!rest.empty() && (colon ? rest.front() == ':' : is_digit(rest.front()))) {
      if (colon) take_char(rest, ':');
      const auto seconds = take_digits(rest, 2);
      if (!seconds || *seconds > 60) return std::nullopt;
      if (take_char(rest, '.') || take_char(rest, ',')) {
        if (!take_digits(rest, 1)) return std::nullopt;
        while (take_digits(rest, 1)) {
        }
      }
    }
  }
  if (*hour == 24 && minute != 0) return std::nullopt;
  if (!take_zone(rest) || !rest.empty()) return std::nullopt;
  return std::min(*hour * 60 + minute, 24 * 60 - 1);
}

}  // namespace

bool is_leap_year(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

bool is_valid_date(std::int32_t year, std::int32_t month, std::int32_t day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

Day day_of(std::int32_t year, std::int32_t month, std::int32_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int32_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int32_t year_of_era = year - era * 400;
  const std::int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Ymd ymd_of(Day day) {
  day += 719468;
  const std::int32_t era = (day >= 0 ? day : day - 146096) / 146097;
  const std::int32_t day_of_era = day - era * 146097;
  const std::int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int32_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int32_t month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::int32_t weekday_of(Day day) { return ((day % 7) + 10) % 7 + 1; }

IsoWeek iso_week_of(Day day) {
  const std::int32_t weekday = weekday_of(day);
  const Day thursday = day + 4 - weekday;  // the week belongs to the year of its Thursday
  const std::int32_t year = ymd_of(thursday).year;
  return {year, (thursday - day_of(year, 1, 1)) / 7 + 1, weekday};
}

Day add_months(Day day, std::int32_t months) {
  const Ymd date = ymd_of(day);
  const std::int32_t count = date.year * 12 + date.month - 1 + months;
  const std::int32_t year = count >= 0 ? count / 12 : -((-count + 11) / 12);
  const std::int32_t month = count - year * 12 + 1;
  return day_of(year, month, std::min(date.day, days_in_month(year, month)));
}

Day month_start(std::int32_t year, std::int32_t month) { return day_of(year, month, 1); }

Day month_end(std::int32_t year, std::int32_t month) { return day_of(year, month, days_in_month(year, month)); }

Day easter(std::int32_t year) {
  const std::int32_t golden = year % 19, century = year / 100, rest = year % 100;
  const std::int32_t epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const std::int32_t sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  const std::int32_t shift = (golden + 11 * epact + 22 * sunday) / 451;
  const std::int32_t count = epact + sunday - 7 * shift + 114;
  return day_of(year, count / 31, count % 31 + 1);
}

void append_iso_date(Day day, std::string& out) {
  const Ymd date = ymd_of(day);
  const char digits[] = {static_cast<char>('0' + date.year / 1000 % 10),
                         static_cast<char>('0' + date.year / 100 % 10),
                         static_cast<char>('0' + date.year / 10 % 10),
                         static_cast<char>('0' + date.year % 10),
                         '-',
                         static_cast<char>('0' + date.month / 10),
                         static_cast<char>('0' + date.month % 10),
                         '-',
                         static_cast<char>('0' + date.day / 10),
                         static_cast<char>('0' + date.day % 10)};
  out.append(digits, sizeof digits);
}

std::string iso_date(Day day) {
  std::string out;
  append_iso_date(day, out);
  return out;
}

std::optional<Moment> parse_iso_moment(std::string_view text) {
  std::string_view rest = trimmed(text);
  const auto year = take_digits(rest, 4);
  if (!year) return std::nullopt;
  const bool extended = take_char(rest, '-');
  const auto month = take_digits(rest, 2);
  if (!month || (extended && !take_char(rest, '-'))) return std::nullopt;
  const auto day = take_digits(rest, 2);
  if (!day || !is_valid_date(*year, *month, *day)) return std::nullopt;
  Moment moment{day_of(*year, *month, *day), std::nullopt};
  if (rest.empty()) return moment;
  if (!take_char(rest, 'T') && !take_char(rest, 't') && !take_char(rest, ' ')) return std::nullopt;
  moment.minute = read_clock(rest);
  if (!moment.minute) return std::nullopt;
  return moment;
}

}  // namespace sitrep
