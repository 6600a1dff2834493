// Which event a sentence tells of, who did it and how many died: sentences of many genres, one a row.

#include <doctest/doctest.h>

#include <algorithm>

#include "sentence_reader.h"

using namespace sitrep;

namespace {

struct Told {
  const char* text;
  const char* type;   ///< of the only event that is no background; empty: none
  const char* actor;  ///< of the first; empty: nobody is named
};

void check(const Told& told) {
  CAPTURE(told.text);
  const SentenceReader s(told.text);
  std::vector<std::size_t> events;
  for (std::size_t i = 0; i < s.events.size(); ++i)
    if (!s.events[i].background) events.push_back(i);
  if (std::string_view(told.type).empty()) {
    CHECK(events.empty());
    return;
  }
  REQUIRE(events.size() == 1);
  CHECK(s.type(events[0]) == told.type);
  const auto& actors = s.events[events[0]].actors;
  CHECK((actors.empty() ? std::string() : s.name(actors[0])) == told.actor);
}

}  // namespace

TEST_CASE("munitions that are launched, and less lethal ones that are used") {
  for (const Told& told :
       {Told{"Israel launched missiles at targets near Damascus.", "missile_strike", "Israeli forces"},
        {"Rebels launched rockets at the airport in Homs.", "shelling", "Rebels"},
        {"Police used tear gas against demonstrators in Homs.", "force_against_protesters", "Police"},
        {"Air defence shot down nine Shahed drones over the city.", "interception", "Air defence"}})
    check(told);
}

TEST_CASE("what flies or fires tells the kind where nobody is named") {
  check({"Warplanes carried out four raids on the outskirts of Homs.", "airstrike", ""});
  check({"The Syrian air force began bombing and firing rockets at the camp in Homs.", "airstrike",
         "Syrian regime forces"});
}

TEST_CASE("places are seized as they are captured, vehicles are not") {
  check({"Rebels seized the town of Homs.", "territory_captured", "Rebels"});
  check({"Fighters captured two vehicles.", "", ""});
}

TEST_CASE("a participle that lacks its object leaves the telling to the other verb") {
  check({"A drone strike attributed to Turkey killed a commander in Homs.", "drone_strike", "Turkish forces"});
  check({"A raid carried out on Friday by the army killed two men in Homs.", "security_operation", "Soldiers"});
  check({"The Syrian army killed ten rebels during an ambush carried out Wednesday morning near Homs.", "armed_attack",
         "Syrian regime forces"});
}

TEST_CASE("one device, one event; two verbs with one object, one event") {
  check({"An explosive device planted under a car went off in Homs.", "ied_explosion", ""});
  check({"The army shelled and bombed the town of Homs.", "shelling", "Soldiers"});
}

TEST_CASE("those who are attacked are a target, not an event") {
  check({"Fighters of ISIS attacked an army convoy near Homs.", "armed_attack", "Islamic State"});
  check({"Regime forces brought reinforcements to the frontlines of Homs.", "troop_deployment", "Regime forces"});
}

TEST_CASE("crowds") {
  check({"Dozens protested in Homs on Friday.", "protest", ""});
  check({"Farmers gathered in Homs to protest against the law.", "protest", "Farmers"});
  check({"Prisoners staged a 24-hour hunger strike in Homs.", "strike_boycott", "Prisoners"});
  check({"Teachers began a hunger strike on Monday.", "strike_boycott", "Teachers"});
  check({"Leaders agreed to postpone the demonstration in Homs.", "", ""});
  check({"The envoy lodged an official protest in Homs.", "", ""});
}

TEST_CASE("threats are no events") { check({"The rebels have threatened to attack Homs.", "", ""}); }

TEST_CASE("bodies tell of a killing where they show it") {
  const SentenceReader shot("The bullet-riddled bodies of two brothers were found in Homs.");
  REQUIRE(shot.events.size() == 1);
  CHECK(shot.type(0) == "attack_on_civilians");
  CHECK(shot.events[0].killed == Count::exactly(2));
  CHECK(SentenceReader("The bodies of two fishermen were found on the beach of Homs.").events.empty());
}

TEST_CASE("a number behind the noun counts as one before it") {
  const SentenceReader s("Artillery fire killed a family of five in Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed == Count::exactly(5));
}

TEST_CASE("an attack on an armed group is none on civilians") {
  check({"An army unit killed ten militants in Homs.", "armed_attack", "army unit"});
  check({"Two Israeli commandos were killed in Homs.", "armed_attack", ""});
}

TEST_CASE("the deed at a gathering is not the gathering") {
  const SentenceReader s("Two suicide bombers blew themselves up at a protest in Homs, killing at least 80 people.");
  for (std::size_t i = 0; i < s.events.size(); ++i)
    CHECK(s.events[i].killed.known() == (s.type(i) == "suicide_bombing"));
}
