#pragma once

#include <span>

#include "sqlite/function.h"

/// Knowledge as tables: what is in force, and what the user adds.
namespace sitrep {

std::span<const FunctionRow> known_functions();        ///< known_event_types … known_patterns
std::span<const FunctionRow> known_place_functions();  ///< known_places, known_place_names, known_regions
std::span<const FunctionRow> install_functions();      ///< sitrep_install
std::span<const FunctionRow> check_functions();        ///< sitrep_check

}  // namespace sitrep
