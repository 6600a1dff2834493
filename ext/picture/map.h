#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/gazetteer.h"
#include "picture/map_shapes.h"
#include "picture/sheet.h"
#include "region/region_data.h"
#include "text/interrupt.h"

namespace sitrep {

enum class MapStyle : std::uint8_t {
  automatic,   ///< choropleth when all geometries are areas, else dots
  choropleth,  ///< areas shaded by value; dots gathered into regions
  dots,        ///< circles whose area is the value, over pale areas
  heat         ///< hexagons of equal area, shaded by the sum of the values in them
};

/// A height of 0: as the data's extent asks.
struct MapOptions : SheetOptions {
  MapStyle style = MapStyle::automatic;
  Palette palette = Palette::ember;
  RegionLevel level = RegionLevel::admin1;  ///< of the regions that dots are gathered into
  bool labels = true;
  bool cities = true;                    ///< larger towns, for orientation; on maps of dots and heat
  double cell_km = 0;                    ///< across the hexagons; 0: as fits the picture
  std::vector<std::uint32_t> countries;  ///< rows of regions to show whole; none: where the data is
};

/// The built-in knowledge a map draws on.
struct MapAtlas {
  const RegionData& regions;
  const Gazetteer& gazetteer;
};

/// A complete SVG document: base map, data, labels, legend, scale bar. The same for the same input, always. When there
/// is nothing to show it says so.
std::string draw_map(const MapAtlas& atlas, MapShapes shapes, const MapOptions& options, Interrupt& interrupt);

}  // namespace sitrep
