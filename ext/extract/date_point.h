#pragma once

#include <optional>
#include <string>

#include "extract/date_interval.h"

namespace sitrep {

/// Units that "a few days", "recent weeks" may be.
inline constexpr double kFewestVague = 2, kMostVague = 7;

/// What a point is counted from when its own fields do not fix it.
struct DateContext {
  std::optional<Day> anchor;     ///< of relative expressions: document date, heading or narrative date
  std::optional<Day> reference;  ///< what a missing year or month is chosen near: in news the document date, in a
                                 ///< narrative of the past the date last spoken of
  std::optional<Day> agreeing;   ///< a day named in the same sentence, which a bare weekday may repeat
  bool narrative = false;        ///< `reference` is the narrative date: the same year goes on
  bool following = false;  ///< `anchor` is the date last spoken of: "the following Tuesday" is the first one behind it
  TenseHint tense = TenseHint::unknown;
  std::optional<bool> day_first;  ///< whether the text writes days before months in numbers, as far as it shows
};

/// "7/8/2013": the words leave open which number is the month.
bool is_order_open(const DatePoint& point);

/// Day or unit that the point's date fields denote, without its time of day. Empty when it is no date ("31 February"),
/// lies beyond the years 1..9999, or the anchor it needs is not known. `absolute` tells whether the words alone fix it.
std::optional<DayInterval> resolve_point(const DatePoint& point, const DateContext& context, bool& absolute);

/// Is a year written?
inline bool has_year(const DatePoint& point) { return point.year != DatePoint::kNoYear; }
/// Does the point say a place on the calendar, not only a time of day?
bool has_date(const DatePoint& point);

/// A day of a month without its year: "14 December".
bool is_day_of_month(const DatePoint& at);

/// TIMEX3 value of a point whose anchor is not known: "XXXX-04-12", "XXXX-WXX-1".
std::string open_value(const DatePoint& point);

/// A written year in full: two digits are the nearest such year not far after `reference` (1930 to 2029 without one).
std::int32_t full_year(const DatePoint& point, std::optional<Day> reference);

}  // namespace sitrep
