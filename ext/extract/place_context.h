#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/country_votes.h"
#include "extract/place_mention.h"
#include "extract/place_resolve.h"
#include "extract/place_score.h"
#include "knowledge/gazetteer.h"

namespace sitrep {

/// "The village of X" is no city: the row cannot be meant.
inline bool is_too_large(const PlaceAtom& atom, const PlaceRow& row) {
  constexpr std::uint32_t kNoVillage = 100'000;
  return (atom.evidence & evidence::kSmall) != 0 && row.population() >= kNoVillage;
}

/// Kilometres between two places, on a plane about them.
double distance_km(const PlaceRow& a, const PlaceRow& b);

/// The scoring of the names of one document: candidates are read once for each distinct name; a first pass chooses by
/// the names themselves and the votes of countries, a second one also by what the first has found around them.
class PlaceContext {
 public:
  /// What was decided of a name.
  struct Verdict {
    std::uint32_t number = 0;  ///< of the place
    double chance = 0;         ///< among its namesakes
    double place = 0;          ///< that the words name a place
    double right = 0;          ///< that they name this one
  };

  PlaceContext(const Gazetteer& gazetteer, const PlaceWeights& weights, const PlaceList& list, CountryVotes& votes);

  void run(PlaceTrace* trace);
  /// Of an atom that the gazetteer knows.
  const Verdict& verdict(std::uint32_t atom) const { return verdicts_[atom]; }

 private:
  struct Candidate {
    std::uint32_t place = 0;
    ChoiceFeatures features{};  ///< those that are the same for all mentions of the name
    double score = 0;
    bool has_seat = false;  ///< a region with a town of the same name in it
  };
  /// For a country; no weight: none.
  struct Vote {
    std::string_view country;
    double weight = 0;
  };
  /// The candidate chosen for a mention of a name.
  struct Choice {
    std::size_t candidate = 0;
    double chance = 0;
    ChoiceFeatures features{};  ///< with those that are the mention's own
  };
  /// A distinct name of the document.
  struct Name {
    std::vector<Candidate> candidates;
    std::optional<Choice> plain;  ///< in this pass, for mentions that say nothing of which namesake they mean
    std::uint32_t mentions = 0, like_places = 0, like_persons = 0;
    bool known_person = false, short_name = false;
    std::unordered_map<std::uint32_t, double> senses;  ///< place → sum of chances in the first pass
    std::uint32_t sense = kNone;
    std::optional<Vote> vote;
  };
  /// A place that the first pass found.
  struct Anchor {
    const PlaceRow* row = nullptr;
    std::uint32_t name = 0;  ///< number into names_
    double weight = 0;
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  /// Namesakes and neighbours looked at, so that the work stays linear.
  static constexpr std::size_t kMostCandidates = 60, kMostAnchors = 24;

  void read_names();
  void read_candidates(const PlaceAtom& atom, Name& name) const;
  void share_fame(Name& name) const;
  void vote();
  Vote vote_of(const Name& name) const;
  void read_shares();
  void choose(bool second, PlaceTrace* trace);
  void choose_atom(std::uint32_t mention, std::uint32_t atom, bool second, PlaceTrace* trace);
  Choice choice(std::uint32_t mention, const PlaceAtom& atom, const Name& name, PlaceTrace::Name* traced);
  ChoiceFeatures own_features(std::uint32_t mention, const PlaceAtom& atom, const Candidate& candidate) const;
  bool says_which(std::uint32_t mention, const PlaceAtom& atom) const;
  void note_found();
  void second_features();
  void mention_choice_features(const PlaceMention& mention, const PlaceAtom& atom, const PlaceRow& row,
                               ChoiceFeatures& out) const;
  MentionFeatures mention_features(const PlaceMention& mention, const PlaceAtom& atom, const Name& name,
                                   const ChoiceFeatures& chosen, double chance) const;
  std::size_t mention_number(const PlaceMention& mention) const {
    return static_cast<std::size_t>(&mention - list_.mentions.data());
  }
  float share_of(const PlaceRow& row) const;

  const Gazetteer& gazetteer_;
  const PlaceWeights& weights_;
  const PlaceList& list_;
  CountryVotes& votes_;
  std::vector<std::uint32_t> name_of_;  ///< of each atom, kNone: nothing known
  std::vector<Name> names_;
  std::vector<Verdict> verdicts_;    ///< of each atom
  std::vector<bool> holds_inner_;    ///< of each mention: something is said to lie in it
  std::array<float, 676> shares_{};  ///< of countries, by alpha-2 code
  std::uint32_t leading_ = kNone;    ///< code with the largest share
  std::unordered_map<std::uint16_t, double> region_votes_;
  double region_total_ = 0;
  std::vector<Anchor> anchors_;
  std::vector<double> scores_;  ///< of the candidates in hand
};

}  // namespace sitrep
