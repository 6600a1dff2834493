// region_of, regions, regions_at: which region, which regions there are, and how a geometry lies in them.

#include <algorithm>
#include <cmath>

#include "geometry/codec.h"
#include "region/functions.h"
#include "region/sql_state.h"
#include "sqlite/function.h"

namespace sitrep {
namespace {

double within_turn(double lon) { return lon >= -180 && lon <= 180 ? lon : std::remainder(lon, 360); }

/// Of a geometry the region with the largest share, of equal ones the one with the lower id.
std::optional<std::uint32_t> region_of_geometry(Context& context, RegionLevels& levels, int level, Args args) {
  const Value value = args[0];
  if (value.type() == ValueType::blob) {
    const GeometryHeader header = read_header(value.blob());
    if (header.x && header.srid == kWgs84 && std::abs(*header.y) <= 90)
      return levels.at(level, within_turn(*header.x), *header.y);
  }
  const Geometry geometry = lon_lat_argument(args, 0);
  if (geometry.type == GeometryType::point && !is_empty(geometry)) return levels.at(level, geometry.x(), geometry.y());
  const std::vector<RegionShare> shares = levels.shares(level, geometry, context.interrupt());
  const auto most = std::ranges::max_element(shares, {}, &RegionShare::share);
  if (most == shares.end()) return std::nullopt;
  return most->region;
}

/// Two arguments are (lon, lat) when both are numbers, else (geom, level).
bool is_lon_lat(Args args) {
  if (args.size() == 3) return true;
  if (args.size() == 1) return false;
  const ValueType first = args[0].type(), second = args[1].type();
  if (first == ValueType::integer || first == ValueType::real) return true;
  if (first == ValueType::blob) return false;
  if (second == ValueType::integer || second == ValueType::real) return args[0].number().has_value();
  return args[0].number() && args[1].number();
}

double latitude_argument(Args args, std::size_t i) {
  const double lat = args.number(i);
  if (!(lat >= -90 && lat <= 90)) args.reject(i, "a latitude from -90 to 90");
  return lat;
}

void region_of(Context& context, Args args) {
  const std::shared_ptr<RegionLevels> levels = statement_regions(context);
  const bool lon_lat = is_lon_lat(args);
  const std::size_t level_at = lon_lat ? 2 : 1;
  const int level = level_argument(*levels, args, level_at);
  std::optional<std::uint32_t> region;
  if (lon_lat) {
    const double lon = args.number(0);
    if (!std::isfinite(lon)) args.reject(0, "a longitude in degrees");
    region = levels->at(level, within_turn(lon), latitude_argument(args, 1));
  } else {
    region = region_of_geometry(context, *levels, level, args);
  }
  if (region) context.set_or_null(levels->view(*region).name);
}

// --- regions -------------------------------------------------------------------------------------------------------

struct RegionItem {
  std::shared_ptr<RegionLevels> levels;
  std::uint32_t region = 0;
  double share = 0;
  RegionView view() const { return levels->view(region); }
};

void add_countries(Args args, std::size_t i, const RegionLevels& levels, std::vector<std::string>& out) {
  std::string_view rest = args[i].document();
  while (!rest.empty()) {
    const std::size_t cut = std::min(rest.find(','), rest.size());
    std::string code;
    for (const char c : rest.substr(0, cut))
      if (c != ' ') code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    rest.remove_prefix(std::min(cut + 1, rest.size()));
    const bool known = std::ranges::any_of(levels.regions_of(RegionLevels::kCountry),
                                           [&](std::uint32_t region) { return levels.view(region).country == code; });
    if (!known) args.reject(i, "ISO 3166-1 alpha-2 codes separated by commas, as 'SY,IQ'");
    out.push_back(std::move(code));
  }
}

class RegionsCursor {
 public:
  explicit RegionsCursor(Connection& connection) : state_(&connection.slot<RegionState>()) {}

  void open(Call&, Args args) {
    item_.levels = state_->current();
    countries_.clear();
    const int only = level_argument(*item_.levels, args, 0, -1);
    first_ = only < 0 ? 0 : only;
    last_ = only < 0 ? item_.levels->levels() : only + 1;
    if (args.has(1)) add_countries(args, 1, *item_.levels, countries_);
    i_ = 0;
  }

  bool next(Call&) {
    while (first_ < last_) {
      const auto list = item_.levels->regions_of(first_);
      while (i_ < list.size()) {
        item_.region = list[i_++];
        if (countries_.empty() || std::ranges::find(countries_, item_.view().country) != countries_.end()) return true;
      }
      ++first_;
      i_ = 0;
    }
    return false;
  }

  const RegionItem& row() const { return item_; }

 private:
  RegionState* state_;
  RegionItem item_;
  std::vector<std::string> countries_;
  int first_ = 0, last_ = 0;
  std::size_t i_ = 0;
};

template <auto Member>
void text_of(const RegionItem& item, Context& out) {
  out.set_or_null(item.view().*Member);
}
void id_of(const RegionItem& item, Context& out) { out.set(item.view().id); }

constexpr Column<RegionItem> kRegionColumns[] = {
    {"region_id INTEGER", id_of},
    {"name TEXT", text_of<&RegionView::name>},
    {"level TEXT", text_of<&RegionView::level>},
    {"country TEXT", text_of<&RegionView::country>},
    {"iso_code TEXT", text_of<&RegionView::iso_code>},
    {"geom BLOB",
     [](const RegionItem& item, Context& out) { out.set(Blob(to_gpkg(item.levels->geometry(item.region)))); }},
};

// --- regions_at ----------------------------------------------------------------------------------------------------

class RegionsAtCursor {
 public:
  explicit RegionsAtCursor(Connection& connection) : state_(&connection.slot<RegionState>()) {}

  void open(Call& call, Args args) {
    item_.levels = state_->current();
    const int level = level_argument(*item_.levels, args, 1);
    const Geometry geometry = lon_lat_argument(args, 0);
    shares_ = item_.levels->shares(level, geometry, call.interrupt());
    i_ = 0;
  }

  bool next(Call&) {
    if (i_ >= shares_.size()) return false;
    item_.region = shares_[i_].region;
    item_.share = shares_[i_].share;
    ++i_;
    return true;
  }

  const RegionItem& row() const { return item_; }

 private:
  RegionState* state_;
  RegionItem item_;
  std::vector<RegionShare> shares_;
  std::size_t i_ = 0;
};

constexpr Column<RegionItem> kShareColumns[] = {
    {"region_id INTEGER", id_of},
    {"name TEXT", text_of<&RegionView::name>},
    {"level TEXT", text_of<&RegionView::level>},
    {"country TEXT", text_of<&RegionView::country>},
    {"share REAL", [](const RegionItem& item, Context& out) { out.set(item.share); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "region_of",
     .arguments = "geom_or_lon [, level_or_lat [, level]]",
     .returns = "TEXT",
     .implementation = Scalar{region_of},
     .summary =
         "Name of the region that holds a point, or most of a geometry: region_of(geom [, level]) or region_of(lon, "
         "lat "
         "[, level]). level: country, admin1 (default), natural, or a level of sitrep_regions. A point on a border "
         "belongs to the region with the lower region_id, one up to 15 km off the coast to the nearest; else NULL.",
     .example = "SELECT region_of(36.72, 34.73), region_of('POINT(36.72 34.73)', 'country')"},
    {.name = "regions",
     .arguments = "[level [, country]]",
     .implementation = table<RegionsCursor, kRegionColumns>,
     .summary =
         "The regions in force, all levels or one; country: ISO 3166-1 alpha-2 codes separated by commas. iso_code is "
         "that of ISO 3166-2 (of countries, 3166-1) where known.",
     .example = "SELECT region_id, name FROM regions('admin1', 'SY')",
     .estimated_rows = 5000},
    {.name = "regions_at",
     .arguments = "geom [, level]",
     .implementation = table<RegionsAtCursor, kShareColumns>,
     .summary =
         "The regions in which a geometry lies, each with its share of the geometry's area, length or points; what "
         "lies at sea has no row. A region that the geometry only touches has none either.",
     .example = "SELECT name, round(share, 2) FROM regions_at('LINESTRING(36.2 33.5, 36.7 34.7)')",
     .estimated_rows = 3},
};

}  // namespace

std::span<const FunctionRow> region_functions() { return kRows; }

}  // namespace sitrep
