#pragma once

#include <cstddef>
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
///
/// Compact, since a gazetteer has half a million keys: a slot is four bytes, and the keys, in ascending order, share
/// their beginnings with the key before them, in blocks that are read only when a slot matches.
class PhraseIndex {
 public:
  /// Bits from below: number of the entry + 1, or kPrefixOnly (21); part of the sequence's hash (10); longer keys
  /// continue here (1). 0: free.
  using Slot = std::uint32_t;
  static constexpr unsigned kEntryBits = 21, kCheckBits = 10;
  static constexpr Slot kPrefixOnly = (1u << kEntryBits) - 1;
  static constexpr Slot kContinues = 1u << 31;
  /// The keys of a block: each the length it shares with the one before, the length of the rest, the rest.
  struct Block {
    std::uint32_t key = 0;      ///< offset of its keys
    std::uint32_t posting = 0;  ///< first posting of its first key
  };
  static constexpr std::size_t kBlock = 8;
  /// Longest key in bytes, and most postings of a key.
  static constexpr std::size_t kLongestKey = 255, kMostPostings = 255;

  struct Match {
    std::uint32_t words = 0;          ///< words matched; 0: none
    std::uint32_t posting_begin = 0;  ///< range in the user's own array of postings
    std::uint32_t posting_end = 0;
    friend bool operator==(const Match&, const Match&) = default;
  };

  PhraseIndex() = default;
  /// Uses the sections NAME.slots, NAME.blocks, NAME.counts and NAME.keys.
  PhraseIndex(const Image& image, const std::string& name);

  /// Longest match among the words word_at(0) … word_at(count - 1); word_at(i) gives a `const Word&` or a Word.
  template <class WordAt>
  Match longest(std::uint32_t count, WordAt&& word_at) const {
    Match best;
    each_match(count, word_at, [&](const Match& match) { best = match; });
    return best;
  }

  /// What the index has under one word.
  struct First {
    Match match;             ///< of the key that the word is; no words: it is none
    bool continues = false;  ///< longer keys begin with it; by mistake true for one in a thousand others
    friend bool operator==(const First&, const First&) = default;
    bool any() const { return match.words != 0 || continues; }
  };
  First first(const Word& word) const {
    First found;
    probe(hash_append(0, word.hash), found.continues, [&](std::uint32_t entry) {
      if (word.text.size() >= kLongestKey) return false;
      std::uint32_t posting = 0;
      if (is_key(entry, word.text, posting)) found.match = {1, posting, posting + counts_[entry]};
      return true;
    });
    return found;
  }

  /// Calls visit(Match) for each key that begins here, from the shortest to the longest.
  template <class WordAt, class Visit>
  void each_match(std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    if (count > 0) each_match(first(word_at(0)), count, word_at, visit);
  }

  /// The same where first(word_at(0)) is known.
  template <class WordAt, class Visit>
  void each_match(const First& first, std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    if (first.match.words != 0) visit(first.match);
    if (!first.continues || count < 2) return;
    std::uint64_t hash = hash_append(0, word_at(0).hash);
    Joined joined;
    for (std::uint32_t n = 1; n < count; ++n) {
      hash = hash_append(hash, word_at(n).hash);
      bool continues = false;
      const bool fits = probe(hash, continues, [&](std::uint32_t entry) {
        if (!joined.reach(n + 1, word_at)) return false;
        std::uint32_t posting = 0;
        if (is_key(entry, joined.text(), posting)) visit(Match{n + 1, posting, posting + counts_[entry]});
        return true;
      });
      if (!fits || !continues) return;
    }
  }

  std::size_t size() const { return counts_.size(); }
  /// Number of postings of key i; those of the keys before it come first.
  std::uint32_t posting_count(std::size_t i) const { return counts_[i]; }
  std::string key(std::size_t i) const;

  /// Where the search for a sequence begins, and what its slot holds of the hash.
  static std::size_t home(std::uint64_t hash, std::size_t slots) {
    return static_cast<std::size_t>((static_cast<unsigned __int128>(hash) * slots) >> 64);
  }
  static std::uint32_t check(std::uint64_t hash) { return static_cast<std::uint32_t>(hash) & ((1u << kCheckBits) - 1); }

 private:
  /// The words of the text, joined by spaces as far as they were asked for.
  class Joined {
   public:
    /// False when they are longer than any key.
    template <class WordAt>
    bool reach(std::uint32_t count, WordAt&& word_at) {
      for (; words_ < count; ++words_) {
        const Word word = word_at(words_);
        if (length_ + 1 + word.text.size() > kLongestKey) return false;
        if (words_ > 0) bytes_[length_++] = ' ';
        word.text.copy(bytes_ + length_, word.text.size());
        length_ += word.text.size();
      }
      return true;
    }
    std::string_view text() const { return {bytes_, length_}; }

   private:
    std::uint32_t words_ = 0;
    std::size_t length_ = 0;
    char bytes_[kLongestKey + 1];
  };

  /// Calls check_key(entry) for each key that the sequence may be; false when that says that no key is so long.
  /// `continues` is set when longer keys begin with it.
  template <class CheckKey>
  bool probe(std::uint64_t hash, bool& continues, CheckKey&& check_key) const {
    if (slots_.empty()) return true;
    for (std::size_t at = home(hash, slots_.size()); slots_[at] != 0; at = at + 1 == slots_.size() ? 0 : at + 1) {
      const Slot slot = slots_[at];
      if (((slot >> kEntryBits) & ((1u << kCheckBits) - 1)) != check(hash)) continue;
      continues |= (slot & kContinues) != 0;
      const std::uint32_t entry = slot & kPrefixOnly;
      if (entry != kPrefixOnly && !check_key(entry - 1)) return false;
    }
    return true;
  }

  /// Whether `text` is the key `entry`; then `posting` is its first one.
  bool is_key(std::uint32_t entry, std::string_view text, std::uint32_t& posting) const;

  std::span<const Slot> slots_;
  std::span<const Block> blocks_;
  std::span<const std::uint8_t> counts_;  ///< postings of each key
  std::string_view keys_;
};

/// Builds the sections of a PhraseIndex. `postings` maps each key to the number of its postings; keys get their
/// postings' ranges in ascending key order, so the caller lays its posting array out by walking the same map. Throws
/// std::length_error for a key longer, or with more postings, than PhraseIndex can hold.
void add_phrase_index(ImageBuilder& image, const std::string& name,
                      const std::map<std::string, std::uint32_t>& postings);

}  // namespace sitrep
