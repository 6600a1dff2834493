#include "extract/ground.h"

#include <algorithm>
#include <map>
#include <set>

namespace sitrep {
namespace {

/// Evidence for an event told before that leaves a doubt whether this one is another: half of what makes them one.
constexpr double kAlike = 1.5;

/// An event for which so many patterns speak is well attested.
constexpr std::size_t kAttested = 4;

/// Of the places named with a document's events, so many lie in the country that the others are taken to lie in.
constexpr double kHomeShare = 0.7;
/// … or so many, where the report was filed in that country.
constexpr double kMost = 0.5;

bool publishes(const ActorMention& actor) {
  return actor.origin == ActorOrigin::known &&
         (actor.kind == ActorKind::media || actor.kind == ActorKind::organization);
}

/// Who publishes the report: the masthead or dateline's agency, else the only one that is cited in it.
std::optional<ActorMention> house_of(const Section& section) {
  for (const LocatedActor& actor : section.actors) {
    if (actor.sentence > 3) break;
    if (!publishes(actor.mention)) continue;
    for (const SentenceInfo& info : section.sentences) {
      if (info.number != actor.sentence) continue;
      const Span whole = info.sentence.span;
      const bool masthead = actor.mention.span.begin - whole.begin <= 4 && whole.end <= actor.mention.span.end + 1;
      if (masthead || info.sentence.dateline.contains(actor.mention.span)) return actor.mention;
    }
  }
  std::optional<ActorMention> only;
  for (const EventMention& event : section.events) {
    if (!event.source || !publishes(*event.source)) continue;
    if (only && !(*only == *event.source)) return std::nullopt;
    only = event.source;
  }
  return only;
}

/// The country that at least the `share` of the places lies in; empty when there is none.
std::string country_of(const Section& section, std::span<const std::uint32_t> places, double share = kHomeShare) {
  std::map<std::string_view, std::size_t> votes;
  std::size_t all = 0;
  for (const std::uint32_t p : places) {
    const ResolvedPlace& place = section.resolved_places[p];
    if (place.rejected || place.country_code().empty()) continue;
    ++votes[place.country_code()];
    ++all;
  }
  for (const auto& [country, count] : votes)
    if (static_cast<double>(count) >= share * static_cast<double>(all)) return std::string(country);
  return {};
}

/// Of the place in the dateline of the first sentences: "DAMASCUS, April 17 (SANA) -"; empty when there is none.
std::string dateline_country(const Section& section) {
  for (const SentenceInfo& info : section.sentences) {
    if (info.sentence.dateline.empty()) continue;
    for (std::size_t p = 0; p < section.resolved_places.size(); ++p)
      if (info.sentence.dateline.contains(section.places.mentions[p].span) && !section.resolved_places[p].rejected)
        return std::string(section.resolved_places[p].country_code());
    return {};
  }
  return {};
}

/// "the US base": a country that tells whose something is.
bool is_tied(const Section& section, std::uint32_t place) {
  const PlaceMention& mention = section.places.mentions[place];
  return mention.atoms_end == mention.atoms_begin + 1 &&
         (section.places.atoms[mention.atoms_begin].evidence & evidence::kTied) != 0;
}

/// It names a place whose country is known.
bool is_placed(const Section& section) {
  return std::ranges::any_of(section.resolved_places, [](const ResolvedPlace& place) {
    return !place.rejected && !place.country_code().empty();
  });
}

/// Where a document's events happen: the country of the places told with them, else of all that it names, else the only
/// one that it speaks of.
std::string home_of(const Section& section, std::span<const Event> events) {
  std::vector<std::uint32_t> places;
  for (const Event& event : events) places.insert(places.end(), event.told.places.begin(), event.told.places.end());
  if (std::string home = country_of(section, places); !home.empty()) return home;
  places.clear();
  for (std::uint32_t p = 0; p < section.resolved_places.size(); ++p)
    if (!is_tied(section, p)) places.push_back(p);
  if (std::string home = country_of(section, places); !home.empty()) return home;
  const bool placed = std::ranges::any_of(section.resolved_places, [](const ResolvedPlace& place) {
    return !place.rejected && !place.country_code().empty();
  });
  if (!placed) return section.spoken_of;
  const std::string filed = dateline_country(section);
  return filed == country_of(section, places, kMost) ? filed : std::string();
}

/// The day of all events that have one, when it is one: a report of one day's events.
std::optional<Day> only_day_of(const Section& section, std::span<const Event> events) {
  std::optional<Day> only;
  for (const Event& event : events) {
    const EventDate date = date_of(section, event.told);
    if (!date.known()) continue;
    if (date.precision > DatePrecision::day || date.first() != date.last() || (only && *only != date.first()))
      return std::nullopt;
    only = date.first();
  }
  return only;
}

/// The same days without the time of day, which is that of another event.
EventDate days_of(EventDate date) {
  if (!date.start) date.start = date.end;
  if (!date.end) date.end = date.start;
  date.start->minute.reset();
  date.end->minute.reset();
  date.precision = std::max(date.precision, DatePrecision::day);
  return date;
}

/// Smaller is more specific.
int breadth(const Section& section, std::uint32_t place) {
  const ResolvedPlace& resolved = section.resolved_places[place];
  if (resolved.kind == PlaceKind::country) return 3;
  if (resolved.kind == PlaceKind::admin1) return 2;
  return resolved.kind == PlaceKind::desert || resolved.kind == PlaceKind::region ? 1 : 0;
}

}  // namespace

std::vector<GroundedEvent> EventGrounder::run(const Section& section, std::vector<Event> events,
                                              const std::optional<Moment>& document) const {
  std::vector<GroundedEvent> out;
  out.reserve(events.size());
  const std::optional<ActorMention> house = house_of(section);
  const std::string home = home_of(section, events);
  const std::optional<Day> only_day = only_day_of(section, events);
  for (Event& event : events) {
    const bool unnamed = event.told.source && event.told.source->origin == ActorOrigin::words &&
                         event.told.source->kind == ActorKind::person;
    if ((!event.told.source || unnamed) && house) {
      event.told.source = house;
      event.told.source_words = house->span;
    }
    const GroundedEvent* before = out.empty() ? nullptr : &out.back();
    GroundedEvent grounded;
    grounded.event = std::move(event);
    set_date(section, document, only_day, before, grounded);
    set_places(section, home, before, grounded);
    grounded.features = features_of(section, grounded);
    grounded.confidence = engine_.confidence()(grounded.features);
    out.push_back(std::move(grounded));
  }
  return out;
}

void EventGrounder::set_date(const Section& section, const std::optional<Moment>& document,
                             const std::optional<Day>& only_day, const GroundedEvent* before,
                             GroundedEvent& out) const {
  const EventMention& told = out.event.told;
  out.date = date_of(section, told);
  if (out.date.known()) {
    // "since early 2023" and "so far this year" run to the day of the report, and what happened "this week" or "in
    // May" did so before it was told.
    if (document && told.status != EventStatus::planned) {
      const bool open = out.date.start && !out.date.end;
      const bool runs_on = out.date.end && out.date.end->day > document->day && out.date.first() <= document->day;
      if (open || runs_on) out.date.end = document;
    }
    if (!out.date.start) out.date.start = out.date.end;
    if (!out.date.end) out.date.end = out.date.start;
    return;
  }
  if (told.status == EventStatus::planned) return;
  // What an official said on Friday happened then or shortly before.
  if (const EventDate said = date_of(section, told.statement_dates);
      said.known() && said.precision <= DatePrecision::day) {
    out.date = days_of(said);
    out.date.words = {};
    return;
  }
  // Told beside a dated event: that day; else the day that heads the paragraph; else that of the report.
  if (before != nullptr && before->date.known() && is_beside(section, before->event, told) &&
      before->event.told.status != EventStatus::planned && before->event.told.apart < 0 &&
      before->date.precision <= DatePrecision::day) {
    out.date = days_of(before->date);
  } else if (const auto heading = std::ranges::find(section.headings, told.paragraph, &ParagraphHeading::paragraph);
             heading != section.headings.end()) {
    out.date.start = out.date.end = Moment{heading->day, std::nullopt};
  } else if (document) {
    out.date.start = out.date.end = Moment{document->day, std::nullopt};
  } else if (only_day) {
    out.date.start = out.date.end = Moment{*only_day, std::nullopt};
  }
  out.date.words = {};
}

void EventGrounder::set_places(const Section& section, const std::string& home, const GroundedEvent* before,
                               GroundedEvent& out) const {
  const EventMention& told = out.event.told;
  out.places = distinct_places(section, engine_, told.places);
  // Told in one breath with another event: at the same place.
  if (out.places.empty() && !told.elsewhere && before != nullptr && told.status == before->event.told.status &&
      is_beside(section, before->event, told))
    out.places = before->places;
  std::ranges::stable_sort(out.places, {}, [&](std::uint32_t p) { return breadth(section, p); });
  // A village that no gazetteer knows lies where the places named with it do; it cannot speak against them.
  bool first = true;
  for (const std::uint32_t p : out.places) {
    const ResolvedPlace& place = section.resolved_places[p];
    if (place.country_code().empty()) continue;
    if (first) {
      out.admin1 = place.admin1;
      out.country = place.country_code();
    }
    if (place.admin1 != out.admin1) out.admin1 = -1;
    if (place.country_code() != out.country) out.country.clear();
    first = false;
  }
  // What is told without a known place happened where the document's other events did.
  if (first && !may_be_abroad(section, home, told)) out.country = home;
}

/// Where no place is told at all, the deeds of the country's own forces may be abroad.
bool EventGrounder::may_be_abroad(const Section& section, const std::string& home, const EventMention& told) const {
  if (home.empty() || home != section.spoken_of || is_placed(section)) return false;
  return std::ranges::any_of(told.actors, [&](const ActorMention& actor) {
    return actor.kind == ActorKind::state_forces && engine_.actors().country_of(actor) == home;
  });
}

ConfidenceFeatures EventGrounder::features_of(const Section& section, const GroundedEvent& event) const {
  using enum ConfidenceFeature;
  const EventMention& told = event.event.told;
  const Lexicon& lexicon = engine_.lexicon();
  const std::string_view type = lexicon.text(lexicon.event_types()[told.type].type);
  std::set<std::uint32_t> patterns;
  for (const std::uint32_t m : event.event.mentions)
    patterns.insert(section.events[m].patterns.begin(), section.events[m].patterns.end());
  ConfidenceFeatures features;
  features.set(bias);
  features.set(actor, !told.actors.empty());
  features.set(placed, !event.places.empty());
  features.set(own_place, !event.places.empty() && told.own_place);
  features.set(vague_type, type == "armed_attack" || type == "attack_on_civilians" || type == "explosion" ||
                               type == "military_campaign");
  features.set(attack, type == "armed_attack");
  features.set(alike, event.event.likeness.value_or(0) > kAlike);
  features.set(attested, patterns.size() >= kAttested);
  features.set(headline, told.headline);
  return features;
}

}  // namespace sitrep
