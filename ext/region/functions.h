#pragma once

#include <span>

#include "sqlite/function.h"

/// Grouping by region: a table for each family.
namespace sitrep {

std::span<const FunctionRow> region_functions();  ///< region_of, regions, regions_at
std::span<const FunctionRow> lookup_functions();  ///< spatial_lookup

}  // namespace sitrep
