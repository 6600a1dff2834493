#pragma once

#include <string>

#include "sqlite/api.h"
#include "sqlite/guard.h"

namespace sitrep {

/// Runs all statements of a script. SQLite's errors become SqlError.
inline void execute(sqlite3* db, const std::string& sql) {
  const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw SqlError(code, sqlite3_errmsg(db));
}

/// A transaction, or a part of the one that is open: what it has done is undone when it is left without release().
class Savepoint {
 public:
  explicit Savepoint(sqlite3* db) : db_(db) { execute(db_, "SAVEPOINT sitrep"); }
  ~Savepoint() {
    if (!released_) sqlite3_exec(db_, "ROLLBACK TO sitrep; RELEASE sitrep", nullptr, nullptr, nullptr);
  }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;

  void release() {
    execute(db_, "RELEASE sitrep");
    released_ = true;
  }

 private:
  sqlite3* db_;
  bool released_ = false;
};

}  // namespace sitrep
