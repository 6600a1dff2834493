#include <algorithm>

#include "extract/group_builder.h"

namespace sitrep {

bool GroupBuilder::modifies(std::uint32_t i) const {
  const Tag next = tag(i + 1);
  return next == Tag::noun || next == Tag::proper || next == Tag::adjective ||
         (next == Tag::participle && modifies(i + 1));
}

bool GroupBuilder::continues_noun_group(std::uint32_t i, bool has_head, bool after_hyphen) const {
  switch (tag(i)) {
    case Tag::noun:
    case Tag::proper:
      return true;
    case Tag::adjective:
      return !has_head || modifies(i) || after_hyphen;
    case Tag::participle:
      return after_hyphen || (!has_head && modifies(i));
    case Tag::verb:
    case Tag::ing:
      return after_hyphen;
    case Tag::possessive:
      return has_head;
    case Tag::pronoun:
      return !has_head && word(i) == "others";  // "seven others"
    case Tag::number:
      return !has_head || after_hyphen;
    case Tag::adverb:
      return !has_head && (modifies(i) || tag(i + 1) == Tag::participle) && tag(i + 1) != Tag::proper;
    case Tag::determiner:
      return !has_head;
    case Tag::other:
      return is_hyphen(i) || (has_head && is_quote(i) && quote_continues(i)) || (!has_head && is_quote(i));
    default:
      return false;
  }
}

bool GroupBuilder::take_noun_group() {
  const std::uint32_t first = at_;
  std::uint32_t i = at_;
  Group draft;
  bool has_head = false;
  bool only_number = false;
  bool quoted_only = true;
  if (tag(i) == Tag::pronoun) {
    Group& group = push(GroupKind::noun, i, i + 1);
    const bool reflexive = word(i).ends_with("self") || word(i).ends_with("selves");
    group.bits = word(i) == "others" || reflexive ? noun::kPerson : noun::kPronoun;
    if (reflexive) group.head = i;
    if (lexeme(i).concept_id != 0 && lexeme(i).concept_id == concepts_.nobody) {
      group.bits = noun::kPerson;
      group.count = Count::exactly(0);
      group.counted = true;
      group.head = i;
    }
    if (word(i) == "others") {
      group.plural = true;
      group.count = {std::nullopt, 2, std::nullopt};
    }
    ++at_;
    return true;
  }
  if (word(i) == "another" && tag(i + 1) != Tag::noun && tag(i + 1) != Tag::proper && tag(i + 1) != Tag::adjective &&
      tag(i + 1) != Tag::number && tag(i + 1) != Tag::participle) {
    Group& group = push(GroupKind::noun, i, i + 1);  // "killing a child and injuring another"
    group.head = i;
    group.bits = noun::kPerson;
    group.count = Count::exactly(1);
    group.counted = true;
    ++at_;
    return true;
  }
  if (const std::uint32_t end = one_more(i); end > i) {
    Group& group = push(GroupKind::noun, i, end);  // "injuring a third"
    group.head = i;
    group.bits = noun::kPerson;
    group.count = Count::exactly(1);
    group.counted = true;
    at_ = end;
    return true;
  }
  if (opens_part(i)) i += 2;
  while (i < a_.lexemes.size()) {
    if (const std::uint32_t end = has_head ? i : past_length(i); end > i) {
      i = end;
      quoted_only = false;
      continue;
    }
    if (i > first && date_at(i) != nullptr) break;
    if (has_head && place_begins(i)) break;
    // "a protest 'Be heard'": what it is called.
    if (has_head && tag(i) == Tag::other && is_quote(i) && lexeme(draft.head).cls == TermClass::trigger) break;
    // The number of a name ("Fifth Corps") counts nothing.
    if (const NumberPhrase* number = number_at(i); number != nullptr && !has_head && number->last >= lexeme(i).last) {
      if (number->ordinal && number->count.value && *number->count.value > 0 && *number->count.value < 100'000)
        draft.ordinal = static_cast<std::uint32_t>(*number->count.value);
      if (!number->ordinal && !number->fraction && !number->percent_or_money) {
        draft.count = number->count;
        draft.counted = true;
        only_number = true;
      }
      i = std::max(i + 1, lexeme_from(i, number->last));
      quoted_only = false;
      continue;
    }
    const bool after_hyphen = i > first && is_hyphen(i - 1);
    if (!continues_noun_group(i, has_head, after_hyphen)) break;
    const Tag t = tag(i);
    if (t == Tag::possessive && (place_at(i - 1) < 0 || (i > first + 1 && is_title(first))) && event_follows(i + 1)) {
      draft.possessor = true;
      break;
    }
    if (t == Tag::determiner) note_determiner(i, draft);
    if (t == Tag::possessive) draft.definite = true;  // "today's attack"
    if (!has_head && (word(i) == "similar" || word(i) == "separate")) draft.another = true;
    if (t == Tag::noun || t == Tag::proper || t == Tag::pronoun) {
      const bool new_name = has_head && lexeme(draft.head).tag == Tag::noun && t == Tag::proper && !is_hyphen(i - 1) &&
                            place_at_word(i) && tag(i - 1) != Tag::possessive && !is_title(draft.head);
      if (new_name) break;  // "strikes Damascus": a place after a common noun starts afresh
      draft.head = i;
      has_head = true;
      only_number = false;
    }
    if (t != Tag::other) quoted_only = false;
    ++i;
  }
  // Trailing hyphens, quotes and possessives belong to what follows.
  while (i > first && (tag(i - 1) == Tag::other || tag(i - 1) == Tag::possessive) && i - 1 > draft.head) --i;
  if (i == first || quoted_only || (!has_head && !only_number)) return false;
  if (!has_head) draft.head = i - 1;
  finish_noun_group(first, i, draft, only_number && !has_head);
  at_ = draft.possessor ? i + 1 : i;
  return true;
}

std::uint32_t GroupBuilder::past_length(std::uint32_t i) {
  const DateMention* date = date_at(i);
  if (date == nullptr || date->kind != DateKind::duration || date->first != lexeme(i).first) return i;
  const std::uint32_t end = lexeme_from(i, date->last);
  bool hyphen = false;
  for (std::uint32_t k = i; k < end; ++k) hyphen |= is_hyphen(k);
  return hyphen && (tag(end) == Tag::noun || tag(end) == Tag::adjective) ? end : i;
}

std::uint32_t GroupBuilder::one_more(std::uint32_t i) const {
  const Tag before = i == 0 ? Tag::stop : tag(i - 1);
  const bool object = before == Tag::ing || before == Tag::verb;
  const bool opens = before == Tag::stop || before == Tag::coordinator || before == Tag::comma;
  if (word(i) != "a" || !(object || (opens && tag(i + 2) == Tag::be))) return i;  // "; a fifth was injured"
  const std::uint32_t token = lexeme(i + 1 < a_.lexemes.size() ? i + 1 : i).first;
  const bool ordinal = std::ranges::any_of(a_.numbers, [&](const NumberPhrase& number) {
    return number.ordinal && number.first <= token && token < number.last && number.last == token + 1;
  });
  if (!ordinal) return i;
  const Tag next = tag(i + 2);
  const bool noun = next == Tag::noun || next == Tag::proper || next == Tag::adjective || next == Tag::number ||
                    next == Tag::participle;
  return noun ? i : i + 2;
}

bool GroupBuilder::event_follows(std::uint32_t i) const {
  std::uint32_t head = i;
  bool found = false;
  for (; tag(i) == Tag::noun || tag(i) == Tag::adjective || tag(i) == Tag::participle || is_hyphen(i); ++i) {
    if (tag(i) != Tag::noun) continue;
    head = i;
    found = true;
  }
  return found && lexeme(head).cls == TermClass::trigger;
}

void GroupBuilder::note_determiner(std::uint32_t i, Group& draft) const {
  const std::string_view w = word(i);
  if (w == "the" || w == "this" || w == "these" || w == "that" || w == "those") draft.definite = true;
  if (w == "a" || w == "an" || w == "another") {
    draft.count = Count::exactly(1);
    draft.counted = true;
  }
  if (w == "another") draft.another = true;
  if (w == "any") draft.any = true;
}

void GroupBuilder::finish_noun_group(std::uint32_t first, std::uint32_t last, const Group& draft, bool only_number) {
  const std::int32_t place = place_in(first, last);
  Group& group = push(GroupKind::noun, first, last);
  const Lexeme& head = lexeme(draft.head);
  group.head = draft.head;
  group.count = draft.count;
  group.counted = draft.counted;
  group.definite = draft.definite;
  group.another = draft.another || draft.ordinal == 2;  // "a second blast"
  group.ordinal = draft.ordinal;
  group.possessor = draft.possessor;
  group.any = draft.any;
  group.concept_id = concept_of(draft.head, first);
  group.cls = head.cls;
  group.plural = (head.forms & form::kPlural) != 0;
  group.place = place;
  if (!group.counted && !group.definite && group.plural && head.tag == Tag::noun)
    group.count = {std::nullopt, 2, std::nullopt};
  assign_actors(group);
  find_name(group);
  group.bits = noun_bits(group, only_number);
  // "five of whom were officers": part of those counted before.
  const std::string_view of_what = word(last) == "of" ? word(last + 1) : std::string_view();
  // … but "killing three of them"
  const Group* verb = before_last(GroupKind::verb);
  const bool object = of_what == "them" && verb != nullptr && (verb->bits & verbal::kPassive) == 0;
  if (!object && (of_what == "whom" || of_what == "which" || of_what == "them" || of_what == "those")) {
    group.bits = 0;
    group.count = {};
    group.counted = false;
  }
  for (std::uint32_t i = first; i < last; ++i) {
    if (i == group.head) continue;
    const bool weapon = std::ranges::any_of(
        lexeme(i).senses, [](const Sense& s) { return s.kind == SenseKind::term && s.cls == TermClass::weapon; });
    if (weapon) group.weapon = i + 1;
  }
}

std::uint16_t GroupBuilder::concept_of(std::uint32_t head, std::uint32_t first) const {
  const std::uint16_t own = lexeme(head).concept_id;
  if (lexeme(head).cls != TermClass::trigger || !lexicon_.concepts()[own].vague) return own;
  std::uint32_t before = head;
  while (before > first && is_hyphen(before - 1)) --before;
  if (before == first) return own;
  const Lexeme& kind = lexeme(before - 1);
  return kind.cls == TermClass::trigger && kind.tag == Tag::noun ? kind.concept_id : own;
}

bool GroupBuilder::is_title(std::uint32_t i) const {
  return lexeme(i).tag == Tag::noun && lexeme(i).person && (lexeme(i).forms & form::kPlural) == 0;
}

void GroupBuilder::find_name(Group& group) const {
  if (lexeme(group.head).tag != Tag::proper) return;
  std::uint32_t begin = group.head;
  while (begin > group.first && begin + kLongestName > group.head) {
    const Lexeme& before = lexeme(begin - 1);
    const bool particle = (before.tag == Tag::noun || before.tag == Tag::adjective || before.tag == Tag::preposition) &&
                          before.cls == TermClass::none && !before.person && begin - 1 > group.first &&
                          lexeme(begin - 2).tag == Tag::proper;
    if (before.tag != Tag::proper && !is_hyphen(begin - 1) && !particle) break;
    --begin;
  }
  if (begin == group.first || lexeme(begin - 1).tag != Tag::noun || !lexeme(begin - 1).person) return;
  if (!is_title(begin - 1)) {  // "two leaders Ana Ruiz and Ali Hassan": one of them
    group.count = {};
    group.counted = false;
  }
  group.name_first = begin;
  group.name_last = group.head + 1;
  group.place = -1;  // "Judge Ana Lima": a person, whatever place has the name
}

bool GroupBuilder::place_begins(std::uint32_t i) const {
  // "the vegetable market of Taiz": a common noun goes on with the name of the place.
  const bool common = !a_.tokens[lexeme(i).first].is(shape::kInitialCapital) && lexeme(i - 1).cls == TermClass::none;
  return tag(i) == Tag::noun && tag(i - 1) == Tag::noun && place_at_word(i) && (a_.shouted || !common);
}

bool GroupBuilder::place_at_word(std::uint32_t i) const {
  return std::ranges::any_of(a_.places, [&](const PlaceSpan& p) { return p.first == lexeme(i).first; });
}

std::int32_t GroupBuilder::place_in(std::uint32_t first, std::uint32_t last) {
  std::int32_t best = -1;
  for (std::uint32_t i = first; i < last; ++i) {
    const std::int32_t place = place_at(i);
    if (place < 0) continue;
    best = place;
    // "Niger's western Tillaberi region": the one that has the other.
    const std::uint32_t end = a_.places[static_cast<std::size_t>(place)].last;
    if (end >= a_.tokens.size() || a_.tokens[end].cls != TokenClass::possessive) break;
  }
  return best;
}

void GroupBuilder::assign_actors(Group& group) {
  while (actor_ < a_.actors.size() && a_.actors[actor_].last <= group.first_token) ++actor_;
  group.actors_begin = static_cast<std::uint32_t>(actor_);
  std::size_t end = actor_;
  while (end < a_.actors.size() && a_.actors[end].first < group.last_token) ++end;
  group.actors_end = static_cast<std::uint32_t>(end);
  const std::uint32_t head_token = lexeme(group.head).first;
  for (std::size_t i = actor_; i < end; ++i) {
    ActorMention& actor = a_.actors[i];
    actor.modifier = !(actor.first <= head_token && head_token < actor.last) && actor.last <= head_token;
  }
}

bool GroupBuilder::acts(ActorKind kind) {
  return kind != ActorKind::civilians && kind != ActorKind::person && kind != ActorKind::media &&
         kind != ActorKind::organization;
}

std::uint8_t GroupBuilder::noun_bits(const Group& group, bool only_number) const {
  const Lexeme& head = lexeme(group.head);
  std::uint8_t bits = 0;
  if (group.name_last > 0) return noun::kPerson | noun::kName;
  if (only_number || head.tag == Tag::pronoun || (head.person && head.cls != TermClass::casualty) ||
      head.cls == TermClass::person)
    bits |= noun::kPerson;
  for (const ActorMention& actor : a_.actors_of(group)) {
    if (actor.modifier) {
      // "army bulldozers", "police vehicles": whose they are acts.
      const bool vehicle = group.concept_id != 0 && group.concept_id == concepts_.vehicle;
      if (vehicle && actor.kind != ActorKind::protesters && acts(actor.kind)) bits |= noun::kActor;
      continue;
    }
    bits |= acts(actor.kind) ? noun::kActor : noun::kPerson;
    if (actor.origin == ActorOrigin::generic) bits |= noun::kPerson;
  }
  if (head.cls == TermClass::weapon || head.cls == TermClass::arms) bits |= noun::kWeapon;
  const bool thing = std::ranges::any_of(head.senses, [&](const Sense& s) {
    if (s.kind == SenseKind::term) return s.cls == TermClass::thing;
    return s.part == Part::noun && s.artifact() && head.tag == Tag::noun && head.cls == TermClass::none;
  });
  if (thing) bits |= noun::kThing;
  if (group.place >= 0 && a_.places[static_cast<std::size_t>(group.place)].last > lexeme(group.head).first)
    bits |= noun::kPlace;
  if (bits == 0 && head.tag == Tag::proper && head.cls == TermClass::none) bits |= noun::kName;
  return bits;
}

void GroupBuilder::join_of() {
  std::vector<Group>& groups = a_.groups;
  std::size_t out = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool joins = groups[i].kind == GroupKind::noun && out >= 2 &&
                       groups[out - 1].kind == GroupKind::preposition && word(groups[out - 1].first) == "of" &&
                       groups[out - 2].kind == GroupKind::noun && may_own(groups[out - 2]) &&
                       !stays_apart(groups[out - 2], groups[i]);
    if (joins) {
      join(groups[out - 2], groups[i]);
      --out;
    } else {
      groups[out++] = groups[i];
    }
  }
  groups.resize(out);
  for (std::size_t i = 1; i < groups.size(); ++i) {
    groups[i].governed = groups[i - 1].kind == GroupKind::preposition;
  }
}

}  // namespace sitrep
