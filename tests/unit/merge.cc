#include "extract/merge.h"

#include <doctest/doctest.h>

#include "extract/ground.h"
#include "extract/section.h"
#include "text/interrupt.h"

using namespace sitrep;

namespace sitrep {
const Image& builtin_image();
}

namespace {

/// The events of a short report.
class Report {
 public:
  explicit Report(std::string text, const char* published = "2021-04-18")
      : text_(std::move(text)), engine_(builtin_image()) {
    DocumentArguments arguments;
    arguments.text = text_;
    arguments.published = parse_published(published);
    SectionReader reader(engine_, std::move(arguments), Depth::events);
    NeverInterrupt never;
    REQUIRE(reader.next(section_, never));
    events = EventGrounder(engine_).run(section_, merge_events(section_, engine_), reader.document_date());
  }

  std::string_view type(std::size_t e) const {
    return engine_.lexicon().text(engine_.lexicon().event_types()[events[e].event.told.type].type);
  }
  const EventMention& told(std::size_t e) const { return events[e].event.told; }
  std::string actor(std::size_t e) const {
    return told(e).actors.empty() ? "" : engine_.actors().name(told(e).actors[0], text_);
  }
  std::string source(std::size_t e) const {
    return told(e).source ? engine_.actors().name(*told(e).source, text_) : "";
  }

  std::vector<GroundedEvent> events;

 private:
  std::string text_;
  Engine engine_;
  Section section_;
};

}  // namespace

TEST_CASE("merge: who claims an attack did it, where nobody else is named") {
  const Report bomber(
      "A suicide bomber killed ten people in Homs on Friday. The Islamic State claimed responsibility.");
  REQUIRE(bomber.events.size() == 2);
  CHECK(bomber.actor(0) == "Islamic State");

  const Report attack(
      "A suicide bomber killed ten people in Homs on Friday. The Islamic State claimed responsibility for the attack.");
  REQUIRE(attack.events.size() == 2);
  CHECK(attack.actor(0) == "Islamic State");

  const Report behind("Six traders died in Homs in an attack claimed by Al-Shabaab.");
  REQUIRE(behind.events.size() == 1);
  CHECK(behind.actor(0) == "Al-Shabaab");

  const Report named("Turkish jets bombed Homs on Friday. The Islamic State claimed responsibility.");
  REQUIRE(!named.events.empty());
  CHECK(named.actor(0) == "Turkish forces");

  const Report nobody("A bomb killed ten people in Homs on Friday. Nobody has claimed responsibility.");
  REQUIRE(!nobody.events.empty());
  CHECK(nobody.actor(0).empty());
}

TEST_CASE("merge: him is one person, however many were named before") {
  const Report report("Gunmen trailed him home with 9 friends and killed him in Homs.");
  REQUIRE(report.events.size() == 1);
  CHECK(report.told(0).killed == Count::exactly(1));
}

TEST_CASE("merge: who was also killed died beside the victim told before") {
  const Report driver("A bomb killed a mayor in Homs. His driver was also killed.");
  REQUIRE(driver.events.size() == 1);
  CHECK(driver.told(0).killed == Count::exactly(2));

  const Report others("A bomb killed a mayor in Homs. Three other guests were also killed in the attack.");
  REQUIRE(others.events.size() == 1);
  CHECK(others.told(0).killed == Count::exactly(4));

  const Report total("A bomb killed five people in Homs. A mayor was also killed.");
  REQUIRE(total.events.size() == 1);
  CHECK(total.told(0).killed == Count::exactly(5));
}

TEST_CASE("merge: a deed that is claimed is told, whoever claims it") {
  const Report report("The Red Column claimed responsibility for the murder of the judge.");
  REQUIRE(report.events.size() == 2);
  CHECK(report.type(1) == "attack_on_civilians");
}

TEST_CASE("merge: the murders of two persons are two") {
  const Report report(
      "Senator Karim Galan was murdered on Friday. Lawyers protested against the murder of Judge Omar Valencia.");
  std::size_t murders = 0;
  for (std::size_t e = 0; e < report.events.size(); ++e) murders += report.type(e) == "attack_on_civilians";
  CHECK(murders == 2);
}

TEST_CASE("merge: nobody is killed twice, whatever day or place is told") {
  const Report report(
      "Judge Karim Valencia was assassinated on Friday in Homs. The governor came to the funeral. Karim Valencia was "
      "shot "
      "to death by two men on Thursday night near Palmyra.");
  std::size_t killings = 0;
  for (std::size_t e = 0; e < report.events.size(); ++e) killings += report.told(e).killed.value == 1;
  CHECK(killings == 1);
}

TEST_CASE("merge: he was killed of whom was told") {
  const Report report("Gunmen kidnapped Judge Karim Valencia in Homs on Friday. He was murdered on Saturday.");
  REQUIRE(report.events.size() == 2);
  CHECK(report.type(1) == "attack_on_civilians");
  REQUIRE(report.told(1).targets.size() == 1);
  CHECK(report.told(1).targets[0].span.length() == std::string_view("Karim Valencia").size());
}

TEST_CASE("merge: victims are named after the event") {
  const Report report(
      "A bomb killed three people in Homs on Friday. The victims were identified as Karim Perez, Omar Gomez and Ali "
      "Lopez.");
  REQUIRE(report.events.size() == 1);
  CHECK(report.told(0).targets.size() == 4);
}

TEST_CASE("ground: where most places lie in the country of the dateline, the events do") {
  const Report report(
      "DAMASCUS, April 17 (SANA) - The judge was murdered on Friday. Ministers of Turkey, Iraq and Jordan sent "
      "letters. "
      "People prayed for him in Homs, Hama and Aleppo.");
  REQUIRE(!report.events.empty());
  CHECK(report.events[0].country == "SY");
}

TEST_CASE("merge: what a longer report tells in passing is no event of its own") {
  const std::string report =
      "A bomb killed three people in Homs on Friday.\n\nThe governor spoke to the press. He will travel to the "
      "capital. "
      "The parties met.\n\n";
  const auto events = [&](const char* more) { return Report(report + more).events.size(); };
  CHECK(events("He said that houses were burned.") == 1);
  CHECK(events("He said that houses were burned by the rebels.") == 2);
  CHECK(events("He said that houses were burned in Palmyra.") == 2);
  // In one breath with another event it is where that one is.
  const Report beside(
      "A bomb killed three people in Homs on Friday. Houses were burned. The parties met. Talks went on.");
  CHECK(beside.events.size() == 2);
  // In a short text all is news.
  CHECK(Report("Houses were burned.").events.size() == 1);
}

TEST_CASE("merge: a raid told after an airstrike is the airstrike") {
  const Report r("Israeli airstrikes hit a depot in Homs on Friday. The raid killed four people.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "airstrike");
  CHECK(r.told(0).killed.value == 4);
}

TEST_CASE("merge: a similar strike is of the kind told before, and another event") {
  const Report r("Jets bombed the town of Saraqib on Friday. Similar attacks on the town of Harem killed two.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.type(1) == "airstrike");
}

TEST_CASE("merge: the victims named later are those of the only event") {
  const Report r(
      "An airstrike hit a house in Homs on Friday, killing three people.\n\nNeighbours gathered at the site. A "
      "school nearby was closed.\n\nThe teacher Adnan Keral was killed alongside his wife.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.told(0).killed.value == 3);
}

TEST_CASE("merge: strikes on towns of two provinces are two events") {
  const Report r("Rebels shelled the town of Saraqib in Idlib on Friday. Rebels shelled the town of Nubl in Aleppo.");
  CHECK(r.events.size() == 2);
}

TEST_CASE("merge: arrests of different numbers of people are told apart") {
  const Report r("Police arrested five men in Gao on Monday. Police arrested 32 people at a market in Bamako.");
  CHECK(r.events.size() == 2);
}

TEST_CASE("ground: an unknown village does not hide the country of the others") {
  const Report r("Artillery shelled the villages of Homs and Tamirat Qelz in Syria on Friday.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.events[0].country == "SY");
}

TEST_CASE("ground: what is told without a place happened in the country of the report") {
  const Report r("Clashes broke out in Homs on Friday. Gunmen abducted two teachers on Saturday.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.events[1].country == "SY");
}

TEST_CASE("ground: who is not named is a source where nobody named is") {
  const Report r("Gunmen killed two farmers near Gao on Monday, residents said.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.source(0) == "residents");
}

TEST_CASE("section: a page without its line breaks has its headline back") {
  const Report r(
      "Two dead in raid on Homs Monday 12 Apr 2021 At least two people were killed in a raid on Homs, police said.");
  REQUIRE(!r.events.empty());
  CHECK(r.events[0].date.first() == r.events[0].date.last());
  CHECK(r.events.size() == 1);
}

TEST_CASE("section: who tells is not who did") {
  const Report r("The army raided a village near Gao on Monday, the activist Musa Keita said. They arrested two men.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.type(1) == "arrest");
  CHECK(r.actor(1).find("Keita") == std::string::npos);
}

TEST_CASE("scope: people killed over a time are a total") {
  const Report r(
      "The number of civilians killed by landmines in Idlib since the beginning of the year has exceeded 31.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.told(0).scope == EventScope::cumulative);
  CHECK(r.told(0).killed.min == 31);
}

TEST_CASE("merge: a sentence that only dates the event dates it") {
  const Report r(
      "Three civilians were killed in an airstrike on a house in Homs. The strike took place on 7 April 2021.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.events[0].date.first() == day_of(2021, 4, 7));
}

TEST_CASE("merge: a date that nothing resolves takes none from an event") {
  const Report r(
      "On 4 April 2020, a man was killed in an airstrike near Homs. Posts said that he was killed by bombing this "
      "afternoon. The list was released on 17 September 2020.",
      "");
  REQUIRE(!r.events.empty());
  CHECK(r.events[0].date.first() == day_of(2020, 4, 4));
}

TEST_CASE("ground: what happened did not happen after the report") {
  const Report r("A boy was shot dead in Homs ahead of a referendum next month.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.events[0].date.first() == day_of(2021, 4, 18));
}

TEST_CASE("merge: a day within the time told dates the event") {
  const Report r(
      "Clashes between the army and rebels in Homs this week killed six people. The fighting began on Tuesday.",
      "2021-04-16");
  REQUIRE(r.events.size() == 1);
  CHECK(r.events[0].date.first() == day_of(2021, 4, 13));
}

TEST_CASE("merge: an event named by its day is that day's") {
  const Report r(
      "A bomb blast on a bus near Homs killed 12 people, police said on Sunday. Bodies were carried from the site of "
      "Saturday's blast.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.events[0].date.first() == day_of(2021, 4, 17));
}

TEST_CASE("ground: a day that is to come dates no event that was, and a time of day is that of its event") {
  const Report r("The minister cancelled a visit scheduled for Monday after the airstrike on Homs killed two people.",
                 "2021-04-18");
  REQUIRE(!r.events.empty());
  CHECK(r.events[0].date.first() == day_of(2021, 4, 18));
  const Report s("Jets bombed Homs at 7:30 on Friday. Police arrested two men in the town of Rastan.", "2021-04-18");
  REQUIRE(s.events.size() == 2);
  CHECK(s.events[0].date.precision == DatePrecision::minute);
  CHECK(s.events[1].date.precision == DatePrecision::day);
  CHECK(s.events[1].date.first() == day_of(2021, 4, 16));
}

TEST_CASE("ground: the stamp of a page is no time of an event") {
  const Report r(
      "Four dead in Homs Wednesday 14 April 2021 14:28 At least four people were killed in an airstrike on Homs.",
      "2021-04-14");
  REQUIRE(!r.events.empty());
  for (const GroundedEvent& event : r.events) CHECK(event.date.precision == DatePrecision::day);
}

TEST_CASE("merge: the attackers of whom was told do what follows there and then") {
  const Report r(
      "Gunmen attacked a market in Homs on Tuesday, killing 11 people and abducting several women. The attackers "
      "opened "
      "fire on traders and set shops ablaze.",
      "2021-04-18");
  REQUIRE(r.events.size() == 3);
  CHECK(r.type(0) == "attack_on_civilians");
  CHECK(r.told(0).killed.value == 11);
  CHECK(r.type(1) == "abduction");
  CHECK_FALSE(r.told(1).killed.known());
  CHECK(r.type(2) == "property_destruction");
  CHECK(r.events[2].date.start == r.events[0].date.start);
  CHECK(r.events[2].places == r.events[0].places);
}

TEST_CASE("merge: a toll that is raised is the newest") {
  const Report r(
      "Three people were killed in a bomb blast in Homs on Friday. Two more died, raising the death toll to five.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.told(0).killed.value == 5);
}

TEST_CASE("merge: deaths since an attack began are a tally") {
  const Report r(
      "A missile hit a depot in Homs on Friday. In Hama, the mayor said 15 residents had been killed since the attack "
      "began.");
  REQUIRE(r.events.size() == 2);
  CHECK_FALSE(r.told(0).killed.known());
  CHECK(r.type(1) == "casualty_tally");
  CHECK(r.told(1).scope == EventScope::cumulative);
}

TEST_CASE("merge: who is blamed for an attack did it, and is no target") {
  const Report r("An air strike hit a camp in Homs on Friday. The mayor blamed the attack on rebels.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.actor(0) == "Rebels");
}

TEST_CASE("merge: an event at a name that nobody knows is not where the other was") {
  const Report r("Jets bombed Homs on Friday. The army shelled the outskirts of Wurlestan on Friday.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.events[1].places != r.events[0].places);
}

TEST_CASE("merge: what came after does not say where it was") {
  const Report r("Soldiers arrested the mayor in Homs on Friday after a riot at the Hama prison.");
  REQUIRE_FALSE(r.events.empty());
  CHECK(r.type(0) == "arrest");
  CHECK(r.told(0).places.size() == 1);
}

TEST_CASE("merge: who said it stands behind") {
  const Report r("Gunmen attacked a camp in Homs on Friday, said a doctor.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.source(0) == "doctor");
}

TEST_CASE("merge: the wounded of whom is told are no event of their own") {
  const Report r(
      "Jets bombed a clinic in Homs on Friday, killing five. The director identified the two wounded doctors.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "airstrike");
  CHECK(r.told(0).killed.value == 5);
}

TEST_CASE("merge: a demonstration and what the police did to it are one") {
  const Report gas("Demonstrators gathered in Homs on Friday. Police fired tear gas to disperse them.");
  REQUIRE(gas.events.size() == 1);
  CHECK(gas.type(0) == "protest_with_intervention");
  CHECK(gas.actor(0) == "Protesters");
  const Report shot("Police fired tear gas at demonstrators in Homs on Friday. Nine protesters were shot dead.");
  REQUIRE(shot.events.size() == 1);
  CHECK(shot.type(0) == "force_against_protesters");
  CHECK(shot.told(0).killed.value == 9);
}

TEST_CASE("merge: the bomber of a blast tells its kind, another bomber does not") {
  const Report r("A bomb blast in Homs killed four people on Friday. Ten were hurt when the bomber struck the crowd.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "suicide_bombing");
  const Report two("A roadside bomb in Homs killed four people on Friday. A suicide bomber struck a market in Hama.");
  CHECK(two.events.size() == 2);
}

TEST_CASE("merge: captives who are released, and a suspect who is arrested, are spoken of by pronouns") {
  const Report released("Gunmen abducted three teachers in Homs on Friday. They were released the next day.");
  REQUIRE(released.events.size() == 2);
  CHECK(released.type(1) == "release");
  CHECK(released.actor(1).empty());
  const Report arrested("A man shot dead two guards in Homs on Friday. Police arrested him.");
  REQUIRE(arrested.events.size() == 2);
  CHECK(arrested.type(1) == "arrest");
}

TEST_CASE("merge: who attributes a strike to somebody tells of the one told before") {
  const Report r(
      "A strike on a market in Homs killed two people on Friday. Residents attributed the strike to Russia.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.actor(0) == "Russian forces");
}

TEST_CASE("merge: who tells goes on telling") {
  const Report r(
      "Hamas fired rockets at Israel, the Israeli military said. It said it had killed six fighters in air strikes.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.type(1) == "airstrike");
  CHECK(r.actor(1) == "Israeli forces");
}

TEST_CASE("merge: the killer who is killed is another event") {
  const Report r("A gunman killed six men in Homs on Friday before he was shot dead by police.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.told(0).killed.value == 6);
  CHECK(r.told(1).killed.value == 1);
  CHECK(r.actor(1) == "Police");
}

TEST_CASE("merge: explosions that were heard are the strike that they were") {
  const Report r("Four explosions rocked the airport of Homs after Israeli missiles hit its runway on Friday.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "missile_strike");
  CHECK_FALSE(r.told(0).count.known());
}

TEST_CASE("merge: a record is not dated by the time it looks over") {
  const Report r("Rebels killed nine soldiers in Homs in the deadliest attack this year.");
  REQUIRE(r.events.size() == 1);
  CHECK_FALSE(r.told(0).own_date);
}

TEST_CASE("merge: bulletins repeat themselves word by word") {
  const Report r(
      "Rebels shelled Nubl, where a funeral was held for men killed when a guided missile hit their bus on the road "
      "near Afes. "
      "Three shells hit Harem, where a funeral was held for men killed when a guided missile hit their bus on the road "
      "near Afes.");
  std::size_t missiles = 0;
  for (std::size_t e = 0; e < r.events.size(); ++e) missiles += r.type(e) == "missile_strike";
  CHECK(missiles == 1);
}

TEST_CASE("merge: the 21st attack is of the kind told last") {
  const Report r("Israeli jets bombed a depot in Homs on Friday. It was the 21st attack on Syrian territory in 2021.");
  REQUIRE(r.events.size() == 2);
  CHECK(r.type(1) == "airstrike");
  CHECK(r.told(1).count.value == 21);
}

TEST_CASE(
    "merge: soldiers who shoot as a crowd takes to the streets fire on it; raids behind an airstrike are airstrikes") {
  const Report r("Soldiers shot dead ten people on Friday as thousands took to the streets in Homs.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "force_against_protesters");
  const Report raids("An air strike hit a depot in Homs on Friday. Six raids on Harem were reported on Saturday.");
  REQUIRE(raids.events.size() == 2);
  CHECK(raids.type(1) == "airstrike");
}

TEST_CASE("merge: people hacked to death in an attack are its dead") {
  const Report r("Militiamen attacked the village of Harem on Friday, hacking eight people to death.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.told(0).killed.value == 8);
}

TEST_CASE("merge: police who open fire to disperse a crowd, killing one, use force against it") {
  const Report r("Police opened fire to disperse demonstrators in Homs on Friday, killing one person.");
  REQUIRE(r.events.size() == 1);
  CHECK(r.type(0) == "force_against_protesters");
  CHECK(r.told(0).status == EventStatus::occurred);
  CHECK(r.told(0).killed.value == 1);
}
