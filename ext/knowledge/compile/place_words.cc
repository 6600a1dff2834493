#include "knowledge/compile/place_words.h"

#include <algorithm>
#include <array>
#include <map>

#include "extract/place_score.h"
#include "knowledge/compile/csv.h"
#include "knowledge/place_words.h"
#include "text/token.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 25> kRoles = {
    "compass_noun", "compass_adjective", "far",      "countryside", "rural",   "around", "near",
    "border",       "triangle",          "between",  "road",        "unit",    "kind",   "other_name",
    "title",        "given_name",        "locative", "tied",        "element", "small",  "seat",
    "ground",       "quarter",           "people",   "struck"};
constexpr std::array<std::string_view, 8> kCompass = {"north", "northeast", "east", "southeast",
                                                      "south", "southwest", "west", "northwest"};

PlaceWordRow read_row(const Csv& csv, std::size_t i) {
  PlaceWordRow row;
  const auto role = std::ranges::find(kRoles, csv.at(i, "role"));
  if (role == kRoles.end()) csv.fail(i, "unknown role " + csv.at(i, "role"));
  row.role = static_cast<PlaceRole>(role - kRoles.begin());
  const std::string& value = csv.at(i, "value");
  if (const auto compass = std::ranges::find(kCompass, value); compass != kCompass.end())
    row.compass = static_cast<Compass>(compass - kCompass.begin());
  if (row.role == PlaceRole::unit) row.value = std::stof(value);
  row.after = value == "after" || value == "both" || value == "any";
  if (const std::string& kind = csv.at(i, "kind"); !kind.empty()) {
    int k = 0;
    while (k <= static_cast<int>(PlaceKind::area) && name_of(static_cast<PlaceKind>(k)) != kind) ++k;
    if (k > static_cast<int>(PlaceKind::area)) csv.fail(i, "unknown kind " + kind);
    row.kind = static_cast<PlaceKind>(k);
  }
  row.plural = csv.at(i, "words").ends_with('s') && !csv.at(i, "words").ends_with("heights");
  return row;
}

/// Every feature of every model has a row; the order is the models' (extract/place_score.h).
void compile_place_weights(const std::filesystem::path& sql_dir, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge" / "place_weights.csv", {"model", "feature", "weight"});
  std::map<std::pair<std::string, std::string>, float> given;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    try {
      given[{csv.at(i, "model"), csv.at(i, "feature")}] = std::stof(csv.at(i, "weight"));
    } catch (const std::logic_error&) {
      csv.fail(i, "weight must be a number");
    }
  }
  std::vector<float> weights;
  const auto take = [&](const std::string& model, std::span<const std::string_view> features) {
    for (const std::string_view feature : features) {
      const auto found = given.find({model, std::string(feature)});
      if (found == given.end())
        throw std::runtime_error("place_weights.csv: no row for " + model + ", " + std::string(feature));
      weights.push_back(found->second);
      given.erase(found);
    }
  };
  take("choice", choice_feature_names());
  take("place", mention_feature_names());
  take("right", mention_feature_names());
  if (!given.empty()) throw std::runtime_error("place_weights.csv: unknown feature " + given.begin()->first.second);
  image.add("plw.weights", weights);
}

}  // namespace

void compile_place_words(const std::filesystem::path& sql_dir, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge" / "place_words.csv", {"words", "role", "value", "kind"});
  std::map<std::string, std::vector<PlaceWordRow>> rows;
  TokenBuffer tokens;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const std::string& words = csv.at(i, "words");
    tokens.tokenize(words, {0, static_cast<std::uint32_t>(words.size())});
    std::string key;
    for (const Token& token : tokens.tokens()) {
      if (token.cls == TokenClass::hyphen) continue;
      if (!key.empty()) key += ' ';
      key += token.folded.text;
    }
    rows[key].push_back(read_row(csv, i));
  }
  std::map<std::string, std::uint32_t> counts;
  std::vector<PlaceWordRow> all;
  for (const auto& [key, list] : rows) {
    counts[key] = static_cast<std::uint32_t>(list.size());
    all.insert(all.end(), list.begin(), list.end());
  }
  add_phrase_index(image, "plw", counts);
  image.add("plw.rows", all);
  compile_place_weights(sql_dir, image);
}

}  // namespace sitrep
