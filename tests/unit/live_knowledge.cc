// The user's tables over the built-in knowledge: seen from the next statement on, by every connection.

#include <doctest/doctest.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "database.h"
#include "extract/user_knowledge.h"
#include "knowledge/lexicon.h"

namespace {

using sitrep_test::Database;

constexpr const char* kCount =
    "SELECT count(*) FROM extract_actors('The Green Column shelled Hama.') WHERE name = 'Green Column' AND kind = "
    "'militia'";
/// The same within a statement that reads a table too.
constexpr const char* kJoined =
    "SELECT count(*) FROM reports, extract_actors(body) WHERE name = 'Green Column' AND kind = 'militia'";

/// A database file that goes with the test.
struct File {
  File() : path(std::filesystem::temp_directory_path() / ("sitrep-live-" + std::to_string(unique()) + ".db")) {
    remove();
  }
  ~File() { remove(); }
  void remove() const {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path.string() + suffix);
  }
  static long long unique() { return std::chrono::steady_clock::now().time_since_epoch().count(); }
  std::filesystem::path path;
};

void install(const Database& db) {
  db.value("SELECT sitrep_install()");
  db.run("CREATE TABLE reports(body); INSERT INTO reports VALUES ('The Green Column shelled Hama.')");
}

TEST_CASE("another connection's row is seen in the next statement") {
  for (const char* mode : {"delete", "wal"}) {
    const File file;
    const Database a(file.path.c_str()), b(file.path.c_str());
    a.run(std::string("PRAGMA journal_mode = ") + mode);
    install(a);
    CHECK(b.value(kCount) == "0");
    CHECK(b.value(kJoined) == "0");
    CHECK(a.run("INSERT INTO sitrep_actors(actor, kind) VALUES ('Green Column', 'militia')").error.empty());
    CHECK(b.value(kCount) == "1");
    CHECK(b.value(kJoined) == "1");
    CHECK(a.value(kCount) == "1");
    CHECK(b.run("DELETE FROM sitrep_actors").error.empty());
    CHECK(a.value(kCount) == "0");
    CHECK(a.value(kJoined) == "0");
  }
}

TEST_CASE("a read transaction keeps the knowledge it began with") {
  const File file;
  const Database a(file.path.c_str()), b(file.path.c_str());
  a.run("PRAGMA journal_mode = wal");
  install(a);
  b.run("BEGIN");
  CHECK(b.value(kJoined) == "0");
  CHECK(a.run("INSERT INTO sitrep_actors(actor, kind) VALUES ('Green Column', 'militia')").error.empty());
  CHECK(b.value(kJoined) == "0");
  CHECK(b.value(kCount) == "0");
  b.run("COMMIT");
  CHECK(b.value(kJoined) == "1");
}

TEST_CASE("rows of a transaction that is rolled back are forgotten") {
  const Database db;
  install(db);
  db.run("BEGIN; INSERT INTO sitrep_actors(actor, kind) VALUES ('Green Column', 'militia')");
  CHECK(db.value(kCount) == "1");
  db.run("ROLLBACK");
  CHECK(db.value(kCount) == "0");
  // Without a look in between.
  db.run("BEGIN; INSERT INTO sitrep_actors(actor, kind) VALUES ('Green Column', 'militia'); ROLLBACK");
  CHECK(db.value(kJoined) == "0");
  // A statement that fails half-way takes its first row back too.
  CHECK_FALSE(
      db.run("INSERT INTO sitrep_actors(actor, kind) VALUES ('Green Column', 'militia'), ('X', 'none')").error.empty());
  CHECK(db.value(kJoined) == "0");
}

TEST_CASE("the numbers of built-in rows stay in the user's image") {
  sitrep::UserWords words;
  sitrep::UserRow actor;
  actor.fields = {"Aardvark Column", "militia", "SY", "user"};
  words.rows(sitrep::KnownTableId::actors).push_back(actor);
  const std::string bytes = sitrep::compile_user_knowledge(sitrep::builtin_image(), words);
  const sitrep::Image over(std::as_bytes(std::span(bytes.data(), bytes.size())), &sitrep::builtin_image());
  const sitrep::Lexicon builtin(sitrep::builtin_image()), user(over);
  REQUIRE(user.actors().size() == builtin.actors().size() + 1);
  CHECK(user.concepts().size() == builtin.concepts().size());
  CHECK(user.text(user.actors().back().name) == "Aardvark Column");
  CHECK(user.text(user.actors().front().name) == builtin.text(builtin.actors().front().name));
  CHECK(user.concept_number("n:airstrike") == builtin.concept_number("n:airstrike"));
  CHECK(user.senses_of("aardvark column").size() == 1);
  CHECK(user.senses_of("airstrike").size() == builtin.senses_of("airstrike").size());
  // A phrase of the user's, and the built-in one that is its beginning.
  CHECK(user.senses_of("aardvark").size() == builtin.senses_of("aardvark").size());
}

}  // namespace
