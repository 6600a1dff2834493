#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "sqlite/api.h"

namespace sitrep {

/// A blob result whose bytes are copied.
struct Blob {
  std::span<const std::byte> bytes;
  explicit Blob(std::span<const std::byte> b) : bytes(b) {}
  explicit Blob(std::string_view b) : bytes(std::as_bytes(std::span(b.data(), b.size()))) {}
};

/// Text that SQLite's JSON functions take for JSON without quoting it again. The row needs `.json = true`.
struct Json {
  std::string_view text;
};

/// Bytes that outlive the connection (literals, the knowledge image): handed over without a copy.
struct StaticText {
  std::string_view text;
};
struct StaticBlob {
  std::span<const std::byte> bytes;
};

/// Bytes handed over for good, for results too large to copy.
struct OwnedBlob {
  std::unique_ptr<char[]> data;
  std::size_t size = 0;
};

/// Where a function or a column leaves its value. A call that sets nothing results in NULL. Results beyond SQLite's
/// length limit become its "string or blob too big".
class Result {
 public:
  explicit Result(sqlite3_context* raw) : raw_(raw) {}

  void set_null() { sqlite3_result_null(raw_); }
  template <std::integral T>
  void set(T value) {
    sqlite3_result_int64(raw_, static_cast<sqlite3_int64>(value));
  }
  /// NaN becomes NULL, as everywhere in SQLite.
  void set(double value) { sqlite3_result_double(raw_, value); }
  void set(std::string_view text) {
    sqlite3_result_text64(raw_, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void set(const char* text) { set(std::string_view(text)); }
  void set(Blob blob) { set_blob(blob.bytes, SQLITE_TRANSIENT); }
  void set(Json json) {
    set(json.text);
    sqlite3_result_subtype(raw_, 'J');
  }
  void set(StaticText text) {
    sqlite3_result_text64(raw_, text.text.data() ? text.text.data() : "", text.text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void set(StaticBlob blob) { set_blob(blob.bytes, SQLITE_STATIC); }
  void set(OwnedBlob blob) { sqlite3_result_blob64(raw_, blob.data.release(), blob.size, release_owned); }
  template <class T>
  void set(const std::optional<T>& value) {
    if (value)
      set(*value);
    else
      set_null();
  }
  /// A copy of an argument.
  void set_value(sqlite3_value* value) { sqlite3_result_value(raw_, value); }
  /// Text, or NULL when it is empty: for columns where "" means "the text does not say".
  void set_or_null(std::string_view text) {
    if (text.empty())
      set_null();
    else
      set(text);
  }

  sqlite3_context* raw() const { return raw_; }

 private:
  static void release_owned(void* data) { std::unique_ptr<char[]>(static_cast<char*>(data)); }
  void set_blob(std::span<const std::byte> bytes, sqlite3_destructor_type destructor) {
    if (bytes.empty())
      sqlite3_result_zeroblob(raw_, 0);
    else
      sqlite3_result_blob64(raw_, bytes.data(), bytes.size(), destructor);
  }

  sqlite3_context* raw_;
};

}  // namespace sitrep
