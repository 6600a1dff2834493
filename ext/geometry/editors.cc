#include "geometry/editors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "geometry/measure.h"
#include "text/error.h"

namespace sitrep {
namespace {

/// Calls `change` with the numbers of each point in turn.
template <class Change>
void each_point(Geometry& geometry, const Change& change) {
  const std::size_t stride = geometry.stride();
  for (std::size_t i = 0; i + stride <= geometry.coordinates.size(); i += stride) change(&geometry.coordinates[i]);
  for (Geometry& part : geometry.parts) each_point(part, change);
}

void append_point(const Geometry& from, std::size_t i, std::vector<double>& out) {
  const auto at = from.coordinates.begin() + static_cast<std::ptrdiff_t>(i * from.stride());
  out.insert(out.end(), at, at + static_cast<std::ptrdiff_t>(from.stride()));
}

/// Rebuilds lines and rings with `rebuild`; what comes out with too few points goes, and with its outer ring a polygon.
template <class Rebuild>
Geometry rebuilt(const Geometry& geometry, const Rebuild& rebuild) {
  if (geometry.type == GeometryType::point) return rebuild(geometry, false);
  if (geometry.type == GeometryType::line_string) {
    Geometry line = rebuild(geometry, false);
    if (line.size() < 2) line.coordinates.clear();
    return line;
  }
  Geometry made = make_like(geometry.type, geometry);
  for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
    if (geometry.type == GeometryType::polygon) {
      constexpr std::size_t kLeastRing = 4;
      Geometry ring = rebuild(geometry.parts[i], true);
      if (ring.size() < kLeastRing && i == 0) break;
      if (ring.size() >= kLeastRing) made.parts.push_back(std::move(ring));
    } else {
      Geometry part = rebuilt(geometry.parts[i], rebuild);
      if (!is_empty(part)) made.parts.push_back(std::move(part));
    }
  }
  return made;
}

constexpr double kMostAddedPoints = 10'000'000;

void extract_into(const Geometry& geometry, int kind, Geometry& out) {
  if (geometry.type == GeometryType::collection || is_multi(geometry.type)) {
    for (const Geometry& part : geometry.parts) extract_into(part, kind, out);
  } else if (dimension(geometry) == kind && !is_empty(geometry)) {
    out.parts.push_back(geometry);
  }
}

void collect_points(const Geometry& geometry, Geometry& out) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    Geometry point = make_like(GeometryType::point, geometry);
    append_point(geometry, i, point.coordinates);
    out.parts.push_back(std::move(point));
  }
  for (const Geometry& part : geometry.parts) collect_points(part, out);
}

/// A multipoint without points within `tolerance` of one that is kept; of two the southern is. Kept points are told by
/// cells as large as the tolerance, each with a handful of them.
Geometry spread_points(const Geometry& geometry, double tolerance, Interrupt& interrupt) {
  std::vector<std::size_t> order(geometry.parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return geometry.parts[i].coordinates.empty(); });
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return geometry.parts[a].y() < geometry.parts[b].y(); });
  const auto cell = [tolerance](double value) {
    const double number = std::floor(value / tolerance);
    return std::isfinite(number) ? number : value;
  };
  std::map<std::pair<double, double>, std::vector<std::size_t>> cells;
  std::vector<bool> kept(geometry.parts.size(), false);
  for (const std::size_t i : order) {
    interrupt.poll();
    const double x = geometry.parts[i].x(), y = geometry.parts[i].y(), column = cell(x), row = cell(y);
    const auto is_near = [&](std::size_t other) {
      return std::hypot(x - geometry.parts[other].x(), y - geometry.parts[other].y()) <= tolerance;
    };
    bool alone = true;
    for (const double dx : {-1.0, 0.0, 1.0})
      for (const double dy : {-1.0, 0.0, 1.0}) {
        const auto at = cells.find({column + dx, row + dy});
        alone = alone && (at == cells.end() || std::none_of(at->second.begin(), at->second.end(), is_near));
      }
    if (!alone) continue;
    kept[i] = true;
    cells[{column, row}].push_back(i);
  }
  Geometry made = make_like(geometry.type, geometry);
  for (std::size_t i = 0; i < geometry.parts.size(); ++i)
    if (kept[i]) made.parts.push_back(geometry.parts[i]);
  return made;
}

}  // namespace

Geometry transformed(Geometry geometry, const Affine& f) {
  const bool has_z = geometry.has_z;
  each_point(geometry, [&](double* p) {
    const double x = p[0], y = p[1];
    p[0] = f.a * x + f.b * y + f.dx;
    p[1] = f.c * x + f.d * y + f.dy;
    if (has_z) p[2] += f.dz;
    if (!std::isfinite(p[0]) || !std::isfinite(p[1])) throw UserError("the result is not finite");
  });
  return geometry;
}

Geometry flipped(Geometry geometry) {
  each_point(geometry, [](double* p) { std::swap(p[0], p[1]); });
  return geometry;
}

Geometry reversed(Geometry geometry) {
  const std::size_t stride = geometry.stride(), size = geometry.size();
  for (std::size_t i = 0; i < size / 2; ++i)
    std::swap_ranges(geometry.coordinates.begin() + static_cast<std::ptrdiff_t>(i * stride),
                     geometry.coordinates.begin() + static_cast<std::ptrdiff_t>((i + 1) * stride),
                     geometry.coordinates.begin() + static_cast<std::ptrdiff_t>((size - 1 - i) * stride));
  for (Geometry& part : geometry.parts) part = reversed(std::move(part));
  return geometry;
}

Geometry snapped(const Geometry& geometry, double ox, double oy, double dx, double dy) {
  Geometry moved = geometry;
  each_point(moved, [&](double* p) {
    if (dx > 0) p[0] = std::rint((p[0] - ox) / dx) * dx + ox;
    if (dy > 0) p[1] = std::rint((p[1] - oy) / dy) * dy + oy;
  });
  return rebuilt(moved, [](const Geometry& line, bool) {
    Geometry made = make_like(line.type, line);
    for (std::size_t i = 0; i < line.size(); ++i)
      if (i == 0 || line.x(i) != line.x(i - 1) || line.y(i) != line.y(i - 1)) append_point(line, i, made.coordinates);
    return made;
  });
}

Geometry without_repeated(const Geometry& geometry, double tolerance, Interrupt& interrupt) {
  if (geometry.type == GeometryType::multi_point) return spread_points(geometry, tolerance, interrupt);
  if (geometry.type == GeometryType::collection) {
    Geometry made = make_like(geometry.type, geometry);
    for (const Geometry& part : geometry.parts) made.parts.push_back(without_repeated(part, tolerance, interrupt));
    drop_empty_parts(made);
    return made;
  }
  return rebuilt(geometry, [tolerance](const Geometry& line, bool ring) {
    Geometry made = make_like(line.type, line);
    const std::size_t size = line.size(), least = ring ? 4 : 2;
    if (size <= least) return line;
    std::size_t kept = 0;
    append_point(line, 0, made.coordinates);
    for (std::size_t i = 1; i < size; ++i) {
      // The last point stays, and in its favour what is too near before it goes.
      const bool near = std::hypot(line.x(i) - line.x(kept), line.y(i) - line.y(kept)) <= tolerance;
      const bool needed = made.size() + (size - i) <= least;
      if (near && i + 1 == size && made.size() > 1 && !needed)
        made.coordinates.resize(made.coordinates.size() - line.stride());
      else if (near && !needed && i + 1 < size)
        continue;
      append_point(line, i, made.coordinates);
      kept = i;
    }
    return made;
  });
}

Geometry segmentized(const Geometry& geometry, double longest, Interrupt& interrupt) {
  double added = 0;
  return rebuilt(geometry, [&added, &interrupt, longest](const Geometry& line, bool) {
    Geometry made = make_like(line.type, line);
    const std::size_t stride = line.stride();
    for (std::size_t i = 0; i < line.size(); ++i) {
      const double length = i == 0 ? 0 : std::hypot(line.x(i) - line.x(i - 1), line.y(i) - line.y(i - 1));
      const double pieces = std::ceil(length / longest);
      added += pieces;
      if (!(added <= kMostAddedPoints)) throw UserError("more than 10000000 points would be added");
      interrupt.poll();
      for (double n = 1; n < pieces; ++n)
        for (std::size_t k = 0; k < stride; ++k) {
          const double from = line.coordinates[(i - 1) * stride + k], to = line.coordinates[i * stride + k];
          made.coordinates.push_back(from + (to - from) * n / pieces);
        }
      append_point(line, i, made.coordinates);
    }
    return made;
  });
}

Geometry oriented(Geometry geometry, bool clockwise) {
  for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
    Geometry& part = geometry.parts[i];
    if (geometry.type != GeometryType::polygon)
      part = oriented(std::move(part), clockwise);
    else if ((signed_ring_area(part) > 0) != (clockwise == (i == 0)))
      part = reversed(std::move(part));
  }
  return geometry;
}

bool is_oriented(const Geometry& geometry, bool clockwise) {
  for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
    const Geometry& part = geometry.parts[i];
    if (geometry.type == GeometryType::polygon ? (signed_ring_area(part) > 0) != (clockwise == (i == 0))
                                               : !is_oriented(part, clockwise))
      return false;
  }
  return true;
}

Geometry extracted(const Geometry& geometry, int kind) {
  constexpr GeometryType kMultis[] = {GeometryType::multi_point, GeometryType::multi_line_string,
                                      GeometryType::multi_polygon};
  constexpr GeometryType kSingles[] = {GeometryType::point, GeometryType::line_string, GeometryType::polygon};
  if (geometry.type != GeometryType::collection) {
    if (dimension(geometry) == kind) return geometry;
    return make_like(is_multi(geometry.type) ? kMultis[kind] : kSingles[kind], geometry);
  }
  Geometry made = make_like(kMultis[kind], geometry);
  extract_into(geometry, kind, made);
  return made;
}

Geometry with_dimensions(const Geometry& geometry, std::optional<double> z, std::optional<double> m) {
  Geometry made = make_like(geometry.type, geometry);
  made.has_z = z.has_value();
  made.has_m = m.has_value();
  const std::size_t stride = geometry.stride();
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    const double* p = &geometry.coordinates[i * stride];
    made.coordinates.push_back(p[0]);
    made.coordinates.push_back(p[1]);
    if (z) made.coordinates.push_back(geometry.has_z ? p[2] : *z);
    if (m) made.coordinates.push_back(geometry.has_m ? p[stride - 1] : *m);
  }
  for (const Geometry& part : geometry.parts) made.parts.push_back(with_dimensions(part, z, m));
  return made;
}

Geometry points_of(const Geometry& geometry) {
  Geometry made = make_like(GeometryType::multi_point, geometry);
  collect_points(geometry, made);
  return made;
}

bool is_closed(const Geometry& geometry) {
  if (is_empty(geometry)) return false;
  if (geometry.type == GeometryType::line_string) {
    const std::size_t last = geometry.size() - 1;
    return geometry.x() == geometry.x(last) && geometry.y() == geometry.y(last);
  }
  return geometry.type == GeometryType::polygon || std::all_of(geometry.parts.begin(), geometry.parts.end(), is_closed);
}

}  // namespace sitrep
