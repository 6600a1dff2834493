#include <doctest/doctest.h>

#include "place_reader.h"

namespace {
PlaceReader::Found first(std::string_view text, std::vector<std::string> countries = {}) {
  const PlaceReader reader(text, std::move(countries));
  const auto places = reader.places();
  REQUIRE(!places.empty());
  return places[0];
}
}  // namespace

TEST_CASE("places: the country that the caller names decides between namesakes") {
  CHECK(first("A bomb went off in Tripoli.", {"LB"}).country == "LB");
  CHECK(first("A bomb went off in Tripoli.", {"LY"}).country == "LY");
}

TEST_CASE("places: so does the region behind a comma") {
  CHECK(first("A fire broke out in Paris, Texas.").region == "Texas");
  CHECK(first("A fire broke out in Paris, France.").country == "FR");
}

TEST_CASE("places: so do the document's other places") {
  CHECK(
      first("Tripoli was quiet. Shells fell on Sidon and on Beirut in Lebanon. The port of Tyre was closed.").country ==
      "LB");
}

TEST_CASE("places: other spellings are found where the document is") {
  const auto place = first("Strikes hit Al-Mayadin and Deir Ezzor in Syria.");
  CHECK(place.country == "SY");
  CHECK(place.located);
}

TEST_CASE("places: a name that nobody knows stays, without a point") {
  const auto place = first("Clashes were reported in Qwertiva village.");
  CHECK(place.words == "Qwertiva village");
  CHECK_FALSE(place.located);
}

TEST_CASE("places: confidence lies between 0 and 1") {
  const PlaceReader reader("Shells fell on Kharkiv, Springfield and San Jose.");
  for (const auto& place : reader.places()) {
    CHECK(place.confidence > 0);
    CHECK(place.confidence <= 1);
  }
}

TEST_CASE("places: a continent or an ocean lies in no country") {
  const auto europe = first("He was killed in Europe.");
  CHECK(europe.name == "Europe");
  CHECK(europe.country.empty());
  CHECK(europe.region.empty());
  CHECK(first("A ship sank in the Indian Ocean.").country.empty());
}

TEST_CASE("places: what holds towns or villages is the region of the name") {
  const PlaceReader reader("Shells fell on two villages in Hama, Syria.");
  REQUIRE(!reader.places().empty());
  CHECK(reader.section.resolved_places[0].kind == sitrep::PlaceKind::admin1);
}

TEST_CASE("places: a word for their kind behind a list is said of all of it") {
  const PlaceReader reader("Shells fell in Idlib, Hama and Aleppo provinces in Syria.");
  REQUIRE(reader.places().size() == 4);
  for (std::size_t i = 0; i < 3; ++i) CHECK(reader.section.resolved_places[i].kind == sitrep::PlaceKind::admin1);
}

TEST_CASE("places: a village is where the words right behind it say") {
  const auto place = first("Shells fell on Qwertiva village western Hama countryside in Syria.");
  CHECK(place.region == "Hama");
  CHECK_FALSE(place.located);
}

TEST_CASE("places: no city is called a village") {
  const PlaceReader reader("Shells fell on Al-Qahirah village, north of Hama in Syria.");
  const auto places = reader.places();
  REQUIRE(!places.empty());
  CHECK(places[0].words == "Al-Qahirah village");
  CHECK_FALSE(places[0].located);
}

TEST_CASE("places: a quarter lies in its town, not in the province of its name") {
  const PlaceReader reader("Two people were killed in the Cibitoke neighborhood of Bujumbura.");
  const auto places = reader.places();
  REQUIRE(places.size() == 2);
  CHECK(places[0].words == "Cibitoke neighborhood");
  CHECK(places[0].region == "Bujumbura Mairie");
  CHECK_FALSE(places[0].located);
  CHECK(places[1].words == "Bujumbura");
}

TEST_CASE("places: a phrase goes on to the region it lies in") {
  const auto place =
      first("Gunmen clashed near Qwertiva village in areas that are contested, in the countryside of Hama.");
  CHECK(place.words == "near Qwertiva village");
  CHECK(place.region.empty());  // another clause
  CHECK(first("Gunmen clashed near Qwertiva village in contested areas in the northern countryside of Hama.").region ==
        "Hama");
  CHECK(first("Two died in Qwertiva after a raid in the countryside of Hama in Syria.").region.empty());
}

TEST_CASE("places: the province at the head of a paragraph holds what nobody knows") {
  const PlaceReader reader("Hama province: shells fell on Qwertiva village.\n\nIn Syria, Zxcviva village was hit too.");
  const auto places = reader.places();
  REQUIRE(places.size() == 4);
  CHECK(places[1].words == "Qwertiva village");
  CHECK(places[1].region == "Hama");
  CHECK(places[3].words == "Zxcviva village");
  CHECK(places[3].region.empty());
}

TEST_CASE("places: a quarter is none of the great cities abroad, and lies in the town named last") {
  const PlaceReader reader("A bomb went off in Baghdad. Another killed two in the Qahira neighborhood.");
  const auto places = reader.places();
  REQUIRE(places.size() == 2);
  CHECK(places[1].words == "Qahira neighborhood");
  CHECK_FALSE(places[1].located);
  CHECK(places[1].country == "IQ");
  CHECK(first("Police found a car in a Baghdad neighborhood.").located);
  CHECK(first("Police found a car in a Shiite neighborhood of Baghdad.").located);
}

TEST_CASE("places: a capital may be called by its country or division") {
  CHECK(first("Fighting broke out in the Libyan capital.").name == "Tripoli");
  CHECK(first("Fighting broke out in the capital of Somalia.").name == "Mogadishu");
  CHECK(first("A market in the Borno State capital was attacked.").name == "Maiduguri");
  const PlaceReader named("Fighting broke out in the Libyan capital, Tripoli.");
  CHECK(named.places().size() == 1);
  CHECK(PlaceReader("Shares fell on the Russian capital market.").places().empty());
}

TEST_CASE("places: another spelling of a town in the division where the words put it") {
  // Off in its vowels only.
  const auto place = first("Shells fell in the village of Firqalus in the countryside of Homs in Syria.");
  CHECK(place.located);
  CHECK(place.region == "Homs");
  CHECK(place.confidence < 0.5);
  CHECK_FALSE(first("Shells fell in the village of Firqalus in the countryside of Daraa in Syria.").located);
}

TEST_CASE("places: an article written as one with its word") {
  const auto place = first("Shells fell in the village of Alfurqlus in the countryside of Homs in Syria.");
  CHECK(place.located);
  CHECK(place.name == "Al Furqlus");
}

TEST_CASE("places: what holds a place may stand before it") {
  const PlaceReader suburb("A car bomb went off in the northern Baghdad suburb of Taji.");
  REQUIRE(suburb.places().size() == 2);
  CHECK(suburb.places()[1].name == "Taji");
  CHECK(suburb.places()[1].country == "IQ");
  const PlaceReader city("Two died in the northern Lebanon town of Tripoli.");
  REQUIRE(city.places().size() == 2);
  CHECK(city.places()[1].country == "LB");
  const PlaceReader state("Gunmen raided Nigeria's Plateau state.");
  REQUIRE(state.places().size() == 2);
  CHECK(state.places()[1].region == "Plateau State");
  CHECK(first("Police found a body in the Karrada district of Baghdad.").words == "Karrada district");
}

TEST_CASE("places: a direction before the word for a town does not cut the town") {
  const auto place = first("Gunmen shot a man in the eastern city of Benghazi.");
  CHECK(place.relation == sitrep::Relation::none);
  CHECK(place.name == "Banghazi");
  CHECK(first("Shells hit the eastern part of Aleppo.").relation == sitrep::Relation::part);
}

TEST_CASE("places: an adjective tells the country of a name that nobody knows") {
  CHECK(first("Seven were killed in the Cameroonian town of Qwertiva.").country == "CM");
  CHECK(first("Two died in the Lebanese town of Tripoli.").country == "LB");
  CHECK(first("Three died in the Israeli settlement of Qwertiva.").country.empty());
}

TEST_CASE("places: what is told of a name that nobody knows places it") {
  const PlaceReader near("Nineteen people were killed at Qwertiva near Beni, in the DR Congo.");
  REQUIRE(near.places().size() >= 2);
  CHECK(near.places()[0].words == "Qwertiva");
  CHECK(near.places()[0].region == "North Kivu");
  const PlaceReader village("Gunmen took hostages from Qwertiva, a farming village in Kaduna state.");
  REQUIRE(village.places().size() == 2);
  CHECK(village.places()[0].region == "Kaduna");
  const PlaceReader area("A bomb went off in the Dasht-e-Qwertiva area of Kabul.");
  REQUIRE(area.places().size() == 2);
  CHECK(area.places()[0].name == "Dasht-e-Qwertiva");
  CHECK(area.places()[0].region == "Kabul");
}

TEST_CASE("places: forces of a country may be abroad") {
  CHECK(first("Turkish drones struck Manbij on Monday.").country == "SY");
  CHECK(first("Israeli forces raided Jenin.").country == "PS");
}

TEST_CASE("places: beside a town may be another region of its country, but no other country") {
  CHECK(first("A checkpoint was hit 20 km east of Damascus.").region == "Rif-dimashq");
  CHECK(first("A convoy was hit west of Deir al-Balah, inside the Gaza Strip.").country == "PS");
}

TEST_CASE("places: a word for who lives there is no name") {
  CHECK(first("A bomb killed ten in a predominantly Yazidi area of Sinjar.").name == "Sinjar");
}

TEST_CASE("places: what is attacked is a place more often than not") {
  CHECK(first("Gunmen attacked Goma.").country == "CD");
  CHECK(first("Militants attacked Djibo.").country == "BF");
}

TEST_CASE("places: a possessive inside a name") {
  CHECK(first("Refugees were attacked in Cox's Bazar.").country == "BD");
  const PlaceReader two("Syria's Idlib was shelled.");
  CHECK(two.places().size() == 2);
}

TEST_CASE("places: the English name of a town weighs as much as its own") {
  CHECK(first("Islamic State fighters attacked army posts near Palmyra.").country == "SY");
  CHECK(first("He moved to Palmyra, New York, last year.").country == "US");
}

TEST_CASE("places: names of small places by the words for them") {
  const PlaceReader community(
      "Ten people were killed in Qwertiva community, Warri South Local Government Area, in Delta State.");
  REQUIRE_FALSE(community.places().empty());
  CHECK(community.places()[0].words == "Qwertiva community");
  CHECK(community.places()[0].country == "NG");
  CHECK(PlaceReader("He spoke for the Qwertiva community in Delta State.").places().size() == 1);
  CHECK(first("Nine died at Qwertiva Toro area of Damaturu in Yobe State.").name == "Qwertiva Toro");
}

TEST_CASE("places: a name that its country has needs no other spelling") {
  CHECK(first("Clashes broke out in the town of Ma'an in Jordan.").region == "Maan");
}

TEST_CASE("places: of two that hold a place the inner one is said") {
  const PlaceReader reader("Rebels attacked a mine in Qwertiva, in the Central African Republic's Ouaka prefecture.");
  REQUIRE(reader.places().size() == 3);
  CHECK(reader.places()[0].region == "Ouaka");
}

TEST_CASE("places: ports and airports are of towns") {
  CHECK(first("A missile hit a silo in the port of Odesa.").lat < 46.6);
  CHECK(first("An attack hit Gao airport in Mali.").lon < 0.5);
}

TEST_CASE("places: a namesake far from where the words put it is another") {
  const PlaceReader reader("A tank shell hit the Sheikh Zayed neighborhood, east of Rafah city.");
  REQUIRE_FALSE(reader.places().empty());
  CHECK_FALSE(reader.places()[0].located);
  CHECK(reader.places()[0].country == "PS");
}

TEST_CASE("places: words joined by small words are one name") {
  CHECK(first("Drones struck a depot in the town of Slavyansk-on-Kuban.").name == "Slavyansk-on-Kuban");
  CHECK(first("Shells fell in Rostov-on-Don.").country == "RU");
}

TEST_CASE("places: the province is the one named last") {
  const PlaceReader reader(
      "A bomb hit Hasakah province in Syria. Gunmen killed two in Qwertiva village in the province's east.");
  const auto places = reader.places();
  REQUIRE(places.size() == 3);
  CHECK(places[2].region == "Al-Hasakah");
  CHECK(first("Gunmen killed two in Qwertiva village in the province's east.").region.empty());
}
