// The index over the user's places.

#include <doctest/doctest.h>

#include <string>

#include "knowledge/gazetteer.h"
#include "region/region_data.h"
#include "text/fold.h"

namespace {

using namespace sitrep;

PlaceIdentity no_identity(std::uint32_t) { return {}; }

/// Numbers of the places that have the name.
std::vector<std::uint32_t> places_named(const Gazetteer& gazetteer, std::string_view name) {
  const std::string key = toponym_key(name);
  std::vector<Word> words;
  for (std::string_view rest = key; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    words.push_back({word, hash_word(word)});
  }
  std::vector<std::uint32_t> found;
  gazetteer.each_name(
      static_cast<std::uint32_t>(words.size()), [&](std::uint32_t i) -> const Word& { return words[i]; },
      [&](const PhraseIndex::Match& match) {
        if (match.words != words.size()) return;
        for (const PlacePosting& posting : gazetteer.postings(match)) found.push_back(posting.place());
      });
  return found;
}

TEST_CASE("names of many places are found, and only they") {
  const Gazetteer builtin(builtin_image());
  const RegionData regions(builtin_image());
  UserGazetteerBuilder builder(builtin, regions);
  const auto name_of_place = [](int i) { return "Quxburg " + std::to_string(i) + (i % 3 == 0 ? " Upper" : ""); };
  constexpr int kPlaces = 20'000;
  std::vector<std::uint32_t> numbers;
  for (int i = 0; i < kPlaces; ++i) {
    const std::string name = name_of_place(i);
    UserPlace place;
    place.id = static_cast<std::uint32_t>(i);
    place.name = name;
    place.lon = i % 180;
    place.lat = i % 90;
    numbers.push_back(builder.add(place));
  }
  builder.add_name(numbers[7], name_of_place(8));
  const auto user = builder.finish(no_identity);
  const Gazetteer gazetteer(builtin_image(), user.get());
  for (int i = 0; i < kPlaces; ++i) {
    const auto found = places_named(gazetteer, name_of_place(i));
    if (i == 8) {
      CHECK(found == std::vector<std::uint32_t>{numbers[7], numbers[8]});
      continue;
    }
    REQUIRE(found == std::vector<std::uint32_t>{numbers[static_cast<std::size_t>(i)]});
    const PlaceRow& row = gazetteer.place(found[0]);
    REQUIRE(gazetteer.name(row) == name_of_place(i));
    REQUIRE(gazetteer.number(row) == found[0]);
    REQUIRE(row.id == static_cast<std::uint32_t>(i));
  }
  CHECK(places_named(gazetteer, "Quxburg 20001").empty());
  CHECK(places_named(gazetteer, "Quxburg").empty());
  CHECK(places_named(gazetteer, "Damascus") == places_named(builtin, "Damascus"));
  CHECK(user->memory() < kPlaces * 100u);
}

TEST_CASE("built-in places are joined, replaced and hidden under all their names") {
  const Gazetteer builtin(builtin_image());
  const RegionData regions(builtin_image());
  const std::vector<std::uint32_t> damascus = places_named(builtin, "Damascus");
  REQUIRE_FALSE(damascus.empty());
  REQUIRE(places_named(builtin, "Dimashq").size() >= 1);

  UserGazetteerBuilder joined(builtin, regions);
  UserPlace place;
  place.name = "Damascus";
  const std::uint32_t number = joined.add(place);
  const auto with = joined.finish(no_identity);
  std::vector<std::uint32_t> all = damascus;
  all.push_back(number);
  std::ranges::sort(all);
  CHECK(places_named(Gazetteer(builtin_image(), with.get()), "Damascus") == all);

  UserGazetteerBuilder hiding(builtin, regions);
  for (const std::uint32_t p : damascus) hiding.hide(p);
  const auto without = hiding.finish(no_identity);
  const Gazetteer hidden(builtin_image(), without.get());
  CHECK(places_named(hidden, "Damascus").empty());
  for (const std::uint32_t p : places_named(hidden, "Dimashq")) CHECK(std::ranges::find(damascus, p) == damascus.end());
  CHECK(places_named(hidden, "Aleppo") == places_named(builtin, "Aleppo"));

  UserGazetteerBuilder replacing(builtin, regions);
  const std::uint32_t stead = replacing.add(place);
  replacing.replace(damascus[0], stead);
  const auto replaced = replacing.finish(no_identity);
  const auto now = places_named(Gazetteer(builtin_image(), replaced.get()), "Damascus");
  CHECK(std::ranges::find(now, damascus[0]) == now.end());
  CHECK(std::ranges::find(now, stead) != now.end());

  UserGazetteerBuilder removing(builtin, regions);
  for (const std::uint32_t p : damascus) removing.remove_name(p, "Damascus");
  const auto removed = removing.finish(no_identity);
  const Gazetteer renamed(builtin_image(), removed.get());
  CHECK(places_named(renamed, "Damascus").empty());
  CHECK(places_named(renamed, "Dimashq") == places_named(builtin, "Dimashq"));
}

}  // namespace
