#include <doctest/doctest.h>

#include <string>

#include "text/fold.h"

using namespace sitrep;

TEST_CASE("places: transliterations of a name share a key") {
  CHECK(toponym_key("Ar-Raqqah") == toponym_key("Raqqa"));
  CHECK(toponym_key("al-Mayadeen") == toponym_key("Al Mayādīn"));
  CHECK(toponym_key("Deir ez-Zor") == toponym_key("Deir al-Zor"));
  CHECK(toponym_key("Khan Sheikhoun") == toponym_key("Khan Sheikhun"));
  CHECK(toponym_key("Zaporizhzhya") == toponym_key("Zaporizhzhia"));
  CHECK(toponym_key("Idlib") != toponym_key("Aleppo"));
}

TEST_CASE("places: an article goes only where the next consonant agrees") {
  CHECK(is_toponym_article("ar", "raqqah"));
  CHECK(is_toponym_article("ash", "shaddadi"));
  CHECK_FALSE(is_toponym_article("ar", "hama"));
  CHECK(is_toponym_article("al", "bab"));
}

TEST_CASE("places: a name keeps its final consonants") {
  CHECK(toponym_key("Kuwait").ends_with('t'));
  CHECK(toponym_key("Kut").ends_with('t'));
}

TEST_CASE("places: dots vanish, short forms agree") {
  CHECK(toponym_key("St. Louis") == toponym_key("Saint Louis"));
  CHECK(toponym_key("Mt. Pleasant") == toponym_key("Mount Pleasant"));
  CHECK(toponym_spelling("Ar-Raqqah") == "raqqah");
  CHECK(toponym_spelling("RAQQAH") == toponym_spelling("al-Raqqah"));
  CHECK(toponym_spelling("Raqqa") != toponym_spelling("Raqqah"));
  CHECK(toponym_key("").empty());
  CHECK(toponym_key(" - ").empty());
}

TEST_CASE("places: words for hills and villages share a key") {
  CHECK(toponym_key("Tel Tamr") == toponym_key("Tall Tamr"));
  CHECK(toponym_key("Kfar Nabl") == toponym_key("Kafr Nabl"));
  CHECK(toponym_key("Jebel Bishri") == toponym_key("Jabal al-Bishri"));
  CHECK(toponym_key("Khirbet Ghazala") == toponym_key("Khirbat Ghazala"));
}
