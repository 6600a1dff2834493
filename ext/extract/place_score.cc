#include "extract/place_score.h"

#include <stdexcept>

namespace sitrep {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(ChoiceFeature::kCount)> kChoiceNames = {
    "population",      "alternates",    "country",      "admin1",
    "admin2",          "own",           "other_kind",   "exact",
    "folded_home",     "kind_match",    "kind_clash",   "wide_region",
    "point_region",    "bare_admin1",   "preferred",    "not_preferred",
    "share",           "leading",       "in_container", "container_country",
    "container_clash", "holds_inner",   "region_share", "near",
    "same_sense",      "supranational", "main_name",    "capital"};
constexpr std::array<std::string_view, static_cast<std::size_t>(MentionFeature::kCount)> kMentionNames = {
    "bias",          "chance",       "population",    "alternates",   "country",
    "admin1",        "admin2",       "own",           "exact",        "share",
    "preferred",     "region_share", "near",          "in_container", "container_country",
    "holds_inner",   "kind_match",   "kind_clash",    "relation",     "locative",
    "weak_locative", "kind_word",    "ordinary",      "capitals",     "name_before",
    "name_after",    "verb_after",   "report_after",  "possessive",   "sentence_start",
    "dateline",      "given_name",   "several_words", "shouted",      "comma_after",
    "known_person",  "doc_place",    "doc_person",    "repeated",     "short_name",
    "supranational"};

template <std::size_t N>
double weighted(const std::array<float, N>& features, std::span<const float> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += static_cast<double>(features[i]) * static_cast<double>(weights[i]);
  return sum;
}

}  // namespace

std::span<const std::string_view> choice_feature_names() { return kChoiceNames; }
std::span<const std::string_view> mention_feature_names() { return kMentionNames; }

PlaceWeights::PlaceWeights(const Image& image) : weights_(image.section<float>("plw.weights")) {
  if (weights_.size() != kChoiceNames.size() + 2 * kMentionNames.size())
    throw std::runtime_error("knowledge image: weights of places are damaged");
}

double PlaceWeights::choice(const ChoiceFeatures& features) const { return weighted(features, weights_); }

double PlaceWeights::place(const MentionFeatures& features) const {
  return weighted(features, weights_.subspan(kChoiceNames.size()));
}

double PlaceWeights::right(const MentionFeatures& features) const {
  return weighted(features, weights_.subspan(kChoiceNames.size() + kMentionNames.size()));
}

}  // namespace sitrep
