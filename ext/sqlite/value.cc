#include "sqlite/value.h"

#include <cmath>
#include <cstring>

namespace sitrep {

std::string_view Value::text(std::string_view argument) const {
  if (is_blob()) throw SqlError(std::string(argument) + " must be text, not a blob");
  if (is_null()) return {};
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value_));
  if (bytes == nullptr) throw std::bad_alloc();
  return {bytes, strnlen(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value_)))};
}

std::span<const std::byte> Value::blob() const {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(value_));
  return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value_))};
}

std::optional<double> Value::number(std::string_view argument) const {
  if (is_null()) return std::nullopt;
  const int numeric = sqlite3_value_numeric_type(value_);
  if (numeric != SQLITE_INTEGER && numeric != SQLITE_FLOAT) {
    throw SqlError(std::string(argument) + " must be a number, not " + shown());
  }
  return sqlite3_value_double(value_);
}

std::optional<std::int64_t> Value::integer(std::string_view argument) const {
  const std::optional<double> value = number(argument);
  if (!value) return std::nullopt;
  if (std::floor(*value) != *value) throw SqlError(std::string(argument) + " must be a whole number, not " + shown());
  return sqlite3_value_int64(value_);
}

std::string Value::shown() const {
  if (is_null()) return "NULL";
  if (is_blob()) return "a blob of " + std::to_string(sqlite3_value_bytes(value_)) + " bytes";
  const std::string_view whole = text("value");
  constexpr std::size_t kLongest = 60;
  std::string out = "'" + std::string(whole.substr(0, kLongest));
  return out + (whole.size() > kLongest ? "…'" : "'");
}

void Result::text(std::string_view value) {
  sqlite3_result_text64(context_, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Result::blob(std::string_view bytes) {
  sqlite3_result_blob64(context_, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

}  // namespace sitrep
