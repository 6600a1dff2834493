#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "region/region_levels.h"
#include "sqlite/function.h"

namespace sitrep {

/// The regions in force on a connection: the built-in ones and those of the table sitrep_regions in its main database
/// (region_id, name, level, country, iso_code, geom, enabled).
class RegionState {
 public:
  explicit RegionState(Connection& connection) : db_(connection.db()), builtin_(builtin_image()) {}

  /// As the statement that calls finds them; a change takes effect in the next statement. Throws UserError when a row
  /// of sitrep_regions cannot be read, SqlError.
  std::shared_ptr<RegionLevels> current();

 private:
  std::string generation() const;

  sqlite3* db_;
  RegionData builtin_;
  std::shared_ptr<RegionLevels> levels_;
  std::string generation_;  ///< of the table that levels_ were read from; empty: built-in ones only
};

/// RegionState::current(), asked once a statement.
std::shared_ptr<RegionLevels> statement_regions(Context& context);

/// The level named by argument i; UserError for one that is not known. `otherwise` when it was not given.
int level_argument(const RegionLevels& levels, Args args, std::size_t i, int otherwise = RegionLevels::kAdmin1);

/// A geometry argument in longitude and latitude: UserError for one of another SRID (0 and -1, unknown, are taken for
/// 4326) or with latitudes beyond the poles. Longitudes are brought within [-180, 180] where all are beyond.
Geometry lon_lat_argument(Args args, std::size_t i);

}  // namespace sitrep
