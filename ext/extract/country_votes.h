#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "knowledge/lexicon.h"

namespace sitrep {

/// How much the document speaks of each country: votes of names, adjectives, actors; and the caller's hint.
class CountryVotes {
 public:
  explicit CountryVotes(const Lexicon& lexicon) : lexicon_(lexicon), votes_(lexicon.countries().size(), 0) {}

  void add(std::uint32_t country, double weight) {
    votes_[country] += weight;
    total_ += weight;
    const double rest = votes_[country] - votes_[leader_];
    if (rest > 0 || (rest == 0 && country < leader_)) leader_ = country;
  }
  void add(std::string_view iso2, double weight);
  /// The caller's hint: these countries are preferred.
  void prefer(std::string_view iso2);
  bool is_preferred(std::string_view iso2) const;
  bool has_preference() const { return !preferred_.empty(); }

  /// Code of one of the lexicon's countries.
  std::string_view code(std::uint32_t country) const { return lexicon_.text(lexicon_.countries()[country].iso2); }

  /// Share of the votes, 0 to 1.
  double share(std::string_view iso2) const;
  /// Code of the country with the most votes or the first preferred; empty for none.
  std::string_view leading() const;

 private:
  std::optional<std::uint32_t> number(std::string_view iso2) const;

  const Lexicon& lexicon_;
  std::vector<double> votes_;
  double total_ = 0;
  std::uint32_t leader_ = 0;  ///< with the most votes; of several the first
  std::vector<std::uint32_t> preferred_;
};

}  // namespace sitrep
