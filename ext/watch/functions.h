#pragma once

#include <span>

#include "sqlite/function.h"

/// Events kept up to date with a table of reports.
namespace sitrep {

std::span<const FunctionRow> watch_functions();    ///< sitrep_watch, sitrep_unwatch
std::span<const FunctionRow> refresh_functions();  ///< sitrep_refresh
std::span<const FunctionRow> read_functions();     ///< sitrep_read, sitrep_read_error, sitrep_stamp

}  // namespace sitrep
