#include <doctest/doctest.h>

#include "place_reader.h"

using sitrep::Relation;

namespace {
const PlaceReader::Found* with(const std::vector<PlaceReader::Found>& places, Relation relation) {
  for (const auto& place : places)
    if (place.relation == relation) return &place;
  return nullptr;
}

void check(std::string_view text, Relation relation, std::string_view words) {
  CAPTURE(text);
  const PlaceReader reader(text);
  const auto places = reader.places();
  const auto* found = with(places, relation);
  REQUIRE(found != nullptr);
  CHECK(found->words == words);
}

bool has(std::string_view text, Relation relation) {
  const PlaceReader reader(text);
  return with(reader.places(), relation) != nullptr;
}
}  // namespace

TEST_CASE("places: distances and directions") {
  check("A mine exploded 20 km south of Palmyra.", Relation::direction, "20 km south of Palmyra");
  check("It lies 15 kilometres (9 mi) east of Kharkiv.", Relation::direction, "15 kilometres (9 mi) east of Kharkiv");
  check("A convoy was hit 12 miles from Aleppo.", Relation::near, "12 miles from Aleppo");
  check("A convoy was hit 12 km from Aleppo towards Idlib.", Relation::direction, "12 km from Aleppo towards Idlib");
  check("Shells fell 10 km north of the regional capital Kharkiv.", Relation::direction,
        "10 km north of the regional capital Kharkiv");
}

TEST_CASE("places: what lies between two towns is a place, what stands between two parties is none") {
  check("The village lies between Aleppo and Idlib.", Relation::between, "between Aleppo and Idlib");
  CHECK_FALSE(has("Talks between Russia and Ukraine went on.", Relation::between));
  CHECK_FALSE(has("The war between Iran and Iraq lasted for years.", Relation::between));
}

TEST_CASE("places: parts, countryside, borders, triangles") {
  check("Shells fell on the eastern countryside of Hama.", Relation::countryside, "eastern countryside of Hama");
  check("Shells fell on southern Idlib.", Relation::part, "southern Idlib");
  check("Raids hit the Hama-Aleppo-Raqqa triangle.", Relation::triangle, "Hama-Aleppo-Raqqa triangle");
  check("They crossed the Syrian-Turkish border.", Relation::border, "Syrian-Turkish border");
  check("A bus was hit on the outskirts of Avdiivka.", Relation::around, "outskirts of Avdiivka");
}

TEST_CASE("places: a list after one word for their kind") {
  const PlaceReader reader("Shells hit the villages of Morek, Kafr Zita and Al-Latamneh in northern Hama.");
  CHECK(reader.places().size() == 4);
}

namespace {
std::string names(std::string_view text) {
  std::string out;
  const PlaceReader reader(text);
  for (const auto& place : reader.places()) out += (out.empty() ? "" : "|") + place.name;
  return out;
}
}  // namespace

TEST_CASE("places: lists of names that nobody knows") {
  CHECK(names("Shells hit the villages of Qwertiva, Zxcviva, and Asdfiva.") == "Qwertiva|Zxcviva|Asdfiva");
  CHECK(names("Shells hit the villages of Qwertiva, Zxcviva, the hills of Asdfiva.") == "Qwertiva|Zxcviva|Asdfiva");
  CHECK(names("Clashes went on along Qwertiva and Zxcviva frontlines.") == "Qwertiva|Zxcviva");
  CHECK(names("Shells hit Qwertiva, Zxcviva and Asdfiva villages.") == "Qwertiva|Zxcviva|Asdfiva");
}

TEST_CASE("places: a title or a word of the language may begin the name of a village") {
  CHECK(names("Shells hit the village of Sheikh Qwertiva.") == "Sheikh Qwertiva");
  CHECK(names("Shells hit Sheikh Qwertiva village.") == "Sheikh Qwertiva");
  CHECK(names("Shells hit the village of Abu Zxcviva.") == "Abu Zxcviva");
  CHECK(names("He met Sheikh Qwertiva.").empty());
}

TEST_CASE("places: text without capitals") {
  CHECK(names("shelling in aleppo countryside killed three near al qaryatayn in homs province") ==
        "countryside of Aleppo|near Al Qaryatayn|Homs");
  CHECK(names("explosions were heard in kharkiv on monday") == "Kharkiv");
  CHECK(names("shells hit the village of tal qwertiva at night").empty());
  CHECK(names("he came home to reading and then went on").empty());
  CHECK(names("Shells hit jarabulus outskirts on Monday.") == "Jarabulus and surroundings");
  CHECK(names("He moved to the quiet outskirts on Monday.").empty());
}

TEST_CASE("places: a name that goes on behind a known one is another place") {
  CHECK(names("Shells hit Homs Qwertiva village.") == "Homs Qwertiva");
  CHECK(names("Gunmen raided Qwertiva-zxcvi village.") == "Qwertiva-zxcvi");
}
