// Lengths of time and what they reach from: "two weeks", "in two weeks", "the past 24 hours", "the first two weeks of
// October", "for ten days from 18 May", "two hours ago".

#include <algorithm>
#include <cmath>

#include "extract/date_interval.h"
#include "extract/date_point.h"
#include "extract/date_resolve.h"

namespace sitrep {
namespace {

/// The moment so many hours, minutes or seconds later; empty beyond the calendar.
std::optional<Moment> later_by(const Moment& moment, DateUnit unit, double amount) {
  constexpr std::int64_t kDayMinutes = 24 * 60;
  const double factor = unit == DateUnit::hour ? 60 : unit == DateUnit::minute ? 1 : 1.0 / 60;
  const std::int64_t moved = moment.day * kDayMinutes + moment.minute.value_or(0) + std::lround(amount * factor);
  const auto day = static_cast<Day>((moved >= 0 ? moved : moved - kDayMinutes + 1) / kDayMinutes);
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  return Moment{day, static_cast<std::int32_t>(moved - day * kDayMinutes)};
}

}  // namespace

void DateResolver::resolve_duration(const DateMeaning& meaning, ResolvedDate& out) const {
  out.value = duration_value(meaning.at.amount, meaning.at.unit);
  out.confidence = 0.9;
  if (meaning.to.unit == DateUnit::none) return;
  // "two years and a month", "an hour and 20 minutes"
  const std::string finer = duration_value(meaning.to.amount, meaning.to.unit);
  const bool time = finer.starts_with("PT");
  out.value += time && !out.value.starts_with("PT") ? finer.substr(1) : finer.substr(time ? 2 : 1);
}

/// "in two weeks", "within 24 hours": from the document date on when the words speak of the future. In a report of what
/// happened "in 24 hours" are those before it; other lengths then only say how long something took.
void DateResolver::resolve_reach(const DateMention& mention, TenseHint tense, ResolvedDate& out) {
  constexpr float kHalfDay = 12;
  DateMention read = mention;
  DatePoint& at = read.meaning.at;
  const bool within = at.relation == DateRelation::next;
  if (tense == TenseHint::future && !within && at.unit < DateUnit::day) {
    at.relation = DateRelation::offset;
    resolve_clock_offset(read.meaning, context_for(mention, tense), out);
  } else if (tense == TenseHint::future && !within) {
    at.relation = DateRelation::offset;
    read.meaning.shape = DateShape::point;
    resolve_date(read, tense, out);
  } else if (tense == TenseHint::future || (at.unit == DateUnit::hour && at.amount >= kHalfDay)) {
    if (tense != TenseHint::future) at.amount = -at.amount;
    at.relation = DateRelation::current;
    resolve_window(read.meaning, out);
    if (tense != TenseHint::future) out.confidence = 0.6;
  }
  const double confidence = out.confidence;
  resolve_duration(mention.meaning, out);
  if (confidence > 0) out.confidence = confidence;
}

/// "the first two weeks of October", "the last three days of 2020".
void DateResolver::resolve_part(const DateMention& mention, TenseHint tense, ResolvedDate& out) {
  const DatePoint& at = mention.meaning.at;
  out.value = duration_value(at.amount, at.unit);
  out.confidence = 0.85;
  bool absolute = false;
  const auto whole = resolve_point(mention.meaning.to, context_for(mention, tense), absolute);
  if (!whole || std::isnan(at.amount)) return;
  const bool from_end = std::signbit(at.amount);
  const Day edge = from_end ? whole->last + 1 : whole->first;
  const auto other = shift_day(edge, at.unit, at.amount);
  if (!other) return;
  out.binding = absolute ? DateBinding::absolute : DateBinding::document;
  out.start = Moment{from_end ? std::max(*other, whole->first) : edge, std::nullopt};
  out.end = Moment{from_end ? whole->last : std::min(*other - 1, whole->last), std::nullopt};
  narrative_ = out.start->day;
  narrative_day_.reset();
}

/// Day and, when it is written, time of day of what a length is counted from.
std::optional<Moment> DateResolver::base_moment(const DatePoint& base, const DateContext& context) const {
  bool absolute = false;
  const auto day = has_date(base) ? resolve_point(base, context, absolute) : day_of_clock(context);
  if (!day) return std::nullopt;
  if (base.hour < 0) return Moment{day->first, std::nullopt};
  return Moment{day->first + base.hour / 24, base.hour % 24 * 60 + std::max<std::int32_t>(base.minute, 0)};
}

/// "for ten days from 18 May", "from 4 p.m. for half an hour", "the three months ended 30 June".
void DateResolver::resolve_length(const DateMention& mention, TenseHint tense, ResolvedDate& out) const {
  const DatePoint& at = mention.meaning.at;
  out.value = duration_value(at.amount, at.unit);
  out.confidence = 0.9;
  const bool ends = at.relation == DateRelation::last;
  const auto base = base_moment(mention.meaning.to, context_for(mention, tense));
  if (!base || std::isnan(at.amount)) return;
  const double amount = ends ? -at.amount : at.amount;
  if (base->minute && at.unit < DateUnit::day) {
    out.start = out.end = base;
    (ends ? out.start : out.end) = later_by(*base, at.unit, amount);
    out.precision = DatePrecision::minute;
  } else {
    // Counted from the day behind the last one, months end with a month.
    const auto other = shift_day(base->day + (ends ? 1 : 0), at.unit, amount);
    if (!other) return;
    const Day far = ends ? std::min(*other, base->day) : std::max(*other - 1, base->day);
    out.start = Moment{std::min(base->day, far), std::nullopt};
    out.end = Moment{std::max(base->day, far), std::nullopt};
  }
  out.binding = DateBinding::document;
}

/// "the past 24 hours": the day before the document date and that day, to the minute when the time of the document is
/// known; "the next two weeks": from the day after it on, but "the next 24 hours" and "within two weeks" from that day
/// on.
void DateResolver::resolve_window(const DateMeaning& meaning, ResolvedDate& out) const {
  const DatePoint& at = meaning.at;
  out.value = duration_value(at.amount, at.unit);
  out.confidence = 0.85;
  const std::optional<Day> anchor = meaning.anchor == DateAnchor::narrative && narrative_ ? narrative_
                                    : heading_                                            ? heading_
                                    : document_ ? std::optional<Day>(document_->day)
                                                : std::nullopt;
  if (!anchor) return;
  out.binding = DateBinding::document;
  const bool past = std::signbit(at.amount);
  const bool vague = std::isnan(at.amount);
  const auto other = shift_day(*anchor, at.unit, vague ? std::copysign(kMostVague, at.amount) : at.amount);
  const Moment here{*anchor, std::nullopt};
  if (past) out.end = here;
  const bool here_too = at.unit < DateUnit::day || at.relation == DateRelation::current;
  if (!past) out.start = Moment{here_too ? *anchor : std::min(*anchor + 1, kLastDay), std::nullopt};
  if (other && past) out.start = Moment{*other, std::nullopt};
  if (other && !past) out.end = Moment{*other, std::nullopt};
  if (!other || vague) out.confidence = 0.5;
  if (out.start && out.end && out.start->day > out.end->day) out.start = out.end;  // "the next half day"
  const bool clock =
      at.unit < DateUnit::daypart && !vague && document_ && document_->minute && *anchor == document_->day;
  if (!clock) return;
  const auto moved = later_by(*document_, at.unit, at.amount);
  if (!moved) return;
  (past ? out.end : out.start) = document_;
  (past ? out.start : out.end) = moved;
  out.precision = DatePrecision::minute;
}

/// "two hours ago", when the time of the document is known; "15 minutes after 1 p.m.".
bool DateResolver::resolve_clock_offset(const DateMeaning& meaning, const DateContext& context,
                                        ResolvedDate& out) const {
  const DatePoint& at = meaning.at;
  if (at.relation != DateRelation::offset || meaning.anchor == DateAnchor::narrative) return false;
  if (at.unit != DateUnit::hour && at.unit != DateUnit::minute && at.unit != DateUnit::second) return false;
  const bool from_base = meaning.anchor == DateAnchor::base;
  const std::optional<Moment> anchor = from_base ? base_moment(meaning.to, context) : document_;
  if (!anchor || !anchor->minute || !(std::abs(at.amount) < 1e6)) return false;
  const std::optional<Moment> moved = later_by(*anchor, at.unit, at.amount);
  if (!moved) return false;
  out.precision = DatePrecision::minute;
  out.start = out.end = moved;
  out.value = iso_bound(*moved, out.precision);
  out.binding = from_base ? DateBinding::narrative : DateBinding::document;
  out.confidence = 0.9;
  return true;
}

}  // namespace sitrep
