// Deeds of no one time: habits, charges, what is repeated or generally true.

#include <algorithm>

#include "extract/event_judge.h"

namespace sitrep {

bool EventJudge::is_charge(const EventDraft& d) const {
  const Clause& k = clause(d.clause);
  const std::int32_t deed = k.verb;  // "jailed for planning an attack": the noun's verb
  if (deed < 1 || (group(deed).bits & verbal::kIng) == 0) return false;
  const std::string_view word = first_word(deed - 1);
  if (group(deed - 1).kind != GroupKind::preposition || (word != "of" && word != "for")) return false;
  if (k.parent < 0 || clause(k.parent).verb < 0) return false;
  // "preparations for launching a campaign"
  if (deed >= 2 && group(deed - 2).kind == GroupKind::noun && group(deed - 2).cls == TermClass::catenative)
    return false;
  // "claimed responsibility for killing", "are responsible for killing"
  const std::string_view verb = concept_name(group(clause(k.parent).verb).concept_id);
  return verb != "v:claim_resp" && !(deed >= 2 && says(group(deed - 2), "responsible"));
}

bool EventJudge::is_charge_aside(const EventDraft& d) const {
  return (group(clause(clause(d.clause).parent).verb).bits & verbal::kReduced) != 0;
}

bool EventJudge::is_habit(const EventDraft& d, const EventMention& event) const {
  const std::int32_t verb = clause(d.clause).verb;
  if (verb < 0 || event.own_date || event.own_place || d.has_killed || d.has_injured) return false;
  const std::string_view first = first_word(verb);
  return first == "has" || first == "have";
}

bool EventJudge::is_habit_of(const Clause& k, std::int32_t infinitive) const {
  if (k.verb < 0 || k.verb + 1 != infinitive || concept_name(group(k.verb).concept_id) != "v:use") return false;
  const std::uint8_t bits = group(k.verb).bits;
  const bool person = k.subject >= 0 && (group(k.subject).bits & (noun::kPerson | noun::kActor)) != 0;
  return (bits & verbal::kPassive) == 0 || ((bits & verbal::kReduced) != 0 && person);
}

bool EventJudge::is_repeated(const EventMention& event) const {
  return std::ranges::any_of(event.dates, [&](std::uint32_t d) {
    return d >= first_date_ && d - first_date_ < a_.dates.size() && a_.dates[d - first_date_].kind == DateKind::set;
  });
}

bool EventJudge::is_general(const EventDraft& d, const EventMention& event) const {
  const Group& trigger = group(d.group);
  if (is_many_anywhere(d, event)) return true;
  if (trigger.kind != GroupKind::verb || trigger.tense != TenseHint::unknown ||
      a_.sentence.kind == SentenceKind::headline)
    return false;
  if ((trigger.bits & (verbal::kInfinitive | verbal::kIng | verbal::kReduced)) != 0) return false;
  return !event.own_place && !event.own_date && !d.has_killed && !d.has_injured &&
         event.status == EventStatus::occurred;
}

}  // namespace sitrep
