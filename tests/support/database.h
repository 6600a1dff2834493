#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep.h"

namespace sitrep_test {

/// A value as the tests write it: NULL, x'00FF', or SQLite's text with line breaks as \n and \r.
std::string written(sqlite3_stmt* statement, int column);

/// The rows of all statements of a script, each with "|" between its columns, or the error that stopped it.
struct Outcome {
  std::vector<std::string> rows;
  std::string error;  ///< empty: none
  int code = SQLITE_OK;
};

/// A database with the library on it.
class Database {
 public:
  explicit Database(const char* path = ":memory:");
  ~Database() { sqlite3_close_v2(db_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* handle() const { return db_; }

  /// Runs every statement of the script; stops at the first error.
  Outcome run(std::string_view script) const;

  /// The one value of the script; throws std::runtime_error with SQLite's message.
  std::string value(std::string_view script) const;

 private:
  sqlite3* db_ = nullptr;
};

}  // namespace sitrep_test
