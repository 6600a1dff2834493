#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/image.h"
#include "knowledge/phrase_index.h"

namespace sitrep {

/// What kind of fact a sense states about its phrase.
enum class SenseKind : std::uint8_t {
  word,       ///< an English word: part of speech, frequency, whether it names a person
  term,       ///< a row of terms.csv: concept and class
  actor,      ///< name or alias of a known actor; `id` is its number
  adjective,  ///< adjective of a country ("Syrian"); `id` is the country's number
  demonym,    ///< noun for a country's people ("Syrians"); likewise
  force,      ///< head noun that makes an actor of a country's adjective ("jets"); `id` into force_nouns()
  generic,    ///< noun for unnamed actors or persons ("gunmen"); `id` into generic_actors()
  country,    ///< name of a country, which may stand for its forces; `id` is its number
  means,      ///< a word that says what a deed was done with ("behead"); `id` is what (string offset + 1)
};

enum class Part : std::uint8_t {
  noun,
  verb,
  adjective,
  adverb,
  preposition,
  determiner,
  coordinator,
  subordinator,
  relative,
  modal,
  be,
  have,
  do_,
  to,
  pronoun,
  negator
};

/// Class of a term (terms.csv): what the grammar may do with it.
enum class TermClass : std::uint8_t {
  none,
  trigger,     ///< names an event: "airstrike", "kidnap"
  casualty,    ///< "death", "wound"
  weapon,      ///< "mortar", "car bomb"
  arms,        ///< weapons as goods: "arms and ammunition"
  thing,       ///< object that events are done to: "bunker", "hospital"
  person,      ///< person noun with a part in patterns: "suicide bomber"
  report,      ///< "say", "document"
  light,       ///< carries a trigger noun: "carry out", "suffer"
  catenative,  ///< verb that governs another: "begin", "try", "plan"
  avert,       ///< "foil", "repel"
  abstract,    ///< noun that is no object of an attack: "situation"
  closed       ///< function word
};

/// Inflected forms, as bits.
namespace form {
inline constexpr std::uint8_t kBase = 1, kThird = 2, kPast = 4, kParticiple = 8, kIng = 16, kPlural = 32,
                              kSingular = 64;
}

/// One sense of a phrase; `id` and `weight` depend on the kind.
struct Sense {
  SenseKind kind = SenseKind::word;
  Part part = Part::noun;
  TermClass cls = TermClass::none;
  std::uint8_t forms = 0;
  std::uint16_t concept_id = 0;  ///< 0: none
  std::uint16_t weight = 0;      ///< word: how often the lemma was tagged with this part, capped
  std::uint32_t id = 0;
  std::uint32_t spelling = 0;  ///< actor: exact spelling required (string offset + 1), 0: any case
  std::uint32_t context = 0;   ///< actor: countries in which the alias holds (string offset + 1), 0: everywhere
  /// Of words: what the noun is first of all.
  static constexpr std::uint32_t kPerson = 1, kArtifact = 2, kTransitive = 3;
  bool person() const { return kind == SenseKind::word && id == kPerson; }
  bool artifact() const { return kind == SenseKind::word && id == kArtifact; }
  /// A verb that is never without an object.
  bool transitive() const { return kind == SenseKind::word && id == kTransitive; }
};

/// A string in the lexicon's pool.
struct Text {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// Of whom an actor is; those who bear arms come first.
enum class ActorKind : std::uint8_t {
  state_forces,
  rebel_group,
  militia,
  jihadist_group,
  coalition,
  police,
  civilians,
  protesters,
  government,
  organization,
  media,
  person,
  unknown
};
std::string_view name_of(ActorKind kind);
/// Forces, armed groups and police.
inline bool bears_arms(ActorKind kind) { return kind <= ActorKind::police; }
std::optional<ActorKind> actor_kind(std::string_view name);

struct ActorRow {
  Text name;
  Text country;  ///< ISO 3166-1 alpha-2, empty for transnational groups
  ActorKind kind = ActorKind::unknown;
};

struct CountryRow {
  Text iso2;
  Text name;
  Text adjective;  ///< the first one: "Syrian"
};

/// What a force's noun is: soldiers, what they fight from, an office, a part that names nobody by itself ("unit"), or
/// where it stands ("positions"), which names it only as a target. Jets bomb and artillery shells, whatever the verb.
enum class ForceRole : std::uint8_t { force, platform, body, aircraft, artillery, drone, part, position };
std::optional<ForceRole> force_role(std::string_view name);

struct ForceNounRow {
  Text noun;
  ActorKind kind = ActorKind::state_forces;
  ForceRole role = ForceRole::force;
};

struct GenericActorRow {
  Text noun;
  Text name;  ///< canonical label: "Unidentified gunmen"
  ActorKind kind = ActorKind::unknown;
};

/// Slots of an event that patterns fill and triggers require, as bits of a mask.
enum class Slot : std::uint8_t { actor, target, weapon, place, killed, injured, count, source };
inline constexpr std::size_t kSlots = 8;
std::optional<Slot> slot_of(std::string_view name);

struct ConceptRow {
  Text name;                ///< "n:airstrike", "v:launch", "w:drone", "l:against"
  std::uint16_t type = 0;   ///< event type number + 1 of a trigger, else 0
  std::uint8_t any_of = 0;  ///< slots of which a trigger needs one
  std::uint8_t all_of = 0;  ///< slots that it needs all
  TermClass cls = TermClass::none;
  bool vague = false;  ///< a trigger that is said of any violent event: "the attack", "the raid", "killed"
};

struct EventTypeRow {
  Text type;
  Text category;
  std::uint32_t off = 0;  ///< 1: switched off by the user; its events are not reported
};

/// An irregular plural by the hash of its folded form: "children" → "child".
struct SingularRow {
  std::uint64_t form_hash = 0;
  Text lemma;
};

/// The lexicon over the image, used in place: words, terms, actors, countries, concepts and event types. In an image
/// with the user's words laid over the built-in one (user_words.h) the sections "lexu" hold the phrases that the user's
/// rows touch, each with all its senses; the rest is looked up in the built-in index.
class Lexicon {
 public:
  /// The user's phrases have at most this many words.
  static constexpr std::size_t kLongestUserPhrase = 12;

  explicit Lexicon(const Image& image);

  /// Calls visit(words, senses) for each phrase that begins with the words word_at(0) … word_at(count - 1), from the
  /// shortest to the longest. The senses may be none: a phrase that the user has switched off.
  template <class WordAt, class Visit>
  void each_phrase(std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    if (count > 0) each_phrase(phrases_.first(word_at(0)), count, word_at, visit);
  }
  /// The same where phrases().first(word_at(0)) is known.
  template <class WordAt, class Visit>
  void each_phrase(const PhraseIndex::First& first, std::uint32_t count, WordAt&& word_at, Visit&& visit) const {
    if (user_phrases_.size() == 0) {
      phrases_.each_match(first, count, word_at,
                          [&](const PhraseIndex::Match& match) { visit(match.words, of(senses_, match)); });
      return;
    }
    std::array<PhraseIndex::Match, kLongestUserPhrase> user;
    std::size_t size = 0, at = 0;
    user_phrases_.each_match(std::min<std::uint32_t>(count, user.size()), word_at,
                             [&](const PhraseIndex::Match& match) { user[size++] = match; });
    const auto visit_user = [&](std::uint32_t words) {
      for (; at < size && user[at].words <= words; ++at) visit(user[at].words, of(user_senses_, user[at]));
    };
    phrases_.each_match(first, count, word_at, [&](const PhraseIndex::Match& match) {
      const std::size_t before = at;
      visit_user(match.words);
      if (at == before || user[at - 1].words != match.words) visit(match.words, of(senses_, match));
    });
    visit_user(UINT32_MAX);
  }
  /// The senses of a whole key (phrase_key.h).
  std::span<const Sense> senses_of(std::string_view key) const;
  std::string_view text(Text text) const { return strings_.substr(text.offset, text.length); }
  /// The string at a Sense's `spelling` or `context`, or at the `id` of one of means (offset + 1, NUL-terminated).
  std::string_view pooled(std::uint32_t offset_plus_one) const;

  /// The index of the built-in phrases.
  const PhraseIndex& phrases() const { return phrases_; }
  std::span<const ActorRow> actors() const { return actors_; }
  std::span<const CountryRow> countries() const { return countries_; }
  std::span<const ForceNounRow> force_nouns() const { return force_nouns_; }
  std::span<const GenericActorRow> generic_actors() const { return generic_actors_; }
  std::span<const ConceptRow> concepts() const { return concepts_; }
  std::span<const EventTypeRow> event_types() const { return event_types_; }

  /// Number of a concept by its name ("v:launch"), 0 when there is none. Binary search.
  std::uint16_t concept_number(std::string_view name) const;
  /// The singular of a lightly folded noun: "strikes" → "strike", "children" → "child"; a word that is no plural of a
  /// known noun stays as it is.
  std::string singular(std::string_view folded) const;
  /// The customary actor of a country and kind ("Syrian regime forces" for SY state_forces), if the actors table has
  /// one.
  std::optional<std::uint32_t> customary_actor(std::uint32_t country, ActorKind kind) const;

 private:
  PhraseIndex phrases_;
  std::span<const Sense> senses_;
  std::string_view strings_;
  std::span<const ActorRow> actors_;
  std::span<const CountryRow> countries_;
  std::span<const ForceNounRow> force_nouns_;
  std::span<const GenericActorRow> generic_actors_;
  std::span<const ConceptRow> concepts_;
  std::span<const EventTypeRow> event_types_;
  PhraseIndex user_phrases_;
  std::span<const Sense> user_senses_;
  std::size_t builtin_concepts_ = 0;  ///< concepts before those of the user; both parts are in order of their names

  static std::span<const Sense> of(std::span<const Sense> senses, const PhraseIndex::Match& match) {
    return senses.subspan(match.posting_begin, match.posting_end - match.posting_begin);
  }
  bool is_singular_noun(std::string_view folded) const;

  std::span<const SingularRow> singulars_;
  std::span<const std::uint32_t> customary_;  ///< country × kind → actor + 1
};

}  // namespace sitrep
