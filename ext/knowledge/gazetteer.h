#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "knowledge/image.h"
#include "knowledge/phrase_index.h"
#include "knowledge/place_row.h"
#include "knowledge/place_types.h"
#include "knowledge/user_gazetteer.h"

namespace sitrep {

/// Appends a word of an abbreviation ("Ill.", "W.Va.") as a word of its key, which no folded name can have: exact
/// letters without dots, and marked by whether it was written with a dot and whether it counts only behind a place
/// ("Cairo, Ill.").
void append_abbreviation_word(std::string_view word, bool dotted, bool after_place, std::string& key);

/// The gazetteer: the built-in one over the image, used in place, and the user's places over it, if any. Places are
/// numbered: the regions first (place number = region row), the other built-in ones, then the user's.
class Gazetteer {
 public:
  /// `user` outlives the gazetteer; null for none.
  explicit Gazetteer(const Image& image, const UserGazetteer* user = nullptr);

  /// Calls visit(PhraseIndex::Match) for each name that begins with the words, toponym-folded (text/fold.h), from the
  /// shortest to the longest. The match's postings are those of postings().
  template <class WordAt, class Visit>
  void each_name(std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    if (count > 0) each_name(names_.first(word_at(0)), count, word_at, visit);
  }
  /// The same where names().first(word_at(0)) is known.
  template <class WordAt, class Visit>
  void each_name(const PhraseIndex::First& first, std::uint32_t count, WordAt&& word_at, Visit&& visit) const;

  /// False only when no name begins with the word, `first` being names().first(word).
  bool may_begin(const PhraseIndex::First& first, const Word& word) const {
    return first.any() || (user_ != nullptr && user_->may_begin(word));
  }

  /// The index of the built-in names, over toponym keys (toponym_key in text/fold.h).
  const PhraseIndex& names() const { return names_; }
  PostingRange postings(const PhraseIndex::Match& match) const {
    return postings(match.posting_begin, match.posting_end);
  }
  PostingRange postings(std::uint32_t begin, std::uint32_t end) const;
  const PlaceRow& place(std::uint32_t number) const;
  /// The built-in places.
  std::span<const PlaceRow> places() const { return places_; }
  std::string_view name(const PlaceRow& row) const;
  PlaceIdentity identity(const PlaceRow& row) const;
  /// Names of the country come to English through another script, and so in many spellings.
  bool is_transliterated(const PlaceRow& row) const { return transliterated_[code_of(row)]; }
  /// Whether a name that leads to the town may mean it: one that is not as the gazetteer spells it comes of
  /// transliteration.
  bool may_be_spelt(const PlaceRow& row, bool exact) const {
    return exact || row.source() != PlaceSource::geonames || row.kind() != PlaceKind::populated ||
           is_transliterated(row);
  }
  /// The capital of a country, the seat of a first-order division.
  std::optional<std::uint32_t> seat_of(const PlaceRow& division) const;
  /// A country's capital, of the built-in places.
  bool is_capital(std::uint32_t place) const { return std::ranges::binary_search(capitals_, place); }
  /// Row + 1 of the place's own polygon in the regions; 0: it is a point.
  std::uint32_t polygon(std::uint32_t place) const { return place < polygons_ ? place + 1 : 0; }
  std::uint32_t polygon(const PlaceRow& row) const { return polygon(number(row)); }
  /// `row` must be one that place() gave.
  std::uint32_t number(const PlaceRow& row) const;
  const UserGazetteer* user() const { return user_; }

 private:
  /// Number of an alpha-2 code; 0 for none.
  static std::size_t code_of(const PlaceRow& row) {
    const auto a = static_cast<unsigned>(row.country[0] - 'A'), b = static_cast<unsigned>(row.country[1] - 'A');
    return a < 26 && b < 26 ? 1 + a * 26 + b : 0;
  }
  bool is_builtin(const PlaceRow& row) const;

  PhraseIndex names_;
  std::span<const PackedPosting> postings_;
  std::span<const PlaceRow> places_;
  std::string_view strings_;
  std::bitset<1 + 26 * 26> transliterated_;
  std::span<const std::uint32_t> capitals_;  ///< ascending
  std::span<const std::uint32_t> seats_;     ///< of regions, by row: place + 1, 0: none
  std::uint32_t polygons_ = 0;               ///< the first places are the regions, in the order of their rows
  const UserGazetteer* user_;
};

template <class WordAt, class Visit>
void Gazetteer::each_name(const PhraseIndex::First& first, std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
  if (user_ == nullptr) {
    names_.each_match(first, count, word_at, visit);
    return;
  }
  // A name that the user's places have too has all its postings with the user's.
  std::array<PhraseIndex::Match, UserGazetteer::kLongestName> user;
  std::size_t size = 0, at = 0;
  user_->each_match(std::min<std::uint32_t>(count, user.size()), word_at,
                    [&](const PhraseIndex::Match& match) { user[size++] = match; });
  const auto shift = static_cast<std::uint32_t>(postings_.size());
  const auto visit_user = [&](std::uint32_t words) {
    for (; at < size && user[at].words <= words; ++at) {
      if (user[at].posting_begin == user[at].posting_end) continue;  // switched off
      visit(PhraseIndex::Match{user[at].words, user[at].posting_begin + shift, user[at].posting_end + shift});
    }
  };
  names_.each_match(first, count, word_at, [&](const PhraseIndex::Match& match) {
    const std::size_t before = at;
    visit_user(match.words);
    if (at == before || user[at - 1].words != match.words) visit(match);
  });
  visit_user(UINT32_MAX);
}

}  // namespace sitrep
