#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/phrase_index.h"
#include "knowledge/place_row.h"

namespace sitrep {

class Gazetteer;
class RegionData;

/// The user's places and names, indexed in memory: 50 to 70 bytes a name, names of places and their strings included. A
/// name is found by the 64-bit hash of its folded words, of which 32 bits are kept beside the place in the table; it is
/// not verified letter by letter, so that of a thousand million words that are no name one may be taken for one.
class UserGazetteer {
 public:
  static constexpr std::size_t kLongestName = 8;  ///< words of a name that are looked at

  std::span<const PlaceRow> places() const { return places_; }
  std::string_view name(const PlaceRow& row) const { return strings_.data() + row.name; }
  /// Built-in places that a row overrides or switches off, ascending.
  std::span<const std::uint32_t> hidden() const { return hidden_; }
  /// What the place is called where the user has it from; asked of his table, by its place_id.
  PlaceIdentity identity(const PlaceRow& row) const { return identity_(row.id); }
  std::size_t memory() const;

  PostingRange postings(std::uint32_t begin, std::uint32_t end) const {
    return {std::span(posting_places_).subspan(begin, end - begin),
            std::span(posting_hashes_).subspan(begin, end - begin)};
  }

  /// As PhraseIndex::each_match; a match without postings is a built-in name that is switched off.
  template <class WordAt, class Visit>
  void each_match(std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    std::uint64_t hash = 0;
    for (std::uint32_t n = 0; n < count && !slots_.empty(); ++n) {
      hash = hash_append(hash, word_at(n).hash);
      const Slot* slot = find(hash);
      if (slot == nullptr) return;
      const std::uint32_t run = slot->value & ~kContinues;
      if (run != 0) visit(PhraseIndex::Match{n + 1, run - 1, end_of(run - 1)});
      if ((slot->value & kContinues) == 0) return;
    }
  }

  /// False only when no name begins with the word.
  bool may_begin(const Word& word) const { return !slots_.empty() && find(hash_append(0, word.hash)) != nullptr; }

 private:
  friend class UserGazetteerBuilder;
  struct Slot {
    std::uint32_t check = 0;
    std::uint32_t value = 0;  ///< kContinues | first posting + 1, 0: a prefix only; both 0: free
  };
  static constexpr std::uint32_t kContinues = 0x8000'0000u;
  static constexpr std::uint16_t kLast = 0x8000u;   ///< in a posting's hash: the last of its name
  static constexpr std::uint16_t kEmpty = 0x4000u;  ///< likewise: stands for no posting at all

  static std::size_t home(std::uint64_t hash, std::size_t slots) {
    return static_cast<std::size_t>((hash & 0xFFFF'FFFFu) * slots >> 32);
  }
  const Slot* find(std::uint64_t hash) const {
    const auto check = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = home(hash, slots_.size()); slots_[at].value != 0; at = at + 1 == slots_.size() ? 0 : at + 1) {
      if (slots_[at].check == check) return &slots_[at];
    }
    return nullptr;
  }
  std::uint32_t end_of(std::uint32_t posting) const {
    if ((posting_hashes_[posting] & kEmpty) != 0) return posting;
    while ((posting_hashes_[posting] & kLast) == 0) ++posting;
    return posting + 1;
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> posting_places_;
  std::vector<std::uint16_t> posting_hashes_;
  std::vector<PlaceRow> places_;
  std::string strings_;  ///< names, each with its NUL
  std::vector<std::uint32_t> hidden_;
  std::function<PlaceIdentity(std::uint32_t place_id)> identity_;
};

/// A row of sitrep_places.
struct UserPlace {
  std::uint32_t id = 0;  ///< place_id
  std::string_view name;
  PlaceKind kind = PlaceKind::populated;
  std::string_view country;  ///< alpha-2, empty: that of the region which holds it
  double lon = 0, lat = 0;
  double radius_km = 0;          ///< 0: not said
  std::uint32_t population = 0;  ///< 0: not known
};

/// Collects the user's places. Time is linear in the names, but for one sort.
class UserGazetteerBuilder {
 public:
  UserGazetteerBuilder(const Gazetteer& builtin, const RegionData& regions) : builtin_(builtin), regions_(regions) {}

  void reserve(std::size_t places, std::size_t names);
  /// Adds a place with its name; its number in the whole gazetteer. Throws std::length_error when there are too many.
  std::uint32_t add(const UserPlace& place);
  /// Another name of a place, built-in or the user's.
  void add_name(std::uint32_t place, std::string_view name);
  /// Takes a name away from a place.
  void remove_name(std::uint32_t place, std::string_view name);
  /// A built-in place is switched off, or a user's place stands in its stead, with all its names.
  void hide(std::uint32_t builtin_place);
  void replace(std::uint32_t builtin_place, std::uint32_t user_place);

  /// The index; the builder is empty then. `identity` is kept.
  std::shared_ptr<const UserGazetteer> finish(std::function<PlaceIdentity(std::uint32_t place_id)> identity);

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t place;
    std::uint16_t spelling;
    std::uint16_t removed;  ///< 1: takes the posting of this place away
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  static constexpr std::uint32_t kNowhere = UINT32_MAX;  ///< place of an entry that only makes its name known

  /// Hashes of the words' prefixes of a folded name; the last is the name's own.
  bool hash(std::string_view name);
  void add_entry(std::uint32_t place, std::uint16_t spelling, bool removed);
  void add_builtin_postings(std::string_view key);
  void add_hidden_names();
  void lay_out(UserGazetteer& out);

  const Gazetteer& builtin_;
  const RegionData& regions_;
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> prefixes_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_;  ///< built-in place, its stead or kNowhere
  std::vector<PlaceRow> places_;
  std::string strings_;
  std::vector<std::uint64_t> hashes_;
  std::string key_, light_;
};

}  // namespace sitrep
