// map_svg.

#include <cmath>

#include "geometry/sql_state.h"
#include "knowledge/image.h"
#include "picture/functions.h"
#include "picture/map.h"
#include "picture/sql_options.h"

namespace sitrep {
namespace {

/// The base map of a connection.
struct Atlas {
  RegionData regions{builtin_image()};
  Gazetteer gazetteer{builtin_image()};
};

void read_countries(const RegionData& regions, const Option& option, std::vector<std::uint32_t>& out) {
  const std::string text = option.text();
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    std::string code = text.substr(at, end - at);
    std::erase(code, ' ');
    const auto row = regions.country_row(code);
    if (!row) option.reject("ISO 3166-1 alpha-2 codes separated by commas");
    out.push_back(*row);
    at = end + 1;
  }
}

bool take_option(const RegionData& regions, const Option& option, MapOptions& out) {
  const std::string& key = option.key();
  if (key == "style")
    out.style = static_cast<MapStyle>(option.one_of({"auto", "choropleth", "dots", "heat"}));
  else if (key == "palette")
    out.palette = static_cast<Palette>(option.one_of({"ember", "ocean", "violet"}));
  else if (key == "level")
    out.level = static_cast<RegionLevel>(option.one_of({"country", "admin1"}));
  else if (key == "labels")
    out.labels = option.truth();
  else if (key == "cities")
    out.cities = option.truth();
  else if (key == "cell_km")
    out.cell_km = option.number(0.1, 2000);
  else if (key == "country")
    read_countries(regions, option, out.countries);
  else
    return take_sheet_option(option, MapOptions::kLeastWidth, out);
  return true;
}

struct MapSvg {
  void step(Context& context, Args args) {
    if (argument.is_first(args, 3)) {
      const RegionData& regions = context.connection().slot<Atlas>().regions;
      read_options(context.connection().db(), argument.text(),
                   std::string(kSheetOptionNames) + ", style, palette, level, labels, cities, cell_km and country",
                   [&](const Option& option) { return take_option(regions, option, options); });
    }
    std::optional<double> value;
    if (args.has(1)) value = args.number(1);
    if (value && !std::isfinite(*value)) args.reject(1, "a finite number");
    if (!args.has(0)) return shapes.add_unplaced();
    const Geometry geometry = read_argument(context, args, 0);
    if (geometry.srid != kWgs84 && geometry.srid > 0)
      throw UserError("geom must be longitudes and latitudes (SRID 4326), not of SRID " +
                      std::to_string(geometry.srid));
    shapes.add(geometry, value, std::string(args[2].document()));
  }

  void finish(Context& context) {
    Atlas& atlas = context.connection().slot<Atlas>();
    context.set(draw_map({atlas.regions, atlas.gazetteer}, std::move(shapes), options, context.interrupt()));
  }

  OptionsArgument argument;
  MapOptions options;
  MapShapes shapes;
};

constexpr FunctionRow kRows[] = {
    {.name = "map_svg",
     .arguments = "geom, value, label [, options]",
     .returns = "SVG TEXT",
     .implementation = aggregate<MapSvg>,
     .summary =
         "A map as an SVG document: areas shaded by value, or dots sized by it, over the countries concerned, with "
         "names, legend and scale bar. Rows of the same geometry add up. options is a JSON object: title, subtitle, "
         "legend, note (texts), width and height (pixels), style (auto, choropleth, dots, heat), theme (auto, light, "
         "dark), palette (ember, ocean, violet), level (of the regions that dots are gathered into by choropleth: "
         "admin1 or country), labels and cities (true or false), cell_km (across the hexagons of heat), country (codes "
         "to show whole).",
     .example = "SELECT length(map_svg(ST_Point(36.75, 35.13), 12, 'Hama', '{\"title\":\"Incidents\"}')) > 0",
     .nulls = Nulls::pass},
};

}  // namespace

std::span<const FunctionRow> map_functions() { return kRows; }

}  // namespace sitrep
