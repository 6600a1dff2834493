// Table-valued functions as a user joins them, and in schemas that are not trusted.

#include <doctest/doctest.h>

#include "database.h"

namespace {

using namespace sitrep_test;
using Rows = std::vector<std::string>;

constexpr const char* kReports =
    "CREATE TABLE r(id INTEGER PRIMARY KEY, body TEXT);"
    "INSERT INTO r VALUES (1, 'Two fighters died. Nine fled.'), (2, NULL), (3, ''), (4, 'Nothing else.');";

}  // namespace

TEST_CASE("a join in either order gives the same rows") {
  const Database database;
  database.run(kReports);
  const Rows expected = {"1|1", "1|2", "4|1"};
  for (const char* sql : {
           "SELECT id, sentence FROM r, extract_sentences(r.body)",
           "SELECT id, sentence FROM extract_sentences(r.body), r ORDER BY id, sentence",
           "SELECT id, sentence FROM extract_sentences JOIN r ON arg_text = body ORDER BY id, sentence",
           "SELECT id, sentence FROM r JOIN extract_sentences ON arg_text = body ORDER BY id, sentence",
           "SELECT id, sentence FROM r CROSS JOIN extract_sentences(body)",
           "SELECT r.id, s.sentence FROM r, (SELECT 1 AS one), extract_sentences(r.body) s WHERE one ORDER BY 1, 2",
       }) {
    const Outcome outcome = database.run(sql);
    CHECK_MESSAGE(outcome.error == "", sql);
    CHECK_MESSAGE(outcome.rows == expected, sql);
  }
}

TEST_CASE("LEFT JOIN keeps rows without sentences") {
  const Database database;
  database.run(kReports);
  CHECK(database.run("SELECT id, sentence FROM r LEFT JOIN extract_sentences(r.body) ON true").rows ==
        Rows{"1|1", "1|2", "2|NULL", "3|NULL", "4|1"});
  CHECK(database
            .run("SELECT id, count(sentence) FROM r LEFT JOIN extract_sentences(body) s ON s.sentence > 1 GROUP BY id")
            .rows == Rows{"1|1", "2|0", "3|0", "4|0"});
}

TEST_CASE("correlated subqueries, conditions and recursion") {
  const Database database;
  database.run(kReports);
  CHECK(database.run("SELECT id, (SELECT count(*) FROM extract_sentences(r.body)) FROM r").rows ==
        Rows{"1|2", "2|0", "3|0", "4|1"});
  CHECK(
      database.run("SELECT id FROM r WHERE EXISTS (SELECT 1 FROM extract_sentences(r.body) WHERE sentence = 2)").rows ==
      Rows{"1"});
  CHECK(database.run("SELECT id FROM r WHERE 'Nine fled.' IN (SELECT text FROM extract_sentences(r.body))").rows ==
        Rows{"1"});
  CHECK(database
            .run("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
                 "SELECT i, sentence FROM n, extract_sentences(substr('A b. C d. E f.', 1, i * 5))")
            .rows == Rows{"1|1", "2|1", "2|2", "3|1", "3|2", "3|3"});
  CHECK(database.run("SELECT count(*) FROM extract_sentences('A b. C d.') a, extract_sentences(a.text) b").rows ==
        Rows{"2"});
}

TEST_CASE("a call without its text is an error or empty, not a crash") {
  const Database database;
  for (const char* sql : {"SELECT * FROM extract_sentences", "SELECT * FROM extract_sentences()",
                          "SELECT * FROM extract_sentences WHERE arg_text IN ('A b.', 'C d.')",
                          "SELECT * FROM extract_sentences WHERE arg_text = 'A b.' OR sentence = 3",
                          "SELECT * FROM extract_sentences WHERE arg_text LIKE 'A%'"}) {
    const Outcome outcome = database.run(sql);
    CHECK_MESSAGE((outcome.code == SQLITE_OK || !outcome.error.empty()), sql);
  }
}

TEST_CASE("views and triggers of a schema that is not trusted") {
  const Database database;
  database.run(kReports);
  REQUIRE(database
              .run("CREATE VIEW said AS SELECT id, s.text, q.value FROM r, extract_sentences(r.body) s, "
                   "extract_quantities(s.text) q;"
                   "CREATE TABLE kept(id, sentence);"
                   "CREATE TRIGGER keep AFTER INSERT ON r BEGIN INSERT INTO kept SELECT new.id, sentence FROM "
                   "extract_sentences(new.body); END;"
                   "PRAGMA trusted_schema = OFF")
              .code == SQLITE_OK);
  CHECK(database.run("SELECT id, value FROM said").rows == Rows{"1|2", "1|9"});
  CHECK(database.run("INSERT INTO r VALUES (5, 'One. Two.')").error == "");
  CHECK(database.run("SELECT * FROM kept").rows == Rows{"5|1", "5|2"});
}

TEST_CASE("two scans at once do not disturb each other") {
  const Database database;
  CHECK(
      database
          .run("SELECT a.sentence, b.sentence FROM extract_sentences('A b. C d.') a, extract_sentences('E f. G h.') b")
          .rows == Rows{"1|1", "1|2", "2|1", "2|2"});
}

TEST_CASE("a table of the user's hides the function of its name") {
  const Database database;
  CHECK(database
            .run("CREATE TABLE extract_sentences(a); INSERT INTO extract_sentences VALUES (7); SELECT * FROM "
                 "extract_sentences")
            .rows == Rows{"7"});
}
