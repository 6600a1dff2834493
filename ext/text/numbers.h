#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "text/text_words.h"
#include "text/token.h"

namespace sitrep {

/// A count with the bounds its wording implies (CONTRACT, "Wording of numbers"). A bound or value that the words leave
/// open is empty: "over 70" is {70, 70, –}, "dozens" {–, 24, –}, "nearly 170" {170, –, 170}.
struct Count {
  std::optional<std::int64_t> value, min, max;

  static Count exactly(std::int64_t n) { return {n, n, n}; }
  bool known() const { return value || min || max; }
  friend bool operator==(const Count&, const Count&) = default;
};

/// Sum of two counts, bound by bound; a side that is open leaves the sum open there.
Count operator+(const Count& a, const Count& b);

/// A number phrase in a sentence: tokens [first, last), qualifier included ("more than two dozen", "between 60 and 70",
/// "at least 1.2 million", "a couple of", "several"). `ordinal` for "21st", "second", "sixth".
/// `fraction` marks figures that count nothing ("7.62", "3.5", ages), `unit_prefix` those with a sign ("$5", "70%").
struct NumberPhrase {
  std::uint32_t first = 0, last = 0;
  Count count;
  bool ordinal = false;
  bool fraction = false;
  bool percent_or_money = false;
};

/// All number phrases of a sentence, in order, not overlapping, longest first. An indefinite article ("a", "an") is no
/// number phrase here (the noun-group stage reads it); "one" and "no" are ("no" is exactly 0). Linear.
void find_numbers(std::span<const Token> tokens, const TextWords& words, std::vector<NumberPhrase>& out);

}  // namespace sitrep
