// What stands below the map: the legend on the left, the scale bar on the right.

#include <algorithm>
#include <cmath>

#include "picture/map_sheet.h"
#include "picture/scale.h"

namespace sitrep {
namespace {

constexpr double kText = 11.5;
constexpr double kSwatchHeight = 12;

double legend_title(const MapSheet& sheet, PlanePoint at, SvgWriter& svg) {
  if (sheet.options.legend.empty()) return 0;
  write_text(svg, {at.x, at.y + 12}, "ink b", 12, "start", sheet.options.legend);
  return 20;
}

/// A row of shaded boxes with the range of each class below it.
double class_legend(const MapSheet& sheet, PlanePoint at, std::string_view scope, SvgWriter& svg) {
  double x = at.x;
  for (std::size_t i = 0; i < sheet.bounds.size(); ++i) {
    const std::string name = class_name(sheet.bounds, i, sheet.max_value, sheet.whole);
    const double width = std::max(46.0, text_ems(name) * kText + 12);
    svg.open("rect").attribute("class", "c" + std::to_string(sheet.steps[i] + 1));
    svg.attribute("x", x).attribute("y", at.y).attribute("width", width).attribute("height", kSwatchHeight).close();
    write_text(svg, {x + width / 2, at.y + kSwatchHeight + 14}, "muted", kText, "middle", name);
    x += width;
  }
  const auto blank = [](const MapPatch& p) { return p.shape != nullptr && !p.has_value; };
  if (std::ranges::any_of(sheet.patches, blank)) {
    x += x > at.x ? 14 : 0;
    svg.open("rect").attribute("fill", "url(#" + std::string(scope) + "-hatch)").attribute("x", x).attribute("y", at.y);
    svg.attribute("width", 46).attribute("height", kSwatchHeight).close();
    write_text(svg, {x + 23, at.y + kSwatchHeight + 14}, "muted", kText, "middle", "no figure");
  }
  return kSwatchHeight + 20;
}

/// Circles of three round values.
double dot_legend(const MapSheet& sheet, PlanePoint at, SvgWriter& svg) {
  std::vector<double> values;
  if (sheet.dot_scale > 0) {
    const double top = nice_floor(sheet.max_value);
    for (const double v : {top / 10, top / 2, top})
      if (!sheet.whole || v >= 1) values.push_back(sheet.whole ? std::round(v) : v);
  }
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.empty()) return 0;
  const double tallest = dot_radius(sheet, values.back());
  double x = at.x;
  for (const double value : values) {
    const double radius = dot_radius(sheet, value);
    svg.open("circle")
        .attribute("class", "dot ring")
        .attribute("cx", x + radius + 1)
        .attribute("cy", at.y + tallest + 1);
    svg.attribute("r", radius).attribute("fill-opacity", "0.62").attribute("stroke-width", "1.2").close();
    x += 2 * radius + 8;
    const std::string name = figure(value);
    write_text(svg, {x, at.y + tallest + 5}, "muted", kText, "start", name);
    x += text_ems(name) * kText + 18;
  }
  return 2 * tallest + 4;
}

void draw_scale_bar(const MapSheet& sheet, PlanePoint right, SvgWriter& svg) {
  constexpr double kMost = 150;
  const ScaleBar bar = scale_bar(sheet.view.metres_per_pixel(), std::min(kMost, sheet.view.frame().width / 4));
  const double left = right.x - bar.pixels;
  std::string data;
  const Path path = {{left, right.y + 2}, {left, right.y + 8}, {right.x, right.y + 8}, {right.x, right.y + 2}};
  append_path(path, false, data);
  svg.open("path").attribute("class", "rule").attribute("fill", "none").attribute("stroke-width", "1.2");
  svg.attribute("d", data).close();
  const std::string where = sheet.view.projection().is_world() ? bar.label + " at the equator" : bar.label;
  write_text(svg, {right.x, right.y + 22}, "muted", kText, "end", where);
}

}  // namespace

double draw_legend(const MapSheet& sheet, std::string_view scope, PlanePoint corner, double width, SvgWriter& svg) {
  const double title = legend_title(sheet, corner, svg);
  const PlanePoint below{corner.x, corner.y + title};
  const double height =
      sheet.style == MapStyle::dots ? dot_legend(sheet, below, svg) : class_legend(sheet, below, scope, svg);
  draw_scale_bar(sheet, {corner.x + width, corner.y}, svg);
  constexpr double kBarHeight = 26;
  return std::max(title + height, kBarHeight);
}

}  // namespace sitrep
