#include "knowledge/compile/regions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "geometry/geos.h"
#include "knowledge/compile/tsv.h"
#include "region/region_data.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using namespace region_grid;

class RegionCompiler {
 public:
  explicit RegionCompiler(ImageBuilder& image) : image_(image), country_rows_(676, 0) {}

  void run(const fs::path& sql_dir, const fs::path& world_dir) {
    read_polygons(world_dir);
    read_regions(world_dir);
    read_natural(sql_dir);
    make_bands();
    make_grid();
    run_lengths();
    image_.add("reg.rows", rows_);
    image_.add("reg.rings", rings_);
    image_.add("reg.points", points_);
    image_.add("reg.bands", bands_);
    image_.add("reg.edges", edge_runs_);
    image_.add("reg.cell_rows", cell_rows_);
    image_.add("reg.cells", cell_runs_);
    image_.add("reg.candidates", candidates_);
    image_.add("reg.lists", lists_);
    image_.add("reg.countries", country_rows_);
    image_.add_text("reg.strings", strings_);
  }

 private:
  struct RawRing {
    std::uint32_t polygon, ring;
    std::string text;
  };

  Text text(std::string_view value) {
    const Text out{static_cast<std::uint32_t>(strings_.size()), static_cast<std::uint32_t>(value.size())};
    strings_ += value;
    return out;
  }

  void read_polygons(const fs::path& world_dir) {
    each_tsv_line(world_dir / "polygons.tsv", 4, [&](std::span<const std::string_view> f) {
      std::string_view id = f[0], polygon = f[1], ring = f[2];
      raw_[static_cast<std::uint32_t>(take_integer(id))].push_back({static_cast<std::uint32_t>(take_integer(polygon)),
                                                                    static_cast<std::uint32_t>(take_integer(ring)),
                                                                    std::string(f[3])});
    });
  }

  void read_regions(const fs::path& world_dir) {
    std::map<std::pair<int, std::uint32_t>, RegionRow> ordered;
    each_tsv_line(world_dir / "regions.tsv", 7, [&](std::span<const std::string_view> f) {
      RegionRow row;
      std::string_view id = f[0];
      row.id = static_cast<std::uint32_t>(take_integer(id));
      row.level = f[1] == "country" ? RegionLevel::country : RegionLevel::admin1;
      row.name = text(f[2]);
      if (f[3].size() == 2) std::copy_n(f[3].data(), 2, row.country);
      row.iso_code = text(f[4]);
      ordered[{static_cast<int>(row.level), row.id}] = row;
    });
    for (auto& [key, row] : ordered) {
      begin_rings(row);
      const std::vector<Geometry> polygons = valid_polygons(read_polygons_of(row.id));
      for (std::uint32_t i = 0; i < polygons.size(); ++i) add_polygon(row, i, polygons[i]);
      end_rings(row);
      if (row.level == RegionLevel::country && row.country[0] >= 'A') {
        country_rows_[static_cast<std::size_t>((row.country[0] - 'A') * 26 + row.country[1] - 'A')] =
            static_cast<std::uint16_t>(rows_.size());
      }
    }
  }

  void read_natural(const fs::path& sql_dir) {
    const Csv csv(sql_dir / "gazetteer" / "natural_regions.csv", {"name", "kind", "country", "names", "ring"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      RegionRow row;
      row.id = 1'000'000 + static_cast<std::uint32_t>(i);
      row.level = RegionLevel::natural;
      row.name = text(csv.at(i, "name"));
      begin_rings(row);
      std::vector<MicroPoint> points;
      for (const std::string& pair : split(csv.at(i, "ring"), ',')) {
        double lon = 0, lat = 0;
        if (std::sscanf(pair.c_str(), "%lf %lf", &lon, &lat) != 2) csv.fail(i, "lon lat expected: " + pair);
        points.push_back(
            {static_cast<std::int32_t>(std::lround(lon * 1e6)), static_cast<std::int32_t>(std::lround(lat * 1e6))});
      }
      if (points.size() < 3) csv.fail(i, "a ring needs three points");
      push_ring(row, 0, false, points);
      end_rings(row);
    }
  }

  void begin_rings(RegionRow& row) {
    row.rings_begin = static_cast<std::uint32_t>(rings_.size());
    row.min_x = row.min_y = std::numeric_limits<std::int32_t>::max();
    row.max_x = row.max_y = std::numeric_limits<std::int32_t>::min();
  }

  /// The polygons of a region as the world data has them.
  std::vector<Geometry> read_polygons_of(std::uint32_t id) {
    std::vector<Geometry> polygons;
    std::uint32_t polygon = 0;
    for (const RawRing& raw : raw_[id]) {
      Geometry ring;
      ring.type = GeometryType::line_string;
      std::string_view rest = raw.text;
      std::int64_t x = 0, y = 0;
      while (!rest.empty()) {
        x += take_integer(rest);
        y += take_integer(rest);
        ring.coordinates.push_back(static_cast<double>(x) / kMicro);
        ring.coordinates.push_back(static_cast<double>(y) / kMicro);
      }
      if (ring.size() < 3) continue;
      if (ring.x() != ring.x(ring.size() - 1) || ring.y() != ring.y(ring.size() - 1)) {
        ring.coordinates.push_back(ring.coordinates[0]);
        ring.coordinates.push_back(ring.coordinates[1]);
      }
      if (ring.size() < 4) continue;
      if (polygons.empty() || raw.polygon != polygon) {
        polygons.emplace_back().type = GeometryType::polygon;
        polygon = raw.polygon;
      }
      polygons.back().parts.push_back(std::move(ring));
    }
    return polygons;
  }

  /// Polygons that cross or share an edge become their union on the micro-degree grid, so that every region is a valid
  /// geometry and the even-odd rule holds for it.
  std::vector<Geometry> valid_polygons(std::vector<Geometry> polygons) {
    Geometry whole;
    whole.type = GeometryType::multi_polygon;
    whole.parts = polygons;
    if (geos_.test(GEOSisValid_r, geos_.from(whole))) return polygons;
    std::vector<GeosGeometry> parts;
    for (const Geometry& polygon : polygons) parts.push_back(geos_.make(GEOSMakeValid_r, geos_.from(polygon)));
    const GeosGeometry all = geos_.collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
    Geometry merged = geos_.to(geos_.make(GEOSUnaryUnionPrec_r, all, 1 / kMicro));
    std::vector<Geometry> out;
    collect_polygons(merged, out);
    return out;
  }
  static void collect_polygons(const Geometry& geometry, std::vector<Geometry>& out) {
    if (geometry.type == GeometryType::polygon && !geometry.parts.empty()) out.push_back(geometry);
    if (geometry.type == GeometryType::polygon) return;
    for (const Geometry& part : geometry.parts) collect_polygons(part, out);
  }

  void add_polygon(RegionRow& row, std::uint32_t number, const Geometry& polygon) {
    for (std::size_t r = 0; r < polygon.parts.size(); ++r) {
      const Geometry& ring = polygon.parts[r];
      std::vector<MicroPoint> points;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        points.push_back({static_cast<std::int32_t>(std::lround(ring.x(i) * kMicro)),
                          static_cast<std::int32_t>(std::lround(ring.y(i) * kMicro))});
      }
      push_ring(row, number, r > 0, points);
    }
  }

  void push_ring(RegionRow& row, std::uint32_t polygon, bool hole, std::vector<MicroPoint>& points) {
    if (points.front().x != points.back().x || points.front().y != points.back().y) points.push_back(points.front());
    if (points.size() < 4) return;
    RingRow ring;
    ring.first = static_cast<std::uint32_t>(points_.size());
    points_.insert(points_.end(), points.begin(), points.end());
    ring.last = static_cast<std::uint32_t>(points_.size());
    ring.polygon = polygon;
    ring.hole = hole;
    rings_.push_back(ring);
    for (const MicroPoint& p : points) {
      row.min_x = std::min(row.min_x, p.x);
      row.max_x = std::max(row.max_x, p.x);
      row.min_y = std::min(row.min_y, p.y);
      row.max_y = std::max(row.max_y, p.y);
    }
  }

  void end_rings(RegionRow& row) {
    row.rings_end = static_cast<std::uint32_t>(rings_.size());
    if (row.rings_begin == row.rings_end) row.min_x = row.min_y = row.max_x = row.max_y = 0;
    rows_.push_back(row);
  }

  template <class Visit>
  void each_edge(const RegionRow& row, Visit&& visit) const {
    for (std::uint32_t r = row.rings_begin; r < row.rings_end; ++r) {
      for (std::uint32_t p = rings_[r].first; p + 1 < rings_[r].last; ++p) visit(p);
    }
  }

  void make_bands() {
    for (RegionRow& row : rows_) {
      row.bands = static_cast<std::uint32_t>(bands_.size());
      const std::int32_t first = row_of(row.min_y);
      std::vector<std::vector<std::uint32_t>> band(static_cast<std::size_t>(RegionData::band_count(row)));
      each_edge(row, [&](std::uint32_t p) {
        const auto [low, high] = std::minmax(points_[p].y, points_[p + 1].y);
        for (std::int32_t r = row_of(low); r <= row_of(high); ++r)
          band[static_cast<std::size_t>(r - first)].push_back(p);
      });
      for (const auto& list : band) {
        bands_.push_back(static_cast<std::uint32_t>(edges_.size()));
        edges_.insert(edges_.end(), list.begin(), list.end());
      }
      bands_.push_back(static_cast<std::uint32_t>(edges_.size()));
    }
  }

  /// A cell that no admin-1 edge comes near lies wholly in one region or in none; the others get the list of regions
  /// whose edges come within reach of it.
  void make_grid() {
    std::vector<std::set<std::uint16_t>> near(static_cast<std::size_t>(kColumns) * kRows);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].level != RegionLevel::admin1) continue;
      each_edge(rows_[i],
                [&](std::uint32_t p) { mark(points_[p], points_[p + 1], static_cast<std::uint16_t>(i), near); });
    }
    // The image so far is enough for point-in-polygon.
    std::map<std::vector<std::uint16_t>, std::uint16_t> list_number;
    cells_.assign(near.size(), 0);
    lists_.push_back(0);
    const std::vector<std::vector<std::uint16_t>> centre = regions_at_centres();
    for (std::size_t cell = 0; cell < near.size(); ++cell) {
      if (near[cell].empty()) {
        if (!centre[cell].empty()) cells_[cell] = static_cast<std::uint16_t>(centre[cell].front() + 1);
        continue;
      }
      near[cell].insert(centre[cell].begin(), centre[cell].end());
      const std::vector<std::uint16_t> list(near[cell].begin(), near[cell].end());
      const auto [found, added] = list_number.emplace(list, static_cast<std::uint16_t>(list_number.size()));
      if (added) {
        candidates_.insert(candidates_.end(), list.begin(), list.end());
        lists_.push_back(static_cast<std::uint32_t>(candidates_.size()));
        if (list_number.size() >= kList) throw std::runtime_error("too many candidate lists for the region grid");
      }
      cells_[cell] = static_cast<std::uint16_t>(kList | found->second);
    }
  }

  /// Neighbouring edges of a band, and like cells of a row, become runs.
  void run_lengths() {
    std::vector<std::uint32_t> starts(edges_.size() + 1);
    std::vector<bool> band_begins(edges_.size() + 1);
    for (const std::uint32_t begin : bands_) band_begins[begin] = true;
    for (std::size_t e = 0; e < edges_.size(); ++e) {
      starts[e] = static_cast<std::uint32_t>(edge_runs_.size());
      EdgeRun* last = edge_runs_.empty() ? nullptr : &edge_runs_.back();
      if (last != nullptr && !band_begins[e] && edges_[e] == last->first() + last->count() &&
          last->count() < EdgeRun::kMostEdges) {
        *last = EdgeRun(last->first(), last->count() + 1);
        starts[e] = static_cast<std::uint32_t>(edge_runs_.size() - 1);
      } else {
        edge_runs_.emplace_back(edges_[e], 1u);
      }
    }
    starts[edges_.size()] = static_cast<std::uint32_t>(edge_runs_.size());
    for (std::uint32_t& begin : bands_) begin = starts[begin];
    for (std::int32_t r = 0; r < kRows; ++r) {
      cell_rows_.push_back(static_cast<std::uint32_t>(cell_runs_.size()));
      for (std::int32_t c = 0; c < kColumns; ++c) {
        const std::uint16_t value = cells_[static_cast<std::size_t>(r) * kColumns + static_cast<std::size_t>(c)];
        if (c == 0 || value != cell_runs_.back().value) cell_runs_.push_back({static_cast<std::uint16_t>(c), value});
      }
    }
    cell_rows_.push_back(static_cast<std::uint32_t>(cell_runs_.size()));
    if (points_.size() >= EdgeRun::kMostPoints) throw std::length_error("too many points in the regions");
  }

  static void mark(MicroPoint a, MicroPoint b, std::uint16_t region, std::vector<std::set<std::uint16_t>>& near) {
    constexpr double kDegree = 111'195;
    const auto margin_y = static_cast<std::int32_t>(RegionData::kCoastMetres / kDegree * 1e6) + 1;
    const double latitude = std::min(89.0, std::max(std::abs(a.y), std::abs(b.y)) * 1e-6 + 0.2);
    const auto margin_x = static_cast<std::int32_t>(margin_y / std::cos(latitude * std::acos(-1.0) / 180));
    for (std::int32_t r = row_of(std::min(a.y, b.y) - margin_y); r <= row_of(std::max(a.y, b.y) + margin_y); ++r) {
      for (std::int32_t c = column_of(std::min(a.x, b.x) - margin_x); c <= column_of(std::max(a.x, b.x) + margin_x);
           ++c)
        near[static_cast<std::size_t>(r) * kColumns + static_cast<std::size_t>(c)].insert(region);
    }
  }

  /// The admin-1 regions that hold each cell's centre: scan lines, one for each row of the grid.
  std::vector<std::vector<std::uint16_t>> regions_at_centres() const {
    std::vector<std::vector<std::uint16_t>> at(static_cast<std::size_t>(kColumns) * kRows);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const RegionRow& row = rows_[i];
      if (row.level != RegionLevel::admin1) continue;
      for (std::int32_t r = row_of(row.min_y); r <= row_of(row.max_y); ++r) {
        const double y = r * static_cast<double>(kCell) - 90e6 + kCell / 2.0;
        const std::size_t band = row.bands + static_cast<std::size_t>(r - row_of(row.min_y));
        std::vector<double> crossings;
        for (std::uint32_t e = bands_[band]; e < bands_[band + 1]; ++e) {
          const MicroPoint a = points_[edges_[e]], b = points_[edges_[e] + 1];
          if ((a.y > y) == (b.y > y)) continue;
          crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (static_cast<double>(b.x) - a.x));
        }
        std::ranges::sort(crossings);
        for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
          for (std::int32_t c = 0; c < kColumns; ++c) {
            const double x = c * static_cast<double>(kCell) - 180e6 + kCell / 2.0;
            if (x >= crossings[k] && x < crossings[k + 1])
              at[static_cast<std::size_t>(r) * kColumns + static_cast<std::size_t>(c)].push_back(
                  static_cast<std::uint16_t>(i));
          }
        }
      }
    }
    return at;
  }

  static constexpr double kMicro = 1e6;

  ImageBuilder& image_;
  Geos geos_;
  std::map<std::uint32_t, std::vector<RawRing>> raw_;
  std::vector<RegionRow> rows_;
  std::vector<RingRow> rings_;
  std::vector<MicroPoint> points_;
  std::vector<std::uint32_t> bands_, edges_, lists_;
  std::vector<std::uint32_t> cell_rows_;
  std::vector<EdgeRun> edge_runs_;
  std::vector<CellRun> cell_runs_;
  std::vector<std::uint16_t> cells_, candidates_, country_rows_;
  std::string strings_;
};

}  // namespace

void compile_regions(const fs::path& sql_dir, const fs::path& world_dir, ImageBuilder& image) {
  RegionCompiler(image).run(sql_dir, world_dir);
}

}  // namespace sitrep
