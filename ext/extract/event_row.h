#pragma once

#include <optional>
#include <string>

#include "extract/ground.h"
#include "extract/sql_state.h"

namespace sitrep {

/// An event as extract_events shows it: what is dear is computed when asked for.
struct EventRow {
  const OpenDocument* document = nullptr;
  const GroundedEvent* event = nullptr;
  std::int64_t number = 0;
  std::size_t place = 0;  ///< extract_event_places: which of the event's places

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
  std::optional<double> lon() const;
  std::optional<double> lat() const;
  /// GeoPackage blob of all the places, empty when none has a geometry.
  std::string geometry() const;
  std::string places_json() const;
  std::string source() const;
};

}  // namespace sitrep
