#include "database.h"

namespace sitrep_test {
namespace {

std::string row_of(sqlite3_stmt* statement) {
  const int columns = sqlite3_column_count(statement);
  std::string row;
  for (int i = 0; i < columns; ++i) {
    if (i > 0) row += '|';
    row += written(statement, i);
  }
  return row.empty() ? "''" : row;
}

}  // namespace

std::string written(sqlite3_stmt* statement, int column) {
  const int type = sqlite3_column_type(statement, column);
  if (type == SQLITE_NULL) return "NULL";
  std::string out;
  if (type == SQLITE_BLOB) {
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
    const int size = sqlite3_column_bytes(statement, column);
    constexpr char kDigits[] = "0123456789ABCDEF";
    out = "x'";
    for (int i = 0; i < size; ++i) {
      out += kDigits[bytes[i] >> 4];
      out += kDigits[bytes[i] & 15];
    }
    out += '\'';
    return out;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  const std::string_view view(text ? text : "",
                              text ? static_cast<std::size_t>(sqlite3_column_bytes(statement, column)) : 0);
  for (const char c : view) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out;
}

Database::Database(const char* path) {
  if (sqlite3_open(path, &db_) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  char* error = nullptr;
  if (sqlite3_sitrep_init(db_, &error, nullptr) != SQLITE_OK) {
    const std::string message = error ? error : "sqlite3_sitrep_init failed";
    sqlite3_free(error);
    throw std::runtime_error(message);
  }
}

Outcome Database::run(std::string_view script) const {
  Outcome outcome;
  const char* at = script.data();
  const char* const end = at + script.size();
  const auto failed = [&](int code) {
    outcome.code = code;
    outcome.error = sqlite3_errmsg(db_);
    return outcome;
  };
  while (at < end) {
    sqlite3_stmt* raw = nullptr;
    const int prepared = sqlite3_prepare_v2(db_, at, static_cast<int>(end - at), &raw, &at);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
    if (prepared != SQLITE_OK) return failed(prepared);
    if (!statement) continue;  // a comment or blanks
    int code;
    while ((code = sqlite3_step(raw)) == SQLITE_ROW) outcome.rows.push_back(row_of(raw));
    if (code != SQLITE_DONE) return failed(code);
  }
  return outcome;
}

std::string Database::value(std::string_view script) const {
  Outcome outcome = run(script);
  if (outcome.code != SQLITE_OK) throw std::runtime_error(outcome.error);
  if (outcome.rows.size() != 1)
    throw std::runtime_error("expected one row, got " + std::to_string(outcome.rows.size()));
  return std::move(outcome.rows.front());
}

}  // namespace sitrep_test
