#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/image.h"

namespace sitrep {

/// A table of words and patterns that users read as known_NAME and extend through sitrep_NAME. The built-in rows stand
/// in the image's section known.NAME, one line each, fields separated by tabs.
struct KnownTable {
  std::string_view name;
  std::span<const std::string_view> columns;  ///< the last one is `source`
  std::span<const std::size_t> key;           ///< columns that identify a row

  std::size_t column(std::string_view column_name) const;
};

/// The tables in the order in which they depend on each other.
enum class KnownTableId : std::uint8_t { event_types, actors, actor_aliases, terms, patterns };
inline constexpr std::size_t kKnownTables = 5;
const KnownTable& known_table(KnownTableId id);

/// A row; empty fields are NULL.
using KnownFields = std::vector<std::string_view>;

/// A row of the user's table sitrep_NAME. What is NULL keeps the built-in value where the row overrides a built-in one.
struct UserRow {
  std::vector<std::optional<std::string>> fields;  ///< in the order of the table's columns
  bool enabled = true;                             ///< false: switches the built-in row off

  /// The field, `builtin` when it is NULL.
  std::string_view field(std::size_t column, std::string_view builtin = {}) const {
    return fields[column] ? std::string_view(*fields[column]) : builtin;
  }
};

/// Key of a row as one string.
std::string key_of(const KnownTable& table, std::span<const std::string_view> fields);
std::string key_of(const KnownTable& table, const UserRow& row);

/// Reads the built-in rows of a table in place. The views live as long as the image.
class BuiltinRows {
 public:
  BuiltinRows(const Image& image, const KnownTable& table);
  /// The next row; false at the end.
  bool next(KnownFields& fields);

 private:
  std::string_view rest_;
};

}  // namespace sitrep
