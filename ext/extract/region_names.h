#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/gazetteer.h"

namespace sitrep {

/// What a toponym key is without what spellings vary in: vowels, spaces, an article that is written as one with its
/// word, and the "tal" (hill) that many names may go without. The key's letters but for the latter two come to
/// `letters`.
std::string consonants_of(std::string_view key, std::string& letters);

/// The towns of first-order divisions by the consonants of what they are called first and foremost (DESIGN section 3:
/// a skeleton finds most spellings and confuses a fifth of a country's places, so that it serves only inside one
/// division). A division is read once and kept until many others were asked for.
class RegionNames {
 public:
  /// `gazetteer` outlives it.
  explicit RegionNames(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  /// The town of the division (region row) that has the consonants of `key`, three at the least, and differs from it in
  /// two letters at most; of several likeliest_place (place_fuzzy.h).
  std::optional<std::uint32_t> like(std::uint32_t admin1, std::string_view key, const PlaceRow* beside = nullptr);

 private:
  struct Town {
    std::uint64_t consonants = 0;  ///< hash
    std::uint32_t place = 0;
  };
  struct Division {
    std::uint32_t admin1 = 0;
    std::vector<Town> towns;  ///< in order of their consonants
  };
  static constexpr std::size_t kMostDivisions = 256;

  const std::vector<Town>& towns_of(std::uint32_t admin1);

  const Gazetteer& gazetteer_;
  std::vector<Division> divisions_;  ///< the last read one last
};

}  // namespace sitrep
