// cluster_events and same_incident, over tables with the columns of extract_events.

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/codec.h"
#include "region/functions.h"
#include "region/incidents.h"
#include "region/sql_source.h"

namespace sitrep {
namespace {

struct EventItems {
  RowIds ids;
  std::vector<EventFacts> events;
};

std::vector<std::string> names_of(std::string_view joined) {
  std::vector<std::string> names;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find("; "), joined.size());
    if (end > 0) names.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 2, joined.size()));
  }
  std::ranges::sort(names);
  return names;
}

/// Reads the columns that there are.
class EventReader {
 public:
  EventReader(Call& call, std::string_view table, std::span<const std::string_view> required)
      : call_(call), table_(table), source_(call.connection().db(), table) {
    sqlite3* db = call.connection().db();
    std::string columns = source_.id();
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (source_.has_column(db, kNames[i])) {
        at_[i] = ++count_;
        columns += ", t." + quoted_name(kNames[i]);
      } else if (std::ranges::find(required, kNames[i]) != required.end()) {
        throw UserError(std::string(table) + " has no column " + std::string(kNames[i]) +
                        "; the columns of extract_events are needed");
      }
    }
    sql_ = "SELECT " + columns + " FROM " + source_.from();
  }

  EventItems run() {
    EventItems out;
    Statement rows(call_.connection().db(), sql_);
    while (rows.step()) {
      call_.interrupt().poll();
      out.ids.add(rows[0]);
      try {
        out.events.push_back(read(rows));
      } catch (const UserError& error) {
        throw UserError("row " + out.ids.describe(out.ids.size() - 1) + " of " + std::string(table_) + ": " +
                        error.what());
      }
    }
    return out;
  }

 private:
  enum Name : std::size_t {
    type,
    category,
    status,
    scope,
    actor,
    target,
    casualties,
    start_date,
    end_date,
    lon,
    lat,
    geom,
    killed,
    killed_min,
    killed_max,
    injured,
    injured_min,
    injured_max,
    count,
    count_min,
    count_max,
    report,
    report_id
  };
  static constexpr std::array<std::string_view, 23> kNames = {
      "type",        "category",    "status", "scope",     "actor",     "target",     "casualties", "start_date",
      "end_date",    "lon",         "lat",    "geom",      "killed",    "killed_min", "killed_max", "injured",
      "injured_min", "injured_max", "count",  "count_min", "count_max", "report",     "report_id"};

  Value value(const Statement& rows, Name name) const { return at_[name] == 0 ? Value(nullptr) : rows[at_[name]]; }
  std::string text(const Statement& rows, Name name) const {
    const Value v = value(rows, name);
    return v.is_null() ? std::string() : std::string(v.text());
  }
  std::optional<std::int64_t> whole(const Statement& rows, Name name) const {
    const Value v = value(rows, name);
    if (v.is_null()) return std::nullopt;
    const auto number = v.integer();
    if (!number) throw UserError(std::string(kNames[name]) + " must be a whole number, not " + v.describe());
    return number;
  }
  FigureBounds figure(const Statement& rows, Name name) const {
    return {whole(rows, name), whole(rows, static_cast<Name>(name + 1)), whole(rows, static_cast<Name>(name + 2))};
  }
  std::optional<std::int64_t> day(const Statement& rows, Name name) const {
    const Value v = value(rows, name);
    if (v.is_null()) return std::nullopt;
    const auto day = day_of(v.text());
    if (!day) throw UserError(std::string(kNames[name]) + " must be an ISO-8601 date, not " + v.describe());
    return day;
  }

  EventFacts read(const Statement& rows) const {
    EventFacts event;
    event.type = text(rows, type);
    event.category = text(rows, category);
    event.status = text(rows, status);
    event.scope = text(rows, scope);
    event.report = text(rows, at_[report_id] != 0 ? report_id : report);
    event.actors = names_of(text(rows, actor));
    event.targets = names_of(text(rows, target));
    event.killed = figure(rows, killed);
    event.injured = figure(rows, injured);
    event.count = figure(rows, count);
    if (text(rows, casualties) == "none") {
      if (!event.killed.high) event.killed = {0, 0, 0};
      if (!event.injured.high) event.injured = {0, 0, 0};
    }
    const auto first = day(rows, start_date), last = day(rows, end_date);
    if (first || last)
      event.days = DaySpan{first.value_or(*(last ? last : first)), last.value_or(*(first ? first : last))};
    if (event.days && event.days->last < event.days->first) std::swap(event.days->first, event.days->last);
    read_place(rows, event);
    return event;
  }

  void read_place(const Statement& rows, EventFacts& event) const {
    const Value x = value(rows, lon), y = value(rows, lat);
    event.area.type = GeometryType::polygon;
    if (x.is_null() || y.is_null()) return;
    const auto at_x = x.number(), at_y = y.number();
    if (!at_x || !at_y || !(std::abs(*at_y) <= 90))
      throw UserError("lon and lat must be degrees, not " + x.describe() + " and " + y.describe());
    event.at = LonLat{std::abs(*at_x) <= 180 ? *at_x : std::remainder(*at_x, 360), *at_y};
    const Value shape = value(rows, geom);
    if (shape.is_null()) return;
    detail::PointOrGeometry geometry = detail::read_geometry_value(shape);
    if (!geometry.is_point && dimension(geometry.geometry) == 2) event.area = std::move(geometry.geometry);
  }

  Call& call_;
  std::string_view table_;
  SourceTable source_;
  std::string sql_;
  std::array<int, kNames.size()> at_{};
  int count_ = 0;
};

struct NumberRow {
  const RowIds* ids = nullptr;
  std::size_t i = 0;
  std::optional<std::int64_t> number;
};

class NumberCursor {
 public:
  bool next(Call&) {
    if (at_ >= numbers_.size()) return false;
    row_ = {&ids_, at_, numbers_[at_]};
    ++at_;
    return true;
  }
  const NumberRow& row() const { return row_; }

 protected:
  RowIds ids_;
  std::vector<std::optional<std::int64_t>> numbers_;
  NumberRow row_;
  std::size_t at_ = 0;
};

class ClusterEventsCursor : public NumberCursor {
 public:
  void open(Call& call, Args args) {
    static constexpr std::array<std::string_view, 4> kRequired = {"start_date", "end_date", "lon", "lat"};
    const double km = bound(args, 1), days = bound(args, 2);
    const std::int64_t least = args.has(3) ? args.integer(3) : 2;
    if (least < 1) args.reject(3, "a number of 1 or more");
    EventItems items = EventReader(call, args[0].text(), kRequired).run();
    const Clustering clustering = cluster_events(items.events, std::max(km * 1000, 1e-6), days,
                                                 static_cast<std::size_t>(least), call.interrupt());
    ids_ = std::move(items.ids);
    numbers_.clear();
    for (const std::int32_t cluster : clustering.cluster)
      numbers_.push_back(cluster == Clustering::kNoise ? std::nullopt : std::optional<std::int64_t>(cluster));
    at_ = 0;
  }

 private:
  static double bound(Args args, std::size_t i) {
    const double value = args.number(i);
    if (!std::isfinite(value) || value < 0) args.reject(i, "a number of 0 or more");
    return value;
  }
};

class SameIncidentCursor : public NumberCursor {
 public:
  void open(Call& call, Args args) {
    static constexpr std::array<std::string_view, 5> kRequired = {"type", "start_date", "end_date", "lon", "lat"};
    EventItems items = EventReader(call, args[0].text(), kRequired).run();
    const std::vector<std::int64_t> incidents = same_incident(items.events, call.interrupt());
    ids_ = std::move(items.ids);
    numbers_.assign(incidents.begin(), incidents.end());
    at_ = 0;
  }
};

void put_id(const NumberRow& row, Context& out) { row.ids->set(row.i, out); }
void put_number(const NumberRow& row, Context& out) { out.set(row.number); }

constexpr Column<NumberRow> kClusterColumns[] = {{"id", put_id}, {"cluster INTEGER", put_number}};
constexpr Column<NumberRow> kIncidentColumns[] = {{"id", put_id}, {"incident INTEGER", put_number}};

constexpr FunctionRow kRows[] = {
    {.name = "cluster_events",
     .arguments = "table, eps_km, eps_days [, min_points]",
     .implementation = table<ClusterEventsCursor, kClusterColumns>,
     .summary =
         "Clusters in space and time of a table with the columns of extract_events: events with at least min_points "
         "(2), "
         "themselves included, within eps_km and with at most eps_days between their days. NULL for those that stand "
         "alone and those without day or place.",
     .example =
         "SELECT * FROM cluster_events('(SELECT event, start_date, end_date, lon, lat FROM extract_events(''Two people "
         "were killed in shelling on Homs on 3 May 2023.''))', 5, 2, 1)",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 10000},
    {.name = "same_incident",
     .arguments = "table",
     .implementation = table<SameIncidentCursor, kIncidentColumns>,
     .summary = "Which rows of a table with the columns of extract_events tell of the same incident, numbered from 1: "
                "same kind "
                "of event, days that overlap, places within 10 km or one inside the other, actors, targets and figures "
                "that do "
                "not contradict each other. A column report or report_id keeps the events of one report apart.",
     .example =
         "SELECT id, incident FROM same_incident('(SELECT * FROM extract_events(''Two people were killed in shelling "
         "on Homs on 3 May 2023.''))')",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 10000},
};

}  // namespace

std::span<const FunctionRow> incident_functions() { return kRows; }

}  // namespace sitrep
