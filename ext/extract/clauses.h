#pragma once

#include "extract/analysis.h"

namespace sitrep {

/// Cuts the groups of a sentence into clauses, each with one verb (or none: a headline, a fragment) and its subject. A
/// subject is shared through coordination ("hit caves and killed three"), participles ("…, targeting positions"),
/// relatives ("which targeted …") and infinitives. Linear: each group is looked at a bounded number of times.
void find_clauses(SentenceAnalysis& analysis);

}  // namespace sitrep
