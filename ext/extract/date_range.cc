#include "extract/date_point.h"
#include "extract/date_resolve.h"

namespace sitrep {
namespace {

/// Moves an interval of one day to another day.
void move_to(Day day, ResolvedDate& date) { date.start->day = date.end->day = day; }

bool is_clock(const DateMention& mention, const ResolvedDate& date) {
  return date.start && date.end && date.start->minute && date.end->minute && !has_date(mention.meaning.at);
}

bool earlier(const Moment& a, const Moment& b) {
  return a.day != b.day ? a.day < b.day : a.minute && b.minute && *a.minute < *b.minute;
}

}  // namespace

void join_range(const DateMention& first, ResolvedDate& begin, const DateMention& second, ResolvedDate& end) {
  if (!begin.start || !end.end) return;
  if (is_clock(first, begin) && begin.start->day == begin.end->day && !is_clock(second, end)) {
    const std::string day = iso_date(begin.start->day);
    move_to(end.end->day, begin);
    if (begin.value.starts_with(day)) begin.value.replace(0, day.size(), iso_date(end.end->day));
  }
  // "from 10 p.m. to 2 a.m."
  if (is_clock(second, end) && begin.start->minute && end.end->day == begin.start->day &&
      earlier(*end.end, *begin.start)) {
    ++end.end->day;
  }
  if (earlier(*end.end, *begin.start)) return;
  begin.end = end.end;
  end.start = begin.start;
}

}  // namespace sitrep
