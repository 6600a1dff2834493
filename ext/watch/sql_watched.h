#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/api.h"
#include "watch/watched_table.h"

namespace sitrep {

/// Finds the table that a user names: "reports", or "schema.reports" where no table has the dot in its name. Throws
/// UserError for a view, a virtual table, a table without a declared primary key, and where there is none. Fills
/// schema, name and key.
WatchedTable find_table(sqlite3* db, std::string_view name);

/// The number of the table's watch and the name of its events, as its triggers tell; nothing when it is not watched.
bool find_watch(sqlite3* db, WatchedTable& table);

/// The watch of a table that has been dropped since, by the name that it had; nothing when there is none, or a table of
/// that name.
std::optional<WatchedTable> find_orphan(sqlite3* db, std::string_view name);

/// The table still has the key by which its events are kept: as many columns, of the same types.
bool key_is_kept(sqlite3* db, const WatchedTable& table);

/// The table's UNIQUE indexes other than its primary key.
std::vector<UniqueIndex> unique_indexes(sqlite3* db, const WatchedTable& table);

/// True when the table has the column; its name as declared is put into `column`.
bool has_column(sqlite3* db, const WatchedTable& table, std::string& column);

}  // namespace sitrep
