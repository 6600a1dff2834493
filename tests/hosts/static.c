/* sitrep in C, linked statically: no library to load, no path to get wrong. */

#include "sitrep.h"

#include <stdio.h>
#include <string.h>

static int fail(sqlite3* db, const char* what) {
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
  return 1;
}

int main(void) {
  sqlite3* db = NULL;
  sqlite3_stmt* statement = NULL;
  char* error = NULL;
  int rows = 0;
  int code;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return fail(db, "open");
  if (sqlite3_sitrep_init(db, &error, NULL) != SQLITE_OK) {
    fprintf(stderr, "sitrep: %s\n", error ? error : "no message");
    return 1;
  }
  if (sqlite3_prepare_v2(db, "SELECT type, actor, killed_min, start_date, place FROM extract_events(?1, ?2)", -1, &statement, NULL) !=
      SQLITE_OK)
    return fail(db, "prepare");
  sqlite3_bind_text(statement, 1, "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people.", -1,
                    SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, "2021-04-18", -1, SQLITE_STATIC);
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    ++rows;
    printf("%s | %s | %d | %s | %s\n", sqlite3_column_text(statement, 0), sqlite3_column_text(statement, 1),
           sqlite3_column_int(statement, 2), sqlite3_column_text(statement, 3), sqlite3_column_text(statement, 4));
    if (strcmp((const char*)sqlite3_column_text(statement, 0), "airstrike") != 0) return fail(db, "type");
  }
  if (code != SQLITE_DONE) return fail(db, "step");
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return rows == 1 ? 0 : 1;
}
