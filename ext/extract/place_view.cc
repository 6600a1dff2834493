#include "extract/place_view.h"

namespace sitrep {

PlaceView::Where PlaceView::holder_of(const Section& section, std::size_t mention) {
  constexpr int kDeepest = 4;
  std::size_t at = mention;
  for (int depth = 0; depth < kDeepest && !section.resolved_places[at].located(); ++depth) {
    const std::int32_t outer = section.resolved_places[at].container;
    if (outer < 0) break;
    at = static_cast<std::size_t>(outer);
    const ResolvedPlace& holder = section.resolved_places[at];
    if (holder.rejected || holder.kind == PlaceKind::country) break;
    if (holder.located()) return {&section.places.mentions[at], &holder};
  }
  return {&section.places.mentions[mention], &section.resolved_places[mention]};
}

std::string_view PlaceView::region() const {
  if (resolved_.admin1 < 0) return {};
  const RegionData& regions = engine_.regions();
  return regions.text(regions.rows()[static_cast<std::size_t>(resolved_.admin1)].name);
}

std::optional<std::uint32_t> PlaceView::region_id() const {
  if (resolved_.admin1 < 0) return std::nullopt;
  return engine_.regions().rows()[static_cast<std::size_t>(resolved_.admin1)].id;
}

const PlaceRow* PlaceView::only_row() const {
  if (mention_.relation != Relation::none || resolved_.atoms.size() != 1 || resolved_.atoms[0].place < 0)
    return nullptr;
  return &engine_.gazetteer().place(static_cast<std::uint32_t>(resolved_.atoms[0].place));
}

PlaceIdentity PlaceView::identity() const {
  const PlaceRow* row = only_row();
  return row == nullptr ? PlaceIdentity() : engine_.gazetteer().identity(*row);
}

void PlaceView::write_part(JsonWriter& json, std::uint32_t atom, PlaceGeometry& with) const {
  const PlaceAtom& words = list_.atoms[atom];
  const std::int32_t place = resolved_.atoms[atom - mention_.atoms_begin].place;
  const RegionData& regions = engine_.regions();
  json.begin_object();
  if (place < 0) {
    json.member("name", words.span.of(text_));
    json.member("text", words.span.of(text_));
    for (const char* unknown : {"kind", "region", "country", "lon", "lat", "gazetteer", "gazetteer_id"}) {
      json.key(unknown);
      json.null();
    }
  } else {
    const PlaceRow& row = engine_.gazetteer().place(static_cast<std::uint32_t>(place));
    const PlaceGeometry::Point point = with.point_of(static_cast<std::uint32_t>(place));
    json.member("name", engine_.gazetteer().name(row));
    json.member("text", words.span.of(text_));
    json.member("kind", sitrep::name_of(row.kind()));
    json.member_or_null("region",
                        row.admin1 == 0 ? std::string_view() : regions.text(regions.rows()[row.admin1 - 1u].name));
    json.member_or_null("country", row.country_code());
    json.member("lon", point.lon);
    json.member("lat", point.lat);
    const PlaceIdentity identity = engine_.gazetteer().identity(row);
    json.member("gazetteer", identity.gazetteer);
    json.member("gazetteer_id", identity.id);
  }
  json.end_object();
}

std::string PlaceView::parts(PlaceGeometry& with) const {
  if (mention_.relation == Relation::none) return {};
  JsonWriter json;
  json.begin_array();
  for (std::uint32_t a = mention_.atoms_begin; a < mention_.atoms_end; ++a) write_part(json, a, with);
  json.end_array();
  return json.text();
}

void PlaceView::write(JsonWriter& json, PlaceGeometry& with) const {
  const std::optional<PlaceGeometry::Point> at = point(with);
  json.begin_object();
  json.member("name", name());
  json.member("text", matched());
  json.member_or_null("region", region());
  json.member_or_null("country", country());
  json.member("lon", at ? std::optional(at->lon) : std::nullopt);
  json.member("lat", at ? std::optional(at->lat) : std::nullopt);
  json.member("kind", kind());
  json.member_or_null("relation", relation());
  json.end_object();
}

}  // namespace sitrep
