#include <doctest/doctest.h>

#include "place_reader.h"

namespace {
bool finds(std::string_view text, std::string_view words) {
  const PlaceReader reader(text);
  for (const auto& found : reader.places())
    if (found.words.find(words) != std::string::npos) return true;
  return false;
}
}  // namespace

TEST_CASE("places: persons and organisations named after places are none") {
  CHECK_FALSE(finds("General Washington left the camp on Friday.", "Washington"));
  CHECK_FALSE(finds("The Washington Post reported the raid.", "Washington"));
  CHECK_FALSE(finds("Two fighters of the Aleppo Brigade were killed.", "Aleppo"));
  CHECK(finds("Two people were killed in Aleppo, Syria.", "Aleppo"));
}

TEST_CASE("places: adjectives of countries are none") {
  CHECK_FALSE(finds("Syrian troops withdrew.", "Syrian"));
  CHECK_FALSE(finds("The Russians left.", "Russians"));
}

TEST_CASE("places: words of the language need the words around them") {
  CHECK_FALSE(finds("Police opened fire on Monday.", "Police"));
  CHECK_FALSE(finds("In March the council met.", "March"));
  CHECK(finds("He was taken to a hospital in Reading, England.", "Reading"));
}

TEST_CASE("places: capitals, datelines and abbreviations") {
  CHECK(finds("KHARTOUM, April 17 (Wire) - Shells fell on a market.", "KHARTOUM"));
  CHECK_FALSE(finds("The NGO said that two were hurt.", "NGO"));
  CHECK(finds("A fire broke out in Cairo, Ill., on Sunday.", "Ill"));
  CHECK(finds("Officials in the U.S. denied it.", "U.S."));
}

TEST_CASE("places: a dot or a mark inside a name does not end it") {
  CHECK(finds("A fire broke out in St. Louis, Missouri.", "St. Louis"));
  CHECK(finds("Shells fell in Ust'-Katav in Russia.", "Ust'-Katav"));
  CHECK(finds("Clashes broke out in Ra's al-'Ayn in Syria.", "Ra's al-'Ayn"));
  CHECK(
      finds("Clashes broke out in \xE2\x80\x98"
            "Ayn \xE2\x80\x98\xC4\xAAs\xC3\xA1 in Syria.",
            "Ayn"));
}

TEST_CASE("places: a name behind the word for a hill or a village is all of it") {
  const PlaceReader reader("Shells fell on the villages of Kafr Amma, Tal Shaer and Deir Qanta in Syria.");
  std::vector<std::string> names;
  for (const auto& found : reader.places()) names.push_back(found.name);
  CHECK(names == std::vector<std::string>{"Kafr Amma", "Tal Shaer", "Deir Qanta", "Syria"});
}

TEST_CASE("places: where somebody is based is a place, but nothing happens there") {
  const PlaceReader reader("The London-based monitor said that two people were killed in Aleppo.");
  const auto places = reader.places();
  REQUIRE(places.size() == 2);
  CHECK(places[0].name == "London");
}

TEST_CASE("places: datelines in capitals") {
  CHECK(finds("FORT WORTH, Texas - Two soldiers were hurt.", "FORT WORTH"));
  CHECK(finds("ST. LOUIS \xE2\x80\x93 Police arrested two men.", "ST. LOUIS"));
  CHECK(finds("Two men were arrested. ISLE OF PALMS \xE2\x80\x94 Police said so.", "ISLE OF PALMS"));
  const PlaceReader reader("WASHINGTON (AP) - The president spoke.");
  REQUIRE(reader.places().size() == 1);
  CHECK(reader.places()[0].region == "District of Columbia");
}

TEST_CASE("places: a title makes a person of the name behind it") {
  CHECK_FALSE(finds("The team won, said coach Ripley on Friday.", "Ripley"));
}

TEST_CASE("places: continents and oceans need no word of place before them") {
  CHECK(finds("Prices fell across Europe and rose for Africa's farmers.", "Europe"));
  CHECK(finds("Prices fell across Europe and rose for Africa's farmers.", "Africa"));
  CHECK(finds("A storm formed over the tropical Atlantic on Monday.", "Atlantic"));
  CHECK_FALSE(finds("He joined the Atlantic Council on Monday.", "Atlantic"));
}

TEST_CASE("places: a group's name goes on to the word for a group") {
  CHECK_FALSE(finds("Warplanes struck fighters of the Aleppo Harun brigade.", "Aleppo"));
  CHECK(finds("Warplanes struck Aleppo on Monday.", "Aleppo"));
}

TEST_CASE("places: states behind a town, in capitals or not") {
  CHECK(finds("The burial is in Union Cemetery, Friedensburg, Pa.", "Pa"));
  CHECK_FALSE(finds("A CAR BOMB WENT OFF IN THE CENTER OF THE TOWN", "CAR"));
  CHECK_FALSE(finds("TWO SOLDIERS WERE KILLED IN THE TOWN ON MONDAY", "IN"));
}

TEST_CASE("places: abbreviations and codes that nobody knows are none") {
  CHECK_FALSE(finds("The match was shown in HD on Monday.", "HD"));
  CHECK_FALSE(finds("The firm invested in GT3 cars.", "GT3"));
  CHECK_FALSE(finds("Two workers of an NGO were killed near an NCAA office.", "NCAA"));
  CHECK(finds("Shells fell in Folaifal on Monday.", "Folaifal"));
}

TEST_CASE("places: names of words that all know, as reports write them") {
  CHECK(PlaceReader("Troops raided homes in the West Bank.").places().size() == 1);
  CHECK(PlaceReader("A mortar landed in the Green Zone of the city.").places().size() == 1);
  CHECK(PlaceReader("An envoy visited Juba on Monday.").places().size() == 1);
}
