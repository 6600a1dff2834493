#include "extract/event_row.h"

#include <algorithm>

#include "geometry/codec.h"
#include "text/json.h"

namespace sitrep {

std::string_view EventRow::type() const {
  return engine().lexicon().text(engine().lexicon().event_types()[told().type].type);
}

std::string_view EventRow::category() const {
  return engine().lexicon().text(engine().lexicon().event_types()[told().type].category);
}

std::string EventRow::names(const std::vector<ActorMention>& actors) const {
  std::vector<std::string> seen;
  std::string out;
  for (const ActorMention& actor : actors) {
    std::string name = engine().actors().name(actor, document->text);
    if (std::ranges::find(seen, name) != seen.end()) continue;
    if (!out.empty()) out += "; ";
    out += name;
    seen.push_back(std::move(name));
  }
  return out;
}

std::string_view EventRow::casualties() const {
  const auto some = [](const Count& count) { return count.known() && (!count.max || *count.max > 0); };
  if (some(told().killed) || some(told().injured)) return "reported";
  switch (told().casualties) {
    case Casualties::none:
      return "none";
    case Casualties::reported:
      return "reported";
    case Casualties::unsaid:
      break;
  }
  return {};
}

std::string EventRow::bound(const std::optional<Moment>& moment) const {
  return moment ? iso_bound(*moment, event->date.precision) : std::string();
}

std::string EventRow::place_name() const {
  return event->places.empty() ? std::string() : section().resolved_places[event->places.front()].name;
}

Span EventRow::place_words() const {
  return event->places.empty() ? Span{} : section().places.mentions[event->places.front()].span;
}

std::string_view EventRow::region() const {
  if (event->admin1 < 0) return {};
  const RegionData& regions = engine().regions();
  return regions.text(regions.rows()[static_cast<std::size_t>(event->admin1)].name);
}

std::optional<std::int64_t> EventRow::region_id() const {
  if (event->admin1 < 0) return std::nullopt;
  return engine().regions().rows()[static_cast<std::size_t>(event->admin1)].id;
}

std::optional<PlaceGeometry::Point> EventRow::point(PlaceGeometry& with) const {
  for (const std::uint32_t p : event->places) {
    if (const auto point = place(p).point(with)) return point;
  }
  return std::nullopt;
}

std::string EventRow::geometry(PlaceGeometry& with) const {
  std::vector<std::shared_ptr<const DrawnPlace>> drawn;
  for (const std::uint32_t p : event->places) {
    if (auto one = place(p).geometry(with)) drawn.push_back(std::move(one));
  }
  if (drawn.empty()) return {};
  if (drawn.size() == 1) return drawn.front()->blob;
  std::vector<Geometry> parts;
  parts.reserve(drawn.size());
  for (const auto& one : drawn) parts.push_back(one->geometry);
  return to_gpkg(collect(std::move(parts)));
}

std::string EventRow::places_json(PlaceGeometry& with) const {
  JsonWriter json;
  json.begin_array();
  for (const std::uint32_t p : event->places) place(p).write(json, with);
  json.end_array();
  return json.text();
}

std::string EventRow::source() const {
  return told().source ? engine().actors().name(*told().source, document->text) : std::string();
}

}  // namespace sitrep
