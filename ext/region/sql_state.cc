#include "region/sql_state.h"

#include <cmath>

#include "geometry/codec.h"
#include "sqlite/statement.h"

namespace sitrep {
namespace {

bool has_table(sqlite3* db, std::string_view name) {
  Statement find(db, "SELECT 1 FROM main.sqlite_master WHERE type IN ('table', 'view') AND name = ?");
  find.bind(1, name);
  return find.step();
}

Geometry geometry_of(Value value) {
  return value.type() == ValueType::text ? read_geometry_text(value.text()) : read_geometry(value.blob());
}

std::vector<UserRegion> read_user_regions(sqlite3* db) {
  std::vector<UserRegion> out;
  Statement rows(
      db,
      "SELECT t.region_id, t.level, t.name, t.country, t.iso_code, t.enabled, t.geom FROM main.sitrep_regions t "
      "WHERE t.region_id IS NOT NULL ORDER BY 1, 2");
  while (rows.step()) {
    UserRegion region;
    region.id = rows[0].int64();
    region.level = rows[1].text();
    region.name = rows[2].text();
    region.country = rows[3].text();
    region.iso_code = rows[4].text();
    region.enabled = rows[5].is_null() || rows[5].int64() != 0;
    try {
      if (!rows[6].is_null()) region.geometry = geometry_of(rows[6]);
    } catch (const UserError& error) {
      throw UserError("sitrep_regions, region " + std::to_string(region.id) + ": " + error.what());
    }
    out.push_back(std::move(region));
  }
  return out;
}

void check_latitudes(const Box& box, Args args, std::size_t i) {
  if (box.min_y < -90 || box.max_y > 90) args.reject(i, "in degrees of longitude and latitude");
}

void shift_longitudes(Geometry& geometry, double by) {
  for (std::size_t i = 0; i < geometry.size(); ++i) geometry.coordinates[i * geometry.stride()] += by;
  for (Geometry& part : geometry.parts) shift_longitudes(part, by);
}

}  // namespace

/// What changes whenever the table does: the value that the triggers of sitrep_install() write, so that it is right
/// across rollback and unmoved by other writes. Tables without them are read anew by every statement.
std::string RegionState::generation() const {
  if (!has_table(db_, "sitrep_regions")) return {};
  if (!has_table(db_, "sitrep_generation")) return {};
  Statement value(db_, "SELECT value FROM main.sitrep_generation WHERE name = 'regions'");
  return value.step() ? std::string(value[0].text()) : std::string();
}

std::shared_ptr<RegionLevels> RegionState::current() {
  const std::string now = generation();
  const bool untracked = now.empty() && has_table(db_, "sitrep_regions");
  if (levels_ && !untracked && now == generation_) return levels_;
  levels_ = std::make_shared<RegionLevels>(
      builtin_, now.empty() && !untracked ? std::vector<UserRegion>() : read_user_regions(db_));
  generation_ = untracked ? "-" : now;  // no generation that the triggers write
  return levels_;
}

std::shared_ptr<RegionLevels> statement_regions(Context& context) {
  return context.statement<RegionLevels>([&] { return context.connection().slot<RegionState>().current(); });
}

int level_argument(const RegionLevels& levels, Args args, std::size_t i, int otherwise) {
  if (!args.has(i)) return otherwise;
  if (const auto level = levels.level(args[i].document())) return *level;
  args.reject(i, "one of " + levels.level_names() + " (other levels come from sitrep_regions)");
}

Geometry lon_lat_argument(Args args, std::size_t i) {
  const ValueType type = args[i].type();
  if (type != ValueType::blob && type != ValueType::text) args.reject(i, "a geometry");
  Geometry geometry = geometry_of(args[i]);
  if (geometry.srid != kWgs84 && geometry.srid > 0)
    throw UserError("geometry of SRID " + std::to_string(geometry.srid) + "; longitude and latitude (4326) expected");
  const Box box = envelope(geometry);
  check_latitudes(box, args, i);
  if (box.min_x > 180 || box.max_x < -180) shift_longitudes(geometry, -360 * std::round((box.min_x + box.max_x) / 720));
  return geometry;
}

}  // namespace sitrep
