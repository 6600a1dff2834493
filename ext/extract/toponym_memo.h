#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/gazetteer.h"
#include "text/word.h"

namespace sitrep {

/// What the gazetteer has under the very spelling of some words.
struct KnownName {
  bool any = false;
  bool spelling = false;
  bool region = false;         ///< a country or first-order division
  bool own = false;            ///< one of our own rows: a place that reports speak of
  bool supranational = false;  ///< in no one country: a continent, an ocean
  std::uint32_t inhabitants = 0;
  /// Known to readers everywhere.
  bool prominent() const { return region || supranational || inhabitants >= 100'000; }
};

/// Remembers how words are folded as words of names, and what the gazetteer has under them: a text repeats its names.
/// Bounded: a word takes the place of an older one.
class ToponymMemo {
 public:
  explicit ToponymMemo(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  struct Entry {
    std::string light;           ///< the lightly folded word
    std::string folded;          ///< its toponym fold, dots left out
    std::uint64_t hash = 0;      ///< of `folded`
    PhraseIndex::First names;    ///< what the gazetteer's index has under `folded`
    bool begins = false;         ///< some name of the gazetteer may begin with it
    std::uint32_t spelling = 0;  ///< PlacePosting::spelling_hash of the word alone
    PhraseIndex::Match match;    ///< of the name that the word is alone; no words: not yet asked for
    KnownName known;             ///< under `match`
  };

  /// `light.hash` must be the hash of `light.text`. Good until the next call.
  Entry& entry(const Word& light);

 private:
  static constexpr std::size_t kEntries = 4096;
  const Gazetteer& gazetteer_;
  std::vector<Entry> entries_{kEntries};
  std::string dotless_;
};

}  // namespace sitrep
