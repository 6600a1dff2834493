#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/analysis.h"

namespace sitrep {

/// A clause written for the pattern matcher: subject, verb, then the other groups in text order; dates and adverbs left
/// out.
struct ClauseSymbols {
  std::string symbols;
  std::vector<std::int32_t> groups;     ///< group of each record; a modifier has its noun's
  std::vector<std::int32_t> actors;     ///< actor mention of a modifier record, -1 else
  std::vector<std::uint16_t> concepts;  ///< of all records, unsorted
  unsigned triggers = 0;                ///< bit 0: a noun trigger, bit 1: a verb trigger
};

/// Writes `clause` into `out` (cleared first).
void write_symbols(const SentenceAnalysis& analysis, const Clause& clause, ClauseSymbols& out);

}  // namespace sitrep
