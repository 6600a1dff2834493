#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sitrep {

/// What a refinement looks at: who did it, to whom or what, with what, and which word told of it; of the merged event
/// also how many were killed at least, and which other type it was told by.
enum class Refinement : std::uint8_t {
  actor_kind,
  actor_role,
  actor,
  target_kind,
  target,
  target_person,  ///< persons, and no thing or place
  weapon,
  trigger,
  killed,
  told_with,
};

/// The conditions as refinements.csv writes them, in the order of Refinement.
inline constexpr std::array<std::string_view, 10> kRefinementNames = {
    "actor_kind",    "actor_role", "actor",   "target_kind", "target",
    "target_person", "weapon",     "trigger", "killed",      "told_with"};

inline std::string_view name_of(Refinement condition) { return kRefinementNames[static_cast<std::size_t>(condition)]; }

inline std::optional<Refinement> refinement_condition(std::string_view name) {
  const auto found = std::ranges::find(kRefinementNames, name);
  if (found == kRefinementNames.end()) return std::nullopt;
  return static_cast<Refinement>(found - kRefinementNames.begin());
}

/// Whether its value is a concept, and not a kind of actor or a role.
inline bool names_concept(Refinement condition) {
  return condition == Refinement::actor || condition == Refinement::target || condition == Refinement::weapon ||
         condition == Refinement::trigger;
}

/// What must hold for a refinement.
struct RefinementCondition {
  Refinement about = Refinement::trigger;
  std::uint16_t value = 0;  ///< concept, actor kind, role of its noun, number, or the other type
  friend bool operator==(const RefinementCondition&, const RefinementCondition&) = default;
};

/// A row of refinements.csv: an event of `type` that meets both conditions (one is written once, two with "and")
/// becomes one of another type. The first row that fits is applied. Types are event type numbers + 1; `becomes` 0
/// ("none") says that it is no event at all.
struct RefinementRow {
  std::uint16_t type = 0;
  std::uint16_t becomes = 0;
  RefinementCondition first, second;  ///< equal where there is one only
};

}  // namespace sitrep
