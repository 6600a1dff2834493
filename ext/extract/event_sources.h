#pragma once

#include <optional>

#include "extract/event_drafts.h"

namespace sitrep {

/// Who tells what a sentence tells.
class SourceReader : DraftStage {
 public:
  SourceReader(SentenceDrafts& sentence, const Lexicon& lexicon) : DraftStage(sentence, lexicon) {}

  /// Finds the source: who says it, or according to whom it is; of several the first.
  void run();
  const std::optional<ActorMention>& source() const { return source_; }
  Span words() const { return source_words_; }

 private:
  /// "gunmen believed to be fighters of a group", "ten rebels reported killed": others think so of them.
  bool is_thought_of(std::int32_t verb) const;
  /// Who condemns, denies or calls for something reports nothing.
  bool is_call(const Group& verb) const;
  void take_teller(std::int32_t g);
  void take_source(std::int32_t g);
  /// "the source", "the official": whoever was meant before.
  bool is_bare_reference(const Group& who) const;

  std::optional<ActorMention> source_;
  Span source_words_;
};

}  // namespace sitrep
