#pragma once

#include <cstdint>
#include <limits>

#include "text/span.h"

namespace sitrep {

/// TIMEX3 type of an expression.
enum class DateKind : std::uint8_t { date, time, duration, set };

/// Calendar units, from fine to coarse.
enum class DateUnit : std::uint8_t {
  none,
  second,
  minute,
  hour,
  daypart,
  day,
  weekend,
  week,
  fortnight,
  month,
  quarter,
  season,
  half,
  year,
  decade,
  century,
  millennium
};

/// Part of the day, as TIMEX3 writes it after the "T". `dawn` and `early_hours` are written TMO / TNI but keep their
/// hours.
enum class DayPart : std::uint8_t { none, morning, midday, afternoon, evening, night, dawn, early_hours, day };

/// How a DatePoint is found from its anchor.
enum class DateRelation : std::uint8_t {
  none,     ///< the fields alone ("17 April", "Monday", "2021")
  current,  ///< "this": the unit, weekday, month, season, daypart that holds the anchor
  last,     ///< "last", "past": the one before
  next,     ///< "next", "coming": the one after
  offset,   ///< `amount` units from the anchor, negative to the past ("three days ago", "yesterday" = -1 day)
  nth,      ///< ordinal: the amount-th `unit` of the base ("first week of May"), negative from its end
};

/// What relative fields count from.
enum class DateAnchor : std::uint8_t {
  document,   ///< the document date ("yesterday", "three days ago")
  narrative,  ///< the date last spoken of ("the next day", "two days later")
  base        ///< the second point of the meaning ("two days after April 12")
};

/// TIMEX3's MOD.
enum class DateModifier : std::uint8_t {
  none,
  start,
  mid,
  end,
  approx,
  more_than,
  less_than,
  equal_or_more,
  equal_or_less,
  before,
  after,
  on_or_before,
  on_or_after
};

/// TIMEX3's vague references.
enum class DateReference : std::uint8_t { none, past, present, future };

/// One end of a meaning: calendar fields as written, and a relation to an anchor. Unset fields are negative or none.
struct DatePoint {
  static constexpr std::int16_t kNoYear = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int16_t kNoZone = std::numeric_limits<std::int16_t>::min();

  float amount = 0;             ///< units of `unit`; NaN: vague ("a few days")
  std::int16_t year = kNoYear;  ///< as written; two digits with `short_year`; negative BC
  std::int16_t zone = kNoZone;  ///< minutes east of UTC, when a time zone is written
  std::int8_t month = 0;        ///< 1..12
  std::int8_t day = 0;          ///< 1..31
  std::int8_t weekday = 0;      ///< 1 = Monday … 7 = Sunday
  std::int8_t hour = -1;        ///< 0..24
  std::int8_t minute = -1;      ///< 0..59
  std::int8_t part = 0;  ///< season 1..4 (spring first), quarter 1..4, half 1..2, holiday number; `unit` says which
  DayPart daypart = DayPart::none;
  DateUnit unit = DateUnit::none;
  DateRelation relation = DateRelation::none;
  std::uint16_t flags = 0;

  static constexpr std::uint16_t kShortYear = 1;   ///< two digits written
  static constexpr std::uint16_t kHoliday = 2;     ///< `part` is a holiday
  static constexpr std::uint16_t kFiscal = 4;      ///< "fiscal 2021"
  static constexpr std::uint16_t kMeridiem = 8;    ///< am or pm was written: the hour is certain
  static constexpr std::uint16_t kBusiness = 16;   ///< business days
  static constexpr std::uint16_t kSwappable = 32;  ///< written in numbers, so day and month may have changed places
  static constexpr std::uint16_t kOfYear = 64;     ///< `relation` is that of the year ("May of last year")
  static constexpr std::uint16_t kRest = 128;      ///< only what is left of it ("the rest of the week")
  static constexpr std::uint16_t kDayFirst = 256;  ///< `kSwappable`, and read with the day before the month
};

/// How the two points of a meaning go together.
enum class DateShape : std::uint8_t {
  point,     ///< `at` alone, an instant or a calendar unit
  range,     ///< from `at` to `to`, both inclusive
  window,    ///< the `amount` units before (negative) or after the anchor, ending or beginning there ("the past 24
             ///< hours"); with anchor `base` its first or last units ("the first two weeks of October"), or with the
             ///< relation `next` those that begin with it ("for ten days from 18 May"), with `last` those that end with
             ///< it; with `current` those from the anchor's own day on ("within two weeks")
  reach,     ///< the `amount` units whose direction the tense tells ("in two weeks", "within 24 hours")
  duration,  ///< a length without a place on the calendar
  set,       ///< recurring
  reference  ///< PAST_REF, PRESENT_REF, FUTURE_REF
};

/// The unresolved meaning of an expression: what the words say before any anchor is known.
struct DateMeaning {
  DatePoint at;
  DatePoint to;  ///< end of a range; base of an anchored point; finer part of a length ("two years [and a month]");
                 ///< `to.daypart` early_hours: the night before `at` ("overnight into Tuesday")
  DateShape shape = DateShape::point;
  DateAnchor anchor = DateAnchor::document;
  DateModifier modifier = DateModifier::none;
  DateReference reference = DateReference::none;
  bool since = false;  ///< introduced by "since": runs to the document date
  bool until = false;  ///< introduced by "until": runs from the narrative anchor, start unknown
  bool by = false;     ///< introduced by "by": what is still to come may come any time until then
};
static_assert(sizeof(DateMeaning) <= 48);

/// Whether the words around an expression speak of the past or of the future.
enum class TenseHint : std::uint8_t { unknown, past, future };

/// Whether an expression is one end of a range that the text says as one ("from 3 to 5 May", "between Monday and
/// Wednesday"). The two ends are two mentions in a row, as TIMEX3 has it; `outer` of the first is the whole.
enum class DateLink : std::uint8_t { none, range_begin, range_end };

/// One date expression of a sentence, unresolved, without text of its own.
struct DateMention {
  Span span;                ///< bytes in the text, TIMEX3 conventions: prepositions stay outside
  std::uint32_t first = 0;  ///< tokens [first, last) of its sentence
  std::uint32_t last = 0;
  std::uint32_t sentence = 0;  ///< as the caller numbers them
  DateKind kind = DateKind::date;
  TenseHint cue = TenseHint::unknown;  ///< from the words near it ("will", "scheduled", "was")
  DateLink link = DateLink::none;
  bool listed = false;     ///< the range is that of a list ("Friday and Thursday"): its ends may stand in any order
  bool dateline = false;   ///< stands where a dateline has its date ("DAMASCUS, April 17 (SANA)")
  std::uint16_t rule = 0;  ///< row of date_rules.csv, for explain_events
  Span outer;              ///< `span`, or the whole range when `link` is range_begin, "from" and "between" included
  DateMeaning meaning;
};

}  // namespace sitrep
