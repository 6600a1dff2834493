#pragma once

#include <span>

#include "sqlite/function.h"

/// What is to be looked at.
namespace sitrep {

std::span<const FunctionRow> map_functions();    ///< map_svg
std::span<const FunctionRow> chart_functions();  ///< timeline_svg, bar, sparkline

}  // namespace sitrep
