#include "extract/confidence.h"

#include <cmath>
#include <stdexcept>

namespace sitrep {

ConfidenceModel::ConfidenceModel(const Image& image) : weights_(image.section<double>("evt.confidence")) {
  if (weights_.size() != kConfidenceFeatures.size()) throw std::runtime_error("knowledge image: evt.confidence is cut");
}

double ConfidenceModel::operator()(const ConfidenceFeatures& features) const {
  double score = 0;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    if (features.values()[i]) score += weights_[i];
  }
  return 1 / (1 + std::exp(-score));
}

}  // namespace sitrep
