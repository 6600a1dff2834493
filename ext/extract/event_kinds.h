#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/engine.h"
#include "extract/event.h"
#include "extract/refinements.h"

namespace sitrep {

/// What is known of the types of events, apart and together. Types are numbers into Lexicon::event_types, kNoType for
/// casualties without an event. The engine outlives it.
class EventKinds {
 public:
  explicit EventKinds(const Engine& engine);

  /// Name and category; empty for kNoType.
  std::string_view type_name(std::uint16_t type) const;
  std::string_view category(std::uint16_t type) const;

  /// People can be hurt in it.
  bool is_violent(std::uint16_t type) const;
  bool is_violent_or_none(std::uint16_t type) const { return type == kNoType || is_violent(type); }

  /// The type of one event told by two: a demonstration, and what the police did to it; none: they are two events.
  std::optional<std::uint16_t> joint_type(const EventMention& a, const EventMention& b) const;

  /// Sets the type that all that was told of an event gives it: force that killed is no mere intervention.
  void settle_type(EventMention& event) const;

 private:
  const Lexicon& lexicon_;
  std::vector<RefinementRow> joint_, settled_;  ///< rows about two tellings, and about the merged event
};

}  // namespace sitrep
