#include <doctest/doctest.h>

#include "sentence_reader.h"

using namespace sitrep;

TEST_CASE("a title and a name make a person, in any case") {
  for (const char* text : {"Gunmen killed Colonel Tamsin Orveld on Friday.",
                           "GUNMEN KILLED COLONEL TAMSIN ORVELD ON FRIDAY IN THE OLD MARKET."}) {
    const SentenceReader s(text);
    const Group& victim = s.group(text[1] == 'u' ? "Colonel" : "COLONEL");
    REQUIRE(victim.name_last > victim.name_first);
    CHECK((victim.bits & noun::kPerson) != 0);
    CHECK(victim.place < 0);
    const std::string name = s.words(
        s.analysis.span_of(s.analysis.lexemes[victim.name_first].first, s.analysis.lexemes[victim.name_last - 1].last));
    CHECK((name == "Tamsin Orveld" || name == "TAMSIN ORVELD"));
  }
}

TEST_CASE("an apposition goes with what it describes") {
  const SentenceReader s("Gunmen killed Tamsin Orveld, the mayor of Loma, and fled.");
  CHECK(s.group("Tamsin").apposition >= 0);
  CHECK(s.group("the mayor").apposed);
  CHECK_FALSE(s.group("Gunmen").apposed);
}

TEST_CASE("the name behind a title with a comma is its person") {
  const SentenceReader s("The judge, Tamsin Orveld, was shot on Friday.");
  CHECK(s.group("The judge").name_last > 0);
  CHECK(s.group("Tamsin").apposed);
}

TEST_CASE("a list is no apposition") {
  const SentenceReader s("A farmer, a teacher and a driver were killed.");
  CHECK(s.group("A farmer").apposition < 0);
  CHECK_FALSE(s.group("a teacher").apposed);
}

TEST_CASE("datelines and asides stay out of the groups") {
  const SentenceReader s("LOMA, 3 May (Example News) -- The Loma Council (LC) attacked a camp.");
  REQUIRE(!s.analysis.groups.empty());
  CHECK(s.words(s.analysis.span_of(s.analysis.groups.front())) == "The Loma Council");
  REQUIRE(s.analysis.groups.size() > 1);
  CHECK(s.analysis.groups[1].kind == GroupKind::bracket);
}

TEST_CASE("a possessor is a group of its own before an event") {
  const SentenceReader murder("The mayor's murder shocked the town.");
  CHECK(murder.group("The mayor").possessor);
  const SentenceReader house("The mayor's house stood empty.");
  CHECK_FALSE(house.group("The mayor").possessor);
}

TEST_CASE("adverbs of habit mark a present tense only") {
  CHECK(SentenceReader("Rebels often attack the camp.").events.empty());
  CHECK_FALSE(SentenceReader("Rebels often attacked the camp.").events.empty());
}
