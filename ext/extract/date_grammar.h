#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/date_mention.h"
#include "knowledge/image.h"
#include "text/token.h"

namespace sitrep {

/// Finds date expressions by the rules of sql/knowledge/date_rules.csv, compiled at build time into one automaton over
/// lexical classes (date_words.csv). Immutable, used in place in the image, safe to share between threads.
class DateGrammar {
 public:
  /// Uses the sections "date.*". Throws std::runtime_error when they are missing or cut.
  explicit DateGrammar(const Image& image);

  /// Appends the expressions of one sentence to `out`, in order, not overlapping: the longest match at each token, the
  /// earlier rule among equals. Linear in the number of tokens; allocates nothing but what `out` needs.
  void find(std::span<const Token> tokens, std::uint32_t sentence, std::vector<DateMention>& out) const;

  /// Name of a rule ("weekday_month_day"), for explanations. Empty for a number that is none.
  std::string_view rule_name(std::uint16_t rule) const;
};

}  // namespace sitrep
