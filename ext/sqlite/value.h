#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sqlite/api.h"

namespace sitrep {

struct FunctionRow;

enum class ValueType { null, integer, real, text, blob };

/// A view of one SQL value. Valid as long as the value itself: the call for a scalar or an aggregate, the scan (until
/// the next open) for a table function. Pointers got from it stay valid as long as no other conversion of the same
/// value is asked for, so ask once and keep the view.
class Value {
 public:
  explicit Value(sqlite3_value* raw) : raw_(raw) {}

  ValueType type() const {
    switch (raw_ ? sqlite3_value_type(raw_) : SQLITE_NULL) {
      case SQLITE_INTEGER:
        return ValueType::integer;
      case SQLITE_FLOAT:
        return ValueType::real;
      case SQLITE_TEXT:
        return ValueType::text;
      case SQLITE_BLOB:
        return ValueType::blob;
      default:
        return ValueType::null;
    }
  }
  bool is_null() const { return raw_ == nullptr || sqlite3_value_type(raw_) == SQLITE_NULL; }

  std::int64_t int64() const { return raw_ ? sqlite3_value_int64(raw_) : 0; }
  double real() const { return raw_ ? sqlite3_value_double(raw_) : 0; }

  /// All the bytes of the text (NULs included); a number as SQLite writes it, a blob's bytes as they are, NULL as
  /// nothing. Not checked to be UTF-8. Throws std::bad_alloc.
  std::string_view text() const;

  /// The text up to its first NUL, as substr() and length() see it: what the functions that read reports take.
  std::string_view document() const;

  /// The bytes of a blob or a text.
  std::span<const std::byte> blob() const {
    if (raw_ == nullptr) return {};
    const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(raw_));
    const int size = sqlite3_value_bytes(raw_);
    if (bytes == nullptr && size > 0) throw std::bad_alloc();
    return {bytes, static_cast<std::size_t>(size)};
  }

  /// INTEGER or REAL, or TEXT that reads as a finite number from end to end (blanks around it allowed); else nothing.
  std::optional<double> number() const {
    const ValueType kind = type();
    if (kind == ValueType::real || kind == ValueType::integer) return real();
    return number_in_text();
  }

  /// INTEGER, or REAL or TEXT whose value is a whole number within the range of INTEGER; else nothing.
  std::optional<std::int64_t> integer() const;

  /// The value as an error message shows it: 'text', cut after 40 characters; 42; a blob of 7 bytes; NULL.
  std::string describe() const;

  sqlite3_value* raw() const { return raw_; }

 private:
  std::optional<double> number_in_text() const;

  sqlite3_value* raw_;
};

/// The arguments of a call. A table function always gets all it declared, those not given as NULL.
class Args {
 public:
  Args(std::span<sqlite3_value*> values, const FunctionRow& function)
      : values_(values.data()), size_(values.size()), function_(&function) {}

  std::size_t size() const { return size_; }
  /// An argument that was not given reads as NULL.
  Value operator[](std::size_t i) const { return Value(i < size_ ? values_[i] : nullptr); }
  bool has(std::size_t i) const { return !(*this)[i].is_null(); }

  // The same as Value's, but what cannot be read is a UserError that names the argument and shows the value.
  double number(std::size_t i) const {
    const Value value = (*this)[i];
    const ValueType kind = value.type();
    if (kind == ValueType::real || kind == ValueType::integer) return value.real();
    if (const std::optional<double> number = value.number()) return *number;
    reject(i, "a number");
  }
  std::int64_t integer(std::size_t i) const;

  /// Throws UserError("NAME must be EXPECTED, not VALUE") about argument i.
  [[noreturn]] void reject(std::size_t i, std::string_view expected) const;

 private:
  // No span: g++ copies one by way of memory, and a function call then waits for it.
  sqlite3_value** values_;
  std::size_t size_;
  const FunctionRow* function_;
};

}  // namespace sitrep
