#pragma once

#include <cstdint>
#include <vector>

#include "knowledge/compile/date_pattern.h"

namespace sitrep {

/// All rules as one minimal deterministic automaton over token types. State 0 is dead, state 1 the start.
struct DateAutomaton {
  std::vector<std::uint16_t> next;    ///< state × types
  std::vector<std::uint16_t> accept;  ///< rule index + 1; the earliest rule that matches there, 0 for none
  std::size_t states() const { return accept.size(); }
};

/// Builds it by the subset construction. `members[t]` says which classes type t has (indexed by class number). Throws
/// std::runtime_error when it would have more than 65,535 states.
DateAutomaton build_date_automaton(const std::vector<DatePatternCompiler::Program>& rules,
                                   const std::vector<std::vector<bool>>& members);

}  // namespace sitrep
