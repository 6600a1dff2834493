// Checks rows of regions when they are written.

#include <algorithm>

#include "knowledge/image.h"
#include "live/checks.h"
#include "region/region_data.h"
#include "sqlite/statement.h"

namespace sitrep {
namespace {

/// Columns of sitrep_regions as the trigger gives them, after the table's name.
enum RegionColumn : std::size_t { kId = 1, kName, kLevel, kCountry, kGeom, kEnabled };

bool is_builtin(const RegionData& regions, std::int64_t id) {
  return std::ranges::any_of(regions.rows(), [&](const RegionRow& row) { return row.id == id; });
}

void check_polygon(sqlite3* db, std::string_view key, Value geom) {
  Statement facts(db, "SELECT ST_GeometryType(?1), ST_SRID(?1), ST_IsEmpty(?1), ST_IsValid(?1), ST_IsValidReason(?1)");
  facts.bind(1, geom);
  try {
    facts.step();
  } catch (const SqlError& error) {
    if ((error.code() & 0xFF) != SQLITE_ERROR) throw;
    refuse_row("sitrep_regions", key, std::string("the geometry cannot be read: ") + error.what());
  }
  const std::string_view type = facts[0].text();
  if (type != "ST_Polygon" && type != "ST_MultiPolygon")
    refuse_row("sitrep_regions", key, "the geometry must be a polygon or a multipolygon, not " + std::string(type));
  if (facts[1].int64() != 4326 && facts[1].int64() != 0)
    refuse_row("sitrep_regions", key,
               "the geometry must be in WGS 84 (SRID 4326), not " + std::string(facts[1].text()));
  if (facts[2].int64() != 0) refuse_row("sitrep_regions", key, "the geometry is empty");
  if (facts[3].int64() == 0)
    refuse_row("sitrep_regions", key, "the polygon is not valid: " + std::string(facts[4].text()));
}

}  // namespace

void check_region_row(sqlite3* db, Args args) {
  if (args[kEnabled].int64() == 0) return;
  const RegionData regions(builtin_image());
  std::string key(args[kName].document());
  if (key.empty()) key = args[kId].text();
  const auto refuse = [&](std::string_view reason) { refuse_row("sitrep_regions", key, reason); };
  const bool overrides = is_builtin(regions, args[kId].int64());
  if (!overrides && args[kName].document().empty()) refuse("a region needs a name");
  if (!overrides && args[kLevel].document().empty()) refuse("a region needs a level, such as admin2 or district");
  const std::string_view country = args[kCountry].document();
  if (!country.empty() && !regions.country_row(country))
    refuse("'" + std::string(country) + "' is no ISO 3166-1 alpha-2 code");
  if (args[kGeom].is_null()) {
    if (!overrides) refuse("a region needs a geometry");
    return;
  }
  check_polygon(db, key, args[kGeom]);
}

}  // namespace sitrep
