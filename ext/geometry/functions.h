#pragma once

#include <span>

#include "sqlite/function.h"

namespace sitrep {

/// The ST_ functions: constructors and formats, accessors, predicates, measures, processing, aggregates.
std::span<const FunctionRow> geometry_functions();

}  // namespace sitrep
