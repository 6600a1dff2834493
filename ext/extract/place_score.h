#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "knowledge/image.h"

/// The scored model that chooses places: logarithms of odds are sums of weighted features. The weights are rows of
/// sql/knowledge/place_weights.csv, learnt by bench/places/train.py from texts whose places are known. Features lie
/// between 0 and 1 or nearly so.
namespace sitrep {

/// Features of a candidate for a name: which of the namesakes is meant (a softmax over the candidates).
enum class ChoiceFeature : std::uint8_t {
  population,  ///< log10(inhabitants + 1) / 7
  alternates,  ///< log2(names + 1) / 11
  country,     ///< it is a country
  admin1,
  admin2,
  own,          ///< from our own rows: places that reports speak of
  other_kind,   ///< neither town nor division
  exact,        ///< spelt as the gazetteer spells it
  folded_home,  ///< spelt otherwise, in a country of another script that the document speaks of (share)
  kind_match,   ///< the kind word fits ("X province")
  kind_clash,
  wide_region,        ///< a first-order division in "countryside of X", "X border" …
  point_region,       ///< a country or division from whose middle a distance or direction would be counted
  bare_admin1,        ///< a first-order division with a town of its name, named without a word for its kind
  preferred,          ///< in a country that the caller prefers
  not_preferred,      ///< elsewhere, though the caller prefers some
  share,              ///< share of its country among the document's votes
  leading,            ///< in the country with the most votes
  in_container,       ///< inside the region in which the words put it ("X, Texas")
  container_country,  ///< in the country in which the words put it
  container_clash,    ///< outside of it
  holds_inner,        ///< a country or division that the words put something into
  region_share,       ///< share of its first-order division among the document's resolved places
  near,               ///< exp(-distance / 150 km) to the document's nearest other place
  same_sense,         ///< what the name mostly means in this document
  supranational,      ///< in no one country: a continent, an ocean
  main_name,          ///< spelt as what the gazetteer calls it first and foremost
  capital,            ///< a country's
  kCount
};

/// Features of a name with the candidate chosen for it: is it a place at all, and is it this one (two logistic models).
enum class MentionFeature : std::uint8_t {
  bias,
  chance,  ///< softmax of the chosen candidate
  population,
  alternates,
  country,
  admin1,
  admin2,
  own,
  exact,
  share,
  preferred,
  region_share,
  near,
  in_container,
  container_country,
  holds_inner,
  kind_match,
  kind_clash,
  relation,
  locative,
  weak_locative,
  kind_word,
  ordinary,
  capitals,
  name_before,
  name_after,
  verb_after,
  report_after,
  possessive,
  sentence_start,
  dateline,
  given_name,
  several_words,
  shouted,
  comma_after,
  known_person,  ///< the document has a person of that name
  doc_place,     ///< share of the name's mentions in the document that stand where places stand
  doc_person,    ///< share of those that stand where persons stand
  repeated,      ///< log2(mentions of the name) / 5
  short_name,    ///< four letters or fewer
  supranational,
  kCount
};

template <class Feature>
using Features = std::array<float, static_cast<std::size_t>(Feature::kCount)>;
using ChoiceFeatures = Features<ChoiceFeature>;
using MentionFeatures = Features<MentionFeature>;

std::span<const std::string_view> choice_feature_names();
std::span<const std::string_view> mention_feature_names();

/// The weights in the image, used in place: choice, place, right one behind the other.
class PlaceWeights {
 public:
  /// Throws std::runtime_error when the image has another number of weights.
  explicit PlaceWeights(const Image& image);

  double choice(const ChoiceFeatures& features) const;
  double choice(ChoiceFeature feature) const { return weights_[static_cast<std::size_t>(feature)]; }
  double place(const MentionFeatures& features) const;  ///< log odds that the words name a place
  double right(const MentionFeatures& features) const;  ///< log odds that they name the chosen one

 private:
  std::span<const float> weights_;
};

}  // namespace sitrep
