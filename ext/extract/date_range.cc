#include <algorithm>
#include <utility>

#include "extract/date_point.h"
#include "extract/date_resolve.h"

namespace sitrep {
namespace {

/// Moves an interval of one day to another day.
void move_to(Day day, ResolvedDate& date) { date.start->day = date.end->day = day; }

bool is_clock(const DateMention& mention, const ResolvedDate& date) {
  return mention.meaning.at.hour >= 0 && date.start && date.end && date.start->minute && date.end->minute &&
         !has_date(mention.meaning.at);
}

/// A bare clock time on the day of the other end.
std::optional<Moment> clock_on(Day day, const DatePoint& at) {
  if (at.hour < 0 || has_date(at)) return std::nullopt;
  return Moment{day, at.hour % 24 * 60 + std::max<std::int32_t>(at.minute, 0)};
}

bool earlier(const Moment& a, const Moment& b) {
  return a.day != b.day ? a.day < b.day : a.minute && b.minute && *a.minute < *b.minute;
}

bool recurs_weekly(const DatePoint& at) {
  return at.weekday != 0 && at.month == 0 && at.day == 0 && at.relation == DateRelation::none;
}
bool recurs_yearly(const DatePoint& at) {
  return at.month != 0 && !has_year(at) && at.relation == DateRelation::none && (at.flags & DatePoint::kHoliday) == 0;
}

void move_to_week(Day day, ResolvedDate& date) {
  if (day < kFirstDay || day > kLastDay) return;
  move_to(day, date);
  date.value.replace(0, std::min<std::size_t>(date.value.size(), 10), iso_date(day));
}

void move_to_year(std::int32_t year, DatePoint at, ResolvedDate& date) {
  at.year = static_cast<std::int16_t>(year);
  bool absolute = false;
  const auto interval = resolve_point(at, DateContext{}, absolute);
  if (!interval) return;
  const DayInterval part = narrowed(*interval, date.modifier);
  date.start->day = part.first;
  date.end->day = part.last;
  date.value.replace(0, std::min(date.value.size(), interval->value.size()), interval->value);
}

/// The end came out before the begin. Where both recur ("from Monday to Friday", "from October to March") the begin is
/// the last one before the end; else the end is the first one behind the begin ("from next Monday to Friday"), as it is
/// when they are to come.
void put_in_order(const DateMention& first, ResolvedDate& begin, const DateMention& second, ResolvedDate& end) {
  const DatePoint &a = first.meaning.at, &b = second.meaning.at;
  if (!begin.end || !end.start) return;
  const bool ahead = first.cue == TenseHint::future || second.cue == TenseHint::future;
  if (recurs_weekly(b)) {
    if (recurs_weekly(a) && !ahead)
      move_to_week(end.start->day - (b.weekday - a.weekday + 7) % 7, begin);
    else
      move_to_week(begin.start->day + (b.weekday - weekday_of(begin.start->day) + 7) % 7, end);
  } else if (recurs_weekly(a) && b.day != 0) {
    // "from Monday to Wednesday, 5 May"
    move_to_week(end.start->day - (weekday_of(end.start->day) - a.weekday + 7) % 7, begin);
  } else if (recurs_yearly(b) && a.month != 0) {
    const int later = a.month > b.month ? 1 : 0;
    if (recurs_yearly(a) && !ahead)
      move_to_year(ymd_of(end.start->day).year - later, a, begin);
    else
      move_to_year(ymd_of(begin.start->day).year + later, b, end);
  }
}

}  // namespace

void join_range(const DateMention& first, ResolvedDate& begin, const DateMention& second, ResolvedDate& end) {
  if (!begin.start && end.start) begin.start = begin.end = clock_on(end.start->day, first.meaning.at);
  if (!begin.start || !end.end) return;
  if (is_clock(first, begin) && begin.start->day == begin.end->day && !is_clock(second, end)) {
    const std::string day = iso_date(begin.start->day);
    move_to(end.end->day, begin);
    if (begin.value.starts_with(day)) begin.value.replace(0, day.size(), iso_date(end.end->day));
  }
  // "from 10 p.m. to 2 a.m."
  if (is_clock(second, end) && begin.start->minute && end.end->day == begin.start->day &&
      earlier(*end.end, *begin.start) && end.end->day < kLastDay) {
    ++end.end->day;
  }
  if (first.listed && earlier(*end.end, *begin.start)) {
    std::swap(begin.start, end.start);
    std::swap(begin.end, end.end);
  }
  if (end.end->day < begin.start->day) put_in_order(first, begin, second, end);
  if (earlier(*end.end, *begin.start)) return;
  begin.end = end.end;
  end.start = begin.start;
}

}  // namespace sitrep
