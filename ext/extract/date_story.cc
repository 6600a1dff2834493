// What a DateResolver remembers of the text: the date last spoken of, and whether the text is news or a history.

#include <cmath>

#include "extract/date_interval.h"
#include "extract/date_point.h"
#include "extract/date_resolve.h"

namespace sitrep {

void DateOrder::note(const DatePoint& at) {
  constexpr std::int8_t kMonths = 12;
  if ((at.flags & DatePoint::kSwappable) == 0 || at.day <= kMonths) return;
  ((at.flags & DatePoint::kDayFirst) != 0 ? day_first_ : month_first_) = true;
}

std::optional<bool> DateOrder::day_first() const {
  return day_first_ != month_first_ ? std::optional<bool>(day_first_) : std::nullopt;
}

void DateResolver::survey(std::span<const DateMention> mentions) {
  for (const DateMention& mention : mentions) order_.note(mention.meaning.at);
  if (!document_) return;
  constexpr std::int32_t kOld = 2;
  for (const DateMention& mention : mentions) {
    const DateMeaning& meaning = mention.meaning;
    const DatePoint& at = meaning.at;
    if (meaning.shape != DateShape::point && meaning.shape != DateShape::window) continue;
    if (has_year(at)) {
      const std::int32_t gap = ymd_of(document_->day).year - full_year(at, document_->day);
      if (gap >= kOld) ++old_years_;
      if (gap >= 0 && gap < kOld) ++near_years_;
    } else if (meaning.anchor == DateAnchor::document && (at.flags & DatePoint::kHoliday) == 0 &&
               (at.weekday != 0 || at.relation != DateRelation::none || meaning.shape == DateShape::window)) {
      ++news_dates_;
    }
  }
}

/// "14 December" is the same day as before in the text.
std::optional<DayInterval> DateResolver::told_before(const DatePoint& at) const {
  if (!is_day_of_month(at) || at.weekday != 0) return std::nullopt;
  for (std::size_t i = day_count_; i > 0 && day_count_ - i < days_.size(); --i) {
    const Ymd told = ymd_of(days_[(i - 1) % days_.size()]);
    if (told.month == at.month && told.day == at.day) return day_interval(day_of(told.year, told.month, told.day));
  }
  return std::nullopt;
}

bool DateResolver::telling_the_past() const {
  constexpr std::uint32_t kStory = 5;
  return old_years_ >= kStory && old_years_ > 4 * news_dates_ && old_years_ > 2 * near_years_;
}

/// In a story, what "would" come or lasted "until" then, a look back by decades, and a single leap over many years ("a
/// report of 2003 says") leave the narrative where it is.
bool DateResolver::is_aside(const DateMention& mention, const DayInterval& interval) {
  constexpr std::int32_t kLeap = 10;
  const DatePoint& at = mention.meaning.at;
  if (mention.meaning.until || mention.cue == TenseHint::future) return true;
  if (at.relation == DateRelation::offset && at.unit >= DateUnit::year && std::abs(at.amount) >= 2) return true;
  if (!narrative_ || !has_year(at)) return false;
  const std::int32_t year = ymd_of(interval.first).year;
  const bool leaps = std::abs(year - ymd_of(*narrative_).year) > kLeap;
  const bool again = aside_year_ && std::abs(year - *aside_year_) <= kLeap;
  aside_year_.reset();
  if (!leaps || again) return false;
  aside_year_ = year;
  return true;
}

void DateResolver::remember(const DateMention& mention, const DayInterval& interval) {
  const DatePoint& at = mention.meaning.at;
  const bool deictic = mention.meaning.anchor == DateAnchor::document && at.relation != DateRelation::none;
  if (deictic && telling_the_past()) return;                   // "to this day" leaves the story where it is
  if (quarter_ && compares_quarters(mention.meaning)) return;  // nor does a comparison
  if (telling_the_past() && is_aside(mention, interval)) return;
  if (is_day_of_month(at) && interval.first == interval.last) days_[day_count_++ % days_.size()] = interval.first;
  narrative_ = interval.first;
  if (at.unit == DateUnit::quarter) quarter_ = interval.first;
  narrative_day_.reset();
  if (interval.precision == DatePrecision::day) narrative_day_ = interval.first;
  if (interval.precision == DatePrecision::day && at.day != 0) {
    explicit_day_ = interval.first;
    explicit_sentence_ = mention.sentence;
  }
}

/// "profit in the third quarter rose from … a year earlier": the year between two quarters.
bool DateResolver::compares_quarters(const DateMeaning& meaning) const {
  const DatePoint& at = meaning.at;
  return at.relation == DateRelation::offset && at.unit == DateUnit::year && at.amount == -1;
}

}  // namespace sitrep
