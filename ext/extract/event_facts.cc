#include "extract/event_facts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "extract/date_interval.h"
#include "extract/date_point.h"
#include "text/fold.h"

namespace sitrep {
namespace {

constexpr double kDegreeKm = 111.195;
/// Two points no farther apart may be one place told in two ways: a village and its town.
constexpr double kNearKm = 20;

const PlaceRow* row_of(const Engine& engine, const ResolvedPlace& place) {
  if (place.atoms.size() != 1 || place.atoms[0].place < 0) return nullptr;
  return &engine.gazetteer().place(static_cast<std::uint32_t>(place.atoms[0].place));
}

double distance_km(const PlaceRow& a, const PlaceRow& b) {
  const double dy = a.lat() - b.lat();
  const double dx = (a.lon() - b.lon()) * std::cos((a.lat() + b.lat()) / 2 * std::acos(-1.0) / 180);
  return std::hypot(dx, dy) * kDegreeKm;
}

bool is_held_by(const Engine& engine, const PlaceRow& held, const PlaceRow& holder) {
  if (holder.kind() == PlaceKind::country) return held.country_code() == holder.country_code();
  if (holder.kind() == PlaceKind::admin1) return held.kind() != PlaceKind::country && held.admin1 == holder.admin1;
  if (const std::uint32_t polygon = engine.gazetteer().polygon(holder); polygon != 0 && &holder != &held)
    return engine.regions().contains(engine.regions().rows()[polygon - 1u], {held.x, held.y});
  const double reach = holder.radius_km();
  return reach > 2 * held.radius_km() && reach >= 10 && distance_km(held, holder) <= reach;
}

/// The container chain of a mention reaches the other.
bool lies_in(const Section& section, std::uint32_t inner, std::uint32_t outer) {
  std::int32_t at = section.resolved_places[inner].container;
  for (int depth = 0; at >= 0 && depth < 4; ++depth) {
    const ResolvedPlace& holder = section.resolved_places[static_cast<std::size_t>(at)];
    if (at == static_cast<std::int32_t>(outer) || holder.name == section.resolved_places[outer].name) return true;
    at = holder.container;
  }
  return false;
}

/// The row of what an unknown place is said to lie in, short of a country.
const PlaceRow* holder_row(const Section& section, const Engine& engine, std::uint32_t place) {
  std::int32_t at = section.resolved_places[place].container;
  for (int depth = 0; at >= 0 && depth < 4; ++depth) {
    const ResolvedPlace& holder = section.resolved_places[static_cast<std::size_t>(at)];
    if (holder.located() && !holder.rejected)
      return holder.kind == PlaceKind::country ? nullptr : row_of(engine, holder);
    at = holder.container;
  }
  return nullptr;
}

/// "Hama-Aleppo-Raqqa triangle" and "Aleppo-Hama-Raqqa triangle".
bool same_parts(const Section& section, std::uint32_t a, std::uint32_t b) {
  const ResolvedPlace& x = section.resolved_places[a];
  const ResolvedPlace& y = section.resolved_places[b];
  const PlaceMention& m = section.places.mentions[a];
  const PlaceMention& n = section.places.mentions[b];
  const bool alike = m.relation == n.relation && m.compass == n.compass && m.distance_km == n.distance_km;
  return alike && x.located() && y.located() &&
         std::ranges::is_permutation(x.atoms, y.atoms, {}, &ResolvedAtom::place, &ResolvedAtom::place);
}

/// A province, or its countryside.
bool is_province(const Section& section, std::uint32_t place, const PlaceRow& row) {
  const Relation relation = section.places.mentions[place].relation;
  return row.kind() == PlaceKind::admin1 || relation == Relation::countryside || relation == Relation::part;
}

bool is_finer(const ResolvedDate& a, const ResolvedDate& b) {
  return static_cast<int>(a.precision) < static_cast<int>(b.precision);
}

/// "Ten days earlier, on 6 May": the day of the month says which day the words before it count to.
bool spells_out(const DateMention& day, const DateMention& counted) {
  constexpr std::uint32_t kComma = 2;  // ", on"
  const DatePoint& at = day.meaning.at;
  return counted.meaning.anchor == DateAnchor::narrative && counted.sentence == day.sentence && at.month != 0 &&
         at.day != 0 && day.first >= counted.last && day.first - counted.last <= kComma;
}

}  // namespace

EventDate date_of(const Section& section, std::span<const std::uint32_t> dates, bool planned) {
  constexpr Day kTimeZones = 1;
  EventDate out;
  const ResolvedDate* best = nullptr;
  std::uint32_t chosen = 0;
  for (const std::uint32_t d : dates) {
    const ResolvedDate& date = section.resolved_dates[d];
    if (!date.known() || date.kind == DateKind::set) continue;
    // A page's stamp among its words is the document's date.
    if (section.dates[d].dateline && section.document && date.start &&
        std::abs(date.start->day - section.document->day) <= kTimeZones)
      continue;
    const bool to_come = section.dates[d].cue == TenseHint::future;  // "a visit scheduled for Monday"
    if (!planned && section.document && date.start &&
        date.start->day > section.document->day + (to_come ? -1 : kTimeZones))
      continue;
    // A time of day takes nothing from the day that was said with it.
    if (best == nullptr || spells_out(section.dates[d], section.dates[chosen]) ||
        (is_finer(date, *best) && static_cast<int>(best->precision) > static_cast<int>(DatePrecision::day))) {
      best = &date;
      chosen = d;
    }
  }
  if (best == nullptr) return out;
  out.start = best->start;
  out.end = best->end;
  out.precision = best->precision;
  out.words = section.dates[chosen].outer;
  out.since = section.dates[chosen].meaning.since;
  if (section.dates[chosen].link == DateLink::range_begin && chosen + 1 < section.resolved_dates.size()) {
    const ResolvedDate& until = section.resolved_dates[chosen + 1];
    if (until.end && (!out.end || until.end->day >= out.end->day)) out.end = until.end;
  }
  return out;
}

namespace {

/// The days so long before or after those of another event, of which nobody knows more than that it was told of when
/// `other` is not known.
EventDate apart_from(const Section& section, EventDate other, const EventMention& told) {
  const DatePoint& length = section.dates[static_cast<std::size_t>(told.apart)].meaning.at;
  if (!other.known() && section.document) other.start = other.end = Moment{section.document->day, std::nullopt};
  EventDate out;
  if (!other.known()) return out;
  const double sign = told.apart_later ? 1 : -1;
  const bool vague = std::isnan(length.amount);
  const auto near = shift_day(other.first(), length.unit, sign * (vague ? kFewestVague : length.amount));
  const auto far = vague ? shift_day(other.first(), length.unit, sign * kMostVague) : near;
  if (!near || !far) return out;
  const auto first = unit_interval(length.unit < DateUnit::month ? DateUnit::day : length.unit, std::min(*near, *far));
  const auto last = unit_interval(length.unit < DateUnit::month ? DateUnit::day : length.unit, std::max(*near, *far));
  if (!first || !last) return out;
  out.start = Moment{first->first, std::nullopt};
  out.end = Moment{last->last, std::nullopt};
  out.precision = vague ? std::max(first->precision, DatePrecision::week) : first->precision;
  out.words = section.dates[static_cast<std::size_t>(told.apart)].outer;
  return out;
}

}  // namespace

EventDate date_of(const Section& section, const EventMention& told) {
  EventDate date = date_of(section, told.dates, told.status == EventStatus::planned);
  if (told.apart >= 0) return apart_from(section, date, told);
  if (!date.since || !date.start) return date;
  const EventDate said = date_of(section, told.statement_dates);
  if (said.known() && said.last() >= date.start->day) date.end = Moment{said.last(), std::nullopt};
  return date;
}

std::vector<std::uint32_t> distinct_places(const Section& section, const Engine& engine,
                                           std::span<const std::uint32_t> places) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t p : places) {
    if (section.resolved_places[p].rejected) continue;
    const bool redundant = std::ranges::any_of(places, [&](std::uint32_t other) {
      if (other == p || section.resolved_places[other].rejected) return false;
      if (section.places.mentions[p].describes && other + 1 == p) return true;
      const PlaceFit fit = place_fit(section, engine, other, p);
      const bool same = fit == PlaceFit::same && std::ranges::find(out, other) != out.end();
      const bool holds = fit == PlaceFit::within && place_fit(section, engine, p, other) != PlaceFit::within;
      return same || holds;
    });
    if (!redundant) out.push_back(p);
  }
  return out;
}

bool says_noun(const Lexicon& lexicon, std::string_view words, std::string_view noun) {
  std::string folded;
  fold_light(noun, folded);
  const std::string wanted = lexicon.singular(folded);
  while (!words.empty()) {
    const std::size_t end = std::min(words.find_first_of(" \n,"), words.size());
    folded.clear();
    fold_light(words.substr(0, end), folded);
    if (!folded.empty() && lexicon.singular(folded) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

bool same_person(std::string_view a, std::string_view b) {
  const auto words_of = [](std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
      const std::size_t end = std::min(name.find(' '), name.size());
      if (end >= 3) words.push_back(name.substr(0, end));
      name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
  };
  std::vector<std::string_view> x = words_of(a), y = words_of(b);
  if (x.size() > y.size()) std::swap(x, y);
  return !x.empty() && std::ranges::all_of(x, [&](std::string_view w) { return std::ranges::find(y, w) != y.end(); });
}

namespace {

/// Of an unknown place and another, by what the unknown one lies in.
PlaceFit fit_of_unknown(const Section& section, const Engine& engine, std::uint32_t a, std::uint32_t b) {
  const PlaceRow* p = row_of(engine, section.resolved_places[a]);
  const PlaceRow* q = row_of(engine, section.resolved_places[b]);
  if (p == nullptr && q == nullptr) return PlaceFit::unknown;
  const PlaceRow* inner = holder_row(section, engine, p == nullptr ? a : b);
  const PlaceRow* outer = p == nullptr ? q : p;
  if (inner == nullptr || (inner != outer && !is_held_by(engine, *inner, *outer))) return PlaceFit::unknown;
  return p == nullptr ? PlaceFit::within : PlaceFit::near;
}

}  // namespace

PlaceFit place_fit(const Section& section, const Engine& engine, std::uint32_t a, std::uint32_t b) {
  const ResolvedPlace& x = section.resolved_places[a];
  const ResolvedPlace& y = section.resolved_places[b];
  if (a == b || x.name == y.name || same_parts(section, a, b)) return PlaceFit::same;
  if (lies_in(section, a, b)) return PlaceFit::within;
  const PlaceRow* p = row_of(engine, x);
  const PlaceRow* q = row_of(engine, y);
  if (p == nullptr || q == nullptr) {
    const bool countries_known = x.country[0] != 0 && y.country[0] != 0;
    if (countries_known && x.country_code() != y.country_code()) return PlaceFit::apart;
    // A village that no gazetteer knows, in its province; two, in one province and another.
    if (p == nullptr && q != nullptr && x.admin1 >= 0 && x.admin1 == y.admin1 && is_province(section, b, *q))
      return PlaceFit::within;
    if (x.admin1 >= 0 && y.admin1 >= 0 && x.admin1 != y.admin1) return PlaceFit::apart;
    return fit_of_unknown(section, engine, a, b);
  }
  const Relation outer = section.places.mentions[b].relation;
  const bool whole_y = outer == Relation::none || (outer == Relation::part && q->kind() == PlaceKind::country);
  if (p == q) return PlaceFit::same;
  if (whole_y && is_held_by(engine, *p, *q)) return PlaceFit::within;
  if (is_held_by(engine, *q, *p)) return PlaceFit::near;
  return distance_km(*p, *q) <= kNearKm + p->radius_km() + q->radius_km() ? PlaceFit::near : PlaceFit::apart;
}

}  // namespace sitrep
