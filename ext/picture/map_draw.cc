// The base map and the data over it.

#include <algorithm>

#include "picture/map_sheet.h"
#include "picture/scale.h"

namespace sitrep {
namespace {

bool touches(const MapView& view, const RegionRow& row) {
  return view.window().touches(row.min_x * 1e-6, row.max_x * 1e-6, row.min_y * 1e-6, row.max_y * 1e-6);
}

bool touches(const MapView& view, std::span<const MicroPoint> points) {
  const auto [west, east] = std::ranges::minmax_element(points, {}, &MicroPoint::x);
  const auto [south, north] = std::ranges::minmax_element(points, {}, &MicroPoint::y);
  return view.window().touches(west->x * 1e-6, east->x * 1e-6, south->y * 1e-6, north->y * 1e-6);
}

std::vector<LonLat> degrees(std::span<const MicroPoint> points) {
  std::vector<LonLat> out;
  out.reserve(points.size());
  for (const MicroPoint p : points) out.push_back({p.x * 1e-6, p.y * 1e-6});
  return out;
}

/// Specks below a pixel only make the file larger.
bool shows(const Path& path) {
  const Rect b = bounds_of(path);
  return b.width > 0.8 || b.height > 0.8;
}

std::string ring_data(const MapSheet& sheet, const RegionRow& row, Interrupt& interrupt) {
  std::string data;
  if (!touches(sheet.view, row)) return data;
  std::vector<Path> paths;
  for (const RingRow& ring : sheet.atlas.regions.rings(row)) {
    interrupt.poll();
    const auto points = sheet.atlas.regions.points(ring);
    if (!points.empty() && touches(sheet.view, points)) sheet.view.ring_on_screen(degrees(points), paths);
  }
  for (const Path& path : paths)
    if (shows(path)) append_path(path, true, data);
  return data;
}

/// The row's outline without the cuts that the data has along the antimeridian.
void append_border(const MapSheet& sheet, const RegionRow& row, Interrupt& interrupt, std::string& data) {
  constexpr std::int32_t kCut = 179'990'000;
  if (!touches(sheet.view, row)) return;
  std::vector<Path> paths;
  for (const RingRow& ring : sheet.atlas.regions.rings(row)) {
    interrupt.poll();
    const auto points = sheet.atlas.regions.points(ring);
    if (points.empty() || !touches(sheet.view, points)) continue;
    std::vector<LonLat> line;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool cut = i > 0 && std::abs(points[i].x) > kCut && std::abs(points[i - 1].x) > kCut;
      if (cut) {
        sheet.view.line_on_screen(line, paths);
        line.clear();
      }
      line.push_back({points[i].x * 1e-6, points[i].y * 1e-6});
    }
    sheet.view.line_on_screen(line, paths);
  }
  for (const Path& path : paths)
    if (shows(path)) append_path(path, false, data);
}

void write_path(SvgWriter& svg, std::string_view css, const std::string& data) {
  if (!data.empty()) svg.open("path").attribute("class", css).attribute("d", data).close();
}

bool is_concerned(const MapSheet& sheet, std::uint32_t row) {
  return std::ranges::binary_search(sheet.view.countries(), row);
}

void draw_patch(const MapSheet& sheet, const MapPatch& patch, std::string_view scope, SvgWriter& svg) {
  std::string data;
  const bool is_line = patch.shape != nullptr && patch.shape->kind == MapShape::Kind::line;
  for (const Path& path : patch.paths) append_path(path, !is_line, data);
  if (data.empty()) return;
  svg.open("path").attribute("d", data);
  const std::string step = std::to_string(patch.step + 1);
  if (sheet.style == MapStyle::dots) {
    svg.attribute("class", is_line ? "ring" : "dot ring");
    svg.attribute("fill-opacity", is_line ? "0" : "0.13");
    svg.attribute("stroke-width", is_line ? 3 : 1).attribute("stroke-opacity", "0.45");
    if (is_line) svg.attribute("fill", "none");
  } else if (is_line) {
    svg.attribute("class", patch.has_value ? "l" + step : std::string("inner"));
    svg.attribute("fill", "none").attribute("stroke-width", 4).attribute("stroke-linecap", "round");
  } else if (patch.has_value) {
    svg.attribute("class", "c" + step + (patch.shape == nullptr ? " rim" : " l" + step));
    svg.attribute("stroke-width", patch.shape == nullptr ? "1" : "0.6");
    if (patch.shape == nullptr) svg.attribute("fill-opacity", "0.88");
  } else {
    svg.attribute("fill", "url(#" + std::string(scope) + "-hatch)");
  }
  const std::string tooltip = patch.shape != nullptr ? tooltip_of(*patch.shape) : figure(patch.value);
  svg.leaf("title", tooltip).close();
}

}  // namespace

std::string tooltip_of(const MapShape& shape) {
  std::string text = shape.label;
  if (!text.empty() && shape.value) text += ": ";
  return shape.value ? text + figure(*shape.value) : text;
}

void draw_ground(const MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  const Rect& f = sheet.view.frame();
  svg.open("rect").attribute("class", "sea").attribute("x", f.x).attribute("y", f.y);
  svg.attribute("width", f.width).attribute("height", f.height).close();
  std::string land, focus;
  const auto rows = sheet.atlas.regions.rows();
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    if (rows[i].level == RegionLevel::country)
      (is_concerned(sheet, i) ? focus : land) += ring_data(sheet, rows[i], interrupt);
  write_path(svg, "land", land);
  write_path(svg, "focus", focus);
}

void draw_borders(const MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  std::string inner, border;
  // From so far away, lines within countries and heavy coasts only darken the map.
  constexpr double kFar = 3500;
  const bool is_far = sheet.view.metres_per_pixel() > kFar;
  const bool has_inner = !is_far && sheet.options.level == RegionLevel::admin1;
  const auto rows = sheet.atlas.regions.rows();
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].level == RegionLevel::country) append_border(sheet, rows[i], interrupt, border);
    if (rows[i].level != RegionLevel::admin1 || !has_inner) continue;
    const auto country = sheet.atlas.regions.country_of(i);
    if (country && is_concerned(sheet, *country)) append_border(sheet, rows[i], interrupt, inner);
  }
  svg.open("g").attribute("fill", "none").attribute("stroke-linejoin", "round");
  if (!inner.empty())
    svg.open("path").attribute("class", "inner").attribute("stroke-width", "0.7").attribute("d", inner).close();
  if (!border.empty())
    svg.open("path")
        .attribute("class", "border")
        .attribute("stroke-width", is_far ? "0.5" : "1")
        .attribute("d", border)
        .close();
  svg.close();
}

void draw_data(const MapSheet& sheet, std::string_view scope, SvgWriter& svg) {
  svg.open("g").attribute("stroke-linejoin", "round");
  for (const MapPatch& patch : sheet.patches) draw_patch(sheet, patch, scope, svg);
  svg.close();
}

void draw_dots(const MapSheet& sheet, SvgWriter& svg) {
  if (sheet.dots.empty()) return;
  svg.open("g");
  for (const MapDot& dot : sheet.dots) {
    svg.open("circle").attribute("cx", dot.at.x).attribute("cy", dot.at.y).attribute("r", dot.radius);
    svg.attribute("class", "dot ring").attribute("stroke-width", "1.2");
    svg.attribute("fill-opacity", dot.shape->value ? "0.62" : "0.1");
    svg.leaf("title", tooltip_of(*dot.shape)).close();
  }
  svg.close();
}

}  // namespace sitrep
