#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sqlite/api.h"
#include "sqlite/guard.h"
#include "sqlite/result.h"
#include "sqlite/value.h"

namespace sitrep {

/// A nested statement on the connection: prepared, bound, stepped, finalized with the object. SQLite's errors become
/// SqlError with their code. Keep none beyond a call, or sqlite3_close() fails.
///
///     Statement rows(connection.db(), "SELECT rowid, geom FROM " + quoted_name(table) + " WHERE id > ?");
///     rows.bind(1, least);
///     while (rows.step()) use(rows[0].int64(), rows[1].blob());
class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql) : db_(db) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
    statement_.reset(raw);
    if (code != SQLITE_OK) throw SqlError(code, sqlite3_errmsg(db));
  }

  /// True when there is a row.
  bool step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw SqlError(code, sqlite3_errmsg(db_));
    return false;
  }
  void run() {
    while (step()) {
    }
  }
  void reset() { sqlite3_reset(statement_.get()); }

  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string_view column_name(int i) const {
    const char* name = sqlite3_column_name(statement_.get(), i);
    if (name == nullptr) throw std::bad_alloc();
    return name;
  }
  /// Column i of the row; valid until the next step. Unprotected: only its content may be read, in this thread.
  Value operator[](int i) const { return Value(sqlite3_column_value(statement_.get(), i)); }

  void bind(int i, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), i, value)); }
  void bind(int i, double value) { check(sqlite3_bind_double(statement_.get(), i, value)); }
  void bind(int i, std::string_view text) {
    check(sqlite3_bind_text64(statement_.get(), i, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
  }
  void bind(int i, Blob blob) {
    check(sqlite3_bind_blob64(statement_.get(), i, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT));
  }
  void bind(int i, Value value) { check(sqlite3_bind_value(statement_.get(), i, value.raw())); }
  void bind_null(int i) { check(sqlite3_bind_null(statement_.get(), i)); }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) throw SqlError(code, sqlite3_errmsg(db_));
  }
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// `name` as an SQL identifier: in double quotes, those within doubled.
inline std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace sitrep
