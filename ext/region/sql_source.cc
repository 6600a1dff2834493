#include "region/sql_source.h"

#include <cctype>

#include "geometry/codec.h"

namespace sitrep {
namespace {

std::vector<std::string> columns_of(sqlite3* db, const std::string& from) {
  std::vector<std::string> names;
  const Statement select(db, "SELECT * FROM " + from + " LIMIT 0");
  for (int i = 0; i < select.columns(); ++i) names.emplace_back(select.column_name(i));
  return names;
}

bool same_name(std::string_view a, std::string_view b) {
  return sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(std::min(a.size(), b.size()))) == 0 &&
         a.size() == b.size();
}

/// The first of the rowid's names that is no column.
std::string rowid_name(const std::vector<std::string>& columns) {
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    bool taken = false;
    for (const std::string& column : columns) taken |= same_name(column, name);
    if (!taken) return name;
  }
  return {};
}

bool can_prepare(sqlite3* db, const std::string& sql) {
  try {
    const Statement statement(db, sql);
    return true;
  } catch (const SqlError&) {
    return false;
  }
}

}  // namespace

SourceTable::SourceTable(sqlite3* db, std::string_view name) {
  if (name.starts_with('(')) {  // within FROM it can be nothing but a query
    from_ = std::string(name) + " AS t";
    id_ = "t." + quoted_name(columns_of(db, from_).at(0));
    return;
  }
  find(db, {}, name);
  const std::size_t dot = name.find('.');
  if (from_.empty() && dot != std::string_view::npos) find(db, name.substr(0, dot), name.substr(dot + 1));
  if (!from_.empty()) return;
  // A table-valued function, or nothing: then SQLite says so.
  from_ = quoted_name(name) + " AS t";
  id_ = "t." + quoted_name(columns_of(db, from_).at(0));
}

void SourceTable::find(sqlite3* db, std::string_view schema, std::string_view name) {
  Statement tables(
      db,
      "SELECT schema, name, type, wr FROM pragma_table_list WHERE name = ?1 COLLATE NOCASE AND (?2 = '' OR "
      "schema = ?2 COLLATE NOCASE) ORDER BY schema <> 'temp', schema <> 'main', schema LIMIT 1");
  tables.bind(1, name);
  tables.bind(2, schema);
  if (!tables.step()) return;
  from_ = quoted_name(tables[0].text()) + "." + quoted_name(tables[1].text()) + " AS t";
  const std::string type(tables[2].text());
  const bool without_rowid = tables[3].int64() != 0;
  const std::vector<std::string> columns = columns_of(db, from_);
  if (type != "view" && !without_rowid) {
    const std::string rowid = rowid_name(columns);
    if (!rowid.empty() && (type != "virtual" || can_prepare(db, "SELECT t." + rowid + " FROM " + from_))) {
      id_ = "t." + rowid;
      return;
    }
  }
  id_ = "t." + quoted_name(columns.at(0));
}

bool SourceTable::has_column(sqlite3* db, std::string_view column) const {
  for (const std::string& name : columns_of(db, from_))
    if (same_name(name, column)) return true;
  return false;
}

void RowIds::add(Value value) {
  const bool integer = value.type() == ValueType::integer;
  if (!integer && others_.empty()) others_.resize(integers_.size());
  integers_.push_back(value.int64());
  if (integer && others_.empty()) return;
  others_.emplace_back(integer ? nullptr : sqlite3_value_dup(value.raw()));
  if (!integer && !others_.back()) throw std::bad_alloc();
}

void RowIds::set(std::size_t i, Context& out) const {
  if (i < others_.size() && others_[i])
    out.set_value(others_[i].get());
  else
    out.set(integers_[i]);
}

std::string RowIds::describe(std::size_t i) const {
  return i < others_.size() && others_[i] ? Value(others_[i].get()).describe() : std::to_string(integers_[i]);
}

namespace detail {

PointOrGeometry read_geometry_value(Value value) {
  PointOrGeometry out;
  const ValueType type = value.type();
  if (type != ValueType::blob && type != ValueType::text) throw UserError("not a geometry: " + value.describe());
  if (type == ValueType::blob) {
    const GeometryHeader header = read_header(value.blob());
    if (header.x && header.type == GeometryType::point) {
      out.is_point = true;
      out.x = *header.x;
      out.y = *header.y;
      out.srid = header.srid;
      return out;
    }
    out.geometry = read_geometry(value.blob());
    return out;
  }
  out.geometry = read_geometry_text(value.text());
  if (out.geometry.type == GeometryType::point && !is_empty(out.geometry)) {
    out.is_point = true;
    out.x = out.geometry.x();
    out.y = out.geometry.y();
    out.srid = out.geometry.srid;
  }
  return out;
}

}  // namespace detail

std::string content_state(sqlite3* db) {
  std::string state = std::to_string(sqlite3_total_changes(db));
  Statement databases(db, "PRAGMA database_list");
  while (databases.step()) {
    const std::string name(databases[1].text());
    std::uint32_t version = 0;
    sqlite3_file_control(db, name.c_str(), SQLITE_FCNTL_DATA_VERSION, &version);
    state += ' ' + name + ' ' + std::to_string(version);
  }
  if (sqlite3_txn_state(db, nullptr) != SQLITE_TXN_WRITE) return state;
  // A statement in progress is known by its address and how often it has run. One that changes no rows (CREATE TABLE
  // AS) leaves the count of changes as it was, and another at the same address could not be told from it.
  bool known = false;
  for (sqlite3_stmt* s = sqlite3_next_stmt(db, nullptr); s != nullptr; s = sqlite3_next_stmt(db, s)) {
    if (!sqlite3_stmt_busy(s) || sqlite3_stmt_readonly(s)) continue;
    const char* sql = sqlite3_sql(s);
    if (sql == nullptr || sqlite3_strnicmp(sql, "CREATE", 6) == 0) continue;
    known = true;
    state += " s" + std::to_string(reinterpret_cast<std::uintptr_t>(s)) + ':' +
             std::to_string(sqlite3_stmt_status(s, SQLITE_STMTSTATUS_RUN, 0));
  }
  return known ? state : std::string();
}

}  // namespace sitrep
