// Whose deed a verb is: its own subject, one that it shares, or one that still waits for it.

#include <algorithm>

#include "extract/clause_builder.h"

namespace sitrep {

bool ClauseBuilder::joins_governed(std::int32_t g) {
  while (g >= 2 && group(g - 1).kind == GroupKind::coordinator && group(g - 2).kind == GroupKind::noun) {
    g -= 2;
    if (group(g).governed) return true;
  }
  return false;
}

bool ClauseBuilder::last_is_free_noun(const Clause& clause) {
  return !clause.rest.empty() && group(clause.rest.back()).kind == GroupKind::noun &&
         !group(clause.rest.back()).governed;
}

std::int32_t ClauseBuilder::take_last_list(Clause& clause) {
  std::vector<std::int32_t>& rest = clause.rest;
  std::size_t at = rest.size() - 1;
  while (at >= 2) {
    std::size_t joint = at - 1;
    const bool last = group(rest[joint]).kind == GroupKind::coordinator;
    if (last && joint >= 2 && group(rest[joint - 1]).kind == GroupKind::comma) --joint;
    const bool joined = last || (group(rest[joint]).kind == GroupKind::comma && at + 1 < rest.size());
    if (!joined || group(rest[joint - 1]).kind != GroupKind::noun || group(rest[joint - 1]).governed) break;
    at = joint - 1;
  }
  const std::int32_t g = rest[at];
  rest.resize(at);
  return g;
}

std::int32_t ClauseBuilder::borrowed_subject() {
  const std::int32_t parent = current().parent;
  return parent >= 0 ? a_.clauses[static_cast<std::size_t>(parent)].subject : -1;
}

bool ClauseBuilder::describes_noun(std::int32_t v) {
  const Group& who = group(v - 1);
  const Group& verb = group(v);
  const bool persons = who.kind == GroupKind::noun && (who.bits & (noun::kPerson | noun::kActor)) != 0 && who.place < 0;
  return persons && verb.cls != TermClass::light && verb.cls != TermClass::casualty &&
         a_.tokens[verb.first_token].folded.text != "killing";
}

std::int32_t ClauseBuilder::subject_to_share(std::int32_t v) {
  const Clause& k = current();
  // "ten rebels reported killed": nor do the dead report it.
  if (k.verb == v - 1 && (group(v).bits & verbal::kReduced) != 0) return k.subject;
  if (k.verb < 0 || group(k.verb).cls != TermClass::report || (group(k.verb).bits & verbal::kPassive) != 0)
    return k.subject;
  for (std::int32_t g : k.rest) {
    if (g > k.verb && group(g).kind == GroupKind::noun && !group(g).governed) return g;
  }
  return -1;
}

std::int32_t ClauseBuilder::agent_of(const Clause& k) {
  if (k.verb < 0 || (group(k.verb).bits & verbal::kPassive) == 0) return -1;
  for (std::size_t i = 0; i + 1 < k.rest.size(); ++i) {
    const Group& by = group(k.rest[i]);
    if (k.rest[i] > k.verb && by.kind == GroupKind::preposition && a_.tokens[by.first_token].folded.text == "by")
      return group(k.rest[i + 1]).kind == GroupKind::noun ? k.rest[i + 1] : -1;
  }
  return -1;
}

bool ClauseBuilder::finite_verb_follows(std::int32_t v) {
  for (std::int32_t g = v + 1; g < static_cast<std::int32_t>(a_.groups.size()); ++g) {
    if (group(g).kind == GroupKind::stop) return false;
    if (group(g).kind == GroupKind::verb && (group(g).bits & (verbal::kIng | verbal::kInfinitive)) == 0) return true;
  }
  return false;
}

void ClauseBuilder::open_coming_subject() {
  std::vector<std::int32_t>& rest = current().rest;
  if (current().verb < 0 || rest.size() < 3) return;
  std::size_t at = rest.size();
  if (group(rest[at - 1]).kind == GroupKind::comma) --at;
  if (at == rest.size() || at < 2 || group(rest[at - 1]).kind != GroupKind::noun ||
      group(rest[at - 2]).kind != GroupKind::coordinator)
    return;
  const std::int32_t subject = rest[at - 1];
  rest.resize(at - 1);
  open(ClauseLink::coordinate, number());
  current().subject = subject;
}

std::int32_t ClauseBuilder::waiting_subject() {
  for (std::size_t c = current_ + 1; c-- > 0;) {
    const Clause& k = a_.clauses[c];
    if (k.link != ClauseLink::main) continue;
    const bool participle = k.verb >= 0 && (group(k.verb).bits & (verbal::kIng | verbal::kReduced)) != 0;
    return participle && k.subject >= 0 && k.subject < k.verb ? k.subject : -1;
  }
  return -1;
}

std::size_t ClauseBuilder::before_aside(const std::vector<std::int32_t>& rest) {
  constexpr std::size_t kReach = 10;
  if (rest.size() < 4 || group(rest.back()).kind != GroupKind::comma) return rest.size();
  for (std::size_t i = rest.size() - 1; i-- > 1 && rest.size() - i < kReach;) {
    const Group& part = group(rest[i]);
    if (part.kind != GroupKind::preposition || a_.tokens[part.first_token].folded.text != "including") continue;
    return group(rest[i - 1]).kind == GroupKind::comma ? i - 1 : rest.size();
  }
  return rest.size();
}

bool ClauseBuilder::opens_quote(std::int32_t g) {
  const std::uint32_t t = group(g).first_token;
  if (group(g).kind != GroupKind::other || a_.tokens[t].cls != TokenClass::punctuation || t == 0 ||
      t + 1 >= a_.tokens.size())
    return false;
  return a_.tokens[t - 1].span.end < a_.tokens[t].span.begin && a_.tokens[t].span.end == a_.tokens[t + 1].span.begin;
}

std::size_t ClauseBuilder::own_subject(const std::vector<std::int32_t>& rest, bool reduced) {
  std::size_t at = before_aside(rest);
  std::size_t best = rest.size();
  while (at > 0 && rest[at - 1] > current().verb) {
    const GroupKind kind = group(rest[at - 1]).kind;
    if (kind == GroupKind::noun) {
      best = at - 1;
      const bool governed = at >= 2 && group(rest[at - 2]).kind == GroupKind::preposition;
      at -= governed ? 2 : 1;
      if (governed && reduced && best == at + 1) return best;  // "with reinforcements brought in by"
      if (governed) {
        best = rest.size();  // the object of a preposition is nobody's subject
      } else {
        // "A and B": the coordination is the subject.
        const bool told = current().verb >= 0 && group(current().verb).cls == TermClass::report;
        while (at >= 2 && group(rest[at - 1]).kind == GroupKind::coordinator &&
               group(rest[at - 2]).kind == GroupKind::noun && !group(rest[at - 2]).governed && (at != 2 || told) &&
               rest[at - 2] > current().verb && !is_toll(rest[at - 2])) {
          at -= 2;
          best = at;
        }
        return best;
      }
    } else if (opens_quote(rest[at - 1])) {
      return rest.size();  // "held a march 'Be heard'": what is quoted is said, not done
    } else if (kind == GroupKind::date || kind == GroupKind::other || kind == GroupKind::bracket) {
      --at;
    } else if (kind == GroupKind::comma && best == rest.size()) {
      // ", who …," and ", on Friday," before the verb: look on behind the comma once.
      return rest.size();
    } else {
      break;
    }
  }
  return best;
}

}  // namespace sitrep
