#include "watch/watched_table.h"

#include <array>

namespace sitrep {
namespace {

constexpr std::array kEventColumns = std::to_array<EventColumn>({{"event", "INTEGER"},
                                                                 {"type", "TEXT"},
                                                                 {"category", "TEXT"},
                                                                 {"status", "TEXT"},
                                                                 {"scope", "TEXT"},
                                                                 {"actor", "TEXT"},
                                                                 {"actor_text", "TEXT"},
                                                                 {"target", "TEXT"},
                                                                 {"target_text", "TEXT"},
                                                                 {"weapon", "TEXT"},
                                                                 {"count", "INTEGER"},
                                                                 {"count_min", "INTEGER"},
                                                                 {"count_max", "INTEGER"},
                                                                 {"killed", "INTEGER"},
                                                                 {"killed_min", "INTEGER"},
                                                                 {"killed_max", "INTEGER"},
                                                                 {"injured", "INTEGER"},
                                                                 {"injured_min", "INTEGER"},
                                                                 {"injured_max", "INTEGER"},
                                                                 {"casualties", "TEXT"},
                                                                 {"start_date", "TEXT"},
                                                                 {"end_date", "TEXT"},
                                                                 {"date_precision", "TEXT"},
                                                                 {"date_text", "TEXT"},
                                                                 {"place", "TEXT"},
                                                                 {"place_text", "TEXT"},
                                                                 {"region", "TEXT"},
                                                                 {"region_id", "INTEGER"},
                                                                 {"country", "TEXT"},
                                                                 {"lon", "REAL"},
                                                                 {"lat", "REAL"},
                                                                 {"geom", "BLOB"},
                                                                 {"places", "TEXT"},
                                                                 {"source", "TEXT"},
                                                                 {"confidence", "REAL"},
                                                                 {"sentence", "INTEGER"},
                                                                 {"span_start", "INTEGER"},
                                                                 {"span_length", "INTEGER"},
                                                                 {"evidence", "TEXT"},
                                                                 {"mentions", "INTEGER"}});

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// Calls piece(column) for each key column, `separator` between them.
template <class Piece>
std::string joined(const std::vector<KeyColumn>& key, std::string_view separator, Piece&& piece) {
  std::string out;
  for (const KeyColumn& column : key) {
    if (&column != &key.front()) out += separator;
    out += piece(column);
  }
  return out;
}

/// Keys of NEW or OLD, as the watched table names them.
std::string row_key(const WatchedTable& table, std::string_view row) {
  return joined(table.key, ", ", [&](const KeyColumn& c) { return std::string(row) + '.' + quoted(c.name); });
}

/// "a IS NEW.x AND …": rows of the tables of events and reads that belong to the row of the trigger.
std::string belongs_to(const WatchedTable& table, std::string_view row) {
  return joined(table.key, " AND ", [&](const KeyColumn& c) {
    return quoted(c.event_name) + " IS " + std::string(row) + '.' + quoted(c.name);
  });
}

std::string row_key_text(const WatchedTable& table, std::string_view row) {
  return joined(table.key, " || ', ' || ",
                [&](const KeyColumn& c) { return "quote(" + std::string(row) + '.' + quoted(c.name) + ')'; });
}

/// Forgets the row's events. Names of the same schema need no qualifier in a trigger, and may have none.
std::string forget(const WatchedTable& table, std::string_view row) {
  const std::string its = " WHERE " + belongs_to(table, row);
  // By way of the table of reads: keys that its collation calls the same are written differently. A report without a
  // key is not in it.
  std::string reports = "SELECT " + key_text(table, "") + " FROM " + quoted(table.read_table()) + its;
  if (!key_is_null(table, "").empty()) reports += " UNION ALL SELECT " + row_key_text(table, row);
  return "DELETE FROM sitrep_errors WHERE watch = " + std::to_string(table.watch) + " AND report IN (" + reports +
         ");\n  DELETE FROM " + quoted(table.events) + its + ";\n  DELETE FROM " + quoted(table.read_table()) + its +
         ";\n  ";
}

std::string arguments_of_new(const WatchedTable& table) {
  std::string out = "NEW." + quoted(table.text);
  out += table.published.empty() ? ", NULL" : ", NEW." + quoted(table.published);
  out += table.country.empty() ? ", NULL" : ", NEW." + quoted(table.country);
  return out;
}

std::string read_new(const WatchedTable& table) {
  const std::string arguments = arguments_of_new(table);
  const std::string no_key = key_is_null(table, "NEW.");
  const std::string has_key = no_key.empty() ? "" : " WHERE NOT (" + no_key + ")";
  std::string error = "sitrep_read_error(" + arguments + ")";
  if (!no_key.empty()) error = "iif(" + no_key + ", 'the report has no key: a column of it is NULL', " + error + ")";
  return "INSERT INTO " + quoted(table.events) + "(" + key_list(table) + ", " + event_column_list("") + ") SELECT " +
         row_key(table, "NEW") + ", " + event_column_list("e.") + " FROM sitrep_read(" + arguments + ") e" + has_key +
         ";\n  INSERT INTO sitrep_errors(watch, report, error) SELECT " + std::to_string(table.watch) + ", " +
         row_key_text(table, "NEW") + ", r.error FROM (SELECT " + error +
         " AS error) r WHERE r.error IS NOT NULL;\n  INSERT INTO " + quoted(table.read_table()) + "(" +
         key_list(table) + ", stamp) SELECT " + row_key(table, "NEW") + ", sitrep_stamp()" + has_key + ";\n";
}

/// Rows that REPLACE may delete: they have the new row's values in a UNIQUE index.
std::string note_doubt(const WatchedTable& table, std::span<const UniqueIndex> indexes) {
  const std::string keys = joined(table.key, ", ", [](const KeyColumn& c) { return quoted(c.name); });
  std::string sql = "DELETE FROM " + quoted(table.doubt_table()) + ";\n  ";
  for (const UniqueIndex& index : indexes) {
    if (index.columns.empty()) continue;
    sql += "INSERT INTO " + quoted(table.doubt_table()) + " SELECT " + keys + " FROM " + quoted(table.name) + " WHERE ";
    for (const UniqueIndex::Column& column : index.columns) {
      if (&column != &index.columns.front()) sql += " AND ";
      sql += quoted(column.name) + " = NEW." + quoted(column.name) + " COLLATE " + quoted(column.collation);
    }
    sql += ";\n  ";
  }
  return sql;
}

/// What was replaced is gone from the watched table: forgets it.
std::string settle_doubt(const WatchedTable& table, std::span<const UniqueIndex> indexes) {
  bool expression = false;
  for (const UniqueIndex& index : indexes) expression |= index.columns.empty();
  if (indexes.empty()) return {};
  const std::string gone =
      "NOT EXISTS (SELECT 1 FROM " + quoted(table.name) + " t WHERE " +
      joined(table.key, " AND ",
             [](const KeyColumn& c) { return "t." + quoted(c.name) + " IS d." + quoted(c.event_name); }) +
      ")";
  // An index over an expression does not tell which rows it concerns: all are looked at.
  const std::string from = expression ? table.read_table() : table.doubt_table();
  const std::string same = joined(table.key, " AND ", [](const KeyColumn& c) {
    return "d." + quoted(c.event_name) + " IS o." + quoted(c.event_name);
  });
  std::string sql = "DELETE FROM sitrep_errors WHERE watch = " + std::to_string(table.watch) +
                    " AND report IN (SELECT " + key_text(table, "d.") + " FROM " + quoted(from) + " d WHERE " + gone +
                    ");\n  ";
  for (const std::string& target : {table.events, table.read_table()}) {
    sql += "DELETE FROM " + quoted(target) + " WHERE (" + key_list(table) + ") IN (SELECT " +
           joined(table.key, ", ", [](const KeyColumn& c) { return "d." + quoted(c.event_name); }) + " FROM " +
           quoted(from) + " d WHERE " + gone + ");\n  ";
  }
  return sql + "DELETE FROM " + quoted(table.doubt_table()) + ";\n  ";
}

std::string trigger_sql(const WatchedTable& table, std::string_view name, const std::string& when,
                        const std::string& body) {
  return "CREATE TRIGGER " + table.qualified(table.trigger(name)) + " " + when + " BEGIN\n  " + body + "END;\n";
}

std::string update_columns(const WatchedTable& table) {
  std::string out;
  for (const std::string& column : {table.text, table.published, table.country}) {
    if (!column.empty()) out += (out.empty() ? "" : ", ") + quoted(column);
  }
  for (const KeyColumn& column : table.key) out += ", " + quoted(column.name);
  return out;
}

std::string triggers_sql(const WatchedTable& table, std::span<const UniqueIndex> indexes) {
  const std::string on = " ON " + quoted(table.name);
  std::string sql;
  if (!indexes.empty()) {
    sql += trigger_sql(table, "before_insert", "BEFORE INSERT" + on, note_doubt(table, indexes));
    sql += trigger_sql(table, "before_update", "BEFORE UPDATE" + on, note_doubt(table, indexes));
    // The columns of a UNIQUE index need not be those that are read.
    sql += trigger_sql(table, "replace", "AFTER UPDATE" + on, settle_doubt(table, indexes));
  }
  sql += trigger_sql(table, "insert", "AFTER INSERT" + on,
                     settle_doubt(table, indexes) + forget(table, "NEW") + read_new(table));
  sql += trigger_sql(table, "update", "AFTER UPDATE OF " + update_columns(table) + on,
                     forget(table, "OLD") + forget(table, "NEW") + read_new(table));
  sql += trigger_sql(table, "delete", "AFTER DELETE" + on, forget(table, "OLD"));
  return sql;
}

std::string tables_sql(const WatchedTable& table) {
  const std::string keys = joined(table.key, ", ", [](const KeyColumn& c) {
    return quoted(c.event_name) + " " + c.type + (c.collation.empty() ? "" : " COLLATE " + quoted(c.collation));
  });
  std::string sql = "CREATE TABLE IF NOT EXISTS " + table.qualified(table.events) + "(" + keys;
  for (const EventColumn& column : kEventColumns) sql += ", " + quoted(column.name) + " " + std::string(column.type);
  sql += ", PRIMARY KEY (" + key_list(table) + ", event));\n";
  sql += "CREATE TABLE IF NOT EXISTS " + table.qualified(table.read_table()) + "(" + keys +
         ", stamp TEXT, PRIMARY KEY (" + key_list(table) + "));\n";
  sql += "CREATE TABLE IF NOT EXISTS " + table.qualified(table.doubt_table()) + "(" + keys + ");\n";
  return sql;
}

}  // namespace

std::span<const EventColumn> event_columns() { return kEventColumns; }

std::string WatchedTable::qualified(std::string_view object) const { return quoted(schema) + "." + quoted(object); }

std::string key_is(const WatchedTable& table, std::string_view prefix) {
  return joined(table.key, " AND ", [&](const KeyColumn& c) {
    return quoted(c.event_name) + " IS " + std::string(prefix) + quoted(c.event_name);
  });
}

std::string key_text(const WatchedTable& table, std::string_view prefix) {
  return joined(table.key, " || ', ' || ",
                [&](const KeyColumn& c) { return "quote(" + std::string(prefix) + quoted(c.event_name) + ")"; });
}

std::string key_is_null(const WatchedTable& table, std::string_view prefix) {
  std::string out;
  for (const KeyColumn& column : table.key) {
    if (column.nullable) out += (out.empty() ? "" : " OR ") + std::string(prefix) + quoted(column.name) + " IS NULL";
  }
  return out;
}

std::string key_list(const WatchedTable& table) {
  return joined(table.key, ", ", [](const KeyColumn& c) { return quoted(c.event_name); });
}

std::string event_column_list(std::string_view prefix) {
  std::string out;
  for (const EventColumn& column : kEventColumns) {
    if (!out.empty()) out += ", ";
    out += std::string(prefix) + quoted(column.name);
  }
  return out;
}

std::string shared_tables_sql(const std::string& schema) {
  const std::string in = "CREATE TABLE IF NOT EXISTS " + quoted(schema) + ".";
  return in + "sitrep_watches(watch INTEGER PRIMARY KEY, events TEXT NOT NULL);\n" + in +
         "sitrep_errors(watch INTEGER NOT NULL, report TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (watch, "
         "report));\n" +
         in +
         "sitrep_progress(watch INTEGER PRIMARY KEY, reports TEXT, done INTEGER, total INTEGER, rows_per_second REAL, "
         "seconds_left REAL);\n";
}

std::string create_watch_sql(const WatchedTable& table, std::span<const UniqueIndex> indexes) {
  const std::string no_key = key_is_null(table, "");
  std::string sql = tables_sql(table);
  sql += "CREATE VIEW " + table.qualified(table.source_view()) + " AS SELECT " +
         joined(table.key, ", ",
                [](const KeyColumn& c) {
                  return quoted(c.name) + (c.recollated ? " COLLATE " + quoted(c.collation) : "") + " AS " +
                         quoted(c.event_name);
                }) +
         ", " + quoted(table.text) + " AS arg_text, " + (table.published.empty() ? "NULL" : quoted(table.published)) +
         " AS arg_published, " + (table.country.empty() ? "NULL" : quoted(table.country)) + " AS arg_country FROM " +
         quoted(table.name) + (no_key.empty() ? "" : " WHERE NOT (" + no_key + ")") + ";\n";
  return sql + triggers_sql(table, indexes);
}

std::string drop_watch_sql(const WatchedTable& table, bool tables) {
  std::string sql;
  for (const std::string_view name : {"before_insert", "before_update", "replace", "insert", "update", "delete"})
    sql += "DROP TRIGGER IF EXISTS " + table.qualified(table.trigger(name)) + ";\n";
  sql += "DROP VIEW IF EXISTS " + table.qualified(table.source_view()) + ";\n";
  if (!tables) return sql;
  for (const std::string& name : {table.events, table.read_table(), table.doubt_table()})
    sql += "DROP TABLE IF EXISTS " + table.qualified(name) + ";\n";
  for (const char* shared : {"sitrep_errors", "sitrep_progress", "sitrep_watches"})
    sql += "DELETE FROM " + table.qualified(shared) + " WHERE watch = " + std::to_string(table.watch) + ";\n";
  return sql;
}

}  // namespace sitrep
