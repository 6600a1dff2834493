#pragma once

#include "extract/event_persons.h"

namespace sitrep {

/// Counts who was killed or hurt: the members of a list, companions, and none of them twice.
class CasualtyReader : PersonReader {
 public:
  CasualtyReader(SentenceDrafts& sentence, const Lexicon& lexicon) : PersonReader(sentence, lexicon) {}

  /// Fills the draft's `count` of killed or injured, and `has`, the flag that goes with it, from group `g`; the victims
  /// become targets. A count that is there stays.
  void fill(EventDraft& d, std::int32_t g, Count& count, bool& has);

 private:
  /// "three others", "was also killed", "was killed too"
  bool says_more(const Group& of) const;
  Count number_of(const Group& who) const;
  /// "A judge was killed along with his driver", "a sheikh as well as six of his guards", "shot dead with his wife and
  /// two children": who suffered it beside those of group `g`.
  void add_companions(EventDraft& d, std::int32_t g, Count& count) const;
  /// "an officer with the rank of captain and three soldiers": who is told behind what belongs to the first.
  void add_distant(EventDraft& d, std::int32_t g, Count& count) const;
  bool joins_persons(const Group& preposition) const;
  /// "his wife", "their driver"
  bool is_possessive(const Group& who) const;
  /// Three and more: "a technician, guard and driver".
  bool is_list(std::int32_t g) const;
  /// "the mayor, Ana Ruiz and two others": a name behind the office is its holder's.
  bool is_name_of(const Group& who, std::int32_t office) const;
  /// "Ana Ruiz, the director of a bank": what somebody is, behind the name.
  bool is_office_of(const Group& who, std::int32_t name) const;
  /// "killing himself and three soldiers": who does it is no victim of it.
  bool is_reflexive(const Group& who) const;
  /// "a tribal elder and member of the council": a singular noun without an article goes on about the same one.
  bool is_same_person(const Group& who) const;
  bool is_singular(std::int32_t verb) const;
};

}  // namespace sitrep
