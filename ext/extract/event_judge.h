#pragma once

#include <cstdint>
#include <string_view>

#include "extract/event.h"
#include "extract/event_drafts.h"

namespace sitrep {

/// Judges whether a draft tells of an event, and of one that occurred: denied, possible, general and figurative words
/// do not.
class EventJudge : protected DraftStage {
 public:
  /// `first_date` is the number in the document's list of the sentence's first date mention.
  EventJudge(SentenceDrafts& sentence, const Lexicon& lexicon, std::uint32_t first_date)
      : DraftStage(sentence, lexicon), first_date_(first_date) {}

  bool by_follows(std::int32_t g) const;
  /// False when the sentence does not say that the event happened, happens or is planned.
  bool set_status(const EventDraft& d, EventMention& event) const;
  bool has_evidence(const EventDraft& d, bool placed) const;
  /// "Saturday's blast": one that was told of.
  bool named_by_day(const EventDraft& d) const;
  /// "The strike took place on the afternoon of 27 July", "the site of Saturday's blast": says nothing but when what
  /// was told happened.
  bool only_dates(const EventDraft& d, const EventMention& event) const;
  /// "four people are kidnapped every day": no event of one time.
  bool is_repeated(const EventMention& event) const;
  /// "the armed forces are fighting in a professional manner": a present tense that gives neither place, day nor
  /// figure, but in a headline.
  bool is_general(const EventDraft& d, const EventMention& event) const;
  /// "has carried out similar attacks": once or often, and nowhere in particular.
  bool is_habit(const EventDraft& d, const EventMention& event) const;
  /// "was accused of shelling", "jailed for killing": what somebody is charged with, or punished for. In "a man accused
  /// of theft" it says who he is.
  bool is_charge(const EventDraft& d) const;
  bool is_charge_aside(const EventDraft& d) const;
  /// "attacks by rebels on villages", "journalists have been murdered": many, of no number, nowhere and at no time.
  bool is_many_anywhere(const EventDraft& d, const EventMention& event) const;
  bool has_past(const EventMention& event) const;
  /// "entrenched themselves to fire at the troops": what it was meant for, not planned in so many words.
  bool is_mere_purpose(const EventDraft& d) const;

 private:
  bool is_person_pronoun(std::int32_t g) const;
  /// "are deployed", and not "are being deployed": the passive tells how things are.
  bool is_lasting(const Group& verb) const;
  /// "The ministers clashed over the budget": none who fights.
  bool is_quarrel(const EventDraft& d) const;
  /// "Shooting Stars" in quotes, every word with a capital: the title of a work.
  bool is_title(const EventDraft& d) const;
  /// "The film tells of a sniper who kills", "a documentary on the massacre": what a work tells.
  bool is_tale(const EventDraft& d) const;
  bool is_work(std::int32_t g) const;
  /// "the siege of 1941": history that is known by its year.
  bool is_history(const EventDraft& d) const;
  /// Number of the date group right before the trigger ("Saturday's blast"), or -1.
  std::int32_t date_before(const EventDraft& d) const;
  /// "forces stationed in the bases" tells where they are, not that they were moved; "any casualties" tells nothing.
  bool is_state(const EventDraft& d) const;
  /// "The buildings are burnt", "families who had been displaced": how things are, not what happened.
  bool is_result(const EventDraft& d) const;
  /// "was hit by the unrest": no force and no weapon.
  bool is_hit_by_state(const EventDraft& d) const;
  /// "no one has claimed responsibility for the attacks": they were told before, or are told elsewhere.
  bool is_unclaimed(const EventDraft& d) const;
  /// "a patrol surrounded the house": who acts is a unit, not an event.
  bool is_unit(const EventDraft& d) const;
  static EventStatus status_of(Modality modality);
  /// "preparations for launching a campaign", "an attempt to capture", "the risk of attacks": the noun before that
  /// governs; -1: none.
  std::int32_t governor_of(std::int32_t g) const;
  /// "will investigate the murder of the mayor": whatever becomes of the verb, the event that the noun names took
  /// place.
  bool is_presupposed(const EventDraft& d, const Group& verb) const;
  /// "plan an attack", "continued the shelling".
  EventStatus status_of_governor(const Group& verb) const;
  /// A length of years: "almost five years".
  bool is_years(std::int32_t g) const;
  bool opens_past(std::int32_t opener) const;
  bool is_condition(std::int32_t opener) const;
  /// "Militias used to kidnap traders"; but "weapons used to attack".
  bool is_habit_of(const Clause& k, std::int32_t infinitive) const;
  /// "gathered to protest": what they came for is what they did.
  bool is_purpose_told(const EventDraft& d) const;
  /// People, whoever they are: "Dozens protested".
  bool is_crowd(std::int32_t g) const;
  /// "bombarded the goal", "opened fire on the budget", "their captain struck in the 88th minute": violent verbs of
  /// which neither who does it nor what it is done to is anything that fights or can be hit.
  bool is_figurative(const EventDraft& d) const;
  /// The noun right behind a verb, with "on" or "at" between; -1: none.
  std::int32_t object_of(std::int32_t verb) const;
  /// A noun group right behind the verb.
  bool has_object(const EventDraft& d) const;
  /// "The list was released": only persons are released, arrested, abducted.
  bool is_done_to_things(const EventDraft& d) const;

  std::uint32_t first_date_;
};

}  // namespace sitrep
