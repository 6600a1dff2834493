#include "live/schema.h"

#include <array>

namespace sitrep {
namespace {

constexpr std::string_view kEventTypes =
    "type TEXT NOT NULL PRIMARY KEY, category TEXT, description TEXT, acled_event_type TEXT, acled_sub_event_type TEXT, "
    "cameo TEXT, case2021 TEXT, source TEXT DEFAULT 'user', enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))";
constexpr std::string_view kActors =
    "actor TEXT NOT NULL PRIMARY KEY, kind TEXT, country TEXT, source TEXT DEFAULT 'user', "
    "enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))";
constexpr std::string_view kAliases =
    "alias TEXT NOT NULL, actor TEXT, match TEXT DEFAULT 'fold', context TEXT NOT NULL DEFAULT '', "
    "source TEXT DEFAULT 'user', enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), "
    "PRIMARY KEY (alias, context)";
constexpr std::string_view kTerms =
    "term TEXT NOT NULL, part TEXT NOT NULL, class TEXT, concept TEXT, type TEXT, any_of TEXT, all_of TEXT, "
    "source TEXT DEFAULT 'user', enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), PRIMARY KEY (term, part)";
constexpr std::string_view kPatterns =
    "pattern_id TEXT NOT NULL PRIMARY KEY, type TEXT, pattern TEXT, status TEXT, source TEXT DEFAULT 'user', "
    "enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))";
constexpr std::string_view kPlaces =
    "place_id INTEGER PRIMARY KEY, name TEXT, kind TEXT DEFAULT 'populated', country TEXT, lon REAL, lat REAL, "
    "radius_km REAL, population INTEGER, gazetteer TEXT NOT NULL DEFAULT 'user', gazetteer_id TEXT, "
    "source TEXT DEFAULT 'user', enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), "
    "UNIQUE (gazetteer, gazetteer_id)";
constexpr std::string_view kPlaceNames =
    "gazetteer TEXT NOT NULL DEFAULT 'user', gazetteer_id TEXT NOT NULL, name TEXT NOT NULL, source TEXT DEFAULT 'user', "
    "enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), PRIMARY KEY (gazetteer, gazetteer_id, name)";
// AUTOINCREMENT with a high start: a region of the user's must not take a built-in one's number by accident.
constexpr std::string_view kRegions =
    "region_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, level TEXT, country TEXT, iso_code TEXT, geom BLOB, "
    "source TEXT DEFAULT 'user', enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))";

constexpr std::array<UserTable, 8> kTables = {{
    {"sitrep_event_types", kEventTypes, "", "words", "type, category, enabled"},
    {"sitrep_actors", kActors, "", "words", "actor, kind, country, enabled"},
    {"sitrep_actor_aliases", kAliases, "", "words", "alias, actor, match, context, enabled"},
    {"sitrep_terms", kTerms, "", "words", "term, part, class, concept, type, any_of, all_of, enabled"},
    {"sitrep_patterns", kPatterns, "", "words", "pattern_id, type, pattern, status, enabled"},
    {"sitrep_places", kPlaces, "", "places",
     "place_id, name, kind, country, lon, lat, radius_km, population, gazetteer, gazetteer_id, enabled"},
    {"sitrep_place_names", kPlaceNames, " WITHOUT ROWID", "places", "gazetteer, gazetteer_id, name, enabled"},
    {"sitrep_regions", kRegions, "", "regions", "region_id, name, level, country, geom, enabled"},
}};

constexpr std::array<std::string_view, 3> kEvents = {"INSERT", "UPDATE", "DELETE"};

std::string trigger_name(const UserTable& table, std::string_view event) {
  std::string name = std::string(table.name) + '_';
  for (const char c : event) name += static_cast<char>(c - 'A' + 'a');
  return name;
}

/// "a, b" → "NEW.a, NEW.b".
std::string of_new_row(std::string_view columns) {
  std::string out;
  while (!columns.empty()) {
    const std::string_view column = columns.substr(0, columns.find(','));
    columns.remove_prefix(std::min(column.size() + 2, columns.size()));
    out += ", NEW." + std::string(column);
  }
  return out;
}

}  // namespace

std::span<const UserTable> user_tables() { return kTables; }

std::string trigger_sql(const UserTable& table) {
  std::string sql;
  for (const std::string_view event : kEvents) {
    sql += "CREATE TRIGGER main." + trigger_name(table, event) + " AFTER " + std::string(event) + " ON " +
           std::string(table.name) + " BEGIN ";
    if (event != "DELETE")
      sql += "SELECT sitrep_check('" + std::string(table.name) + "'" + of_new_row(table.columns) + "); ";
    sql += "UPDATE sitrep_generation SET value = randomblob(16) WHERE name = '" + std::string(table.part) + "'; END;\n";
  }
  return sql;
}

std::string drop_trigger_sql(const UserTable& table) {
  std::string sql;
  for (const std::string_view event : kEvents) sql += "DROP TRIGGER IF EXISTS main." + trigger_name(table, event) + ";\n";
  return sql;
}

}  // namespace sitrep
