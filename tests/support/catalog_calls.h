#pragma once

#include <string>
#include <vector>

#include "sqlite/function.h"

namespace sitrep_test {

/// One name of the catalog, aliases included.
struct Named {
  std::string name;
  const sitrep::FunctionRow* row;
  sitrep::ArgumentList arguments;
};
std::vector<Named> catalog_names();

/// A value that suits an argument of this name, as an SQL literal: 'POINT(1 2)' for "geom".
std::string suitable_value(std::string_view argument);

/// A query of the function over the given arguments (SQL expressions): `SELECT f(a, b)`, `SELECT * FROM f(a, b)` or,
/// for an aggregate, over two equal rows.
std::string call(const Named& function, const std::vector<std::string>& arguments, int max_rows = 50);

/// Creates what the suitable values name: a table `places` with points, a table `reports`.
constexpr const char* kFixture =
    "CREATE TABLE places(id INTEGER PRIMARY KEY, geom);"
    "INSERT INTO places VALUES (1, 'POINT(36 34)'), (2, 'POINT(36.1 34.1)'), (3, 'POINT(40 35)'), (4, NULL);"
    "CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT, published TEXT);"
    "INSERT INTO reports VALUES (1, 'Three people were killed by shelling in Homs on Friday.', '2021-04-18');";

}  // namespace sitrep_test
