#include "knowledge/compile/patterns.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "extract/confidence.h"
#include "extract/pattern_rows.h"
#include "extract/refinements.h"
#include "knowledge/compile/csv.h"

namespace sitrep {
namespace {

std::uint16_t type_number(const Lexicon& lexicon, const Csv& csv, std::size_t row, const std::string& type) {
  const std::uint16_t number = event_type_number(lexicon, type);
  if (number == 0) csv.fail(row, "unknown event type '" + type + "'");
  return number;
}

RefinementCondition condition_of(const Lexicon& lexicon, const Csv& csv, std::size_t i, const std::string& about,
                                 const std::string& value) {
  const auto condition = refinement_condition(about);
  if (!condition) csv.fail(i, "unknown condition '" + about + "'");
  RefinementCondition out{*condition, 0};
  if (names_concept(out.about)) {
    out.value = lexicon.concept_number(value);
    if (out.value == 0) csv.fail(i, "no term has the concept '" + value + "'");
  } else if (out.about == Refinement::actor_role) {
    const auto role = force_role(value);
    if (!role) csv.fail(i, "unknown role '" + value + "'");
    out.value = static_cast<std::uint16_t>(*role);
  } else if (out.about == Refinement::told_with) {
    out.value = type_number(lexicon, csv, i, value);
  } else if (out.about == Refinement::killed || out.about == Refinement::target_person) {
    out.value = static_cast<std::uint16_t>(std::stoi(value));
  } else {
    const auto kind = actor_kind(value);
    if (!kind) csv.fail(i, "unknown actor kind '" + value + "'");
    out.value = static_cast<std::uint16_t>(*kind);
  }
  return out;
}

/// "a and b" as its two parts; a part alone twice.
std::pair<std::string, std::string> both(const std::string& words) {
  constexpr std::string_view kAnd = " and ";
  const std::size_t at = words.find(kAnd);
  if (at == std::string::npos) return {words, words};
  return {words.substr(0, at), words.substr(at + kAnd.size())};
}

void compile_refinements(const std::filesystem::path& sql_dir, const Lexicon& lexicon, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge/refinements.csv", {"type", "condition", "value", "becomes"});
  std::vector<RefinementRow> rows;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    RefinementRow row;
    row.type = type_number(lexicon, csv, i, csv.at(i, "type"));
    row.becomes = csv.at(i, "becomes") == "none" ? 0 : type_number(lexicon, csv, i, csv.at(i, "becomes"));
    const auto about = both(csv.at(i, "condition")), value = both(csv.at(i, "value"));
    row.first = condition_of(lexicon, csv, i, about.first, value.first);
    row.second = condition_of(lexicon, csv, i, about.second, value.second);
    rows.push_back(row);
  }
  image.add("pat.refinements", rows);
}

/// A weight for each feature, in the order of the features.
void compile_confidence(const std::filesystem::path& sql_dir, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge/confidence_weights.csv", {"feature", "weight"});
  std::vector<double> weights(kConfidenceFeatures.size());
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const auto feature = std::ranges::find(kConfidenceFeatures, csv.at(i, "feature"));
    if (feature == kConfidenceFeatures.end()) csv.fail(i, "unknown feature '" + csv.at(i, "feature") + "'");
    weights[static_cast<std::size_t>(feature - kConfidenceFeatures.begin())] = std::stod(csv.at(i, "weight"));
  }
  image.add("evt.confidence", weights);
}

}  // namespace

void compile_patterns(const std::filesystem::path& sql_dir, const Lexicon& lexicon, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge/patterns.csv", {"pattern_id", "type", "pattern", "status"});
  std::set<std::string> ids;
  PatternRows rows;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (!ids.insert(csv.at(i, "pattern_id")).second) csv.fail(i, "pattern_id twice: " + csv.at(i, "pattern_id"));
    try {
      rows.add({csv.at(i, "pattern_id"), csv.at(i, "type"), csv.at(i, "pattern"), csv.at(i, "status")}, lexicon);
    } catch (const std::invalid_argument& error) {
      csv.fail(i, csv.at(i, "pattern_id") + ": " + error.what());
    }
  }
  rows.finish(image);
  compile_refinements(sql_dir, lexicon, image);
  compile_confidence(sql_dir, image);
}

}  // namespace sitrep
