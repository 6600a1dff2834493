#include "extract/date_resolve.h"

#include <algorithm>
#include <cmath>

#include "extract/date_interval.h"
#include "extract/date_point.h"

namespace sitrep {
namespace {

constexpr std::int32_t kDayMinutes = 24 * 60;

std::string two_digits(std::int32_t n) {
  return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
}

/// Hours of a daypart, as most news mean them: [first minute, last minute], the last beyond midnight for the night.
std::pair<std::int32_t, std::int32_t> daypart_minutes(DayPart part) {
  switch (part) {
    case DayPart::early_hours:
      return {0, 6 * 60};
    case DayPart::dawn:
      return {4 * 60, 7 * 60};
    case DayPart::morning:
      return {0, 12 * 60};
    case DayPart::midday:
      return {12 * 60, 13 * 60};
    case DayPart::afternoon:
      return {12 * 60, 19 * 60};
    case DayPart::evening:
      return {18 * 60, kDayMinutes};
    case DayPart::night:
      return {18 * 60, kDayMinutes};
    default:
      return {0, kDayMinutes};
  }
}

/// "the week ending 12 October" and "the week starting 6 October": seven days from or up to the base.
std::optional<DayInterval> week_beside(const DayInterval& base, DateRelation relation) {
  if (relation != DateRelation::last && relation != DateRelation::next) return std::nullopt;
  const Day first = relation == DateRelation::last ? base.last - 6 : base.first;
  auto week = week_interval(first);
  if (!week || !day_interval(first) || !day_interval(first + 6)) return std::nullopt;
  week->first = first;
  week->last = first + 6;
  return week;
}

/// "Wednesday, September 18th 2023" was a Monday: either may be wrong.
bool contradicts(const DatePoint& at, const DayInterval& interval) {
  return (at.flags & DatePoint::kHoliday) == 0 && at.weekday != 0 && at.day != 0 && at.relation == DateRelation::none &&
         at.unit == DateUnit::none && interval.first == interval.last && weekday_of(interval.first) != at.weekday;
}

/// "two weeks ago" is that day two weeks ago, "a year after 5 May" that day a year later; "about two weeks ago" is not.
std::optional<Day> exact_day(const DatePoint& at, Day anchor, DateModifier modifier) {
  const bool counted = at.relation == DateRelation::offset && (at.flags & DatePoint::kBusiness) == 0;
  if (!counted || modifier != DateModifier::none || at.amount != std::trunc(at.amount)) return std::nullopt;
  return at.unit >= DateUnit::week && at.weekday == 0 ? shift_day(anchor, at.unit, at.amount) : std::nullopt;
}

/// Hour on the 24-hour clock; a daypart said with it tells morning from afternoon.
std::int32_t clock_hour(const DatePoint& point) {
  const bool later = point.daypart == DayPart::afternoon || point.daypart == DayPart::evening ||
                     (point.daypart == DayPart::night && point.hour >= 6);
  if ((point.flags & DatePoint::kMeridiem) == 0 && later && point.hour < 12) return point.hour + 12;
  return point.hour;
}

}  // namespace

DateResolver::DateResolver(std::optional<Moment> document) : document_(document) {}

DateContext DateResolver::context_for(const DateMention& mention, TenseHint tense) const {
  const DateMeaning& meaning = mention.meaning;
  DateContext context;
  context.tense = tense;
  const std::optional<Day> document = document_ ? std::optional<Day>(document_->day) : std::nullopt;
  context.anchor = heading_ ? heading_ : document;
  context.following = meaning.anchor == DateAnchor::narrative && narrative_;
  if (meaning.anchor == DateAnchor::narrative) context.anchor = narrative_ ? narrative_ : document;
  context.narrative = telling_the_past() && narrative_;
  // In a history "the year" is the one that is told of.
  if (context.narrative && meaning.at.relation == DateRelation::current && meaning.at.unit != DateUnit::none) {
    context.anchor = narrative_;
  }
  // "the quarter" is the one spoken of, else the last one that is complete; "the next quarter" follows the present one.
  if (meaning.at.unit == DateUnit::quarter && meaning.at.part == 0 && meaning.anchor == DateAnchor::narrative) {
    const double back = meaning.at.relation == DateRelation::current ? -1 : 0;
    context.anchor = quarter_ ? quarter_ : document ? shift_day(*document, DateUnit::quarter, back) : narrative_;
  }
  if ((meaning.until || meaning.by) && mention.cue != TenseHint::past) context.tense = TenseHint::future;
  context.day_first = order_.day_first();
  context.reference = context.narrative ? narrative_ : document;
  if (!context.reference) context.reference = narrative_ ? narrative_ : told_;
  // A weekday is that of a day of its sentence, unless that is the other end of its range ("from 14 May to Friday").
  const bool told_with = explicit_day_ && explicit_sentence_ == mention.sentence;
  if (told_with && mention.link != DateLink::range_end) context.agreeing = explicit_day_;
  if (context.agreeing && meaning.at.day == 0 && !context.anchor) context.anchor = context.agreeing;
  return context;
}

ResolvedDate DateResolver::resolve(const DateMention& mention, TenseHint tense) {
  ResolvedDate out;
  out.kind = mention.kind;
  out.modifier = mention.meaning.modifier;
  if (tense == TenseHint::unknown) tense = mention.cue;
  switch (mention.meaning.shape) {
    case DateShape::reference:
      resolve_reference(mention.meaning, out);
      return out;
    case DateShape::duration:
      resolve_duration(mention.meaning, out);
      return out;
    case DateShape::reach:
      resolve_reach(mention, tense, out);
      return out;
    case DateShape::set:
      resolve_set(mention.meaning, out);
      return out;
    case DateShape::window:
      if (mention.meaning.anchor == DateAnchor::base)
        mention.meaning.at.relation != DateRelation::none ? resolve_length(mention, tense, out)
                                                          : resolve_part(mention, tense, out);
      else
        resolve_window(mention.meaning, out);
      return out;
    default:
      break;
  }
  resolve_date(mention, tense, out);
  return out;
}

void DateResolver::resolve_reference(const DateMeaning& meaning, ResolvedDate& out) const {
  out.confidence = 0.8;
  out.value = meaning.reference == DateReference::past     ? "PAST_REF"
              : meaning.reference == DateReference::future ? "FUTURE_REF"
                                                           : "PRESENT_REF";
  if (meaning.reference != DateReference::present || !document_) return;
  out.start = out.end = document_;
  out.binding = DateBinding::document;
  if (document_->minute) out.precision = DatePrecision::minute;
}

void DateResolver::resolve_set(const DateMeaning& meaning, ResolvedDate& out) const {
  out.confidence = 0.8;
  const DatePoint& at = meaning.at;
  if (at.hour >= 0) {
    out.value = (at.weekday != 0 ? open_value(at) : "XXXX-XX-XX") + time_suffix(at, out.precision);
  } else if (at.weekday != 0 || at.month != 0) {
    out.value = open_value(at) + std::string(daypart_suffix(at.daypart));
  } else if (at.daypart != DayPart::none) {
    out.value = "XXXX-XX-XX" + std::string(daypart_suffix(at.daypart));
  } else {
    out.value = duration_value(at.amount == 0 ? 1 : at.amount, at.unit);
  }
}

void DateResolver::resolve_date(const DateMention& mention, TenseHint tense, ResolvedDate& out) {
  const DateMeaning& meaning = mention.meaning;
  DateContext context = context_for(mention, tense);
  bool absolute = false;
  std::optional<DayInterval> within;
  bool exact = meaning.at.unit == DateUnit::week || meaning.at.unit == DateUnit::fortnight;
  if (meaning.anchor == DateAnchor::base) {
    const auto base = resolve_point(meaning.to, context, absolute);
    exact |= base && base->first == base->last;
    context.anchor = base ? std::optional<Day>(base->first) : std::nullopt;
    if (base && meaning.at.relation == DateRelation::nth) within = nth_within(*base, meaning.at);
    if (base && !within && meaning.at.unit == DateUnit::week) within = week_beside(*base, meaning.at.relation);
  }
  if (std::isnan(meaning.at.amount)) {
    resolve_vague(meaning, context, out);
    return;
  }
  if (resolve_clock_offset(meaning, context, out)) return;
  DatePoint at = meaning.at;
  if (meaning.anchor != DateAnchor::base && meaning.to.unit != DateUnit::none && context.anchor) {
    // "two years and a month ago"
    context.anchor = shift_day(*context.anchor, at.unit, at.amount);
    at.unit = meaning.to.unit;
    at.amount = std::copysign(meaning.to.amount, at.amount);
  }
  std::optional<DayInterval> interval = within;
  if (!within && (meaning.anchor != DateAnchor::base || at.relation != DateRelation::nth)) {
    interval = context.narrative ? std::nullopt : told_before(at);
    if (!interval) interval = has_date(at) ? resolve_point(at, context, absolute) : day_of_clock(context);
  }
  if (quarter_ && compares_quarters(meaning)) {
    interval = unit_interval(DateUnit::quarter, add_months(*quarter_, 12 * static_cast<int>(meaning.at.amount)));
  }
  if (!interval) {
    out.value = open_value(meaning.at) + time_suffix(meaning.at, out.precision);
    if (!has_date(meaning.at)) out.value = time_suffix(meaning.at, out.precision);
    out.confidence = 0.4;
    return;
  }
  out.value = interval->value;
  out.precision = interval->precision;
  out.binding = absolute                                                      ? DateBinding::absolute
                : meaning.anchor != DateAnchor::document || context.narrative ? DateBinding::narrative
                                                                              : DateBinding::document;
  if (!absolute && out.binding == DateBinding::document && !context.anchor) out.binding = DateBinding::narrative;
  out.confidence = absolute ? 0.97 : out.binding == DateBinding::narrative ? 0.75 : 0.9;
  if (contradicts(at, *interval)) out.confidence = 0.6;
  if (is_order_open(at) && at.weekday == 0 && !context.day_first) out.confidence = context.reference ? 0.7 : 0.5;
  DayInterval part = narrowed(*interval, meaning.modifier);
  if (exact && context.anchor) {
    if (const auto day = exact_day(at, *context.anchor, meaning.modifier)) part.first = part.last = *day;
  }
  if ((at.flags & DatePoint::kRest) != 0 && context.anchor) {
    part = {std::clamp(*context.anchor, interval->first, interval->last), interval->last, part.precision, {}};
  }
  out.start = Moment{part.first, std::nullopt};
  out.end = Moment{part.last, std::nullopt};
  if (has_date(meaning.at)) remember(mention, *interval);
  set_time(mention, out);
  if (meaning.to.daypart == DayPart::early_hours && mention.link == DateLink::none && tense != TenseHint::future)
    begin_on_eve(out);
  open_ends(meaning, tense, out);
}

/// A bare clock time is of the day spoken of.
std::optional<DayInterval> DateResolver::day_of_clock(const DateContext& context) const {
  const std::optional<Day> day = narrative_day_ ? narrative_day_ : context.anchor;
  return day ? day_interval(*day) : std::nullopt;
}

/// "a few days ago", "several weeks later": nobody knows how far, but more than one unit and hardly more than seven.
void DateResolver::resolve_vague(const DateMeaning& meaning, const DateContext& context, ResolvedDate& out) const {
  const bool past = std::signbit(meaning.at.amount);
  out.value = past ? "PAST_REF" : "FUTURE_REF";
  out.confidence = 0.5;
  if (!context.anchor) return;
  out.binding = meaning.anchor == DateAnchor::document ? DateBinding::document : DateBinding::narrative;
  const DateUnit unit = meaning.at.unit;
  const auto near = shift_day(*context.anchor, unit, past ? -kFewestVague : kFewestVague);
  const auto far = shift_day(*context.anchor, unit, past ? -kMostVague : kMostVague);
  if (!near || !far || unit < DateUnit::day) {
    (past ? out.end : out.start) = Moment{*context.anchor, std::nullopt};
    return;
  }
  out.start = Moment{past ? *far : *near, std::nullopt};
  out.end = Moment{past ? *near : *far, std::nullopt};
  out.precision = unit < DateUnit::week    ? DatePrecision::week
                  : unit < DateUnit::month ? DatePrecision::month
                                           : DatePrecision::year;
}

std::string DateResolver::time_suffix(const DatePoint& point, DatePrecision& precision) const {
  if (point.hour >= 0) {
    precision = point.minute >= 0 ? DatePrecision::minute : DatePrecision::hour;
    return "T" + two_digits(clock_hour(point)) + ":" + two_digits(std::max<std::int32_t>(point.minute, 0));
  }
  if (point.daypart != DayPart::none) precision = DatePrecision::daypart;
  return std::string(daypart_suffix(point.daypart));
}

/// "overnight", "overnight into Tuesday": the night that ends on that day.
void DateResolver::begin_on_eve(ResolvedDate& out) {
  const auto eve = day_interval(out.start->day - 1);
  if (!eve) return;
  out.start->day = eve->first;
  out.end->minute = daypart_minutes(DayPart::early_hours).second;
  out.value = eve->value + std::string(daypart_suffix(DayPart::night));
}

void DateResolver::set_time(const DateMention& mention, ResolvedDate& out) const {
  const DatePoint& point = mention.meaning.at;
  if (out.start->day != out.end->day && (point.hour >= 0 || point.daypart != DayPart::none)) return;
  out.value += time_suffix(point, out.precision);
  const bool told = has_date(point) || mention.cue == TenseHint::past;
  if (point.hour == 24 && mention.link == DateLink::none && told) {
    // "midnight on October 30": its first or its last minute, but of that day.
    out.precision = DatePrecision::daypart;
  } else if (point.hour >= 0) {
    const std::int32_t hour = clock_hour(point);
    const Day day = out.start->day + hour / 24;
    out.start = out.end = Moment{day, hour % 24 * 60 + std::max<std::int32_t>(point.minute, 0)};
    // "on Tuesday after 9 p.m.": the rest of that day.
    if (out.modifier == DateModifier::after) out.end->minute = kDayMinutes - 1;
    if (out.modifier == DateModifier::before) out.start->minute = 0;
  } else if (point.daypart != DayPart::none) {
    const auto [first, last] = daypart_minutes(point.daypart);
    out.start->minute = first;
    out.end->minute = std::min(last, kDayMinutes - 1);
  }
}

/// "since early February" runs to the document date, "until noon" begins nobody knows when.
/// What is due "by Friday" may come any time until then; what was done by then, nobody knows when.
void DateResolver::open_ends(const DateMeaning& meaning, TenseHint tense, ResolvedDate& out) const {
  if (meaning.since) {
    out.end = document_ ? std::optional<Moment>(Moment{document_->day, std::nullopt}) : std::nullopt;
    if (out.end && out.end->day < out.start->day) out.end = out.start;
    if (document_ && out.end->day == document_->day && out.start->day == document_->day)
      out.end->minute = document_->minute;
  }
  if (meaning.until) out.start.reset();
  if (meaning.by && tense != TenseHint::past && document_ && out.end && document_->day <= out.end->day) {
    out.start = Moment{document_->day, out.start->minute ? document_->minute : std::nullopt};
  }
}

}  // namespace sitrep
