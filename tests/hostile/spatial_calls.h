#pragma once

#include <string>
#include <vector>

#include "catalog_calls.h"

namespace sitrep_test {

/// A call of an ST_ function with arguments that suit it, and which of them are geometries.
struct SpatialCall {
  Named function;
  std::vector<std::string> arguments;   ///< SQL; geometries as quoted WKT, longitude and latitude
  std::vector<std::size_t> geometries;  ///< their positions

  /// The call's value, or its rows as one text, or its error: with `value` for argument i.
  std::string sql() const { return sql(arguments); }
  std::string sql_with(std::size_t i, const std::string& value) const;
  std::string sql(const std::vector<std::string>& with) const;
};

/// One for each ST_ name and number of arguments.
std::vector<SpatialCall> spatial_calls();

}  // namespace sitrep_test
