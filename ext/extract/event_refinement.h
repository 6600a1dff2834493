#pragma once

#include <span>
#include <string>

#include "extract/event.h"
#include "extract/event_drafts.h"
#include "extract/refinements.h"

namespace sitrep {

/// The first of the rows of refinements.csv that fits a draft whose event has its roles, and so changes its type; null:
/// none.
const RefinementRow* refinement_of(std::span<const RefinementRow> rows, SentenceDrafts& sentence,
                                   const Lexicon& lexicon, const EventDraft& d, const EventMention& event);

/// "armed_attack by weapon w:rocket is shelling"
std::string rule_of(const RefinementRow& row, const Lexicon& lexicon);

/// What it was done with says of which kind it was; who did or suffered it does not.
inline bool tells_means(const RefinementRow& row) {
  return row.first.about == Refinement::weapon || row.first.about == Refinement::actor ||
         row.first.about == Refinement::actor_role;
}

}  // namespace sitrep
