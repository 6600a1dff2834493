#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date_mention.h"
#include "extract/lexemes.h"
#include "knowledge/lexicon.h"
#include "text/numbers.h"
#include "text/segment.h"
#include "text/token.h"

namespace sitrep {

/// Where an actor's name comes from.
enum class ActorOrigin : std::uint8_t {
  known,    ///< a row of the actors table; `id` is its number
  country,  ///< a country's forces, police … by adjective or by the country's own name; `id` is the country
  generic,  ///< unnamed: "gunmen"; `id` into generic_actors()
  words     ///< a name that no table has: its words
};

/// One mention of an actor or of persons.
struct ActorMention {
  Span span;
  std::uint32_t first = 0, last = 0;  ///< tokens
  ActorOrigin origin = ActorOrigin::words;
  ActorKind kind = ActorKind::unknown;
  std::uint32_t id = 0;
  bool modifier = false;  ///< stands before the head of its noun group: "Russian airstrikes", "regime positions"
  bool metonym = false;   ///< a country's name in place of its forces
  ForceRole role = ForceRole::force;  ///< of its last noun: "Russian jets"
  /// A table has the name.
  bool named() const { return origin == ActorOrigin::known || origin == ActorOrigin::country; }
  friend bool operator==(const ActorMention& a, const ActorMention& b) {
    return a.origin == b.origin && a.kind == b.kind && a.id == b.id &&
           (a.origin != ActorOrigin::words || a.span == b.span);
  }
};

/// The tokens of a place mention; `mention` is its number in the document's list.
struct PlaceSpan {
  std::uint32_t first = 0, last = 0;
  std::uint32_t mention = 0;
};

enum class GroupKind : std::uint8_t {
  noun,
  verb,
  preposition,
  coordinator,
  subordinator,
  relative,
  comma,
  date,
  bracket,
  stop,
  other
};

/// What a noun group can be, as bits.
namespace noun {
inline constexpr std::uint8_t kActor = 1;    ///< its head is an actor: a name, or people under arms
inline constexpr std::uint8_t kPerson = 2;   ///< persons: "two women", "the mayor", a bare number
inline constexpr std::uint8_t kPlace = 4;    ///< a place mention
inline constexpr std::uint8_t kName = 8;     ///< capitalised words that nothing is known of
inline constexpr std::uint8_t kWeapon = 16;  ///< its head is a weapon
inline constexpr std::uint8_t kThing = 32;   ///< an object: "bunkers", "a hospital"
inline constexpr std::uint8_t kPronoun = 64;
}  // namespace noun

/// What a verb group says besides its lemma, as bits.
namespace verbal {
inline constexpr std::uint8_t kActive = 1;
inline constexpr std::uint8_t kPassive = 2;
inline constexpr std::uint8_t kIng = 4;         ///< participle without auxiliary
inline constexpr std::uint8_t kInfinitive = 8;  ///< "to launch"
inline constexpr std::uint8_t kReduced = 16;    ///< participle that modifies the noun before: "villages shelled by"
inline constexpr std::uint8_t kBareParticiple = 32;
}  // namespace verbal

/// What the verb group's auxiliaries and governing verbs make of the event.
enum class Modality : std::uint8_t {
  none,
  ongoing,       ///< "continue to", "are still shelling"
  planned,       ///< "will", "plan to", "in order to"
  hypothetical,  ///< "could", "may", "if"
  attempted,     ///< "tried to"
  negated        ///< "did not", "failed to"
};

/// A noun group, verb group or single function word: lexemes [first, last).
struct Group {
  GroupKind kind = GroupKind::other;
  std::uint32_t first = 0, last = 0;              ///< lexemes
  std::uint32_t first_token = 0, last_token = 0;  ///< tokens
  std::uint32_t head = 0;                         ///< lexeme
  std::uint16_t concept_id = 0;
  TermClass cls = TermClass::none;
  std::uint8_t bits = 0;  ///< noun:: or verbal::
  // noun groups
  bool counted = false;   ///< has a number or an indefinite article
  bool definite = false;  ///< "the", "this", "these"
  bool any = false;       ///< "any"
  bool another = false;   ///< "another", "a second", "further", "other"
  bool plural = false;
  bool governed = false;      ///< object of a preposition
  std::uint32_t ordinal = 0;  ///< "the 21st attack": 21; 0: none
  Count count;                ///< what its words say of its number, by the contract's rules
  std::uint32_t actors_begin = 0, actors_end = 0;
  std::uint32_t weapon = 0;                     ///< lexeme + 1 of a weapon that modifies the head
  std::int32_t place = -1;                      ///< index into places
  std::uint32_t name_first = 0, name_last = 0;  ///< lexemes of a person's name: "Mayor Ana Ruiz", "the mayor, Ana Ruiz"
  std::int32_t apposition = -1;                 ///< group that says it again: "Ana Ruiz, the mayor"
  bool apposed = false;                         ///< is such a group
  bool possessor = false;                       ///< owns the event noun behind it: "the mayor's" murder
  // verb groups
  Modality modality = Modality::none;
  bool habitual = false;  ///< "often", "rarely" with a present tense: no single event
  TenseHint tense = TenseHint::unknown;
};

enum class ClauseLink : std::uint8_t { main, coordinate, subordinate, relative, participle, infinitive, content };

/// A verb with its subject and what follows it. Groups are numbers into SentenceAnalysis::groups; -1: none.
struct Clause {
  ClauseLink link = ClauseLink::main;
  std::int32_t parent = -1;
  std::int32_t subject = -1;
  std::int32_t verb = -1;
  std::int32_t opener = -1;        ///< subordinator or relative that introduces it
  std::vector<std::int32_t> rest;  ///< groups around the verb in text order, without subject and verb
};

/// Everything the stages find out about one sentence. Reused from sentence to sentence.
struct SentenceAnalysis {
  std::string_view text;
  Sentence sentence;
  std::uint32_t number = 0;  ///< 1-based
  bool shouted = false;      ///< its capitals tell nothing: all words, or nearly all, have one
  bool lowered = false;      ///< no word has one
  TokenBuffer tokens;
  std::vector<Lexeme> lexemes;
  std::vector<NumberPhrase> numbers;
  std::vector<DateMention> dates;
  std::vector<PlaceSpan> places;
  std::vector<ActorMention> actors;
  std::vector<Group> groups;
  std::vector<Clause> clauses;

  /// The bytes of the tokens [first, last).
  Span span_of(std::uint32_t first, std::uint32_t last) const {
    if (first >= last) return {};
    return {tokens[first].span.begin, tokens[last - 1].span.end};
  }
  Span span_of(const Group& group) const { return span_of(group.first_token, group.last_token); }
  std::span<const ActorMention> actors_of(const Group& group) const {
    return std::span(actors).subspan(group.actors_begin, group.actors_end - group.actors_begin);
  }
};

}  // namespace sitrep
