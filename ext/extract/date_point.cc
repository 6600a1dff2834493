#include "extract/date_point.h"

#include <cmath>
#include <cstdlib>
#include <utility>

#include "extract/date_feasts.h"

namespace sitrep {
namespace {

std::string two_digits(std::int32_t n) {
  return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
}

/// Years before the first have a value, but no interval.
bool is_datable(std::int32_t year) { return year >= 1 && year <= 9999; }

/// "the last week of August", "the third day of October": days of the month; weeks belong to the month of their
/// Thursday, as ISO 8601 has it for years.
std::optional<DayInterval> nth_unit(const DatePoint& point, std::int32_t year) {
  if (!is_datable(year)) return std::nullopt;
  const auto n = static_cast<std::int32_t>(point.amount);
  const Day begin = month_start(year, point.month), end = month_end(year, point.month);
  if (point.unit == DateUnit::day) {
    const Day day = n > 0 ? begin + n - 1 : end + n + 1;
    return day >= begin && day <= end ? day_interval(day) : std::nullopt;
  }
  if (point.unit == DateUnit::week || point.unit == DateUnit::weekend) {
    const auto day = nth_weekday(year, point.month, point.unit == DateUnit::week ? 4 : 6, n);
    return day ? unit_interval(point.unit, *day) : std::nullopt;
  }
  return month_interval(year, point.month);
}

/// What the fields denote in a given year, relations left aside.
std::optional<DayInterval> in_year(const DatePoint& point, std::int32_t year) {
  if ((point.flags & DatePoint::kHoliday) != 0) return holiday_interval(point, year);
  if (point.unit == DateUnit::season && point.part >= 1) return season_interval(year, point.part);
  if (point.unit == DateUnit::quarter && point.part >= 1) return quarter_interval(year, point.part);
  if (point.unit == DateUnit::half && point.part >= 1) return half_interval(year, point.part);
  if (point.month != 0 && point.relation == DateRelation::nth && point.weekday != 0) {
    const auto day = nth_weekday(year, point.month, point.weekday, static_cast<std::int32_t>(point.amount));
    return day ? day_interval(*day) : std::nullopt;
  }
  if (point.month != 0 && point.relation == DateRelation::nth) return nth_unit(point, year);
  if (point.month != 0 && point.day != 0) {
    if (!is_valid_date(year, point.month, point.day)) return std::nullopt;
    return day_interval(day_of(year, point.month, point.day));
  }
  if (point.month != 0) return month_interval(year, point.month);
  if (point.unit == DateUnit::decade) return decade_interval(year);
  return year_interval(year);
}

bool recurs_each_year(const DatePoint& point) {
  return point.month != 0 || (point.flags & DatePoint::kHoliday) != 0 ||
         ((point.unit == DateUnit::season || point.unit == DateUnit::quarter || point.unit == DateUnit::half) &&
          point.part >= 1);
}

/// In a story the year goes on; when the day lies far back in it, the story has passed the turn of the year.
std::optional<DayInterval> following(const DatePoint& point, std::int32_t year, Day reference) {
  constexpr Day kFarBack = 215;
  auto here = in_year(point, year);
  if (here && here->last >= reference - kFarBack) return here;
  const auto next = in_year(point, year + 1);
  return next ? next : here ? here : in_year(point, year - 1);
}

constexpr Day kPastSlack = 45, kPlainSlack = 100, kFutureSlack = 60;

/// "April 12" without its year: the nearest one, rather before the reference than after it; a future cue turns it; a
/// weekday said with it picks the year.
std::optional<DayInterval> choose_year(const DatePoint& point, const DateContext& context) {
  const std::int32_t base = ymd_of(*context.reference).year;
  const bool feast = (point.flags & DatePoint::kHoliday) != 0;
  if (!feast && point.weekday != 0 && point.day != 0 && point.relation == DateRelation::none) {
    // A day of the last week whose weekday is one off is rather that day than one years away.
    auto fresh = in_year(point, base);
    if (fresh && !context.narrative && *context.reference >= fresh->first && *context.reference - fresh->first < 7) {
      const Day off = (weekday_of(fresh->first) - point.weekday + 7) % 7;
      if (off == 1 || off == 6) return fresh;
    }
    for (const std::int32_t step : {0, -1, 1, -2, -3, -4, -5, -6, 2, -7, -8, -9, -10, -11}) {
      auto day = in_year(point, base + step);
      if (day && weekday_of(day->first) == point.weekday) return day;
    }
  }
  if (context.narrative) return following(point, base, *context.reference);
  auto here = in_year(point, base);
  if (context.tense == TenseHint::future) {
    // "will report third-quarter results": a quarter or season just past is still the one spoken of.
    // So is a day some weeks past: nobody speaks of one most of a year ahead without saying the year.
    const Day ended = point.part >= 1 && (point.flags & DatePoint::kHoliday) == 0 ? 120 : kFutureSlack;
    return here && here->last + ended >= *context.reference ? here : in_year(point, base + 1);
  }
  // A date without its year is a near one: some weeks ahead is a plan ("the Jan. 14 deadline"), not the year before.
  const std::int32_t slack = context.tense == TenseHint::past ? kPastSlack : kPlainSlack;
  if (here && here->first <= *context.reference + slack) return here;
  if (!here) {
    const auto before = in_year(point, base - 1);
    return before ? before : in_year(point, base + 1);
  }
  return in_year(point, base - 1);
}

std::optional<DayInterval> related_year(const DatePoint& point, const DateContext& context) {
  const Day reference = context.anchor ? *context.anchor : *context.reference;
  const std::int32_t base = ymd_of(reference).year;
  auto here = in_year(point, base);
  if (!here) return std::nullopt;
  // "May of last year" is not the last May.
  if ((point.flags & DatePoint::kOfYear) != 0) {
    return in_year(point, base + (point.relation == DateRelation::last ? -1 : point.relation == DateRelation::next));
  }
  switch (point.relation) {
    case DateRelation::last:
      return here->last < reference ? here : in_year(point, base - 1);
    case DateRelation::next:
      return here->first > reference ? here : in_year(point, base + 1);
    default: {
      // "this winter" in February began the year before; "this September" in February is still to come.
      const auto before = in_year(point, base - 1);
      return before && before->last >= reference ? before : here;
    }
  }
}

/// Monday to Sunday. The most recent one not after the anchor; a future cue turns it; "next" is that of the next ISO
/// week.
std::optional<DayInterval> resolve_weekday(const DatePoint& point, const DateContext& context) {
  const Day anchor = *context.anchor;
  const std::int32_t back = (weekday_of(anchor) - point.weekday + 7) % 7;
  if (point.unit == DateUnit::week && point.relation != DateRelation::none) {
    const int weeks = point.relation == DateRelation::last ? -1 : point.relation == DateRelation::next ? 1 : 0;
    return day_interval(monday_of(anchor) + 7 * weeks + point.weekday - 1);
  }
  switch (point.relation) {
    case DateRelation::last:
      return day_interval(anchor - (back == 0 ? 7 : back));
    case DateRelation::next:
      return day_interval(context.following ? anchor + 7 - back : monday_of(anchor) + 7 + point.weekday - 1);
    case DateRelation::current:
      return day_interval(monday_of(anchor) + point.weekday - 1);
    case DateRelation::offset: {
      const auto n = static_cast<Day>(point.amount);
      return day_interval(n < 0 ? anchor - (back == 0 ? 7 : back) + 7 * (n + 1) : anchor + (7 - back) + 7 * (n - 1));
    }
    default:
      break;
  }
  if (context.agreeing && weekday_of(*context.agreeing) == point.weekday &&
      std::abs(*context.agreeing - anchor) < 370) {
    return day_interval(*context.agreeing);
  }
  if (context.narrative && context.reference) {
    return day_interval(*context.reference + (point.weekday - weekday_of(*context.reference) + 7) % 7);
  }
  if (context.tense == TenseHint::future) return day_interval(anchor + (7 - back) % 7);
  return day_interval(anchor - back);
}

std::optional<DayInterval> resolve_unit(const DatePoint& point, const DateContext& context) {
  const Day anchor = *context.anchor;
  const int step = point.relation == DateRelation::last ? -1 : point.relation == DateRelation::next ? 1 : 0;
  if (point.unit == DateUnit::weekend && step < 0) {
    // On a Sunday "last weekend" is the one before; on other days that of last week.
    return weekend_interval(anchor - 7);
  }
  const auto moved = shift_day(anchor, point.unit, step);
  return moved ? unit_interval(point.unit, *moved) : std::nullopt;
}

std::optional<DayInterval> resolve_offset(const DatePoint& point, const DateContext& context) {
  if (std::isnan(point.amount)) return std::nullopt;
  if (point.flags & DatePoint::kBusiness) {
    Day day = *context.anchor;
    const int step = point.amount < 0 ? -1 : 1;
    for (int left = std::abs(static_cast<int>(point.amount)); left > 0 && left < 10'000;) {
      day += step;
      if (weekday_of(day) <= 5) --left;
    }
    return day_interval(day);
  }
  const auto moved = shift_day(*context.anchor, point.unit, point.amount);
  if (!moved) return std::nullopt;
  switch (point.unit) {
    case DateUnit::month:
    case DateUnit::quarter:
    case DateUnit::year:
    case DateUnit::decade:
    case DateUnit::century:
    case DateUnit::week:
    case DateUnit::weekend: {
      const bool whole = point.amount == std::trunc(point.amount);
      const DateUnit coarse =
          point.unit == DateUnit::decade || point.unit == DateUnit::century ? DateUnit::year : point.unit;
      return unit_interval(whole ? coarse : DateUnit::month, *moved);
    }
    default:
      return day_interval(*moved);
  }
}

/// "the 12th": of the reference's month or the one before; "the 12th of next month".
std::optional<DayInterval> resolve_day(const DatePoint& point, const DateContext& context) {
  const Day reference = *context.reference;
  const Ymd own = ymd_of(reference);
  if (point.unit == DateUnit::month && point.relation != DateRelation::none) {
    const int step = point.relation == DateRelation::last ? -1 : point.relation == DateRelation::next ? 1 : 0;
    const Ymd month = ymd_of(add_months(month_start(own.year, own.month), step));
    if (!is_valid_date(month.year, month.month, point.day)) return std::nullopt;
    return day_interval(day_of(month.year, month.month, point.day));
  }
  if (point.weekday != 0) {
    // "Tuesday the 19th": the nearest month in which the day is that weekday.
    for (const int step : {0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6}) {
      const Ymd month = ymd_of(add_months(month_start(own.year, own.month), step));
      if (!is_valid_date(month.year, month.month, point.day)) continue;
      const Day day = day_of(month.year, month.month, point.day);
      if (weekday_of(day) == point.weekday) return day_interval(day);
    }
    return std::nullopt;
  }
  for (int step = 0; step < 3; ++step) {
    const bool ahead = context.tense == TenseHint::future;
    const Ymd month = ymd_of(add_months(month_start(own.year, own.month), ahead ? step : -step));
    if (!is_valid_date(month.year, month.month, point.day)) continue;
    const Day day = day_of(month.year, month.month, point.day);
    const bool fits = context.narrative || (ahead ? day >= reference : day <= reference + 1);
    if (fits) return day_interval(day);
  }
  if (!is_valid_date(own.year, own.month, point.day)) return std::nullopt;
  return day_interval(day_of(own.year, own.month, point.day));
}

}  // namespace

bool has_date(const DatePoint& point) {
  return has_year(point) || point.month != 0 || point.day != 0 || point.weekday != 0 ||
         point.relation != DateRelation::none || point.unit != DateUnit::none ||
         (point.flags & DatePoint::kHoliday) != 0;
}

bool is_day_of_month(const DatePoint& at) {
  return at.month != 0 && at.day != 0 && !has_year(at) && at.relation == DateRelation::none &&
         (at.flags & DatePoint::kHoliday) == 0;
}

std::int32_t full_year(const DatePoint& point, std::optional<Day> reference) {
  if ((point.flags & DatePoint::kShortYear) == 0) return point.year;
  if (!reference) return point.year + (point.year < 30 ? 2000 : 1900);
  const std::int32_t now = ymd_of(*reference).year;
  std::int32_t year = now / 100 * 100 + point.year;
  if (year > now + 20) year -= 100;
  return year;
}

namespace {

/// "7/8/2013" is the day that its weekday or the other dates of the text make it, else the one nearer to the reference
/// of the two that it may be: reports speak of what is near.
std::optional<DayInterval> nearer_order(DatePoint point, const DateContext& context) {
  const std::int32_t year = full_year(point, context.reference);
  auto written = in_year(point, year);
  if (!has_year(point) || !is_order_open(point)) return written;
  std::swap(point.day, point.month);
  const auto swapped = in_year(point, year);
  if (!written || !swapped) return written ? written : swapped;
  const bool fits = weekday_of(written->first) == point.weekday;
  if (point.weekday != 0 && fits != (weekday_of(swapped->first) == point.weekday)) return fits ? written : swapped;
  if (context.day_first) return *context.day_first ? swapped : written;
  if (!context.reference) return written;
  const auto distance = [&](const DayInterval& day) { return std::abs(day.first - *context.reference); };
  return distance(*swapped) < distance(*written) ? swapped : written;
}

}  // namespace

bool is_order_open(const DatePoint& point) {
  return (point.flags & DatePoint::kSwappable) != 0 && point.day <= 12 && point.day != point.month;
}

std::optional<DayInterval> resolve_point(const DatePoint& point, const DateContext& context, bool& absolute) {
  absolute = false;
  if (point.unit == DateUnit::century && point.relation == DateRelation::nth) {
    absolute = true;
    return century_interval(static_cast<std::int32_t>(point.amount) * 100 - 100);
  }
  if (has_year(point)) {
    absolute = true;
    const std::int32_t year = full_year(point, context.reference);
    if (!is_datable(year)) return std::nullopt;
    if ((point.flags & DatePoint::kSwappable) != 0) return nearer_order(point, context);
    return in_year(point, year);
  }
  if (recurs_each_year(point)) {
    if (!context.reference) return std::nullopt;
    if (point.relation == DateRelation::none || point.relation == DateRelation::nth) {
      return choose_year(point, context);
    }
    if (!context.anchor) return std::nullopt;
    return related_year(point, context);
  }
  if (point.day != 0) return context.reference ? resolve_day(point, context) : std::nullopt;
  if (!context.anchor) return std::nullopt;
  if (point.weekday != 0) return resolve_weekday(point, context);
  if (point.relation == DateRelation::offset) return resolve_offset(point, context);
  if (point.unit == DateUnit::daypart || point.unit == DateUnit::none) {
    const Day step = point.relation == DateRelation::last ? -1 : point.relation == DateRelation::next ? 1 : 0;
    return day_interval(*context.anchor + step);
  }
  return resolve_unit(point, context);
}

std::string open_value(const DatePoint& point) {
  std::string out = has_year(point) ? year_text(full_year(point, std::nullopt)) : "XXXX";
  if (point.unit == DateUnit::season && point.part >= 1 && (point.flags & DatePoint::kHoliday) == 0) {
    constexpr const char* kNames[] = {"SP", "SU", "FA", "WI"};
    return out + "-" + kNames[(point.part - 1) % 4];
  }
  if (point.unit == DateUnit::quarter) return out + "-Q" + (point.part >= 1 ? std::to_string(point.part) : "X");
  if (point.unit == DateUnit::half && point.part >= 1) return out + "-H" + std::to_string(point.part);
  if (point.month != 0) {
    out += "-" + two_digits(point.month);
    if (point.day != 0) out += "-" + two_digits(point.day);
    return out;
  }
  if (point.day != 0) return out + "-XX-" + two_digits(point.day);
  if (point.weekday != 0) return out + "-WXX-" + std::to_string(point.weekday);
  if (has_year(point)) return point.unit == DateUnit::decade ? out.substr(0, out.size() - 1) : out;
  switch (point.unit) {
    case DateUnit::year:
      return out;
    case DateUnit::decade:
      return "XXX";
    case DateUnit::century:
      return "XX";
    case DateUnit::month:
      return out + "-XX";
    case DateUnit::week:
      return out + "-WXX";
    case DateUnit::weekend:
      return out + "-WXX-WE";
    case DateUnit::season:
      return out;
    default:
      return out + "-XX-XX";
  }
}

}  // namespace sitrep
