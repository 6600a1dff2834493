#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/place_mention.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexicon.h"
#include "region/region_data.h"

namespace sitrep {

/// A name's place, or none when nobody knows it.
struct ResolvedAtom {
  std::int32_t place = -1;  ///< number in the gazetteer
  double confidence = 0;    ///< that this is the place meant, 0 to 1
};

/// A mention with its places. Geometry is composed later, by whoever wants it (region/compose.h).
struct ResolvedPlace {
  bool rejected = false;  ///< the words name no place after all
  std::string name;       ///< canonical: "Hama–Aleppo–Raqqa triangle"
  PlaceKind kind = PlaceKind::area;
  std::vector<ResolvedAtom> atoms;
  std::int32_t admin1 = -1;  ///< region row when all its parts lie in one
  char country[2] = {};      ///< likewise
  double confidence = 0;
  std::int32_t container = -1;  ///< mention in which it lies, borne out by the map

  bool located() const {
    for (const ResolvedAtom& atom : atoms)
      if (atom.place < 0) return false;
    return !atoms.empty();
  }
  std::string_view country_code() const { return {country, country[0] ? 2u : 0u}; }
};

/// How much the document speaks of each country: votes of names, adjectives, actors; and the caller's hint.
class CountryVotes {
 public:
  explicit CountryVotes(const Lexicon& lexicon) : lexicon_(lexicon), votes_(lexicon.countries().size(), 0) {}

  void add(std::uint32_t country, double weight) { votes_[country] += weight; }
  void add(std::string_view iso2, double weight);
  /// The caller's hint: these countries are preferred.
  void prefer(std::string_view iso2);
  bool is_preferred(std::string_view iso2) const;
  bool has_preference() const { return !preferred_.empty(); }

  /// Share of the votes, 0 to 1.
  double share(std::string_view iso2) const;
  /// Code of the country with the most votes or the first preferred; empty for none.
  std::string_view leading() const;

 private:
  std::optional<std::uint32_t> number(std::string_view iso2) const;

  const Lexicon& lexicon_;
  std::vector<double> votes_;
  std::vector<std::uint32_t> preferred_;
};

/// Chooses a place for each name of a document: by kind words, country votes, containment, prominence, spelling, and one
/// sense for each name in a document. Linear in the number of candidates.
class PlaceResolver {
 public:
  PlaceResolver(const Gazetteer& gazetteer, const RegionData& regions, const Lexicon& lexicon)
      : gazetteer_(gazetteer), regions_(regions), lexicon_(lexicon) {}

  /// Resolves all mentions; `votes` gains those of places that can be only one. `text` is the document's.
  std::vector<ResolvedPlace> resolve(const PlaceList& list, CountryVotes& votes, std::string_view text) const;

 private:
  struct Context;
  void vote(const PlaceList& list, CountryVotes& votes) const;
  double score(const PlacePosting& posting, const PlaceAtom& atom, const PlaceMention& mention, const Context& context) const;
  ResolvedAtom choose(const PlaceAtom& atom, const PlaceMention& mention, Context& context) const;
  bool believable(const PlaceAtom& atom, const PlaceMention& mention, const PlaceRow& row, const Context& context) const;
  void describe(const PlaceMention& mention, const PlaceList& list, std::string_view text, ResolvedPlace& out) const;
  std::string name_of(const PlaceAtom& atom, const ResolvedAtom& resolved, std::string_view text) const;
  void check_container(const PlaceList& list, std::size_t m, std::vector<ResolvedPlace>& out) const;

  const Gazetteer& gazetteer_;
  const RegionData& regions_;
  const Lexicon& lexicon_;
};

}  // namespace sitrep
