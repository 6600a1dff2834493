#include <doctest/doctest.h>

#include "sentence_reader.h"

using namespace sitrep;

namespace {
const Clause* clause_with(const SentenceReader& s, std::string_view verb) {
  for (const Clause& clause : s.analysis.clauses) {
    if (clause.verb >= 0 && s.words(clause.verb) == verb) return &clause;
  }
  return nullptr;
}
bool holds(const SentenceReader& s, const Clause& clause, std::string_view words) {
  for (const std::int32_t g : clause.rest) {
    if (s.words(g) == words) return true;
  }
  return false;
}
}  // namespace

TEST_CASE("the object of a verb stays with it though a participle follows") {
  const SentenceReader s("Police arrested five men accused of the murder.");
  const Clause* arrested = clause_with(s, "arrested");
  REQUIRE(arrested != nullptr);
  CHECK(holds(s, *arrested, "five men"));
  const Clause* accused = clause_with(s, "accused");
  REQUIRE(accused != nullptr);
  CHECK(s.words(accused->subject) == "five men");
}

TEST_CASE("a list after a conjunction is the subject of the clause it opens") {
  const SentenceReader s("The council met after a judge, a clerk and a driver were killed.");
  const Clause* killed = clause_with(s, "were killed");
  REQUIRE(killed != nullptr);
  CHECK(killed->link == ClauseLink::subordinate);
  CHECK(s.words(killed->subject) == "a judge");
}

TEST_CASE("a comma ends an opening phrase") {
  const SentenceReader s("After the raid, police arrested two men.");
  const Clause* arrested = clause_with(s, "arrested");
  REQUIRE(arrested != nullptr);
  CHECK(s.words(arrested->subject) == "police");
}

TEST_CASE("an apposition is no part of the clause") {
  const SentenceReader s("Tamsin Orveld, the mayor of Loma, was shot on Friday.");
  const Clause* shot = clause_with(s, "was shot");
  REQUIRE(shot != nullptr);
  CHECK(s.words(shot->subject) == "Tamsin Orveld");
  CHECK_FALSE(holds(s, *shot, "the mayor of Loma"));
}
