#include "extract/region_names.h"

#include <algorithm>
#include <array>

#include "extract/place_fuzzy.h"
#include "text/fold.h"
#include "text/word.h"

namespace sitrep {
namespace {

constexpr std::size_t kFewestConsonants = 3;
constexpr std::size_t kLongestKey = 40;
constexpr unsigned kMostEdits = 2;

/// Letters put in, left out or changed between two short words.
unsigned edits_between(std::string_view a, std::string_view b) {
  std::array<unsigned, kLongestKey + 1> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<unsigned>(j);
  for (std::size_t i = 0; i < a.size(); ++i) {
    unsigned diagonal = row[0];
    row[0] = static_cast<unsigned>(i) + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const unsigned change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string consonants_of(std::string_view key, std::string& letters) {
  constexpr std::string_view kHill = "tal ", kArticle = "al";
  constexpr std::size_t kLongWord = 6;
  letters.clear();
  if (key.starts_with(kHill)) key.remove_prefix(kHill.size());
  std::string consonants;
  while (!key.empty()) {
    std::string_view word = key.substr(0, key.find(' '));
    key.remove_prefix(std::min(word.size() + 1, key.size()));
    if (word.size() >= kLongWord && word.starts_with(kArticle)) word.remove_prefix(kArticle.size());
    letters += word;
    for (const char c : word)
      if (std::string_view("aeiou").find(c) == std::string_view::npos) consonants += c;
  }
  return consonants;
}

const std::vector<RegionNames::Town>& RegionNames::towns_of(std::uint32_t admin1) {
  const auto known = std::ranges::find(divisions_, admin1, &Division::admin1);
  if (known != divisions_.end()) return known->towns;
  if (divisions_.size() == kMostDivisions) divisions_.erase(divisions_.begin());
  Division division{admin1, {}};
  std::string letters;
  const auto add = [&](const PlaceRow& row) {
    if (row.admin1 != admin1 + 1 || row.kind() != PlaceKind::populated) return;
    const std::string consonants = consonants_of(toponym_key(gazetteer_.name(row)), letters);
    if (consonants.size() >= kFewestConsonants)
      division.towns.push_back({hash_word(consonants), gazetteer_.number(row)});
  };
  const UserGazetteer* user = gazetteer_.user();
  for (const PlaceRow& row : gazetteer_.places()) {
    if (row.admin1 != admin1 + 1) continue;
    if (user == nullptr || !std::ranges::binary_search(user->hidden(), gazetteer_.number(row))) add(row);
  }
  if (user != nullptr) std::ranges::for_each(user->places(), add);
  std::ranges::stable_sort(division.towns, {}, &Town::consonants);
  divisions_.push_back(std::move(division));
  return divisions_.back().towns;
}

std::optional<std::uint32_t> RegionNames::like(std::uint32_t admin1, std::string_view key, const PlaceRow* beside) {
  std::string letters, other;
  if (key.size() > kLongestKey) return std::nullopt;
  const std::string consonants = consonants_of(key, letters);
  if (consonants.size() < kFewestConsonants) return std::nullopt;
  std::vector<std::uint32_t> alike;
  const std::vector<Town>& towns = towns_of(admin1);
  const std::uint64_t hash = hash_word(consonants);
  const auto first = std::ranges::lower_bound(towns, hash, {}, &Town::consonants);
  for (auto at = first; at != towns.end() && at->consonants == hash; ++at) {
    const Town& town = *at;
    consonants_of(toponym_key(gazetteer_.name(gazetteer_.place(town.place))), other);
    if (other.size() <= kLongestKey && edits_between(letters, other) <= kMostEdits) alike.push_back(town.place);
  }
  return likeliest_place(gazetteer_, alike, beside);
}

}  // namespace sitrep
