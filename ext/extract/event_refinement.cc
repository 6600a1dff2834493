#include "extract/event_refinement.h"

#include <algorithm>
#include <optional>

namespace sitrep {
namespace {

class Refiner : DraftStage {
 public:
  Refiner(SentenceDrafts& sentence, const Lexicon& lexicon) : DraftStage(sentence, lexicon) {}

  /// The row of refinements.csv that changes the type, the first that fits; null: none.
  const RefinementRow* find(std::span<const RefinementRow> rows, const EventDraft& d, const EventMention& event) const {
    const std::optional<ForceRole> platform = platform_of(d);
    for (const RefinementRow& row : rows) {
      if (row.type != d.type) continue;
      const auto fits = [&](const RefinementCondition& condition) {
        const bool by_platform =
            condition.about == Refinement::actor_role && platform == static_cast<ForceRole>(condition.value);
        return by_platform || holds(condition, d, event);
      };
      if (fits(row.first) && (row.second == row.first || fits(row.second))) return &row;
    }
    return nullptr;
  }

 private:
  /// What did it where nobody is named: "Warplanes carried out four raids", "a raid by helicopters".
  std::optional<ForceRole> platform_of(const EventDraft& d) const {
    const Clause& k = clause(d.clause);
    const bool active = k.verb >= 0 && (group(k.verb).bits & verbal::kPassive) == 0;
    if (active && k.subject >= 0 && (k.verb == d.group || group(k.verb).cls == TermClass::light))
      if (const auto role = role_of(group(k.subject))) return role;
    for (std::size_t i = 1; i < k.rest.size(); ++i) {
      const Group& by = group(k.rest[i - 1]);
      if (k.rest[i] > d.group && by.kind == GroupKind::preposition && first_word(by) == "by")
        if (const auto role = role_of(group(k.rest[i]))) return role;
    }
    return std::nullopt;
  }
  /// Concept of what did it where nobody did: "A bus hit a truck"; 0: nothing known.
  std::uint16_t acting_thing(const EventDraft& d) const {
    const Clause& k = clause(d.clause);
    if (k.verb != d.group || k.subject < 0 || (group(k.verb).bits & verbal::kPassive) != 0) return 0;
    return group(k.subject).concept_id;
  }
  std::optional<ForceRole> role_of(const Group& who) const {
    if (who.kind != GroupKind::noun) return std::nullopt;
    const Sense* force = sense_of(a_.lexemes[who.head], SenseKind::force);
    return force == nullptr ? std::nullopt : std::optional(lexicon_.force_nouns()[force->id].role);
  }

  bool holds(const RefinementCondition& condition, const EventDraft& d, const EventMention& event) const {
    const auto of_kind = [&](const ActorMention& m) { return static_cast<std::uint16_t>(m.kind) == condition.value; };
    switch (condition.about) {
      case Refinement::actor_kind:
        return std::ranges::any_of(event.actors, of_kind);
      case Refinement::actor_role:
        return std::ranges::any_of(
            event.actors, [&](const ActorMention& m) { return static_cast<std::uint16_t>(m.role) == condition.value; });
      case Refinement::actor:
        return (d.actor_group >= 0 && group(d.actor_group).concept_id == condition.value) ||
               (event.actors.empty() && acting_thing(d) == condition.value);
      case Refinement::target_kind: {
        // Civilians hurt in an attack on soldiers do not make it one on civilians.
        const bool unarmed = condition.value == static_cast<std::uint16_t>(ActorKind::civilians) ||
                             condition.value == static_cast<std::uint16_t>(ActorKind::person);
        if (unarmed && std::ranges::any_of(event.targets, bears_arms, &ActorMention::kind)) return false;
        return std::ranges::any_of(event.targets, of_kind);
      }
      case Refinement::target:
        return d.target_group >= 0 && group(d.target_group).concept_id == condition.value;
      case Refinement::target_person:
        return d.target_group >= 0 && (group(d.target_group).bits & noun::kPerson) != 0;
      case Refinement::weapon:
        return event.weapon_concept == condition.value;
      case Refinement::trigger:
        return event.trigger_concept == condition.value;
      case Refinement::killed:
      case Refinement::told_with:
        return false;  // known of merged events only
    }
    return false;
  }
};

}  // namespace

const RefinementRow* refinement_of(std::span<const RefinementRow> rows, SentenceDrafts& sentence,
                                   const Lexicon& lexicon, const EventDraft& d, const EventMention& event) {
  return Refiner(sentence, lexicon).find(rows, d, event);
}

std::string rule_of(const RefinementRow& row, const Lexicon& lexicon) {
  const auto type = [&](std::uint16_t number) {
    return number == 0 ? std::string("no event") : std::string(lexicon.text(lexicon.event_types()[number - 1u].type));
  };
  const auto words = [&](const RefinementCondition& condition) {
    std::string out(name_of(condition.about));
    if (names_concept(condition.about))
      out += " " + std::string(lexicon.text(lexicon.concepts()[condition.value].name));
    return out;
  };
  const std::string second = row.second == row.first ? "" : " and " + words(row.second);
  return type(row.type) + " by " + words(row.first) + second + " is " + type(row.becomes);
}

}  // namespace sitrep
