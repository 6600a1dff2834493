#include "extract/telling_evidence.h"

#include <algorithm>

#include "extract/event_facts.h"

namespace sitrep {
namespace {

/// Sources that count the victims of one event are not farther apart than this, as a ratio.
constexpr double kSourcesDiffer = 1.5;

}  // namespace

std::optional<double> TellingEvidence::date_evidence(const EventMention& a, const EventMention& b) const {
  const EventDate x = date_of(section_, a), y = date_of(section_, b);
  if (!x.known() || !y.known()) return 0;
  if (x.last() < y.first() || y.last() < x.first()) {
    return a.own_date && b.own_date ? std::nullopt : std::optional<double>(-1.5);
  }
  if (x.first() == y.first() && x.last() == y.last()) return 1.2;
  // "in the past 24 hours" and "on Saturday": one may be within the other, but each is told for itself.
  return a.own_date && b.own_date && !b.definite ? -1.5 : 0.3;
}

std::optional<double> TellingEvidence::place_evidence(const EventMention& a, const EventMention& b) const {
  double best = -10;
  for (const std::uint32_t p : distinct_places(section_, engine_, a.places)) {
    for (const std::uint32_t q : distinct_places(section_, engine_, b.places)) {
      switch (place_fit(section_, engine_, p, q)) {
        case PlaceFit::same:
          best = std::max(best, is_spot(p) ? 2.0 : 1.5);
          break;
        case PlaceFit::within:
        case PlaceFit::near:
          best = std::max(best, 0.6);
          break;
        case PlaceFit::unknown:
          best = std::max(best, a.headline ? 0.0 : -0.5);
          break;
        case PlaceFit::apart:
          best = std::max(best, a.own_place && b.own_place ? -3.0 : -1.0);
          break;
      }
    }
  }
  if (best <= -10) return 0;
  if (best == -3.0 && a.own_place && b.own_place && !b.definite) return std::nullopt;
  return best;
}

bool TellingEvidence::is_spot(std::uint32_t place) const {
  const PlaceKind kind = section_.resolved_places[place].kind;
  return kind == PlaceKind::populated || kind == PlaceKind::facility || kind == PlaceKind::airport;
}

bool TellingEvidence::is_vague_actor(const ActorMention& m) {
  return m.origin == ActorOrigin::generic || m.origin == ActorOrigin::words || m.kind == ActorKind::civilians ||
         m.kind == ActorKind::person || m.kind == ActorKind::unknown;
}

bool TellingEvidence::same_actor(const ActorMention& a, const ActorMention& b) const {
  if (a == b) return true;
  const std::string x = engine_.actors().name(a, text()), y = engine_.actors().name(b, text());
  return x == y || (is_person_name(a) && is_person_name(b) && same_person(x, y));
}

bool TellingEvidence::is_person_name(const ActorMention& m) {
  return m.origin == ActorOrigin::words && m.kind == ActorKind::person;
}

bool TellingEvidence::is_full_name(const ActorMention& m) const {
  return is_person_name(m) && m.span.of(text()).find_first_of(" \n\t") != std::string_view::npos;
}

std::string_view TellingEvidence::text() const { return section_.text; }

std::optional<double> TellingEvidence::actor_evidence(const EventMention& a, const EventMention& b) const {
  if (a.actors.empty() || b.actors.empty()) return 0;
  for (const ActorMention& x : a.actors)
    for (const ActorMention& y : b.actors)
      if (same_actor(x, y)) return is_vague_actor(x) ? 0.5 : has_others(a, b) && has_others(b, a) ? 0.0 : 0.8;
  const auto vague = [](const std::vector<ActorMention>& list) { return std::ranges::all_of(list, is_vague_actor); };
  if (vague(a.actors) || vague(b.actors)) return -0.4;
  for (const ActorMention& x : a.actors)
    for (const ActorMention& y : b.actors) {
      const std::string_view c = engine_.actors().country_of(x), d = engine_.actors().country_of(y);
      if (!c.empty() && c == d && x.kind == y.kind) return 0.2;
    }
  return b.definite ? std::optional<double>(-1.5) : std::nullopt;
}

bool TellingEvidence::has_others(const EventMention& a, const EventMention& b) const {
  return std::ranges::any_of(a.actors, [&](const ActorMention& x) {
    return std::ranges::none_of(b.actors, [&](const ActorMention& y) { return same_actor(x, y); });
  });
}

bool TellingEvidence::speaks_of_target(const EventMention& a, const EventMention& b) const {
  if (!b.target_definite || b.target_head.empty() || a.target_words.empty()) return false;
  return says_noun(engine_.lexicon(), a.target_words.of(text()), b.target_head.of(text()));
}

bool TellingEvidence::adds_nothing(const EventMention& a, const EventMention& b) const {
  if (b.another || b.headline || b.count.value.value_or(1) != 1) return false;
  for (const auto part : {&EventMention::killed, &EventMention::injured})
    if ((b.*part).known() && !((a.*part) == (b.*part))) return false;
  const auto known = [&](const std::vector<ActorMention>& of, const std::vector<ActorMention>& in) {
    return std::ranges::all_of(of, [&](const ActorMention& x) {
      return std::ranges::any_of(in, [&](const ActorMention& y) { return same_actor(x, y); });
    });
  };
  if (!known(b.actors, a.actors) || (!known(b.targets, a.targets) && !speaks_of_target(a, b))) return false;
  if (b.targets.empty() && !b.target_words.empty() && !speaks_of_target(a, b) && !a.target_words.empty() &&
      b.target_words.of(text()) != a.target_words.of(text()))
    return false;
  if (b.own_date && date_evidence(a, b).value_or(-1) < 1) return false;
  return !b.own_place || place_evidence(a, b).value_or(-1) > 1;
}

std::optional<double> TellingEvidence::target_evidence(const EventMention& a, const EventMention& b) const {
  if (speaks_of_target(a, b)) return 2;
  if (a.targets.empty() || b.targets.empty()) return 0;
  for (const ActorMention& x : a.targets)
    for (const ActorMention& y : b.targets)
      if (same_actor(x, y)) return is_person_name(x) && is_person_name(y) ? 2.2 : is_vague_actor(x) ? 0.5 : 0.8;
  const auto vague = [](const std::vector<ActorMention>& list) { return std::ranges::any_of(list, is_vague_actor); };
  // "the murder of Ruiz", "the murder of Hassan": nobody is murdered in another's stead.
  if (a.targets.size() == 1 && b.targets.size() == 1 && is_full_name(a.targets[0]) && is_full_name(b.targets[0]))
    return b.casualty || b.killed_more || b.type == kNoType ? std::optional<double>(-1.5) : std::nullopt;
  if (vague(a.targets) || vague(b.targets)) return 0;
  return -1.5;
}

std::optional<double> TellingEvidence::figure_evidence(const EventMention& a, const EventMention& b) const {
  double sum = 0;
  const auto hurts = [](const EventMention& m) {
    return m.killed.min.value_or(0) > 0 || m.injured.min.value_or(0) > 0;
  };
  if ((a.casualties == Casualties::none && hurts(b)) || (b.casualties == Casualties::none && hurts(a)))
    return std::nullopt;
  if (a.count.value && b.count.value && *a.count.value != *b.count.value) {
    const bool article = *a.count.value == 1 || *b.count.value == 1;
    if (!article || !b.definite) return std::nullopt;
  }
  if (a.count.value && a.count == b.count && *a.count.value > 1) sum += 1.5;
  // "arrested five people", "32 people were arrested"
  if (a.suffered.value && b.suffered.value && *a.suffered.value != *b.suffered.value && !b.definite) sum -= 1.5;
  for (const auto part : {&EventMention::killed, &EventMention::injured}) {
    const Count &x = a.*part, &y = b.*part;
    if (!x.value || !y.value) continue;
    if (*x.value == *y.value) {
      sum += *x.value > 1 ? 1.5 : 0.8;
    } else {
      const double ratio = static_cast<double>(std::max(*x.value, *y.value)) /
                           static_cast<double>(std::max<std::int64_t>(1, std::min(*x.value, *y.value)));
      sum += b.definite || ratio < kSourcesDiffer ? -0.3 : ratio > 3 ? -2 : -0.8;
    }
  }
  return sum;
}

}  // namespace sitrep
