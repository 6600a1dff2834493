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
  return event->places.empty() ? std::string() : section().resolved_places[event->places[place]].name;
}

Span EventRow::place_words() const {
  return event->places.empty() ? Span{} : section().places.mentions[event->places[place]].span;
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

std::string EventRow::source() const {
  return told().source ? engine().actors().name(*told().source, document->text) : std::string();
}

}  // namespace sitrep
namespace sitrep {  // interim
std::optional<double> EventRow::lon() const {
  if (event->places.empty()) return {};
  const auto& p = section().resolved_places[event->places[place]];
  if (p.atoms.empty() || p.atoms[0].place < 0) return {};
  return engine().gazetteer().place(p.atoms[0].place).lon();
}
std::optional<double> EventRow::lat() const {
  if (event->places.empty()) return {};
  const auto& p = section().resolved_places[event->places[place]];
  if (p.atoms.empty() || p.atoms[0].place < 0) return {};
  return engine().gazetteer().place(p.atoms[0].place).lat();
}
std::string EventRow::geometry() const { return {}; }
std::string EventRow::places_json() const {
  JsonWriter json;
  json.begin_array();
  for (auto p : event->places) {
    const auto& r = section().resolved_places[p];
    json.begin_object();
    json.member("name", r.name);
    json.member("text", section().places.mentions[p].span.of(document->text));
    json.key("region");
    if (r.admin1 >= 0)
      json.value(engine().regions().text(engine().regions().rows()[r.admin1].name));
    else
      json.null();
    json.member_or_null("country", r.country_code());
    if (!r.atoms.empty() && r.atoms[0].place >= 0) {
      const auto& row = engine().gazetteer().place(r.atoms[0].place);
      json.member("lon", row.lon());
      json.member("lat", row.lat());
    }
    json.member("kind", name_of(r.kind));
    json.member_or_null("relation", name_of(section().places.mentions[p].relation));
    json.end_object();
  }
  json.end_array();
  return json.text();
}
}  // namespace sitrep
