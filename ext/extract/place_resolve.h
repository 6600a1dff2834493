#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/country_votes.h"
#include "extract/place_mention.h"
#include "extract/place_score.h"
#include "extract/region_names.h"
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

/// What the resolver saw, for training and explanation: one entry for each name with candidates.
struct PlaceTrace {
  struct Candidate {
    std::uint32_t place = 0;
    ChoiceFeatures features{};
  };
  struct Name {
    Span span;
    std::vector<Candidate> candidates;
    std::size_t chosen = 0;  ///< number of a candidate
    MentionFeatures features{};
  };
  std::vector<Name> names;
};

/// Chooses a place for each name of a document, and tells names of places from others, by the scored model of
/// place_score.h in two passes: what the first one finds is context for the second. Linear in the number of candidates.
class PlaceResolver {
 public:
  /// Names that are less likely places than this are rejected; places less likely right than that stay unknown.
  static constexpr double kPlaceThreshold = 0.45, kRightThreshold = 0.25;
  /// A name that may be another spelling of a town's is taken for it with this confidence, where the words put it into
  /// the town's division or the document has this share of its votes for the town's country; so many names of a
  /// document are tried.
  static constexpr double kMisspeltConfidence = 0.45, kHomeShare = 0.3;
  static constexpr std::size_t kMostGuesses = 200;
  /// A place of so many inhabitants is known by its name alone.
  static constexpr std::uint32_t kWellKnown = 100'000;

  PlaceResolver(const Image& image, const Gazetteer& gazetteer, const RegionData& regions, const Lexicon& lexicon)
      : gazetteer_(gazetteer), regions_(regions), lexicon_(lexicon), weights_(image), region_names_(gazetteer) {}

  /// Resolves all mentions; `votes` gains those of places that can be only one; `told` are those of the countries that
  /// the text is set in, so far as it says so. `text` is the document's.
  std::vector<ResolvedPlace> resolve(const PlaceList& list, CountryVotes& votes, const CountryVotes& told,
                                     std::string_view text, PlaceTrace* trace = nullptr);

 private:
  /// The town that a key may be another spelling of, by key and region row (-1: anywhere in the country), for the names
  /// of a document that were tried.
  using Guesses = std::map<std::pair<std::string, std::int32_t>, std::optional<std::uint32_t>>;

  void describe(const PlaceMention& mention, const PlaceList& list, std::string_view text, ResolvedPlace& out) const;
  std::optional<std::uint32_t> rural_region(const ResolvedAtom& city) const;
  const PlaceRow* town_beside(const PlaceList& list, std::size_t m, const std::vector<ResolvedPlace>& out) const;
  std::optional<std::uint32_t> misspelt(const PlaceAtom& atom, std::int32_t admin1, const PlaceRow* beside,
                                        const CountryVotes& votes, std::string_view text, Guesses& guesses);
  void guess_unknown(const PlaceList& list, const CountryVotes& votes, std::string_view text,
                     std::vector<ResolvedPlace>& out);
  std::string name_of(const PlaceAtom& atom, const ResolvedAtom& resolved, std::string_view text) const;
  bool is_elsewhere(const ResolvedPlace& outer, const ResolvedPlace& inner, bool is_quarter) const;
  bool is_unknown_name(const PlaceList& list, const PlaceMention& mention) const;
  bool is_foreign(const PlaceRow& row, const CountryVotes& told) const;
  void check_container(const PlaceList& list, std::size_t m, std::string_view text,
                       std::vector<ResolvedPlace>& out) const;
  void lie_in(const ResolvedPlace& outer, ResolvedPlace& inner) const;
  bool lie_beside(const PlaceMention& mention, ResolvedPlace& out) const;
  bool is_far(const ResolvedPlace& inner, const ResolvedPlace& anchor, double stated_km) const;
  void forget(const PlaceList& list, std::size_t m, std::string_view text, ResolvedPlace& out) const;
  void place_unknown(const PlaceList& list, std::size_t m, std::string_view text,
                     std::vector<ResolvedPlace>& out) const;
  void lend_region(const PlaceList& list, std::vector<ResolvedPlace>& out) const;
  bool holds(const ResolvedPlace& outer, const ResolvedPlace& inner) const;

  const Gazetteer& gazetteer_;
  const RegionData& regions_;
  const Lexicon& lexicon_;
  PlaceWeights weights_;
  RegionNames region_names_;
};

}  // namespace sitrep
