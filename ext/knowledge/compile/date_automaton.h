#pragma once

#include <cstdint>
#include <vector>

#include "knowledge/compile/date_pattern.h"

namespace sitrep {

/// Rules that are complete at a state: index + 1 of the earliest one, 0 for none.
struct DateAccept {
  std::uint16_t anywhere = 0;  ///< among the rules that hold anywhere in a sentence
  std::uint16_t alone = 0;     ///< among those that hold for a whole sentence only
  friend auto operator<=>(const DateAccept&, const DateAccept&) = default;
};

/// One rule for the automaton.
struct DateRuleProgram {
  DatePatternCompiler::Program program;
  bool alone = false;  ///< holds only when the sentence says nothing else
};

/// All rules as one minimal deterministic automaton over token types. State 0 is dead, state 1 the start.
struct DateAutomaton {
  std::vector<std::uint16_t> next;  ///< state × types
  std::vector<DateAccept> accept;   ///< one for each state
  std::size_t states() const { return accept.size(); }
};

/// Builds it by the subset construction. `members[t]` says which classes type t has (indexed by class number). Throws
/// std::runtime_error when it would have more than 65,535 states.
DateAutomaton build_date_automaton(const std::vector<DateRuleProgram>& rules,
                                   const std::vector<std::vector<bool>>& members);

}  // namespace sitrep
