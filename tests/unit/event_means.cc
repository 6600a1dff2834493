// What a deed was done with: a weapon that is named, or a word that tells the means.

#include <doctest/doctest.h>

#include "sentence_reader.h"

using namespace sitrep;

namespace {

struct Deed {
  const char* text;
  const char* type;    ///< of the first event
  const char* weapon;  ///< the column's text; empty: the text does not say
};

void check(const Deed& deed) {
  CAPTURE(deed.text);
  const SentenceReader s(deed.text);
  REQUIRE(!s.events.empty());
  CHECK(s.type(0) == deed.type);
  const EventMention& event = s.events[0];
  CHECK((event.weapon_words.empty() ? std::string(event.means) : s.words(event.weapon_words)) == deed.weapon);
}

}  // namespace

TEST_CASE("a verb or noun that names the means says what it was done with") {
  for (const Deed& deed : {
           Deed{"Militants beheaded three farmers in Homs.", "execution", "beheading"},
           Deed{"A teacher was hacked to death in Homs.", "attack_on_civilians", "hacking"},
           Deed{"Rebels slit the throats of five drivers in Homs.", "attack_on_civilians", "blade"},
           Deed{"A farmer was fatally shot in Homs.", "attack_on_civilians", "gunfire"},
           Deed{"Five people were killed in Homs with bullet wounds.", "attack_on_civilians", "gunfire"},
           Deed{"Five farmers were killed in Homs.", "attack_on_civilians", ""},
       })
    check(deed);
}

TEST_CASE("gunmen kill by gunfire, but not where they are killed themselves") {
  check({"Gunmen killed four farmers in Homs.", "attack_on_civilians", "gunfire"});
  check({"Four farmers were killed in Homs when gunmen attacked a village.", "attack_on_civilians", "gunfire"});
  check({"Four gunmen were killed in Homs.", "armed_attack", ""});
}

TEST_CASE("the arms of those who did it are the weapon") {
  check({"Two men armed with axes stormed a shop in Homs, killing three people.", "attack_on_civilians", "axes"});
  check({"Three people were killed in Homs by men armed with knives.", "attack_on_civilians", "knives"});
}

TEST_CASE("a suicide bomber is no aircraft") {
  check({"A suicide bomber killed 15 people in an attack on a market in Homs.", "suicide_bombing", ""});
  check({"Ten people were killed in an attack by a Taliban suicide bomber in Homs.", "suicide_bombing", ""});
  check({"Ten people were killed in a suicide car bomb in Homs.", "suicide_bombing", "suicide car bomb"});
  check({"Ten people were killed in two blasts in a suicide attack in Homs.", "suicide_bombing", ""});
}

TEST_CASE("a weapon behind by, in or involving tells what happened") {
  check({"Two people were injured in Homs by a missile.", "missile_strike", "missile"});
  check({"Five traders died in an ambush involving a roadside bomb near Homs.", "ied_explosion", "roadside bomb"});
  check({"A van struck a roadside bomb in Homs, killing eight people.", "ied_explosion", "roadside bomb"});
  check({"Five people were killed in firing in Homs.", "attack_on_civilians", "gunfire"});
  check({"The army has confirmed the killing of ten people in a suicide bomb explosion in Homs.", "suicide_bombing",
         "suicide bomb"});
  check({"Ten people were killed in attacks carried out by gunmen in Homs.", "attack_on_civilians", "gunfire"});
}

TEST_CASE("what an event's participle is done to does not do the deed") {
  check({"A suicide bomber targeting recruits at a barracks in Homs killed five people.", "suicide_bombing", ""});
  const SentenceReader s(
      "Suicide bombers drove a lorry packed with explosives into a convoy in Homs, killing ten people.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "suicide_bombing");
  CHECK(s.events[0].killed == Count::exactly(10));
}

TEST_CASE("who somebody is taken for names them, and what they wear does not") {
  const SentenceReader s("Gunmen suspected to be members of the Shabaab sect killed eight people in Homs.");
  REQUIRE(s.events.size() == 1);
  REQUIRE(s.events[0].actors.size() == 1);
  CHECK(s.name(s.events[0].actors[0]) == "Al-Shabaab");
  CHECK(s.events[0].means == "gunfire");

  const SentenceReader aside("Five people were killed when gunmen, believed to be from Boko Haram, attacked Homs.");
  REQUIRE(aside.events.size() == 1);
  REQUIRE(aside.events[0].actors.size() == 1);
  CHECK(aside.name(aside.events[0].actors[0]) == "Boko Haram");

  const SentenceReader dressed("Gunmen dressed as police killed nine people in Homs.");
  REQUIRE(dressed.events.size() == 1);
  REQUIRE(dressed.events[0].actors.size() == 1);
  CHECK(dressed.name(dressed.events[0].actors[0]) == "Unidentified gunmen");
}
