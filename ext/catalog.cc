#include "catalog.h"

#include <memory>
#include <string>

#include "about/functions.h"
#include "extract/functions.h"
#include "geometry/functions.h"
#include "live/functions.h"
#include "picture/functions.h"
#include "regex/functions.h"
#include "region/functions.h"
#include "sqlite/statement.h"
#include "watch/functions.h"

namespace sitrep {
namespace {

bool compiles(sqlite3* db, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(db, sql, -1, &raw, nullptr);
  sqlite3_finalize(raw);
  return code == SQLITE_OK;
}

/// Another load of the library has registered on this connection before.
bool is_registered(sqlite3* db) {
  if (compiles(db, "SELECT sitrep_version()")) return true;
  // Leaves no error on the connection: sqlite3_open fails by it when this runs as an automatic extension.
  compiles(db, "SELECT 1");
  return false;
}

int register_all(sqlite3* db) {
  // What is registered holds the connection; this holds it meanwhile, so that registration that fails half-way frees it
  // when SQLite drops the functions.
  const std::unique_ptr<Connection, void (*)(Connection*)> connection((std::make_unique<Connection>(db)).release(),
                                                                      [](Connection* c) { c->drop(); });
  connection->hold();
  int code = SQLITE_OK;
  for (const std::span<const FunctionRow> rows : catalog_tables()) {
    code = register_functions(*connection, rows);
    // The host's own REGEXP may be in use by the very statement that loads the library: then it stays in force.
    if (code == SQLITE_BUSY && rows.data() == regexp_operator().data()) code = SQLITE_OK;
    if (code != SQLITE_OK) break;
  }
  return code;
}

}  // namespace

std::vector<std::span<const FunctionRow>> catalog_tables() {
  // One a line: domains are added by many hands.
  // clang-format off
  return {
      text_functions(),
      date_functions(),
      actor_functions(),
      event_functions(),
      explain_functions(),
      place_functions(),
      known_functions(),
      format_functions(),
      accessor_functions(),
      part_functions(),
      make_functions(),
      editor_functions(),
      construct_functions(),
      linear_functions(),
      dump_functions(),
      predicate_functions(),
      measure_functions(),
      geodesic_functions(),
      processing_functions(),
      overlay_functions(),
      aggregate_functions(),
      map_functions(),
      chart_functions(),
      regex_functions(),
      regex_table_functions(),
      region_functions(),
      lookup_functions(),
      cluster_functions(),
      incident_functions(),
      about_functions(),
      install_functions(),
      check_functions(),
      known_place_functions(),
      watch_functions(),
      refresh_functions(),
      read_functions(),
      regexp_operator(),  // last: see register_all
  };
  // clang-format on
}

int register_catalog(sqlite3* db, char** error) {
  try {
    if (is_registered(db)) return SQLITE_OK;
    const int code = register_all(db);
    if (code != SQLITE_OK && error != nullptr) *error = sqlite3_mprintf("sitrep: %s", sqlite3_errmsg(db));
    return code;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const std::exception& failure) {
    if (error != nullptr) *error = sqlite3_mprintf("sitrep: %s", failure.what());
    return SQLITE_ERROR;
  }
}

}  // namespace sitrep
