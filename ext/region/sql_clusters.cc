// cluster_dbscan, cluster_kmeans, cluster_within; hex_cell.

#include <cmath>

#include "region/cluster.h"
#include "region/functions.h"
#include "region/geometry_index.h"
#include "region/hex_grid.h"
#include "region/sql_source.h"

namespace sitrep {
namespace {

/// A table's geometries: as points alone while they are nothing else.
struct Items {
  RowIds ids;
  std::vector<double> xs, ys;            ///< points; of other geometries a point inside or on them; NaN when EMPTY
  std::unique_ptr<GeometryIndex> index;  ///< when some are no points
  std::vector<Geometry> geometries;      ///< beside the index
  int srid = kWgs84;
  bool any = false;

  void note(int of) {
    const int known = of <= 0 ? kWgs84 : of;
    if (any && known != srid)
      throw UserError("geometries of different SRIDs: " + std::to_string(srid) + " and " + std::to_string(known));
    srid = known;
    any = true;
  }
};

/// Longitudes in a column may run from 0 to 360.
double within_turn(double x, bool globe) { return !globe || (x >= -180 && x <= 180) ? x : std::remainder(x, 360); }

Items read_items(Call& call, Args args) {
  Items items;
  read_geometries(
      call, args[0].text(), args[1].text(), items.ids,
      [&](double x, double y, int srid) {
        call.interrupt().poll();
        items.note(srid);
        if (Metric(srid).is_geographic() && std::abs(y) > 90) throw UserError("a latitude beyond 90 degrees");
        if (items.index) items.geometries.push_back(Geometry());
        items.xs.push_back(within_turn(x, Metric(srid).is_geographic()));
        items.ys.push_back(y);
      },
      [&](Geometry geometry) {
        call.interrupt().poll();
        items.note(geometry.srid);
        const Box box = envelope(geometry);
        items.xs.push_back(box.empty() ? NAN : (box.min_x + box.max_x) / 2);
        items.ys.push_back(box.empty() ? NAN : (box.min_y + box.max_y) / 2);
        if (!items.index) {
          items.index = std::make_unique<GeometryIndex>();
          items.geometries.resize(items.xs.size() - 1);
        }
        items.geometries.push_back(std::move(geometry));
      });
  if (!items.index) return items;
  for (std::size_t i = 0; i < items.geometries.size(); ++i) {
    Geometry& geometry = items.geometries[i];
    const bool point = geometry.type == GeometryType::point && geometry.coordinates.empty() && !std::isnan(items.xs[i]);
    if (point) geometry = make_point(items.xs[i], items.ys[i], items.srid);
    items.index->add(geometry);
  }
  items.index->finish();
  return items;
}

Clustering dbscan_items(Items& items, double reach, std::size_t min_points, Interrupt& interrupt) {
  if (!items.index) return dbscan(Metric(items.srid), items.xs, items.ys, reach, min_points, interrupt);
  LookupPredicate predicate;
  predicate.kind = LookupPredicate::Kind::dwithin;
  predicate.metres = reach;
  return dbscan(
      items.geometries.size(), min_points,
      [&](std::uint32_t i, std::vector<std::uint32_t>& out) {
        items.index->lookup(items.geometries[i], predicate, interrupt, out);
      },
      interrupt);
}

struct ClusterRow {
  const RowIds* ids = nullptr;
  const Clustering* clustering = nullptr;
  std::size_t i = 0;
};

/// Reads the table, clusters it, and hands out its rows.
class ClusterCursor {
 public:
  bool next(Call&) {
    if (at_ >= items_.ids.size()) return false;
    row_ = {&items_.ids, &clustering_, at_++};
    return true;
  }
  const ClusterRow& row() const { return row_; }

 protected:
  template <class Cluster>
  void run(Call& call, Args args, Cluster&& cluster) {
    items_ = read_items(call, args);
    at_ = 0;
    clustering_ = cluster(items_);
  }

  static double reach_argument(Args args, std::size_t i) {
    const double reach = args.number(i);
    if (!std::isfinite(reach) || !(reach >= 0)) args.reject(i, "a distance of 0 or more");
    // Cells need an extent; coinciding points are within any.
    return std::max(reach, 1e-6);
  }
  static std::size_t count_argument(Args args, std::size_t i) {
    const std::int64_t count = args.integer(i);
    if (count < 1 || count > 1'000'000'000) args.reject(i, "a number of 1 or more");
    return static_cast<std::size_t>(count);
  }

 private:
  Items items_;
  Clustering clustering_;
  ClusterRow row_;
  std::size_t at_ = 0;
};

class DbscanCursor : public ClusterCursor {
 public:
  void open(Call& call, Args args) {
    const double reach = reach_argument(args, 2);
    const std::size_t least = count_argument(args, 3);
    run(call, args, [&](Items& items) { return dbscan_items(items, reach, least, call.interrupt()); });
  }
};

class WithinCursor : public ClusterCursor {
 public:
  void open(Call& call, Args args) {
    const double reach = reach_argument(args, 2);
    run(call, args, [&](Items& items) { return dbscan_items(items, reach, 1, call.interrupt()); });
  }
};

class KmeansCursor : public ClusterCursor {
 public:
  void open(Call& call, Args args) {
    const std::size_t k = count_argument(args, 2);
    run(call, args, [&](Items& items) { return cluster_all(items, k, call.interrupt()); });
  }

 private:
  /// EMPTY geometries have no place among the points.
  static Clustering cluster_all(const Items& items, std::size_t k, Interrupt& interrupt) {
    std::vector<double> xs, ys;
    std::vector<std::size_t> from;
    for (std::size_t i = 0; i < items.xs.size(); ++i) {
      if (std::isnan(items.xs[i])) continue;
      xs.push_back(items.xs[i]);
      ys.push_back(items.ys[i]);
      from.push_back(i);
    }
    const Clustering some = kmeans(Metric(items.srid), xs, ys, k, interrupt);
    Clustering out;
    out.cluster.assign(items.xs.size(), Clustering::kNoise);
    for (std::size_t i = 0; i < from.size(); ++i) out.cluster[from[i]] = some.cluster[i];
    return out;
  }
};

void put_id(const ClusterRow& row, Context& out) { row.ids->set(row.i, out); }
void put_cluster(const ClusterRow& row, Context& out) {
  const std::int32_t cluster = row.clustering->cluster[row.i];
  if (cluster != Clustering::kNoise) out.set(cluster);
}

constexpr Column<ClusterRow> kCoreColumns[] = {
    {"id", put_id},
    {"cluster INTEGER", put_cluster},
    {"core INTEGER", [](const ClusterRow& row, Context& out) { out.set(row.clustering->core[row.i] != 0); }},
};
constexpr Column<ClusterRow> kColumns[] = {{"id", put_id}, {"cluster INTEGER", put_cluster}};

void put_hex_cell(Context& context, Args args) {
  const double lon = args.number(0), lat = args.number(1), size = args.number(2);
  if (!std::isfinite(lon)) args.reject(0, "a longitude in degrees");
  if (!(lat >= -90 && lat <= 90)) args.reject(1, "a latitude from -90 to 90");
  if (!(size >= kLeastHexKm && size <= kGreatestHexKm)) args.reject(2, "from 0.001 to 5000");
  context.set(hex_cell(within_turn(lon, true), lat, size).name());
}

constexpr FunctionRow kRows[] = {
    {.name = "cluster_dbscan",
     .arguments = "table, geometry_column, eps_metres, min_points",
     .implementation = table<DbscanCursor, kCoreColumns>,
     .summary =
         "Density clusters of a table's geometries (DBSCAN as ST_ClusterDBSCAN defines it): cluster from 0 in the "
         "order "
         "of the rows, NULL for noise; core: whether at least min_points, itself included, are within eps_metres. "
         "Distances are geodesic for longitude and latitude, else in the units of the plane.",
     .example = "SELECT cluster, count(*) FROM cluster_dbscan('(SELECT * FROM regions WHERE country = ''SY'')', "
                "'geom', 1000, 3) GROUP BY 1",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 10000},
    {.name = "cluster_within",
     .arguments = "table, geometry_column, metres",
     .implementation = table<WithinCursor, kColumns>,
     .summary = "Clusters of a table's geometries in which one can go from each to each in steps of at most `metres` "
                "(ST_ClusterWithin). EMPTY geometries have none.",
     .example = "SELECT count(DISTINCT cluster) FROM cluster_within('(SELECT * FROM regions WHERE country = ''SY'')', "
                "'geom', 0)",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 10000},
    {.name = "cluster_kmeans",
     .arguments = "table, geometry_column, k",
     .implementation = table<KmeansCursor, kColumns>,
     .summary =
         "At most k clusters of a table's geometries, by the middles of their envelopes (k-means from centres far "
         "apart; on the sphere for longitude and latitude). The same rows give the same clusters.",
     .example = "SELECT cluster, count(*) FROM cluster_kmeans('regions', 'geom', 5) GROUP BY 1",
     .safety = Safety::ordinary,
     .deterministic = false,
     .estimated_rows = 10000},
    {.name = "hex_cell",
     .arguments = "lon, lat, size_km",
     .returns = "TEXT",
     .implementation = Scalar{put_hex_cell},
     .summary = "Name of the hexagon that holds the point, of a grid over the world whose cells all have the area of a "
                "regular "
                "hexagon with sides of size_km. The grid lies on an equal-area projection: cells are regular near the "
                "equator and drawn out towards the poles.",
     .example = "SELECT hex_cell(36.72, 34.73, 10)"},
};

}  // namespace

std::span<const FunctionRow> cluster_functions() { return kRows; }

}  // namespace sitrep
