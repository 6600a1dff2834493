#pragma once

#include <array>
#include <span>
#include <string_view>

#include "knowledge/image.h"

namespace sitrep {

/// What is known of an event's row when its confidence is judged; the names of confidence_weights.csv.
enum class ConfidenceFeature : std::uint8_t {
  bias,        ///< always
  actor,       ///< somebody is named who did it
  placed,      ///< the text says where
  own_place,   ///< in the event's own words
  vague_type,  ///< a type that words use for anything violent: armed_attack, attack_on_civilians, explosion, …
  attack,      ///< armed_attack, the vaguest of them
  alike,       ///< there is some evidence that it is an event told before
  attested,    ///< many patterns gave its words their roles
  headline     ///< told in a headline
};
inline constexpr std::array<std::string_view, 9> kConfidenceFeatures = {
    "bias", "actor", "placed", "own_place", "vague_type", "attack", "alike", "attested", "headline"};

/// Features of one event, as 0 or 1.
class ConfidenceFeatures {
 public:
  void set(ConfidenceFeature feature, bool value = true) { values_[static_cast<std::size_t>(feature)] = value; }
  std::span<const bool, kConfidenceFeatures.size()> values() const { return values_; }

 private:
  std::array<bool, kConfidenceFeatures.size()> values_{};
};

/// The chance that an event was read rightly: a logistic model whose weights were learnt from labelled reports
/// (bench/confidence/fit.py) and are data (confidence_weights.csv).
class ConfidenceModel {
 public:
  /// Reads the section evt.confidence: a weight for each feature.
  explicit ConfidenceModel(const Image& image);

  /// 0 to 1.
  double operator()(const ConfidenceFeatures& features) const;

 private:
  std::span<const double> weights_;
};

}  // namespace sitrep
