#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

/// The symbols in which a clause is written for the pattern matcher: one record of five bytes for each group,
/// {kind, concept (two bytes), group bits, flags}. Kind bytes are 0xF1 and up and occur nowhere else in a record, so
/// that a match never begins inside one.
namespace symbol {

inline constexpr std::size_t kRecord = 5;

enum Kind : std::uint8_t {
  kNoun = 0xF1,
  kModifier = 0xF2,  ///< actor, weapon or possessor that stands before its noun: "Russian" in "Russian airstrikes"
  kVerb = 0xF3,
  kPreposition = 0xF4,
  kCoordinator = 0xF5,
  kComma = 0xF6,
  kOther = 0xF7,
  kRelative = 0xF8,
  kBracket = 0xF9
};

/// Flags of noun records, and of modifier records.
inline constexpr std::uint8_t kIsTrigger = 1, kIsPossessor = 2;
/// Flags of verb records, beside verbal::kActive, kPassive, kIng, kInfinitive.
inline constexpr std::uint8_t kVerbTrigger = 32;

inline void append(std::string& out, Kind kind, std::uint16_t concept_id, std::uint8_t bits, std::uint8_t flags) {
  out += static_cast<char>(kind);
  out += static_cast<char>(1 + concept_id / 200);
  out += static_cast<char>(1 + concept_id % 200);
  out += static_cast<char>(bits & 0x7F);
  out += static_cast<char>(flags & 0x7F);
}

}  // namespace symbol
}  // namespace sitrep
