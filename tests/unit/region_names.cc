#include "extract/region_names.h"

#include <doctest/doctest.h>

#include "knowledge/image.h"
#include "place_reader.h"
#include "text/fold.h"

using namespace sitrep;

TEST_CASE("region names: consonants leave out what spellings vary in") {
  std::string letters;
  CHECK(consonants_of(toponym_key("Kefraya"), letters) == consonants_of(toponym_key("Kafrayya"), letters));
  CHECK(consonants_of(toponym_key("Tal Rifaat"), letters) == consonants_of(toponym_key("Rif'at"), letters));
  CHECK(consonants_of(toponym_key("Abu Alsawad"), letters) == consonants_of(toponym_key("Abu as Sawad"), letters));
  CHECK(consonants_of("", letters).empty());
  CHECK(letters.empty());
}

TEST_CASE("region names: a town of the division, and none where too little is left or too much differs") {
  Engine& engine = PlaceReader::engine();
  RegionNames names(engine.gazetteer());
  std::optional<std::uint32_t> homs;
  for (std::size_t r = 0; r < engine.regions().rows().size(); ++r)
    if (engine.regions().text(engine.regions().rows()[r].name) == "Homs") homs = static_cast<std::uint32_t>(r);
  REQUIRE(homs);
  const auto found = names.like(*homs, toponym_key("Talbeesa"));
  REQUIRE(found);
  CHECK(engine.gazetteer().place(*found).admin1 == *homs + 1);
  CHECK(names.like(*homs, toponym_key("Talbeesa")) == found);  // read once
  CHECK_FALSE(names.like(*homs, "ab"));
  CHECK_FALSE(names.like(*homs, ""));
  CHECK_FALSE(names.like(*homs, std::string(300, 'b')));
  CHECK_FALSE(names.like(*homs, "tulabisuuu"));
}
