#include "knowledge/known_tables.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::array kEventTypes = {
    "type"sv,  "category"sv, "description"sv, "acled_event_type"sv, "acled_sub_event_type"sv,
    "cameo"sv, "case2021"sv, "source"sv};
constexpr std::array kActors = {"actor"sv, "kind"sv, "country"sv, "source"sv};
constexpr std::array kAliases = {"alias"sv, "actor"sv, "match"sv, "context"sv, "source"sv};
constexpr std::array kTerms = {"term"sv, "part"sv,   "class"sv,  "concept"sv,
                               "type"sv, "any_of"sv, "all_of"sv, "source"sv};
constexpr std::array kPatterns = {"pattern_id"sv, "type"sv, "pattern"sv, "status"sv, "source"sv};

constexpr std::array<std::size_t, 1> kFirst = {0};
constexpr std::array<std::size_t, 2> kFirstTwo = {0, 1};
constexpr std::array<std::size_t, 2> kAliasKey = {0, 3};

constexpr std::array<KnownTable, kKnownTables> kTables = {{{"event_types", kEventTypes, kFirst},
                                                           {"actors", kActors, kFirst},
                                                           {"actor_aliases", kAliases, kAliasKey},
                                                           {"terms", kTerms, kFirstTwo},
                                                           {"patterns", kPatterns, kFirst}}};

}  // namespace

const KnownTable& known_table(KnownTableId id) { return kTables[static_cast<std::size_t>(id)]; }

std::size_t KnownTable::column(std::string_view column_name) const {
  const auto found = std::ranges::find(columns, column_name);
  if (found == columns.end()) throw std::logic_error("no column " + std::string(column_name));
  return static_cast<std::size_t>(found - columns.begin());
}

std::string key_of(const KnownTable& table, std::span<const std::string_view> fields) {
  std::string key;
  for (const std::size_t column : table.key) {
    if (column != table.key.front()) key += '\t';
    key += fields[column];
  }
  return key;
}

std::string key_of(const KnownTable& table, const UserRow& row) {
  std::vector<std::string_view> fields;
  for (std::size_t i = 0; i < row.fields.size(); ++i) fields.push_back(row.field(i));
  return key_of(table, fields);
}

BuiltinRows::BuiltinRows(const Image& image, const KnownTable& table)
    : rest_(image.text("known." + std::string(table.name))) {}

bool BuiltinRows::next(KnownFields& fields) {
  fields.clear();
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  while (true) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return true;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace sitrep
