// sitrep_install: the user's knowledge tables.

#include "extract/sql_user_rows.h"
#include "live/functions.h"
#include "live/schema.h"
#include "sqlite/savepoint.h"

namespace sitrep {
namespace {

/// First number of the user's regions.
constexpr std::string_view kRegionStart = "9999999";

int create_tables(sqlite3* db) {
  int created = 0;
  if (!has_table(db, "sitrep_generation")) {
    execute(db, "CREATE TABLE main.sitrep_generation(name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL)");
    ++created;
  }
  execute(db,
          "INSERT OR IGNORE INTO main.sitrep_generation VALUES ('words', randomblob(16)), ('places', randomblob(16)), "
          "('regions', randomblob(16))");
  for (const UserTable& table : user_tables()) {
    execute(db, drop_trigger_sql(table));
    if (!has_table(db, table.name)) {
      execute(db, "CREATE TABLE main." + std::string(table.name) + "(" + std::string(table.definition) + ")" +
                      std::string(table.options) + ";\n UPDATE main.sitrep_generation SET value = randomblob(16)");
      if (table.name == "sitrep_regions") {
        execute(db,
                "DELETE FROM main.sqlite_sequence WHERE name = 'sitrep_regions'; "
                "INSERT INTO main.sqlite_sequence(name, seq) VALUES ('sitrep_regions', " +
                    std::string(kRegionStart) + ")");
      }
      ++created;
    }
    execute(db, trigger_sql(table));
  }
  return created;
}

void sitrep_install(Context& context, Args) {
  sqlite3* db = context.connection().db();
  Savepoint savepoint(db);
  const int created = create_tables(db);
  savepoint.release();
  context.set(created);
}

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_install",
     .returns = "INTEGER",
     .implementation = Scalar{sitrep_install},
     .summary =
         "Makes the tables sitrep_event_types, sitrep_actors, sitrep_actor_aliases, sitrep_terms, sitrep_patterns, "
         "sitrep_places, sitrep_place_names and sitrep_regions in the main database, where they are not there "
         "yet, and returns how many it made. A row in them adds to the built-in knowledge, overrides the built-in "
         "row with the same key (columns left NULL keep the built-in value) or, with enabled = 0, switches it "
         "off; it holds from the next statement on. A row that cannot be right is refused when it is written.",
     .example = "SELECT sitrep_install()",
     .safety = Safety::direct_only,
     .deterministic = false},
};

}  // namespace

std::span<const FunctionRow> install_functions() { return kRows; }

}  // namespace sitrep
