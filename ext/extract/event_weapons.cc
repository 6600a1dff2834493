#include "extract/event_weapons.h"

#include <algorithm>

namespace sitrep {

std::string_view WeaponReader::means_of(const EventDraft& d, std::span<const std::int32_t> clauses) const {
  if (const std::string_view means = means_in(group(d.group)); !means.empty()) return means;
  for (const std::int32_t c : clauses) {
    const Clause& k = clause(c);
    if (k.verb >= 0 && may_tell_means(d, k, k.verb))
      if (const std::string_view means = means_in(group(k.verb)); !means.empty()) return means;
    if (k.subject >= 0 && may_tell_means(d, k, k.subject))
      if (const std::string_view means = means_in(group(k.subject)); !means.empty()) return means;
    for (const std::int32_t g : k.rest) {
      if (!may_tell_means(d, k, g)) continue;
      if (const std::string_view means = means_in(group(g)); !means.empty()) return means;
    }
  }
  // "attacks carried out by gunmen"
  return d.actor_group >= 0 && (d.has_killed || d.has_injured) ? means_in(group(d.actor_group)) : std::string_view();
}

std::string_view WeaponReader::means_in(const Group& words) const {
  for (std::uint32_t i = words.first; i < words.last; ++i) {
    const Lexeme& lexeme = a_.lexemes[i];
    const bool verb = lexeme.tag == Tag::verb || lexeme.tag == Tag::ing || lexeme.tag == Tag::participle;
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::means && (sense.part == Part::verb) == verb) return lexicon_.pooled(sense.id);
    }
  }
  return {};
}

bool WeaponReader::may_tell_means(const EventDraft& d, const Clause& k, std::int32_t g) const {
  if (draft_of(g) >= 0 && &draft(root(draft_of(g))) != &d) return false;  // another event's
  if (group(g).kind != GroupKind::noun) return true;
  if (sense_of(a_.lexemes[group(g).head], SenseKind::generic) == nullptr) return true;
  if (g == d.target_group || !(d.has_killed || d.has_injured)) return false;
  if (g == k.subject) return k.verb >= 0 && (group(k.verb).bits & verbal::kPassive) == 0;
  return g == d.actor_group || (g > 0 && first_word(g - 1) == "by");
}

void WeaponReader::set_weapon(const Group& what, EventMention& event) const {
  if ((what.bits & noun::kWeapon) != 0) {
    event.weapon_words = words_of(what);
    event.weapon_concept = what.concept_id;
  } else if (what.weapon != 0) {
    const Lexeme& lexeme = a_.lexemes[what.weapon - 1];
    event.weapon_words = a_.span_of(lexeme.first, lexeme.last);
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::term && sense.cls == TermClass::weapon) event.weapon_concept = sense.concept_id;
    }
  }
}

void WeaponReader::set_named_weapon(const Lexeme& noun, EventMention& event) const {
  if (noun.last < noun.first + 2) return;
  const auto weapon = [&](std::span<const Sense> senses) {
    return std::ranges::find_if(
        senses, [](const Sense& sense) { return sense.kind == SenseKind::term && sense.cls == TermClass::weapon; });
  };
  lexicon_.each_phrase(
      noun.last - noun.first - 1, [&](std::uint32_t n) -> const Word& { return a_.tokens[noun.first + n].folded; },
      [&](std::uint32_t words, std::span<const Sense> senses) {
        const auto sense = weapon(senses);
        if (sense == senses.end()) return;
        event.weapon_words = a_.span_of(noun.first, noun.first + words);
        event.weapon_concept = sense->concept_id;
      });
}

}  // namespace sitrep
