#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pattern_language.h"
#include "knowledge/image.h"
#include "knowledge/lexicon.h"

namespace re2 {
class RE2;
}

namespace sitrep {

/// A compiled pattern in the image (sections pat.rows, pat.concepts, pat.strings).
struct PatternRow {
  Text id;
  Text regex;
  std::uint32_t concepts_begin = 0, concepts_end = 0;  ///< into pat.concepts; empty: any trigger of `part`
  std::uint16_t type = 0;                              ///< event type number + 1, 0: the trigger's own
  std::uint8_t status = 0;                             ///< EventStatus + 1, 0: what the verb group says
  std::uint8_t captures = 0;
  std::uint8_t capture[8] = {};  ///< slot, or kTriggerCapture
  std::uint8_t verb = 0;         ///< 1: the trigger is a verb
  std::uint8_t reserved[3] = {};
};
inline constexpr std::uint8_t kTriggerCapture = 0xFF;

/// Memory that RE2 may use for one pattern, in bytes; a pattern that needs more is refused.
inline constexpr std::int64_t kPatternMemory = 1 << 20;
/// At most so many matches of one pattern are taken from a clause: finding the next one costs time linear in the
/// clause, so that this keeps the whole linear, whatever the pattern.
inline constexpr std::size_t kMostMatches = 32;

/// One match of a pattern: byte offsets into the clause symbols for the trigger and each filled slot.
struct PatternMatch {
  std::uint32_t pattern = 0;
  std::uint32_t trigger = 0;
  std::vector<std::pair<Slot, std::uint32_t>> slots;
};

/// The event patterns in force. A clause is tried only against the patterns that name a concept it has, or any concept
/// of its trigger's part; each is compiled at its first use and matched by RE2, so that a clause costs time linear in
/// its length for each pattern tried, whatever the pattern.
class PatternTable {
 public:
  PatternTable(const Image& image, const Lexicon& lexicon);
  ~PatternTable();
  PatternTable(PatternTable&&) noexcept;

  /// All matches in a clause's symbols. `concepts` are the concepts of its groups; `triggers` says which parts have an
  /// event concept: bit 0 noun, bit 1 verb.
  void match(std::string_view symbols, std::span<const std::uint16_t> concepts, unsigned triggers,
             std::vector<PatternMatch>& out);

  /// Whether a pattern makes an event of this concept, trigger or not: "launched missiles".
  bool may_tell(std::uint16_t concept_id) const { return tells_[concept_id]; }

  std::string_view id(std::uint32_t pattern) const { return text(rows_[pattern].id); }
  const PatternRow& row(std::uint32_t pattern) const { return rows_[pattern]; }

 private:
  std::string_view text(Text t) const { return strings_.substr(t.offset, t.length); }
  void match_one(std::uint32_t pattern, std::string_view symbols, std::vector<PatternMatch>& out);

  std::span<const PatternRow> rows_;
  std::string_view strings_;
  std::vector<std::vector<std::uint32_t>> by_concept_;
  std::vector<bool> tells_;
  std::vector<std::uint32_t> any_noun_, any_verb_;
  std::vector<std::unique_ptr<re2::RE2>> compiled_;
  std::vector<std::uint32_t> candidates_;
};

}  // namespace sitrep
