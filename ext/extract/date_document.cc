#include "extract/date_document.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/date_point.h"
#include "extract/date_resolve.h"

namespace sitrep {
namespace {

/// What one sentence says about the calendar, as far as it helps to date the text.
struct SentenceFacts {
  const DateMention* dated = nullptr;    ///< the only day of the month it names
  const DateMention* weekday = nullptr;  ///< the only bare weekday it names
  std::optional<int> offset;             ///< the only one of "yesterday" -1, "today" 0, "tomorrow" 1
  bool several_dated = false, several_weekdays = false, several_offsets = false;
};

bool is_past(const DateMention& mention) { return mention.cue != TenseHint::future; }

bool is_day(const DatePoint& at) {
  return at.month != 0 && at.day != 0 && at.relation == DateRelation::none && (at.flags & DatePoint::kHoliday) == 0;
}

bool is_bare_weekday(const DateMention& mention) {
  const DatePoint& at = mention.meaning.at;
  return mention.meaning.shape == DateShape::point && at.weekday != 0 && at.month == 0 && at.day == 0 &&
         at.relation == DateRelation::none && mention.meaning.anchor == DateAnchor::document;
}

/// "yesterday" -1, "today" and "this morning" 0, "tomorrow" 1.
std::optional<int> offset_of(const DateMention& mention) {
  const DateMeaning& meaning = mention.meaning;
  if (meaning.shape != DateShape::point || meaning.anchor != DateAnchor::document) return std::nullopt;
  const DatePoint& at = meaning.at;
  if (at.month != 0 || at.weekday != 0 || at.day != 0) return std::nullopt;
  if (at.relation == DateRelation::current && at.unit == DateUnit::daypart && at.daypart != DayPart::none) return 0;
  if (at.relation != DateRelation::offset || at.unit != DateUnit::day) return std::nullopt;
  if (!(std::abs(at.amount) <= 1) || at.amount != std::trunc(at.amount)) return std::nullopt;
  return static_cast<int>(at.amount);
}

/// "the past 24 hours": the writer speaks of his own day without its name.
bool speaks_of_now(const DateMention& mention) {
  const DateMeaning& meaning = mention.meaning;
  return meaning.shape == DateShape::window && meaning.at.unit == DateUnit::hour && meaning.at.amount < 0 &&
         meaning.at.amount >= -48;
}

class Solver {
 public:
  explicit Solver(std::span<const DateMention> mentions)
      : mentions_(mentions), front_(mentions.empty() ? 0 : mentions[0].sentence + kFront) {}

  DocumentDate solve() {
    for (std::size_t begin = 0; begin < mentions_.size();) {
      std::size_t end = begin + 1;
      while (end < mentions_.size() && mentions_[end].sentence == mentions_[begin].sentence) ++end;
      note_years(mentions_.subspan(begin, end - begin));
      begin = end;
    }
    for (std::size_t begin = 0; begin < mentions_.size();) {
      std::size_t end = begin + 1;
      while (end < mentions_.size() && mentions_[end].sentence == mentions_[begin].sentence) ++end;
      read_sentence(mentions_.subspan(begin, end - begin));
      begin = end;
    }
    if (own_day_ && latest_written_ > own_day_) return {};  // a log of several days
    if (own_day_) return {own_day_, own_confidence_};
    if (!latest_) return {};
    return undated_weekdays_ || weekday_ != 0 || offsets_ ? from_weekdays() : from_report();
  }

 private:
  /// The latest year that is told as past: the text is not older.
  void note_years(std::span<const DateMention> sentence) {
    for (const DateMention& mention : sentence) {
      const DatePoint& at = mention.meaning.at;
      order_.note(at);
      if (at.year == DatePoint::kNoYear || !is_past(mention)) continue;
      if (at.unit == DateUnit::decade) continue;
      const std::int32_t year = full_year(at, std::nullopt);
      if (year >= 1000 && year <= 9999) latest_year_ = std::max(latest_year_, year);
    }
  }

  SentenceFacts facts_of(std::span<const DateMention> sentence) {
    SentenceFacts facts;
    for (const DateMention& mention : sentence) {
      if (mention.kind == DateKind::set || mention.kind == DateKind::duration) {
        own_day_told_ |= speaks_of_now(mention);
        continue;
      }
      if (is_day(mention.meaning.at)) {
        facts.several_dated |= facts.dated != nullptr && facts.dated->meaning.at.day != mention.meaning.at.day;
        facts.dated = &mention;
      } else if (is_bare_weekday(mention)) {
        facts.several_weekdays |=
            facts.weekday != nullptr && facts.weekday->meaning.at.weekday != mention.meaning.at.weekday;
        facts.weekday = &mention;
      } else if (const auto offset = offset_of(mention)) {
        facts.several_offsets |= facts.offset.has_value() && *facts.offset != *offset;
        facts.offset = offset;
      }
      all_days_ &=
          is_day(mention.meaning.at) || mention.kind == DateKind::time || mention.meaning.shape == DateShape::reference;
    }
    return facts;
  }

  void read_sentence(std::span<const DateMention> sentence) {
    const SentenceFacts facts = facts_of(sentence);
    const bool one_weekday = facts.weekday != nullptr && !facts.several_weekdays;
    const bool one_offset = facts.offset.has_value() && !facts.several_offsets;
    const bool one_day = facts.dated != nullptr && !facts.several_dated;
    for (const DateMention& mention : sentence) {
      if (!is_day(mention.meaning.at) || mention.kind == DateKind::set || mention.kind == DateKind::duration) continue;
      pinned_within_ |= mention.meaning.at.weekday != 0;
      const int weekday = mention.meaning.at.weekday != 0 ? mention.meaning.at.weekday
                          : one_weekday && one_day        ? facts.weekday->meaning.at.weekday
                                                          : 0;
      const auto day = day_of_mention(mention, weekday);
      unplaced_ |= !day;
      if (!day || own_confidence_ >= kDateline) continue;
      if ((mention.dateline && mention.sentence <= front_) || (one_offset && one_day && tied(sentence))) {
        own_day_ = *day - (mention.dateline ? 0 : *facts.offset);
        own_confidence_ = mention.dateline ? kDateline : 0.9;
      }
      told(mention, *day);
    }
    note_written(sentence);
    if (one_weekday && facts.dated == nullptr) note_weekday(*facts.weekday, one_offset ? facts.offset : std::nullopt);
    if (facts.several_weekdays) note_weekdays(sentence);
    if (facts.offset) own_day_told_ = offsets_ = true;
  }

  /// The day and "today" or "yesterday" stand side by side ("today, 18 April").
  bool tied(std::span<const DateMention> sentence) const {
    for (std::size_t i = 0; i + 1 < sentence.size(); ++i) {
      const bool meet = (offset_of(sentence[i]) && is_day(sentence[i + 1].meaning.at)) ||
                        (is_day(sentence[i].meaning.at) && offset_of(sentence[i + 1]));
      if (meet && sentence[i + 1].first <= sentence[i].last + 2) return true;
    }
    return false;
  }

  /// The day that a mention names, when its year is written, follows from the year before it, or from the weekday.
  std::optional<Day> day_of_mention(const DateMention& mention, int weekday) {
    const DatePoint& at = mention.meaning.at;
    if (at.year != DatePoint::kNoYear) {
      const std::int32_t year = full_year(at, std::nullopt);
      if (!is_valid_date(year, at.month, at.day)) return std::nullopt;
      const Day day = day_of(year, at.month, at.day);
      if (is_order_open(at)) {
        // "7/8/2013" is a day only when the other dates or the sentence's weekday tell the two orders apart.
        const Day swapped = day_of(year, at.day, at.month);
        if (const auto day_first = order_.day_first()) return *day_first ? swapped : day;
        const bool fits = weekday_of(day) == weekday, swapped_fits = weekday_of(swapped) == weekday;
        if (fits == swapped_fits) return std::nullopt;
        return fits ? day : swapped;
      }
      return at.weekday == 0 || weekday_of(day) == at.weekday ? std::optional<Day>(day) : std::nullopt;
    }
    if (weekday != 0) return pinned(at, weekday);
    if (mention.dateline) return same_day_told(at);
    if (!latest_ || !is_valid_date(ymd_of(*latest_).year, at.month, at.day)) return std::nullopt;
    return day_of(ymd_of(*latest_).year, at.month, at.day);
  }

  /// A dateline without its year, when the text writes that day with one: "June 20 (Reuters)", "June 20, 2023".
  std::optional<Day> same_day_told(const DatePoint& at) const {
    for (const DateMention& mention : mentions_) {
      const DatePoint& other = mention.meaning.at;
      if (is_day(other) && other.month == at.month && other.day == at.day && other.year != DatePoint::kNoYear) {
        const std::int32_t year = full_year(other, std::nullopt);
        if (is_valid_date(year, at.month, at.day)) return day_of(year, at.month, at.day);
      }
    }
    return shortly_after_told(at);
  }

  /// A dateline without its year, at most a month after a day that the text tells with one.
  std::optional<Day> shortly_after_told(const DatePoint& at) const {
    constexpr Day kMonth = 31;
    for (const DateMention& mention : mentions_) {
      const DatePoint& other = mention.meaning.at;
      if (!is_day(other) || other.year == DatePoint::kNoYear || !is_past(mention)) continue;
      const std::int32_t year = full_year(other, std::nullopt);
      if (!is_valid_date(year, other.month, other.day)) continue;
      const Day told = day_of(year, other.month, other.day);
      for (const std::int32_t own : {year, year + 1}) {
        if (!is_valid_date(own, at.month, at.day)) continue;
        const Day day = day_of(own, at.month, at.day);
        if (day >= told && day - told <= kMonth) return day;
      }
    }
    return std::nullopt;
  }

  /// The year in which that day was that weekday: the first one from the latest year told on, else the latest up to
  /// what the knowledge knows.
  std::optional<Day> pinned(const DatePoint& at, int weekday) {
    const auto fits = [&](std::int32_t year) {
      return is_valid_date(year, at.month, at.day) && weekday_of(day_of(year, at.month, at.day)) == weekday;
    };
    const std::int32_t now = ymd_of(kKnowledgeDay).year;
    if (latest_year_ != 0) {
      for (std::int32_t year = latest_year_; year <= latest_year_ + 1 && year <= now; ++year) {
        if (fits(year)) return day_of(year, at.month, at.day);
      }
      return std::nullopt;
    }
    for (std::int32_t year = now; year > now - 12; --year) {
      if (fits(year) && day_of(year, at.month, at.day) <= kKnowledgeDay) {
        return day_of(year, at.month, at.day);
      }
    }
    return std::nullopt;
  }

  /// The latest day with its year that the words tell as past.
  void note_written(std::span<const DateMention> sentence) {
    for (const DateMention& mention : sentence) {
      if (mention.cue == TenseHint::past) latest_written_ = std::max(latest_written_, latest_dated_day({&mention, 1}));
    }
  }

  void told(const DateMention& mention, Day day) {
    if (!is_past(mention)) return;
    if (!latest_ || day > *latest_) {
      latest_ = day;
      latest_near_ = mention.meaning.at.year == DatePoint::kNoYear;
    }
    if (!earliest_ || day < *earliest_) earliest_ = day;
  }

  void note_weekday(const DateMention& mention, std::optional<int> offset) {
    const int weekday = mention.meaning.at.weekday;
    if (offset) {
      const int own = (weekday - *offset + 6) % 7 + 1;
      contradiction_ |= weekday_ != 0 && weekday_ != own;
      weekday_ = own;
    }
    if (is_past(mention)) bare_[static_cast<std::size_t>(weekday)] = undated_weekdays_ = true;
  }

  void note_weekdays(std::span<const DateMention> sentence) {
    for (const DateMention& mention : sentence) {
      if (is_bare_weekday(mention)) note_weekday(mention, std::nullopt);
    }
  }

  /// The earliest day from the latest event on that has the weekday the text gives it, and for which each weekday that
  /// is named without its date is later than the dated ones: what is near needs no date.
  DocumentDate from_weekdays() const {
    if (contradiction_ || !latest_near_) return {};
    if (weekday_ == 0 && (!own_day_told_ || !pinned_within_ || std::ranges::count(bare_, true) < 2)) return {};
    for (Day day = *latest_; day <= *latest_ + 13; ++day) {
      if (weekday_ != 0 && weekday_of(day) != weekday_) continue;
      bool fits = true;
      for (int weekday = 1; weekday <= 7; ++weekday) {
        if (!bare_[static_cast<std::size_t>(weekday)]) continue;
        const Day last = day - (weekday_of(day) - weekday + 7) % 7;
        // A writer who says "today" or "in the past 24 hours" does not call that day by its name elsewhere.
        fits &= last >= *latest_ && (last < day || weekday_ != 0);
      }
      if (fits && day <= kKnowledgeDay) return {day, weekday_ != 0 ? 0.85 : 0.6};
    }
    return {};
  }

  /// A note on one incident: all that it dates are days of one week, the last one is its own. A year that only the
  /// weekday tells could be another one.
  DocumentDate from_report() const {
    if (!all_days_ || unplaced_ || latest_year_ == 0 || own_day_told_ || *latest_ - *earliest_ > 7) return {};
    return {latest_, 0.7};
  }

  static constexpr double kDateline = 0.95;
  static constexpr std::uint32_t kFront = 4;  ///< sentences after the first date among which a dateline may be

  std::span<const DateMention> mentions_;
  DateOrder order_;
  std::uint32_t front_;
  std::int32_t latest_year_ = 0;
  std::optional<Day> latest_, earliest_, latest_written_;
  bool latest_near_ = false;    ///< the latest day stands without its year
  bool pinned_within_ = false;  ///< one expression says weekday, day and month
  std::optional<Day> own_day_;
  double own_confidence_ = 0;
  int weekday_ = 0;  ///< of the document date
  std::array<bool, 8> bare_{};
  bool undated_weekdays_ = false, offsets_ = false, contradiction_ = false;
  bool own_day_told_ = false;
  bool all_days_ = true;   ///< it names nothing but days and times
  bool unplaced_ = false;  ///< a day stands without a year that the text tells
};

}  // namespace

std::optional<Day> latest_dated_day(std::span<const DateMention> mentions) {
  std::optional<Day> latest;
  for (const DateMention& mention : mentions) {
    const DatePoint& at = mention.meaning.at;
    if (!is_day(at) || at.year == DatePoint::kNoYear || !is_past(mention) || is_order_open(at)) continue;
    const std::int32_t year = full_year(at, std::nullopt);
    if (is_valid_date(year, at.month, at.day)) latest = std::max(latest, {day_of(year, at.month, at.day)});
  }
  return latest;
}

DocumentDate infer_document_date(std::span<const DateMention> mentions) { return Solver(mentions).solve(); }

}  // namespace sitrep
