#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/image.h"
#include "text/word.h"

namespace sitrep {

/// Finds the longest key that begins at a word of the text. A key is a sequence of folded words joined by single
/// spaces. An open-addressing table holds one slot for each key and for each proper prefix of a key (in words), so that
/// a scan stops at the first word that continues no key: on ordinary text that is the first. Keys are verified byte by
/// byte. Probing costs about one cache line for each word; the index is used in place in the image.
class PhraseIndex {
 public:
  struct Slot {
    std::uint32_t check = 0;  ///< upper half of the sequence's hash
    std::uint32_t entry = 0;  ///< 0: free; else kContinues | (index into entries + 1, or kPrefixOnly)
  };
  struct Entry {
    std::uint32_t key = 0;      ///< offset of the key's bytes; the next entry's is its end
    std::uint32_t posting = 0;  ///< first posting; the next entry's is one past the last
  };
  static constexpr std::uint32_t kContinues = 0x8000'0000u;
  static constexpr std::uint32_t kPrefixOnly = 0x7FFF'FFFFu;

  struct Match {
    std::uint32_t words = 0;          ///< words matched; 0: none
    std::uint32_t posting_begin = 0;  ///< range in the user's own array of postings
    std::uint32_t posting_end = 0;
  };

  PhraseIndex() = default;
  /// Uses the sections NAME.slots, NAME.entries and NAME.keys.
  PhraseIndex(const Image& image, const std::string& name);

  /// Longest match among the words word_at(0) … word_at(count - 1); word_at(i) gives a `const Word&` or a Word.
  template <class WordAt>
  Match longest(std::uint32_t count, WordAt&& word_at) const {
    Match best;
    each_match(count, word_at, [&](const Match& match) { best = match; });
    return best;
  }

  /// Calls visit(Match) for each key that begins here, from the shortest to the longest.
  template <class WordAt, class Visit>
  void each_match(std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    std::uint64_t hash = 0;
    for (std::uint32_t n = 0; n < count; ++n) {
      hash = hash_append(hash, word_at(n).hash);
      bool continues = false;
      const std::uint64_t mask = slots_.size() - 1;
      for (std::uint64_t at = hash; !slots_.empty() && slots_[at & mask].entry != 0; ++at) {
        const Slot& slot = slots_[at & mask];
        if (slot.check != static_cast<std::uint32_t>(hash >> 32)) continue;
        continues |= (slot.entry & kContinues) != 0;
        const std::uint32_t entry = slot.entry & ~kContinues;
        if (entry != kPrefixOnly && equals(entry - 1, n + 1, word_at)) {
          visit(Match{n + 1, entries_[entry - 1].posting, entries_[entry].posting});
        }
      }
      if (!continues) return;
    }
  }

  std::size_t size() const { return entries_.empty() ? 0 : entries_.size() - 1; }
  std::string_view key(std::size_t i) const {
    return keys_.substr(entries_[i].key, entries_[i + 1].key - entries_[i].key);
  }

 private:
  template <class WordAt>
  bool equals(std::uint32_t entry, std::uint32_t count, WordAt&& word_at) const {
    std::string_view rest = key(entry);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Word word = word_at(i);
      if (i > 0) {
        if (rest.empty() || rest.front() != ' ') return false;
        rest.remove_prefix(1);
      }
      if (!rest.starts_with(word.text)) return false;
      rest.remove_prefix(word.text.size());
    }
    return rest.empty();
  }

  std::span<const Slot> slots_;
  std::span<const Entry> entries_;
  std::string_view keys_;
};

/// Builds the sections of a PhraseIndex. `postings` maps each key to the number of its postings; keys get their
/// postings' ranges in ascending key order, so the caller lays its posting array out by walking the same map.
void add_phrase_index(ImageBuilder& image, const std::string& name,
                      const std::map<std::string, std::uint32_t>& postings);

}  // namespace sitrep
