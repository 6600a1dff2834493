#include "extract/event_persons.h"

#include <algorithm>

namespace sitrep {

std::int32_t PersonReader::behind(std::int32_t at) const {
  const auto size = static_cast<std::int32_t>(a_.groups.size());
  do {
    ++at;
  } while (at < size && (group(at).apposed || group(at).kind == GroupKind::bracket ||
                         (group(at).kind == GroupKind::other && (group(at).concept_id == 0 || is_side(at)))));
  return at;
}

bool PersonReader::is_side(std::int32_t at) const { return concept_name(group(at).concept_id) == "l:on_one_side"; }

bool PersonReader::has_subject_but(std::int32_t g) const {
  const std::int32_t verb = behind(g);
  return std::ranges::any_of(a_.clauses,
                             [&](const Clause& k) { return k.verb == verb && k.subject >= 0 && k.subject != g; });
}

bool PersonReader::subject_list(std::int32_t g) const {
  return std::ranges::any_of(a_.clauses, [g](const Clause& k) { return k.subject == g; });
}

bool PersonReader::is_telling(std::int32_t g) const {
  for (std::int32_t k = g; k < static_cast<std::int32_t>(a_.groups.size()); ++k) {
    const Group& part = group(k);
    if (part.kind == GroupKind::verb) return part.cls == TermClass::report && (part.bits & verbal::kPassive) == 0;
    if (part.kind != GroupKind::noun && part.kind != GroupKind::coordinator && part.kind != GroupKind::comma)
      return false;
  }
  return false;
}

bool PersonReader::list_goes_on(std::int32_t at) const {
  const auto size = static_cast<std::int32_t>(a_.groups.size());
  for (std::int32_t k = at - 1; k < size && k < at + 8; ++k) {
    if (group(k).kind == GroupKind::coordinator) return true;
    if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::stop) return false;
  }
  return false;
}

void PersonReader::add_actors_of(const Group& who, std::vector<ActorMention>& list) const {
  if (is_presumed(who)) return add_actors_of(group(who.apposition), list);
  if (who.name_last > 0) {
    add_once(list, person_named(who));
    return;
  }
  bool any = false;
  for (int pass = 0; pass < 2 && !any; ++pass) {
    for (const ActorMention& mention : a_.actors_of(who)) {
      if (mention.modifier == (pass == 0) || (is_bare(mention) && a_.actors_of(who).size() > 1)) continue;
      add_once(list, is_bare(mention) ? named_behind(who, mention) : best_name(who, mention));
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

bool PersonReader::is_presumed(const Group& who) const {
  if (who.apposition < 2) return false;
  const bool from = group(who.apposition - 1).kind == GroupKind::preposition;
  if (group(who.apposition - (from ? 2 : 1)).cls != TermClass::report) return false;
  const auto actors = a_.actors_of(group(who.apposition));
  return std::ranges::any_of(actors, [](const ActorMention& m) { return m.origin != ActorOrigin::generic; });
}

ActorMention PersonReader::person_named(const Group& who) const {
  ActorMention name;
  name.first = a_.lexemes[who.name_first].first;
  name.last = a_.lexemes[who.name_last - 1].last;
  name.span = a_.span_of(name.first, name.last);
  name.kind = ActorKind::person;
  return name;
}

bool PersonReader::is_bare(const ActorMention& mention) const {
  return mention.origin == ActorOrigin::words && mention.last - mention.first == 1 && !a_.shouted &&
         !a_.tokens[mention.first].is(shape::kInitialCapital);
}

ActorMention PersonReader::named_behind(const Group& who, const ActorMention& mention) const {
  std::uint32_t at = mention.last;
  if (at + 1 >= who.last_token || a_.tokens[at].folded.text != "of") return mention;
  ++at;
  while (at < who.last_token && (a_.tokens[at].folded.text == "the" || !a_.tokens[at].is_word())) ++at;
  if (at >= who.last_token || !a_.tokens[at].is(shape::kInitialCapital)) return mention;
  ActorMention named = mention;
  named.first = at;
  named.last = who.last_token;
  named.span = a_.span_of(named.first, named.last);
  return named;
}

ActorMention PersonReader::best_name(const Group& who, const ActorMention& mention) const {
  if (mention.origin != ActorOrigin::generic) return mention;
  for (const ActorMention& other : a_.actors_of(who)) {
    const bool named = other.named() && !other.metonym;
    if (named && other.kind != ActorKind::civilians && mention.kind != ActorKind::civilians) return other;
  }
  return mention;
}

bool PersonReader::is_bare_number(const Group& who) const {
  const Tag tag = a_.lexemes[who.head].tag;
  return a_.tokens[a_.lexemes[who.head].first].cls == TokenClass::number || (tag != Tag::noun && tag != Tag::proper);
}

}  // namespace sitrep
