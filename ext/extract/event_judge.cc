#include "extract/event_judge.h"

#include <algorithm>

namespace sitrep {

bool EventJudge::is_state(const EventDraft& d) const {
  const Group& trigger = group(d.group);
  if (is_title(d)) return true;
  if (trigger.kind == GroupKind::noun) return trigger.any;
  const bool reduced = (trigger.bits & verbal::kReduced) != 0;
  if ((reduced || is_lasting(trigger)) && concept_name(trigger.concept_id) == "v:deploy" && !by_follows(d.group))
    return true;
  const Clause& k = clause(d.clause);
  if (is_hit_by_state(d) || is_result(d)) return true;
  if (k.subject < 0 || trigger.kind != GroupKind::verb) return false;
  const Group& subject = group(k.subject);  // "any details", "no details have been released"
  return subject.any || (subject.count.max && *subject.count.max == 0 && !d.has_killed && !d.has_injured);
}

bool EventJudge::is_quarrel(const EventDraft& d) const {
  const std::string_view name = concept_name(group(d.group).concept_id);
  if ((name != "v:clash" && name != "n:clash") || d.actors.empty() || d.has_killed || d.has_injured) return false;
  return std::ranges::all_of(d.actors, [](const ActorMention& m) {
    return m.kind == ActorKind::person || m.kind == ActorKind::government || m.kind == ActorKind::organization ||
           m.kind == ActorKind::media;
  });
}

bool EventJudge::is_title(const EventDraft& d) const {
  constexpr std::uint32_t kLongestTitle = 8;
  const auto inside = [&](std::uint32_t t) { return t < a_.tokens.size() && a_.tokens[t].is(shape::kInQuotes); };
  std::uint32_t first = group(d.group).first_token, last = first;
  if (a_.shouted || !inside(first)) return false;
  while (first > 0 && inside(first - 1)) --first;
  while (inside(last)) ++last;
  std::uint32_t words = 0;
  for (std::uint32_t t = first; t < last; ++t) {
    if (!a_.tokens[t].is_word()) continue;
    if (!a_.tokens[t].is(shape::kInitialCapital)) return false;
    ++words;
  }
  return words >= 2 && words <= kLongestTitle;
}

bool EventJudge::is_lasting(const Group& verb) const {
  const std::string_view first = first_word(verb);
  return (verb.bits & verbal::kPassive) != 0 && (first == "is" || first == "are") && !says(verb, "being");
}

bool EventJudge::is_result(const EventDraft& d) const {
  const Group& trigger = group(d.group);
  if ((trigger.bits & verbal::kPassive) == 0) return false;
  const std::string_view first = first_word(trigger);
  const std::string_view name = concept_name(trigger.concept_id);
  if (name == "v:burn" || name == "v:destroy" || name == "v:capture") return is_lasting(trigger);
  const bool present = first == "is" || first == "are";
  return name == "v:flee" && (present || first == "had" || (trigger.bits & verbal::kReduced) != 0);
}

bool EventJudge::is_hit_by_state(const EventDraft& d) const {
  const Group& trigger = group(d.group);
  if ((trigger.bits & verbal::kPassive) == 0 || concept_name(trigger.concept_id) != "v:hit" || !by_follows(d.group))
    return false;
  const auto agent = static_cast<std::size_t>(d.group) + 2;
  if (agent >= a_.groups.size() || a_.groups[agent].kind != GroupKind::noun) return false;
  const Group& who = a_.groups[agent];
  return who.cls != TermClass::trigger && who.weapon == 0 &&
         (who.bits & (noun::kActor | noun::kPerson | noun::kName | noun::kWeapon)) == 0;
}

bool EventJudge::is_unit(const EventDraft& d) const {
  const std::string_view name = concept_name(group(d.group).concept_id);
  if (name != "n:patrol" && name != "n:deployment") return false;
  // "attacked an army convoy", "the convoy was hit by a bomb"
  for (const EventDraft& other : s_.drafts)
    if (other.target_group == d.group && other.type != d.type && &other != &d) return true;
  if (name != "n:patrol") return false;
  // "ambushed a patrol"
  const std::int32_t before = d.group - 1;
  if (before >= 0 && group(before).kind == GroupKind::verb && draft_of(before) >= 0) return true;
  return std::ranges::any_of(a_.clauses, [&](const Clause& k) {
    return k.subject == d.group && k.verb >= 0 && (group(k.verb).bits & verbal::kActive) != 0 &&
           concept_name(group(k.verb).concept_id) != "v:occur" &&
           (group(k.verb).concept_id != 0 || object_of(k.verb) == k.verb + 1);
  });
}

bool EventJudge::is_unclaimed(const EventDraft& d) const {
  if (group(d.group).kind != GroupKind::noun) return false;
  const Clause& k = clause(d.clause);
  const auto is_none = [&](std::int32_t g) { return g >= 0 && group(g).count.max && *group(g).count.max == 0; };
  if (k.verb >= 0 && concept_name(group(k.verb).concept_id) == "v:claim_resp")
    return group(k.verb).modality == Modality::negated || is_none(k.subject);
  return std::ranges::any_of(k.rest, [&](std::int32_t g) {
    return g < d.group && concept_name(group(g).concept_id) == "n:claim" && is_none(g);
  });
}

bool EventJudge::by_follows(std::int32_t g) const {
  const auto next = static_cast<std::size_t>(g) + 1;
  return next < a_.groups.size() && first_word(a_.groups[next]) == "by";
}

EventStatus EventJudge::status_of(Modality modality) {
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

bool EventJudge::set_status(const EventDraft& d, EventMention& event) const {
  const Group& trigger = group(d.group);
  if (trigger.kind == GroupKind::noun && trigger.count.max && *trigger.count.max == 0) return false;
  if (is_state(d) || is_unit(d) || is_tale(d)) return false;
  event.background |= is_history(d);
  // "missiles loaded to be fired"
  constexpr std::uint8_t kToBe = verbal::kPassive | verbal::kInfinitive;
  if (concept_name(trigger.concept_id) == "v:fire" && (trigger.bits & kToBe) == kToBe) return false;
  event.background |= is_unclaimed(d);
  // Who only tried to flee is where he was.
  if (concept_name(trigger.concept_id) == "v:flee" && trigger.modality == Modality::attempted) return false;
  if (const std::int32_t governor = governor_of(d.group); governor >= 0) {
    if (concept_name(group(governor).concept_id) == "o:possible") return false;
    event.status = status_of_governor(group(governor));
  }
  std::int32_t c = d.clause;
  for (int depth = 0; c >= 0 && depth < 6; ++depth) {
    const Clause& k = clause(c);
    if (k.opener >= 0 && is_condition(k.opener)) return false;
    // "almost five years after crowds burned the embassy": told to date something else.
    if (k.opener > 0 && is_years(k.opener - 1)) event.background |= opens_past(k.opener);
    if (k.verb >= 0) {
      const Group& verb = group(k.verb);
      const std::string_view name = concept_name(verb.concept_id);
      if (verb.habitual && (depth == 0 || clause(d.clause).link == ClauseLink::participle)) return false;
      if (verb.cls == TermClass::report && name == "v:deny") event.status = EventStatus::denied;
      // "accused the rebels of an attack", "alleged that …"
      if (verb.cls == TermClass::report && name == "v:accuse" && event.status == EventStatus::occurred)
        event.status = EventStatus::alleged;
      // "called for an end to the attacks"; what is called for has not happened: "called on them to withdraw".
      if (verb.cls == TermClass::report && name == "v:call" && k.subject != d.group) {
        if (depth > 0) return false;
        event.background = true;
      }
      if (verb.cls == TermClass::report && name == "v:condemn") event.background |= d.targets.empty() && !d.has_killed;
      // "fearing strikes", "expects an offensive"
      if (depth == 0 && name == "v:expect" && d.group == k.verb + 1 && k.subject != d.group) return false;
      if (verb.cls == TermClass::report && depth > 0) break;
      if (depth == 0 && is_presupposed(d, verb)) break;
      const bool governs = depth == 0 || k.link == ClauseLink::infinitive || verb.modality == Modality::planned ||
                           verb.modality == Modality::hypothetical;
      if (governs && (verb.modality == Modality::negated || verb.modality == Modality::hypothetical)) return false;
      if (governs && verb.modality != Modality::none && event.status == EventStatus::occurred && !is_purpose_told(d))
        event.status = status_of(verb.modality);
      if (verb.cls == TermClass::avert && depth == 0) event.status = EventStatus::averted;
      if (verb.cls == TermClass::catenative && depth == 0 && trigger.kind == GroupKind::noun && name == "v:fail")
        return false;  // "refrain from attacks"
      if (verb.cls == TermClass::catenative && depth == 0 && trigger.kind == GroupKind::noun)
        event.status = status_of_governor(verb);
      if (const std::int32_t governor = governor_of(k.verb); governor >= 0 && governs) {
        if (concept_name(group(governor).concept_id) == "o:possible") return false;
        event.status = status_of_governor(group(governor));
      }
    }
    // "used to kidnap traders"
    if (k.link == ClauseLink::infinitive && k.parent >= 0 && is_habit_of(clause(k.parent), k.verb)) return false;
    // "will free the persons being held": they are.
    if (k.link == ClauseLink::participle && k.verb >= 0 && (group(k.verb).bits & verbal::kPassive) != 0) break;
    if (k.link != ClauseLink::infinitive && k.link != ClauseLink::content && k.link != ClauseLink::participle) break;
    c = k.parent;
  }
  return true;
}

bool EventJudge::is_purpose_told(const EventDraft& d) const {
  const Clause& k = clause(d.clause);
  if (d.type == 0 || k.link != ClauseLink::infinitive || k.verb != d.group || k.parent < 0 || clause(k.parent).verb < 0)
    return false;
  const std::string_view type = type_of(d);
  const Group& done = group(clause(k.parent).verb);
  // "were used to attack the village", "used rockets to attack it"
  const bool told = done.tense == TenseHint::past && done.modality == Modality::none;
  if (concept_name(done.concept_id) == "v:use" && (told || (done.bits & verbal::kPassive) != 0)) return true;
  // "the first mayor to be murdered"
  if (k.verb > 0 && group(k.verb - 1).kind == GroupKind::noun && done.concept_id == 0 &&
      (group(k.verb - 1).ordinal > 0 || says(group(k.verb - 1), "first") || says(group(k.verb - 1), "latest")))
    return true;
  return (type == "protest" || type == "protest_with_intervention") && done.tense == TenseHint::past &&
         done.modality == Modality::none && done.cls != TermClass::catenative && done.cls != TermClass::report &&
         (done.bits & verbal::kPassive) == 0;
}

bool EventJudge::is_mere_purpose(const EventDraft& d) const {
  const Clause& k = clause(d.clause);
  if (k.link != ClauseLink::infinitive || k.verb != d.group || k.parent < 0 || governor_of(d.group) >= 0) return false;
  const std::int32_t above = clause(k.parent).verb;
  if (above < 0 || group(above).cls == TermClass::report || group(above).cls == TermClass::catenative) return false;
  const std::string_view category = category_of(d);
  return category == "remote_violence" || category == "violence_against_civilians" || type_of(d) == "armed_attack";
}

std::int32_t EventJudge::governor_of(std::int32_t g) const {
  const auto governs = [&](std::int32_t k) {
    return k >= 0 && group(k).kind == GroupKind::noun && group(k).cls == TermClass::catenative;
  };
  if (group(g).kind == GroupKind::verb && (group(g).bits & verbal::kInfinitive) != 0 && governs(g - 1)) return g - 1;
  return g >= 2 && group(g - 1).kind == GroupKind::preposition && governs(g - 2) ? g - 2 : -1;
}

bool EventJudge::is_presupposed(const EventDraft& d, const Group& verb) const {
  const Group& trigger = group(d.group);
  if (trigger.kind != GroupKind::noun || governor_of(d.group) >= 0) return false;
  // "will meet the families after the attack", "the recent attacks": has been, whatever is planned.
  const std::int32_t date = date_before(d);
  const std::int32_t before = (date >= 0 ? date : d.group) - 1;
  if (says(trigger, "recent") || (date >= 0 && first_word(date) == "recent")) return true;
  if (before >= 0) {
    const std::string_view word = first_word(before);
    if (opens_past(before) || word == "following" || word == "because" || word == "despite") return true;
  }
  if (!trigger.definite && d.target_group < 0 && !d.has_killed) return false;
  // "An attack on the pipeline could cut supplies."
  if (!trigger.definite && verb.modality == Modality::hypothetical && !d.has_killed) return false;
  return verb.cls == TermClass::none || verb.cls == TermClass::trigger ||
         (verb.cls == TermClass::report && concept_name(verb.concept_id) != "v:call" &&
          concept_name(verb.concept_id) != "v:deny");
}

EventStatus EventJudge::status_of_governor(const Group& verb) const {
  const std::string_view name = concept_name(verb.concept_id);
  if (name == "v:plan" || name == "o:plan") return EventStatus::planned;
  if (name == "v:try" || name == "o:try") return EventStatus::averted;
  if (name == "v:continue") return EventStatus::ongoing;
  return EventStatus::occurred;
}

bool EventJudge::is_years(std::int32_t g) const {
  return group(g).kind == GroupKind::date && std::ranges::any_of(a_.dates, [&](const DateMention& date) {
           return date.first < group(g).last_token && group(g).first_token < date.last &&
                  (date.meaning.at.unit == DateUnit::year || date.meaning.at.unit == DateUnit::decade);
         });
}

bool EventJudge::opens_past(std::int32_t opener) const {
  const std::string_view word = first_word(opener);
  return word == "after" || word == "since";
}

bool EventJudge::is_condition(std::int32_t opener) const {
  const std::string_view word = first_word(opener);
  return word == "if" || word == "unless" || word == "whether";
}

bool EventJudge::has_evidence(const EventDraft& d, bool placed) const {
  const Group& trigger = group(d.group);
  const ConceptRow& row = concept_row(trigger.concept_id);
  std::uint8_t filled = d.filled;
  if (placed) filled |= bit(Slot::place);
  if (trigger.kind == GroupKind::noun && trigger.counted) filled |= bit(Slot::count);
  if (d.actors.empty() && !(is_crowd(d.actor_group) && category_of(d) == "unrest"))
    filled &= static_cast<std::uint8_t>(~bit(Slot::actor));
  if (trigger.kind == GroupKind::verb && has_object(d) && concept_name(trigger.concept_id) == "v:demonstrate")
    return false;  // "demonstrate progress": shows, and no crowd
  if (is_done_to_things(d) || is_figurative(d) || is_quarrel(d)) return false;
  if (!placed && d.target_group < 0 && d.targets.empty()) filled &= static_cast<std::uint8_t>(~bit(Slot::target));
  // Who was killed or hurt in it is evidence of any event.
  if (d.from_pattern || d.has_killed || d.has_injured) return true;
  // "This is the 21st attack this year."
  if (trigger.kind == GroupKind::noun && trigger.ordinal > 2 && trigger.cls == TermClass::trigger) return true;
  // "The number of arrests rose to 54."
  if (trigger.kind == GroupKind::noun && is_number_of(trigger) && told_number(d.group).known()) return true;
  if ((filled & row.all_of) != row.all_of) return false;
  return row.any_of == 0 || (filled & row.any_of) != 0;
}

std::int32_t EventJudge::date_before(const EventDraft& d) const {
  std::int32_t before = d.group - 1;
  if (before > 0 && group(before).kind == GroupKind::other) --before;  // the possessive
  return before >= 0 && group(before).kind == GroupKind::date ? before : -1;
}

bool EventJudge::named_by_day(const EventDraft& d) const {
  const std::int32_t date = date_before(d);
  if (date < 0 || group(d.group).kind != GroupKind::noun) return false;
  const std::uint32_t last = group(date).last_token;
  const bool lost = a_.tokens[last - 1].folded.text.ends_with("days");  // "Saturdays blast"
  return lost || (last < a_.tokens.size() && a_.tokens[last].cls == TokenClass::possessive);
}

bool EventJudge::only_dates(const EventDraft& d, const EventMention& event) const {
  const Group& trigger = group(d.group);
  if (trigger.kind != GroupKind::noun || !event.own_date) return false;
  if (date_before(d) >= 0 && trigger.count.value.value_or(1) == 1) return true;
  const Clause& k = clause(d.clause);
  if (!trigger.definite || k.subject != d.group || k.verb < 0) return false;
  const std::string_view verb = concept_name(group(k.verb).concept_id);
  return verb == "v:occur" || verb == "v:begin";
}

bool EventJudge::is_crowd(std::int32_t g) const {
  return g >= 0 && (group(g).bits & noun::kPerson) != 0 && (group(g).bits & noun::kPronoun) == 0 && group(g).counted;
}

bool EventJudge::is_figurative(const EventDraft& d) const {
  const Group& trigger = group(d.group);
  if (trigger.kind != GroupKind::verb || d.from_pattern || d.has_killed || d.has_injured || d.weapon_group >= 0)
    return false;
  const std::string_view category = category_of(d);
  if (category != "remote_violence" && category != "battle") return false;
  if (std::ranges::any_of(d.actors, bears_arms, &ActorMention::kind)) return false;
  constexpr std::uint8_t kTouchable =
      noun::kThing | noun::kPerson | noun::kActor | noun::kPlace | noun::kName | noun::kWeapon | noun::kPronoun;
  const std::int32_t object = object_of(d.group);
  if (object >= 0) return (group(object).bits & kTouchable) == 0;
  // Without an object and an agent a bare participle that fits both voices says nothing.
  return (trigger.bits & verbal::kReduced) != 0 && concept_name(trigger.concept_id) == "v:hit" && !by_follows(d.group);
}

std::int32_t EventJudge::object_of(std::int32_t verb) const {
  const auto size = static_cast<std::int32_t>(a_.groups.size());
  std::int32_t at = verb + 1;
  if (at < size && group(at).kind == GroupKind::preposition) {
    const std::string_view word = first_word(at);
    if (word != "on" && word != "at" && word != "against" && word != "upon") return -1;
    ++at;
  }
  return at < size && group(at).kind == GroupKind::noun ? at : -1;
}

bool EventJudge::has_object(const EventDraft& d) const {
  const auto next = static_cast<std::size_t>(d.group) + 1;
  return next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun;
}

bool EventJudge::is_done_to_things(const EventDraft& d) const {
  if (d.type == 0 || d.has_killed) return false;
  const std::string_view type = type_of(d);
  if (type != "release" && type != "arrest" && type != "abduction") return false;
  if ((d.filled & bit(Slot::target)) == 0) return false;
  const auto is_body = [](const ActorMention& m) {
    return m.kind == ActorKind::organization || m.kind == ActorKind::media || m.kind == ActorKind::government;
  };
  if (!d.targets.empty()) return std::ranges::all_of(d.targets, is_body) && d.targets[0].origin != ActorOrigin::generic;
  if (d.target_group < 0) return !is_person_pronoun(d.group + 1);
  const Group& target = group(d.target_group);
  return (target.bits & (noun::kPerson | noun::kActor | noun::kName)) == 0 && a_.lexemes[target.head].tag == Tag::noun;
}

bool EventJudge::is_person_pronoun(std::int32_t g) const {
  if (g >= static_cast<std::int32_t>(a_.groups.size()) || (group(g).bits & noun::kPronoun) == 0) return false;
  const std::string_view word = first_word(g);
  return word == "him" || word == "her" || word == "them";
}

bool EventJudge::is_many_anywhere(const EventDraft& d, const EventMention& event) const {
  const std::string_view category = category_of(d);
  if (category != "violence_against_civilians" && type_of(d) != "armed_attack") return false;
  if (a_.sentence.kind == SentenceKind::headline || event.own_place || event.own_date || d.weapon_group >= 0)
    return false;
  if (d.killed.value || d.injured.value || d.has_injured) return false;
  const auto many = [&](const Group& g) { return g.plural && !g.counted && !g.definite && g.name_last == 0; };
  const Group& trigger = group(d.group);
  if (trigger.kind == GroupKind::noun) return many(trigger);
  const std::string_view first = first_word(trigger);
  return (first == "have" || first == "has") && d.target_group >= 0 && many(group(d.target_group));
}

bool EventJudge::has_past(const EventMention& event) const {
  return std::ranges::any_of(event.dates, [&](std::uint32_t d) {
    return d >= first_date_ && d - first_date_ < a_.dates.size() && a_.dates[d - first_date_].meaning.since;
  });
}

}  // namespace sitrep
