#include "extract/clauses.h"

#include <algorithm>
#include <utility>

#include "extract/clause_builder.h"

namespace sitrep {

void ClauseBuilder::run() {
  a_.clauses.clear();
  open(ClauseLink::main, -1);
  for (std::int32_t g = 0; g < static_cast<std::int32_t>(a_.groups.size()); ++g) take(g);
}

void ClauseBuilder::open(ClauseLink link, std::int32_t parent) {
  Clause clause;
  clause.link = link;
  clause.parent = parent;
  a_.clauses.push_back(std::move(clause));
  current_ = a_.clauses.size() - 1;
}

void ClauseBuilder::take(std::int32_t g) {
  if (group(g).apposed) return;
  switch (group(g).kind) {
    case GroupKind::verb:
      take_verb(g);
      return;
    case GroupKind::noun:
      if (group(g).possessor) return;
      if (opens_contact_clause(g)) {
        open(ClauseLink::relative, number());
        current().subject = g;
        return;
      }
      if (current().verb < 0 && current().subject < 0 && !group(g).governed && !joins_governed(g))
        current().subject = g;
      else
        current().rest.push_back(g);
      return;
    case GroupKind::relative:
      if (says_content(g)) {
        open(ClauseLink::content, number());
        current().opener = g;
        return;
      }
      take_relative(g);
      return;
    case GroupKind::subordinator:
      open(is_content(g) ? ClauseLink::content : ClauseLink::subordinate, number());
      current().opener = g;
      return;
    case GroupKind::stop:
      open(ClauseLink::main, -1);
      return;
    case GroupKind::comma:
      current().rest.push_back(g);
      if (ends_aside(g)) current_ = static_cast<std::size_t>(current().parent);
      return;
    default:
      current().rest.push_back(g);
  }
}

void ClauseBuilder::take_verb(std::int32_t v) {
  if (take_circumstance(v)) return;
  const bool relative_object = current().link == ClauseLink::relative && current().verb < 0 && relative_subject_ >= 0 &&
                               last_is_free_noun(current());
  if (relative_object) {
    // "which Russian jets carried out": the subject is the noun before the verb, the antecedent the object.
    const std::int32_t antecedent = current().subject;
    current().subject = take_last_list(current());
    current().verb = v;
    current().rest.push_back(antecedent);
    relative_subject_ = -1;
    return;
  }
  if (current().verb < 0) {
    current().verb = v;
    relative_subject_ = -1;
    // "before striking a school": who did it is told by the clause above.
    const bool bare = (group(v).bits & (verbal::kIng | verbal::kInfinitive)) != 0;
    if (current().subject < 0 && (!bare || current().link == ClauseLink::subordinate))
      current().subject = borrowed_subject();
    return;
  }
  start_clause(v);
}

void ClauseBuilder::start_clause(std::int32_t v) {
  const std::uint8_t bits = group(v).bits;
  // "rammed a lorry full of explosives into a convoy, killing ten": behind the comma the main clause goes on.
  // "… who were planning a march, leaving ten dead": so it does behind a relative clause, where its verb is a deed.
  if ((bits & verbal::kIng) != 0 && group(v - 1).kind == GroupKind::comma && current().parent >= 0 &&
      group(current().verb).cls != TermClass::trigger && (is_reduced(current()) || describes_object(current())))
    current_ = static_cast<std::size_t>(current().parent);
  if ((bits & verbal::kIng) != 0 && finite_verb_follows(v)) open_coming_subject();
  const std::int32_t subject = subject_to_share(v);
  // "opened fire to disperse the crowd, killing one": the fire did.
  const bool aside = (bits & verbal::kIng) != 0 && current().link == ClauseLink::infinitive && current().parent >= 0 &&
                     !current().rest.empty() && group(current().rest.back()).kind == GroupKind::comma;
  const std::int32_t parent = aside ? current().parent : number();
  if ((bits & verbal::kIng) != 0) {
    open(ClauseLink::participle, parent);
    current().subject = describes_noun(v) ? v - 1 : subject;
  } else if ((bits & verbal::kInfinitive) != 0) {
    const std::int32_t agent = a_.tokens[group(v).first_token].folded.text == "in" ? agent_of(current()) : -1;
    open(ClauseLink::infinitive, parent);
    // "announced plans to attack": whose plans they are.
    const bool planned = v > 0 && group(v - 1).cls == TermClass::catenative;
    current().subject = agent >= 0 ? agent : planned ? a_.clauses[static_cast<std::size_t>(parent)].subject : subject;
  } else {
    start_finite(v, parent, subject);
  }
  current().verb = v;
}

void ClauseBuilder::start_finite(std::int32_t v, std::int32_t parent, std::int32_t subject) {
  // "arrested men throwing stones and fired": not those whom the participle describes.
  const bool described = current().link == ClauseLink::participle && current().parent >= 0 && current().subject >= 0 &&
                         current().subject == current().verb - 1;
  if (described) {
    const Clause& above = a_.clauses[static_cast<std::size_t>(current().parent)];
    subject = above.subject;
    if (const std::int32_t waiting = waiting_clause(above); waiting >= 0) {
      current_ = static_cast<std::size_t>(waiting);  // "nurses who were taken by rebels roaming the hills are free"
      return;
    }
  }
  std::vector<std::int32_t>& rest = current().rest;
  const bool reduced = (group(v).bits & verbal::kReduced) != 0;
  std::size_t begin = own_subject(rest, reduced);
  // "known for denouncing traffickers was murdered", "activists trying to stop traffic threw": the object of a
  // participle is not the next verb's subject.
  const std::int32_t verb = current().verb;
  // "Boys who were playing football were killed": nor is that of a relative clause, where its noun waits for a verb.
  const bool waits = verb >= 0 && waiting_clause(current()) >= 0;
  const bool participle = current().link == ClauseLink::participle ||
                          (verb >= 0 && (group(verb).bits & verbal::kIng) != 0 && current().subject >= 0);
  const bool event = verb >= 0 && group(verb).cls == TermClass::trigger;  // with what is told of its object
  const bool only_object =
      begin < rest.size() && (event || begin + 1 == rest.size()) && (begin == 0 || rest[begin - 1] < verb);
  const bool comma = std::ranges::any_of(rest, [&](std::int32_t g) { return group(g).kind == GroupKind::comma; });
  if (!reduced && waits && !comma && a_.tokens[group(v).first_token].folded.text != "to" &&
      a_.clauses[static_cast<std::size_t>(current().parent)].subject >= 0) {
    current_ = static_cast<std::size_t>(current().parent);  // the verb that its noun waited for
    return;
  }
  if (!reduced && ((participle && only_object) || (waits && !comma))) begin = rest.size();
  if (begin == rest.size())
    share_subject(v, parent, subject);
  else
    take_own_subject(begin, reduced, parent);
}

void ClauseBuilder::share_subject(std::int32_t v, std::int32_t parent, std::int32_t subject) {
  const std::vector<std::int32_t>& rest = current().rest;
  const std::int32_t verb = current().verb;
  const bool reduced = (group(v).bits & verbal::kReduced) != 0;
  const bool coordinate = !rest.empty() && (group(rest.back()).kind == GroupKind::coordinator ||
                                            group(rest.back()).kind == GroupKind::comma);
  const std::int32_t waiting = reduced || coordinate ? -1 : waiting_subject();
  // "seized drugs hidden in a lorry and detained three": not the drugs did.
  const bool resumes = coordinate && !reduced && current().link == ClauseLink::relative && current().parent >= 0 &&
                       (group(verb).bits & verbal::kReduced) != 0 && (group(v).bits & verbal::kPassive) == 0;
  const std::int32_t above = resumes ? current().parent : parent;
  open(coordinate ? ClauseLink::coordinate : ClauseLink::content, above);
  current().subject = resumes ? a_.clauses[static_cast<std::size_t>(above)].subject : waiting >= 0 ? waiting : subject;
}

void ClauseBuilder::take_own_subject(std::size_t begin, bool reduced, std::int32_t parent) {
  std::vector<std::int32_t>& rest = current().rest;
  std::vector<std::int32_t> own(rest.begin() + static_cast<std::ptrdiff_t>(begin), rest.end());
  const std::int32_t above = a_.clauses[static_cast<std::size_t>(parent)].verb;
  const bool first = begin == 0 || rest[begin - 1] < above;  // behind the verb
  const bool report = above >= 0 && first;
  const bool object = report && group(above).cls != TermClass::report;
  if (reduced && (object || (begin > 0 && group(rest[begin - 1]).kind == GroupKind::preposition))) {
    open(ClauseLink::relative, parent);  // "in a village shelled by …": the noun stays where it is, too
  } else {
    rest.resize(begin);
    open(report ? ClauseLink::content : ClauseLink::coordinate, parent);
  }
  current().subject = own.front();
  current().rest.assign(own.begin() + 1, own.end());
}

void find_clauses(SentenceAnalysis& analysis) { ClauseBuilder(analysis).run(); }

}  // namespace sitrep
