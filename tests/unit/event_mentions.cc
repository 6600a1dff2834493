#include <doctest/doctest.h>

#include "extract/event_facts.h"
#include "sentence_reader.h"

using namespace sitrep;

TEST_CASE("the victim of a killing told by a noun") {
  for (const char* text :
       {"The murder of Judge Tamsin Orveld shocked the town.", "Judge Tamsin Orveld's murder shocked the town."}) {
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    REQUIRE(s.events[0].targets.size() == 1);
    CHECK(s.name(s.events[0].targets[0]) == "Tamsin Orveld");
  }
}

TEST_CASE("a bomb's place is its target") {
  const SentenceReader s("A bomb exploded outside the embassy on Friday.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "ied_explosion");
  CHECK(s.words(s.events[0].target_words) == "embassy");
}

TEST_CASE("an agent need not be an armed group") {
  const SentenceReader s("Two men opened fire on a bus.");
  REQUIRE(s.events.size() == 1);
  REQUIRE(s.events[0].actors.size() == 1);
  CHECK(s.name(s.events[0].actors[0]) == "men");
}

TEST_CASE("a deed and the attack in which it was done are one event") {
  const SentenceReader s("The minister was assassinated in an attack on Friday.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "assassination");
}

TEST_CASE("what is only possible, refrained from or planned did not occur") {
  CHECK(SentenceReader("Officials spoke of the risk of an attack on the bridge.").events.empty());
  CHECK(SentenceReader("The rebels promised to refrain from attacking buses.").events.empty());
  const SentenceReader mission("Their mission was to kill the mayor.");
  REQUIRE(mission.events.size() == 1);
  CHECK(mission.events[0].status == EventStatus::planned);
}

TEST_CASE("a later act on an event leaves the event a fact") {
  const SentenceReader s("A court will investigate the murder of the mayor.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].status == EventStatus::occurred);
}

TEST_CASE("who denies an event denies it") {
  const SentenceReader s("The army denied that rebels attacked the camp.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].status == EventStatus::denied);
}

TEST_CASE("an event told to date another is background") {
  const SentenceReader s("The embassy reopened five years after gunmen attacked the building.");
  for (const EventMention& event : s.events) CHECK(event.background);
}

TEST_CASE("who claims an attack did it") {
  const SentenceReader s("The rebels claimed responsibility for the bombing of the bridge.");
  bool found = false;
  for (std::size_t i = 0; i < s.events.size(); ++i) {
    if (s.type(i) == "claim_of_responsibility") continue;
    found = !s.events[i].actors.empty();
  }
  CHECK(found);
}

TEST_CASE("a crowd demonstrates, a report demonstrates something") {
  CHECK(SentenceReader("The teachers demonstrated in Damascus on Friday.").events.size() == 1);
  CHECK(SentenceReader("The teachers demonstrated progress on Friday.").events.empty());
}

TEST_CASE("a part of a name is the same person") {
  CHECK(same_person("Orveld", "Tamsin Orveld"));
  CHECK(same_person("Tamsin Mira Orveld", "Tamsin Orveld"));
  CHECK_FALSE(same_person("Tamsin Orveld", "Tamsin Brand"));
  CHECK_FALSE(same_person("", "Tamsin Brand"));
  CHECK_FALSE(same_person("al", "al Brand"));
}

TEST_CASE("a noun is found among words in either number") {
  const Engine engine(builtin_image());
  CHECK(says_noun(engine.lexicon(), "six village priests", "priest"));
  CHECK(says_noun(engine.lexicon(), "the MAYOR of Loma", "mayor"));
  CHECK_FALSE(says_noun(engine.lexicon(), "the mayor of Loma", "judge"));
  CHECK_FALSE(says_noun(engine.lexicon(), "", "judge"));
}

TEST_CASE("figures of speech are no violence") {
  for (const char* text : {"The home side bombarded the goal.", "The speaker opened fire on the budget.",
                           "Their captain struck in the 88th minute.", "The province was hit by the unrest."})
    CHECK_MESSAGE(SentenceReader(text).events.empty(), text);
}

TEST_CASE("what is asked for, released or brought by no force is no event") {
  for (const char* text :
       {"The list was released on Monday.", "Soldiers called on the families to leave the house.",
        "Nine injured civilians were brought to the hospital.", "The surrounding buildings are burnt."})
    CHECK_MESSAGE(SentenceReader(text).events.empty(), text);
}

TEST_CASE("nobody did it") {
  CHECK(SentenceReader("No one attacked the camp.").events.empty());
  const SentenceReader s("No one was killed in the attack on the camp.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.max == 0);
}

TEST_CASE("a number and its members are counted once") {
  const SentenceReader s("Two civilians, a father and his son, were killed in an airstrike.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.value == 2);
}

TEST_CASE("an aside parts no subject from its verb") {
  const SentenceReader s(
      "Seven traders were killed, and dozens of others, including a nurse, were injured in an airstrike.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.value == 7);
  CHECK(s.events[0].injured.min == 24);
}

TEST_CASE("one more victim") {
  const SentenceReader s("A landmine left over from the fighting exploded, killing two farmers and injuring a third.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "landmine_explosion");
  CHECK(s.events[0].injured.value == 1);
}

TEST_CASE("verbs that do not change in the past") {
  const SentenceReader s("An airstrike hit the home, destroying it and killing three.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "airstrike");
  CHECK(s.events[0].killed.value == 3);
}

TEST_CASE("the parts of what is told are no events of their own") {
  const SentenceReader s(
      "The monitor documented 12 attacks, including shelling and gunfire, which left three people dead.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) != "shelling");
}

TEST_CASE("a patrol that acts is a unit") {
  const SentenceReader raid("A patrol of the army raided the village of Tamirat.");
  REQUIRE(raid.events.size() == 1);
  CHECK(raid.type(0) == "security_operation");
  const SentenceReader s("Rebels ambushed an army patrol near the bridge.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "armed_attack");
}
