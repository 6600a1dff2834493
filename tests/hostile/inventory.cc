// What the library adds to a connection is what its catalog says, no more and no less; each example of the catalog
// runs.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "catalog_calls.h"
#include "database.h"
#include "watchdog.h"

namespace {

using namespace sitrep_test;

std::set<std::string> rows_of(sqlite3* db, const char* sql) {
  std::set<std::string> rows;
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK);
  while (sqlite3_step(statement) == SQLITE_ROW)
    rows.insert(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return rows;
}

// name/number of arguments; window functions count as what they are without OVER.
constexpr const char* kFunctions = "SELECT lower(name) || '/' || narg FROM pragma_function_list";
constexpr const char* kModules = "SELECT lower(name) FROM pragma_module_list";

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void add_signatures(const Named& function, std::set<std::string>& signatures) {
  const sitrep::ArgumentList& list = function.arguments;
  const std::string name = lower(function.name) + "/";
  if (list.variadic) {
    signatures.insert(name + "-1");
    return;
  }
  for (int count = list.required; count <= list.total; ++count) signatures.insert(name + std::to_string(count));
}

std::set<std::string> less(const std::set<std::string>& all, const std::set<std::string>& without) {
  std::set<std::string> rest;
  std::set_difference(all.begin(), all.end(), without.begin(), without.end(), std::inserter(rest, rest.end()));
  return rest;
}

std::string joined(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += name + " ";
  return out;
}

}  // namespace

TEST_CASE("the functions and modules that loading adds are those of the catalog") {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  // SQLite lists an eponymous module of its own only once it is used: use what the two queries use first.
  rows_of(db, kFunctions);
  rows_of(db, kModules);
  const std::set<std::string> functions_before = rows_of(db, kFunctions);
  const std::set<std::string> modules_before = rows_of(db, kModules);
  REQUIRE(sqlite3_sitrep_init(db, nullptr, nullptr) == SQLITE_OK);
  const std::set<std::string> functions = less(rows_of(db, kFunctions), functions_before);
  const std::set<std::string> modules = less(rows_of(db, kModules), modules_before);
  sqlite3_close(db);

  std::set<std::string> expected_functions;
  std::set<std::string> expected_modules;
  for (const Named& function : catalog_names()) {
    if (function.row->kind() == sitrep::Kind::table) {
      expected_modules.insert(lower(function.name));
    } else {
      add_signatures(function, expected_functions);
    }
  }
  CHECK(joined(less(functions, expected_functions)) == "");
  // A function that replaces one of SQLite's (REGEXP) was there before.
  CHECK(joined(less(less(expected_functions, functions), functions_before)) == "");
  CHECK(joined(less(modules, expected_modules)) == "");
  CHECK(joined(less(expected_modules, modules)) == "");
}

TEST_CASE("sitrep_functions() lists the catalog") {
  const Database database;
  std::vector<std::string> expected;
  for (const Named& function : catalog_names()) expected.push_back(function.name);
  CHECK(database.run("SELECT name FROM sitrep_functions()").rows == expected);
}

TEST_CASE("each example of the catalog runs and gives a row") {
  Watchdog watchdog(120);
  for (const Named& function : catalog_names()) {
    const Database database;
    const std::string example(function.row->example);
    watchdog.start(example);
    const Outcome outcome = database.run(example);
    CHECK_MESSAGE(outcome.code == SQLITE_OK, function.name, ": ", example, "\n  ", outcome.error);
    if (outcome.code == SQLITE_OK)
      CHECK_MESSAGE(!outcome.rows.empty(), function.name, " has an example without a result: ", example);
  }
}
