#pragma once

#include <utility>

#include "extract/groups.h"

namespace sitrep {

/// One pass over the lexemes of a sentence: noun groups (noun_groups.cc), verb groups (verb_groups.cc), names of
/// persons (name_groups.cc), and what stands between and joins them (groups.cc).
class GroupBuilder {
 public:
  GroupBuilder(const Lexicon& lexicon, const GroupStage::Concepts& concepts, SentenceAnalysis& analysis)
      : lexicon_(lexicon), concepts_(concepts), a_(analysis) {}
  void run();

 private:
  /// Lexemes of the longest personal name.
  static constexpr std::uint32_t kLongestName = 6;

  struct Auxiliaries {
    bool be, have, future, to, any;
  };

  const Lexeme& lexeme(std::uint32_t i) const { return a_.lexemes[i]; }
  std::string_view word(std::uint32_t i) const {
    return i < a_.lexemes.size() ? a_.tokens[lexeme(i).first].folded.text : std::string_view();
  }
  Tag tag(std::uint32_t i) const { return i < a_.lexemes.size() ? lexeme(i).tag : Tag::stop; }
  bool is_hyphen(std::uint32_t i) const {
    return i < a_.lexemes.size() && a_.tokens[lexeme(i).first].cls == TokenClass::hyphen;
  }
  /// "DAMASCUS, April 17 (SANA) -": says where and when the report was filed, nothing of the event.
  void skip_dateline();
  /// A bracket without a verb, a place or a date says nothing that the clause needs: "the Rapid Support Forces (RSF)",
  /// "[passage omitted]", "(8)".
  bool take_aside();
  bool opens(std::uint32_t i) const;
  /// First lexeme at or after `i` that begins at token `token` or later.
  std::uint32_t lexeme_from(std::uint32_t i, std::uint32_t token) const;
  const DateMention* date_at(std::uint32_t i);
  const NumberPhrase* number_at(std::uint32_t i);
  std::int32_t place_at(std::uint32_t i);
  Group& push(GroupKind kind, std::uint32_t first, std::uint32_t last);
  bool take_date();
  /// A participle inside a noun group must have its noun behind it: "the besieged town", "Russian-backed militias".
  bool modifies(std::uint32_t i) const;
  bool continues_noun_group(std::uint32_t i, bool has_head, bool after_hyphen) const;
  bool is_quote(std::uint32_t i) const { return a_.tokens[lexeme(i).first].cls == TokenClass::punctuation; }
  /// A quotation mark inside a name: "the “Fifth Corps” militia".
  bool quote_continues(std::uint32_t i) const { return tag(i + 1) == Tag::proper || tag(i + 1) == Tag::noun; }
  bool take_noun_group();
  /// "a third" behind a verb, without a noun: where it ends; `i`: there is none.
  /// "most of the missiles": what counts is what stands behind.
  bool opens_part(std::uint32_t i) const;
  std::uint32_t one_more(std::uint32_t i) const;
  /// The noun group from `i` on has an event noun for its head: "the mayor's | brutal murder".
  bool event_follows(std::uint32_t i) const;
  void note_determiner(std::uint32_t i, Group& draft) const;
  void finish_noun_group(std::uint32_t first, std::uint32_t last, const Group& draft, bool only_number);
  /// The concept of a noun: of "a suicide bombing attack", where the last word says least, that of the word before.
  std::uint16_t concept_of(std::uint32_t head, std::uint32_t first) const;
  /// A singular noun for a person: a title or an office when a name stands behind it.
  bool is_title(std::uint32_t i) const;
  /// "Colonel Ana Maria Ruiz": the proper nouns behind a title, with the particles between them.
  void find_name(Group& group) const;
  /// "shelling north of Aleppo": a place that begins with a common word begins a group of its own.
  bool place_begins(std::uint32_t i) const;
  /// A place begins with the word.
  bool place_at_word(std::uint32_t i) const;
  std::int32_t place_in(std::uint32_t first, std::uint32_t last);
  void assign_actors(Group& group);
  static bool acts(ActorKind kind);
  std::uint8_t noun_bits(const Group& group, bool only_number) const;
  /// "members of ISIS", "the shelling of Idlib" stays apart because its head is an event.
  void join_of();
  /// "Ana Villegas was murdered", "the murder of Villegas", "Villegas, a judge,": a name that a place has as well is
  /// that of a person where none but persons can be meant.
  void find_namesakes();
  bool is_namesake(const Group& who) const;
  /// One of a list that is governed or names places: "from Homs, Idlib and Hama".
  bool joins_governed(std::size_t g) const;
  bool is_described(std::size_t g) const;
  void take_for_person(Group& who) const;
  /// "Ana Ruiz, the mayor of Loma," and "the mayor, Ana Ruiz,": the second group says who the first is. Its commas then
  /// part nothing.
  void find_appositions();
  /// "gunmen believed to be members of the group", ", suspected to be rebels,": the verb of thinking and what follows
  /// say who the group before is.
  bool take_presumption();
  void find_presumptions();
  /// "Ali Hassan, 34, a driver": the age of who was named.
  bool is_age(const Group& number, const Group& who) const;
  bool is_name(const Group& group) const;
  /// A common noun for persons or forces in the singular, with an article or without: "governor of Loma", "a militia".
  bool describes(const Group& what, const Group& who) const;
  /// A person's name behind a definite noun for a person: "the mayor, Ana Ruiz,".
  bool names(const Group& what, const Group& who) const;
  bool may_own(const Group& group) const;
  /// What stands behind "of" tells of the event noun before, or is an event itself.
  static bool stays_apart(const Group& owner, const Group& owned);
  /// "leaders Ana Ruiz and Ali Hassan": the names take the place of the plural title.
  void find_titled();
  /// Two words or more that can be a person's name.
  bool may_be_named(const Group& who) const;
  /// "body", "corpse"
  bool is_body(const Group& group) const;
  void join(Group& owner, const Group& owned) const;
  /// `owner` is what its complement is: bits, concept and class.
  static void take_meaning(Group& owner, const Group& owned);
  bool take_verb_group();
  /// Behind a date, with its preposition, that stands before a participle; `i`: there is none.
  std::uint32_t past_date_between(std::uint32_t i) const;
  static void note_modal(std::string_view modal, Group& draft, bool& future);
  void finish_verb_group(std::uint32_t first, std::uint32_t last, std::uint32_t main, Group draft, Auxiliaries aux);
  void govern(std::uint16_t concept_id, Group& draft) const;
  std::uint8_t voice(const Lexeme& verb, std::uint32_t main, std::uint32_t last, const Auxiliaries& aux) const;
  bool takes_object(std::uint16_t concept_id) const;
  /// "attributed to Turkey killed …", "12 people suspected of planning": a verb that always has an object stands
  /// without one, and another verb tells.
  bool lacks_object(std::uint32_t main, std::uint32_t last) const;
  /// The group before the one that is being built, where it is of that kind; null: it is not.
  const Group* before_last(GroupKind kind) const;
  /// A missile or shell stands before the verb group.
  bool follows_munition() const;
  /// "shelled, this evening, positions": what is put in between is passed over.
  std::uint32_t past_insertion(std::uint32_t i) const;
  /// "shot dead on Monday a politician": behind the day that stands before the object; `i`: there is none.
  std::uint32_t past_day(std::uint32_t i) const;
  bool object_follows(std::uint32_t i) const;
  /// "targeted with heavy artillery the towns": behind the means that stand before the object; `i`: there are none.
  std::uint32_t past_means(std::uint32_t i) const;
  bool number_starts(std::uint32_t i) const;
  bool date_at_quietly(std::uint32_t i) const;
  /// "a 24-hour strike": behind the hyphenated length at `i` that modifies a noun; `i`: there is none.
  std::uint32_t past_length(std::uint32_t i);
  void take_single();

  const Lexicon& lexicon_;
  const GroupStage::Concepts& concepts_;
  SentenceAnalysis& a_;
  std::uint32_t at_ = 0;
  std::size_t date_ = 0, number_ = 0, place_ = 0, actor_ = 0;
};

}  // namespace sitrep
