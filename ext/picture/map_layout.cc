// From shapes to what lies on the screen: patches with their classes, dots with their sizes, cells of a heat map.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "picture/map_sheet.h"
#include "picture/scale.h"

namespace sitrep {
namespace {

/// Spreads fewer classes over the whole palette, so that three classes are as far apart as five allow.
std::vector<std::size_t> palette_steps(std::size_t classes) {
  std::vector<std::size_t> steps;
  constexpr std::size_t kLast = kClasses - 1;
  for (std::size_t i = 0; i < classes; ++i) steps.push_back(classes == 1 ? 2 : i * kLast / (classes - 1));
  return steps;
}

void classify(MapSheet& sheet) {
  std::vector<double> values;
  for (const MapPatch& patch : sheet.patches)
    if (patch.has_value) values.push_back(patch.value);
  if (values.empty()) return;
  sheet.bounds = class_bounds(values, kClasses);
  sheet.steps = palette_steps(sheet.bounds.size());
  sheet.max_value = *std::ranges::max_element(values);
  sheet.whole = is_whole(values);
  for (MapPatch& patch : sheet.patches)
    if (patch.has_value) patch.step = sheet.steps[class_of(sheet.bounds, patch.value)];
}

/// The hexagon (axial coordinates, pointed at the top) of size `side` that holds the point.
std::pair<long, long> hexagon_at(PlanePoint p, double side) {
  const double q = (std::sqrt(3.0) / 3 * p.x - p.y / 3) / side, r = 2.0 / 3 * p.y / side;
  double rq = std::round(q), rr = std::round(r);
  const double rs = std::round(-q - r), dq = std::abs(rq - q), dr = std::abs(rr - r), ds = std::abs(rs + q + r);
  if (dq > dr && dq > ds)
    rq = -rr - rs;
  else if (dr > ds)
    rr = -rq - rs;
  return {static_cast<long>(rq), static_cast<long>(rr)};
}

Path hexagon(long q, long r, double side, PlanePoint origin) {
  const PlanePoint middle{origin.x + side * std::sqrt(3.0) * (static_cast<double>(q) + static_cast<double>(r) / 2),
                          origin.y + side * 1.5 * static_cast<double>(r)};
  Path path;
  for (int i = 0; i < 6; ++i) {
    const double angle = std::numbers::pi / 180 * (60 * i - 90);
    path.push_back({middle.x + side * std::cos(angle), middle.y + side * std::sin(angle)});
  }
  return path;
}

}  // namespace

void lay_out_areas(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt) {
  for (const MapShape& shape : shapes.shapes()) {
    interrupt.poll();
    if (shape.kind == MapShape::Kind::dot) continue;
    MapPatch patch;
    patch.shape = &shape;
    for (const auto& line : shape.lines) {
      if (shape.kind == MapShape::Kind::area)
        sheet.view.ring_on_screen(line, patch.paths);
      else
        sheet.view.line_on_screen(line, patch.paths);
    }
    patch.has_value = shape.value.has_value();
    patch.value = shape.value.value_or(0);
    sheet.patches.push_back(std::move(patch));
  }
  if (sheet.style == MapStyle::choropleth) classify(sheet);
}

double dot_radius(const MapSheet& sheet, const std::optional<double>& value) {
  constexpr double kLeast = 2.5, kUnknown = 4.5;
  if (!value || sheet.dot_scale == 0) return kUnknown;
  return std::max(kLeast, sheet.dot_scale * std::sqrt(std::abs(*value)));
}

void lay_out_dots(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt) {
  std::vector<double> sizes;
  for (const MapShape& shape : shapes.shapes())
    if (shape.value) sizes.push_back(std::abs(*shape.value));
  const double max = sizes.empty() ? 0 : *std::ranges::max_element(sizes);
  sheet.max_value = max;
  sheet.whole = is_whole(sizes);
  if (max > 0) {
    // Few dots may be large; many must leave room for each other; and one of a count is no great thing.
    constexpr double kOne = 8;
    const double widest = std::max(10.0, sheet.view.frame().width / 960 * (shapes.shapes().size() > 60 ? 20 : 26));
    sheet.dot_scale = widest / std::sqrt(max);
    if (sheet.whole) sheet.dot_scale = std::min(sheet.dot_scale, kOne);
  }
  for (const MapShape& shape : shapes.shapes()) {
    interrupt.poll();
    const PlanePoint at = sheet.view.on_screen(shape.anchor);
    const double radius = dot_radius(sheet, shape.value);
    if (sheet.view.frame().grown(radius).holds(at)) sheet.dots.push_back({&shape, at, radius});
  }
  std::ranges::stable_sort(sheet.dots, [](const MapDot& a, const MapDot& b) { return a.radius > b.radius; });
}

void lay_out_cells(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt) {
  constexpr double kAcross = 26;  // pixels
  const double pixels =
      sheet.options.cell_km > 0 ? sheet.options.cell_km * 1000 / sheet.view.metres_per_pixel() : kAcross;
  const double side = std::max(pixels, 4.0) / std::sqrt(3.0);
  const PlanePoint origin = sheet.view.frame().middle();
  std::map<std::pair<long, long>, double> cells;
  for (const MapShape& shape : shapes.shapes()) {
    interrupt.poll();
    const PlanePoint p = sheet.view.on_screen(shape.anchor);
    if (!sheet.view.frame().grown(side).holds(p)) continue;
    cells[hexagon_at({p.x - origin.x, p.y - origin.y}, side)] += shape.value.value_or(0);
  }
  for (const auto& [cell, value] : cells) {
    MapPatch patch;
    patch.paths.push_back(hexagon(cell.first, cell.second, side, origin));
    patch.value = value;
    patch.has_value = true;
    sheet.placer.block(bounds_of(patch.paths[0]));
    sheet.patches.push_back(std::move(patch));
  }
  classify(sheet);
}

}  // namespace sitrep
