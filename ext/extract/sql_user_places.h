#pragma once

#include <memory>
#include <string>

#include "knowledge/gazetteer.h"
#include "knowledge/user_gazetteer.h"
#include "region/region_data.h"
#include "sqlite/api.h"
#include "text/interrupt.h"

namespace sitrep {

/// Indexes sitrep_places and sitrep_place_names of the main database; null when they say nothing. A place is named by
/// gazetteer and gazetteer_id, one without gazetteer_id by its place_id; names of places that are not there are left
/// out. Throws SqlError, std::bad_alloc, Interrupted.
std::shared_ptr<const UserGazetteer> read_user_places(sqlite3* db, const Gazetteer& builtin, const RegionData& regions,
                                                      Interrupt& interrupt);

}  // namespace sitrep
