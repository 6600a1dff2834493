#include "extract/place_geometry.h"

#include <array>
#include <type_traits>
#include <utility>
#include <vector>

#include "geometry/codec.h"

namespace sitrep {
namespace {

/// "The desert of Mayadin": the empty land around a town, where the gazetteer has no desert of that name.
constexpr double kNamelessDesertKm = 30;

template <class T>
void append_bytes(const T& value, std::string& out) {
  static_assert(std::is_trivially_copyable_v<T>);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

DrawnPlace::DrawnPlace(ComposedPlace composed) : ComposedPlace(std::move(composed)), blob(to_gpkg(geometry)) {}

PlaceShape PlaceGeometry::shape_of(std::uint32_t place) const {
  const PlaceRow& row = gazetteer_.place(place);
  PlaceShape shape;
  shape.kind = row.kind();
  shape.lon = row.lon();
  shape.lat = row.lat();
  shape.radius_km = row.radius_km();
  shape.polygon = gazetteer_.polygon(place);
  shape.region_id = row.admin1 == 0 ? 0 : regions_.rows()[row.admin1 - 1u].id;
  return shape;
}

std::shared_ptr<const DrawnPlace> PlaceGeometry::draw(Relation relation, std::span<const std::uint32_t> places,
                                                      const CompositionDetail& detail) {
  key_.clear();
  append_bytes(relation, key_);
  append_bytes(detail.compass, key_);
  append_bytes(detail.far, key_);
  append_bytes(detail.towards.has_value(), key_);
  append_bytes(detail.distance_km.value_or(-1), key_);
  for (const std::uint32_t place : places) append_bytes(place, key_);
  if (auto known = cache_.find(key_)) return known;
  std::vector<PlaceShape> shapes;
  for (const std::uint32_t place : places) shapes.push_back(shape_of(place));
  if (detail.towards) shapes.pop_back();
  std::optional<ComposedPlace> composed = compose(regions_, relation, shapes, detail);
  if (!composed) return nullptr;
  auto kept = std::make_shared<const DrawnPlace>(std::move(*composed));
  cache_.insert(key_, kept, memory_size(kept->geometry) + kept->blob.size() + sizeof(DrawnPlace));
  return kept;
}

std::shared_ptr<const DrawnPlace> PlaceGeometry::of(std::uint32_t place) {
  const std::array<std::uint32_t, 1> places = {place};
  return draw(Relation::none, places, {});
}

PlaceGeometry::Point PlaceGeometry::point_of(std::uint32_t place) const {
  const PlaceRow& row = gazetteer_.place(place);
  return {row.lon(), row.lat(), row.radius_km()};
}

std::optional<PlaceGeometry::Point> PlaceGeometry::point_of(const PlaceMention& mention,
                                                            const ResolvedPlace& resolved) {
  if (mention.relation == Relation::none && resolved.atoms.size() == 1 && resolved.located() &&
      resolved.kind != PlaceKind::desert)
    return point_of(static_cast<std::uint32_t>(resolved.atoms[0].place));
  const auto drawn = of(mention, resolved);
  if (!drawn) return std::nullopt;
  return Point{drawn->lon, drawn->lat, drawn->radius_km};
}

std::shared_ptr<const DrawnPlace> PlaceGeometry::of(const PlaceMention& mention, const ResolvedPlace& resolved) {
  if (!resolved.located()) return nullptr;
  std::vector<std::uint32_t> places;
  for (const ResolvedAtom& atom : resolved.atoms) places.push_back(static_cast<std::uint32_t>(atom.place));
  CompositionDetail detail;
  detail.compass = mention.compass;
  detail.far = mention.far;
  detail.distance_km = mention.distance_km;
  Relation relation = mention.relation;
  if (relation == Relation::direction && places.size() == 2) detail.towards = shape_of(places[1]);
  const PlaceRow& first = gazetteer_.place(places[0]);
  if (relation == Relation::none && mention.has_kind && mention.kind == PlaceKind::desert &&
      first.kind() != PlaceKind::desert) {
    relation = first.kind() == PlaceKind::admin1 ? Relation::countryside : Relation::around;
    if (relation == Relation::around) detail.distance_km = kNamelessDesertKm;
  }
  return draw(relation, places, detail);
}

}  // namespace sitrep
