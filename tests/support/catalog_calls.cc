#include "catalog_calls.h"

#include <algorithm>

#include "catalog.h"

namespace sitrep_test {
namespace {

struct Suit {
  std::string_view part;  ///< of the argument's name
  const char* value;
};

// The first that the argument's name contains.
constexpr Suit kSuits[] = {
    {"published", "'2021-04-18'"},
    {"country", "'SY'"},
    {"level", "'admin1'"},
    {"geojson", "'{\"type\":\"Point\",\"coordinates\":[36,34]}'"},
    {"ewkb", "x'0101000020E610000000000000000042400000000000004140'"},
    {"wkb", "x'010100000000000000000042400000000000004140'"},
    {"ewkt", "'SRID=4326;POLYGON((36 34,37 34,37 35,36 34))'"},
    {"wkt", "'POLYGON((36 34,37 34,37 35,36 34))'"},
    {"geometry_column", "'geom'"},
    {"column", "'geom'"},
    {"table", "'places'"},
    {"geom", "'POLYGON((36 34,37 34,37 35,36 34))'"},
    {"point", "'POINT(36 34)'"},
    {"line", "'LINESTRING(36 34,37 35)'"},
    {"pattern", "'(a)(b)?'"},
    {"replacement", "'\\1'"},
    {"flags", "'i'"},
    {"set", "'[\"a\",\"b\"]'"},
    {"options", "'{}'"},
    {"matrix", "'T*F**F***'"},
    {"predicate", "'intersects'"},
    {"date", "'2021-04-18'"},
    {"value", "3"},
    {"lon", "36"},
    {"lat", "34"},
    {"srid", "4326"},
    {"text", "'On Friday three people were killed by shelling in Homs, SOHR reported.'"},
};

}  // namespace

std::vector<Named> catalog_names() {
  std::vector<Named> names;
  for (const std::span<const sitrep::FunctionRow> rows : sitrep::catalog_tables()) {
    for (const sitrep::FunctionRow& row : rows) {
      const sitrep::ArgumentList list = sitrep::parse_arguments(row.arguments);
      names.push_back({row.name, &row, list});
      std::string_view rest = row.aliases;
      while (!rest.empty()) {
        const std::size_t cut = std::min(rest.find(' '), rest.size());
        names.push_back({std::string(rest.substr(0, cut)), &row, list});
        rest.remove_prefix(std::min(cut + 1, rest.size()));
      }
    }
  }
  return names;
}

std::string suitable_value(std::string_view argument) {
  for (const Suit& suit : kSuits)
    if (argument.find(suit.part) != std::string_view::npos) return suit.value;
  return "1";
}

std::string call(const Named& function, const std::vector<std::string>& arguments, int max_rows) {
  std::string list;
  for (const std::string& argument : arguments) {
    if (!list.empty()) list += ", ";
    list += argument;
  }
  const std::string expression = function.name + "(" + list + ")";
  switch (function.row->kind()) {
    case sitrep::Kind::scalar:
      return "SELECT " + expression;
    case sitrep::Kind::aggregate:
      return "SELECT " + expression + " FROM (VALUES (1), (2))";
    case sitrep::Kind::table:
      return "SELECT * FROM " + expression + " LIMIT " + std::to_string(max_rows);
  }
  return {};
}

}  // namespace sitrep_test
