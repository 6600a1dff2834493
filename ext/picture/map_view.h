#pragma once

#include <span>
#include <vector>

#include "picture/map_shapes.h"
#include "picture/screen_path.h"

namespace sitrep {

/// Longitudes and latitudes that a picture shows, roughly and never too little.
struct GeoWindow {
  LonRange lon{-180, 360};
  double south = -90, north = 90;
  bool touches(double west, double east, double bottom, double top) const;
};

/// How the world lies on the screen: the projection, fitted so that the data fills the frame.
class MapView {
 public:
  /// The shapes' extent, widened to the countries they lie in when those are not much larger. `countries` are rows of
  /// regions; when given they are shown whole instead.
  MapView(const RegionData& regions, std::span<const MapShape> shapes, std::span<const std::uint32_t> countries);

  /// Lays the map into `width` pixels, the height as the extent asks between `least` and `most`; says where.
  Rect fit(PlanePoint corner, double width, double least, double most);

  const Rect& frame() const { return frame_; }
  const Projection& projection() const { return projection_; }
  /// Rows of the countries that the data lies in, ascending.
  const std::vector<std::uint32_t>& countries() const { return countries_; }
  const GeoWindow& window() const { return window_; }
  double metres_per_pixel() const { return Projection::kEarthRadius / pixels_; }

  PlanePoint on_screen(LonLat point) const;
  /// The parts of a closed ring, or of a line, that show; generalised. On a map of the world, what crosses the
  /// antimeridian appears at both edges.
  void ring_on_screen(const std::vector<LonLat>& ring, std::vector<Path>& out) const;
  void line_on_screen(const std::vector<LonLat>& line, std::vector<Path>& out) const;

 private:
  /// Fills countries_; returns those that hold a good part of the shapes.
  std::vector<std::uint32_t> find_countries(const RegionData& regions, std::span<const MapShape> shapes);
  void widen_to_countries(const RegionData& regions, std::span<const MapShape> shapes,
                          std::span<const std::uint32_t> countries, bool always);
  void choose_projection();
  void find_window();
  std::vector<PlanePoint> projected(const std::vector<LonLat>& line, double shift) const;

  Projection projection_ = Projection::world();
  std::vector<std::uint32_t> countries_;
  std::vector<std::vector<LonLat>> extent_;  ///< what must be seen
  Rect frame_;
  GeoWindow window_;
  double pixels_ = 1;  ///< per earth radius
  PlanePoint origin_;  ///< of the projection, on the screen
};

}  // namespace sitrep
