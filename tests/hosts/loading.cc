// The loadable library in a host of its own: this program links SQLite alone.
// SITREP_LIBRARY is the library's path without its suffix.

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Handle open_database(const char* path = ":memory:", int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open_v2(path, &db, flags, nullptr) == SQLITE_OK);
  Handle handle(db);
  sqlite3_enable_load_extension(db, 1);
  return handle;
}

/// "" or the error's message.
std::string load(sqlite3* db, const char* entry = nullptr, const char* path = SITREP_LIBRARY) {
  char* raw = nullptr;
  if (sqlite3_load_extension(db, path, entry, &raw) == SQLITE_OK) return "";
  std::string message = raw ? raw : "failed without a message";
  sqlite3_free(raw);
  return message;
}

/// The first value of the query, or "error: …".
std::string value(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  std::string result;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK) {
    result = std::string("error: ") + sqlite3_errmsg(db);
  } else if (const int code = sqlite3_step(statement); code == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    result = text ? text : "NULL";
  } else if (code != SQLITE_DONE) {
    result = std::string("error: ") + sqlite3_errmsg(db);
  }
  sqlite3_finalize(statement);
  return result;
}

constexpr const char* kCount = "SELECT count(*) FROM extract_sentences('Two fighters died. Nine fled.')";
constexpr const char* kMissing = "error: no such table: extract_sentences";

std::string bytes_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("loading twice does nothing the second time") {
  const Handle db = open_database();
  CHECK(value(db.get(), kCount) == kMissing);
  CHECK(load(db.get()) == "");
  CHECK(value(db.get(), kCount) == "2");
  CHECK(load(db.get()) == "");
  CHECK(load(db.get(), "sqlite3_sitrep_init") == "");
  CHECK(value(db.get(), kCount) == "2");
}

TEST_CASE("loading from SQL, while the statement runs") {
  const Handle db = open_database();
  CHECK(value(db.get(), "SELECT load_extension('" SITREP_LIBRARY "')") == "NULL");
  CHECK(value(db.get(), "SELECT load_extension('" SITREP_LIBRARY "', 'sqlite3_sitrep_init')") == "NULL");
  CHECK(value(db.get(), kCount) == "2");
}

TEST_CASE("loading while another statement reads, and while it uses the library") {
  const Handle db = open_database();
  for (const char* reading :
       {"SELECT value FROM json_each('[1,2,3]') WHERE value REGEXP '.' OR 1", "SELECT value FROM json_each('[1,2,3]')",
        "SELECT sentence FROM extract_sentences('A b. C d.')"}) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db.get(), reading, -1, &statement, nullptr) != SQLITE_OK) continue;  // no REGEXP yet
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    CHECK(load(db.get()) == "");
    CHECK(sqlite3_step(statement) == SQLITE_ROW);
    sqlite3_finalize(statement);
    CHECK(value(db.get(), kCount) == "2");
  }
}

TEST_CASE("connections are on their own") {
  Handle first = open_database();
  const Handle second = open_database();
  CHECK(load(first.get()) == "");
  CHECK(value(second.get(), kCount) == kMissing);
  CHECK(load(second.get()) == "");
  CHECK(value(first.get(), kCount) == "2");
  first.reset();
  CHECK(value(second.get(), kCount) == "2");
}

TEST_CASE("a connection that is closed under a statement") {
  Handle db = open_database();
  REQUIRE(load(db.get()) == "");
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(db.get(), "SELECT text FROM extract_sentences('A b. C d.')", -1, &statement, nullptr) ==
          SQLITE_OK);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  db.reset();  // a zombie until the statement ends
  CHECK(sqlite3_step(statement) == SQLITE_ROW);
  CHECK(sqlite3_finalize(statement) == SQLITE_OK);
}

TEST_CASE("loading writes nothing, and works on a read-only database") {
  const std::string path = std::string(SITREP_SCRATCH) + "/loading.db";
  std::remove(path.c_str());
  sqlite3_exec(open_database(path.c_str()).get(),
               "CREATE TABLE r(body); INSERT INTO r VALUES ('Two fighters died. Nine fled.')", nullptr, nullptr,
               nullptr);
  const std::string before = bytes_of(path);
  REQUIRE(!before.empty());
  {
    const Handle db = open_database(path.c_str());
    const std::string version = value(db.get(), "SELECT schema_version FROM pragma_schema_version");
    CHECK(load(db.get()) == "");
    CHECK(value(db.get(), "SELECT count(*) FROM r, extract_sentences(r.body)") == "2");
    CHECK(value(db.get(), "SELECT schema_version FROM pragma_schema_version") == version);
    CHECK(sqlite3_total_changes(db.get()) == 0);
    CHECK(sqlite3_get_autocommit(db.get()) == 1);
  }
  {
    const Handle db = open_database(path.c_str(), SQLITE_OPEN_READONLY);
    CHECK(load(db.get()) == "");
    CHECK(value(db.get(), "SELECT count(*) FROM r, extract_sentences(r.body)") == "2");
  }
  CHECK(bytes_of(path) == before);
  std::remove(path.c_str());
}

TEST_CASE("loading off is SQLite's error") {
  const Handle db = open_database();
  sqlite3_enable_load_extension(db.get(), 0);
  CHECK(load(db.get()) == "not authorized");
  CHECK(load(open_database().get(), "sqlite3_nothing_init").find("sqlite3_nothing_init") != std::string::npos);
}

TEST_CASE("threads with a connection each read the same") {
  const std::string sql =
      "SELECT group_concat(type || ' ' || coalesce(place, '') || ' ' || coalesce(start_date, ''), ';') FROM "
      "extract_events('Jets struck Homs on Friday, killing three. Shelling hit the eastern countryside of Hama.', "
      "'2021-04-18')";
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&result, &sql] {
      for (int i = 0; i < 5; ++i) {
        sqlite3* raw = nullptr;
        sqlite3_open(":memory:", &raw);
        const Handle db(raw);
        sqlite3_enable_load_extension(raw, 1);
        sqlite3_load_extension(raw, SITREP_LIBRARY, nullptr, nullptr);
        result = value(raw, sql.c_str());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(!results.front().empty());
  CHECK(results.front().rfind("error", 0) != 0);
  for (const std::string& result : results) CHECK(result == results.front());
}

// Last: what it does outlives the test.
TEST_CASE("sqlite3_sitrepall_init serves this connection and every later one") {
  Handle first = open_database();
  CHECK(load(first.get(), "sqlite3_sitrepall_init") == "");
  CHECK(value(first.get(), kCount) == "2");
  CHECK(load(first.get(), "sqlite3_sitrepall_init") == "");
  first.reset();  // the library stays
  const Handle second = open_database();
  CHECK(value(second.get(), kCount) == "2");
  CHECK(load(second.get()) == "");
  const Handle third = open_database();
  CHECK(value(third.get(), kCount) == "2");
  sqlite3_reset_auto_extension();
  CHECK(value(open_database().get(), kCount) == kMissing);
}
