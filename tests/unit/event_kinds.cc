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
        {"Police used tear gas against demonstrators in Homs.", "protest_with_intervention", "Police"},
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

TEST_CASE("crowds gather, riot, and are dispersed") {
  check({"Demonstrators gathered outside the governor's office in Homs.", "protest", "Protesters"});
  check({"Workers gathered outside the factory in Homs.", "", ""});
  check({"Thousands poured onto the streets of Homs.", "protest", ""});
  check({"Protesters stormed the mayor's office in Homs.", "riot", "Protesters"});
  check({"Rioters torched shops in Homs.", "riot", "Protesters"});
  check({"Police dispersed a crowd of demonstrators in Homs.", "protest_with_intervention", "Police"});
}

TEST_CASE("what somebody is accused of or punished for") {
  check({"A mob lynched a man accused of stealing goats in Homs.", "mob_violence", "Mob"});
  check({"A court jailed a man for killing his neighbour.", "", ""});
  check({"Two brothers were jailed for planning an attack on a market.", "", ""});
  const SentenceReader s("The army accused the rebels of shelling Homs on Friday.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "shelling");
  CHECK(s.events[0].status == EventStatus::alleged);
}

TEST_CASE("deaths in custody, by water and under rubble") {
  check({"A detainee died in police custody in Homs.", "torture", ""});
  const SentenceReader s("Nine migrants drowned when their boat sank off Tripoli.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "accident");
  CHECK(s.events[0].killed.value == 9);
}

TEST_CASE("a town is taken, prisoners are exchanged, rescuers search") {
  check({"Rebel fighters have taken the town of Homs.", "territory_captured", "Rebels"});
  check({"The rebels exchanged twelve prisoners with the army near Homs.", "release", "Rebels"});
  check({"In Homs, rescuers searched for survivors.", "", ""});
}

TEST_CASE("a unit that is hit, and whose positions are hit") {
  const SentenceReader patrol("An SDF patrol was targeted with an RPG by unknown gunmen near Homs.");
  REQUIRE(patrol.events.size() == 1);
  CHECK(patrol.type(0) == "shelling");
  REQUIRE(patrol.events[0].targets.size() == 1);
  CHECK(patrol.name(patrol.events[0].targets[0]) == "Syrian Democratic Forces");
  const SentenceReader positions("Ukrainian forces shelled Russian positions near Kreminna.");
  REQUIRE(positions.events.size() == 1);
  REQUIRE(positions.events[0].targets.size() == 1);
  CHECK(positions.name(positions.events[0].targets[0]) == "Russian forces");
}

TEST_CASE("casualties that come on top of others, and ages that are no casualties") {
  const SentenceReader also("Five men died in an ambush near Homs; four soldiers were also killed.");
  REQUIRE(also.events.size() == 1);
  CHECK(also.events[0].killed.value == 9);
  const SentenceReader age("Omar Nasser, 34, a driver and father of three, was killed by a landmine near Homs.");
  REQUIRE(age.events.size() == 1);
  CHECK(age.events[0].killed.value == 1);
  const SentenceReader subjects("Two women and a child died and eleven men were hurt in a car bombing in Homs.");
  REQUIRE(subjects.events.size() == 1);
  CHECK(subjects.events[0].killed.value == 3);
  CHECK(subjects.events[0].injured.value == 11);
}

TEST_CASE("some of them: the things are counted, not the number") {
  const SentenceReader s("Air defences downed 32 of 44 drones over Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.type(0) == "interception");
}

TEST_CASE("bombs that are placed, left and thrown, and where") {
  for (const Told& told :
       {Told{"Guerrillas placed a bomb beside the engine of a bus.", "ied_explosion", "Rebels"},
        {"A bomb placed by guerrillas on the roof of a bank exploded in Loma.", "ied_explosion", "Rebels"},
        {"A car bomb was left by insurgents outside the court in Loma.", "ied_explosion", "Militants"},
        {"Insurgents used dynamite against the town hall.", "ied_explosion", "Militants"},
        {"Two car bombs had not yet exploded in Loma.", "", ""},
        {"The church was bombed by the air force.", "airstrike", "Air force"},
        {"Two pylons near Loma were sabotaged by rebels.", "property_destruction", "Rebels"},
        {"Loma saw an attempt on the life of Judge Ana Ruiz.", "assassination", ""}})
    check(told);
  const auto target = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    return std::string(s.events[0].target_words.of(text));
  };
  CHECK(target("Guerrillas placed a bomb inside the engine of a bus.") == "bus");
  CHECK(target("A dynamite charge was placed on the pipeline.") == "pipeline");
  CHECK(target("The attack carried out against the police station in Loma caused damage.") == "police station");
}

TEST_CASE("a purpose is no plan, what was used was done, and what is told behind \"after\" has been") {
  for (const Told& told :
       {Told{"The rebels hid in the church to fire at the troops.", "", ""},
        {"The rebels used mortars to shell the village of Loma.", "shelling", "Rebels"},
        {"The families will leave after the recent murder of six priests.", "attack_on_civilians", ""}})
    check(told);
  const SentenceReader used("The rebels used mortars to shell the village of Loma.");
  CHECK(used.events[0].status == EventStatus::occurred);
  const SentenceReader left("The families will leave the town after the assassination of six priests.");
  REQUIRE(left.events.size() == 1);
  CHECK(left.events[0].status == EventStatus::occurred);
}

TEST_CASE("persons who are called like a place") {
  const auto target = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    return s.events[0].targets.empty() ? std::string() : s.name(s.events[0].targets[0]);
  };
  CHECK(target("Alvarado was murdered by gunmen.") == "Alvarado");
  CHECK(target("Gunmen kidnapped Ana Villegas on Friday.") == "Ana Villegas");
  CHECK(target("Zoraida Espinoza Villegas, a judge, was assassinated on Friday.") == "Zoraida Espinoza Villegas");
  CHECK(target("The assassination of Alvarado caused outrage.") == "Alvarado");
  CHECK(target("The massacre of Alvarado was carried out by gunmen.") == "");
  // Those of a list of places stay places.
  CHECK(target("Five people from Homs and Idlib were killed.") == "Civilians");
}

TEST_CASE("the words of a target are all that is coordinated, and never a pronoun") {
  const auto words = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    return std::string(s.events[0].target_words.of(text));
  };
  CHECK(words("Jets bombed caves and bunkers near the city of Homs.") == "caves and bunkers");
  CHECK(words("Two priests and three women were murdered in Homs.") == "priests and three women");
  CHECK(words("Gunmen shot at a school and a church in Homs on Friday.") == "school and a church");
}

TEST_CASE("names behind a title of several, behind an office, and behind the place") {
  const auto targets = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    std::string out;
    for (const ActorMention& target : s.events[0].targets) out += (out.empty() ? "" : "; ") + s.name(target);
    return out;
  };
  CHECK(targets("The murder in Homs of leaders Karim Oqueli and Zoraida Flores was condemned.") ==
        "Karim Oqueli; Zoraida Flores");
  CHECK(targets("The rebels kidnapped a British citizen, Peter Kent, in Homs.") == "Peter Kent");
}

TEST_CASE("what somebody is accused of, and an event that a person or thing suffers") {
  const SentenceReader accused("The army accused the rebels of kidnapping about 30 farmers in the city of Homs.");
  REQUIRE(accused.events.size() == 1);
  CHECK(accused.type(0) == "abduction");
  CHECK(accused.events[0].status == EventStatus::alleged);
  check({"The home of the mayor of Homs was the target of a bomb attack.", "ied_explosion", ""});
}

TEST_CASE("who is responsible, who kills for pay, and forms of \"be\" within a phrase") {
  for (const Told& told :
       {Told{"The rebels were responsible for the murder of the judge in Homs.", "attack_on_civilians", "Rebels"},
        {"The ministry holds the rebels responsible for the assassination of the judge in Homs.", "assassination",
         "Rebels"},
        {"Hired assassins shot the senator in Homs.", "attack_on_civilians", "Unidentified gunmen"},
        {"An urban guerrilla group planted a bomb at a bank in Homs.", "ied_explosion", "Rebels"}})
    check(told);
  const SentenceReader s("The bank was the target of a bomb attack in Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].target_words.of("The bank was the target of a bomb attack in Homs.") == "bank");
}

TEST_CASE("many deeds of no number, nowhere and at no time, are no event; neither is what ceased") {
  for (const char* text : {"The report deals with murders of officials.", "Journalists have been murdered.",
                           "The rebels ceased shelling the villages in Homs."}) {
    CAPTURE(text);
    const SentenceReader s(text);
    for (const EventMention& event : s.events) CHECK(event.background);
  }
  check({"Three journalists have been murdered in Homs.", "attack_on_civilians", ""});
  // Trying that is only possible or to come is no attempt.
  const SentenceReader s("The rebels will try to attack the village of Loma in Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].status == EventStatus::planned);
}

TEST_CASE("names in capitals, who came through, and what was learned from somebody") {
  const auto target = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    return s.events[0].targets.empty() ? std::string() : s.name(s.events[0].targets[0]);
  };
  CHECK(target("THE MURDER OF JUDGE CARLOS ORDAZ IN HOMS LED TO UNREST.") == "CARLOS ORDAZ");
  const SentenceReader unharmed("Karim Zamora was unharmed following an attack in Homs.");
  REQUIRE(unharmed.events.size() == 1);
  CHECK(!unharmed.events[0].target_words.empty());
  check({"It was learned from the police that two bombs exploded in Homs.", "ied_explosion", ""});
}

TEST_CASE("the noun for an event names what it was done with") {
  const auto weapon = [](const char* text) {
    CAPTURE(text);
    const SentenceReader s(text);
    REQUIRE(s.events.size() == 1);
    return std::string(s.events[0].weapon_words.of(text));
  };
  CHECK(weapon("A bomb explosion in Homs killed three people.") == "bomb");
  CHECK(weapon("A mortar attack on Homs killed three people.") == "mortar");
  CHECK(weapon("A drone strike on Homs killed three people.") == "drone");
  CHECK(weapon("An air raid on Homs killed three people.").empty());
  CHECK(weapon("A bomb explosion in Homs with two grenades killed three people.") == "grenades");
}

TEST_CASE("short sentences in capitals") {
  check({"THE CAR EXPLODED IN IDLIB.", "explosion", ""});
  check({"TWO MEN WERE SHOT.", "attack_on_civilians", ""});
}

TEST_CASE("drugs seized, people driven out, officials who meet, posts opened") {
  check({"Police in Antwerp seized two tonnes of cocaine hidden in a lorry.", "organized_crime", "Police"});
  check({"Fighting has forced thousands of people from their homes in Sudan.", "displacement", ""});
  check({"The foreign ministers of Iran and Iraq met in Baghdad on Thursday.", "visit", "Officials"});
  check({"The Iraqi army opened a checkpoint at the entrance of Sinjar.", "base_established", "Iraqi forces"});
  check({"Two rebel factions merged into a new formation.", "group_change", "Rebels"});
  check({"The wind brought down two sections of a fence near Homs.", "", ""});
  check({"Some 20,000 have crossed into Chad.", "", ""});
}

TEST_CASE("who acts in a clause that begins with a conjunction, and behind a participle of the object") {
  check({"Drones hovered over Homs before striking a school.", "drone_strike", ""});
  const SentenceReader s("Police seized cocaine hidden in a container and detained three men in Antwerp.");
  REQUIRE(s.events.size() == 2);
  REQUIRE(s.events[1].actors.size() == 1);
  CHECK(s.name(s.events[1].actors[0]) == "Police");
  const SentenceReader torture("Three men were tortured to death in a prison in Homs.");
  REQUIRE(torture.events.size() == 1);
  CHECK(torture.events[0].killed.value == 3);
}

TEST_CASE("titles, quarrels, habits, rehearsals, and what vehicles do to each other") {
  check({"The film \"Shooting Stars\" opened in Homs.", "", ""});
  check({"The two ministers clashed over the budget in Homs.", "", ""});
  check({"Militias used to kidnap traders in Homs.", "", ""});
  check({"Soldiers simulated an attack on the airport of Homs.", "", ""});
  check({"Hackers attacked the ministry in Homs.", "", ""});
  check({"A bus hit a truck near Homs, killing three people.", "accident", ""});
  const SentenceReader used("Mortars were used to attack the village of Harem on Friday.");
  REQUIRE(used.events.size() == 1);
  CHECK(used.events[0].status == EventStatus::occurred);
  const SentenceReader shot("A man was shot in the leg by gunmen in Homs.");
  REQUIRE(shot.events.size() == 1);
  CHECK_FALSE(shot.events[0].killed.known());
}

TEST_CASE("numbers of events, what happened in an operation, and the dead of two") {
  const SentenceReader number("The number of assassinations in Homs rose to 54.");
  REQUIRE(number.events.size() == 1);
  CHECK(number.events[0].count.value == 54);
  const SentenceReader inside("The army carried out an operation in Harem, north of Homs, in which nine men died.");
  REQUIRE(inside.events.size() == 1);
  CHECK(inside.events[0].killed.value == 9);
  const SentenceReader pair("Police found a man and his wife, who had been shot dead by rebels in Homs.");
  REQUIRE(pair.events.size() == 1);
  CHECK(pair.events[0].killed.value == 2);
  const SentenceReader of("A mine exploded in a minibus near Homs, killing three of them.");
  REQUIRE(of.events.size() == 1);
  CHECK(of.events[0].killed.value == 3);
  check({"Rockets were fired from areas where regime forces are deployed.", "shelling", ""});
}

TEST_CASE("a slogan in quotes ends no sentence and no name, and vehicles act for their army") {
  check({"Demonstrators held a peaceful protest 'Be heard! Be seen!' in Homs.", "protest", "Protesters"});
  check({"Three vehicles of Israeli forces patrolled the area near Quneitra.", "patrol", "Israeli forces"});
}

TEST_CASE("deaths told before the deed that is nearest") {
  const SentenceReader nearest(
      "Three policemen died when a suicide bomber struck a checkpoint in Homs; a group claimed the attack.");
  bool found = false;
  for (std::size_t e = 0; e < nearest.events.size(); ++e)
    found |= nearest.type(e) == "suicide_bombing" && nearest.events[e].killed.value == 3;
  CHECK(found);
}

TEST_CASE("states of siege, warrants, cars off the road, patrols that act, analysts who were burned") {
  check({"The government declared a state of siege in Homs.", "", ""});
  check({"Police obtained a warrant for the arrest of a mayor in Homs.", "", ""});
  check({"His vehicle went off the road near Homs.", "", ""});
  check({"A police patrol surprised him near Homs.", "", ""});
  check({"Securities analysts were burned on the shares of the bank.", "", ""});
  check({"The European Union imposed sanctions on five officials.", "sanction", "European Union"});
}

TEST_CASE("hostages taken, bases left, chlorine dropped, shells on a market, verbs with a hyphen") {
  check({"Pirates took nine crew members hostage off Bonny.", "abduction", "Bandits"});
  check({"Unidentified men bundled a lawyer into a van in Nairobi.", "abduction", "Unidentified men"});
  check({"The last French soldiers left their base in Gao.", "withdrawal", "French forces"});
  check({"Barrels of chlorine were dropped on Saraqib.", "chemical_attack", ""});
  check({"Seven mortar rounds landed on the vegetable market of Taiz.", "shelling", ""});
  check({"Two women were gang-raped by militiamen in Tawila.", "sexual_violence", "Militia"});
  check({"Students were baton-charged by police in Homs.", "protest_with_intervention", "Police"});
  check({"A quadcopter dropped explosives on a tractor near Homs.", "drone_strike", ""});
  check({"Two missiles slammed into a hotel in Kramatorsk.", "missile_strike", ""});
}

TEST_CASE("vehicles of an army act, homes that are demolished, blockades that are lifted") {
  check({"Army bulldozers demolished Palestinian homes in Rafah.", "property_destruction", "Soldiers"});
  check({"Army vehicles entered the town of Homs.", "troop_deployment", "Soldiers"});
  check({"The army lifted a blockade of the crossing at Homs.", "", ""});
}

TEST_CASE("what is brought down is an interception, and each is one") {
  for (const Told& told :
       {Told{"Ukraine's air force shot down 29 of 66 drones.", "interception", "Ukrainian forces"},
        {"Turkish air defences destroyed 12 drones over the city of Homs.", "interception", "Turkish forces"},
        {"Drones destroyed a warehouse in the city of Homs.", "drone_strike", ""}})
    check(told);
  const SentenceReader s("The army shot down three drones over the city of Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].count.value == 3);
}

TEST_CASE("munitions that were fired do not fire") {
  const SentenceReader s("The army intercepted a missile fired at the city of Homs by rebels.");
  REQUIRE(s.events.size() == 2);
  CHECK(s.type(0) == "interception");
  CHECK(s.type(1) == "missile_strike");
}

TEST_CASE("captives are beaten under torture and killed by execution") {
  for (const Told& told : {Told{"Guards beat detainees at the prison in Homs.", "torture", "Soldiers"},
                           {"Two hostages were shot dead in Homs.", "execution", ""},
                           {"Two prisoners were shot by guards in Homs.", "attack_on_civilians", "Soldiers"}})
    check(told);
}

TEST_CASE("who served once does not act for the force") {
  check({"A former policeman opened fire in a shop in Homs, killing four.", "armed_attack", "former policeman"});
  check({"A policeman opened fire in a shop in Homs, killing four.", "armed_attack", "Police"});
}

TEST_CASE("wounds that are suffered count as people who were wounded") {
  for (const char* text : {"A blast in the city of Homs: four people suffered burns.",
                           "Four people sustained minor injuries in an airstrike on the city of Homs.",
                           "Two people died in an airstrike on the city of Homs and four sustained wounds."}) {
    CAPTURE(text);
    const SentenceReader s(text);
    bool told = false;
    for (const EventMention& event : s.events) told |= event.injured.value == 4;
    CHECK(told);
  }
}

TEST_CASE("a clause about the subject stands between it and its verb") {
  check({"A boy was killed when an unexploded shell he had found exploded in the city of Homs.", "landmine_explosion",
         ""});
  check({"A school housing displaced families was struck in the city of Homs, killing 12.", "airstrike", ""});
}

TEST_CASE("who is suspected of a deed is its author") {
  check({"Rebels are suspected of the bombing in the city of Homs that killed five.", "ied_explosion", "Rebels"});
}

TEST_CASE("an attack that is answered is another event than the answer") {
  const SentenceReader s(
      "Turkish jets struck ten targets near Homs in retaliation for a drone attack that killed three.");
  REQUIRE(s.events.size() == 2);
  CHECK(s.type(0) == "airstrike");
  CHECK(s.type(1) == "drone_strike");
  CHECK_FALSE(s.events[0].killed.known());
}

TEST_CASE("a participle right behind persons tells what they do") {
  const SentenceReader s("Police opened fire on demonstrators trying to storm the parliament in Homs.");
  REQUIRE(s.events.size() == 2);
  CHECK(s.type(0) == "force_against_protesters");
  CHECK(s.type(1) == "riot");
  check({"Gunmen shot civilians in Homs, killing two.", "attack_on_civilians", "Unidentified gunmen"});
  const SentenceReader list("Gunmen shot dead a cook, a guard and a tailor working for a charity in Homs.");
  REQUIRE(list.events.size() == 1);
  CHECK(list.events[0].killed.value == 3);
  const SentenceReader waits("Four nurses who were abducted by rebels roaming near Homs have been killed.");
  bool killed = false;
  for (const EventMention& event : waits.events) killed |= event.killed.value == 4;
  CHECK(killed);
}

TEST_CASE("a result behind a relative clause belongs to the deed") {
  const SentenceReader s("Soldiers fired on villagers who were planning a protest in Homs, leaving four dead.");
  REQUIRE(s.events.size() == 2);
  CHECK(s.events[0].killed.value == 4);
}

TEST_CASE("how often a deed was done") {
  const SentenceReader s("Regime forces shelled 18 villages 91 times near Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].count.value == 91);
}

TEST_CASE("strikes of those who bear no arms, captives, bodies, sprays of fire, houses that are stormed") {
  for (const Told& told :
       {Told{"A strike by nurses closed the hospitals in Homs.", "strike_boycott", "Civilians"},
        {"Pirates took 25 crew hostage near Homs.", "abduction", "Bandits"},
        {"Four women were taken to Homs as hostages.", "abduction", ""},
        {"The bodies of nine men were found burned in Homs.", "attack_on_civilians", ""},
        {"Attackers sprayed the crowd with automatic fire in Homs.", "attack_on_civilians", "Unidentified gunmen"},
        {"Police stormed a house in the city of Homs.", "security_operation", "Police"},
        {"Rebels stormed an army base near Homs.", "armed_attack", "Rebels"},
        {"Air defences destroyed 140 of them over Homs.", "", ""}})
    check(told);
}

TEST_CASE(
    "clashes under way, persons that are captured, drones of someone, shots into the air, strikes that are feared") {
  const SentenceReader sides(
      "Clashes have been underway in Homs between rebels on one side and the army on the other.");
  REQUIRE(sides.events.size() == 1);
  CHECK(sides.events[0].actors.size() == 2);
  for (const Told& told :
       {Told{"The army captured a commander of the Islamic State in Homs.", "arrest", "Soldiers"},
        {"The army captured the town of Homs.", "territory_captured", "Soldiers"},
        {"A drone of the International Coalition hit a car in the city of Homs.", "drone_strike", "US-led coalition"},
        {"Police fired into the air in Homs.", "", ""},
        {"Rebels moved their offices out of Homs, fearing Russian strikes.", "", ""}})
    check(told);
}

TEST_CASE("who is told behind what belongs to the first of those killed") {
  const SentenceReader s("A mine in Homs killed an officer with the rank of captain and three soldiers.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.value == 4);
  const SentenceReader other("A blast killed a man in the city of Homs and three others were wounded.");
  REQUIRE(other.events.size() == 1);
  CHECK(other.events[0].killed.value == 1);
  CHECK(other.events[0].injured.value == 3);
}

TEST_CASE(
    "base camps, the dead that are reported, things that go off, rioters, operations during which somebody acts") {
  for (const Told& told :
       {Told{"Al Shabaab fired mortars towards the base camp in the city of Homs.", "shelling", "Al-Shabaab"},
        {"Ten rebels reported killed in the city of Homs.", "armed_attack", ""},
        {"Pagers exploded in the city of Homs on Tuesday.", "explosion", ""},
        {"Rioters barricaded a road in the city of Homs.", "riot", "Protesters"},
        {"The Wagner Group set up a base in the city of Homs.", "base_established", "Wagner Group"}})
    check(told);
  const SentenceReader s("The army arrested six men during a sweep operation in the city of Homs.");
  REQUIRE(s.events.size() == 2);
  CHECK(s.events[1].actors == s.events[0].actors);
}

TEST_CASE("works, anniversaries, history by its year, what could happen, and shots at a goal are no events") {
  for (const char* text : {"The film tells the story of a sniper who kills twelve men in Homs.",
                           "A documentary on the massacre in Homs won a prize.",
                           "The city of Homs marked the anniversary of the bombing that killed 168 people.",
                           "Analysts warn that an attack on the pipeline in Homs could cut supplies.",
                           "The museum in Homs shows uniforms from the siege of 1941.",
                           "The striker fired a shot over the bar in Homs.", "The crowd in Homs exploded with joy."}) {
    CAPTURE(text);
    check({text, "", ""});
  }
  check({"A film crew was shelled in the city of Homs.", "shelling", ""});
  const SentenceReader another("A man was killed and another wounded in an airstrike on the city of Homs.");
  REQUIRE(another.events.size() == 1);
  CHECK(another.events[0].injured.value == 1);
}

TEST_CASE("what explosions shake, most of what was fired, who drives people out") {
  for (const Told& told : {Told{"Three bank offices in Homs were shaken by explosions.", "explosion", ""},
                           {"The air force shot down most of the missiles over Homs.", "interception", "Air force"},
                           {"Rebels drove hundreds of families out of their homes in Homs.", "displacement", "Rebels"}})
    check(told);
}

TEST_CASE("models of weapons, nations that act, captives that are rescued, claims, roads that the armed block") {
  for (const Told& told :
       {Told{"A Russian Iskander-M missile struck a house in Homs.", "missile_strike", "Russian forces"},
        {"Kh-59 missiles struck a house in Homs.", "missile_strike", ""},
        {"Russians strike Homs: there are dead.", "airstrike", "Russian forces"},
        {"Troops rescued 13 kidnap victims in Homs.", "release", "Soldiers"},
        {"The Islamic State claimed an attack in Homs that killed two.", "armed_attack", "Islamic State"},
        {"Gunmen blocked the highway in Homs.", "siege", "Unidentified gunmen"},
        {"Brazilian police killed two men during an operation in Homs.", "security_operation", "Brazilian police"},
        {"Sirens sounded an air raid alert in Homs.", "", ""}})
    check(told);
  const SentenceReader s("A bomb in the city of Homs killed two officers and two prisoners.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.value == 4);
}

TEST_CASE("diseases kill, truces that are broken are not made, live rounds at demonstrators, whose drone was downed") {
  for (const Told& told :
       {Told{"Cholera has killed 56 people in the city of Homs.", "natural_disaster", ""},
        {"The parties accused each other of violating the truce in Homs.", "", ""},
        {"Soldiers fired live rounds in Homs, wounding four demonstrators.", "force_against_protesters", "Soldiers"}})
    check(told);
  const SentenceReader s("Pro-government fighters shot down a Houthi reconnaissance drone over Homs.");
  REQUIRE(s.events.size() == 1);
  REQUIRE(s.events[0].targets.size() == 1);
  CHECK(s.name(s.events[0].targets[0]) == "Houthi movement");
  CHECK(s.name(s.events[0].actors[0]) == "Pro-government fighters");
}

TEST_CASE("fires, falls and avalanches are accidents and disasters, a game is no fight") {
  for (const Told& told : {Told{"A fire at a nightclub in Homs killed 59 people.", "accident", ""},
                           {"A bus fell into a ravine in Homs, killing 20 passengers.", "accident", ""},
                           {"Three climbers died in an avalanche near Homs.", "natural_disaster", ""},
                           {"Rebels shelled a depot in Homs, and a fire killed seven.", "shelling", "Rebels"},
                           {"The team beat their rivals 3-1 in Homs.", "", ""},
                           {"The striker went off after a clash of heads with the goalkeeper in Homs.", "", ""}})
    check(told);
}

TEST_CASE("stray bullets, fires that sweep through, one more who was hurt") {
  check({"A woman was hit by a stray bullet in the city of Homs and died.", "attack_on_civilians", ""});
  check({"Fire swept through 30 tents near Homs, killing a child.", "accident", ""});
  const SentenceReader s("Four civilians were killed when a drone targeted their car near Homs; a fifth was injured.");
  int injured = 0;
  for (const EventMention& event : s.events) injured += event.injured.value == 1 ? 1 : 0;
  CHECK(injured == 1);
}

TEST_CASE("by what means a deed was done is no second deed") {
  const SentenceReader s("Gunmen killed a judge and wounded his brother by firing at their car near Homs.");
  REQUIRE(s.events.size() == 1);
  CHECK(s.events[0].killed.value == 1);
  CHECK(s.events[0].injured.value == 1);
}
