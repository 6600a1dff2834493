#pragma once

#include <span>

#include "sqlite/function.h"

/// The ST_ functions, a table for each family.
namespace sitrep {

std::span<const FunctionRow> format_functions();    ///< constructors, readers and writers of formats
std::span<const FunctionRow> accessor_functions();  ///< what a geometry says about itself

}  // namespace sitrep
