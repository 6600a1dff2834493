#include "extract/event_kinds.h"

#include <algorithm>

namespace sitrep {

std::string_view EventKinds::type_name(std::uint16_t type) const {
  return type == kNoType ? std::string_view() : lexicon_.text(lexicon_.event_types()[type].type);
}

std::string_view EventKinds::category(std::uint16_t type) const {
  return type == kNoType ? std::string_view() : lexicon_.text(lexicon_.event_types()[type].category);
}

bool EventKinds::is_violent(std::uint16_t type) const {
  const std::string_view c = category(type), t = type_name(type);
  return c == "remote_violence" || c == "battle" || c == "violence_against_civilians" ||
         t == "force_against_protesters" || t == "mob_violence" || t == "riot" || t == "security_operation" ||
         t == "military_campaign" || t == "accident" || t == "natural_disaster";
}

std::optional<std::uint16_t> EventKinds::joint_type(const EventMention& a, const EventMention& b) const {
  if (a.type == kNoType || b.type == kNoType) return std::nullopt;
  // "soldiers shot dead ten as thousands took to the streets": they fired on the crowd.
  const bool first = type_name(a.type) == "attack_on_civilians";
  if (first || type_name(b.type) == "attack_on_civilians") {
    const auto is_state = [](const ActorMention& m) {
      return m.kind == ActorKind::state_forces || m.kind == ActorKind::police;
    };
    if (a.sentence != b.sentence || !std::ranges::any_of(first ? a.actors : b.actors, is_state)) return std::nullopt;
  }
  for (const RefinementRow& row : refinements_) {
    if (row.condition != Refinement::told_with) continue;
    if ((row.type == a.type + 1 && row.value == b.type + 1) || (row.type == b.type + 1 && row.value == a.type + 1))
      return static_cast<std::uint16_t>(row.becomes - 1);
  }
  return std::nullopt;
}

void EventKinds::settle_type(EventMention& event) const {
  for (const RefinementRow& row : refinements_) {
    const bool killed = row.condition == Refinement::killed && event.killed.min.value_or(0) >= row.value;
    if (!killed || row.type != event.type + 1) continue;
    event.type = static_cast<std::uint16_t>(row.becomes - 1);
    return;
  }
}

}  // namespace sitrep
