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
