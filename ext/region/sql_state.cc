#include "region/sql_state.h"

#include <cmath>

#include "geometry/codec.h"
#include "sqlite/statement.h"

namespace sitrep {
namespace {

bool has_user_regions(sqlite3* db) {
  Statement find(db, "SELECT 1 FROM main.sqlite_master WHERE type IN ('table', 'view') AND name = 'sitrep_regions'");
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
      "WHERE t.region_id IS NOT NULL AND t.level IS NOT NULL ORDER BY 1, 2");
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

std::shared_ptr<RegionLevels> RegionState::current() {
  std::uint32_t version = 0;
  sqlite3_file_control(db_, "main", SQLITE_FCNTL_DATA_VERSION, &version);
  const std::pair<std::uint32_t, std::int64_t> now(version, sqlite3_total_changes(db_));
  const bool writing = sqlite3_txn_state(db_, "main") == SQLITE_TXN_WRITE;
  if (!has_user_regions(db_)) {
    if (!levels_ || read_at_) levels_ = std::make_shared<RegionLevels>(builtin_, std::vector<UserRegion>());
    read_at_.reset();
    return levels_;
  }
  if (levels_ && read_at_ == now && !writing) return levels_;
  levels_ = std::make_shared<RegionLevels>(builtin_, read_user_regions(db_));
  // Rows read in a write transaction may be rolled back.
  read_at_ = writing ? std::pair<std::uint32_t, std::int64_t>(0, -1) : now;
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
