// Text that no editor would let through.

#include <doctest/doctest.h>

#include <cstdio>

#include "database.h"
#include "watchdog.h"

namespace {

using namespace sitrep_test;

constexpr const char* kReaders[] = {"extract_sentences", "extract_quantities", "extract_dates",       "extract_places",
                                    "extract_actors",    "extract_events",     "extract_event_places"};

bool is_there(const Database& database, const std::string& name) {
  return !database.run("SELECT 1 FROM sitrep_functions() WHERE name = '" + name + "'").rows.empty();
}

/// Rows of the reader over a table of texts whose span, cut by SQLite's own substr, is not the words they claim.
std::string wrong_spans(const std::string& reader) {
  const bool sentences = reader == "extract_sentences";
  const bool events = reader == "extract_events";
  const std::string words = sentences ? "e.text" : events ? "e.evidence" : "e.matched";
  return "SELECT count(*) FROM texts t, " + reader +
         "(t.body) e WHERE substr(t.body, e.span_start, e.span_length) IS NOT " + words;
}

constexpr const char* kTexts =
    "CREATE TABLE texts(body TEXT);"
    // A sentence, and broken bytes before, inside and after it: lone continuation, overlong, surrogate, cut sequence.
    "WITH said(s) AS (VALUES ('On Friday, three people were killed by shelling in Homs, Syria.')),"
    "broken(b) AS (VALUES (x'80'), (x'ff'), (x'c0af'), (x'eda080'), (x'f8888080'), (x'e282'), (x'c3'), (x'f09f98')) "
    "INSERT INTO texts SELECT CAST(b AS TEXT) || s FROM said, broken UNION ALL SELECT s || CAST(b AS TEXT) FROM said, "
    "broken "
    "UNION ALL SELECT replace(s, 'people', CAST(b AS TEXT) || ' people') FROM said, broken "
    "UNION ALL SELECT replace(s, ' ', CAST(b AS TEXT) || ' ') FROM said, broken "
    "UNION ALL SELECT replace(s, ' ', char(160)) FROM said UNION ALL SELECT char(65279) || s FROM said "
    "UNION ALL SELECT replace(s, 'Friday', char(128512) || ' Friday') FROM said;";

}  // namespace

TEST_CASE("spans are what substr cuts, whatever the bytes") {
  const Database database;
  REQUIRE(database.run(kTexts).code == SQLITE_OK);
  for (const std::string reader : kReaders) {
    if (!is_there(database, reader) || reader == "extract_event_places") continue;
    const Outcome outcome = database.run(wrong_spans(reader));
    CHECK_MESSAGE(outcome.error == "", reader);
    CHECK_MESSAGE(outcome.rows == std::vector<std::string>{"0"}, reader);
  }
}

TEST_CASE("text ends at its first NUL, as for substr") {
  const Database database;
  for (const std::string reader : kReaders) {
    if (!is_there(database, reader)) continue;
    const std::string said = "'Three people were killed by shelling in Homs on 3 May 2021.'";
    const Outcome whole = database.run("SELECT * FROM " + reader + "(" + said + ")");
    const Outcome cut =
        database.run("SELECT * FROM " + reader + "(" + said + " || char(0) || ' Nine more died in Idlib.')");
    CHECK_MESSAGE(cut.error == "", reader);
    CHECK_MESSAGE(whole.rows == cut.rows, reader);
    CHECK_MESSAGE(database.run("SELECT * FROM " + reader + "(char(0) || " + said + ")").rows.empty(), reader);
  }
}

TEST_CASE("NULL, empty and blank text give no rows") {
  const Database database;
  for (const std::string reader : kReaders) {
    if (!is_there(database, reader)) continue;
    for (const char* text : {"NULL", "''", "' '", "char(10, 13, 9, 32)"}) {
      const Outcome outcome = database.run("SELECT * FROM " + reader + "(" + text + ")");
      CHECK_MESSAGE(outcome.error == "", reader, text);
      CHECK_MESSAGE(outcome.rows.empty(), reader, text);
    }
  }
}

TEST_CASE("one line of ten megabytes") {
  const Database database;
  Watchdog watchdog(500);
  struct Line {
    const char* reader;
    const char* text;
  };
  constexpr const char* kWord = "replace(hex(zeroblob(5000000)), '0', 'a')";
  constexpr const char* kNoStop = "replace(hex(zeroblob(1250000)), '00', 'shelled ')";
  constexpr const char* kBrackets = "replace(hex(zeroblob(3333333)), '00', '(a ')";
  constexpr const char* kNumber = "replace(hex(zeroblob(2500000)), '00', '1,00')";
  constexpr const char* kList = "replace(hex(zeroblob(1000000)), '00', 'and Homs, ')";
  constexpr const char* kShortList = "replace(hex(zeroblob(100000)), '00', 'and Homs, ')";
  constexpr const char* kClauses = "replace(hex(zeroblob(20000)), '00', 'Troops shelled Homs on Friday, killing 3; ')";
  for (const Line& line :
       {Line{"extract_sentences", kWord}, Line{"extract_sentences", kNoStop}, Line{"extract_sentences", kBrackets},
        Line{"extract_sentences", kList}, Line{"extract_quantities", kNumber}, Line{"extract_events", kWord},
        Line{"extract_events", kNumber}, Line{"extract_events", kNoStop}, Line{"extract_events", kBrackets},
        Line{"extract_places", kShortList}, Line{"extract_events", kShortList}, Line{"extract_events", kClauses}}) {
    const std::string sql = "SELECT count(*) >= 0 FROM " + std::string(line.reader) + "(" + line.text + ")";
    watchdog.start(sql);
    const Outcome outcome = database.run(sql);
    CHECK_MESSAGE(outcome.error == "", sql);
    CHECK_MESSAGE(outcome.rows == std::vector<std::string>{"1"}, sql);
  }
}
