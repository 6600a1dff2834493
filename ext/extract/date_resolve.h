#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "extract/date_calendar.h"
#include "extract/date_grammar.h"
#include "extract/date_mention.h"

namespace sitrep {

/// Precision of an interval; the contract's names are those of name_of(): quarters and seasons are `month`, decades and
/// centuries `year`, weekends `week`.
enum class DatePrecision : std::uint8_t { minute, hour, daypart, day, week, month, quarter, year, decade, century };
std::string_view name_of(DatePrecision precision);
std::string_view name_of(DateKind kind);
/// TIMEX3's MOD ("START"), empty for none.
std::string_view name_of(DateModifier modifier);

/// What an interval was counted from.
enum class DateBinding : std::uint8_t {
  absolute,   ///< the words fix it
  document,   ///< counted from the document date
  narrative,  ///< counted from the date last spoken of
  open        ///< a length, a recurrence, or an anchor that is not known: no interval
};

/// An expression with its TIMEX3 value and the interval that it denotes.
struct ResolvedDate {
  DateKind kind = DateKind::date;
  std::string value;  ///< TIMEX3 value
  std::optional<Moment>
      start;                  ///< inclusive; empty when the words and the anchors do not give it, or beyond 0001..9999
  std::optional<Moment> end;  ///< inclusive
  DatePrecision precision = DatePrecision::day;
  DateModifier modifier = DateModifier::none;
  DateBinding binding = DateBinding::open;
  double confidence = 0;  ///< 0 to 1

  bool known() const { return start.has_value() || end.has_value(); }
};

/// The bound as the contract writes it: "2021-04-17", with "T10:35" when `precision` is minute or hour.
std::string iso_bound(const Moment& moment, DatePrecision precision);

/// The two ends of a range that the text says as one: both get the interval from the begin of the first to the end of
/// the second; a clock time without a day is of the other's day. `first` and `second` are the mentions that were
/// resolved.
void join_range(const DateMention& first, ResolvedDate& begin, const DateMention& second, ResolvedDate& end);

struct DateContext;
struct DayInterval;

/// Which number of "13/5/2023" a text writes first: what its dates show that have a day beyond 12.
class DateOrder {
 public:
  void note(const DatePoint& at);
  /// Empty when no date shows it, or some show the one and some the other.
  std::optional<bool> day_first() const;

 private:
  bool day_first_ = false, month_first_ = false;
};

/// Turns mentions into intervals, in text order. Keeps the narrative anchor: the date last spoken of.
class DateResolver {
 public:
  /// `document` is the publication date when known. Without it relative expressions have a TIMEX3 value with X's and no
  /// interval.
  explicit DateResolver(std::optional<Moment> document);

  /// Tells the resolver what a stretch of text will speak of before its mentions are resolved: a text that names years
  /// long past and nothing near the document date is a history, in which dates follow the one spoken of last.
  void survey(std::span<const DateMention> mentions);

  /// Resolves the next mention and, where it names a date, moves the narrative anchor to it. `tense` unknown: the
  /// mention's own cue decides.
  ResolvedDate resolve(const DateMention& mention, TenseHint tense = TenseHint::unknown);

  /// A new paragraph begins: the date that headed the one before no longer holds, that of the block does.
  void begin_paragraph() { heading_ = block_; }
  /// The paragraph is headed by this date ("On Oct. 23, …"): "yesterday" and "today" in it count from there.
  void head_paragraph(Day day) { heading_ = day; }
  /// All paragraphs from here on are headed by this date, a line of its own; by none when empty.
  void head_block(std::optional<Day> day) { heading_ = block_ = day; }

  std::optional<Day> heading() const { return heading_; }

  /// A day that the text tells with its year: without a document date, days without a year are taken to be near it.
  void set_told(std::optional<Day> day) { told_ = day; }

  std::optional<Day> narrative() const { return narrative_; }
  void set_narrative(Day day) { narrative_ = day; }
  std::optional<Moment> document() const { return document_; }

 private:
  DateContext context_for(const DateMention& mention, TenseHint tense) const;
  bool telling_the_past() const;
  std::optional<DayInterval> told_before(const DatePoint& at) const;
  bool is_aside(const DateMention& mention, const DayInterval& interval);
  void remember(const DateMention& mention, const DayInterval& interval);
  void resolve_reference(const DateMeaning& meaning, ResolvedDate& out) const;
  void resolve_set(const DateMeaning& meaning, ResolvedDate& out) const;
  void resolve_duration(const DateMeaning& meaning, ResolvedDate& out) const;
  void resolve_window(const DateMeaning& meaning, ResolvedDate& out) const;
  void resolve_part(const DateMention& mention, TenseHint tense, ResolvedDate& out);
  void resolve_length(const DateMention& mention, TenseHint tense, ResolvedDate& out) const;
  std::optional<Moment> base_moment(const DatePoint& base, const DateContext& context) const;
  void resolve_reach(const DateMention& mention, TenseHint tense, ResolvedDate& out);
  void resolve_date(const DateMention& mention, TenseHint tense, ResolvedDate& out);
  void resolve_vague(const DateMeaning& meaning, const DateContext& context, ResolvedDate& out) const;
  std::optional<DayInterval> day_of_clock(const DateContext& context) const;
  bool resolve_clock_offset(const DateMeaning& meaning, const DateContext& context, ResolvedDate& out) const;
  bool compares_quarters(const DateMeaning& meaning) const;
  std::string time_suffix(const DatePoint& point, DatePrecision& precision) const;
  void set_time(const DateMention& mention, ResolvedDate& out) const;
  static void begin_on_eve(ResolvedDate& out);
  void open_ends(const DateMeaning& meaning, TenseHint tense, ResolvedDate& out) const;

  std::optional<Moment> document_;
  std::optional<Day> narrative_;            ///< the date last spoken of
  std::optional<Day> narrative_day_;        ///< the same when it was a single day
  std::optional<Day> quarter_;              ///< the quarter last spoken of
  std::optional<std::int32_t> aside_year_;  ///< a year far from the story, said once
  std::array<Day, 8> days_{};               ///< the last days of a month that were told without their year
  std::size_t day_count_ = 0;
  std::optional<Day> heading_;  ///< of the paragraph
  std::optional<Day> block_;    ///< of the paragraphs under a line of its own
  std::optional<Day> told_;
  std::optional<Day> explicit_day_;  ///< the day of the month last written, with its sentence
  std::uint32_t explicit_sentence_ = 0;
  std::uint32_t old_years_ = 0;   ///< written years well before the document date's
  std::uint32_t near_years_ = 0;  ///< written years near it
  std::uint32_t news_dates_ = 0;  ///< dates counted from it: news
  DateOrder order_;
};

/// Reads the `published` argument of the SQL functions: nothing for NULL ('' too), the moment for ISO 8601; throws
/// std::invalid_argument with the value and an example for anything else.
std::optional<Moment> parse_published(std::string_view text);

}  // namespace sitrep
