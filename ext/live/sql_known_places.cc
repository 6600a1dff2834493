// known_places, known_place_names and known_regions: the gazetteer and the regions in force.

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "extract/sql_state.h"
#include "extract/sql_user_rows.h"
#include "geometry/codec.h"
#include "live/functions.h"
#include "region/sql_state.h"
#include "sqlite/statement.h"
#include "text/fold.h"

namespace sitrep {
namespace {

std::string_view source_of(PlaceSource source) {
  switch (source) {
    case PlaceSource::geonames:
      return "GeoNames";
    case PlaceSource::natural_earth:
      return "Natural Earth";
    default:
      return "sitrep";
  }
}

/// The `source` of a user's row.
std::string user_source(sqlite3* db, const char* table, const char* id_column, std::int64_t id) {
  Statement row(db, std::string("SELECT source FROM main.") + table + " WHERE " + id_column + " = ?");
  row.bind(1, id);
  if (row.step() && !row[0].is_null()) return std::string(row[0].text());
  return "user";
}

/// A place of the gazetteer in force.
struct KnownPlace {
  const Knowledge* knowledge = nullptr;
  sqlite3* db = nullptr;
  const PlaceRow* row = nullptr;

  const Gazetteer& gazetteer() const { return knowledge->engine.gazetteer(); }
  bool is_users() const { return row->source() == PlaceSource::user || row->source() == PlaceSource::user_town; }
  std::string source() const {
    return is_users() ? user_source(db, "sitrep_places", "place_id", row->id) : std::string(source_of(row->source()));
  }
  std::string_view region() const {
    if (row->admin1 == 0) return {};
    const RegionData& regions = knowledge->engine.regions();
    return regions.text(regions.rows()[row->admin1 - 1u].name);
  }
};

bool is_hidden(const Gazetteer& gazetteer, std::uint32_t place) {
  return gazetteer.user() != nullptr && std::ranges::binary_search(gazetteer.user()->hidden(), place);
}

class PlacesCursor {
 public:
  explicit PlacesCursor(Connection& connection) : connection_(&connection) {}

  void open(Call&, Args) {
    knowledge_ = connection_->slot<EngineState>().knowledge();
    at_ = 0;
    place_ = {knowledge_.get(), connection_->db(), nullptr};
  }
  bool next(Call& call) {
    const Gazetteer& gazetteer = knowledge_->engine.gazetteer();
    const std::size_t size =
        gazetteer.places().size() + (gazetteer.user() != nullptr ? gazetteer.user()->places().size() : 0);
    while (at_ < size && is_hidden(gazetteer, at_)) ++at_;
    if (at_ >= size) return false;
    call.interrupt().poll();
    place_.row = &gazetteer.place(at_++);
    return true;
  }
  const KnownPlace& row() const { return place_; }

 private:
  Connection* connection_;
  std::shared_ptr<Knowledge> knowledge_;
  std::uint32_t at_ = 0;
  KnownPlace place_;
};

constexpr Column<KnownPlace> kPlaceColumns[] = {
    {"name TEXT", [](const KnownPlace& p, Context& out) { out.set(p.gazetteer().name(*p.row)); }},
    {"kind TEXT", [](const KnownPlace& p, Context& out) { out.set(name_of(p.row->kind())); }},
    {"country TEXT", [](const KnownPlace& p, Context& out) { out.set_or_null(p.row->country_code()); }},
    {"region TEXT", [](const KnownPlace& p, Context& out) { out.set_or_null(p.region()); }},
    {"lon REAL", [](const KnownPlace& p, Context& out) { out.set(p.row->lon()); }},
    {"lat REAL", [](const KnownPlace& p, Context& out) { out.set(p.row->lat()); }},
    {"radius_km REAL", [](const KnownPlace& p, Context& out) { out.set(p.row->radius_km()); }},
    {"population INTEGER",
     [](const KnownPlace& p, Context& out) {
       if (p.row->population() != 0) out.set(p.row->population());
     }},
    {"gazetteer TEXT", [](const KnownPlace& p, Context& out) { out.set(p.gazetteer().identity(*p.row).gazetteer); }},
    {"gazetteer_id TEXT", [](const KnownPlace& p, Context& out) { out.set(p.gazetteer().identity(*p.row).id); }},
    {"source TEXT", [](const KnownPlace& p, Context& out) { out.set(p.source()); }},
};

/// A name of a place: a built-in one in its folded form, a user's as he wrote it.
struct KnownName {
  KnownPlace place;  ///< its row is null for a user's name
  std::string name, folded;
  PlaceIdentity identity;
  std::string source;
};

class NamesCursor {
 public:
  explicit NamesCursor(Connection& connection) : connection_(&connection) {}

  void open(Call&, Args) {
    sqlite3* db = connection_->db();
    knowledge_ = connection_->slot<EngineState>().knowledge();
    name_ = {};
    name_.place = {knowledge_.get(), db, nullptr};
    key_ = 0;
    posting_ = end_ = 0;
    removed_.clear();
    user_.reset();
    if (!has_table(db, "sitrep_place_names") || !has_table(db, "sitrep_places")) return;
    Statement off(db, "SELECT gazetteer, gazetteer_id, name FROM main.sitrep_place_names WHERE NOT enabled");
    while (off.step())
      removed_.emplace(std::string(off[0].text()), std::string(off[1].text()), toponym_key(off[2].text()));
    user_.emplace(
        db,
        "SELECT p.name, p.gazetteer, coalesce(p.gazetteer_id, p.place_id), p.source FROM main.sitrep_places p "
        "WHERE p.enabled UNION ALL SELECT n.name, n.gazetteer, n.gazetteer_id, n.source FROM "
        "main.sitrep_place_names n WHERE n.enabled");
  }

  bool next(Call& call) {
    call.interrupt().poll();
    return next_builtin() || next_users();
  }
  const KnownName& row() const { return name_; }

 private:
  bool next_builtin() {
    const Gazetteer& gazetteer = knowledge_->engine.gazetteer();
    const PhraseIndex& names = gazetteer.names();
    while (true) {
      while (posting_ == end_) {
        if (key_ >= names.size()) return false;
        name_.folded = name_.name = names.key(key_);
        end_ = posting_ + names.posting_count(key_++);
      }
      const std::uint32_t at = posting_++;
      const std::uint32_t place = gazetteer.postings(at, at + 1)[0].place();
      if (is_hidden(gazetteer, place)) continue;
      name_.place.row = &gazetteer.place(place);
      name_.identity = gazetteer.identity(*name_.place.row);
      name_.source = source_of(name_.place.row->source());
      if (!removed_.empty() && removed_.contains({name_.identity.gazetteer, name_.identity.id, name_.folded})) continue;
      return true;
    }
  }

  bool next_users() {
    if (!user_ || !user_->step()) return false;
    name_.place.row = nullptr;
    name_.name = (*user_)[0].text();
    name_.folded = toponym_key(name_.name);
    name_.identity = {std::string((*user_)[1].text()), std::string((*user_)[2].text())};
    name_.source = (*user_)[3].is_null() ? "user" : (*user_)[3].text();
    return true;
  }

  Connection* connection_;
  std::shared_ptr<Knowledge> knowledge_;
  std::set<std::tuple<std::string, std::string, std::string>> removed_;
  std::optional<Statement> user_;
  std::size_t key_ = 0;
  std::uint32_t posting_ = 0, end_ = 0;
  KnownName name_;
};

constexpr Column<KnownName> kNameColumns[] = {
    {"name TEXT", [](const KnownName& n, Context& out) { out.set(n.name); }},
    {"folded TEXT", [](const KnownName& n, Context& out) { out.set(n.folded); }},
    {"gazetteer TEXT", [](const KnownName& n, Context& out) { out.set(n.identity.gazetteer); }},
    {"gazetteer_id TEXT", [](const KnownName& n, Context& out) { out.set(n.identity.id); }},
    {"place TEXT",
     [](const KnownName& n, Context& out) {
       if (n.place.row != nullptr) out.set(n.place.gazetteer().name(*n.place.row));
     }},
    {"country TEXT",
     [](const KnownName& n, Context& out) {
       if (n.place.row != nullptr) out.set_or_null(n.place.row->country_code());
     }},
    {"source TEXT", [](const KnownName& n, Context& out) { out.set(n.source); }},
};

struct KnownRegion {
  const RegionLevels* levels = nullptr;
  sqlite3* db = nullptr;
  std::uint32_t region = 0;
  std::string source() const {
    const RegionView view = levels->view(region);
    Statement user(db, has_table(db, "sitrep_regions")
                           ? "SELECT source FROM main.sitrep_regions WHERE region_id = ? AND enabled"
                           : "SELECT 1 WHERE ? IS NULL");
    user.bind(1, view.id);
    if (user.step()) return user[0].is_null() ? "user" : std::string(user[0].text());
    return view.level == "natural" ? "sitrep" : "Natural Earth";
  }
};

class RegionsCursor {
 public:
  explicit RegionsCursor(Connection& connection) : connection_(&connection) {}

  void open(Call&, Args) {
    levels_ = connection_->slot<RegionState>().current();
    region_ = {levels_.get(), connection_->db(), 0};
    level_ = 0;
    at_ = 0;
  }
  bool next(Call&) {
    while (level_ < levels_->levels() && at_ >= levels_->regions_of(level_).size()) {
      ++level_;
      at_ = 0;
    }
    if (level_ >= levels_->levels()) return false;
    region_.region = levels_->regions_of(level_)[at_++];
    return true;
  }
  const KnownRegion& row() const { return region_; }

 private:
  Connection* connection_;
  std::shared_ptr<RegionLevels> levels_;
  int level_ = 0;
  std::size_t at_ = 0;
  KnownRegion region_;
};

constexpr Column<KnownRegion> kRegionColumns[] = {
    {"region_id INTEGER", [](const KnownRegion& r, Context& out) { out.set(r.levels->view(r.region).id); }},
    {"name TEXT", [](const KnownRegion& r, Context& out) { out.set(r.levels->view(r.region).name); }},
    {"level TEXT", [](const KnownRegion& r, Context& out) { out.set(r.levels->view(r.region).level); }},
    {"country TEXT", [](const KnownRegion& r, Context& out) { out.set_or_null(r.levels->view(r.region).country); }},
    {"iso_code TEXT", [](const KnownRegion& r, Context& out) { out.set_or_null(r.levels->view(r.region).iso_code); }},
    {"geom BLOB", [](const KnownRegion& r, Context& out) { out.set(Blob(to_gpkg(r.levels->geometry(r.region)))); }},
    {"source TEXT", [](const KnownRegion& r, Context& out) { out.set(r.source()); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "known_places",
     .implementation = table<PlacesCursor, kPlaceColumns>,
     .summary = "The places in force: the built-in gazetteer and sitrep_places, each with its source.",
     .example =
         "SELECT name, lon, lat FROM known_places WHERE kind = 'airport' AND country = 'SY' ORDER BY name LIMIT 5",
     .estimated_rows = 250000,
     .estimated_cost = 10000},
    {.name = "known_place_names",
     .implementation = table<NamesCursor, kNameColumns>,
     .summary =
         "The names under which places are found, built-in and of sitrep_places and sitrep_place_names. folded is "
         "the form in which spellings agree; of a built-in name it is all that is kept.",
     .example = "SELECT name FROM known_place_names WHERE gazetteer = 'geonames' AND gazetteer_id = '170063'",
     .estimated_rows = 700000,
     .estimated_cost = 10000},
    {.name = "known_regions",
     .implementation = table<RegionsCursor, kRegionColumns>,
     .summary = "The regions in force: countries, first-order divisions, natural regions, and those of sitrep_regions, "
                "each with its source.",
     .example = "SELECT region_id, name FROM known_regions WHERE level = 'admin1' AND country = 'SY' ORDER BY name",
     .estimated_rows = 5000,
     .estimated_cost = 10000},
};

}  // namespace

std::span<const FunctionRow> known_place_functions() { return kRows; }

}  // namespace sitrep
