#pragma once

#include <span>

#include "sqlite/function.h"

/// The functions that read text, a table for each family.
namespace sitrep {

std::span<const FunctionRow> text_functions();     ///< extract_sentences, extract_quantities
std::span<const FunctionRow> date_functions();     ///< extract_dates, document_date, parse_date
std::span<const FunctionRow> place_functions();    ///< extract_places
std::span<const FunctionRow> actor_functions();    ///< extract_actors
std::span<const FunctionRow> event_functions();    ///< extract_events, extract_event_places
std::span<const FunctionRow> explain_functions();  ///< explain_events

}  // namespace sitrep
