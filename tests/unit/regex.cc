#include "regex/regex.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sitrep.h"
#include "text/error.h"

namespace sitrep {
namespace {

std::vector<std::string> matches(const char* pattern, std::string_view text) {
  const Regex regex(pattern, {});
  RegexScan scan(regex, text, 1);
  std::vector<std::string> out;
  while (scan.next()) out.emplace_back(scan.group(0));
  return out;
}

void host_regexp(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 1); }

std::string one_text(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  std::string text(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return text;
}

}  // namespace

TEST_CASE("a scan goes on one character after an empty match, and repeats none") {
  CHECK(matches("a*", "baac") == std::vector<std::string>{"", "aa", ""});
  CHECK(matches("", "é") == std::vector<std::string>{"", ""});
  CHECK(matches("", "\xFF\xFE").size() == 3);
  CHECK(matches("x", "").empty());
}

TEST_CASE("layout goes, what is meant stays") {
  CHECK(without_layout(" a b # c\n d") == "abd");
  CHECK(without_layout("[ #]\\ \\#[^] ]") == "[ #]\\ \\#[^] ]");
  CHECK(without_layout("\\Q # \\E x") == "\\Q # \\Ex");
  CHECK(without_layout("[[:alpha:] ] y") == "[[:alpha:] ]y");
  for (const char* cut : {"[", "[^", "\\", "\\Q", "[[:", "#", "[a\\"}) CHECK_NOTHROW(without_layout(cut));
}

TEST_CASE("what is UTF-8 and what is not") {
  CHECK(is_valid_utf8("plain text that is longer than a word"));
  CHECK(is_valid_utf8("حلب Київ 東京"));
  CHECK_FALSE(is_valid_utf8("12345678\xFF"));
  CHECK_FALSE(is_valid_utf8("\xC3"));
  CHECK_FALSE(is_valid_utf8("1234567\xC3"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
}

TEST_CASE("bytes are searched with patterns that only know characters") {
  CHECK(Regex("\\p{Arabic}", {}).matches("\xFF حلب"));
  CHECK(
      Regex("^.b", {}).matches("\xFF"
                               "b"));
  CHECK_FALSE(
      Regex("c", {}).matches("\xFF"
                             "b"));
}

TEST_CASE("a set whose automaton is too large tries its patterns one by one") {
  std::vector<std::string> patterns;
  for (int i = 0; i < 60; ++i) patterns.push_back("[ab]*a[ab]{" + std::to_string(200 + i) + "}c");
  patterns.emplace_back("b$");
  std::string text;
  unsigned state = 7;
  for (int i = 0; i < 20000; ++i) text += (state = state * 1103515245 + 12345) >> 16 & 1 ? 'a' : 'b';
  text += 'b';
  CHECK(RegexSet(patterns).which(text) == std::vector<int>{60});
}

TEST_CASE("a host's REGEXP that is in use stays, and the library loads") {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  REQUIRE(sqlite3_create_function(db, "regexp", 2, SQLITE_UTF8, nullptr, host_regexp, nullptr, nullptr) == SQLITE_OK);
  sqlite3_stmt* running = nullptr;
  REQUIRE(sqlite3_prepare_v2(db, "SELECT 1 UNION ALL SELECT 2", -1, &running, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(running) == SQLITE_ROW);
  char* error = nullptr;
  CHECK(sqlite3_sitrep_init(db, &error, nullptr) == SQLITE_OK);
  CHECK(error == nullptr);
  CHECK(one_text(db, "SELECT sitrep_info() ->> 'regexp'") == "host");
  CHECK(one_text(db, "SELECT regexp_like('abc', 'b')") == "1");
  sqlite3_finalize(running);
  CHECK(sqlite3_close(db) == SQLITE_OK);
}

}  // namespace sitrep
