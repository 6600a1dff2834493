#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/clauses.h"

namespace sitrep {

/// Splits the groups of a sentence into clauses: clauses.cc opens and closes them, relative_clauses.cc finds what a
/// relative clause speaks of, clause_subjects.cc whose deed a verb is. Groups and clauses are numbers; -1: none.
class ClauseBuilder {
 public:
  explicit ClauseBuilder(SentenceAnalysis& analysis) : a_(analysis) {}
  void run();

 private:
  Group& group(std::int32_t g) { return a_.groups[static_cast<std::size_t>(g)]; }
  Clause& current() { return a_.clauses[current_]; }
  std::int32_t number() const { return static_cast<std::int32_t>(current_); }
  void open(ClauseLink link, std::int32_t parent);
  void take(std::int32_t g);
  /// The comma behind "…, backed by jets, in the desert": what follows the aside belongs to the clause around it.
  bool ends_aside(std::int32_t comma);
  /// "in an attack by guards and police on the village": one more object of the preposition.
  bool joins_governed(std::int32_t g);
  /// "a shell they had found exploded": a relative clause without a pronoun of its own, behind a subject whose verb is
  /// still to come.
  bool opens_contact_clause(std::int32_t g);
  /// "that" behind a verb of saying opens what is said.
  bool is_content(std::int32_t g);
  /// "It was learned from the police that a bomb …", "reported to the ministry that troops …": what is said.
  bool says_content(std::int32_t g);
  std::int32_t last_noun(const Clause& clause);
  void take_relative(std::int32_t g);
  /// "A sheikh in Homs who …": a person.
  std::int32_t person_before(const Clause& clause);
  /// "a man and his wife, who had been shot": both of them.
  std::int32_t first_of_pair(std::int32_t person, std::int32_t relative);
  /// The noun that a relative pronoun stands for: the event noun when one is near ("attacks on the camp, which
  /// killed"), else the last noun group.
  std::int32_t antecedent_of(std::int32_t g);
  /// "in which", "during which": what is told happened in the antecedent, which does nothing.
  bool opens_circumstance(std::int32_t relative);
  /// "an operation in which nine men died": the subject is the first free noun behind "which", the antecedent is where
  /// it happened. False when there is none.
  bool take_circumstance(std::int32_t v);
  void take_verb(std::int32_t v);
  bool last_is_free_noun(const Clause& clause);
  /// The noun that ends the clause so far, or the first of the list that it ends: "three children, a woman and a man".
  std::int32_t take_last_list(Clause& clause);
  /// Subject of a clause that has none of its own: that of the clause it hangs on.
  std::int32_t borrowed_subject();
  /// A second verb within a clause: participle, infinitive, coordination, or a clause with a subject of its own.
  void start_clause(std::int32_t v);
  bool is_reduced(const Clause& k) { return (group(k.verb).bits & verbal::kReduced) != 0; }
  /// A relative clause behind a deed.
  bool describes_object(const Clause& k);
  /// "opened fire on demonstrators trying to reach": a participle right behind persons tells what they do; one that
  /// tells a result or a means ("shot civilians, killing two", "using") does not.
  bool describes_noun(std::int32_t v);
  /// The subject that a further verb shares. Who reports does not do what is reported: "SOHR monitored jets flying
  /// over" shares the jets.
  std::int32_t subject_to_share(std::int32_t v);
  /// "brought in by the army in order to attack": who does a passive verb has the purpose.
  std::int32_t agent_of(const Clause& k);
  bool finite_verb_follows(std::int32_t v);
  /// "…, and dozens of others, including a child, were injured": the noun behind the coordinator waits for its verb.
  void open_coming_subject();
  void start_finite(std::int32_t v, std::int32_t parent, std::int32_t subject);
  /// Opens a clause for verb `v`, which has no subject of its own.
  void share_subject(std::int32_t v, std::int32_t parent, std::int32_t subject);
  /// Opens a clause whose subject begins at `begin` of what stands behind the verb so far.
  void take_own_subject(std::size_t begin, bool reduced, std::int32_t parent);
  /// The clause that a relative one interrupts between its noun and its verb; -1: it interrupts none.
  std::int32_t waiting_clause(const Clause& k);
  /// "A man driving a lorry filled with stones has hit", "a strike attributed to the army killed": the subject of a
  /// participle still waits for its verb.
  std::int32_t waiting_subject();
  /// "20 dead and more than 80 injured": the dead are not injured.
  bool is_toll(std::int32_t g) { return a_.tokens[a_.lexemes[group(g).head].first].folded.text == "dead"; }
  /// "dozens of others, including a child, were injured": behind the noun that the aside belongs to; rest.size() when
  /// there is none.
  std::size_t before_aside(const std::vector<std::int32_t>& rest);
  /// A quotation mark with a blank before it and none behind.
  bool opens_quote(std::int32_t g);
  /// Where the noun group (with its own prepositional phrases) that can be the next verb's subject begins in `rest`;
  /// rest.size() when the verb follows a comma or coordinator directly.
  std::size_t own_subject(const std::vector<std::int32_t>& rest, bool reduced);

  SentenceAnalysis& a_;
  std::size_t current_ = 0;
  std::int32_t relative_subject_ = -1;
};

}  // namespace sitrep
