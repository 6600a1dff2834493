// The entry points, nothing else.

#ifdef SQLITE_CORE
#include <sqlite3.h>
#define SITREP_INIT_API(api) (void)(api)
#else
#include <sqlite3ext.h>
extern "C" {
SQLITE_EXTENSION_INIT1
}
#define SITREP_INIT_API(api) SQLITE_EXTENSION_INIT2(api)
#endif

#include "catalog.h"

#define SITREP_EXPORT __attribute__((visibility("default")))

/// Registers sitrep's functions on this connection.
extern "C" SITREP_EXPORT int sqlite3_sitrep_init(sqlite3* db, char** error, const sqlite3_api_routines* api) {
  SITREP_INIT_API(api);
  return sitrep::register_catalog(db, error);
}

/// The same for this connection and every later one of the process.
extern "C" SITREP_EXPORT int sqlite3_sitrepall_init(sqlite3* db, char** error, const sqlite3_api_routines* api) {
  SITREP_INIT_API(api);
  if (const int code = sqlite3_auto_extension(reinterpret_cast<void (*)()>(sqlite3_sitrep_init)); code != SQLITE_OK) return code;
  if (const int code = sitrep::register_catalog(db, error); code != SQLITE_OK) return code;
  return SQLITE_OK_LOAD_PERMANENTLY;
}
