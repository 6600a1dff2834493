// Table-valued: the parts, points, rings and pieces of a geometry; grids.

#include <cmath>

#include "geometry/grid.h"
#include "geometry/sql_state.h"
#include "geometry/subdivide.h"

namespace sitrep {
namespace {

/// A piece and the numbers, from 1, that lead to it.
struct Piece {
  std::vector<std::size_t> path;
  Geometry geometry;
};

std::string path_text(const Piece& piece) {
  std::string text = "[";
  for (std::size_t i = 0; i < piece.path.size(); ++i) text += (i > 0 ? "," : "") + std::to_string(piece.path[i]);
  return text + "]";
}

constexpr Column<Piece> kPieceColumns[] = {
    {"path TEXT", [](const Piece& p, Context& out) { out.set(path_text(p)); }},
    {"geom BLOB", [](const Piece& p, Context& out) { set_geometry(out, p.geometry); }},
};

/// Pieces made at once, and handed out one by one.
class Pieces {
 public:
  bool next(Call&) { return at_++ < pieces_.size(); }
  const Piece& row() const { return pieces_[at_ - 1]; }

 protected:
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
};

Geometry point_at(const Geometry& line, std::size_t i) {
  Geometry point = make_like(GeometryType::point, line);
  const auto from = line.coordinates.begin() + static_cast<std::ptrdiff_t>(i * line.stride());
  point.coordinates.assign(from, from + static_cast<std::ptrdiff_t>(line.stride()));
  return point;
}

class Dump : public Pieces {
 public:
  void open(Call& call, Args args) {
    pieces_.clear();
    at_ = 0;
    add(read_argument(call, args, 0), {});
  }

 private:
  void add(Geometry geometry, const std::vector<std::size_t>& path) {
    if (is_empty(geometry)) return;
    if (!is_multi(geometry.type)) {
      pieces_.push_back({path, std::move(geometry)});
      return;
    }
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
      std::vector<std::size_t> deeper = path;
      deeper.push_back(i + 1);
      add(std::move(geometry.parts[i]), deeper);
    }
  }
};

/// Points, or the segments between them.
template <bool segments>
class DumpLines : public Pieces {
 public:
  void open(Call& call, Args args) {
    pieces_.clear();
    at_ = 0;
    add(call, read_argument(call, args, 0), {});
  }

 private:
  void add(Call& call, const Geometry& geometry, const std::vector<std::size_t>& path) {
    call.interrupt().poll();
    for (std::size_t i = 0; i + (segments ? 1 : 0) < geometry.size(); ++i) {
      Piece piece{path, point_at(geometry, i)};
      piece.path.push_back(i + 1);
      if constexpr (segments) {
        const Geometry end = point_at(geometry, i + 1);
        piece.geometry.type = GeometryType::line_string;
        piece.geometry.coordinates.insert(piece.geometry.coordinates.end(), end.coordinates.begin(),
                                          end.coordinates.end());
      }
      pieces_.push_back(std::move(piece));
    }
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
      std::vector<std::size_t> deeper = path;
      deeper.push_back(i + 1);
      add(call, geometry.parts[i], deeper);
    }
  }
};

/// The rings of a polygon as polygons; 0 is the outer one.
class DumpRings : public Pieces {
 public:
  void open(Call& call, Args args) {
    pieces_.clear();
    at_ = 0;
    const Geometry polygon = read_argument(call, args, 0);
    if (polygon.type != GeometryType::polygon) args.reject(0, "a POLYGON");
    for (std::size_t i = 0; i < polygon.parts.size(); ++i) {
      Geometry ring = make_like(GeometryType::polygon, polygon);
      ring.parts.push_back(polygon.parts[i]);
      pieces_.push_back({{i}, std::move(ring)});
    }
  }
};

class Subdivide : public Pieces {
 public:
  explicit Subdivide(Connection& connection) : connection_(&connection) {}
  void open(Call& call, Args args) {
    pieces_.clear();
    at_ = 0;
    constexpr std::int64_t kLeast = 5, kUsual = 256;
    const std::int64_t most = args.has(1) ? args.integer(1) : kUsual;
    if (most < kLeast) args.reject(1, "5 or more");
    const GeosInterruptScope scope(call.interrupt());
    std::vector<Geometry> parts = subdivide(connection_->slot<GeosState>().geos(), read_argument(call, args, 0),
                                            static_cast<std::size_t>(most), call.interrupt());
    for (std::size_t i = 0; i < parts.size(); ++i) pieces_.push_back({{i + 1}, std::move(parts[i])});
  }

 private:
  Connection* connection_;
};

constexpr Column<Piece> kSubdivideColumns[] = {
    {"geom BLOB", [](const Piece& p, Context& out) { set_geometry(out, p.geometry); }},
};

struct Cell {
  Geometry (*draw)(double, std::int64_t, std::int64_t, int) = nullptr;
  double size = 0;
  std::int64_t i = 0, j = 0;
  int srid = kWgs84;
};

constexpr Column<Cell> kCellColumns[] = {
    {"geom BLOB", [](const Cell& c, Context& out) { set_geometry(out, c.draw(c.size, c.i, c.j, c.srid)); }},
    {"i INTEGER", [](const Cell& c, Context& out) { out.set(c.i); }},
    {"j INTEGER", [](const Cell& c, Context& out) { out.set(c.j); }},
};

/// Cells are drawn as they are asked for, so a grid may be larger than memory.
template <GridKind kind>
class Grid {
 public:
  void open(Call& call, Args args) {
    const double size = args.number(0);
    if (!(size > 0 && std::isfinite(size))) args.reject(0, "a finite size above 0");
    const Geometry bounds = read_argument(call, args, 1);
    cell_ = {.draw = kind == GridKind::square ? square_cell : hexagon_cell, .size = size, .srid = bounds.srid};
    walk_ = GridWalk(kind, size, envelope(bounds));
  }
  bool next(Call& call) {
    call.interrupt().poll();
    if (!walk_.next()) return false;
    cell_.i = walk_.column();
    cell_.j = walk_.row();
    return true;
  }
  const Cell& row() const { return cell_; }

 private:
  Cell cell_;
  GridWalk walk_;
};

constexpr FunctionRow kRows[] = {
    {.name = "ST_Dump",
     .arguments = "geom",
     .implementation = table<Dump, kPieceColumns>,
     .summary =
         "A row for each single geometry within a geometry; path is a JSON array of the numbers, from 1, that lead "
         "to it ([] for a single geometry). Nothing for EMPTY.",
     .example = "SELECT path, ST_AsText(geom) FROM ST_Dump('MULTIPOINT(1 2, 3 4)')"},
    {.name = "ST_DumpPoints",
     .arguments = "geom",
     .implementation = table<DumpLines<false>, kPieceColumns>,
     .summary =
         "A row for each point of a geometry, the closing ones of rings included; path leads through parts, rings "
         "and points.",
     .example = "SELECT path, ST_AsText(geom) FROM ST_DumpPoints('LINESTRING(1 2, 3 4)')"},
    {.name = "ST_DumpSegments",
     .arguments = "geom",
     .implementation = table<DumpLines<true>, kPieceColumns>,
     .summary = "A row for each edge of the lines and rings of a geometry, as a line of two points.",
     .example = "SELECT path, ST_AsText(geom) FROM ST_DumpSegments('LINESTRING(0 0, 1 1, 2 0)')"},
    {.name = "ST_DumpRings",
     .arguments = "polygon",
     .implementation = table<DumpRings, kPieceColumns>,
     .summary = "A row for each ring of a polygon, as a polygon; path is [0] for the outer ring, then the holes.",
     .example = "SELECT path, ST_AsText(geom) FROM ST_DumpRings('POLYGON((0 0, 0 1, 1 1, 0 0))')"},
    {.name = "ST_Subdivide",
     .arguments = "geom [, max_vertices]",
     .implementation = table<Subdivide, kSubdivideColumns>,
     .summary = "The geometry cut into pieces of at most max_vertices (256; 5 or more) points each.",
     .example = "SELECT count(*), sum(ST_Area(geom)) FROM ST_Subdivide(ST_Buffer('POINT(0 0)', 1, 64), 32)"},
    {.name = "ST_SquareGrid",
     .arguments = "size, bounds",
     .implementation = table<Grid<GridKind::square>, kCellColumns>,
     .summary =
         "The squares of side size (units of the coordinates) that meet the bounding box of bounds, with column i "
         "and row j from the origin, so that grids of neighbouring areas fit together.",
     .example = "SELECT i, j FROM ST_SquareGrid(1, ST_MakeEnvelope(0.2, 0.2, 1.2, 0.8))",
     .estimated_rows = 1000},
    {.name = "ST_HexagonGrid",
     .arguments = "size, bounds",
     .implementation = table<Grid<GridKind::hexagon>, kCellColumns>,
     .summary =
         "The hexagons of side size that meet the bounding box of bounds, with column i and row j from the origin.",
     .example = "SELECT i, j FROM ST_HexagonGrid(1, ST_MakeEnvelope(0.2, 0.2, 1.2, 0.8))",
     .aliases = "ST_HexagonalGrid",
     .estimated_rows = 1000},
};

}  // namespace

std::span<const FunctionRow> dump_functions() { return kRows; }

}  // namespace sitrep
