// Which noun groups are names of persons: behind titles, told apart from places, said again in apposition.

#include <algorithm>

#include "extract/group_builder.h"

namespace sitrep {

void GroupBuilder::find_namesakes() {
  std::vector<Group>& groups = a_.groups;
  const auto harms = [&](const Group& g) { return g.concept_id != 0 && concepts_.harms_persons[g.concept_id]; };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    Group& who = groups[i];
    if (!is_namesake(who)) continue;
    const bool of_deed =
        i >= 2 && groups[i - 2].kind == GroupKind::noun && harms(groups[i - 2]) && word(groups[i - 1].first) == "of";
    const bool object = i >= 1 && groups[i - 1].kind == GroupKind::verb && harms(groups[i - 1]) &&
                        (groups[i - 1].bits & verbal::kPassive) == 0;
    const bool free = !who.governed && !joins_governed(i);
    const bool subject = free && i + 1 < groups.size() && groups[i + 1].kind == GroupKind::verb &&
                         harms(groups[i + 1]) && (groups[i + 1].bits & verbal::kPassive) != 0;
    if (of_deed || object || subject || (free && is_described(i))) take_for_person(who);
  }
}

void GroupBuilder::find_titled() {
  std::vector<Group>& groups = a_.groups;
  const auto joins = [&](std::size_t k) {
    return k < groups.size() && (groups[k].kind == GroupKind::coordinator || groups[k].kind == GroupKind::comma);
  };
  for (std::size_t i = 0; i + 2 < groups.size(); ++i) {
    Group& title = groups[i];
    if (title.kind != GroupKind::noun || (title.bits & noun::kPerson) == 0) continue;
    const bool holds_name = title.name_first > title.first && !is_title(title.name_first - 1);
    const bool alone = title.plural && title.name_last == 0 && lexeme(title.head).tag == Tag::noun;
    if (!holds_name && !(alone && may_be_named(groups[i + 1]))) continue;
    std::size_t next = holds_name ? i + 1 : i + 2;
    const auto behind_joint = [&](std::size_t k) {
      return joins(k + 1) && groups[k].kind == GroupKind::comma ? k + 2 : k + 1;
    };
    if (!joins(next) || behind_joint(next) >= groups.size() || !may_be_named(groups[behind_joint(next)])) continue;
    if (alone) {
      take_for_person(groups[i + 1]);
      groups[i + 1].governed = title.governed;
      title.kind = GroupKind::other;
      title.concept_id = 0;
    }
    while (joins(next)) {
      const std::size_t name = behind_joint(next);
      if (name >= groups.size() || !may_be_named(groups[name])) break;
      take_for_person(groups[name]);
      next = name + 1;
    }
  }
}

bool GroupBuilder::may_be_named(const Group& who) const {
  if (who.kind != GroupKind::noun || who.cls != TermClass::none || who.last < who.first + 2) return false;
  if ((who.bits & (noun::kName | noun::kPlace)) == 0 || (who.bits & (noun::kActor | noun::kThing)) != 0) return false;
  return lexeme(who.head).tag == Tag::proper && who.last <= who.first + kLongestName && a_.actors_of(who).empty();
}

bool GroupBuilder::is_namesake(const Group& who) const {
  if (who.kind != GroupKind::noun || (who.bits & noun::kPlace) == 0 || who.name_last > 0) return false;
  if ((who.bits & (noun::kActor | noun::kPerson | noun::kThing)) != 0 || who.cls != TermClass::none) return false;
  return lexeme(who.head).tag == Tag::proper && who.last <= who.first + kLongestName && a_.actors_of(who).empty();
}

bool GroupBuilder::joins_governed(std::size_t g) const {
  const std::vector<Group>& groups = a_.groups;
  const auto joint = [&](std::size_t k) {
    return groups[k].kind == GroupKind::coordinator || groups[k].kind == GroupKind::comma;
  };
  while (g >= 2 && joint(g - 1)) {
    g -= joint(g - 2) && g >= 3 ? 3 : 2;
    if (groups[g].kind == GroupKind::noun && (groups[g].governed || (groups[g].bits & noun::kPlace) != 0)) return true;
  }
  return false;
}

bool GroupBuilder::is_described(std::size_t g) const {
  const std::vector<Group>& groups = a_.groups;
  if (g + 2 >= groups.size() || groups[g + 1].kind != GroupKind::comma || word(groups[g + 2].first) != "a")
    return false;
  const Group& what = groups[g + 2];
  const Lexeme& head = lexeme(what.head);
  return what.kind == GroupKind::noun && what.name_last == 0 && head.tag == Tag::noun && !what.plural && head.person &&
         head.cls == TermClass::none;
}

void GroupBuilder::take_for_person(Group& who) const {
  who.bits = noun::kPerson | noun::kName;
  who.name_first = who.first;
  if (lexeme(who.first).tag != Tag::proper) {  // "Justice Carlos Valencia"
    who.name_first = who.head;
    while (lexeme(who.name_first - 1).tag == Tag::proper) --who.name_first;
  }
  who.name_last = who.head + 1;
  who.place = -1;
}

bool GroupBuilder::is_age(const Group& number, const Group& who) const {
  constexpr std::int64_t kOldest = 120;
  return (is_name(who) || who.name_last > 0) && lexeme(number.head).tag == Tag::number &&
         number.last == number.first + 1 && number.count.value.value_or(0) > 0 && *number.count.value <= kOldest;
}

bool GroupBuilder::is_name(const Group& group) const {
  return lexeme(group.head).tag == Tag::proper && group.first + kLongestName > group.head &&
         (group.bits & (noun::kName | noun::kActor)) != 0 && group.cls != TermClass::trigger;
}

bool GroupBuilder::describes(const Group& what, const Group& who) const {
  const Lexeme& head = lexeme(what.head);
  return (is_name(who) || who.name_last > 0) && what.name_last == 0 && head.tag == Tag::noun && !what.plural &&
         (what.bits & (noun::kPerson | noun::kActor)) != 0 && head.cls == TermClass::none;
}

bool GroupBuilder::names(const Group& what, const Group& who) const {
  const bool name = lexeme(what.first).tag == Tag::proper || (what.bits & (noun::kName | noun::kPerson)) != 0;
  const bool proper = lexeme(what.head).tag == Tag::proper && name && what.first + kLongestName > what.head;
  return proper && (what.bits & noun::kActor) == 0 && who.name_last == 0 && is_title(who.head) && !who.plural &&
         (who.bits & noun::kPerson) != 0;
}

}  // namespace sitrep
