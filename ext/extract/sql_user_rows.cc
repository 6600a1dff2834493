// Reads the user's knowledge tables.

#include "extract/sql_user_rows.h"

#include "sqlite/statement.h"

namespace sitrep {

bool has_table(sqlite3* db, std::string_view name) {
  Statement found(db, "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?");
  found.bind(1, name);
  return found.step();
}

std::vector<UserRow> read_user_rows(sqlite3* db, const KnownTable& table) {
  std::vector<UserRow> rows;
  const std::string name = "sitrep_" + std::string(table.name);
  if (!has_table(db, name)) return rows;
  std::string sql = "SELECT ";
  for (const std::string_view column : table.columns) sql += quoted_name(column) + ", ";
  sql += "enabled FROM main." + name + " ORDER BY ";
  for (const std::size_t column : table.key) {
    if (column != table.key.front()) sql += ", ";
    sql += std::to_string(column + 1);
  }
  Statement select(db, sql);
  while (select.step()) {
    UserRow& row = rows.emplace_back();
    const int size = static_cast<int>(table.columns.size());
    for (int i = 0; i < size; ++i) {
      std::optional<std::string>& field = row.fields.emplace_back();
      if (!select[i].is_null()) field = select[i].document();
    }
    row.enabled = select[size].int64() != 0;
  }
  return rows;
}

}  // namespace sitrep
