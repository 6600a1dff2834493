#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/geodesic.h"
#include "geometry/geometry.h"
#include "region/cluster.h"
#include "text/interrupt.h"

namespace sitrep {

/// Days since 1970-01-01, both ends inclusive.
struct DaySpan {
  std::int64_t first = 0, last = 0;
};

/// The day of an ISO-8601 date or datetime ("2022-12-01", "2022-12-01T10:30"); nothing for anything else, 31 February
/// included.
std::optional<std::int64_t> day_of(std::string_view iso);

/// A figure as its wording bounds it: "at least 5" is 5 and above.
struct FigureBounds {
  std::optional<std::int64_t> value, low, high;
};

/// What an event's row says, as far as it tells incidents apart.
struct EventFacts {
  std::string type, category, status, scope, report;  ///< report: which text it is from; empty: unknown
  std::vector<std::string> actors, targets;           ///< canonical names, sorted; empty: not said
  FigureBounds killed, injured, count;
  std::optional<DaySpan> days;
  std::optional<LonLat> at;
  Geometry area;  ///< polygons, where the place is an area; else EMPTY
};

/// Space-time density clusters (ST-DBSCAN, Birant and Kut 2007): neighbours are within eps_metres of each other and no
/// more than eps_days lie between their days (0: they share a day). Events without day or place are noise.
Clustering cluster_events(std::span<const EventFacts> events, double eps_metres, double eps_days,
                          std::size_t min_points, Interrupt& interrupt);

/// The incident of each event, numbered from 1 in the order of their first event. Two rows tell of one incident when
/// nothing contradicts it: the same type (or category, when figures or targets agree), days that overlap, places within
/// 10 km of each other or one inside the other, actors and targets in common where both are said, figures whose bounds
/// have a value in common, both planned or both not, both running totals or both not, different reports. All members of
/// an incident agree with it as a whole, so that a vague row cannot tie together two that differ. Rows vague in place
/// or time (areas more than 30 km across, spans of more than 3 days) come last and join only when one single incident
/// fits (or one alone has the same number of dead). A row without day or place is an incident of its own. Events are
/// looked up by cell and day: near-linear unless many different incidents share both.
std::vector<std::int64_t> same_incident(std::span<const EventFacts> events, Interrupt& interrupt);

}  // namespace sitrep
