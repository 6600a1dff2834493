#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.h"
#include "text/numbers.h"

namespace sitrep {

enum class EventStatus : std::uint8_t { occurred, ongoing, planned, alleged, denied, averted };
std::string_view name_of(EventStatus status);

enum class EventScope : std::uint8_t { incident, cumulative };
std::string_view name_of(EventScope scope);

/// What the text says of casualties besides figures.
enum class Casualties : std::uint8_t { unsaid, none, reported };

/// `EventMention::type` of casualties that no event of their sentence explains.
inline constexpr std::uint16_t kNoType = 0xFFFF;

/// One telling of an event by one clause (and the clauses that hang on it). Place and date mentions are numbers into
/// the document's lists. Spans are bytes of the document.
struct EventMention {
  std::uint16_t type = 0;  ///< event type number (from 0)
  std::uint16_t trigger_concept = 0;
  EventStatus status = EventStatus::occurred;
  EventScope scope = EventScope::incident;
  Casualties casualties = Casualties::unsaid;
  bool definite = false;      ///< "the attack": speaks of an event told before
  bool attributed = false;    ///< "attributed the strike to the army": told before, and by whom it was
  bool vague = false;         ///< told by a word that is said of any violent event
  bool similar = false;       ///< "similar attacks": of the kind told before
  bool another = false;       ///< "another attack", "a second blast": not the one told before
  std::uint32_t ordinal = 0;  ///< "the 21st attack": 21; 0: none
  bool since = false;         ///< "since the war began": over a time that has no date
  bool headline = false;
  bool background = false;      ///< told only in passing ("condemned the attack"): never an event of its own
  bool verb = false;            ///< the trigger is a verb
  bool perfect = false;         ///< the trigger is a verb in the perfect: "have killed"
  bool toll = false;            ///< "raising the toll to five": the newest figure
  bool actor_definite = false;  ///< "the attackers", "they": of whom was told
  bool casualty = false;        ///< "three were killed": tells who died, not how or by whom
  std::vector<ActorMention> actors, targets;
  std::optional<ActorMention> source;
  Span actor_words, target_words, weapon_words, source_words;
  Span target_head;  ///< head noun of the target, with `target_definite`: "the mayor" of whom was told
  bool target_definite = false;
  std::uint16_t weapon_concept = 0;
  bool killed_more = false;  ///< "his driver was also killed": beside those told of before
  std::string_view means;    ///< "gunfire" when the words say it without naming a weapon; into the lexicon
  Count count, killed, injured;
  Count suffered;  ///< how many persons it was done to, where that is said and they were not killed or hurt
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> dates;
  std::vector<std::uint32_t> statement_dates;  ///< when it was said: "police said on Friday"
  std::int32_t apart =
      -1;  ///< the length (number into Section::dates) between it and `dates`, which are then those of
           ///< another event: "arrested three on Sunday, a week after gunmen attacked the town"; -1: none
  bool apart_later = false;  ///< it is the later one: "a week before gunmen attacked the town"
  bool own_place = false;    ///< a place in the event's own clause
  bool elsewhere = false;    ///< at a name that is no place known: not where others happened
  bool needs_place = false;  ///< nothing but the place tells that it is an event
  bool own_date = false;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  Span trigger, clause;
  std::vector<std::uint32_t> patterns;  ///< that filled its slots
};

}  // namespace sitrep
