#pragma once

#include <span>
#include <string_view>

#include "extract/event.h"
#include "extract/event_drafts.h"

namespace sitrep {

/// With what an event was done: the weapon that is named, and the means that verbs and persons tell.
class WeaponReader : DraftStage {
 public:
  WeaponReader(SentenceDrafts& sentence, const Lexicon& lexicon) : DraftStage(sentence, lexicon) {}

  /// What the words of its clauses say it was done with, the trigger's own first.
  std::string_view means_of(const EventDraft& d, std::span<const std::int32_t> clauses) const;
  /// Sets the weapon that a noun group is or holds.
  void set_weapon(const Group& what, EventMention& event) const;
  /// "a bomb explosion", "a mortar attack": the noun for the event names what it was done with.
  void set_named_weapon(const Lexeme& noun, EventMention& event) const;

 private:
  std::string_view means_in(const Group& words) const;
  /// Gunmen say what was done with when they did it, and it killed or hurt; not when it was done to them.
  bool may_tell_means(const EventDraft& d, const Clause& k, std::int32_t g) const;
};

}  // namespace sitrep
