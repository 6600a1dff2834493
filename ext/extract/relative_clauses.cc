// What a relative clause speaks of, and where the clause around it goes on.

#include <algorithm>
#include <utility>

#include "extract/clause_builder.h"

namespace sitrep {

bool ClauseBuilder::ends_aside(std::int32_t comma) {
  const Clause& k = current();
  if (k.verb < 1 || k.parent < 0 || (group(k.verb).bits & verbal::kReduced) == 0) return false;
  if (group(k.verb - 1).kind != GroupKind::comma || comma - k.verb > 5) return false;
  const auto next = static_cast<std::size_t>(comma) + 1;
  return next < a_.groups.size() && a_.groups[next].kind == GroupKind::preposition;
}

bool ClauseBuilder::opens_contact_clause(std::int32_t g) {
  if (g < 1 || (group(g).bits & noun::kPronoun) == 0 || current().verb >= 0 || current().subject != g - 1) return false;
  const std::string_view word = a_.tokens[group(g).first_token].folded.text;
  return (word == "he" || word == "she" || word == "they" || word == "we" || word == "i") &&
         (group(g - 1).bits & noun::kPronoun) == 0;
}

bool ClauseBuilder::is_content(std::int32_t g) {
  const std::string_view word = a_.tokens[group(g).first_token].folded.text;
  return g > 0 && group(g - 1).kind == GroupKind::verb && (word == "that" || word == "whether" || word == "how");
}

bool ClauseBuilder::says_content(std::int32_t g) {
  if (a_.tokens[group(g).first_token].folded.text != "that" || g < 2 || current().verb < 0) return false;
  if (group(current().verb).cls != TermClass::report || group(g - 1).kind != GroupKind::noun) return false;
  if (group(g - 2).kind != GroupKind::preposition || g - 2 != current().verb + 1) return false;
  const auto next = static_cast<std::size_t>(g) + 1;
  return next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun;
}

std::int32_t ClauseBuilder::last_noun(const Clause& clause) {
  for (auto g = clause.rest.rbegin(); g != clause.rest.rend(); ++g) {
    if (group(*g).kind == GroupKind::noun) return *g;
  }
  return clause.subject;
}

void ClauseBuilder::take_relative(std::int32_t g) {
  const std::int32_t antecedent = antecedent_of(g);
  open(ClauseLink::relative, number());
  current().opener = g;
  current().subject = antecedent;
  relative_subject_ = antecedent;
}

std::int32_t ClauseBuilder::person_before(const Clause& clause) {
  for (auto g = clause.rest.rbegin(); g != clause.rest.rend(); ++g) {
    if (group(*g).kind == GroupKind::noun && (group(*g).bits & (noun::kPerson | noun::kActor)) != 0) return *g;
  }
  return clause.subject >= 0 && (group(clause.subject).bits & (noun::kPerson | noun::kActor)) != 0 ? clause.subject
                                                                                                   : -1;
}

std::int32_t ClauseBuilder::first_of_pair(std::int32_t person, std::int32_t relative) {
  if (person < 2 || group(relative - 1).kind != GroupKind::comma) return person;
  const Group& other = group(person - 2);
  const bool pair = group(person - 1).kind == GroupKind::coordinator && other.kind == GroupKind::noun &&
                    (group(person).bits & other.bits & noun::kPerson) != 0 && !other.governed;
  return pair ? person - 2 : person;
}

std::int32_t ClauseBuilder::antecedent_of(std::int32_t g) {
  if (a_.tokens[group(g).first_token].folded.text == "who") {
    if (const std::int32_t person = person_before(current()); person >= 0) return first_of_pair(person, g);
  }
  constexpr std::int32_t kReach = 7, kListReach = 16;
  std::int32_t event = -1;
  bool list = opens_circumstance(g);  // "an operation in Atmah, north of Idlib, in which …"
  for (std::int32_t k = g - 1; k >= 0 && g - k < (list ? kListReach : kReach); --k) {
    if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::stop) break;
    if (group(k).kind == GroupKind::noun && group(k).cls == TermClass::trigger && event < 0) event = k;
    // "operations, including shelling and gunfire, which left …": the whole, not its last part.
    if (group(k).kind == GroupKind::preposition && a_.tokens[group(k).first_token].folded.text == "including") {
      list = true;
      event = -1;
    }
  }
  return event >= 0 ? event : last_noun(current());
}

bool ClauseBuilder::opens_circumstance(std::int32_t relative) {
  if (relative < 1 || group(relative - 1).kind != GroupKind::preposition) return false;
  const std::string_view word = a_.tokens[group(relative - 1).first_token].folded.text;
  return word == "in" || word == "during";
}

bool ClauseBuilder::take_circumstance(std::int32_t v) {
  if (current().link != ClauseLink::relative || current().verb >= 0 || current().opener < 0 ||
      !opens_circumstance(current().opener))
    return false;
  std::vector<std::int32_t>& rest = current().rest;
  const auto subject = std::ranges::find_if(
      rest, [&](std::int32_t g) { return group(g).kind == GroupKind::noun && !group(g).governed; });
  if (subject == rest.end()) return false;
  const std::int32_t antecedent = std::exchange(current().subject, *subject);
  rest.erase(subject);
  if (antecedent >= 0) rest.push_back(antecedent);
  current().verb = v;
  relative_subject_ = -1;
  return true;
}

bool ClauseBuilder::describes_object(const Clause& k) {
  const std::int32_t deed = a_.clauses[static_cast<std::size_t>(k.parent)].verb;
  return k.link == ClauseLink::relative && deed >= 0 && group(deed).cls == TermClass::trigger;
}

std::int32_t ClauseBuilder::waiting_clause(const Clause& k) {
  const bool waits =
      k.link == ClauseLink::relative && k.parent >= 0 && a_.clauses[static_cast<std::size_t>(k.parent)].verb < 0;
  return waits ? k.parent : -1;
}

}  // namespace sitrep
