#pragma once

#include <cstdint>
#include <span>

#include "extract/event.h"
#include "extract/event_drafts.h"

namespace sitrep {

/// Where and when: the places and dates told with a draft in its `clauses`, else in those that they hang on, else in
/// the sentence. `first_date` is the number in the document's list of the sentence's first date mention. Needs the
/// event's status.
void set_circumstances(SentenceDrafts& sentence, const Lexicon& lexicon, std::uint32_t first_date, const EventDraft& d,
                       std::span<const std::int32_t> clauses, EventMention& event);

}  // namespace sitrep
