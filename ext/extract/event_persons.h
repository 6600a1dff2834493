#pragma once

#include <cstdint>
#include <vector>

#include "extract/event_drafts.h"

namespace sitrep {

/// Reads whom the noun groups of a sentence name: members of a coordination, and actors by their best names.
class PersonReader : protected DraftStage {
 protected:
  using DraftStage::DraftStage;

  /// The groups coordinated with `g`: "regime forces and Russian-backed militias", "a woman, a man and two children".
  template <class Visit>
  void each_coordinated(std::int32_t g, Visit&& visit) const {
    visit(g);
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    std::int32_t at = g;
    while (at + 2 < size) {
      const std::int32_t joint = behind(at);
      if (joint + 1 >= size) return;
      const bool comma = group(joint).kind == GroupKind::comma;
      if (group(joint).kind != GroupKind::coordinator && !comma) return;
      std::int32_t next = joint + 1;
      if (comma && group(next).kind == GroupKind::coordinator) ++next;
      if (next >= size || group(next).kind != GroupKind::noun || group(next).cls == TermClass::trigger) return;
      // Another clause begins where a verb follows: "…, and troops shelled".
      const std::int32_t verb = behind(next);
      if (verb < size && group(verb).kind == GroupKind::verb && (group(verb).bits & verbal::kIng) == 0 &&
          !subject_list(g) && !has_subject_but(next))
        return;
      if (comma && (!list_goes_on(next) || is_telling(next))) return;
      visit(next);
      at = next;
    }
  }
  /// The next group behind `at` but for its apposition and asides.
  std::int32_t behind(std::int32_t at) const;
  /// "between rebels on one side and the army on the other": no link between the two.
  bool is_side(std::int32_t at) const;
  /// The verb right behind `g` has another subject: "operations by the army and militias continued".
  bool has_subject_but(std::int32_t g) const;
  bool subject_list(std::int32_t g) const;
  /// "killing nine, police and a nurse said": what follows tells, and did not die.
  bool is_telling(std::int32_t g) const;
  /// A comma joins a list only if a coordinator comes in the end.
  bool list_goes_on(std::int32_t at) const;
  /// The actors that a group names: its head's, else all it holds, else its words.
  void add_actors_of(const Group& who, std::vector<ActorMention>& list) const;
  /// "gunmen suspected to be members of the group": who they are taken for says more than the noun.
  bool is_presumed(const Group& who) const;
  /// "Mayor Ana Ruiz": the name without the title.
  ActorMention person_named(const Group& who) const;
  /// "forces", "troops": words that name nobody.
  bool is_bare(const ActorMention& mention) const;
  /// "the forces of Tel Tamr Military Council": a bare word for a force has the name that its complement gives.
  ActorMention named_behind(const Group& who, const ActorMention& mention) const;
  /// "members of ISIS", "ISIS fighters": the organisation says more than the generic noun.
  ActorMention best_name(const Group& who, const ActorMention& mention) const;
  bool is_bare_number(const Group& who) const;
};

}  // namespace sitrep
