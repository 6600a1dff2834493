#include "extract/scope.h"

#include "extract/event_facts.h"

namespace sitrep {
namespace {

/// A time of this many days or more is one that totals are counted over.
constexpr Day kPeriod = 3;

bool is_many(const Count& count) {
  return (count.value && *count.value > 1) || (!count.value && count.min && *count.min > 2);
}

class ScopeFinder {
 public:
  ScopeFinder(Section& section, const Lexicon& lexicon, const std::optional<Moment>& document)
      : section_(section), document_(document) {
    const auto types = lexicon.event_types();
    for (std::size_t t = 0; t < types.size(); ++t) {
      if (lexicon.text(types[t].type) == "casualty_tally") tally_ = static_cast<std::uint16_t>(t);
    }
  }

  void run() {
    for (EventMention& event : section_.events) judge(event);
  }

 private:
  /// The event is told over a time, not at one: "since early 2023", "in the past 96 hours", and, unless it must be said
  /// `in_so_many_words`, "this year".
  bool over_a_time(const EventMention& event, bool in_so_many_words) const {
    if (event.since) return true;
    for (const std::uint32_t d : event.dates) {
      const ResolvedDate& date = section_.resolved_dates[d];
      const DateMeaning& meaning = section_.dates[d].meaning;
      if (!date.start) continue;
      const EventDate said = date_of(section_, event.statement_dates);
      Day last = date.end ? date.end->day : date.start->day;
      if (meaning.since && document_) last = document_->day;
      if (meaning.since && said.known()) last = said.last();
      if (last - date.start->day + 1 < kPeriod) continue;
      if (meaning.since || meaning.shape == DateShape::window) return true;
      if (!in_so_many_words && date.precision >= DatePrecision::month) return true;
    }
    return false;
  }

  void judge(EventMention& event) {
    if (event.status != EventStatus::occurred && event.status != EventStatus::ongoing) return;
    if (!over_a_time(event, false)) return;
    const bool only_deaths = event.type == kNoType || event.casualty;
    if (event.ordinal > 1) {
      event.count = Count::exactly(event.ordinal);
    } else if (!is_many(event.count)) {
      const bool many_hurt = is_many(event.killed) || is_many(event.injured);
      // "over the past nine years more than 140 people have disappeared"
      // … and "bandits have killed hundreds this year"
      const bool many = only_deaths
                            ? many_hurt
                            : (many_hurt || is_many(event.suffered)) && (event.perfect || over_a_time(event, true));
      if (!many) return;
    }
    event.scope = EventScope::cumulative;
    if (only_deaths && tally_) {
      event.type = *tally_;
      event.background = event.definite = event.casualty = false;
    }
  }

  Section& section_;
  const std::optional<Moment>& document_;
  std::optional<std::uint16_t> tally_;
};

}  // namespace

void find_scopes(Section& section, const Lexicon& lexicon, const std::optional<Moment>& document) {
  ScopeFinder(section, lexicon, document).run();
}

}  // namespace sitrep
