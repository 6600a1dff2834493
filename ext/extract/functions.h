#pragma once

#include <span>

#include "sqlite/function.h"

namespace sitrep {

/// extract_sentences, extract_quantities, extract_dates, extract_places, extract_actors, extract_events, extract_event_places,
/// document_date, parse_date.
std::span<const FunctionRow> extract_functions();

}  // namespace sitrep
