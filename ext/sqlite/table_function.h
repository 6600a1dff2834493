#pragma once

#include <memory>

#include "sqlite/function.h"

namespace sitrep {

/// Registers an eponymous, read-only virtual table whose hidden columns are the function's arguments. It works in joins in either order,
/// correlated and under LEFT JOIN; a plan in which an argument is not yet known is refused, so that the planner finds the other.
int register_table_function(sqlite3* db, const std::shared_ptr<Connection>& connection, const FunctionRow& row);

}  // namespace sitrep
