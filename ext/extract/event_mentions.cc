#include "extract/event_mentions.h"

#include <algorithm>

#include "extract/clause_symbols.h"
#include "extract/symbols.h"

namespace sitrep {
namespace {

constexpr std::uint8_t bit(Slot slot) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(slot)); }

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

}  // namespace

/// What the patterns have gathered for one trigger.
struct EventStage::Draft {
  std::int32_t group = -1;
  std::int32_t clause = -1;
  std::int32_t fused_into = -1;
  std::uint16_t type = 0;  ///< event type number + 1; 0: a casualty without an event
  bool from_pattern = false;
  bool hypothetical = false;
  bool background = false;
  std::uint8_t filled = 0;
  std::vector<ActorMention> actors, targets;
  std::int32_t target_group = -1;
  std::int32_t weapon_group = -1;
  Count killed, injured;
  bool has_killed = false, has_injured = false, casualties_told = false;
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> patterns;
};

/// Works on one sentence.
class EventStage::Sentence {
 public:
  Sentence(EventStage& stage, const SentenceAnalysis& analysis, std::uint32_t first_date)
      : s_(stage), a_(analysis), first_date_(first_date), draft_of_(analysis.groups.size(), -1) {}

  void run(std::vector<EventMention>& out) {
    make_drafts();
    if (drafts_.empty()) return;
    find_sources();
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) match_clause(static_cast<std::int32_t>(c));
    fuse();
    for (std::size_t d = 0; d < drafts_.size(); ++d) {
      if (drafts_[d].fused_into < 0) emit(drafts_[d], out);
    }
  }

 private:
  const Group& group(std::int32_t g) const { return a_.groups[static_cast<std::size_t>(g)]; }
  const Clause& clause(std::int32_t c) const { return a_.clauses[static_cast<std::size_t>(c)]; }
  const ConceptRow& concept_row(std::uint16_t id) const { return s_.lexicon_.concepts()[id]; }
  std::string_view concept_name(std::uint16_t id) const { return s_.lexicon_.text(concept_row(id).name); }
  Draft& draft(std::int32_t d) { return drafts_[static_cast<std::size_t>(d)]; }

  std::int32_t root(std::int32_t d) const {
    while (drafts_[static_cast<std::size_t>(d)].fused_into >= 0) d = drafts_[static_cast<std::size_t>(d)].fused_into;
    return d;
  }

  std::int32_t draft_for(std::int32_t g) {
    std::int32_t& d = draft_of_[static_cast<std::size_t>(g)];
    if (d < 0) {
      d = static_cast<std::int32_t>(drafts_.size());
      Draft fresh;
      fresh.group = g;
      fresh.type = concept_row(group(g).concept_id).type;
      drafts_.push_back(fresh);
    }
    return d;
  }

  void make_drafts() {
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const auto number = static_cast<std::int32_t>(c);
      const auto note = [&](std::int32_t g) {
        if (g < 0 || (group(g).cls != TermClass::trigger && group(g).cls != TermClass::casualty)) return;
        Draft& made = draft(draft_for(g));
        if (made.clause < 0) made.clause = number;
      };
      note(a_.clauses[c].verb);
      for (std::int32_t g : a_.clauses[c].rest) note(g);
      if (a_.clauses[c].link != ClauseLink::relative && a_.clauses[c].link != ClauseLink::participle)
        note(a_.clauses[c].subject);
    }
    for (std::size_t g = 0; g < a_.groups.size(); ++g) {
      if (is_dead(static_cast<std::int32_t>(g))) draft_for(static_cast<std::int32_t>(g));
    }
    for (Draft& d : drafts_) {
      if (d.clause < 0) d.clause = clause_of(d.group);
    }
  }

  bool is_dead(std::int32_t g) const {
    return group(g).kind == GroupKind::noun && group(g).cls == TermClass::closed && group(g).counted &&
           concept_name(group(g).concept_id) == "l:dead";
  }

  std::int32_t clause_of(std::int32_t g) const {
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const Clause& k = a_.clauses[c];
      if (k.verb == g || k.subject == g || std::ranges::find(k.rest, g) != k.rest.end())
        return static_cast<std::int32_t>(c);
    }
    return 0;
  }

  // --- sources
  // ---------------------------------------------------------------------------------------------------------

  void find_sources() {
    for (const Clause& k : a_.clauses) {
      if (k.verb >= 0 && k.subject >= 0 && group(k.verb).cls == TermClass::report &&
          (group(k.verb).bits & verbal::kPassive) == 0) {
        take_source(k.subject);
      }
      for (std::size_t i = 0; i + 1 < k.rest.size(); ++i) {
        if (group(k.rest[i]).concept_id != 0 && concept_name(group(k.rest[i]).concept_id) == "l:according_to")
          take_source(k.rest[i + 1]);
      }
    }
  }

  void take_source(std::int32_t g) {
    const Group& who = group(g);
    if (source_ || who.kind != GroupKind::noun || (who.bits & noun::kPronoun) != 0) return;
    const std::span<const ActorMention> actors = a_.actors_of(who);
    source_words_ = words_of(who);
    const auto best =
        std::ranges::find_if(actors, [](const ActorMention& m) { return m.origin == ActorOrigin::known; });
    if (best != actors.end()) {
      source_ = *best;
    } else {
      ActorMention words;
      words.span = source_words_;
      source_ = words;
    }
  }

  // --- patterns
  // ----------------------------------------------------------------------------------------------------------

  void match_clause(std::int32_t c) {
    write_symbols(a_, clause(c), symbols_);
    if (symbols_.concepts.empty()) return;
    s_.patterns_.match(symbols_.symbols, symbols_.concepts, symbols_.triggers, s_.matches_);
    for (const PatternMatch& match : s_.matches_) apply(match);
  }

  void apply(const PatternMatch& match) {
    const std::int32_t g = symbols_.groups[match.trigger / symbol::kRecord];
    Draft& d = draft(draft_for(g));
    if (d.clause < 0) d.clause = clause_of(g);
    const PatternRow& row = s_.patterns_.row(match.pattern);
    if (row.type != 0) {
      d.type = row.type;
      d.from_pattern = true;
    }
    d.patterns.push_back(match.pattern);
    for (const auto& [slot, at] : match.slots) {
      const std::size_t record = at / symbol::kRecord;
      fill(d, slot, symbols_.groups[record], symbols_.actors[record]);
    }
  }

  void fill(Draft& d, Slot slot, std::int32_t g, std::int32_t modifier) {
    if (g == d.group && modifier < 0 && slot != Slot::killed && slot != Slot::weapon) return;
    d.filled |= bit(slot);
    switch (slot) {
      case Slot::actor:
        fill_actors(d, g, modifier);
        return;
      case Slot::target:
        fill_target(d, g);
        return;
      case Slot::weapon:
        if (d.weapon_group < 0) d.weapon_group = g;
        return;
      case Slot::place:
        if (group(g).place >= 0) add_once(d.places, a_.places[static_cast<std::size_t>(group(g).place)].mention);
        return;
      case Slot::killed:
        fill_casualties(d, g, d.killed, d.has_killed);
        return;
      case Slot::injured:
        fill_casualties(d, g, d.injured, d.has_injured);
        return;
      default:
        return;
    }
  }

  /// The groups coordinated with `g`: "regime forces and Russian-backed militias", "a woman, a man and two children".
  template <class Visit>
  void each_coordinated(std::int32_t g, Visit&& visit) const {
    visit(g);
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    std::int32_t at = g;
    while (at + 2 < size) {
      const GroupKind joint = group(at + 1).kind;
      if (joint != GroupKind::coordinator && joint != GroupKind::comma) return;
      std::int32_t next = at + 2;
      if (joint == GroupKind::comma && group(next).kind == GroupKind::coordinator) ++next;
      if (next >= size || group(next).kind != GroupKind::noun || group(next).cls == TermClass::trigger) return;
      // Another clause begins where a verb follows: "…, and troops shelled".
      if (next + 1 < size && group(next + 1).kind == GroupKind::verb && at + 1 > 0 && !subject_list(g)) return;
      if (joint == GroupKind::comma && !list_goes_on(next)) return;
      visit(next);
      at = next;
    }
  }
  bool subject_list(std::int32_t g) const {
    return std::ranges::any_of(a_.clauses, [g](const Clause& k) { return k.subject == g; });
  }
  /// A comma joins a list only if a coordinator comes in the end.
  bool list_goes_on(std::int32_t at) const {
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    for (std::int32_t k = at - 1; k < size && k < at + 8; ++k) {
      if (group(k).kind == GroupKind::coordinator) return true;
      if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::stop) return false;
    }
    return false;
  }

  void fill_actors(Draft& d, std::int32_t g, std::int32_t modifier) {
    if (modifier >= 0) {
      add_once(d.actors, a_.actors[static_cast<std::size_t>(modifier)]);
      return;
    }
    each_coordinated(g, [&](std::int32_t member) {
      const Group& who = group(member);
      if (member != g && (who.bits & (noun::kActor | noun::kName)) == 0) return;
      add_actors_of(who, d.actors);
    });
  }

  /// The actors that a group names: its head's, else all it holds, else its words.
  void add_actors_of(const Group& who, std::vector<ActorMention>& list) const {
    bool any = false;
    for (int pass = 0; pass < 2 && !any; ++pass) {
      for (const ActorMention& mention : a_.actors_of(who)) {
        if (mention.modifier == (pass == 0)) continue;
        add_once(list, best_name(who, mention));
        any = true;
      }
    }
    if (!any && (who.bits & (noun::kName | noun::kPerson)) != 0 && !is_bare_number(who)) {
      ActorMention words;
      words.span = words_of(who);
      words.first = who.first_token;
      words.last = who.last_token;
      words.kind = ActorKind::person;
      add_once(list, words);
    }
  }

  /// "members of ISIS", "ISIS fighters": the organisation says more than the generic noun.
  ActorMention best_name(const Group& who, const ActorMention& mention) const {
    if (mention.origin != ActorOrigin::generic) return mention;
    for (const ActorMention& other : a_.actors_of(who)) {
      if (other.origin == ActorOrigin::known) return other;
    }
    return mention;
  }

  bool is_bare_number(const Group& who) const {
    return a_.tokens[a_.lexemes[who.head].first].cls == TokenClass::number || a_.lexemes[who.head].tag != Tag::noun;
  }

  /// The words of a group without determiners and numbers.
  Span words_of(const Group& who) const {
    std::uint32_t first = who.first;
    while (first + 1 < who.last) {
      const Tag tag = a_.lexemes[first].tag;
      if (tag != Tag::determiner && tag != Tag::number && tag != Tag::other) break;
      ++first;
    }
    return a_.span_of(a_.lexemes[first].first, who.last_token);
  }

  void fill_target(Draft& d, std::int32_t g) {
    each_coordinated(g, [&](std::int32_t member) {
      const Group& what = group(member);
      if (what.kind != GroupKind::noun || (what.bits & noun::kPronoun) != 0) return;
      if (what.place >= 0) add_once(d.places, a_.places[static_cast<std::size_t>(what.place)].mention);
      const bool only_place = (what.bits & noun::kPlace) != 0 && (what.bits & (noun::kThing | noun::kPerson)) == 0;
      if (only_place) return;
      if (d.target_group < 0) d.target_group = member;
      add_actors_of(what, d.targets);
    });
  }

  void fill_casualties(Draft& d, std::int32_t g, Count& count, bool& has) {
    if (has) return;
    has = true;
    bool first = true;
    each_coordinated(g, [&](std::int32_t member) {
      const Group& who = group(member);
      if (!first && (who.bits & (noun::kPerson | noun::kActor | noun::kName)) == 0) return;
      Count part = who.count;
      if (!part.known() && !who.plural) part = Count::exactly(1);
      if (!part.known() && who.plural) part = who.definite ? Count{} : Count{std::nullopt, 2, std::nullopt};
      count = first ? part : count + part;
      first = false;
      add_actors_of(who, d.targets);
      if (d.target_group < 0 && !is_bare_number(who)) d.target_group = member;
    });
    d.filled |= bit(Slot::target);
  }

  // --- fusion
  // -----------------------------------------------------------------------------------------------------------

  void fuse_into(std::int32_t from, std::int32_t to) {
    from = root(from);
    to = root(to);
    if (from == to) return;
    Draft& a = draft(from);
    Draft& b = draft(to);
    a.fused_into = to;
    if (b.actors.empty()) b.actors = a.actors;
    for (const ActorMention& m : a.targets) add_once(b.targets, m);
    if (b.target_group < 0) b.target_group = a.target_group;
    if (b.weapon_group < 0) b.weapon_group = a.weapon_group;
    if (!b.has_killed && a.has_killed) b.killed = a.killed;
    if (!b.has_injured && a.has_injured) b.injured = a.injured;
    b.has_killed |= a.has_killed;
    b.has_injured |= a.has_injured;
    b.casualties_told |= a.casualties_told;
    b.filled |= a.filled;
    for (std::uint32_t place : a.places) add_once(b.places, place);
    b.patterns.insert(b.patterns.end(), a.patterns.begin(), a.patterns.end());
    fused_clauses_.emplace_back(to, a.clause);
  }

  /// Verbs whose event is told by another word of the sentence: killing, hitting, destroying, and the casualties.
  bool is_dependent(const Draft& d) const {
    if (d.type == 0) return true;
    const std::string_view name = concept_name(group(d.group).concept_id);
    return name == "v:kill" || name == "v:hit" || name == "v:destroy" || name == "v:explode" || name == "v:set_off" ||
           name == "v:murder";
  }
  bool is_lethal(const Draft& d) const {
    if (d.type == 0) return true;
    const std::string_view name = concept_name(group(d.group).concept_id);
    return name == "v:kill" || name == "v:murder";
  }

  bool is_violent(const Draft& d) const {
    if (d.type == 0) return false;
    const std::string_view category = s_.lexicon_.text(s_.lexicon_.event_types()[d.type - 1u].category);
    const std::string_view type = s_.lexicon_.text(s_.lexicon_.event_types()[d.type - 1u].type);
    return category == "remote_violence" || category == "battle" || category == "violence_against_civilians" ||
           category == "unrest" || type == "accident" || type == "natural_disaster" || type == "security_operation" ||
           type == "military_campaign" || type == "siege";
  }

  void fuse() {
    for (std::int32_t d = 0; d < static_cast<std::int32_t>(drafts_.size()); ++d) {
      if (drafts_[static_cast<std::size_t>(d)].fused_into < 0 && is_dependent(draft(d))) fuse_dependent(d);
    }
    // Two nouns for one event: "an attack with shelling"? kept apart; "a suicide bombing attack" is one group already.
  }

  void fuse_dependent(std::int32_t d) {
    const std::int32_t home = draft(d).clause;
    if (home < 0) return;
    if (const std::int32_t subject = subject_event(home); subject >= 0 && root(subject) != d)
      return fuse_into(d, subject);
    if (const std::int32_t inside = event_in(home, d); inside >= 0) return fuse_into(d, inside);
    const Clause& k = clause(home);
    const bool hangs =
        k.link == ClauseLink::participle || k.link == ClauseLink::relative || k.link == ClauseLink::coordinate;
    if (hangs && k.parent >= 0) {
      if (const std::int32_t above = event_in(k.parent, d); above >= 0) return fuse_into(d, above);
    }
    if (!is_lethal(draft(d))) return;
    // "Three died when gunmen attacked …", and any other event of the sentence that can kill.
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const bool near = a_.clauses[c].parent == home || (hangs && k.parent == static_cast<std::int32_t>(c));
      if (!near || c == static_cast<std::size_t>(home)) continue;
      if (const std::int32_t below = event_in(static_cast<std::int32_t>(c), d); below >= 0) return fuse_into(d, below);
    }
    if (draft(d).type != 0 && !draft(d).actors.empty()) return;
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(drafts_.size()); ++e) {
      if (e != d && root(e) != root(d) && is_violent(draft(root(e))) && !is_dependent(draft(root(e))))
        return fuse_into(d, e);
    }
    // Casualty verbs of one sentence belong together: "three killed and five injured".
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(drafts_.size()); ++e) {
      if (e != d && root(e) != root(d) && draft(d).type == 0 && is_lethal(draft(root(e)))) return fuse_into(d, e);
    }
  }

  /// The event noun that is a clause's subject: "The attack killed three".
  std::int32_t subject_event(std::int32_t c) {
    const std::int32_t g = clause(c).subject;
    if (g < 0 || group(g).cls != TermClass::trigger) return -1;
    return draft_for(g);
  }

  /// A violent event of the clause other than `except`.
  std::int32_t event_in(std::int32_t c, std::int32_t except) {
    const Clause& k = clause(c);
    const auto usable = [&](std::int32_t g) {
      if (g < 0) return false;
      const std::int32_t d = draft_of_[static_cast<std::size_t>(g)];
      return d >= 0 && root(d) != except && is_violent(draft(root(d)));
    };
    for (std::int32_t g : k.rest) {
      if (usable(g)) return root(draft_of_[static_cast<std::size_t>(g)]);
    }
    if (usable(k.verb)) return root(draft_of_[static_cast<std::size_t>(k.verb)]);
    if (usable(k.subject)) return root(draft_of_[static_cast<std::size_t>(k.subject)]);
    return -1;
  }

  // --- the event
  // ----------------------------------------------------------------------------------------------------------

  void emit(Draft& d, std::vector<EventMention>& out) {
    if (d.type == 0) {
      emit_casualties(d, out);
      return;
    }
    std::vector<std::int32_t> clauses = {d.clause};
    for (const auto& [to, from] : fused_clauses_) {
      if (root(to) == draft_of_[static_cast<std::size_t>(d.group)]) add_once(clauses, from);
    }
    EventMention event;
    if (!set_status(d, event)) return;
    set_circumstances(d, clauses, event);
    if (!has_evidence(d, event)) return;
    set_roles(d, event);
    set_text(d, clauses, event);
    event.type = static_cast<std::uint16_t>(refine(d, event) - 1);
    out.push_back(std::move(event));
  }

  /// Casualties without an event in their sentence: merged later into the event before.
  void emit_casualties(Draft& d, std::vector<EventMention>& out) {
    if (!d.has_killed && !d.has_injured) return;
    EventMention event;
    if (!set_status(d, event)) return;
    event.background = true;
    event.definite = true;
    std::vector<std::int32_t> clauses = {d.clause};
    set_circumstances(d, clauses, event);
    set_roles(d, event);
    set_text(d, clauses, event);
    event.type = kNoType;
    out.push_back(std::move(event));
  }

  static EventStatus status_of(Modality modality) {
    switch (modality) {
      case Modality::planned:
        return EventStatus::planned;
      case Modality::attempted:
        return EventStatus::averted;
      case Modality::ongoing:
        return EventStatus::ongoing;
      default:
        return EventStatus::occurred;
    }
  }

  /// False when the sentence does not say that the event happened, happens or is planned.
  bool set_status(const Draft& d, EventMention& event) const {
    const Group& trigger = group(d.group);
    if (trigger.kind == GroupKind::noun && trigger.count.max && *trigger.count.max == 0) return false;
    std::int32_t c = d.clause;
    for (int depth = 0; c >= 0 && depth < 6; ++depth) {
      const Clause& k = clause(c);
      if (k.opener >= 0 && is_condition(k.opener)) return false;
      if (k.verb >= 0) {
        const Group& verb = group(k.verb);
        const bool governs = depth == 0 || k.link == ClauseLink::infinitive || verb.modality == Modality::planned ||
                             verb.modality == Modality::hypothetical;
        if (governs && (verb.modality == Modality::negated || verb.modality == Modality::hypothetical)) return false;
        if (governs && verb.modality != Modality::none && event.status == EventStatus::occurred)
          event.status = status_of(verb.modality);
        if (verb.cls == TermClass::avert && depth == 0) event.status = EventStatus::averted;
        if (verb.cls == TermClass::report && depth > 0) break;
        if (verb.cls == TermClass::report && concept_name(verb.concept_id) == "v:call") event.background = true;
        if (verb.cls == TermClass::report && concept_name(verb.concept_id) == "v:deny")
          event.status = EventStatus::denied;
        if (verb.cls == TermClass::catenative && depth == 0 && trigger.kind == GroupKind::noun)
          event.status = status_of_governor(verb);
      }
      if (k.link != ClauseLink::infinitive && k.link != ClauseLink::content && k.link != ClauseLink::participle) break;
      c = k.parent;
    }
    return true;
  }

  /// "plan an attack", "continued the shelling".
  EventStatus status_of_governor(const Group& verb) const {
    const std::string_view name = concept_name(verb.concept_id);
    if (name == "v:plan") return EventStatus::planned;
    if (name == "v:try") return EventStatus::averted;
    if (name == "v:continue") return EventStatus::ongoing;
    return EventStatus::occurred;
  }

  bool is_condition(std::int32_t opener) const {
    const std::string_view word = a_.tokens[group(opener).first_token].folded.text;
    return word == "if" || word == "unless" || word == "whether";
  }

  void set_circumstances(const Draft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
    event.places = d.places;
    for (std::int32_t c : clauses) {
      take_places(clause(c), event.places);
      take_dates(clause(c), event.dates);
    }
    event.own_place = !event.places.empty();
    event.own_date = !event.dates.empty();
    // A clause without its own place or date has that of the clause it hangs on.
    std::int32_t c = clause(d.clause).parent;
    for (int depth = 0; c >= 0 && depth < 4; ++depth, c = clause(c).parent) {
      if (event.places.empty()) take_places(clause(c), event.places);
      if (event.dates.empty() && !is_report(clause(c))) take_dates(clause(c), event.dates);
    }
    for (const Clause& k : a_.clauses) {
      if (!event.places.empty() && !event.dates.empty()) break;
      if (event.places.empty() && !is_report(k)) take_places(k, event.places);
      if (event.dates.empty() && !is_report(k)) take_dates(k, event.dates);
    }
  }

  bool is_report(const Clause& k) const { return k.verb >= 0 && group(k.verb).cls == TermClass::report; }

  void take_places(const Clause& k, std::vector<std::uint32_t>& places) const {
    const auto take = [&](std::int32_t g) {
      const Group& where = group(g);
      if (where.kind != GroupKind::noun || where.place < 0 || from_there(g)) return;
      // A name before an event noun or a person tells whose, not where: "the Baghdad government".
      if ((where.bits & noun::kPlace) == 0 && (where.bits & (noun::kActor | noun::kPerson)) != 0 &&
          where.cls != TermClass::trigger && !place_in_complement(where))
        return;
      add_once(places, a_.places[static_cast<std::size_t>(where.place)].mention);
    };
    for (std::int32_t g : k.rest) take(g);
    if (k.subject >= 0 && k.link != ClauseLink::coordinate) take(k.subject);
  }

  bool place_in_complement(const Group& where) const {
    return a_.places[static_cast<std::size_t>(where.place)].first > a_.lexemes[where.head].first;
  }

  /// "from Turkish territory": where something came from is not where it happened.
  bool from_there(std::int32_t g) const {
    return g > 0 && group(g - 1).kind == GroupKind::preposition &&
           a_.tokens[group(g - 1).first_token].folded.text == "from";
  }

  void take_dates(const Clause& k, std::vector<std::uint32_t>& dates) const {
    for (std::int32_t g : k.rest) {
      if (group(g).kind != GroupKind::date) continue;
      for (std::size_t i = 0; i < a_.dates.size(); ++i) {
        if (a_.dates[i].first < group(g).last_token && group(g).first_token < a_.dates[i].last)
          add_once(dates, first_date_ + static_cast<std::uint32_t>(i));
      }
    }
  }

  bool has_evidence(const Draft& d, const EventMention& event) const {
    const Group& trigger = group(d.group);
    const ConceptRow& row = concept_row(trigger.concept_id);
    std::uint8_t filled = d.filled;
    if (event.own_place) filled |= bit(Slot::place);
    if (trigger.kind == GroupKind::noun && trigger.counted) filled |= bit(Slot::count);
    if (d.actors.empty()) filled &= static_cast<std::uint8_t>(~bit(Slot::actor));
    if (d.from_pattern) return true;
    if ((filled & row.all_of) != row.all_of) return false;
    return row.any_of == 0 || (filled & row.any_of) != 0;
  }

  void set_roles(const Draft& d, EventMention& event) const {
    event.actors = d.actors;
    for (const ActorMention& actor : d.actors) event.actor_words = join(event.actor_words, actor.span);
    for (const ActorMention& target : d.targets) {
      if (std::ranges::find(event.actors, target) == event.actors.end()) add_once(event.targets, target);
    }
    if (d.target_group >= 0) event.target_words = words_of(group(d.target_group));
    const Group& trigger = group(d.group);
    if (d.weapon_group >= 0) set_weapon(group(d.weapon_group), event);
    if (trigger.kind == GroupKind::noun && trigger.cls == TermClass::trigger) {
      event.count = trigger.count;
      event.definite = trigger.definite;
      event.another = trigger.another;
    }
    event.killed = d.has_killed ? d.killed : Count{};
    event.injured = d.has_injured ? d.injured : Count{};
    event.source = source_;
    event.source_words = source_words_;
    event.verb = trigger.kind == GroupKind::verb;
  }

  /// The words from the first of two spans to the last.
  static Span join(Span a, Span b) {
    if (a.empty()) return b;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
  }

  void set_weapon(const Group& what, EventMention& event) const {
    if ((what.bits & noun::kWeapon) != 0) {
      event.weapon_words = words_of(what);
      event.weapon_concept = what.concept_id;
    } else if (what.weapon != 0) {
      const Lexeme& lexeme = a_.lexemes[what.weapon - 1];
      event.weapon_words = a_.span_of(lexeme.first, lexeme.last);
      for (const Sense& sense : lexeme.senses) {
        if (sense.kind == SenseKind::term && sense.cls == TermClass::weapon) event.weapon_concept = sense.concept_id;
      }
    }
  }

  void set_text(const Draft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
    const Group& trigger = group(d.group);
    event.trigger = a_.span_of(trigger);
    event.trigger_concept = trigger.concept_id;
    Span span = event.trigger;
    for (std::int32_t c : clauses) {
      const Clause& k = clause(c);
      const auto widen = [&](std::int32_t g) {
        if (g < 0) return;
        const Span part = a_.span_of(group(g));
        span.begin = std::min(span.begin, part.begin);
        span.end = std::max(span.end, part.end);
      };
      widen(k.subject);
      widen(k.verb);
      for (std::int32_t g : k.rest) {
        if (group(g).kind == GroupKind::noun || group(g).kind == GroupKind::date) widen(g);
      }
    }
    event.clause = span;
    event.sentence = a_.number;
    event.paragraph = a_.sentence.paragraph;
    event.headline = a_.sentence.kind == SentenceKind::headline;
    event.patterns = d.patterns;
  }

  /// The type after refinements.csv: the first row that fits.
  std::uint16_t refine(const Draft& d, const EventMention& event) const {
    for (const RefinementRow& row : s_.refinements_) {
      if (row.type == d.type && holds(row, event)) return row.becomes;
    }
    return d.type;
  }

  bool holds(const RefinementRow& row, const EventMention& event) const {
    const auto of_kind = [&](const ActorMention& m) { return static_cast<std::uint16_t>(m.kind) == row.value; };
    switch (row.condition) {
      case Refinement::actor_kind:
        return std::ranges::any_of(event.actors, of_kind);
      case Refinement::target_kind:
        return std::ranges::any_of(event.targets, of_kind);
      case Refinement::weapon:
        return event.weapon_concept == row.value;
      case Refinement::trigger:
        return event.trigger_concept == row.value;
    }
    return false;
  }

  EventStage& s_;
  const SentenceAnalysis& a_;
  std::uint32_t first_date_;
  std::vector<std::int32_t> draft_of_;
  std::vector<Draft> drafts_;
  std::vector<std::pair<std::int32_t, std::int32_t>> fused_clauses_;
  std::optional<ActorMention> source_;
  Span source_words_;
  ClauseSymbols symbols_;
};

EventStage::EventStage(const Image& image, const Lexicon& lexicon)
    : lexicon_(lexicon), patterns_(image, lexicon), refinements_(image.section<RefinementRow>("pat.refinements")) {}

void EventStage::run(const SentenceAnalysis& analysis, std::uint32_t first_date, std::vector<EventMention>& out) {
  Sentence(*this, analysis, first_date).run(out);
}

std::string_view name_of(EventStatus status) {
  constexpr std::string_view kNames[] = {"occurred", "ongoing", "planned", "alleged", "denied", "averted"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(EventScope scope) { return scope == EventScope::cumulative ? "cumulative" : "incident"; }

}  // namespace sitrep
