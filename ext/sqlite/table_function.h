#pragma once

#include "sqlite/function.h"

namespace sitrep {

/// Registers an eponymous, read-only virtual table whose hidden columns `arg_NAME` are the function's arguments. It works
/// in joins in either order, correlated and under LEFT JOIN; a plan in which an argument is not yet known is refused, so
/// that the planner finds the other. Takes the binding over, also when it fails.
int register_table_function(Binding* binding);

}  // namespace sitrep
