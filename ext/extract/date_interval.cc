#include "extract/date_interval.h"

#include <cmath>
#include <cstdio>

namespace sitrep {
namespace {

bool known_year(std::int32_t year) { return year >= 1 && year <= 9999; }

std::string two_digits(std::int32_t n) {
  return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
}

std::string week_text(Day day) {
  const IsoWeek week = iso_week_of(day);
  return year_text(week.year) + "-W" + two_digits(week.week);
}

std::optional<DayInterval> months_interval(std::int32_t year, std::int32_t month, std::int32_t count,
                                           DatePrecision precision, std::string value) {
  if (!known_year(year)) return std::nullopt;
  const Day first = month_start(year, month);
  const Day last = add_months(first, count) - 1;
  if (last > kLastDay) return std::nullopt;
  return DayInterval{first, last, precision, std::move(value)};
}

}  // namespace

std::string year_text(std::int32_t year) {
  char text[16];
  std::snprintf(text, sizeof text, "%s%04d", year < 0 ? "BC" : "", std::abs(year) % 10000);
  return text;
}

std::string_view daypart_suffix(DayPart part) {
  switch (part) {
    case DayPart::morning:
    case DayPart::dawn:
    case DayPart::early_hours:
      return "TMO";
    case DayPart::midday:
      return "TMI";
    case DayPart::afternoon:
      return "TAF";
    case DayPart::evening:
      return "TEV";
    case DayPart::night:
      return "TNI";
    case DayPart::day:
      return "TDT";
    default:
      return "";
  }
}

std::optional<DayInterval> season_interval(std::int32_t year, std::int32_t season) {
  constexpr const char* kNames[] = {"SP", "SU", "FA", "WI"};
  return months_interval(year, season * 3, 3, DatePrecision::quarter, year_text(year) + "-" + kNames[season - 1]);
}

std::optional<DayInterval> quarter_interval(std::int32_t year, std::int32_t quarter) {
  return months_interval(year, quarter * 3 - 2, 3, DatePrecision::quarter,
                         year_text(year) + "-Q" + static_cast<char>('0' + quarter));
}

std::optional<DayInterval> half_interval(std::int32_t year, std::int32_t half) {
  return months_interval(year, half * 6 - 5, 6, DatePrecision::quarter,
                         year_text(year) + "-H" + static_cast<char>('0' + half));
}

std::optional<DayInterval> month_interval(std::int32_t year, std::int32_t month) {
  return months_interval(year, month, 1, DatePrecision::month, year_text(year) + "-" + two_digits(month));
}

std::optional<DayInterval> year_interval(std::int32_t year) {
  return months_interval(year, 1, 12, DatePrecision::year, year_text(year));
}

std::optional<DayInterval> decade_interval(std::int32_t year) {
  if (!known_year(year)) return std::nullopt;
  const std::int32_t first = year / 10 * 10;
  return DayInterval{month_start(first == 0 ? 1 : first, 1), month_end(first + 9, 12), DatePrecision::decade,
                     year_text(year).substr(0, 3)};
}

std::optional<DayInterval> century_interval(std::int32_t year) {
  if (!known_year(year)) return std::nullopt;
  const std::int32_t first = year / 100 * 100;
  return DayInterval{month_start(first == 0 ? 1 : first, 1), month_end(first + 99, 12), DatePrecision::century,
                     year_text(year).substr(0, 2)};
}

std::optional<DayInterval> week_interval(Day day) {
  const Day monday = monday_of(day);
  if (monday < kFirstDay || monday + 6 > kLastDay) return std::nullopt;
  return DayInterval{monday, monday + 6, DatePrecision::week, week_text(monday)};
}

std::optional<DayInterval> weekend_interval(Day day) {
  const Day monday = monday_of(day);
  if (monday < kFirstDay || monday + 6 > kLastDay) return std::nullopt;
  return DayInterval{monday + 5, monday + 6, DatePrecision::week, week_text(monday) + "-WE"};
}

std::optional<DayInterval> day_interval(Day day) {
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  return DayInterval{day, day, DatePrecision::day, iso_date(day)};
}

std::optional<DayInterval> unit_interval(DateUnit unit, Day day) {
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  const Ymd date = ymd_of(day);
  switch (unit) {
    case DateUnit::weekend:
      return weekend_interval(day);
    case DateUnit::week:
    case DateUnit::fortnight:
      return week_interval(day);
    case DateUnit::month:
      return month_interval(date.year, date.month);
    case DateUnit::quarter:
      return quarter_interval(date.year, (date.month + 2) / 3);
    case DateUnit::half:
      return half_interval(date.year, (date.month + 5) / 6);
    case DateUnit::season:
      return date.month < 3 ? season_interval(date.year - 1, 4) : season_interval(date.year, date.month / 3);
    case DateUnit::year:
      return year_interval(date.year);
    case DateUnit::decade:
      return decade_interval(date.year);
    case DateUnit::century:
      return century_interval(date.year);
    default:
      return day_interval(day);
  }
}

std::optional<Day> shift_day(Day day, DateUnit unit, double amount) {
  double days = 0, months = 0;
  switch (unit) {
    case DateUnit::second:
    case DateUnit::minute:
      break;
    case DateUnit::hour:
      days = amount < 0 ? std::floor(amount / 24) : std::ceil(amount / 24);
      break;
    case DateUnit::week:
    case DateUnit::weekend:
      days = amount * 7;
      break;
    case DateUnit::fortnight:
      days = amount * 14;
      break;
    case DateUnit::month:
      months = amount;
      break;
    case DateUnit::quarter:
    case DateUnit::season:
      months = amount * 3;
      break;
    case DateUnit::half:
      months = amount * 6;
      break;
    case DateUnit::year:
      months = amount * 12;
      break;
    case DateUnit::decade:
      months = amount * 120;
      break;
    case DateUnit::century:
      months = amount * 1200;
      break;
    case DateUnit::millennium:
      months = amount * 12000;
      break;
    default:
      days = amount;
  }
  if (!(std::abs(days) < 4e6) || !(std::abs(months) < 130'000)) return std::nullopt;
  const double whole_months = std::trunc(months);
  days += (months - whole_months) * 30;
  const Ymd date = ymd_of(day);
  const double year = date.year + whole_months / 12;
  if (year < 0 || year > 10000) return std::nullopt;
  const Day moved = add_months(day, static_cast<std::int32_t>(whole_months)) + static_cast<Day>(std::lround(days));
  if (moved < kFirstDay || moved > kLastDay) return std::nullopt;
  return moved;
}

DayInterval narrowed(DayInterval interval, DateModifier modifier) {
  const int third = modifier == DateModifier::start ? 0
                    : modifier == DateModifier::mid ? 1
                    : modifier == DateModifier::end ? 2
                                                    : -1;
  if (third < 0) return interval;
  const Ymd first = ymd_of(interval.first);
  const Day end = interval.last;
  if (interval.precision == DatePrecision::week) {
    constexpr int kFirst[] = {0, 2, 4}, kLast[] = {2, 4, 6};
    if (end - interval.first != 6) return interval;  // a weekend
    interval.last = interval.first + kLast[third];
    interval.first += kFirst[third];
  } else if (interval.precision == DatePrecision::month) {
    interval.last = third == 2 ? end : interval.first + 10 * third + 9;
    interval.first += 10 * third;
  } else if (interval.precision == DatePrecision::year) {
    interval.first = month_start(first.year, 1 + 4 * third);
    interval.last = month_end(first.year, 4 + 4 * third);
  } else if (interval.precision == DatePrecision::quarter) {
    const Day begin = interval.first;
    interval.first = add_months(begin, third);
    interval.last = third == 2 ? end : add_months(begin, third + 1) - 1;
  } else if (interval.precision == DatePrecision::decade) {
    constexpr int kFirst[] = {0, 4, 7}, kLast[] = {3, 6, 9};
    interval.last = month_end(first.year + kLast[third], 12);
    interval.first = month_start(first.year + kFirst[third], 1);
  } else if (interval.precision == DatePrecision::century) {
    constexpr int kFirst[] = {0, 33, 67}, kLast[] = {32, 66, 99};
    interval.last = month_end(first.year + kLast[third], 12);
    interval.first = month_start(first.year + kFirst[third], 1);
  }
  return interval;
}

std::optional<Day> nth_weekday(std::int32_t year, std::int32_t month, std::int32_t weekday, std::int32_t n) {
  if (!known_year(year) || n == 0) return std::nullopt;
  if (n > 0) {
    const Day first = month_start(year, month);
    const Day day = first + (weekday - weekday_of(first) + 7) % 7 + 7 * (n - 1);
    return day <= month_end(year, month) ? std::optional<Day>(day) : std::nullopt;
  }
  const Day last = month_end(year, month);
  const Day day = last - (weekday_of(last) - weekday + 7) % 7 + 7 * (n + 1);
  return day >= month_start(year, month) ? std::optional<Day>(day) : std::nullopt;
}

std::optional<DayInterval> nth_within(const DayInterval& whole, const DatePoint& at) {
  if (!(std::abs(at.amount) >= 1 && std::abs(at.amount) <= 400)) return std::nullopt;
  const auto n = static_cast<Day>(at.amount);
  if (at.unit == DateUnit::half) {
    constexpr Day kHalfMonth = 15;
    DayInterval half = whole;
    (n == 1 ? half.last : half.first) = whole.first + kHalfMonth - (n == 1 ? 1 : 0);
    return half;
  }
  // "the third day of Eid": of a feast only the first day is known.
  if (whole.first == whole.last && at.unit == DateUnit::day && n > 0) return day_interval(whole.first + n - 1);
  const auto kept = [&](Day day) { return day >= whole.first && day <= whole.last; };
  const auto nth_weekday_within = [&](std::int32_t weekday) {
    return n > 0 ? whole.first + (weekday - weekday_of(whole.first) + 7) % 7 + 7 * (n - 1)
                 : whole.last - (weekday_of(whole.last) - weekday + 7) % 7 + 7 * (n + 1);
  };
  if (at.unit == DateUnit::month || at.unit == DateUnit::quarter) {
    const Day from = n > 0 ? add_months(whole.first, at.unit == DateUnit::month ? n - 1 : 3 * (n - 1))
                           : add_months(whole.last, at.unit == DateUnit::month ? n + 1 : 3 * (n + 1));
    return kept(from) ? unit_interval(at.unit, from) : std::nullopt;
  }
  Day day = n > 0 ? whole.first + n - 1 : whole.last + n + 1;
  if (at.weekday != 0) day = nth_weekday_within(at.weekday);
  if (at.unit == DateUnit::week) day = nth_weekday_within(4);
  if (at.unit == DateUnit::weekend) day = nth_weekday_within(6);
  return kept(day) ? unit_interval(at.unit, day) : std::nullopt;
}

std::string duration_value(double amount, DateUnit unit) {
  struct Name {
    const char* letter;
    bool time;
    double factor;
    const char* half;  // what half a unit is, when that is a whole number of a finer one
  };
  const Name name = [&]() -> Name {
    switch (unit) {
      case DateUnit::second:
        return {"S", true, 1, nullptr};
      case DateUnit::minute:
        return {"M", true, 1, "30S"};
      case DateUnit::hour:
        return {"H", true, 1, "30M"};
      case DateUnit::week:
        return {"W", false, 1, nullptr};
      case DateUnit::weekend:
        return {"WE", false, 1, nullptr};
      case DateUnit::fortnight:
        return {"W", false, 2, nullptr};
      case DateUnit::month:
        return {"M", false, 1, nullptr};
      case DateUnit::quarter:
        return {"Q", false, 1, nullptr};
      case DateUnit::half:
        return {"M", false, 6, nullptr};
      case DateUnit::year:
        return {"Y", false, 1, "6M"};
      case DateUnit::decade:
        return std::isnan(amount) ? Name{"DE", false, 1, nullptr} : Name{"Y", false, 10, nullptr};
      case DateUnit::century:
        return std::isnan(amount) ? Name{"CE", false, 1, nullptr} : Name{"CE", false, 1, nullptr};
      case DateUnit::millennium:
        return {"ML", false, 1, nullptr};
      default:
        return {"D", false, 1, nullptr};
    }
  }();
  std::string out = name.time ? "PT" : "P";
  if (std::isnan(amount)) return out + "X" + name.letter;
  const double total = std::abs(amount) * name.factor;
  const double whole = std::floor(total);
  char text[40];
  if (total - whole == 0.5 && name.half != nullptr) {
    if (whole > 0) {
      std::snprintf(text, sizeof text, "%.0f", whole);
      out += std::string(text) + name.letter;
    }
    return out + name.half;
  }
  std::snprintf(text, sizeof text, "%.10g", total);
  return out + text + name.letter;
}

}  // namespace sitrep
