// Every function of the catalog, every position of its arguments, every hostile value: an error that names the
// function, or a value; never a crash, never a hang.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "catalog_calls.h"
#include "database.h"
#include "values.h"
#include "watchdog.h"

namespace {

using namespace sitrep_test;

constexpr unsigned kSecondsPerCall = 60;  // sanitizers and a busy machine included

/// Errors that SQLite itself gives, before or instead of the function's own.
bool is_of_sqlite(const Outcome& outcome) {
  return outcome.code == SQLITE_TOOBIG || outcome.code == SQLITE_NOMEM || outcome.code == SQLITE_INTERRUPT;
}

class Sweep {
 public:
  explicit Sweep(const Named& function) : function_(function) {
    database_.run(kFixture);
    // A result that would fill the memory must come as an error.
    sqlite3_limit(database_.handle(), SQLITE_LIMIT_LENGTH, 20'000'000);
  }

  void run() {
    ArgumentListView list = function_.arguments;
    const int most = list.total + (list.variadic ? 2 : 0);
    for (int count = list.required; count <= most; ++count) {
      std::vector<std::string> arguments = suitable(count);
      const std::clock_t start = std::clock();
      attempt(arguments);
      // A function that takes its time (a map of the world) gets a part of the values at each position.
      const std::clock_t milliseconds = (std::clock() - start) * 1000 / CLOCKS_PER_SEC;
      step_ = 1 + static_cast<std::size_t>(std::min<std::clock_t>(milliseconds / 2, 60));
      for (int position = 0; position < count; ++position) vary(arguments, position);
      for (std::size_t i = 0; count > 1 && i < hostile_values().size(); i += step_)
        attempt(std::vector<std::string>(static_cast<std::size_t>(count), hostile_values()[i]));
    }
  }

 private:
  using ArgumentListView = const sitrep::ArgumentList&;

  std::vector<std::string> suitable(int count) const {
    std::vector<std::string> arguments;
    for (int i = 0; i < count; ++i) {
      const bool named = i < function_.arguments.total;
      arguments.push_back(named ? suitable_value(function_.arguments.names[static_cast<std::size_t>(i)]) : "1");
    }
    return arguments;
  }

  void vary(std::vector<std::string> arguments, int position) {
    for (std::size_t i = static_cast<std::size_t>(position) % step_; i < hostile_values().size(); i += step_) {
      arguments[static_cast<std::size_t>(position)] = hostile_values()[i];
      attempt(arguments);
    }
  }

  void attempt(const std::vector<std::string>& arguments) {
    const std::string sql = call(function_, arguments);
    watchdog_.start(sql);
    const Outcome outcome = database_.run(sql);
    if (outcome.code == SQLITE_OK || is_of_sqlite(outcome)) return;
    if (outcome.error.find(function_.name) != std::string::npos) return;
    FAIL_CHECK(sql.substr(0, 300), "\n  the error does not name the function: ", outcome.error);
  }

  const Named& function_;
  Database database_;
  std::size_t step_ = 1;
  Watchdog watchdog_{kSecondsPerCall};
};

}  // namespace

TEST_CASE("every function takes every value at every position") {
  for (const Named& function : catalog_names()) {
    CAPTURE(function.name);
    const std::clock_t start = std::clock();
    Sweep(function).run();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (seconds > 2) std::printf("%s took %.1f s\n", function.name.c_str(), seconds);
  }
}

TEST_CASE("an aggregate of no rows gives a value or an error") {
  const Database database;
  for (const Named& function : catalog_names()) {
    if (function.row->kind() != sitrep::Kind::aggregate) continue;
    std::string list;
    for (int i = 0; i < function.arguments.required; ++i) list += i == 0 ? "1" : ", 1";
    const Outcome outcome = database.run("SELECT " + function.name + "(" + list + ") WHERE 0");
    CHECK_MESSAGE((outcome.code == SQLITE_OK || outcome.error.find(function.name) != std::string::npos), function.name,
                  ": ", outcome.error);
  }
}

TEST_CASE("a scalar function of NULL gives NULL or an error, and a table function of NULL text no rows") {
  const Database database;
  for (const Named& function : catalog_names()) {
    if (function.arguments.required == 0) continue;
    const std::vector<std::string> nulls(static_cast<std::size_t>(function.arguments.required), "NULL");
    const Outcome outcome = database.run(call(function, nulls));
    CAPTURE(function.name);
    if (function.row->kind() == sitrep::Kind::table) {
      CHECK_MESSAGE(outcome.rows.empty(), function.name, " gives rows for NULL");
    } else if (function.row->kind() == sitrep::Kind::scalar && function.row->nulls == sitrep::Nulls::propagate) {
      CHECK(outcome.code == SQLITE_OK);
      CHECK(outcome.rows == std::vector<std::string>{"NULL"});
    }
  }
}
