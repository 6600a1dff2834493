#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.h"
#include "extract/event.h"
#include "extract/event_trace.h"
#include "extract/pattern_table.h"
#include "extract/refinements.h"
#include "knowledge/image.h"

namespace sitrep {

/// Finds the events told by a sentence: writes each clause as symbols, matches the patterns, gathers the slots of each
/// trigger, and fuses triggers that tell of one event ("killed in an airstrike", "…, killing three").
class EventStage {
 public:
  EventStage(const Image& image, const Lexicon& lexicon);

  /// Appends the sentence's events to `out`. `first_date` is the number in the document's list of the sentence's first
  /// date mention.
  void run(const SentenceAnalysis& analysis, std::uint32_t first_date, std::vector<EventMention>& out);

  /// Decisions are taken down in `trace` from now on; null: no more. It outlives the runs.
  void trace(EventTrace* trace) { trace_ = trace; }

  const PatternTable& patterns() const { return patterns_; }
  std::span<const RefinementRow> refinements() const { return refinements_; }

 private:
  const Lexicon& lexicon_;
  PatternTable patterns_;
  std::span<const RefinementRow> refinements_;
  std::vector<PatternMatch> matches_;
  EventTrace* trace_ = nullptr;
};

}  // namespace sitrep
