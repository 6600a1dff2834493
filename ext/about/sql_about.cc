// What the library says of itself.

#include <geos_c.h>

#include <string>
#include <utility>
#include <vector>

#include "about/functions.h"
#include "catalog.h"
#include "extract/dates.h"
#include "regex/functions.h"
#include "sqlite/statement.h"
#include "text/json.h"

namespace sitrep {
namespace {

constexpr const char* kVersion = SITREP_VERSION;

void sitrep_version(Context& context, Args) { context.set(StaticText{kVersion}); }

/// Attribution that the licences of the built-in knowledge ask for.
struct KnowledgeSource {
  const char* name;
  const char* licence;
  const char* attribution;
};
constexpr KnowledgeSource kSources[] = {
    {"GeoNames (cities500, admin names)", "CC BY 4.0", "GeoNames, https://www.geonames.org"},
    {"Natural Earth (country and admin-1 polygons)", "public domain", "Made with Natural Earth"},
    {"WordNet 3.0 (English words and their parts of speech)", "WordNet licence",
     "WordNet 3.0 Copyright 2006 by Princeton University"},
    {"CLDR 44 (names of months and weekdays)", "Unicode licence", "Copyright Unicode, Inc."},
    {"sitrep (places, actors, terms, patterns)", "MIT", "the sitrep authors"},
};

void sitrep_info(Context& context, Args) {
  JsonWriter json;
  json.begin_object();
  json.member("version", kVersion);
  json.member("sqlite", sqlite3_libversion());
  json.member("geos", GEOSversion());
  json.member("re2", re2_version());
  json.member("regexp", regexp_in_force(context.connection()));
  json.member("data_date", iso_date(kKnowledgeDay));
  json.key("knowledge");
  json.begin_array();
  for (const KnowledgeSource& source : kSources) {
    json.begin_object();
    json.member("name", source.name);
    json.member("licence", source.licence);
    json.member("attribution", source.attribution);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  context.set(Json{json.text()});
}

class FunctionsCursor {
 public:
  void open(Call&, Args) {
    names_.clear();
    for (const std::span<const FunctionRow> rows : catalog_tables()) {
      for (const FunctionRow& row : rows) {
        names_.emplace_back(row.name, &row);
        std::string_view rest = row.aliases;
        while (!rest.empty()) {
          const std::size_t cut = std::min(rest.find(' '), rest.size());
          names_.emplace_back(rest.substr(0, cut), &row);
          rest.remove_prefix(std::min(cut + 1, rest.size()));
        }
      }
    }
    at_ = 0;
  }
  bool next(Call&) { return at_++ < names_.size(); }
  const std::pair<std::string_view, const FunctionRow*>& row() const { return names_[at_ - 1]; }

 private:
  std::vector<std::pair<std::string_view, const FunctionRow*>> names_;
  std::size_t at_ = 0;
};

using Named = std::pair<std::string_view, const FunctionRow*>;
constexpr Column<Named> kFunctionColumns[] = {
    {"name TEXT", [](const Named& n, Context& out) { out.set(n.first); }},
    {"arguments TEXT", [](const Named& n, Context& out) { out.set(n.second->arguments); }},
    {"kind TEXT", [](const Named& n, Context& out) { out.set(name_of(n.second->kind())); }},
    {"returns TEXT", [](const Named& n, Context& out) { out.set_or_null(n.second->returns); }},
    {"summary TEXT", [](const Named& n, Context& out) { out.set(n.second->summary); }},
    {"example TEXT", [](const Named& n, Context& out) { out.set(n.second->example); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_version",
     .returns = "TEXT",
     .implementation = Scalar{sitrep_version},
     .summary = "The version of the library.",
     .example = "SELECT sitrep_version()"},
    {.name = "sitrep_info",
     .returns = "JSON TEXT",
     .implementation = Scalar{sitrep_info},
     .summary = "Versions of the library, SQLite, GEOS and RE2, whose REGEXP is in force (sitrep, host or none), the "
                "knowledge's data date, its sources with licences.",
     .example = "SELECT sitrep_info() ->> 'version'",
     .json = true},
    {.name = "sitrep_functions",
     .implementation = table<FunctionsCursor, kFunctionColumns>,
     .summary = "Every function of the library, one row for each name.",
     .example = "SELECT name, arguments, summary FROM sitrep_functions() WHERE kind = 'table'"},
};

}  // namespace

std::span<const FunctionRow> about_functions() { return kRows; }

}  // namespace sitrep
