#include "extract/event_casualties.h"

#include <algorithm>
#include <utility>

namespace sitrep {

void CasualtyReader::fill(EventDraft& d, std::int32_t g, Count& count, bool& has) {
  if (has) return;
  // "recovered bodies": however many.
  if (concept_name(group(d.group).concept_id) == "v:recover" && !group(g).counted) return;
  has = true;
  if (is_number_of(group(g))) {
    count = told_number(d.group);
    has = count.known();
    add_actors_of(group(g), d.targets);
    return;
  }
  bool first = true;
  const bool list = is_list(g);
  // "The mayor and leader of the party was killed": the verb knows that it is one.
  const bool one = !group(g).plural && is_singular(d.group);
  std::int32_t before = -1, first_target = -1;
  each_coordinated(g, [&](std::int32_t member) {
    const Group& who = group(member);
    const std::int32_t previous = std::exchange(before, member);
    if (!first && (who.bits & (noun::kPerson | noun::kActor | noun::kName)) == 0) return;
    if (!first && ((one && !is_possessive(who)) || (!list && is_same_person(who)))) return;
    if (previous >= 0 && (is_name_of(who, previous) || is_office_of(who, previous))) return;
    if (is_reflexive(who)) return;
    // "312 fighters and civilians": one number for both.
    if (!first && !who.counted && who.plural && group(g).count.value.value_or(0) > 1) {
      add_actors_of(who, d.targets);
      return;
    }
    const Count part = number_of(who);
    count = first ? part : count + part;
    first = false;
    add_actors_of(who, d.targets);
    if (d.target_group < 0 && !is_bare_number(who)) {
      d.target_group = member;
      first_target = member;
    }
    if (d.target_group == first_target && first_target >= 0) d.target_last = member;
  });
  has = !first;
  // "Two civilians, a father and his son": said again, not more.
  const std::int64_t said = group(g).count.value.value_or(0);
  const std::int32_t next = behind(g);
  const bool comma = next < static_cast<std::int32_t>(a_.groups.size()) && group(next).kind == GroupKind::comma;
  if (comma && said > 1 && count.value == 2 * said) count = group(g).count;
  if (has) add_companions(d, g, count);
  if (has) add_distant(d, g, count);
  if (&has == &d.has_killed) d.killed_more = says_more(group(g)) || says_more(group(d.group));
  d.filled |= bit(Slot::target);
}

bool CasualtyReader::says_more(const Group& of) const {
  if (says(of, "also") || says(of, "other") || says(of, "others") || says(of, "another")) return true;
  if (of.kind != GroupKind::verb || of.last_token >= a_.tokens.size()) return false;
  const std::string_view next = a_.tokens[of.last_token].folded.text;
  const bool as_well = next == "as" && of.last_token + 1 < a_.tokens.size() &&
                       a_.tokens[of.last_token + 1].folded.text == "well" &&
                       (of.last_token + 2 == a_.tokens.size() || a_.tokens[of.last_token + 2].folded.text != "as");
  return next == "also" || next == "too" || as_well;
}

Count CasualtyReader::number_of(const Group& who) const {
  if (who.count.known()) return who.count;
  const std::string_view word = first_word(who);
  if (word == "they" || word == "them") return {std::nullopt, 2, std::nullopt};
  if (!who.plural) return Count::exactly(1);
  return who.definite ? Count{} : Count{std::nullopt, 2, std::nullopt};
}

void CasualtyReader::add_companions(EventDraft& d, std::int32_t g, Count& count) const {
  const auto size = static_cast<std::int32_t>(a_.groups.size());
  for (std::int32_t k = std::min(g, d.group) + 1; k + 1 < size; ++k) {
    if (group(k).kind == GroupKind::stop || (group(k).kind == GroupKind::verb && k > d.group)) return;
    if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::relative) k = std::max(k, d.group);
    if (k + 1 >= size) return;
    if (group(k).kind == GroupKind::preposition && first_word(k) == "including") return;  // a part has companions
    const Group& who = group(k + 1);
    if (group(k).kind != GroupKind::preposition || who.kind != GroupKind::noun || k + 1 == g) continue;
    const bool own = is_possessive(who);
    if (!joins_persons(group(k)) && !(own && first_word(k) == "with")) continue;
    if ((who.bits & (noun::kPerson | noun::kActor)) == 0 || !(own || who.counted)) continue;
    each_coordinated(k + 1, [&](std::int32_t member) {
      const Group& with = group(member);
      // "his two sons, Ana and Luis": who they are is told already.
      const bool name = a_.lexemes[with.head].tag == Tag::proper && !with.counted && !is_possessive(with);
      if ((with.bits & (noun::kPerson | noun::kActor)) == 0 || name) return;
      count = count + number_of(with);
      add_actors_of(group(member), d.targets);
    });
    return;
  }
}

void CasualtyReader::add_distant(EventDraft& d, std::int32_t g, Count& count) const {
  const auto size = static_cast<std::int32_t>(a_.groups.size());
  std::int32_t k = g + 1;
  while (k + 1 < size && group(k).kind == GroupKind::preposition && group(k + 1).kind == GroupKind::noun) {
    const std::string_view word = first_word(k);
    if (word != "with" && word != "from" && word != "in" && word != "at") return;
    k += 2;
  }
  if (k == g + 1 || k + 1 >= size || group(k).kind != GroupKind::coordinator) return;
  const Group& who = group(k + 1);
  const bool numbered =
      a_.tokens[who.first_token].cls == TokenClass::number || a_.lexemes[who.first].tag == Tag::number;
  if (who.kind != GroupKind::noun || !numbered || (who.bits & (noun::kPerson | noun::kActor)) == 0) return;
  // "killed a man in the town and three others were wounded": of another verb.
  const std::int32_t next = behind(k + 1);
  if (next < size && group(next).kind == GroupKind::verb && next != d.group) return;
  count = count + number_of(who);
  add_actors_of(who, d.targets);
}

bool CasualtyReader::joins_persons(const Group& preposition) const {
  if (preposition.concept_id == 0) return false;
  const std::string_view name = concept_name(preposition.concept_id);
  return name == "l:along_with" || name == "l:together_with" || name == "l:as_well_as" || name == "l:alongside";
}

bool CasualtyReader::is_possessive(const Group& who) const {
  const std::string_view word = first_word(who);
  return word == "his" || word == "her" || word == "their";
}

bool CasualtyReader::is_list(std::int32_t g) const {
  int members = 0;
  each_coordinated(g, [&](std::int32_t) { ++members; });
  return members > 2;
}

bool CasualtyReader::is_name_of(const Group& who, std::int32_t office) const {
  const Group& title = group(office);
  return &who == &group(office + 2) && group(office + 1).kind == GroupKind::comma && !who.counted && !who.plural &&
         a_.lexemes[who.head].tag == Tag::proper && a_.lexemes[who.first].tag != Tag::determiner && !title.plural &&
         (title.bits & noun::kPerson) != 0 && title.name_last == 0 && a_.lexemes[title.head].tag == Tag::noun;
}

bool CasualtyReader::is_office_of(const Group& who, std::int32_t name) const {
  return &who == &group(name + 2) && group(name + 1).kind == GroupKind::comma && who.definite && !who.counted &&
         !who.plural && (who.bits & noun::kPerson) != 0 && a_.lexemes[who.head].tag == Tag::noun &&
         a_.lexemes[group(name).head].tag == Tag::proper;
}

bool CasualtyReader::is_reflexive(const Group& who) const {
  const std::string_view word = first_word(who);
  return word == "himself" || word == "herself" || word == "themselves" || word == "itself";
}

bool CasualtyReader::is_same_person(const Group& who) const {
  const Tag tag = a_.lexemes[who.first].tag;
  const Tag head = a_.lexemes[who.head].tag;  // "a poet and novelist Ana Ruiz"
  return !who.counted && !who.definite && !who.plural && tag == Tag::noun && (head == Tag::noun || head == Tag::proper);
}

bool CasualtyReader::is_singular(std::int32_t verb) const {
  if ((group(verb).bits & verbal::kPassive) == 0) return false;
  const std::string_view word = first_word(verb);
  return word == "was" || word == "is" || word == "has";
}

}  // namespace sitrep
