#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/lexicon.h"
#include "text/span.h"

namespace sitrep {

/// What was decided of the words of a sentence on their way to an event.
enum class Decision : std::uint8_t {
  role,      ///< a pattern gave words a role
  fused,     ///< a trigger tells of the event of another one
  refined,   ///< a row of refinements.csv changed the type
  rejected,  ///< a trigger tells of no event
  told,      ///< a mention is a new event
  merged,    ///< a mention tells of an event told before
  dropped,   ///< a mention speaks of nothing that was told
  date,      ///< where the date of an event comes from
  place,     ///< where a place of an event comes from
  judged     ///< what the confidence in an event goes by
};
std::string_view name_of(Decision decision);

struct EventStep {
  Decision decision = Decision::role;
  std::uint32_t sentence = 0;
  std::int32_t mention = -1;  ///< number into Section::events, -1: none came of it
  std::uint16_t type = 0;     ///< event type number + 1, 0: none
  std::int32_t pattern = -1;  ///< number of the pattern
  std::optional<Slot> slot;   ///< role that the words were given
  Span words;                 ///< bytes of the document
  std::string rule;           ///< why, in words
  std::int32_t draft = -1;    ///< while its sentence is read: number of the trigger's draft
};

/// Takes down the decisions for explain_events. Stages that are given none do no more work than a test of a pointer.
struct EventTrace {
  std::vector<EventStep> steps;

  void add(EventStep step) { steps.push_back(std::move(step)); }
};

}  // namespace sitrep
