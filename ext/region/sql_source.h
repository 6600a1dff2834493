#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/geometry.h"
#include "sqlite/function.h"
#include "sqlite/statement.h"

namespace sitrep {

/// A table, view or table-valued function without arguments, by the name the user gave ("events", "aux.events"), or a
/// query in parentheses ("(SELECT …)"), and what its rows are known by: the rowid; of a view, a query or a table
/// without rowid, the first column.
class SourceTable {
 public:
  /// Throws SqlError when there is no such table.
  SourceTable(sqlite3* db, std::string_view name);

  const std::string& id() const { return id_; }      ///< as an SQL expression over alias t
  const std::string& from() const { return from_; }  ///< `"main"."events" AS t`
  bool has_column(sqlite3* db, std::string_view column) const;

 private:
  void find(sqlite3* db, std::string_view schema, std::string_view name);
  std::string id_, from_;
};

/// The identities of a table's rows in the order read: integers as a rule, else copies of the values.
class RowIds {
 public:
  void add(Value value);
  void set(std::size_t i, Context& out) const;
  std::string describe(std::size_t i) const;  ///< for errors
  std::size_t size() const { return integers_.size(); }

 private:
  struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
  };
  std::vector<std::int64_t> integers_;
  std::vector<std::unique_ptr<sqlite3_value, FreeValue>> others_;  ///< empty while all ids are integers
};

/// Reads a geometry column: visit_point(x, y, srid) for points that are not EMPTY, visit(Geometry) for the others;
/// NULLs are left out. Errors name the row.
template <class VisitPoint, class Visit>
void read_geometries(Call& call, std::string_view table, std::string_view column, RowIds& ids, VisitPoint&& visit_point,
                     Visit&& visit);

/// A string that is the same as long as the content of the connection's databases is, for whatever keeps what it has
/// read from a table: data versions and the count of changes. Within a write transaction, where a rollback may undo
/// changes that it has counted, the running statement is part of it; empty when that cannot be told, and nothing may be
/// kept beyond the cursor.
std::string content_state(sqlite3* db);

// --- How it is done ------------------------------------------------------------------------------------------------

namespace detail {
struct PointOrGeometry {
  bool is_point = false;
  double x = 0, y = 0;
  int srid = kWgs84;
  Geometry geometry;
};
PointOrGeometry read_geometry_value(Value value);
}  // namespace detail

template <class VisitPoint, class Visit>
void read_geometries(Call& call, std::string_view table, std::string_view column, RowIds& ids, VisitPoint&& visit_point,
                     Visit&& visit) {
  const SourceTable source(call.connection().db(), table);
  const std::string geom = "t." + quoted_name(column);
  Statement rows(call.connection().db(),
                 "SELECT " + source.id() + ", " + geom + " FROM " + source.from() + " WHERE " + geom + " IS NOT NULL");
  while (rows.step()) {
    ids.add(rows[0]);
    try {
      detail::PointOrGeometry read = detail::read_geometry_value(rows[1]);
      if (read.is_point)
        visit_point(read.x, read.y, read.srid);
      else
        visit(std::move(read.geometry));
    } catch (const UserError& error) {
      throw UserError("row " + ids.describe(ids.size() - 1) + " of " + std::string(table) + ": " + error.what());
    }
  }
}

}  // namespace sitrep
