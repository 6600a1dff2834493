#pragma once

#include <span>
#include <string_view>

#include "sqlite/function.h"

namespace sitrep {

std::span<const FunctionRow> regex_functions();        ///< regexp_like … regexp_which
std::span<const FunctionRow> regex_table_functions();  ///< regexp_matches, regexp_split

/// regexp, which is X REGEXP Y: registered last, because a host may have its own that cannot be replaced while a
/// statement runs (SELECT load_extension(…) is one).
std::span<const FunctionRow> regexp_operator();

/// Whose REGEXP the connection uses: "sitrep", "host" or "none". Asks by using it.
std::string_view regexp_in_force(Connection& connection);

/// The version of RE2's library interface, as its package says.
std::string_view re2_version();

}  // namespace sitrep
