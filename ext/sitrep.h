#ifndef SITREP_H
#define SITREP_H

/* sitrep linked statically. Link libsitrep and register it on each connection
 *
 *     sqlite3_sitrep_init(db, NULL, NULL);
 *
 * or once on every later connection of the process
 *
 *     sqlite3_auto_extension((void (*)(void))sqlite3_sitrep_init);
 *
 * Both return an SQLite result code. *error, when asked for and set, is freed with sqlite3_free. */

#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3_api_routines;
int sqlite3_sitrep_init(sqlite3* db, char** error, const struct sqlite3_api_routines* api);
int sqlite3_sitrepall_init(sqlite3* db, char** error, const struct sqlite3_api_routines* api);

#ifdef __cplusplus
}
#endif

#endif
