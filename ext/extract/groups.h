#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "extract/analysis.h"

namespace sitrep {

/// The concept tells of what is done to nothing but persons: "murder", "kidnap", "arrest", "injure", "die".
bool harms_persons(const Lexicon& lexicon, std::uint16_t concept_id);

/// Builds noun and verb groups from the lexemes (needs numbers, dates, places and actors). "of" joins a noun to what it
/// belongs to ("members of ISIS"), unless the first is an event; catenative verbs join the verb they govern ("began
/// shelling", "plan to withdraw"). Linear.
class GroupStage {
 public:
  explicit GroupStage(const Lexicon& lexicon);

  void run(SentenceAnalysis& analysis) const;

 private:
  struct Concepts {
    std::uint16_t plan = 0, attempt = 0, fail = 0, proceed = 0;
    std::uint16_t habit = 0, accuse = 0, nobody = 0, vehicle = 0;
    std::uint16_t fire = 0, body = 0, slain = 0, threaten = 0, injure = 0, launch = 0, attribute = 0;
    std::uint16_t open_fire = 0, part = 0;
    std::array<std::uint16_t, 4> munitions{};   ///< that fly: "missile", "shell"
    std::array<std::uint16_t, 3> objectless{};  ///< triggers with targets that are no objects: "the mine exploded"
    std::vector<bool> harms_persons;            ///< by concept: done to nothing but persons: "murder", "arrest"
  };
  friend class GroupBuilder;

  const Lexicon& lexicon_;
  Concepts concepts_;
};

}  // namespace sitrep
