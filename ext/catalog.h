#pragma once

#include <span>
#include <vector>

#include "sqlite/function.h"

namespace sitrep {

/// Registers every function of every domain on `db`; does nothing when they are there already. Sets *error to a message that
/// sqlite3_free frees.
int register_catalog(sqlite3* db, char** error);

/// The registration tables of all domains, in the order of the reference.
std::vector<std::span<const FunctionRow>> catalog_tables();

}  // namespace sitrep
