/* The sitrep.so of a package that carries the shared libraries it needs: it loads the library proper, which lies beside
 * it.
 *
 * SQLite makes the symbols of an extension, and those of every library that it needs, visible to whatever the process
 * loads later (RTLD_GLOBAL). A GEOS of another version that comes with shapely or GDAL would then be linked half to
 * ours and crash. So only this file, which has nothing to see, is loaded by SQLite; the rest is loaded here, hidden
 * from others (RTLD_LOCAL) and looking into its own libraries first (RTLD_DEEPBIND). */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3ext.h>
#include <string.h>

SQLITE_EXTENSION_INIT1

#define LIBRARY "sitrep.so.0"

typedef int Entry(sqlite3*, char**, const sqlite3_api_routines*);

static int call(const char* name, sqlite3* db, char** error, const sqlite3_api_routines* api) {
  SQLITE_EXTENSION_INIT2(api)
  Dl_info here;
  if (dladdr((void*)call, &here) == 0 || here.dli_fname == NULL) {
    *error = sqlite3_mprintf("sitrep: cannot tell where it lies");
    return SQLITE_ERROR;
  }
  const char* slash = strrchr(here.dli_fname, '/');
  const int folder = slash ? (int)(slash - here.dli_fname) + 1 : 0;
  char* path = sqlite3_mprintf("%.*s" LIBRARY, folder, here.dli_fname);
  if (path == NULL) return SQLITE_NOMEM;
  /* Never closed: SQLite keeps the functions. Opened once more it is the same. */
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
  sqlite3_free(path);
  Entry* entry = NULL;
  if (library) *(void**)&entry = dlsym(library, name);
  if (entry) return entry(db, error, api);
  const char* why = dlerror();
  *error = sqlite3_mprintf("sitrep: %s", why ? why : "no entry point");
  return SQLITE_ERROR;
}

__attribute__((visibility("default"))) int sqlite3_sitrep_init(sqlite3* db, char** error,
                                                               const sqlite3_api_routines* api) {
  return call("sqlite3_sitrep_init", db, error, api);
}

__attribute__((visibility("default"))) int sqlite3_sitrepall_init(sqlite3* db, char** error,
                                                                  const sqlite3_api_routines* api) {
  return call("sqlite3_sitrepall_init", db, error, api);
}
