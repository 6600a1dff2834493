#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "knowledge/phrase_index.h"

namespace sitrep {

/// Remembers what an index has under the words that were looked up last: most words of a text are a few hundred that
/// come again and again. Bounded: a word takes the place of another. The index outlives it. Not for two threads at
/// once.
class PhraseMemo {
 public:
  explicit PhraseMemo(const PhraseIndex& index) : index_(index) {}

  /// As PhraseIndex::first. `word.hash` must be the hash of `word.text`.
  PhraseIndex::First first(const Word& word) {
    if (word.text.empty() || word.text.size() > kLongest) return index_.first(word);
    Entry& entry = entries_[(word.hash >> 32) % kEntries];
    const bool known = entry.hash == word.hash && std::string_view(entry.text, entry.length) == word.text;
    if (!known) {
      entry.first = index_.first(word);
      entry.hash = word.hash;
      entry.length = static_cast<std::uint8_t>(word.text.copy(entry.text, kLongest));
    }
    return entry.first;
  }

 private:
  static constexpr std::size_t kEntries = 2048, kLongest = 39;
  struct Entry {
    std::uint64_t hash = 0;
    PhraseIndex::First first;
    std::uint8_t length = 0;
    char text[kLongest] = {};
  };
  const PhraseIndex& index_;
  std::vector<Entry> entries_{kEntries};
};

}  // namespace sitrep
