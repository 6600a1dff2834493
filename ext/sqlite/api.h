#pragma once

/// The one place that chooses between the loadable library (calls go through the host's table of routines) and static
/// linking (SQLITE_CORE). Include this, never sqlite3.h.
#ifdef SQLITE_CORE
#include <sqlite3.h>
#else
#include <sqlite3ext.h>
extern "C" {
SQLITE_EXTENSION_INIT3
}
#endif

// Newer than the oldest header we build with; older SQLites ignore the bit.
#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000
#endif
