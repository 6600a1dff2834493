#pragma once

#include <span>

#include "sqlite/function.h"

namespace sitrep {

/// sitrep_version, sitrep_info, sitrep_functions.
std::span<const FunctionRow> about_functions();

}  // namespace sitrep
