// What the schema says of a table that is watched or is to be.

#include "watch/sql_watched.h"

#include <algorithm>

#include "sqlite/statement.h"
#include "text/error.h"

namespace sitrep {
namespace {

/// Looks the object up in the schema; its type, empty for none. `name` becomes the name as declared.
std::string type_in(sqlite3* db, const std::string& schema, std::string& name) {
  Statement row(db, "SELECT type, name, sql FROM " + quoted_name(schema) +
                        ".sqlite_schema WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE");
  row.bind(1, name);
  if (!row.step()) return {};
  std::string type(row[0].text());
  name = row[1].text();
  std::string sql(row[2].text().substr(0, 14));
  std::ranges::transform(sql, sql.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return sql == "CREATE VIRTUAL" ? "virtual table" : type;
}

std::vector<std::string> schemas(sqlite3* db) {
  std::vector<std::string> names;
  Statement rows(db, "SELECT name FROM pragma_database_list ORDER BY seq");
  while (rows.step()) names.emplace_back(rows[0].text());
  return names;
}

void read_key(sqlite3* db, WatchedTable& table) {
  Statement rows(db, "SELECT name, type FROM pragma_table_info(?, ?) WHERE pk > 0 ORDER BY pk");
  rows.bind(1, table.name);
  rows.bind(2, table.schema);
  while (rows.step()) {
    KeyColumn column{std::string(rows[0].text()), std::string(rows[0].text()), std::string(rows[1].text())};
    const auto same = [&](const EventColumn& c) { return sqlite3_stricmp(column.name.c_str(), c.name.data()) == 0; };
    if (std::ranges::any_of(event_columns(), same)) column.event_name = "report_" + column.name;
    table.key.push_back(std::move(column));
  }
  // The rowid has no index of its own, and no collation.
  Statement index(db,
                  "SELECT x.name, x.coll FROM pragma_index_list(?1, ?2) l, pragma_index_xinfo(l.name, ?2) x "
                  "WHERE l.origin = 'pk' AND x.key ORDER BY x.seqno");
  index.bind(1, table.name);
  index.bind(2, table.schema);
  for (std::size_t i = 0; i < table.key.size() && index.step(); ++i) {
    KeyColumn& column = table.key[i];
    const char* collation = nullptr;
    int not_null = 0;
    sqlite3_table_column_metadata(db, table.schema.c_str(), table.name.c_str(), column.name.c_str(), nullptr,
                                  &collation, &not_null, nullptr, nullptr);
    column.collation = index[1].text();
    column.recollated = collation != nullptr && sqlite3_stricmp(column.collation.c_str(), collation) != 0;
    column.nullable = not_null == 0;
  }
}

/// Fills schema and name of what a user names; its type, empty when there is no such thing.
std::string locate(sqlite3* db, std::string_view given, WatchedTable& table) {
  std::string type;
  const auto look = [&](const std::string& schema, std::string name) {
    type = type_in(db, schema, name);
    if (type.empty()) return false;
    table.schema = schema;
    table.name = std::move(name);
    return true;
  };
  const std::vector<std::string> all = schemas(db);
  // In the order in which SQLite itself looks a bare name up: temp, main, then the attached ones.
  std::vector<std::string> ordered = {"temp", "main"};
  for (const std::string& schema : all) {
    if (schema != "temp" && schema != "main") ordered.push_back(schema);
  }
  bool found = false;
  for (const std::string& schema : ordered) found = found || look(schema, std::string(given));
  const std::size_t dot = given.find('.');
  if (!found && dot != std::string_view::npos) {
    const std::string schema(given.substr(0, dot));
    if (std::ranges::find(all, schema) != all.end()) look(schema, std::string(given.substr(dot + 1)));
  }
  return type;
}

}  // namespace

WatchedTable find_table(sqlite3* db, std::string_view given) {
  WatchedTable table;
  const std::string type = locate(db, given, table);
  const std::string shown = "'" + std::string(given) + "'";
  if (type.empty()) throw UserError("there is no table " + shown);
  if (type != "table") throw UserError(shown + " is a " + type + ": only an ordinary table can be watched");
  read_key(db, table);
  if (table.key.empty()) {
    throw UserError("the table " + shown +
                    " has no declared PRIMARY KEY by which its rows could be known again (a bare rowid changes under "
                    "VACUUM); give it one");
  }
  return table;
}

bool find_watch(sqlite3* db, WatchedTable& table) {
  // The triggers follow the table when it is renamed; where a user has dropped them, the name of the events tells.
  Statement row(db, "SELECT substr(name, 14, length(name) - 20) FROM " + table.qualified("sqlite_schema") +
                        " WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE AND name GLOB "
                        "'sitrep_watch_[0-9]*_insert' AND name NOT GLOB '*_before_insert'");
  row.bind(1, table.name);
  std::string schema = table.schema, watches = "sitrep_watches";
  if (type_in(db, schema, watches).empty()) return false;
  Statement events(
      db, "SELECT watch, events FROM " + table.qualified("sitrep_watches") + " WHERE watch = ?1 OR events = ?2");
  if (row.step())
    events.bind(1, row[0].int64());
  else
    events.bind(2, table.name + "_events");
  if (!events.step()) return false;
  table.watch = events[0].int64();
  table.events = events[1].text();
  // The key's names are those that the table had when the watch began.
  Statement keys(db, "SELECT name FROM pragma_table_info(?, ?) ORDER BY cid");
  keys.bind(1, table.read_table());
  keys.bind(2, table.schema);
  for (KeyColumn& column : table.key) {
    if (!keys.step()) break;
    column.event_name = keys[0].text();
  }
  return true;
}

std::optional<WatchedTable> find_orphan(sqlite3* db, std::string_view given) {
  WatchedTable there;
  if (!locate(db, given, there).empty()) return std::nullopt;
  for (const std::string& schema : schemas(db)) {
    std::string watches = "sitrep_watches";
    if (type_in(db, schema, watches).empty()) continue;
    WatchedTable table;
    table.schema = schema;
    Statement row(db, "SELECT watch, events FROM " + table.qualified("sitrep_watches") +
                          " WHERE events = ?1 || '_events' COLLATE NOCASE OR ?2 || '.' || events = ?1 || '_events' "
                          "COLLATE NOCASE");
    row.bind(1, given);
    row.bind(2, schema);
    if (!row.step()) continue;
    table.watch = row[0].int64();
    table.events = row[1].text();
    table.name = given;
    return table;
  }
  return std::nullopt;
}

bool key_is_kept(sqlite3* db, const WatchedTable& table) {
  Statement columns(db, "SELECT type FROM pragma_table_info(?, ?) WHERE name <> 'stamp' OR pk > 0 ORDER BY cid");
  columns.bind(1, table.read_table());
  columns.bind(2, table.schema);
  std::size_t count = 0;
  while (columns.step()) {
    if (count == table.key.size() || table.key[count].type != columns[0].text()) return false;
    ++count;
  }
  return count == table.key.size() || count == 0;  // none: the table was dropped by hand, and is to be made anew
}

std::vector<UniqueIndex> unique_indexes(sqlite3* db, const WatchedTable& table) {
  std::vector<UniqueIndex> out;
  Statement indexes(db, "SELECT name FROM pragma_index_list(?, ?) WHERE \"unique\" AND origin <> 'pk'");
  indexes.bind(1, table.name);
  indexes.bind(2, table.schema);
  while (indexes.step()) {
    UniqueIndex& index = out.emplace_back();
    Statement columns(db, "SELECT name, coll FROM pragma_index_xinfo(?, ?) WHERE key ORDER BY seqno");
    columns.bind(1, indexes[0].text());
    columns.bind(2, table.schema);
    while (columns.step()) {
      if (columns[0].is_null()) {
        index.columns.clear();
        break;
      }
      index.columns.push_back({std::string(columns[0].text()), std::string(columns[1].text())});
    }
  }
  return out;
}

bool has_column(sqlite3* db, const WatchedTable& table, std::string& column) {
  Statement row(db, "SELECT name FROM pragma_table_xinfo(?, ?) WHERE name = ? COLLATE NOCASE");
  row.bind(1, table.name);
  row.bind(2, table.schema);
  row.bind(3, column);
  if (!row.step()) return false;
  column = row[0].text();
  return true;
}

}  // namespace sitrep
