// Events that texts speak of without reporting them: what works tell, and what history is known for.

#include "extract/event_judge.h"

namespace sitrep {

bool EventJudge::is_work(std::int32_t g) const {
  return g >= 0 && group(g).concept_id != 0 && concept_name(group(g).concept_id) == "o:fiction";
}

bool EventJudge::is_tale(const EventDraft& d) const {
  if (d.group >= 2 && group(d.group - 1).kind == GroupKind::preposition && is_work(d.group - 2)) return true;
  for (std::int32_t c = d.clause; c >= 0; c = clause(c).parent) {
    const Clause& k = clause(c);
    if (is_work(k.subject) && k.subject != d.group) return d.target_group != k.subject;
    const bool told_by_it = k.link == ClauseLink::content || k.link == ClauseLink::relative ||
                            k.link == ClauseLink::participle || k.link == ClauseLink::infinitive;
    if (!told_by_it) return false;
  }
  return false;
}

bool EventJudge::is_history(const EventDraft& d) const {
  const auto next = static_cast<std::size_t>(d.group) + 2;
  const Group& trigger = group(d.group);
  if (trigger.kind != GroupKind::noun || !trigger.definite || next >= a_.groups.size()) return false;
  const Group& year = a_.groups[next];
  const bool bare = year.kind == GroupKind::date && year.last_token == year.first_token + 1 &&
                    a_.tokens[year.first_token].cls == TokenClass::number;
  return bare && first_word(d.group + 1) == "of";
}

}  // namespace sitrep
