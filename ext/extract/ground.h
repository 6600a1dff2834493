#pragma once

#include <string>
#include <vector>

#include "extract/event_facts.h"
#include "extract/merge.h"

namespace sitrep {

/// An event on the calendar and on the map.
struct GroundedEvent {
  Event event;
  EventDate date;                     ///< `words` empty: from context alone
  std::vector<std::uint32_t> places;  ///< place mentions of the section, the most specific first
  std::int32_t admin1 = -1;           ///< region row when all the places lie in one
  std::string country;                ///< alpha-2 when all lie in one
  ConfidenceFeatures features;        ///< what the confidence goes by
  double confidence = 0;
};

/// Carries date and place through the document. Reused from section to section.
class EventGrounder {
 public:
  explicit EventGrounder(const Engine& engine) : engine_(engine) {}

  /// `document` is the publication date, empty when unknown.
  std::vector<GroundedEvent> run(const Section& section, std::vector<Event> events,
                                 const std::optional<Moment>& document) const;

 private:
  /// `only_day` is the day of all dated events, when it is one.
  void set_date(const Section& section, const std::optional<Moment>& document, const std::optional<Day>& only_day,
                const GroundedEvent* before, GroundedEvent& out) const;
  /// `home` is the country in which what is told without a known place happened.
  void set_places(const Section& section, const std::string& home, const GroundedEvent* before,
                  GroundedEvent& out) const;
  bool may_be_abroad(const Section& section, const std::string& home, const EventMention& told) const;
  ConfidenceFeatures features_of(const Section& section, const GroundedEvent& event) const;

  const Engine& engine_;
};

}  // namespace sitrep
