#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine.h"
#include "extract/event_trace.h"
#include "extract/section.h"

namespace sitrep {

/// An event as the document tells it: the slots of all its mentions together.
struct Event {
  EventMention told;
  std::vector<std::uint32_t> mentions;  ///< numbers into Section::events, in text order
  std::optional<double> likeness;  ///< evidence that it was the nearest of the events told before it, when it was told
};

/// Whether a mention goes on about an event: "the attackers …", or in one breath with it.
bool is_beside(const Section& section, const Event& event, const EventMention& told);

/// Makes one event of all mentions that tell of the same one: headline and lead, "the attack", a toll given later.
/// Another date, place, actor, count or "another" keeps them apart. Casualties that no event of their sentence explains
/// go to the event last told, or are dropped. Looks back at most kLookBack events for each mention, so that the time is
/// linear in their number. Needs the section's resolved dates and places.
/// What becomes of each mention is taken down in `trace`, null: nobody asks.
std::vector<Event> merge_events(const Section& section, const Engine& engine, EventTrace* trace = nullptr);

}  // namespace sitrep
