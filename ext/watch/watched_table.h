#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// A column of the primary key of a watched table.
struct KeyColumn {
  std::string name;  ///< in the watched table
  std::string
      event_name;    ///< in its table of events: the same, or report_NAME where an event has a column of that name
  std::string type;  ///< as declared
  std::string collation = {};  ///< of the primary key; empty: there is no index for it, the column is the rowid
  bool recollated = false;     ///< the column itself has another
  bool nullable = false;       ///< SQLite allows NULL in a primary key that is not the rowid
};

/// A UNIQUE index over which REPLACE may delete a row without its trigger.
struct UniqueIndex {
  struct Column {
    std::string name, collation;
  };
  std::vector<Column> columns;  ///< none: it is over an expression
};

/// A table that is watched, or is to be. What it keeps in its schema, `N` being the number of the watch:
///
///   T_events            the events of each report: its key, then the columns of extract_events
///   sitrep_read_N       each report that was read: its key, and the stamp of the knowledge it was read with
///   sitrep_doubt_N      keys of the rows that the statement under way may replace
///   sitrep_source_N     a view of what is read of the reports; SQLite keeps it right when table or columns are renamed
///   sitrep_watch_N_…    triggers
///   sitrep_watches, sitrep_errors, sitrep_progress   shared by all watched tables of the schema
struct WatchedTable {
  std::string schema;  ///< "main", "temp", or that of an attached database
  std::string name;
  std::int64_t watch = 0;
  std::string events;  ///< name of the table of events
  std::vector<KeyColumn> key;
  std::string text, published, country;  ///< columns; the last two may be empty

  std::string qualified(std::string_view object) const;  ///< "schema"."object"
  std::string read_table() const { return "sitrep_read_" + std::to_string(watch); }
  std::string doubt_table() const { return "sitrep_doubt_" + std::to_string(watch); }
  std::string source_view() const { return "sitrep_source_" + std::to_string(watch); }
  std::string trigger(std::string_view event) const {
    return "sitrep_watch_" + std::to_string(watch) + "_" + std::string(event);
  }
};

/// The columns of extract_events, each with its type.
struct EventColumn {
  std::string_view name, type;
};
std::span<const EventColumn> event_columns();

/// CREATE TABLE of the tables shared by the watches of a schema, where they are not there yet.
std::string shared_tables_sql(const std::string& schema);
/// CREATE of what belongs to one watch: tables, where they are not there yet, view and triggers.
std::string create_watch_sql(const WatchedTable& table, std::span<const UniqueIndex> indexes);
/// DROP of the view and the triggers; with `tables` of everything.
std::string drop_watch_sql(const WatchedTable& table, bool tables);

/// "a IS PREFIXa AND b IS PREFIXb" over the key's columns in the tables of events and reads.
std::string key_is(const WatchedTable& table, std::string_view prefix);
/// The key as the text by which sitrep_errors names a report: quote(PREFIXa) || ', ' || quote(PREFIXb).
std::string key_text(const WatchedTable& table, std::string_view prefix);
/// "a IS NULL OR b IS NULL" over the key's columns that may be NULL, as the watched table names them after PREFIX;
/// empty: none.
std::string key_is_null(const WatchedTable& table, std::string_view prefix);
/// "a, b" of the key's columns in the tables of events and reads.
std::string key_list(const WatchedTable& table);
/// "type, category, …": the columns of extract_events.
std::string event_column_list(std::string_view prefix);

}  // namespace sitrep
