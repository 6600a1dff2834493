#include "extract/event_circumstances.h"

#include <algorithm>
#include <limits>

namespace sitrep {
namespace {

/// Groups [begin, end) of a clause that can be said of one of its events, besides those before all of them.
struct Stretch {
  std::int32_t begin = 0, end = std::numeric_limits<std::int32_t>::max();
  std::int32_t shared = 0;  ///< groups before this one are said of all
  bool holds(std::int32_t g) const { return g < shared || (g >= begin && g < end); }
};

class CircumstanceFinder : DraftStage {
 public:
  CircumstanceFinder(SentenceDrafts& sentence, const Lexicon& lexicon, std::uint32_t first_date)
      : DraftStage(sentence, lexicon), first_date_(first_date) {}

  void run(const EventDraft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
    event.places = d.places;
    const bool leaves = type_of(d) == "withdrawal";
    for (std::int32_t c : clauses) {
      const Stretch stretch = stretch_of(d, clause(c));
      take_places(d, clause(c), event.places, stretch, leaves);
      if (clauses.size() < 2 || !tells_what_was_before(clause(c))) take_dates(clause(c), event.dates, stretch);
    }
    event.since = is_since(clauses);
    event.own_place = !event.places.empty();
    event.own_date = !event.dates.empty();
    for (const Clause& k : a_.clauses) {
      if (is_report(k)) take_dates(k, event.statement_dates);
    }
    // A clause without its own place or date has that of the clause it hangs on.
    std::int32_t c = clause(d.clause).parent;
    for (int depth = 0; c >= 0 && depth < 4; ++depth, c = clause(c).parent) {
      if (event.places.empty() || (event.own_place && are_countries(event.places)))
        take_places(d, clause(c), event.places);
      if (event.dates.empty() && !is_report(clause(c))) take_dates(clause(c), event.dates);
    }
    event.elsewhere = event.places.empty() &&
                      (hits_name(d) || is_fired_from(d) || std::ranges::any_of(clauses, [&](std::int32_t c) {
                         return std::ranges::any_of(clause(c).rest, [&](std::int32_t g) { return is_unknown_name(g); });
                       }));
    for (const Clause& k : a_.clauses) {
      if (!event.places.empty() && !event.dates.empty()) break;
      if (event.places.empty() && !event.elsewhere && !is_report(k) && !hangs_on_report(k) && !is_blame(k))
        take_places(d, k, event.places);
      if (event.dates.empty() && !is_report(k) && !is_before(k) && event.status != EventStatus::planned)
        take_dates(k, event.dates);
    }
    // "On August 16, SOHR reported that …": a date put first dates what is told as well.
    if (event.dates.empty() && !a_.groups.empty() &&
        (a_.groups[0].kind == GroupKind::date ||
         (a_.groups.size() > 1 && a_.groups[0].kind == GroupKind::preposition && a_.groups[1].kind == GroupKind::date)))
      take_dates(a_.clauses[0], event.dates);
    set_apart(d, event);
  }

 private:
  /// Sets an event that lies a length from another one apart from it: "raided the town on Sunday, a week after gunmen
  /// attacked it", "two days after a bombing", "two days after a bomb fell on Sunday, police arrested two".
  void set_apart(const EventDraft& d, EventMention& event) const {
    if (const std::int32_t joint = set_apart_by(d); joint >= 0) {
      const std::uint32_t at = group(joint).first_token;
      const bool noun = joint == d.group - 1;
      if (noun ? std::ranges::any_of(event.dates, [&](std::uint32_t date) { return mention(date).first > at; })
               : has_day(finite_clause(d)))
        return;
      return set_apart_at(joint, false, event);
    }
    const Clause& own = finite_clause(d);
    if (has_day(own)) return;
    for (const Clause& k : a_.clauses) {
      const bool above = own.link == ClauseLink::coordinate && own.parent >= 0 && &k == &clause(own.parent);
      const bool below = k.parent >= 0 && &own == &clause(k.parent);
      if ((!above && !below) || !has_day(k) || length_before(k.opener) == nullptr) continue;
      event.dates.clear();
      take_dates(k, event.dates);
      return set_apart_at(k.opener, true, event);
    }
  }

  /// `ahead`: the event is what the length stands with, not what "after" or "before" brings in.
  void set_apart_at(std::int32_t joint, bool ahead, EventMention& event) const {
    event.apart = static_cast<std::int32_t>(first_date_ + (length_before(joint) - a_.dates.data()));
    event.apart_later = ahead == (first_word(joint) == "after");
    event.own_date = true;
  }

  /// The clause that a participle goes on about: "drones struck a school, killing 50".
  const Clause& finite_clause(const EventDraft& d) const {
    std::int32_t c = d.clause;
    while (clause(c).link == ClauseLink::participle && clause(c).parent >= 0) c = clause(c).parent;
    return clause(c);
  }

  const DateMention& mention(std::uint32_t date) const { return a_.dates[date - first_date_]; }

  /// A day, and not only a length, stands in the clause.
  bool has_day(const Clause& k) const {
    std::vector<std::uint32_t> dates;
    take_dates(k, dates);
    return std::ranges::any_of(dates,
                               [&](std::uint32_t date) { return mention(date).meaning.shape != DateShape::duration; });
  }

  /// "responded with fire on Khiam": at a name that no gazetteer knows, and not where another event happened.
  bool hits_name(const EventDraft& d) const {
    if (d.target_group < 0 || a_.shouted) return false;
    const Group& target = group(d.target_group);
    return target.bits == noun::kName && target.place < 0 && target.name_last == 0;
  }

  /// "rockets were fired from Gaza": where they came down is not told.
  bool is_fired_from(const EventDraft& d) const {
    return concept_name(group(d.group).concept_id) == "v:fire" &&
           std::ranges::any_of(clause(d.clause).rest, [&](std::int32_t g) {
             return g > d.group && group(g).place >= 0 && first_word(g - 1) == "from";
           });
  }

  /// "on the outskirts of Sheikh Bahr", "in Nawbo": a name behind a preposition of place that no gazetteer knows.
  bool is_unknown_name(std::int32_t g) const {
    const Group& what = group(g);
    if (g < 1 || a_.shouted || what.kind != GroupKind::noun || what.place >= 0 || what.name_last > 0) return false;
    if (group(g - 1).kind != GroupKind::preposition || (what.bits & ~(noun::kName | noun::kThing)) != 0) return false;
    const std::string_view word = first_word(g - 1);
    if (word != "in" && word != "at" && word != "near" && word != "on" && word != "around" && word != "outside")
      return false;
    const Lexeme& last = a_.lexemes[what.last - 1];
    return last.tag == Tag::proper && std::ranges::none_of(a_.actors_of(what), [&](const ActorMention& actor) {
             return actor.first < last.last && last.first < actor.last;
           });
  }

  /// Where several events stand in one clause, what follows one of them is said of it, not of the next: "a campaign in
  /// the desert of A, along with a similar one in B".
  Stretch stretch_of(const EventDraft& d, const Clause& k) const {
    Stretch stretch;
    std::vector<std::int32_t> triggers;
    for (std::int32_t g : k.rest) {
      const std::int32_t other = draft_of(g);
      if (other >= 0 && draft(other).fused_into < 0 && draft(other).type != 0 && group(g).kind == GroupKind::noun)
        triggers.push_back(g);
    }
    const auto own = std::ranges::find(triggers, d.group);
    if (const std::int32_t other = other_event_from(d, k); other >= 0) stretch.end = other;
    if (triggers.size() < 2 || own == triggers.end()) return stretch;
    stretch.shared = triggers.front();
    stretch.begin = d.group;
    if (own + 1 != triggers.end()) stretch.end = std::min(stretch.end, *(own + 1));
    return stretch;
  }
  /// "arrested in Bamako after a mutiny at the base": from where on the clause tells of something else; -1: nowhere.
  std::int32_t other_event_from(const EventDraft& d, const Clause& k) const {
    for (const std::int32_t g : k.rest) {
      if (g < d.group || group(g).kind != GroupKind::preposition) continue;
      const std::string_view word = first_word(g);
      const auto next = static_cast<std::size_t>(g) + 1;
      if (word != "after" && word != "following" && word != "before") continue;
      if (next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun && a_.groups[next].place < 0) return g;
    }
    return -1;
  }

  /// "since the beginning of the war", "since the attack began": over a time without a date.
  bool is_since(std::span<const std::int32_t> clauses) const {
    return std::ranges::any_of(clauses, [&](std::int32_t c) { return has_since(clause(c)); }) ||
           std::ranges::any_of(a_.clauses, [&](const Clause& k) {
             return k.opener >= 0 && first_word(k.opener) == "since" && k.subject >= 0 && group(k.subject).definite &&
                    std::ranges::find(clauses, k.parent) != clauses.end();
           });
  }
  bool has_since(const Clause& k) const {
    return std::ranges::any_of(k.rest, [&](std::int32_t g) {
      const auto next = static_cast<std::size_t>(g) + 1;
      return first_word(g) == "since" && next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun &&
             a_.groups[next].definite;
    });
  }

  /// "told a station based in Mogadishu"
  bool hangs_on_report(const Clause& k) const {
    const bool hangs =
        k.link == ClauseLink::participle || k.link == ClauseLink::relative || k.link == ClauseLink::content;
    // "lynched a man accused of theft in Homs": nothing is told there.
    const bool told =
        k.parent >= 0 && is_report(clause(k.parent)) && (group(clause(k.parent).verb).bits & verbal::kReduced) == 0;
    return hangs && told && k.subject >= 0 && k.opener < 0 &&
           (group(k.verb < 0 ? k.subject : k.verb).bits & (verbal::kReduced | verbal::kIng)) != 0;
  }

  bool is_before(const Clause& k) const {
    if (tells_what_was_before(k)) return true;
    // "died, after having been arrested a year ago"
    return k.opener >= 0 && k.verb >= 0 && first_word(k.opener) == "after" && first_word(k.verb) == "having";
  }
  /// "…, the ministry said, blaming Ukraine": whom one blames is not where it happened.
  bool is_blame(const Clause& k) const { return k.verb >= 0 && concept_name(group(k.verb).concept_id) == "v:blame"; }
  bool is_report(const Clause& k) const { return k.verb >= 0 && group(k.verb).cls == TermClass::report; }

  void take_places(const EventDraft& d, const Clause& k, std::vector<std::uint32_t>& places,
                   const Stretch& stretch = {}, bool leaves = false) const {
    const auto take = [&](std::int32_t g) {
      const Group& where = group(g);
      if (where.kind != GroupKind::noun || where.place < 0 || from_there(g, leaves) || names_who(d, where)) return;
      // A name before an event noun or a person tells whose, not where: "the Baghdad government".
      if ((where.bits & noun::kPlace) == 0 && (where.bits & (noun::kActor | noun::kPerson)) != 0 &&
          where.cls != TermClass::trigger && !place_in_complement(where))
        return;
      add_once(places, a_.places[static_cast<std::size_t>(where.place)].mention);
      // "Pakistan's garrison city A": the second is the very place.
      const auto next = static_cast<std::size_t>(where.place) + 1;
      const std::uint32_t mark = a_.places[next - 1].last;
      if (next < a_.places.size() && mark < a_.tokens.size() && a_.tokens[mark].cls == TokenClass::possessive &&
          a_.places[next].last <= where.last_token && a_.places[next].first >= where.first_token)
        add_once(places, a_.places[next].mention);
    };
    for (std::int32_t g : k.rest) {
      if (stretch.holds(g)) take(g);
    }
    // Where who did it is from tells little beside where it happened: "the president of Kenya visited Juba".
    const bool whose = k.subject >= 0 && (group(k.subject).bits & (noun::kActor | noun::kPerson)) != 0;
    if (k.subject >= 0 && k.link != ClauseLink::coordinate && !(whose && !places.empty())) take(k.subject);
  }

  /// "opened fire in A, killing two from a country's office": a country alone may be told beside the very place.
  bool are_countries(const std::vector<std::uint32_t>& places) const {
    return std::ranges::all_of(places, [&](std::uint32_t mention) {
      const auto place = std::ranges::find(a_.places, mention, &PlaceSpan::mention);
      if (place == a_.places.end() || place->last != place->first + 1) return false;
      return std::ranges::any_of(a_.lexemes, [&](const Lexeme& lexeme) {
        return lexeme.first == place->first && sense_of(lexeme, SenseKind::country) != nullptr;
      });
    });
  }

  bool place_in_complement(const Group& where) const {
    return a_.places[static_cast<std::size_t>(where.place)].first > a_.lexemes[where.head].first;
  }

  /// "Israel launched missiles", "US airstrikes": a country's name that tells who; "Hama attack" tells where.
  bool names_who(const EventDraft& d, const Group& where) const {
    const PlaceSpan& place = a_.places[static_cast<std::size_t>(where.place)];
    const auto is_place = [&](const ActorMention& actor) {
      return actor.first < place.last && place.first < actor.last;
    };
    if (std::ranges::any_of(d.actors, is_place)) return true;
    return where.cls == TermClass::trigger && std::ranges::any_of(a_.actors_of(where), [&](const ActorMention& actor) {
             return actor.modifier && actor.origin == ActorOrigin::country && is_place(actor);
           });
  }

  /// "from Turkish territory", "launched by Russia", "a truce between Israel and Hamas": where something came from and
  /// who did it is not where it happened;
  /// but troops withdraw "from the town".
  bool from_there(std::int32_t g, bool leaves) const {
    if (g < 1 || group(g - 1).kind != GroupKind::preposition) return false;
    const std::string_view word = first_word(g - 1);
    const bool acts = (group(g).bits & noun::kActor) != 0;
    return (word == "from" && !leaves) || ((word == "by" || word == "between") && acts);
  }

  /// "in the deadliest attack this year": the time that the superlative looks over.
  bool is_record(std::int32_t g) const {
    if (g < 0 || group(g).kind != GroupKind::noun) return false;
    for (std::uint32_t i = group(g).first; i < group(g).head; ++i) {
      const std::string_view word = a_.tokens[a_.lexemes[i].first].folded.text;
      const bool compared = word.ends_with("iest") || (a_.lexemes[i].tag == Tag::adjective && word.ends_with("est"));
      if (compared && word.size() > 5) return true;
      if (word == "worst" || word == "first" || word == "most") return true;
    }
    return false;
  }

  void take_dates(const Clause& k, std::vector<std::uint32_t>& dates, const Stretch& stretch = {}) const {
    for (std::int32_t g : k.rest) {
      if (group(g).kind != GroupKind::date || !stretch.holds(g) || is_record(g - 1)) continue;
      for (std::size_t i = 0; i < a_.dates.size(); ++i) {
        if (a_.dates[i].first < group(g).last_token && group(g).first_token < a_.dates[i].last)
          add_once(dates, first_date_ + static_cast<std::uint32_t>(i));
      }
    }
  }

  std::uint32_t first_date_;
};

}  // namespace

void set_circumstances(SentenceDrafts& sentence, const Lexicon& lexicon, std::uint32_t first_date, const EventDraft& d,
                       std::span<const std::int32_t> clauses, EventMention& event) {
  CircumstanceFinder(sentence, lexicon, first_date).run(d, clauses, event);
}

}  // namespace sitrep
