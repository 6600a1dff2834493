#pragma once

#include <string_view>
#include <vector>

#include "knowledge/known_tables.h"
#include "sqlite/api.h"

namespace sitrep {

/// True when the main database has a table of that name.
bool has_table(sqlite3* db, std::string_view name);

/// The rows of the user's table sitrep_NAME in the main database in order of their key; none when there is no such
/// table. Throws SqlError, among others when the table lacks a column.
std::vector<UserRow> read_user_rows(sqlite3* db, const KnownTable& table);

}  // namespace sitrep
