#include "picture/map.h"

#include <algorithm>
#include <cmath>

#include "picture/map_sheet.h"
#include "picture/scale.h"

namespace sitrep {
namespace {

constexpr double kMargin = kSheetMargin;

/// What the picture says to those who do not see it.
std::string description(const MapSheet& sheet, const MapShapes& shapes) {
  const MapShape* highest = nullptr;
  for (const MapShape& shape : shapes.shapes())
    if (shape.value && (highest == nullptr || *shape.value > *highest->value)) highest = &shape;
  const bool is_plural = shapes.shapes().size() != 1;
  std::string text = sheet.style == MapStyle::dots   ? "Dot map"
                     : sheet.style == MapStyle::heat ? "Heat map"
                                                     : "Choropleth map";
  text += " of " + figure(static_cast<double>(shapes.shapes().size())) + (is_plural ? " places" : " place");
  if (!sheet.options.legend.empty()) text += ", " + sheet.options.legend;
  if (highest != nullptr) {
    text += "; highest: ";
    text += highest->label.empty() ? figure(*highest->value) : tooltip_of(*highest);
  }
  text += '.';
  return text;
}

std::string note_of(const MapShapes& shapes, const MapOptions& options) {
  std::string note = options.note;
  if (shapes.unplaced() == 0) return note;
  if (!note.empty()) note += " · ";
  return note + figure(static_cast<double>(shapes.unplaced())) + (shapes.unplaced() == 1 ? " row has" : " rows have") +
         " no place on this map";
}

void draw_footer(const MapShapes& shapes, const MapOptions& options, double y, SvgWriter& svg) {
  constexpr double kSize = 10.5;
  const double room = options.width - 2 * kMargin - 130;
  const std::string note = note_of(shapes, options);
  if (!note.empty()) write_text(svg, {kMargin, y + 10}, "muted", kSize, "start", cut_text(note, room / kSize));
  write_text(svg, {options.width - kMargin, y + 10}, "muted", kSize, "end", "Made with Natural Earth");
}

/// The map proper, clipped to its frame.
void draw_frame(MapSheet& sheet, std::string_view scope, SvgWriter& svg, Interrupt& interrupt) {
  const Rect& f = sheet.view.frame();
  const std::string clip = std::string(scope) + "-frame", hatch = std::string(scope) + "-hatch";
  svg.open("defs").open("clipPath").attribute("id", clip);
  svg.open("rect").attribute("x", f.x).attribute("y", f.y).attribute("width", f.width).attribute("height", f.height);
  svg.attribute("rx", 4).close().close();
  svg.open("pattern").attribute("id", hatch).attribute("width", 6).attribute("height", 6);
  svg.attribute("patternUnits", "userSpaceOnUse").attribute("patternTransform", "rotate(45)");
  svg.open("rect").attribute("class", "none").attribute("width", 6).attribute("height", 6).close();
  svg.open("path").attribute("class", "inner").attribute("d", "M0 0v6").attribute("stroke-width", "1.6").close();
  svg.close().close();
  svg.open("g").attribute("clip-path", "url(#" + clip + ")");
  draw_ground(sheet, svg, interrupt);
  if (sheet.style == MapStyle::choropleth) draw_data(sheet, scope, svg);
  draw_borders(sheet, svg, interrupt);
  if (sheet.style != MapStyle::choropleth) draw_data(sheet, scope, svg);
  draw_dots(sheet, svg);
  draw_labels(sheet, svg, interrupt);
  svg.close();
  svg.open("rect").attribute("class", "faint").attribute("fill", "none").attribute("x", f.x).attribute("y", f.y);
  svg.attribute("width", f.width).attribute("height", f.height).attribute("rx", 4).close();
}

void lay_out(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt) {
  if (sheet.style == MapStyle::heat) return lay_out_cells(shapes, sheet, interrupt);
  lay_out_areas(shapes, sheet, interrupt);
  if (sheet.style == MapStyle::dots) lay_out_dots(shapes, sheet, interrupt);
}

void draw_emptiness(const Rect& frame, SvgWriter& svg) {
  const PlanePoint middle = frame.middle();
  svg.open("rect").attribute("class", "paper").attribute("x", middle.x - 96).attribute("y", middle.y - 19);
  svg.attribute("width", 192).attribute("height", 38).attribute("rx", 19).attribute("fill-opacity", "0.9").close();
  write_text(svg, {middle.x, middle.y + 5}, "muted", 14, "middle", "No places to show");
}

}  // namespace

std::string draw_map(const MapAtlas& atlas, MapShapes shapes, const MapOptions& options, Interrupt& interrupt) {
  MapStyle style = options.style;
  if (style == MapStyle::automatic)
    style = shapes.all_areas() && !shapes.shapes().empty() ? MapStyle::choropleth : MapStyle::dots;
  if (style == MapStyle::choropleth) shapes.gather_dots(atlas.regions, options.level);
  SvgWriter titles;
  const double top = draw_titles(options, titles);
  MapView view(atlas.regions, shapes.shapes(), options.countries);
  constexpr double kBelow = 78;  // about what stands under the map
  const double room = options.width - 2 * kMargin;
  const double asked = options.height - top - kBelow;
  const double least = options.height > 0 ? std::max(asked, 100.0) : 0.42 * room;
  const double most = options.height > 0 ? least : 0.76 * room;
  const Rect frame = view.fit({kMargin, top}, room, least, most);
  MapSheet sheet(atlas, options, view);
  sheet.style = style;
  lay_out(shapes, sheet, interrupt);

  const std::string about = description(sheet, shapes);
  SvgWriter body;
  // The scope is a name for what the picture is of, which is known before it is drawn.
  std::string seed = about + options.title + options.subtitle + options.note + std::to_string(options.width);
  seed += static_cast<char>('0' + static_cast<int>(options.theme)) + std::to_string(static_cast<int>(options.palette));
  for (const MapShape& shape : shapes.shapes()) seed += tooltip_of(shape);
  const std::string scope = scope_name(seed);
  draw_frame(sheet, scope, body, interrupt);
  if (shapes.shapes().empty()) draw_emptiness(frame, body);
  const double legend = draw_legend(sheet, scope, {kMargin, frame.bottom() + 12}, room, body);
  const double footer = frame.bottom() + 12 + legend + 10;
  draw_footer(shapes, options, footer, body);
  Picture picture{options.width * 1.0, std::ceil(footer + 10 + 14), options.title, about};
  return whole_picture(picture, scope, options.theme, options.palette, titles.text() + body.text());
}

}  // namespace sitrep
