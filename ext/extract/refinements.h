#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sitrep {

/// What a refinement looks at: who did it, to whom or what, with what, and which word told of it.
enum class Refinement : std::uint8_t { actor_kind, actor_role, target_kind, target, weapon, trigger };

inline std::optional<Refinement> refinement_condition(std::string_view name) {
  if (name == "actor_kind") return Refinement::actor_kind;
  if (name == "actor_role") return Refinement::actor_role;
  if (name == "target_kind") return Refinement::target_kind;
  if (name == "target") return Refinement::target;
  if (name == "weapon") return Refinement::weapon;
  if (name == "trigger") return Refinement::trigger;
  return std::nullopt;
}

/// A row of refinements.csv: an event of `type` that meets the condition becomes one of another type. The first row
/// that fits is applied. Types are event type numbers + 1; `becomes` 0 ("none") says that it is no event at all.
struct RefinementRow {
  std::uint16_t type = 0;
  std::uint16_t becomes = 0;
  std::uint16_t value = 0;  ///< concept, actor kind, or role of its noun
  Refinement condition = Refinement::trigger;
};

}  // namespace sitrep
