#include <algorithm>

#include "extract/group_builder.h"

namespace sitrep {

bool GroupBuilder::take_verb_group() {
  const std::uint32_t first = at_;
  std::uint32_t i = at_;
  Group draft;
  bool be = false, have = false, future = false, to = false, auxiliary = false;
  std::int64_t main = -1;
  std::pair<std::uint32_t, std::uint32_t> inserted;
  while (i < a_.lexemes.size()) {
    const Tag t = tag(i);
    // "has recently announced": a vague date between auxiliary and verb parts nothing.
    if (const std::uint32_t end = past_date_between(i); auxiliary && end > i) {
      inserted = {i, end};  // "was on Saturday night killed"
      i = end;
      continue;
    }
    if (i > first && date_at(i) != nullptr && !(auxiliary && t == Tag::adverb && word(i).ends_with("ly"))) break;
    if (t == Tag::modal) {
      note_modal(word(i), draft, future);
      auxiliary = true;
    } else if (t == Tag::be) {
      be = true;
      auxiliary = true;
    } else if (t == Tag::have) {
      have = true;
      auxiliary = true;
    } else if (t == Tag::do_) {
      auxiliary = true;
    } else if (t == Tag::negator) {
      draft.modality = Modality::negated;
    } else if (t == Tag::to) {
      to = true;
    } else if (t == Tag::verb || t == Tag::ing || t == Tag::participle) {
      main = i++;
      break;
    } else if (!(i > first && (t == Tag::adverb || (word(i) == "yet" && draft.modality == Modality::negated)))) {
      break;
    }
    ++i;
  }
  if (main < 0) {
    if (!auxiliary || !(be || have)) return false;
    while (i > first + 1 && tag(i - 1) == Tag::adverb) --i;
    Group& copula = push(GroupKind::verb, first, i);
    copula.bits = verbal::kActive;
    copula.modality = draft.modality;
    at_ = i;
    return true;
  }
  if (inserted.second > 0) push(GroupKind::date, inserted.first, inserted.second);
  finish_verb_group(first, i, static_cast<std::uint32_t>(main), draft, {be, have, future, to, auxiliary});
  return true;
}

std::uint32_t GroupBuilder::past_date_between(std::uint32_t i) const {
  std::uint32_t k = i;
  if (tag(k) == Tag::preposition && k + 1 < a_.lexemes.size()) ++k;
  if (!date_at_quietly(k)) return i;
  while (k < a_.lexemes.size() && date_at_quietly(k)) ++k;
  const bool participle =
      tag(k) == Tag::participle || (tag(k) == Tag::verb && (lexeme(k).forms & form::kParticiple) != 0);
  return participle ? k : i;
}

void GroupBuilder::note_modal(std::string_view modal, Group& draft, bool& future) {
  future = modal == "will" || modal == "shall";
  if (draft.modality == Modality::none) draft.modality = future ? Modality::planned : Modality::hypothetical;
}

void GroupBuilder::finish_verb_group(std::uint32_t first, std::uint32_t last, std::uint32_t main, Group draft,
                                     Auxiliaries aux) {
  const Lexeme* verb = &lexeme(main);
  const std::uint32_t governing = main;
  while (verb->cls == TermClass::catenative) {
    std::uint32_t next = last;
    while (tag(next) == Tag::adverb) ++next;
    if (word(next) == "from" && tag(next + 1) == Tag::ing) ++next;  // "refrain from shelling"
    const bool to = tag(next) == Tag::to && tag(next + 1) == Tag::verb;
    if (!to && tag(next) != Tag::ing) break;
    govern(verb->concept_id, draft);
    main = to ? next + 1 : next;
    last = main + 1;
    verb = &lexeme(main);
  }
  Group& group = push(GroupKind::verb, first, last);
  group.head = main;
  group.concept_id = verb->concept_id;
  group.cls = verb->cls;
  group.modality = draft.modality;
  group.bits = voice(governing == main ? *verb : lexeme(governing), main, last, aux);
  if (governing != main && aux.be && lexeme(governing).tag == Tag::participle) group.bits = verbal::kActive;
  for (std::uint32_t i = first > 0 ? first - 1 : first; i < last; ++i)
    group.habitual |= lexeme(i).concept_id != 0 && lexeme(i).concept_id == concepts_.habit;
  const bool past = aux.have || (verb->forms & form::kPast) != 0 || (group.bits & verbal::kPassive) != 0;
  group.tense = aux.future || draft.modality == Modality::planned ? TenseHint::future
                : past                                            ? TenseHint::past
                                                                  : TenseHint::unknown;
  group.habitual &= group.tense == TenseHint::unknown && verb->tag == Tag::verb;
  if (aux.to && group.modality == Modality::none && (group.bits & verbal::kInfinitive) != 0)
    group.modality = Modality::planned;
  // "their mission was to kill": be and an infinitive say what is meant to be.
  if (aux.to && aux.be && group.modality == Modality::none && (group.bits & verbal::kPassive) == 0)
    group.modality = Modality::planned;
  at_ = last;
}

void GroupBuilder::govern(std::uint16_t concept_id, Group& draft) const {
  if (concept_id == concepts_.plan) draft.modality = Modality::planned;
  // "might try to", "will try to"
  if (concept_id == concepts_.attempt && draft.modality != Modality::hypothetical &&
      draft.modality != Modality::planned && draft.modality != Modality::negated)
    draft.modality = Modality::attempted;
  if (concept_id == concepts_.fail) draft.modality = Modality::negated;
  if (concept_id == concepts_.threaten) draft.modality = Modality::hypothetical;
  if (concept_id == concepts_.proceed && draft.modality == Modality::none) draft.modality = Modality::ongoing;
}

std::uint8_t GroupBuilder::voice(const Lexeme& verb, std::uint32_t main, std::uint32_t last,
                                 const Auxiliaries& aux) const {
  const bool participle = verb.tag == Tag::participle || (verb.forms & form::kParticiple) != 0;
  if (verb.tag == Tag::ing) return aux.any ? verbal::kActive : verbal::kActive | verbal::kIng;
  if (aux.to && !aux.any) return verbal::kActive | verbal::kInfinitive;
  if (aux.to && aux.be && participle) return verbal::kPassive | verbal::kInfinitive;
  if (aux.be && participle) return verbal::kPassive;
  if (aux.have || aux.any) return verbal::kActive;
  if (verb.tag == Tag::participle) return verbal::kPassive | verbal::kReduced | verbal::kBareParticiple;
  if (participle && word(last) == "by" && !aux.to) return verbal::kPassive | verbal::kReduced;
  // "a missile fired at the town": it fired at nothing itself.
  if (participle && lexeme(main).concept_id == concepts_.open_fire && follows_munition()) {
    return verbal::kPassive | verbal::kReduced;
  }
  const bool agent_follows = word(last) == "by" && lexeme(main).concept_id != 0;
  const bool accused = word(last) == "of" && lexeme(main).concept_id == concepts_.accuse && concepts_.accuse != 0;
  if (participle && !object_follows(last) &&
      (takes_object(lexeme(main).concept_id) || agent_follows || accused || lacks_object(main, last))) {
    return verbal::kPassive | verbal::kReduced;
  }
  return verbal::kActive;
}

const Group* GroupBuilder::before_last(GroupKind kind) const {
  if (a_.groups.size() < 2) return nullptr;
  const Group& before = a_.groups[a_.groups.size() - 2];
  return before.kind == kind ? &before : nullptr;
}

bool GroupBuilder::follows_munition() const {
  const Group* before = before_last(GroupKind::noun);
  return before != nullptr && before->concept_id != 0 &&
         std::ranges::find(concepts_.munitions, before->concept_id) != concepts_.munitions.end();
}

bool GroupBuilder::lacks_object(std::uint32_t main, std::uint32_t last) const {
  const Lexeme& verb = lexeme(main);
  if (main == 0 || tag(main - 1) == Tag::pronoun) return false;
  // "rockets fired from the hills": munitions fire nothing themselves.
  const Group* before = before_last(GroupKind::noun);
  const bool munition = verb.cls == TermClass::trigger && verb.concept_id == concepts_.fire && before != nullptr &&
                        (before->bits & noun::kWeapon) != 0;
  if (verb.cls == TermClass::trigger && !munition) return false;
  // What is told may go without saying: "officials announced on Friday".
  const bool tells = verb.cls == TermClass::report && verb.concept_id != concepts_.attribute;
  const bool transitive =
      munition || (!tells && std::ranges::any_of(verb.senses, [](const Sense& sense) { return sense.transitive(); }));
  const bool of_being = word(last) == "of" && (tag(last + 1) == Tag::ing || tag(last + 1) == Tag::be);
  if (!transitive && !of_being) return false;
  for (std::size_t g = a_.groups.size() - 1; g-- > 0;) {  // the last is the verb itself
    const GroupKind kind = a_.groups[g].kind;
    if (kind == GroupKind::verb) return true;
    if (kind != GroupKind::noun && kind != GroupKind::preposition && kind != GroupKind::date) break;
  }
  for (std::uint32_t i = last; i < a_.lexemes.size(); ++i) {
    const Tag t = tag(i);
    if (t == Tag::verb || t == Tag::be || t == Tag::have || t == Tag::modal) return true;
    if (t == Tag::stop || t == Tag::subordinator || t == Tag::coordinator || t == Tag::relative) return false;
  }
  return false;
}

bool GroupBuilder::takes_object(std::uint16_t concept_id) const {
  if (concept_id == 0) return false;
  const ConceptRow& row = lexicon_.concepts()[concept_id];
  constexpr std::uint8_t kTarget = 1u << static_cast<unsigned>(Slot::target);
  constexpr std::uint8_t kKilled = 1u << static_cast<unsigned>(Slot::killed);
  constexpr std::uint8_t kActorNeeded = 1u << static_cast<unsigned>(Slot::actor);
  if (row.cls == TermClass::casualty) return concept_id == concepts_.injure;
  // "a raid carried out on Friday"
  if (row.cls == TermClass::light) return concept_id == concepts_.launch;
  // "opened fire on a bus" holds its object; "the mine exploded" has none.
  if (std::ranges::find(concepts_.objectless, concept_id) != concepts_.objectless.end()) return false;
  return (row.any_of & (kTarget | kKilled)) != 0 && (row.all_of & kActorNeeded) == 0;
}

std::uint32_t GroupBuilder::past_insertion(std::uint32_t i) const {
  if (tag(i) != Tag::comma || i + 1 >= a_.lexemes.size() || !date_at_quietly(i + 1)) return i;
  std::uint32_t k = i + 1;
  while (k < a_.lexemes.size() && date_at_quietly(k)) ++k;
  return tag(k) == Tag::comma ? k + 1 : i;
}

std::uint32_t GroupBuilder::past_day(std::uint32_t i) const {
  if (word(i) != "on" || !date_at_quietly(i + 1)) return i;
  std::uint32_t k = i + 1;
  while (k < a_.lexemes.size() && date_at_quietly(k)) ++k;
  return tag(k) == Tag::determiner || tag(k) == Tag::number ? k : i;
}

std::uint32_t GroupBuilder::past_means(std::uint32_t i) const {
  if (word(i) != "with") return i;
  std::uint32_t k = i + 1;
  while (tag(k) == Tag::adjective || tag(k) == Tag::noun || tag(k) == Tag::number || tag(k) == Tag::proper ||
         is_hyphen(k))
    ++k;
  return k > i + 1 && word(k) == "the" ? k : i;
}

bool GroupBuilder::object_follows(std::uint32_t i) const {
  i = past_means(i);
  i = past_insertion(i);
  i = past_day(i);
  // "ambushed and killed 39 persons": the object is shared.
  if (tag(i) == Tag::coordinator && tag(i + 1) == Tag::verb) return object_follows(i + 2);
  if (i >= a_.lexemes.size() || date_at_quietly(i)) return false;
  switch (tag(i)) {
    case Tag::noun:
    case Tag::proper:
    case Tag::number:
    case Tag::pronoun:
    case Tag::determiner:
    case Tag::adjective:
    case Tag::possessive:
      return true;
    case Tag::participle:
      return modifies(i);
    case Tag::preposition:
    case Tag::adverb:
      return number_starts(i);
    case Tag::other:
      return is_quote(i);
    default:
      return false;
  }
}

bool GroupBuilder::number_starts(std::uint32_t i) const {
  return std::ranges::any_of(a_.numbers, [&](const NumberPhrase& n) { return n.first == lexeme(i).first; });
}

bool GroupBuilder::date_at_quietly(std::uint32_t i) const {
  return std::ranges::any_of(
      a_.dates, [&](const DateMention& d) { return d.first <= lexeme(i).first && lexeme(i).first < d.last; });
}

}  // namespace sitrep
