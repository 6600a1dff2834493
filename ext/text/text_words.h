#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "knowledge/image.h"

namespace sitrep {

/// Part that a word or phrase plays in a number phrase (number_words.csv).
enum class NumberRole : std::uint8_t {
  none,
  cardinal,    ///< "seven": value
  ordinal,     ///< "seventh": value
  multiplier,  ///< "hundred", "million", "dozen": value
  vague,       ///< "dozens", "several": minimum in value
  exact,       ///< "a couple": value
  at_least,    ///< "over", "more than", "at least"
  about,       ///< "about", "some"
  nearly,      ///< "nearly", "almost"
  at_most,     ///< "up to", "at most"
  fewer        ///< "fewer than"
};

struct NumberWord {
  NumberRole role = NumberRole::none;
  std::int64_t value = 0;
};

/// One row of the image's section "text.numbers": hash of the folded word sequence, role, value.
struct NumberWordRow {
  std::uint64_t hash = 0;
  std::int64_t value = 0;
  std::uint64_t role = 0;
};

/// Small closed word lists that the text stages need: abbreviations and number words.
class TextWords {
 public:
  /// Reads the sections text.abbreviations (sorted hashes), text.numbers and text.number_starts.
  explicit TextWords(const Image& image);

  /// True for the lightly folded word before a dot that does not end a sentence: "gen", "no".
  bool is_abbreviation(std::string_view folded) const;

  /// Whether a number phrase may begin with the word: most words are refused at the cost of a bit.
  bool may_begin_number(std::uint64_t word_hash) const { return starts_[word_hash % starts_.size()]; }

  /// The number word of a sequence hash (hash_append over the words' hashes).
  NumberWord number(std::uint64_t sequence_hash) const {
    const auto found = numbers_.find(sequence_hash);
    return found == numbers_.end() ? NumberWord{} : found->second;
  }

 private:
  std::span<const std::uint64_t> abbreviations_;
  std::unordered_map<std::uint64_t, NumberWord> numbers_;
  std::bitset<8192> starts_;
};

}  // namespace sitrep
