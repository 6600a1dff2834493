#pragma once

#include <string_view>

#include "sqlite/api.h"
#include "sqlite/value.h"

namespace sitrep {

/// Checks of the user's rows. `args` are a table's name and the columns named in its UserTable (schema.h). Each throws
/// UserError("TABLE 'KEY': REASON").
void check_word_row(sqlite3* db, std::string_view table, Args args);  ///< event types, actors, aliases, terms, patterns
void check_place_row(std::string_view table, Args args);              ///< places and their names
void check_region_row(sqlite3* db, Args args);

/// Throws the error about a row.
[[noreturn]] void refuse_row(std::string_view table, std::string_view key, std::string_view reason);

}  // namespace sitrep
