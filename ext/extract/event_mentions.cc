#include "extract/event_mentions.h"

#include <algorithm>
#include <limits>
#include <map>

#include "extract/event_drafts.h"
#include "extract/event_judge.h"

namespace sitrep {
namespace {

/// Groups [begin, end) of a clause that can be said of one of its events, besides those before all of them.
struct Stretch {
  std::int32_t begin = 0, end = std::numeric_limits<std::int32_t>::max();
  std::int32_t shared = 0;  ///< groups before this one are said of all
  bool holds(std::int32_t g) const { return g < shared || (g >= begin && g < end); }
};

/// Turns the drafts of a sentence into event mentions: status, place, date, roles, words.
class Emitter : DraftStage {
 public:
  Emitter(SentenceDrafts& sentence, const Lexicon& lexicon, std::span<const RefinementRow> refinements,
          std::uint32_t first_date)
      : DraftStage(sentence, lexicon),
        refinements_(refinements),
        first_date_(first_date),
        judge_(sentence, lexicon, first_date) {}

  void run(std::vector<EventMention>& out) {
    find_sources();
    const std::size_t first = out.size();
    for (EventDraft& d : s_.drafts) {
      if (d.fused_into < 0) emit(d, out);
    }
    note_casualties(first, out);
    if (s_.trace != nullptr) settle_trace();
  }

 private:
  /// Steps on drafts become steps on the mentions that came of them.
  void settle_trace() {
    for (EventStep& step : s_.trace->steps) {
      if (step.draft < 0) continue;
      const auto emitted = mention_of_.find(root(step.draft));
      step.mention = emitted == mention_of_.end() ? -1 : emitted->second;
      step.draft = -1;
    }
  }
  void reject(const EventDraft& d, std::string_view why) const {
    note(draft_of(d.group), Decision::rejected, why, a_.span_of(group(d.group)));
  }
  void push(const EventDraft& d, EventMention event, std::vector<EventMention>& out) {
    if (s_.trace != nullptr) mention_of_[draft_of(d.group)] = static_cast<std::int32_t>(out.size());
    out.push_back(std::move(event));
  }

  void find_sources() {
    for (const Clause& k : a_.clauses) {
      if (k.verb >= 0 && k.subject >= 0 && group(k.verb).cls == TermClass::report &&
          (group(k.verb).bits & verbal::kPassive) == 0 && !is_call(group(k.verb))) {
        // "…, said a trader": who stands behind the verb said it.
        const bool inverted = k.verb > 0 && group(k.verb - 1).kind == GroupKind::comma && !k.rest.empty() &&
                              k.rest.front() == k.verb + 1 && group(k.verb + 1).kind == GroupKind::noun;
        take_source(inverted ? k.verb + 1 : k.subject);
        // "Local sources told SANA": the agency vouches for what nobody named says.
        if (!k.rest.empty() && group(k.rest.front()).kind == GroupKind::noun && !source_) take_teller(k.rest.front());
      }
      for (std::size_t i = 0; i + 1 < k.rest.size(); ++i) {
        if (group(k.rest[i]).concept_id != 0 && concept_name(group(k.rest[i]).concept_id) == "l:according_to")
          take_source(k.rest[i + 1]);
      }
    }
  }

  /// Who condemns or calls for something reports nothing.
  bool is_call(const Group& verb) const {
    const std::string_view name = concept_name(verb.concept_id);
    return name == "v:condemn" || name == "v:call";
  }

  void take_teller(std::int32_t g) {
    for (const ActorMention& actor : a_.actors_of(group(g))) {
      if (actor.kind == ActorKind::media || actor.kind == ActorKind::organization) return take_source(g);
    }
  }

  void take_source(std::int32_t g) {
    const Group& who = group(g);
    if (source_ || who.kind != GroupKind::noun || (who.bits & noun::kPronoun) != 0) return;
    for (const ActorMention& actor : a_.actors_of(who)) {
      const bool named = actor.origin == ActorOrigin::known || (actor.origin == ActorOrigin::country && !actor.metonym);
      if (!named) continue;
      source_ = actor;
      source_words_ = words_of(who);
      return;
    }
    const Lexeme& head = a_.lexemes[who.head];
    const bool name = head.tag == Tag::proper && !a_.shouted && (who.bits & noun::kPlace) == 0;
    // Who is not named speaks for the events of the sentence alone: "residents said", "a senior officer said".
    const bool unnamed = (head.person || concept_name(head.concept_id) == "o:teller") && !is_bare_reference(who);
    if (!name && !unnamed) return;
    ActorMention words;
    words.span = source_words_ = words_of(who);
    words.kind = name ? ActorKind::unknown : ActorKind::person;
    source_ = words;
  }

  /// "the source", "the official": whoever was meant before.
  bool is_bare_reference(const Group& who) const { return who.definite && !who.plural && who.last - who.first == 2; }

  /// "No casualties were reported", "amid reports of casualties", "leaving injuries": said of the sentence's last
  /// event, else of the one told before.
  void note_casualties(std::size_t first, std::vector<EventMention>& out) const {
    for (std::size_t g = 0; g < a_.groups.size(); ++g) {
      const Casualties said = casualties_of(a_.groups[g]);
      if (said == Casualties::unsaid) continue;
      if (out.size() > first) {
        for (std::size_t e = first; e < out.size(); ++e) {
          if (out[e].casualties == Casualties::unsaid && out[e].status != EventStatus::planned)
            out[e].casualties = said;
        }
        return;
      }
      EventMention mention;
      mention.type = kNoType;
      mention.background = mention.definite = true;
      mention.casualties = said;
      mention.trigger = mention.clause = a_.span_of(a_.groups[g]);
      mention.sentence = a_.number;
      mention.paragraph = a_.sentence.paragraph;
      out.push_back(std::move(mention));
      return;
    }
  }

  Casualties casualties_of(const Group& what) const {
    if (what.kind != GroupKind::noun || what.cls != TermClass::casualty || what.concept_id == 0)
      return Casualties::unsaid;
    const std::string_view name = concept_name(what.concept_id);
    if (name != "k:casualties" && name != "k:injury" && name != "k:death") return Casualties::unsaid;
    if (what.count.max && *what.count.max == 0) return Casualties::none;
    if (what.definite) return Casualties::unsaid;  // "the casualties of last year"
    // "casualties unknown", "no information on casualties", "whether there were casualties": nothing is said.
    for (const Group& other : a_.groups) {
      if (other.kind == GroupKind::verb &&
          (other.modality == Modality::negated || other.modality == Modality::hypothetical))
        return Casualties::unsaid;
      if (other.kind == GroupKind::noun && other.count.max && *other.count.max == 0) return Casualties::unsaid;
    }
    for (const Lexeme& lexeme : a_.lexemes) {
      if (concept_name(lexeme.concept_id) == "l:unknown") return Casualties::unsaid;
    }
    return Casualties::reported;
  }

  void emit(EventDraft& d, std::vector<EventMention>& out) {
    if (d.type == 0) {
      emit_casualties(d, out);
      return;
    }
    std::vector<std::int32_t> clauses = {d.clause};
    for (const auto& [to, from] : s_.fused_clauses) {
      if (root(to) == draft_of(d.group)) add_once(clauses, from);
    }
    add_relatives(d, clauses);
    EventMention event;
    if (!judge_.set_status(d, event)) return reject(d, "denied, impossible, only possible, or how things are");
    set_circumstances(d, clauses, event);
    // "plans a campaign …, with another since the beginning of the month": what has a past is no plan.
    if (event.status == EventStatus::planned && judge_.has_past(event)) event.status = EventStatus::ongoing;
    const bool only_dates = !judge_.has_evidence(d, event.own_place);
    if (only_dates && !judge_.only_dates(d, event)) return reject(d, "the roles that its trigger needs are not told");
    event.needs_place = !judge_.has_evidence(d, false);
    if (judge_.is_repeated(event)) return reject(d, "told of many times, not of one");
    event.background |= judge_.is_general(d, event);
    set_roles(d, event);
    set_text(d, clauses, event);
    const RefinementRow* refinement = refinement_of(d, event);
    const std::uint16_t type = refinement == nullptr ? d.type : refinement->becomes;
    if (refinement != nullptr) note(draft_of(d.group), Decision::refined, rule_of(*refinement), event.trigger);
    if (type == 0) return reject(d, "who did it or suffered it makes it no event");
    if (lexicon_.event_types()[type - 1u].off != 0) return reject(d, "its type is switched off");
    event.type = static_cast<std::uint16_t>(type - 1);
    const ConceptRow& word = concept_row(group(d.group).concept_id);
    event.vague = word.vague && word.type == d.type && (refinement == nullptr || !tells_means(*refinement));
    if (only_dates) event.background = event.definite = true;
    push(d, std::move(event), out);
  }

  /// "armed_attack with weapon w:rocket is shelling"
  std::string rule_of(const RefinementRow& row) const {
    const auto type = [&](std::uint16_t number) {
      return number == 0 ? std::string("no event")
                         : std::string(lexicon_.text(lexicon_.event_types()[number - 1u].type));
    };
    constexpr std::string_view kConditions[] = {"actor_kind", "actor_role", "target_kind",
                                                "target",     "weapon",     "trigger"};
    std::string value;
    if (row.condition == Refinement::weapon || row.condition == Refinement::trigger ||
        row.condition == Refinement::target)
      value = " " + std::string(concept_name(row.value));
    return type(row.type) + " by " + std::string(kConditions[static_cast<std::size_t>(row.condition)]) + value +
           " is " + type(row.becomes);
  }

  /// "an airdrop which they carried out on Sunday in the village": what is told of the event noun.
  void add_relatives(const EventDraft& d, std::vector<std::int32_t>& clauses) const {
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const Clause& k = a_.clauses[c];
      if (k.link != ClauseLink::relative || k.opener < 0 || k.verb < 0) continue;
      const std::int32_t other = draft_of(k.verb);
      if (other >= 0 && draft(root(other)).type != 0 && &draft(root(other)) != &d) continue;
      if (k.subject == d.group || std::ranges::find(k.rest, d.group) != k.rest.end())
        add_once(clauses, static_cast<std::int32_t>(c));
    }
  }

  /// Casualties without an event in their sentence: merged later into the event before.
  void emit_casualties(EventDraft& d, std::vector<EventMention>& out) {
    if (!d.has_killed && !d.has_injured) return;
    EventMention event;
    if (!judge_.set_status(d, event)) return;
    event.background = true;
    event.definite = true;
    std::vector<std::int32_t> clauses = {d.clause};
    set_circumstances(d, clauses, event);
    set_roles(d, event);
    set_text(d, clauses, event);
    event.type = kNoType;
    push(d, std::move(event), out);
  }

  void set_circumstances(const EventDraft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
    event.places = d.places;
    const bool leaves = d.type != 0 && lexicon_.text(lexicon_.event_types()[d.type - 1u].type) == "withdrawal";
    for (std::int32_t c : clauses) {
      const Stretch stretch = stretch_of(d, clause(c));
      take_places(d, clause(c), event.places, stretch, leaves);
      take_dates(clause(c), event.dates, stretch);
    }
    event.since = std::ranges::any_of(clauses, [&](std::int32_t c) { return has_since(clause(c)); });
    event.since |= std::ranges::any_of(a_.clauses, [&](const Clause& k) {
      return k.opener >= 0 && a_.tokens[group(k.opener).first_token].folded.text == "since" && k.subject >= 0 &&
             group(k.subject).definite && std::ranges::find(clauses, k.parent) != clauses.end();
    });
    event.own_place = !event.places.empty();
    event.own_date = !event.dates.empty();
    for (const Clause& k : a_.clauses) {
      if (is_report(k)) take_dates(k, event.statement_dates);
    }
    // A clause without its own place or date has that of the clause it hangs on.
    std::int32_t c = clause(d.clause).parent;
    for (int depth = 0; c >= 0 && depth < 4; ++depth, c = clause(c).parent) {
      if (event.places.empty()) take_places(d, clause(c), event.places);
      if (event.dates.empty() && !is_report(clause(c))) take_dates(clause(c), event.dates);
    }
    event.elsewhere = event.places.empty() &&
                      (hits_name(d) || std::ranges::any_of(clauses, [&](std::int32_t c) {
                         return std::ranges::any_of(clause(c).rest, [&](std::int32_t g) { return is_unknown_name(g); });
                       }));
    for (const Clause& k : a_.clauses) {
      if (!event.places.empty() && !event.dates.empty()) break;
      if (event.places.empty() && !event.elsewhere && !is_report(k) && !hangs_on_report(k))
        take_places(d, k, event.places);
      if (event.dates.empty() && !is_report(k) && event.status != EventStatus::planned) take_dates(k, event.dates);
    }
    // "On August 16, SOHR reported that …": a date put first dates what is told as well.
    if (event.dates.empty() && !a_.groups.empty() &&
        (a_.groups[0].kind == GroupKind::date ||
         (a_.groups.size() > 1 && a_.groups[0].kind == GroupKind::preposition && a_.groups[1].kind == GroupKind::date)))
      take_dates(a_.clauses[0], event.dates);
  }

  /// "responded with fire on Khiam": at a name that no gazetteer knows, and not where another event happened.
  bool hits_name(const EventDraft& d) const {
    if (d.target_group < 0 || a_.shouted) return false;
    const Group& target = group(d.target_group);
    return target.bits == noun::kName && target.place < 0 && target.name_last == 0;
  }

  /// "on the outskirts of Sheikh Bahr", "in Nawbo": a name behind a preposition of place that no gazetteer knows.
  bool is_unknown_name(std::int32_t g) const {
    const Group& what = group(g);
    if (g < 1 || a_.shouted || what.kind != GroupKind::noun || what.place >= 0 || what.name_last > 0) return false;
    if (group(g - 1).kind != GroupKind::preposition || (what.bits & ~(noun::kName | noun::kThing)) != 0) return false;
    const std::string_view word = a_.tokens[group(g - 1).first_token].folded.text;
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
      const std::string_view word = a_.tokens[group(g).first_token].folded.text;
      const auto next = static_cast<std::size_t>(g) + 1;
      if (word != "after" && word != "following" && word != "before") continue;
      if (next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun && a_.groups[next].place < 0) return g;
    }
    return -1;
  }

  /// "since the beginning of the war": a time without a date.
  bool has_since(const Clause& k) const {
    return std::ranges::any_of(k.rest, [&](std::int32_t g) {
      const auto next = static_cast<std::size_t>(g) + 1;
      return a_.tokens[group(g).first_token].folded.text == "since" && next < a_.groups.size() &&
             a_.groups[next].kind == GroupKind::noun && a_.groups[next].definite;
    });
  }

  /// "told a station based in Mogadishu"
  bool hangs_on_report(const Clause& k) const {
    const bool hangs =
        k.link == ClauseLink::participle || k.link == ClauseLink::relative || k.link == ClauseLink::content;
    return hangs && k.parent >= 0 && is_report(clause(k.parent)) && k.subject >= 0 && k.opener < 0 &&
           (group(k.verb < 0 ? k.subject : k.verb).bits & (verbal::kReduced | verbal::kIng)) != 0;
  }

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
    };
    for (std::int32_t g : k.rest) {
      if (stretch.holds(g)) take(g);
    }
    // Where who did it is from tells little beside where it happened: "the president of Kenya visited Juba".
    const bool whose = k.subject >= 0 && (group(k.subject).bits & (noun::kActor | noun::kPerson)) != 0;
    if (k.subject >= 0 && k.link != ClauseLink::coordinate && !(whose && !places.empty())) take(k.subject);
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
    const std::string_view word = a_.tokens[group(g - 1).first_token].folded.text;
    const bool acts = (group(g).bits & noun::kActor) != 0;
    return (word == "from" && !leaves) || ((word == "by" || word == "between") && acts);
  }

  void take_dates(const Clause& k, std::vector<std::uint32_t>& dates, const Stretch& stretch = {}) const {
    for (std::int32_t g : k.rest) {
      if (group(g).kind != GroupKind::date || !stretch.holds(g)) continue;
      for (std::size_t i = 0; i < a_.dates.size(); ++i) {
        if (a_.dates[i].first < group(g).last_token && group(g).first_token < a_.dates[i].last)
          add_once(dates, first_date_ + static_cast<std::uint32_t>(i));
      }
    }
  }

  void set_roles(const EventDraft& d, EventMention& event) const {
    event.actors = d.actors;
    std::erase_if(event.actors, [](const ActorMention& actor) { return actor.kind == ActorKind::media; });
    if (d.actor_group >= 0 && (group(d.actor_group).bits & noun::kPronoun) == 0)
      event.actor_words = words_of(group(d.actor_group));
    for (const ActorMention& actor : d.actors) event.actor_words = join(event.actor_words, actor.span);
    for (const ActorMention& target : d.targets) {
      if (std::ranges::find(event.actors, target) == event.actors.end()) add_once(event.targets, target);
    }
    if (d.target_group >= 0) {
      const Group& target = group(d.target_group);
      event.target_words = words_of(target);
      event.target_head = a_.span_of(a_.lexemes[target.head].first, a_.lexemes[target.head].last);
      event.target_definite = target.definite;
      if (target.counted && !d.has_killed && !d.has_injured && (target.bits & noun::kPerson) != 0)
        event.suffered = target.count;
    }
    const Group& trigger = group(d.group);
    if (d.weapon_group >= 0) set_weapon(group(d.weapon_group), event);
    if (trigger.kind == GroupKind::noun && trigger.cls == TermClass::trigger) {
      event.count = trigger.count;
      event.definite = trigger.definite || judge_.named_by_day(d);
      event.another = trigger.another;
      event.similar = judge_.says(trigger, "similar");
      event.background |= event.similar && judge_.is_habit(d, event);
      event.ordinal = trigger.ordinal;
    }
    event.toll = trigger.concept_id != 0 && concept_name(trigger.concept_id) == "k:toll";
    if (d.actor_group >= 0) {
      const Group& who = group(d.actor_group);
      event.actor_definite =
          (who.bits & noun::kPronoun) != 0 || (who.definite && std::ranges::all_of(d.actors, [](const ActorMention& a) {
                                                 return a.origin == ActorOrigin::generic;
                                               }));
    }
    event.killed = d.has_killed ? d.killed : Count{};
    event.injured = d.has_injured ? d.injured : Count{};
    event.means = means_of(d);
    event.source = source_;
    event.source_words = source_words_;
    event.verb = trigger.kind == GroupKind::verb;
    if (event.verb) {
      const std::string_view first = a_.tokens[trigger.first_token].folded.text;
      event.perfect = (first == "have" || first == "has") && (trigger.bits & verbal::kInfinitive) == 0;
      // "the shells were fired from", "the bomb went off": told before.
      const std::int32_t subject = clause(d.clause).subject;
      const auto munitions = [&](std::int32_t g) {
        return g >= 0 && (group(g).bits & noun::kWeapon) != 0 && group(g).definite;
      };
      event.definite = munitions(subject) || munitions(d.weapon_group);
      event.casualty = d.actors.empty() && is_casualty_verb(trigger.concept_id);
    }
  }

  /// What the words of the trigger, or of one fused with it, say it was done with.
  std::string_view means_of(const EventDraft& d) const {
    if (const Text means = concept_row(group(d.group).concept_id).means; means.length > 0) return lexicon_.text(means);
    for (std::size_t other = 0; other < s_.drafts.size(); ++other) {
      const auto number = static_cast<std::int32_t>(other);
      if (draft(number).fused_into < 0 || &draft(root(number)) != &d) continue;
      if (const Text means = concept_row(group(draft(number).group).concept_id).means; means.length > 0)
        return lexicon_.text(means);
    }
    for (const ActorMention& actor : d.actors) {
      if (actor.origin != ActorOrigin::generic || !d.has_killed) continue;
      if (const Text means = lexicon_.generic_actors()[actor.id].means; means.length > 0) return lexicon_.text(means);
    }
    return {};
  }

  bool is_casualty_verb(std::uint16_t id) const { return concept_name(id) == "v:kill"; }

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

  void set_text(const EventDraft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
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

  /// The row of refinements.csv that changes the type, the first that fits; null: none.
  const RefinementRow* refinement_of(const EventDraft& d, const EventMention& event) const {
    const std::optional<ForceRole> platform = platform_of(d);
    for (const RefinementRow& row : refinements_) {
      if (row.type != d.type) continue;
      const bool by_platform = row.condition == Refinement::actor_role && platform == static_cast<ForceRole>(row.value);
      if (by_platform || holds(row, d, event)) return &row;
    }
    return nullptr;
  }

  /// What did it where nobody is named: "Warplanes carried out four raids", "a raid by helicopters".
  std::optional<ForceRole> platform_of(const EventDraft& d) const {
    const Clause& k = clause(d.clause);
    const bool active = k.verb >= 0 && (group(k.verb).bits & verbal::kPassive) == 0;
    if (active && k.subject >= 0 && (k.verb == d.group || group(k.verb).cls == TermClass::light))
      if (const auto role = role_of(group(k.subject))) return role;
    for (std::size_t i = 1; i < k.rest.size(); ++i) {
      const Group& by = group(k.rest[i - 1]);
      if (k.rest[i] > d.group && by.kind == GroupKind::preposition && a_.tokens[by.first_token].folded.text == "by")
        if (const auto role = role_of(group(k.rest[i]))) return role;
    }
    return std::nullopt;
  }
  std::optional<ForceRole> role_of(const Group& who) const {
    if (who.kind != GroupKind::noun) return std::nullopt;
    for (const Sense& sense : a_.lexemes[who.head].senses)
      if (sense.kind == SenseKind::force) return lexicon_.force_nouns()[sense.id].role;
    return std::nullopt;
  }

  /// What it was done with says of which kind it was; who did or suffered it does not.
  static bool tells_means(const RefinementRow& row) {
    return row.condition == Refinement::weapon || row.condition == Refinement::actor_role;
  }

  bool holds(const RefinementRow& row, const EventDraft& d, const EventMention& event) const {
    const auto of_kind = [&](const ActorMention& m) { return static_cast<std::uint16_t>(m.kind) == row.value; };
    switch (row.condition) {
      case Refinement::actor_kind:
        return std::ranges::any_of(event.actors, of_kind);
      case Refinement::actor_role:
        return std::ranges::any_of(
            event.actors, [&](const ActorMention& m) { return static_cast<std::uint16_t>(m.role) == row.value; });
      case Refinement::target_kind: {
        // Civilians hurt in an attack on soldiers do not make it one on civilians.
        const bool unarmed = row.value == static_cast<std::uint16_t>(ActorKind::civilians) ||
                             row.value == static_cast<std::uint16_t>(ActorKind::person);
        if (unarmed && std::ranges::any_of(event.targets, EventJudge::is_armed)) return false;
        return std::ranges::any_of(event.targets, of_kind);
      }
      case Refinement::target:
        return d.target_group >= 0 && group(d.target_group).concept_id == row.value;
      case Refinement::weapon:
        return event.weapon_concept == row.value;
      case Refinement::trigger:
        return event.trigger_concept == row.value;
    }
    return false;
  }

  std::span<const RefinementRow> refinements_;
  std::uint32_t first_date_;
  EventJudge judge_;
  std::optional<ActorMention> source_;
  Span source_words_;
  std::map<std::int32_t, std::int32_t> mention_of_;  ///< of each draft that became one; only while traced
};

}  // namespace

EventStage::EventStage(const Image& image, const Lexicon& lexicon)
    : lexicon_(lexicon), patterns_(image, lexicon), refinements_(image.section<RefinementRow>("pat.refinements")) {}

void EventStage::run(const SentenceAnalysis& analysis, std::uint32_t first_date, std::vector<EventMention>& out) {
  SentenceDrafts sentence(analysis);
  sentence.trace = trace_;
  gather_drafts(sentence, lexicon_, patterns_, matches_);
  if (sentence.drafts.empty()) return;
  fuse_drafts(sentence, lexicon_);
  Emitter(sentence, lexicon_, refinements_, first_date).run(out);
}

std::string_view name_of(EventStatus status) {
  constexpr std::string_view kNames[] = {"occurred", "ongoing", "planned", "alleged", "denied", "averted"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(Decision decision) {
  constexpr std::string_view kNames[] = {"role",   "fused",   "refined", "rejected", "told",
                                         "merged", "dropped", "date",    "place"};
  return kNames[static_cast<std::size_t>(decision)];
}

std::string_view name_of(EventScope scope) { return scope == EventScope::cumulative ? "cumulative" : "incident"; }

}  // namespace sitrep
