#pragma once

#include "extract/engine.h"
#include "extract/section.h"

namespace sitrep {

/// Tells running totals from incidents: "the 21st attack this year", "280 airstrikes in the past 96 hours", "more than
/// 300 people have been killed since March". A total of deaths that belongs to no event becomes a casualty_tally. Needs
/// the section's resolved dates; `document` is the publication date when known.
void find_scopes(Section& section, const Lexicon& lexicon, const std::optional<Moment>& document);

}  // namespace sitrep
