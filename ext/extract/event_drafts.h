#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/analysis.h"
#include "extract/event_trace.h"
#include "extract/pattern_table.h"
#include "knowledge/lexicon.h"

namespace sitrep {

constexpr std::uint8_t bit(Slot slot) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(slot)); }

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

/// What the patterns have gathered for one trigger.
struct EventDraft {
  std::int32_t group = -1;
  std::int32_t clause = -1;
  std::int32_t fused_into = -1;
  std::uint16_t type = 0;  ///< event type number + 1; 0: a casualty without an event
  bool from_pattern = false;
  bool hypothetical = false;
  bool background = false;
  std::uint8_t filled = 0;
  std::vector<ActorMention> actors, targets;
  std::int32_t actor_group = -1;
  std::int32_t target_group = -1;
  std::int32_t target_last = -1;  ///< the last of what is coordinated with it: "caves and bunkers"
  std::int32_t weapon_group = -1;
  Count killed, injured;
  bool has_killed = false, has_injured = false, casualties_told = false;
  bool killed_more = false;  ///< "eight others", "was also killed": beside those told of elsewhere
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> patterns;
};

/// The triggers of one sentence with their slots. Groups, clauses and drafts are numbers; -1: none.
struct SentenceDrafts {
  /// The analysis must outlive the drafts.
  explicit SentenceDrafts(const SentenceAnalysis& of) : analysis(of), draft_of(of.groups.size(), -1) {}

  const SentenceAnalysis& analysis;
  EventTrace* trace = nullptr;  ///< takes down the decisions; null: nobody asks
  std::vector<EventDraft> drafts;
  std::vector<std::int32_t> draft_of;                                ///< of each group
  std::vector<std::pair<std::int32_t, std::int32_t>> fused_clauses;  ///< (draft, clause that came along with another)
};

/// What the stages over drafts share: short names for looking things up.
class DraftStage {
 protected:
  DraftStage(SentenceDrafts& sentence, const Lexicon& lexicon)
      : s_(sentence), a_(sentence.analysis), lexicon_(lexicon) {}

  const Group& group(std::int32_t g) const { return a_.groups[static_cast<std::size_t>(g)]; }
  const Clause& clause(std::int32_t c) const { return a_.clauses[static_cast<std::size_t>(c)]; }
  const ConceptRow& concept_row(std::uint16_t id) const { return lexicon_.concepts()[id]; }
  std::string_view concept_name(std::uint16_t id) const { return lexicon_.text(concept_row(id).name); }
  /// The first word of a group, folded: of a preposition the word itself.
  std::string_view first_word(const Group& of) const { return a_.tokens[of.first_token].folded.text; }
  std::string_view first_word(std::int32_t g) const { return first_word(group(g)); }
  /// Name and category of a draft's event type; empty for a casualty without an event.
  std::string_view type_of(const EventDraft& d) const {
    return d.type == 0 ? std::string_view() : lexicon_.text(lexicon_.event_types()[d.type - 1u].type);
  }
  std::string_view category_of(const EventDraft& d) const {
    return d.type == 0 ? std::string_view() : lexicon_.text(lexicon_.event_types()[d.type - 1u].category);
  }
  EventDraft& draft(std::int32_t d) const { return s_.drafts[static_cast<std::size_t>(d)]; }
  std::int32_t draft_of(std::int32_t g) const { return s_.draft_of[static_cast<std::size_t>(g)]; }
  /// The draft into which this one was fused in the end.
  std::int32_t root(std::int32_t d) const {
    while (draft(d).fused_into >= 0) d = draft(d).fused_into;
    return d;
  }
  /// The draft of a group, made when there is none.
  std::int32_t draft_for(std::int32_t g) const;
  std::int32_t clause_of(std::int32_t g) const;
  /// One of the parts that a list names: "attacks, including shelling and gunfire".
  bool is_part(std::int32_t g) const;
  /// Takes down a decision on draft `d`; a test of a pointer when nobody asks.
  template <class... Detail>
  void note(std::int32_t d, Decision decision, std::string_view rule, Span words, Detail... detail) const {
    if (s_.trace != nullptr) note_step(d, decision, rule, words, detail...);
  }
  void note_step(std::int32_t d, Decision decision, std::string_view rule, Span words, std::int32_t pattern = -1,
                 std::optional<Slot> slot = std::nullopt) const;
  /// "the number of people", "the total of arrests"
  bool is_number_of(const Group& who) const;
  /// The number that such a number has: "… has exceeded 21", "brings the number … to 31".
  Count told_number(std::int32_t verb) const;
  /// The group holds the folded word.
  bool says(const Group& what, std::string_view word) const;
  /// "a town which has been under siege since 2012", "who had been held since January": a time before what is told.
  bool tells_what_was_before(const Clause& k) const;
  /// The length of days or more right before an "after" or "before", "two days after …"; null: none.
  const DateMention* length_before(std::int32_t joint) const;
  /// The "after" or "before" with such a length that puts a draft apart from what else the sentence tells; -1: none.
  std::int32_t set_apart_by(const EventDraft& d) const;
  /// "The toll rose to five after another victim died": the figure holds them all.
  bool is_toll(const EventDraft& d) const;
  /// The words of a group without determiners and numbers, its apposition taken along.
  Span words_of(const Group& who) const;

  SentenceDrafts& s_;
  const SentenceAnalysis& a_;
  const Lexicon& lexicon_;
};

/// Makes a draft for each trigger of the sentence and fills their slots by the patterns. `matches` is working memory.
void gather_drafts(SentenceDrafts& sentence, const Lexicon& lexicon, PatternTable& patterns,
                   std::vector<PatternMatch>& matches);

/// Fuses triggers that tell of one event: "killed in an airstrike", "…, killing three" (event_fusion.cc).
void fuse_drafts(SentenceDrafts& sentence, const Lexicon& lexicon);

}  // namespace sitrep
