#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/place_geometry.h"
#include "extract/section.h"
#include "text/json.h"

namespace sitrep {

/// What a row says of one place mention (CONTRACT, extract_places); what the text does not say is empty. A view: the
/// section and the engine outlive it.
class PlaceView {
 public:
  PlaceView(const Engine& engine, std::string_view text, const Section& section, std::size_t mention)
      : engine_(engine),
        text_(text),
        list_(section.places),
        mention_(section.places.mentions[mention]),
        resolved_(section.resolved_places[mention]),
        where_(holder_of(section, mention)) {}

  const PlaceMention& mention() const { return mention_; }
  const ResolvedPlace& resolved() const { return resolved_; }
  std::string_view name() const { return resolved_.name; }
  std::string_view matched() const { return mention_.span.of(text_); }
  std::string_view kind() const { return sitrep::name_of(resolved_.kind); }
  std::string_view relation() const { return sitrep::name_of(mention_.relation); }
  /// Name and id of the admin-1 region in which it lies as a whole, as in regions('admin1').
  std::string_view region() const;
  std::optional<std::uint32_t> region_id() const;
  std::string_view country() const { return resolved_.country_code(); }
  /// Of a place that is one row of the gazetteer; empty for others.
  PlaceIdentity identity() const;
  /// Of a place that nobody knows: that of what it is said to lie in, short of a country. Null when the text does not
  /// say.
  std::shared_ptr<const DrawnPlace> geometry(PlaceGeometry& with) const {
    return with.of(*where_.mention, *where_.resolved);
  }
  std::optional<PlaceGeometry::Point> point(PlaceGeometry& with) const {
    return with.point_of(*where_.mention, *where_.resolved);
  }
  /// JSON array of the places it is composed of; empty for a simple one.
  std::string parts(PlaceGeometry& with) const;
  /// The place as an object of extract_events.places.
  void write(JsonWriter& json, PlaceGeometry& with) const;

 private:
  struct Where {
    const PlaceMention* mention;
    const ResolvedPlace* resolved;
  };
  static Where holder_of(const Section& section, std::size_t mention);
  const PlaceRow* only_row() const;
  void write_part(JsonWriter& json, std::uint32_t atom, PlaceGeometry& with) const;

  const Engine& engine_;
  std::string_view text_;
  const PlaceList& list_;
  const PlaceMention& mention_;
  const ResolvedPlace& resolved_;
  const Where where_;  ///< the place itself, or what it lies in
};

}  // namespace sitrep
