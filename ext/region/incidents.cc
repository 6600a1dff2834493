#include "region/incidents.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "region/area_locator.h"
#include "region/metric.h"
#include "region/packed_rtree.h"
#include "region/point_grid.h"

namespace sitrep {
namespace {

constexpr double kSamePlaceMetres = 10'000, kVagueMetres = 30'000;
constexpr std::int64_t kVagueDays = 3;

bool in_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return std::ranges::binary_search(b, name); });
}
/// Not said by one of them, or something in common.
bool compatible(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || b.empty() || in_common(a, b);
}

/// What the bounds of both leave; nothing when they contradict each other.
std::optional<FigureBounds> meet(const FigureBounds& a, const FigureBounds& b) {
  FigureBounds out;
  out.value = a.value ? a.value : b.value;
  out.low = a.low && b.low ? std::max(a.low, b.low) : a.low ? a.low : b.low;
  out.high = a.high && b.high ? std::min(a.high, b.high) : a.high ? a.high : b.high;
  if (out.low && out.high && *out.low > *out.high) return std::nullopt;
  return out;
}
bool same_figure(const FigureBounds& a, const FigureBounds& b) { return a.value && a.value == b.value && *a.value > 0; }

/// What has not happened is no report of what has.
int phase(const EventFacts& event) { return event.status == "planned" ? 1 : event.status == "averted" ? 2 : 0; }

/// Half the diagonal of the area's box.
double extent_metres(const Geometry& area) {
  const Box box = envelope(area);
  return box.empty() ? 0 : sphere_distance({box.min_x, box.min_y}, {box.max_x, box.max_y}) / 2;
}

/// An incident: what all its rows agree on.
struct Incident {
  std::uint32_t first = 0;  ///< its first row, which stands for its type and place
  FigureBounds killed, injured, count;
  DaySpan days;
  std::vector<std::string> actors, targets;
  std::vector<std::string> reports;
};

class IncidentFinder {
 public:
  IncidentFinder(std::span<const EventFacts> events, Interrupt& interrupt)
      : events_(events), interrupt_(interrupt), incident_of_(events.size(), 0) {}

  std::vector<std::int64_t> run() {
    std::vector<std::uint32_t> vague;
    for (std::uint32_t i = 0; i < events_.size(); ++i) {
      interrupt_.poll();
      const EventFacts& event = events_[i];
      if (!event.at || !event.days) {
        start(i);
      } else if (event.days->last - event.days->first >= kVagueDays || extent_metres(event.area) > kVagueMetres) {
        vague.push_back(i);
      } else {
        place(i);
      }
    }
    const std::size_t specific = incidents_.size();
    std::vector<Box> boxes;
    for (const Incident& incident : incidents_) {
      const EventFacts& first = events_[incident.first];
      boxes.push_back(first.at && first.days ? Box{first.at->lon, first.at->lat, first.at->lon, first.at->lat} : Box());
    }
    const PackedRTree tree(boxes);
    for (const std::uint32_t i : vague) attach(i, tree, specific);
    return numbered();
  }

 private:
  static std::uint64_t key(std::int64_t row, std::int64_t column, std::int64_t day) {
    std::uint64_t hash = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ static_cast<std::uint64_t>(column)) * 0xBF58476D1CE4E5B9u;
    return (hash ^ static_cast<std::uint64_t>(day)) * 0x94D049BB133111EBu;
  }
  static constexpr double kCell = 0.1;  // degrees, about the reach
  static std::int64_t cell(double degrees) { return static_cast<std::int64_t>(std::floor(degrees / kCell)); }

  void start(std::uint32_t i) {
    const EventFacts& event = events_[i];
    Incident incident;
    incident.first = i;
    incident.killed = event.killed;
    incident.injured = event.injured;
    incident.count = event.count;
    incident.actors = event.actors;
    incident.targets = event.targets;
    if (event.days) incident.days = *event.days;
    if (!event.report.empty()) incident.reports.push_back(event.report);
    incident_of_[i] = static_cast<std::uint32_t>(incidents_.size());
    incidents_.push_back(std::move(incident));
  }

  void join(std::uint32_t i, std::uint32_t number) {
    const EventFacts& event = events_[i];
    Incident& incident = incidents_[number];
    incident.killed = meet(incident.killed, event.killed).value_or(incident.killed);
    incident.injured = meet(incident.injured, event.injured).value_or(incident.injured);
    incident.count = meet(incident.count, event.count).value_or(incident.count);
    incident.days.first = std::max(incident.days.first, event.days->first);
    incident.days.last = std::min(incident.days.last, event.days->last);
    narrow(incident.actors, event.actors);
    narrow(incident.targets, event.targets);
    if (!event.report.empty()) incident.reports.push_back(event.report);
    incident_of_[i] = number;
  }
  /// Keeps what both name.
  static void narrow(std::vector<std::string>& names, const std::vector<std::string>& others) {
    if (others.empty()) return;
    if (names.empty()) {
      names = others;
      return;
    }
    std::erase_if(names, [&](const std::string& name) { return !std::ranges::binary_search(others, name); });
  }

  /// How well the row fits the incident, wherever it is; 0: it does not.
  int fit(const EventFacts& event, const Incident& incident) const {
    const EventFacts& first = events_[incident.first];
    if (phase(event) != phase(first) || (event.scope == "cumulative") != (first.scope == "cumulative")) return 0;
    if (event.days->first > incident.days.last || event.days->last < incident.days.first) return 0;
    if (!compatible(event.actors, incident.actors) || !compatible(event.targets, incident.targets)) return 0;
    if (!meet(event.killed, incident.killed) || !meet(event.injured, incident.injured) ||
        !meet(event.count, incident.count))
      return 0;
    if (!event.report.empty() && std::ranges::find(incident.reports, event.report) != incident.reports.end()) return 0;
    const bool figures = same_figure(event.killed, incident.killed) || same_figure(event.injured, incident.injured);
    const bool targets = in_common(event.targets, incident.targets);
    if (event.type != first.type) {
      if (event.category.empty() || event.category != first.category || !(figures || targets)) return 0;
    }
    return 1 + (event.type == first.type ? 8 : 0) + (figures ? 6 : 0) + (targets ? 4 : 0) +
           (in_common(event.actors, incident.actors) ? 4 : 0);
  }

  bool same_place(const EventFacts& a, const EventFacts& b) const {
    return metric_.within(a.at->lon, a.at->lat, b.at->lon, b.at->lat, kSamePlaceMetres);
  }

  /// A row that is sure of its place and day: joins the incident near by that it fits best, or starts one.
  void place(std::uint32_t i) {
    const EventFacts& event = events_[i];
    const Box point{event.at->lon, event.at->lat, event.at->lon, event.at->lat};
    int best = 0;
    std::uint32_t number = 0;
    for (const Box& window : metric_.around(point, kSamePlaceMetres)) {
      const std::int64_t left = cell(std::max(window.min_x, -180.0)), right = cell(std::min(window.max_x, 180.0));
      for (std::int64_t row = cell(window.min_y); row <= cell(window.max_y); ++row)
        for (std::int64_t column = left; column <= right; ++column)
          for (std::int64_t day = event.days->first; day <= event.days->last; ++day)
            look(event, key(row, column, day), best, number);
    }
    if (best > 0)
      join(i, number);
    else
      start(i);
    if (best > 0) return;
    for (std::int64_t day = event.days->first; day <= event.days->last; ++day)
      cells_[key(cell(event.at->lat), cell(event.at->lon), day)].push_back(incident_of_[i]);
  }
  void look(const EventFacts& event, std::uint64_t at, int& best, std::uint32_t& number) {
    const auto found = cells_.find(at);
    if (found == cells_.end()) return;
    interrupt_.poll();
    for (const std::uint32_t candidate : found->second) {
      const int score = fit(event, incidents_[candidate]);
      if (score < best || score == 0 || (score == best && candidate >= number)) continue;
      if (!same_place(event, events_[incidents_[candidate].first])) continue;
      best = score;
      number = candidate;
    }
  }

  /// A vague row: the one incident within it that it can mean.
  void attach(std::uint32_t i, const PackedRTree& tree, std::size_t specific) {
    const EventFacts& event = events_[i];
    interrupt_.poll();
    std::vector<std::uint32_t> fitting;
    const AreaLocator area(event.area);
    const Box point{event.at->lon, event.at->lat, event.at->lon, event.at->lat};
    const auto consider = [&](std::uint32_t number, bool near) {
      const EventFacts& first = events_[incidents_[number].first];
      const bool inside = area.locate(first.at->lon, first.at->lat) != Location::outside;
      if ((inside || (near && same_place(event, first))) && fit(event, incidents_[number]) > 0)
        fitting.push_back(number);
    };
    if (!area.box().empty()) tree.query(area.box(), [&](std::uint32_t number) { consider(number, false); });
    if (area.box().empty()) {
      for (const Box& window : metric_.around(point, kSamePlaceMetres))
        tree.query(window, [&](std::uint32_t number) { consider(number, true); });
    }
    std::ranges::sort(fitting);
    fitting.erase(std::unique(fitting.begin(), fitting.end()), fitting.end());
    if (fitting.size() > 1) {
      std::erase_if(fitting, [&](std::uint32_t n) { return !same_figure(event.killed, incidents_[n].killed); });
    }
    if (fitting.size() == 1) return join(i, fitting[0]);
    if (fitting.empty() && join_alike(i, specific)) return;
    start(i);
    alike_[alike_key(event)].push_back(incident_of_[i]);
  }

  /// Vague rows of the same place and days tell of one thing when they fit each other.
  bool join_alike(std::uint32_t i, std::size_t specific) {
    const auto found = alike_.find(alike_key(events_[i]));
    if (found == alike_.end()) return false;
    for (const std::uint32_t number : found->second) {
      if (number < specific || fit(events_[i], incidents_[number]) == 0) continue;
      join(i, number);
      return true;
    }
    return false;
  }
  static std::uint64_t alike_key(const EventFacts& event) {
    return key(cell(event.at->lat * 100), cell(event.at->lon * 100),
               event.days->first * 4000 + event.days->last % 4000);
  }

  std::vector<std::int64_t> numbered() const {
    std::vector<std::int64_t> number(incidents_.size(), 0), out;
    std::int64_t next = 0;
    for (const std::uint32_t incident : incident_of_) {
      if (number[incident] == 0) number[incident] = ++next;
      out.push_back(number[incident]);
    }
    return out;
  }

  std::span<const EventFacts> events_;
  Interrupt& interrupt_;
  Metric metric_;
  std::vector<Incident> incidents_;
  std::vector<std::uint32_t> incident_of_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_, alike_;
};

}  // namespace

std::optional<std::int64_t> day_of(std::string_view iso) {
  int year = 0, month = 0, day = 0;
  const auto number = [&](std::size_t at, std::size_t length, int& out) {
    const char* first = iso.data() + at;
    const auto [end, error] = std::from_chars(first, first + length, out);
    return error == std::errc() && end == first + length && *first != '-';
  };
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

Clustering cluster_events(std::span<const EventFacts> events, double eps_metres, double eps_days,
                          std::size_t min_points, Interrupt& interrupt) {
  std::vector<double> xs, ys;
  std::vector<std::uint32_t> item;  // of each placed event
  std::int64_t longest = 0;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    if (!events[i].at || !events[i].days) continue;
    xs.push_back(events[i].at->lon);
    ys.push_back(events[i].at->lat);
    item.push_back(i);
    longest = std::max(longest, events[i].days->last - events[i].days->first);
  }
  const Metric metric;
  const PointGrid grid(metric, xs, ys, eps_metres);
  // Of each cell the points in order of their first day.
  std::vector<std::vector<std::uint32_t>> by_day;
  std::vector<std::uint32_t> cell_of(xs.size());
  const auto first_day = [&](std::uint32_t p) { return static_cast<double>(events[item[p]].days->first); };
  for (std::uint32_t c = 0; c < grid.cells().size(); ++c) {
    const auto points = grid.points(grid.cells()[c]);
    std::vector<std::uint32_t>& list = by_day.emplace_back(points.begin(), points.end());
    std::ranges::stable_sort(list, {}, first_day);
    for (const std::uint32_t p : points) cell_of[p] = c;
  }
  const auto neighbours = [&](std::uint32_t p, std::vector<std::uint32_t>& out) {
    const DaySpan days = *events[item[p]].days;
    const PointGrid::Cell& own = grid.cells()[cell_of[p]];
    grid.neighbours(own, [&](const PointGrid::Cell& other) {
      const std::vector<std::uint32_t>& list = by_day[static_cast<std::size_t>(&other - grid.cells().data())];
      const double from = static_cast<double>(days.first - longest) - eps_days;
      for (auto q = std::ranges::lower_bound(list, from, {}, first_day); q != list.end(); ++q) {
        if (first_day(*q) > static_cast<double>(days.last) + eps_days) break;
        if (static_cast<double>(days.first - events[item[*q]].days->last) > eps_days) continue;
        if (metric.within(xs[p], ys[p], xs[*q], ys[*q], eps_metres)) out.push_back(*q);
      }
      return true;
    });
  };
  const Clustering placed = dbscan(xs.size(), min_points, neighbours, interrupt);
  Clustering out;
  out.cluster.assign(events.size(), Clustering::kNoise);
  out.core.assign(events.size(), 0);
  for (std::size_t p = 0; p < item.size(); ++p) {
    out.cluster[item[p]] = placed.cluster[p];
    out.core[item[p]] = placed.core[p];
  }
  return out;
}

std::vector<std::int64_t> same_incident(std::span<const EventFacts> events, Interrupt& interrupt) {
  return IncidentFinder(events, interrupt).run();
}

}  // namespace sitrep
