#include "extract/event_kinds.h"

#include <algorithm>

namespace sitrep {

EventKinds::EventKinds(const Engine& engine) : lexicon_(engine.lexicon()) {
  for (const RefinementRow& row : engine.refinements()) {
    if (row.first.about == Refinement::told_with) joint_.push_back(row);
    if (row.first.about == Refinement::killed) settled_.push_back(row);
  }
}

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
  const auto row = std::ranges::find_if(joint_, [&](const RefinementRow& r) {
    return (r.type == a.type + 1 && r.first.value == b.type + 1) ||
           (r.type == b.type + 1 && r.first.value == a.type + 1);
  });
  if (row == joint_.end()) return std::nullopt;
  // "soldiers shot dead ten as thousands took to the streets": they fired on the crowd.
  const bool first = type_name(a.type) == "attack_on_civilians";
  if (first || type_name(b.type) == "attack_on_civilians") {
    const auto is_state = [](const ActorMention& m) {
      return m.kind == ActorKind::state_forces || m.kind == ActorKind::police;
    };
    if (a.sentence != b.sentence || !std::ranges::any_of(first ? a.actors : b.actors, is_state)) return std::nullopt;
  }
  return static_cast<std::uint16_t>(row->becomes - 1);
}

void EventKinds::settle_type(EventMention& event) const {
  const auto row = std::ranges::find_if(settled_, [&](const RefinementRow& r) {
    return r.type == event.type + 1 && event.killed.min.value_or(0) >= r.first.value;
  });
  if (row != settled_.end()) event.type = static_cast<std::uint16_t>(row->becomes - 1);
}

}  // namespace sitrep
