// Fails the n-th allocation, n = 1, 2, … until nothing fails: of SQLite's allocator and of operator new, once and for
// good. Each run must end in "out of memory" or in the right result, and give back all it took. Usage: sitrep_oom [STEP
// [WORD]]   after the first 200, n grows by n/STEP (0: by one); only statements that contain WORD.

#include <dlfcn.h>
#include <execinfo.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "catalog_calls.h"
#include "database.h"
#include "watchdog.h"

namespace {

/// Which allocation fails. Plain data: the allocators below read it.
struct Fault {
  bool armed = false;
  bool lasting = false;  ///< every later one fails too
  bool sqlite = false;   ///< of SQLite's allocator, else of operator new
  long at = 0;
  long seen = 0;
  long live = 0;  ///< blocks of operator new not yet freed
};
Fault fault;

bool in_libraries = false;

/// The allocation is made within RE2 or GEOS.
bool is_foreign() {
  void* frames[64];
  const int depth = backtrace(frames, 64);
  for (int i = 0; i < depth; ++i) {
    Dl_info info;
    if (dladdr(frames[i], &info) == 0 || info.dli_fname == nullptr) continue;
    if (std::strstr(info.dli_fname, "libre2") || std::strstr(info.dli_fname, "libgeos")) return true;
  }
  return false;
}

bool fails(bool sqlite) {
  if (!fault.armed || sqlite != fault.sqlite) return false;
  ++fault.seen;
  if (fault.lasting ? fault.seen < fault.at : fault.seen != fault.at) return false;
  if (sqlite || in_libraries) return true;
  fault.armed = false;  // backtrace may allocate
  const bool foreign = is_foreign();
  fault.armed = true;
  if (foreign && !fault.lasting) ++fault.at;  // the next one instead
  return !foreign;
}

void* allocate(std::size_t size, std::size_t alignment) noexcept {
  if (fails(false)) return nullptr;
  void* block = alignment > alignof(std::max_align_t)
                    ? std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)
                    : std::malloc(size ? size : 1);
  if (block) ++fault.live;
  return block;
}

void release(void* block) noexcept {
  if (block) --fault.live;
  std::free(block);
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
  void* block = allocate(size, alignment);
  if (!block) throw std::bad_alloc();
  return block;
}

}  // namespace

void* operator new(std::size_t size) { return allocate_or_throw(size, 0); }
void* operator new[](std::size_t size) { return allocate_or_throw(size, 0); }
void* operator new(std::size_t size, std::align_val_t a) {
  return allocate_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t size, std::align_val_t a) {
  return allocate_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, 0); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, 0); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }
void operator delete(void* block, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { release(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { release(block); }

namespace {

using namespace sitrep_test;

sqlite3_mem_methods original;

void* sqlite_malloc(int size) { return fails(true) ? nullptr : original.xMalloc(size); }
void* sqlite_realloc(void* block, int size) { return fails(true) ? nullptr : original.xRealloc(block, size); }

void wrap_allocator() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &original);
  sqlite3_mem_methods wrapped = original;
  wrapped.xMalloc = sqlite_malloc;
  wrapped.xRealloc = sqlite_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &wrapped);
  // Small blocks from the connection's own pool would hide failures.
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
  sqlite3_initialize();
}

/// What a run left behind.
struct Balance {
  long blocks = fault.live;
  sqlite3_int64 bytes = sqlite3_memory_used();
  bool operator==(const Balance&) const = default;
};

/// Registers the library and runs the script on a new connection, with the fault armed for both.
/// SQLite allocates what it pleases in sqlite3_errmsg, which is read disarmed.
int run(const std::string& script, std::vector<std::string>& rows, std::string& error) {
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  rows.clear();
  error.clear();
  fault.seen = 0;
  fault.armed = fault.at > 0;
  char* message = nullptr;
  int code = sqlite3_sitrep_init(db, &message, nullptr);
  const char* at = script.c_str();
  while (code == SQLITE_OK && *at != '\0') {
    sqlite3_stmt* statement = nullptr;
    code = sqlite3_prepare_v2(db, at, -1, &statement, &at);
    if (code == SQLITE_OK && !statement) continue;
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
      const bool armed = std::exchange(fault.armed, false);
      for (int i = 0; i < sqlite3_column_count(statement); ++i) rows.push_back(written(statement, i));
      fault.armed = armed;
      code = SQLITE_OK;
    }
    if (code == SQLITE_DONE) code = SQLITE_OK;
    const bool armed = std::exchange(fault.armed, false);
    if (code != SQLITE_OK) error = sqlite3_errmsg(db);
    fault.armed = armed;
    sqlite3_finalize(statement);
  }
  if (message) error = message;
  fault.armed = false;
  sqlite3_free(message);
  sqlite3_close(db);
  return code;
}

/// GEOS and RE2 catch std::bad_alloc themselves and say so in words.
bool says_no_memory(int code, const std::string& error) {
  return code == SQLITE_NOMEM || error.find("memory") != std::string::npos ||
         error.find("bad_alloc") != std::string::npos;
}

long failures = 0;
long runs = 0;

void complain(const std::string& script, const char* what, const std::string& detail) {
  ++failures;
  std::printf("%s\n  allocation %ld of %s, %s: %s %s\n", script.c_str(), fault.at,
              fault.sqlite ? "SQLite" : "operator new", fault.lasting ? "and all after it" : "only it", what,
              detail.c_str());
}

/// One run with the fault; returns how many allocations it saw.
long attempt(const std::string& script, const std::vector<std::string>& expected) {
  std::vector<std::string> rows;
  std::string error;
  const int code = run(script, rows, error);
  const long seen = fault.seen;
  ++runs;
  if (code == SQLITE_OK && rows != expected)
    complain(script, "another result:", rows.empty() ? "no rows" : rows.front());
  if (code != SQLITE_OK && !says_no_memory(code, error))
    complain(script, "another error:", std::to_string(code) + " " + error);
  return seen;
}

void loop(const std::string& script, long step) {
  std::vector<std::string> expected;
  std::string error;
  fault.at = 0;
  for (int i = 0; i < 2; ++i) {  // the first run makes what lives as long as the process
    if (run(script, expected, error) != SQLITE_OK) return complain(script, "fails with memory enough:", error);
  }
  Watchdog watchdog(60);
  for (long n = 1;; n += n < 200 || step == 0 ? 1 : 1 + n / step) {
    watchdog.start(script);
    fault.at = n;
    const Balance before;
    const bool reached = attempt(script, expected) >= fault.at;
    n = fault.at;
    const Balance after;
    if (!in_libraries && !(after == before)) {
      complain(script, "left:",
               std::to_string(after.blocks - before.blocks) + " blocks of operator new, " +
                   std::to_string(after.bytes - before.bytes) + " bytes of SQLite");
    }
    if (!reached) return;
  }
}

std::vector<std::string> statements() {
  std::vector<std::string> all = {
      "",  // loading alone
      "SELECT sentence, kind, text FROM extract_sentences('A headline\n\nTwo fighters died. Nine fled.')",
      "SELECT s.id, e.sentence FROM (SELECT 1 AS id UNION ALL SELECT 2) s LEFT JOIN extract_sentences('A b. C d.') e "
      "ON e.sentence = s.id",
      "SELECT name, kind FROM sitrep_functions() ORDER BY 1, 2",
      "CREATE TABLE r(a); INSERT INTO r VALUES ('A b. C d.'); CREATE VIEW v AS SELECT sentence FROM r, "
      "extract_sentences(a); "
      "SELECT * FROM v",
  };
  for (const Named& function : catalog_names()) {
    const std::string example(function.row->example);
    if (example != all.back()) all.push_back(example);
  }
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  wrap_allocator();
  const long step = count > 1 ? std::strtol(arguments[1], nullptr, 10) : 20;
  const char* word = count > 2 ? arguments[2] : "";
  in_libraries = count > 3 && std::strcmp(arguments[3], "libraries") == 0;
  const std::vector<std::string> all = statements();
  for (const std::string& script : all) {
    if (script.find(word) == std::string::npos) continue;
    const long runs_before = runs;
    for (const bool sqlite : {true, false}) {
      for (const bool lasting : {false, true}) {
        fault.sqlite = sqlite;
        fault.lasting = lasting;
        loop(script, step);
      }
    }
    std::printf("%ld runs: %.100s\n", runs - runs_before, script.c_str());
    std::fflush(stdout);
  }
  std::printf("%zu statements, %ld runs, %ld failures\n", all.size(), runs, failures);
  return failures == 0 ? 0 : 1;
}
