#pragma once

#include <optional>
#include <string>

#include "extract/ground.h"
#include "extract/place_view.h"
#include "extract/sql_state.h"

namespace sitrep {

/// An event as extract_events shows it: what is dear is computed when asked for.
struct EventRow {
  const OpenDocument* document = nullptr;
  const GroundedEvent* event = nullptr;
  std::int64_t number = 0;

  const EventMention& told() const { return event->event.told; }
  const Section& section() const { return document->section; }
  const Engine& engine() const { return document->engine; }

  std::string_view type() const;
  std::string_view category() const;
  /// Canonical names joined by "; ".
  std::string names(const std::vector<ActorMention>& actors) const;
  std::string_view casualties() const;
  std::string bound(const std::optional<Moment>& moment) const;
  std::string place_name() const;
  Span place_words() const;
  std::string_view region() const;
  std::optional<std::int64_t> region_id() const;
  PlaceView place(std::uint32_t mention) const { return {document->engine, document->text, section(), mention}; }
  /// The most specific place that is known; null for none. Its point stands for the event.
  std::optional<PlaceGeometry::Point> point(PlaceGeometry& with) const;
  /// GeoPackage blob of all the places, empty when none has a geometry.
  std::string geometry(PlaceGeometry& with) const;
  std::string places_json(PlaceGeometry& with) const;
  std::string source() const;
};

}  // namespace sitrep
