// sitrep_watch and sitrep_unwatch.

#include "sqlite/savepoint.h"
#include "sqlite/statement.h"
#include "watch/functions.h"
#include "watch/sql_watched.h"

namespace sitrep {
namespace {

/// Schema changes from within a statement that reads the same table are refused by SQLite; says what to do.
template <class Body>
void change_schema(sqlite3* db, Body&& body) {
  try {
    Savepoint savepoint(db);
    body();
    savepoint.release();
  } catch (const SqlError& error) {
    if ((error.code() & 0xFF) != SQLITE_LOCKED) throw;
    throw UserError(std::string(error.what()) +
                    ": a statement is still reading; finish it first, and do not call this from a query over a table");
  }
}

std::string column_argument(sqlite3* db, const WatchedTable& table, Args args, std::size_t i) {
  if (!args.has(i)) return {};
  std::string column(args[i].document());
  if (!has_column(db, table, column)) throw UserError("the table '" + table.name + "' has no column '" + column + "'");
  return column;
}

/// A text that is a blob would be read as bytes that mean nothing.
void refuse_blobs(sqlite3* db, const WatchedTable& table) {
  Statement blob(db, "SELECT 1 FROM " + table.qualified(table.name) + " WHERE typeof(" + quoted_name(table.text) +
                         ") = 'blob' LIMIT 1");
  if (blob.step()) throw UserError("the column '" + table.text + "' holds blobs; the reports must be text");
}

/// SQLite allows them where the primary key is not the rowid.
void refuse_missing_keys(sqlite3* db, const WatchedTable& table) {
  const std::string no_key = key_is_null(table, "");
  if (no_key.empty()) return;
  Statement missing(db, "SELECT 1 FROM " + table.qualified(table.name) + " WHERE " + no_key + " LIMIT 1");
  if (missing.step()) {
    throw UserError("the table '" + table.name +
                    "' has rows without a key (NULL in a column of its PRIMARY KEY): give them one first");
  }
}

std::int64_t rows_of(sqlite3* db, const WatchedTable& table) {
  Statement count(db, "SELECT count(*) FROM " + table.qualified(table.name));
  return count.step() ? count[0].int64() : 0;
}

void begin_watch(sqlite3* db, WatchedTable& table) {
  std::string name = table.name + "_events";
  table.events = name;
  Statement exists(db, "SELECT 1 FROM " + table.qualified("sqlite_schema") + " WHERE name = ? COLLATE NOCASE");
  exists.bind(1, name);
  if (exists.step()) throw UserError("there is a table or index '" + name + "' already; rename it first");
  execute(db, shared_tables_sql(table.schema));
  Statement insert(db, "INSERT INTO " + table.qualified("sitrep_watches") + "(events) VALUES (?) RETURNING watch");
  insert.bind(1, name);
  if (insert.step()) table.watch = insert[0].int64();
  insert.run();
}

void sitrep_watch(Context& context, Args args) {
  sqlite3* db = context.connection().db();
  if (!args.has(0) || !args.has(1)) throw UserError("a table and its column of texts are needed");
  WatchedTable table = find_table(db, args[0].document());
  table.text = column_argument(db, table, args, 1);
  table.published = column_argument(db, table, args, 2);
  table.country = column_argument(db, table, args, 3);
  refuse_blobs(db, table);
  refuse_missing_keys(db, table);
  change_schema(db, [&] {
    const WatchedTable given = table;
    bool watched = find_watch(db, table);
    if (watched && !key_is_kept(db, table)) {
      // The table was made anew, with another key: what was read of the old one is of no use.
      execute(db, drop_watch_sql(table, true));
      table = given;
      watched = false;
    }
    if (watched)
      execute(db, drop_watch_sql(table, false));
    else
      begin_watch(db, table);
    execute(db, create_watch_sql(table, unique_indexes(db, table)));
    // Watched anew: other columns, a new UNIQUE index, triggers that were dropped. What was read may have changed
    // since.
    if (watched) execute(db, "UPDATE " + table.qualified(table.read_table()) + " SET stamp = NULL");
  });
  context.set(rows_of(db, table));
}

/// What is to be undone: of a table, or of one that has been dropped since.
WatchedTable find_watched(sqlite3* db, std::string_view name) {
  if (std::optional<WatchedTable> orphan = find_orphan(db, name); orphan) return *orphan;
  WatchedTable table = find_table(db, name);
  if (!find_watch(db, table)) throw UserError("the table '" + table.name + "' is not watched");
  return table;
}

void sitrep_unwatch(Context& context, Args args) {
  sqlite3* db = context.connection().db();
  const WatchedTable table = find_watched(db, args[0].document());
  change_schema(db, [&] {
    execute(db, drop_watch_sql(table, true));
    Statement left(db, "SELECT 1 FROM " + table.qualified("sitrep_watches"));
    if (left.step()) return;
    for (const char* shared : {"sitrep_watches", "sitrep_errors", "sitrep_progress"}) {
      left.reset();
      execute(db, "DROP TABLE IF EXISTS " + table.qualified(shared));
    }
  });
}

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_watch",
     .arguments = "table, text_column [, published_column [, country_column]]",
     .returns = "INTEGER",
     .implementation = Scalar{sitrep_watch},
     .summary =
         "Keeps the events of a table of reports up to date: makes the table TABLE_events (the report's key and the "
         "columns of extract_events) and triggers that renew a report's events when it is inserted, updated, "
         "replaced or deleted. Returns the number of reports that there are already: sitrep_refresh() reads those. "
         "A report that cannot be read is named in sitrep_errors. The table must have a declared PRIMARY KEY. To be "
         "called again when it gets another UNIQUE index, or other columns are to be read; all is stale then.",
     .example = "CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT, published TEXT); "
                "SELECT sitrep_watch('reports', 'body', 'published')",
     .nulls = Nulls::pass,
     .safety = Safety::direct_only,
     .deterministic = false},
    {.name = "sitrep_unwatch",
     .arguments = "table",
     .implementation = Scalar{sitrep_unwatch},
     .summary =
         "Undoes sitrep_watch(): drops the table of events and the triggers, also after the table itself has been "
         "dropped.",
     .example = "CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT); SELECT sitrep_watch('reports', 'body'); "
                "SELECT sitrep_unwatch('reports')",
     .safety = Safety::direct_only,
     .deterministic = false},
};

}  // namespace

std::span<const FunctionRow> watch_functions() { return kRows; }

}  // namespace sitrep
