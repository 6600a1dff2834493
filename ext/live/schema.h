#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sitrep {

/// One of the user's knowledge tables in the main database.
struct UserTable {
  std::string_view name;        ///< "sitrep_actors"
  std::string_view definition;  ///< columns and constraints, the text within the brackets of CREATE TABLE
  std::string_view options;     ///< behind them: "WITHOUT ROWID"
  std::string_view part;        ///< which generation its changes move: words, places, regions
  std::string_view columns;     ///< what sitrep_check() is given, separated by ", "
};

std::span<const UserTable> user_tables();

/// The triggers of a table: each row is checked when it is written, and each change moves the generation.
std::string trigger_sql(const UserTable& table);
/// `name` of the triggers of `trigger_sql`, to be dropped before they are made anew.
std::string drop_trigger_sql(const UserTable& table);

}  // namespace sitrep
