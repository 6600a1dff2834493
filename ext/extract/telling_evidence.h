#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/engine.h"
#include "extract/section.h"

namespace sitrep {

/// What speaks for and against two tellings, `a` the first, being of one event. Evidence is added up; empty: they are
/// two. Section and engine outlive it.
class TellingEvidence {
 public:
  TellingEvidence(const Section& section, const Engine& engine) : section_(section), engine_(engine) {}

  /// When, where, by whom, to whom, and with how many dead, hurt and times.
  std::optional<double> date_evidence(const EventMention& a, const EventMention& b) const;
  std::optional<double> place_evidence(const EventMention& a, const EventMention& b) const;
  std::optional<double> actor_evidence(const EventMention& a, const EventMention& b) const;
  std::optional<double> target_evidence(const EventMention& a, const EventMention& b) const;
  std::optional<double> figure_evidence(const EventMention& a, const EventMention& b) const;

  /// "the mayor" behind "the mayor of Loma, Ana Ruiz": a definite target whose noun was said of the event's.
  bool speaks_of_target(const EventMention& a, const EventMention& b) const;
  /// The mention says nothing that the event does not: no other day, place, author or victim.
  bool adds_nothing(const EventMention& a, const EventMention& b) const;

  /// Words for people or a force that may be any: no name.
  static bool is_vague_actor(const ActorMention& m);
  /// "Ana Ruiz": a person by the words of the text.
  static bool is_person_name(const ActorMention& m);
  /// … of two words or more.
  bool is_full_name(const ActorMention& m) const;
  /// The same mention, name, or part of a person's name.
  bool same_actor(const ActorMention& a, const ActorMention& b) const;

 protected:
  /// The document's.
  std::string_view text() const;

  const Section& section_;
  const Engine& engine_;

 private:
  /// A town, a village, a site: not a whole region.
  bool is_spot(std::uint32_t place) const;
  /// Somebody had a part in the one that none is said to have had in the other.
  bool has_others(const EventMention& a, const EventMention& b) const;
};

}  // namespace sitrep
