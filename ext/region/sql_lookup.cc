// spatial_lookup: rows of a table by where they are.

#include <algorithm>
#include <map>

#include "region/functions.h"
#include "region/geometry_index.h"
#include "region/sql_source.h"

namespace sitrep {
namespace {

/// The index of a table's geometry column with the identities of its rows.
struct IndexedColumn {
  RowIds ids;
  GeometryIndex index;
};

std::shared_ptr<IndexedColumn> build(Call& call, const std::string& table, const std::string& column) {
  auto made = std::make_shared<IndexedColumn>();
  GeometryIndex& index = made->index;
  constexpr std::size_t kMostBytes = std::size_t{2} << 30;
  const auto check = [&] {
    call.interrupt().poll();
    if (index.memory() > kMostBytes) throw UserError("the geometries of " + table + " take more than 2 GB");
  };
  read_geometries(
      call, table, column, made->ids,
      [&](double x, double y, int srid) {
        index.add_point(x, y, srid);
        check();
      },
      [&](Geometry geometry) {
        index.add(std::move(geometry));
        check();
      });
  index.finish();
  return made;
}

/// What a statement in a write transaction has indexed: it lives as long as a cursor of it is open.
struct StatementIndexes {
  struct Entry {
    std::string state;
    std::shared_ptr<IndexedColumn> column;
  };
  std::map<std::pair<std::string, std::string>, Entry> entries;
};

/// The indexes of a connection. One outside a write transaction is kept until the content of the databases changes; in
/// a write transaction one lives for the statement.
class LookupState {
 public:
  /// What cursors of one statement share; each keeps it while it is open. In a correlated subquery the next cursor
  /// opens before the last one closes, so that it outlives each of them.
  std::shared_ptr<StatementIndexes> enter() {
    auto shared = statement_.lock();
    if (!shared) statement_ = shared = std::make_shared<StatementIndexes>();
    return shared;
  }

  std::shared_ptr<IndexedColumn> get(Call& call, StatementIndexes& statement, std::string_view table,
                                     std::string_view column) {
    sqlite3* db = call.connection().db();
    const std::string state = content_state(db);
    if (!state.empty()) {
      for (std::size_t i = 0; i < kept_.size(); ++i) {
        if (kept_[i].table != table || kept_[i].column != column) continue;
        if (kept_[i].state == state) {
          std::rotate(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(i),
                      kept_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
          return kept_.front().index;
        }
        kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(i));
        break;
      }
    }
    const std::string changes = std::to_string(sqlite3_total_changes(db));
    const std::pair<std::string, std::string> key(table, column);
    if (const auto found = statement.entries.find(key); state.empty() && found != statement.entries.end()) {
      if (found->second.state == changes) return found->second.column;
    }
    const std::shared_ptr<IndexedColumn> made = build_nested(call, key.first, key.second);
    if (state.empty()) {
      statement.entries[key] = {changes, made};
    } else {
      kept_.insert(kept_.begin(), Kept{key.first, key.second, state, made});
      trim();
    }
    return made;
  }

 private:
  struct Kept {
    std::string table, column, state;
    std::shared_ptr<IndexedColumn> index;
  };

  /// A view over spatial_lookup may be indexed, but not one that comes back to itself.
  std::shared_ptr<IndexedColumn> build_nested(Call& call, const std::string& table, const std::string& column) {
    constexpr int kDeepest = 8;
    if (depth_ >= kDeepest) throw UserError(table + " reads spatial_lookup over itself");
    struct Depth {
      int& depth;
      explicit Depth(int& d) : depth(d) { ++depth; }
      ~Depth() { --depth; }
    } const deeper(depth_);
    return build(call, table, column);
  }

  void trim() {
    constexpr std::size_t kMostIndexes = 16, kMostBytes = std::size_t{1} << 30;
    std::size_t bytes = 0, keep = 0;
    for (; keep < kept_.size() && keep < kMostIndexes; ++keep) {
      bytes += kept_[keep].index->index.memory();
      if (keep > 0 && bytes > kMostBytes) break;
    }
    kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(keep), kept_.end());
  }

  std::weak_ptr<StatementIndexes> statement_;
  std::vector<Kept> kept_;  ///< most recently used first
  int depth_ = 0;
};

struct LookupRow {
  std::shared_ptr<IndexedColumn> column;
  std::uint32_t entry = 0;
  Geometry geometry;  ///< that was asked with
};

class LookupCursor {
 public:
  explicit LookupCursor(Connection& connection)
      : state_(&connection.slot<LookupState>()), statement_(state_->enter()) {}

  void open(Call& call, Args args) {
    const std::string_view table = args[0].text(), column = args[1].text();
    if (!row_.column || table != table_ || column != column_) {
      row_.column = state_->get(call, *statement_, table, column);
      table_ = table;
      column_ = column;
    }
    if (args[3].is_null()) {
      predicate_ = LookupPredicate();
      predicate_text_.clear();
    } else if (const std::string_view text = args[3].document(); text != predicate_text_ || text.empty()) {
      const auto parsed = parse_lookup_predicate(text);
      if (!parsed) args.reject(3, "intersects, contains, within, dwithin:METRES or nearest:K");
      predicate_ = *parsed;
      predicate_text_ = text;
    }
    found_.clear();
    i_ = 0;
    GeometryIndex& index = row_.column->index;
    detail::PointOrGeometry asked = read(args);
    if (asked.is_point && (asked.srid <= 0 ? kWgs84 : asked.srid) == index.srid()) {
      row_.geometry.type = GeometryType::point;
      row_.geometry.srid = index.srid();
      row_.geometry.parts.clear();
      row_.geometry.has_z = row_.geometry.has_m = false;
      row_.geometry.coordinates.assign({asked.x, asked.y});  // in the memory of the point before
      index.lookup_point(asked.x, asked.y, predicate_, call.interrupt(), found_);
    } else {
      row_.geometry = asked.is_point ? make_point(asked.x, asked.y, asked.srid) : std::move(asked.geometry);
      index.lookup(row_.geometry, predicate_, call.interrupt(), found_);
    }
  }

  bool next(Call&) {
    if (i_ >= found_.size()) return false;
    row_.entry = found_[i_++];
    return true;
  }

  const LookupRow& row() const { return row_; }

 private:
  static detail::PointOrGeometry read(Args args) {
    try {
      return detail::read_geometry_value(args[2]);
    } catch (const UserError& error) {
      throw UserError(std::string("geom: ") + error.what());
    }
  }

  LookupState* state_;
  std::shared_ptr<StatementIndexes> statement_;
  LookupRow row_;
  std::string table_, column_, predicate_text_;
  LookupPredicate predicate_;
  std::vector<std::uint32_t> found_;
  std::size_t i_ = 0;
};

constexpr Column<LookupRow> kColumns[] = {
    {"id", [](const LookupRow& row, Context& out) { row.column->ids.set(row.entry, out); }},
    {"distance REAL",
     [](const LookupRow& row, Context& out) {
       const GeosInterruptScope scope(out.interrupt());
       out.set(row.column->index.distance(row.entry, row.geometry));
     }},
};

constexpr FunctionRow kRows[] = {
    {.name = "spatial_lookup",
     .arguments = "table, geometry_column, geom [, predicate]",
     .implementation = table<LookupCursor, kColumns>,
     .summary =
         "The rows of a table, view or temporary view (by rowid; of a view by its first column) whose geometry "
         "satisfies "
         "the predicate: intersects (default), contains or within the one given, dwithin:METRES of it, or nearest:K; "
         "with the distance in metres (for a reference system other than longitude and latitude, in its units). An "
         "index is built at the first use, kept, and built anew when the databases have changed.",
     .example = "SELECT id, round(distance) FROM spatial_lookup('regions', 'geom', 'POINT(36.72 34.73)')",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 2,
     .estimated_cost = 10},
};

}  // namespace

std::span<const FunctionRow> lookup_functions() { return kRows; }

}  // namespace sitrep
