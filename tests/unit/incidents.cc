#include "region/incidents.h"

#include <doctest/doctest.h>

#include <chrono>
#include <random>

#include "geometry/codec.h"

namespace sitrep {
namespace {

EventFacts event(const char* type, std::int64_t day, double lon, double lat) {
  EventFacts facts;
  facts.type = type;
  facts.category = "violence";
  facts.days = DaySpan{day, day};
  facts.at = LonLat{lon, lat};
  facts.area.type = GeometryType::polygon;
  return facts;
}

TEST_CASE("incidents: days") {
  CHECK(day_of("1970-01-01") == 0);
  CHECK(day_of("2000-02-29T12:30") == 11016);
  CHECK(day_of("1969-12-31") == -1);
  for (const char* wrong : {"", "2023-02-30", "2023-13-01", "2023-1-01", "20230101", "2023-01-01x", "-023-01-01"})
    CHECK_FALSE_MESSAGE(day_of(wrong), wrong);
}

TEST_CASE("incidents: a row without a toll does not tie together two that differ") {
  std::vector<EventFacts> events = {event("attack", 1, 36, 34), event("attack", 1, 36, 34), event("attack", 1, 36, 34)};
  events[0].killed = {5, 5, 5};
  events[2].killed = {9, 9, 9};
  NeverInterrupt never;
  CHECK(same_incident(events, never) == std::vector<std::int64_t>{1, 1, 2});
}

TEST_CASE("incidents: a row takes the incident that it fits best") {
  std::vector<EventFacts> events = {event("attack", 1, 36, 34), event("attack", 1, 36.01, 34),
                                    event("attack", 1, 36, 34)};
  events[0].killed = {5, 5, 5};
  events[1].killed = {9, 9, 9};
  events[2].killed = {9, 9, std::nullopt};
  NeverInterrupt never;
  CHECK(same_incident(events, never) == std::vector<std::int64_t>{1, 2, 2});
}

TEST_CASE("incidents: many reports of many incidents, in time near to linear") {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lon(-170, 170), lat(-60, 60);
  std::vector<EventFacts> events;
  for (int i = 0; i < 5000; ++i) {
    const EventFacts incident = event("attack", i % 365, lon(random), lat(random));
    for (int told = 0; told < 4; ++told) events.push_back(incident);
  }
  NeverInterrupt never;
  const auto numbers = same_incident(events, never);
  for (std::size_t i = 0; i < numbers.size(); i += 4) CHECK(numbers[i] == numbers[i + 3]);
  CHECK(numbers.back() > 4950);
}

TEST_CASE("events cluster in space and time as by all pairs") {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> lon(36, 38), lat(34, 36);
  std::uniform_int_distribution<int> day(0, 60), length(0, 5);
  std::vector<EventFacts> events;
  for (int i = 0; i < 600; ++i) {
    events.push_back(event("attack", day(random), lon(random), lat(random)));
    events.back().days->last += length(random);
  }
  NeverInterrupt never;
  const Clustering grid = cluster_events(events, 15'000, 2, 4, never);
  const Clustering pairs = dbscan(
      events.size(), 4,
      [&](std::uint32_t i, std::vector<std::uint32_t>& out) {
        for (std::uint32_t j = 0; j < events.size(); ++j) {
          const auto gap =
              std::max(events[i].days->first - events[j].days->last, events[j].days->first - events[i].days->last);
          if (gap <= 2 && spheroid_distance(*events[i].at, *events[j].at) <= 15'000) out.push_back(j);
        }
      },
      never);
  CHECK(grid.cluster == pairs.cluster);
  CHECK(grid.core == pairs.core);
}

}  // namespace
}  // namespace sitrep
