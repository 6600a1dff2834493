#include "extract/groups.h"

#include <algorithm>

#include "extract/group_builder.h"

namespace sitrep {
namespace {
/// Lexemes of the longest bracket that is set aside.
constexpr std::uint32_t kLongestAside = 16;
}  // namespace

void GroupBuilder::run() {
  a_.groups.clear();
  skip_dateline();
  while (at_ < a_.lexemes.size()) {
    if (take_aside() || take_date() || take_noun_group() || take_presumption() || take_verb_group()) continue;
    take_single();
  }
  join_of();
  find_namesakes();
  find_titled();
  find_presumptions();
  find_appositions();
}

void GroupBuilder::skip_dateline() {
  const std::uint32_t end = a_.sentence.dateline.end;
  while (at_ < a_.lexemes.size() && a_.tokens[lexeme(at_).first].span.begin < end) ++at_;
}

bool GroupBuilder::take_aside() {
  if (tag(at_) != Tag::bracket || !opens(at_)) return false;
  std::uint32_t end = at_ + 1;
  while (end < a_.lexemes.size() && tag(end) != Tag::bracket) {
    const Tag t = tag(end);
    const bool clause = (t == Tag::verb && !is_hyphen(end + 1)) || t == Tag::be || t == Tag::have || t == Tag::modal;
    if (clause || place_at(end) >= 0 || date_at_quietly(end) || end - at_ > kLongestAside) return false;
    ++end;
  }
  if (end == a_.lexemes.size() || opens(end)) return false;
  push(GroupKind::bracket, at_, end + 1);
  at_ = end + 1;
  return true;
}

bool GroupBuilder::opens(std::uint32_t i) const {
  const char c = a_.text[a_.tokens[lexeme(i).first].span.begin];
  return c == '(' || c == '[';
}

std::uint32_t GroupBuilder::lexeme_from(std::uint32_t i, std::uint32_t token) const {
  while (i < a_.lexemes.size() && lexeme(i).first < token) ++i;
  return i;
}

const DateMention* GroupBuilder::date_at(std::uint32_t i) {
  while (date_ < a_.dates.size() && a_.dates[date_].last <= lexeme(i).first) ++date_;
  if (date_ == a_.dates.size() || a_.dates[date_].first >= lexeme(i).last) return nullptr;
  return &a_.dates[date_];
}

const NumberPhrase* GroupBuilder::number_at(std::uint32_t i) {
  while (number_ < a_.numbers.size() && a_.numbers[number_].last <= lexeme(i).first) ++number_;
  if (number_ == a_.numbers.size() || a_.numbers[number_].first != lexeme(i).first) return nullptr;
  return &a_.numbers[number_];
}

std::int32_t GroupBuilder::place_at(std::uint32_t i) {
  while (place_ < a_.places.size() && a_.places[place_].last <= lexeme(i).first) ++place_;
  if (place_ == a_.places.size() || a_.places[place_].first >= lexeme(i).last) return -1;
  return static_cast<std::int32_t>(place_);
}

Group& GroupBuilder::push(GroupKind kind, std::uint32_t first, std::uint32_t last) {
  Group group;
  group.kind = kind;
  group.first = first;
  group.last = last;
  group.first_token = lexeme(first).first;
  group.last_token = lexeme(last - 1).last;
  group.head = last - 1;
  a_.groups.push_back(group);
  return a_.groups.back();
}

bool GroupBuilder::take_date() {
  const DateMention* date = date_at(at_);
  if (date == nullptr || past_length(at_) > at_) return false;
  const std::uint32_t end = std::max(at_ + 1, lexeme_from(at_, date->last));
  push(GroupKind::date, at_, end);
  at_ = end;
  return true;
}

bool GroupBuilder::take_presumption() {
  if (a_.groups.empty() || word(at_ + 1) != "to" || word(at_ + 2) != "be" || tag(at_) == Tag::ing) return false;
  const GroupKind before = a_.groups.back().kind;
  const bool said = lexeme(at_).cls == TermClass::report && lexeme(at_).concept_id != concepts_.accuse;
  if (!said || (before != GroupKind::noun && before != GroupKind::comma && before != GroupKind::bracket)) return false;
  const Tag next = tag(at_ + 3);
  if (next == Tag::ing || next == Tag::participle || next == Tag::verb || next == Tag::other) return false;
  push(GroupKind::other, at_, at_ + 3).cls = TermClass::report;
  at_ += 3;
  return true;
}

void GroupBuilder::find_presumptions() {
  std::vector<Group>& groups = a_.groups;
  for (std::size_t i = 0; i + 2 < groups.size(); ++i) {
    if (groups[i].kind != GroupKind::noun) continue;
    const bool comma = groups[i + 1].kind == GroupKind::comma;
    const std::size_t presumed = comma ? i + 2 : i + 1;
    if (groups[presumed].kind != GroupKind::other || groups[presumed].cls != TermClass::report) continue;
    std::size_t at = presumed + 1;
    if (at + 1 < groups.size() && groups[at].kind == GroupKind::preposition && word(groups[at].first) == "from") ++at;
    if (at == groups.size() || groups[at].kind != GroupKind::noun) continue;
    groups[i].apposition = static_cast<std::int32_t>(at);
    for (std::size_t part = presumed; part <= at; ++part) groups[part].apposed = true;
    if (!comma) continue;
    groups[i + 1].kind = GroupKind::other;
    if (at + 1 < groups.size() && groups[at + 1].kind == GroupKind::comma) groups[at + 1].kind = GroupKind::other;
  }
}

void GroupBuilder::find_appositions() {
  std::vector<Group>& groups = a_.groups;
  for (std::size_t i = 0; i + 2 < groups.size(); ++i) {
    Group& who = groups[i];
    std::size_t comma = groups[i + 1].kind == GroupKind::bracket && i + 3 < groups.size() ? i + 2 : i + 1;
    if (who.kind != GroupKind::noun || groups[comma].kind != GroupKind::comma) continue;
    std::size_t at = comma + 1;
    if (at + 1 < groups.size() && groups[at + 1].kind == GroupKind::comma && is_age(groups[at], who)) {
      groups[comma].apposed = groups[at].apposed = true;
      comma += 2;
      at += 2;
    }
    if (at >= groups.size() || groups[at].kind != GroupKind::noun) continue;
    std::size_t end = at + 1;
    if (end < groups.size() && groups[end].kind == GroupKind::bracket) ++end;
    while (end + 1 < groups.size() && groups[end].kind == GroupKind::preposition &&
           groups[end + 1].kind == GroupKind::noun)
      end += 2;  // "an adviser to the president"
    // "a driver and father of three"
    while (end + 1 < groups.size() && groups[end].kind == GroupKind::coordinator && describes(groups[end + 1], who) &&
           lexeme(groups[end + 1].first).tag == Tag::noun)
      end += 2;
    const bool closed = end == groups.size() || groups[end].kind == GroupKind::comma ||
                        groups[end].kind == GroupKind::stop || groups[end].kind == GroupKind::verb ||
                        groups[end].kind == GroupKind::coordinator;
    if (!closed) continue;
    if (describes(groups[at], who)) {
      if ((who.bits & noun::kActor) == 0 && who.name_last == 0) {
        who.name_first = who.first;
        who.name_last = who.last;
        who.bits |= noun::kPerson;
      }
    } else if (names(groups[at], who) && end < groups.size() && groups[end].kind != GroupKind::coordinator) {
      who.name_first = groups[at].first;
      who.name_last = groups[at].last;
    } else {
      continue;
    }
    who.apposition = static_cast<std::int32_t>(at);
    for (std::size_t part = at; part < end; ++part) groups[part].apposed = groups[part].kind != GroupKind::bracket;
    groups[comma].kind = GroupKind::other;
    if (end < groups.size() && groups[end].kind == GroupKind::comma) groups[end].kind = GroupKind::other;
    i = at;
  }
}

bool GroupBuilder::may_own(const Group& group) const {
  if (is_body(group)) return true;
  return group.cls != TermClass::trigger && group.cls != TermClass::casualty && group.cls != TermClass::catenative;
}

bool GroupBuilder::stays_apart(const Group& owner, const Group& owned) {
  constexpr std::uint8_t kWho = noun::kPerson | noun::kActor;
  // "the murder in Loma of two leaders"
  if ((owner.bits & noun::kPlace) != 0 && (owner.bits & (kWho | noun::kThing)) == 0) return (owned.bits & kWho) != 0;
  // "the guerrillas of kidnapping", "the target of an attack"
  return owned.cls == TermClass::trigger && (owner.bits & (kWho | noun::kThing)) != 0;
}

bool GroupBuilder::is_body(const Group& group) const {
  return group.concept_id != 0 && (group.concept_id == concepts_.body || group.concept_id == concepts_.slain);
}

void GroupBuilder::take_meaning(Group& owner, const Group& owned) {
  owner.bits = owned.bits;
  owner.concept_id = owned.concept_id;
  owner.cls = owned.cls;
}

void GroupBuilder::join(Group& owner, const Group& owned) const {
  owner.last = owned.last;
  owner.last_token = owned.last_token;
  owner.actors_end = std::max(owner.actors_end, owned.actors_end);
  if (owner.place < 0) owner.place = owned.place;
  if (is_body(owner)) {  // "the bodies of three men": so many, of such people
    owner.bits |= owned.bits & (noun::kPerson | noun::kActor | noun::kName);
    if (owned.counted) owner.count = owned.count;
    owner.counted |= owned.counted;
    return;
  }
  // "a family of five"
  if ((owner.bits & noun::kPerson) != 0 && owned.counted && (owned.bits & ~noun::kPerson) == 0 &&
      lexeme(owned.head).tag == Tag::number)
    owner.count = owned.count;
  // "32 of 44 drones", "three of the houses": so many of such things.
  const bool part = owner.bits == noun::kPerson && owner.counted && lexeme(owner.head).tag == Tag::number &&
                    (owned.bits & (noun::kPerson | noun::kActor | noun::kName | noun::kPronoun)) == 0 &&
                    owned.bits != 0;
  if (part) {
    owner.first = owned.first;
    owner.first_token = owned.first_token;
    take_meaning(owner, owned);
    owner.head = owned.head;
    owner.plural = true;
    return;
  }
  // "the engine of a bus": what happens to the part happens to the whole.
  if (owner.concept_id != 0 && owner.concept_id == concepts_.part && (owned.bits & noun::kThing) != 0) {
    owner.first = owned.first;
    owner.first_token = owned.first_token;
    take_meaning(owner, owned);
    owner.head = owned.head;
    return;
  }
  // "barrels of chlorine", "crates of grenades"
  if ((owned.bits & noun::kWeapon) != 0 && owner.bits == noun::kThing && owner.concept_id == 0) {
    take_meaning(owner, owned);
    return;
  }
  const bool unit = (owner.bits & ~noun::kName) == 0;  // "a group of fighters", "dozens of vehicles"
  if (unit) {
    owner.bits = owned.bits;
    if (owned.cls == TermClass::trigger || owned.cls == TermClass::casualty || owner.cls == TermClass::none ||
        owner.cls == TermClass::abstract) {
      owner.concept_id = owned.concept_id;
      owner.cls = owned.cls;
      owner.head = owned.head;
      if (!owner.counted || owned.counted) owner.count = owned.count;  // "a total of five civilians"
      owner.plural |= owned.plural;
    }
  } else if ((owner.bits & noun::kPerson) != 0 || (owner.concept_id != 0 && owner.concept_id == concepts_.vehicle)) {
    owner.bits |= owned.bits & noun::kActor;  // "three vehicles of the army"
  }
}

void GroupBuilder::take_single() {
  GroupKind kind = GroupKind::other;
  switch (tag(at_)) {
    case Tag::preposition:
    case Tag::to:
      kind = GroupKind::preposition;
      break;
    case Tag::coordinator:
      kind = GroupKind::coordinator;
      break;
    case Tag::subordinator:
      kind = GroupKind::subordinator;
      break;
    case Tag::relative:
      kind = GroupKind::relative;
      break;
    case Tag::comma:
      kind = GroupKind::comma;
      break;
    case Tag::bracket:
      kind = GroupKind::bracket;
      break;
    case Tag::dash:
    case Tag::stop:
      kind = GroupKind::stop;
      break;
    default:
      break;
  }
  Group& group = push(kind, at_, at_ + 1);
  group.concept_id = lexeme(at_).concept_id;
  group.cls = lexeme(at_).cls;
  ++at_;
}

bool GroupBuilder::opens_part(std::uint32_t i) const {
  return tag(i) == Tag::determiner && word(i) != "no" && word(i + 1) == "of" && tag(i + 2) == Tag::determiner;
}

GroupStage::GroupStage(const Lexicon& lexicon) : lexicon_(lexicon) {
  concepts_.plan = lexicon.concept_number("v:plan");
  concepts_.attempt = lexicon.concept_number("v:try");
  concepts_.fail = lexicon.concept_number("v:fail");
  concepts_.proceed = lexicon.concept_number("v:continue");
  concepts_.accuse = lexicon.concept_number("v:accuse");
  concepts_.vehicle = lexicon.concept_number("x:vehicle");
  concepts_.habit = lexicon.concept_number("l:habit");
  concepts_.nobody = lexicon.concept_number("l:nobody");
  concepts_.fire = lexicon.concept_number("v:fire");
  concepts_.body = lexicon.concept_number("k:body");
  concepts_.slain = lexicon.concept_number("k:slain");
  concepts_.threaten = lexicon.concept_number("v:threaten");
  concepts_.injure = lexicon.concept_number("v:injure");
  concepts_.launch = lexicon.concept_number("v:launch");
  concepts_.part = lexicon.concept_number("x:part");
  concepts_.attribute = lexicon.concept_number("v:attribute");
  concepts_.open_fire = lexicon.concept_number("v:open_fire");
  concepts_.munitions = {lexicon.concept_number("w:missile"), lexicon.concept_number("w:rocket"),
                         lexicon.concept_number("w:shell"), lexicon.concept_number("w:mortar")};
  concepts_.objectless = {concepts_.open_fire, lexicon.concept_number("v:explode"),
                          lexicon.concept_number("v:self_explode")};
  for (std::size_t id = 0; id < lexicon.concepts().size(); ++id)
    concepts_.harms_persons.push_back(sitrep::harms_persons(lexicon, static_cast<std::uint16_t>(id)));
}

bool harms_persons(const Lexicon& lexicon, std::uint16_t concept_id) {
  constexpr std::uint8_t kTarget = 1u << static_cast<unsigned>(Slot::target);
  const ConceptRow& row = lexicon.concepts()[concept_id];
  const std::string_view name = lexicon.text(row.name);
  if (name == "v:injure" || name == "v:die") return true;
  if (row.cls != TermClass::trigger || row.type == 0) return false;
  const EventTypeRow& type = lexicon.event_types()[row.type - 1u];
  const bool harms = lexicon.text(type.category) == "violence_against_civilians" || lexicon.text(type.type) == "arrest";
  return harms && (name.starts_with("v:") || (row.any_of & kTarget) != 0);
}

void GroupStage::run(SentenceAnalysis& analysis) const { GroupBuilder(lexicon_, concepts_, analysis).run(); }

}  // namespace sitrep
