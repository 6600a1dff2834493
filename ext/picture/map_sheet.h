#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "picture/labels.h"
#include "picture/map.h"
#include "picture/map_view.h"
#include "picture/sheet.h"
#include "picture/svg.h"

/// What the parts of a map share while it is drawn; see draw_map in map.cc for their order.
namespace sitrep {

/// A dot on the screen.
struct MapDot {
  const MapShape* shape = nullptr;
  PlanePoint at;
  double radius = 0;
};

/// A cell of a heat map, or an area or line, on the screen with its class.
struct MapPatch {
  const MapShape* shape = nullptr;  ///< null for a cell
  std::vector<Path> paths;
  double value = 0;
  bool has_value = false;
  std::size_t step = 0;  ///< of the palette
};

struct MapSheet {
  MapSheet(const MapAtlas& a, const MapOptions& o, const MapView& v)
      : atlas(a), options(o), view(v), placer(v.frame().grown(-6)) {}

  const MapAtlas& atlas;
  const MapOptions& options;
  const MapView& view;
  MapStyle style = MapStyle::automatic;
  std::vector<MapPatch> patches;
  std::vector<MapDot> dots;        ///< largest first
  std::vector<double> bounds;      ///< of the classes
  std::vector<std::size_t> steps;  ///< of the palette, for each class
  double max_value = 0;
  bool whole = true;     ///< all values are whole numbers
  double dot_scale = 0;  ///< radius = dot_scale · sqrt(|value|)
  LabelPlacer placer;
};

/// Shapes → patches, dots, classes.
void lay_out_areas(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt);
void lay_out_dots(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt);
void lay_out_cells(const MapShapes& shapes, MapSheet& sheet, Interrupt& interrupt);

/// Base map: countries below the data, borders above it.
void draw_ground(const MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt);
void draw_borders(const MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt);

void draw_data(const MapSheet& sheet, std::string_view scope, SvgWriter& svg);
void draw_dots(const MapSheet& sheet, SvgWriter& svg);
void draw_labels(MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt);

/// Legend and scale bar in one strip, its top left corner at `corner`; returns its height.
double draw_legend(const MapSheet& sheet, std::string_view scope, PlanePoint corner, double width, SvgWriter& svg);

/// The radius of a dot for a value.
double dot_radius(const MapSheet& sheet, const std::optional<double>& value);

/// How a value is said in a tooltip: "Hama: 70".
std::string tooltip_of(const MapShape& shape);

}  // namespace sitrep
