#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sitrep {

/// Degrees, WGS 84.
struct LonLat {
  double lon = 0, lat = 0;
};

/// A point of the drawing: of the projection plane (earth radii, y up) or of the screen (pixels, y down).
struct PlanePoint {
  double x = 0, y = 0;
};

/// Longitudes from `west` eastwards for `span` degrees; across the antimeridian where need be.
struct LonRange {
  double west = 0, span = 0;
  double middle() const { return west + span / 2; }
};

/// The shortest range that holds all the given ones (each span 0 to 360): the circle less its widest gap.
LonRange enclosing_range(std::vector<LonRange> ranges);

/// The longitude in [-180, 180).
double wrap_longitude(double lon);

/// An equal-area projection, so that shaded areas and cells of a grid compare: Lambert's azimuthal one about a centre
/// for anything up to a continent, Equal Earth (Šavrič, Patterson, Jenny 2018) for the world. On the sphere of mean
/// radius.
class Projection {
 public:
  static constexpr double kEarthRadius = 6'371'008.8;  ///< metres

  static Projection azimuthal(LonLat centre);
  static Projection world();

  bool is_world() const { return world_; }
  PlanePoint forward(LonLat point) const;
  /// Azimuthal only; nothing off the disk.
  std::optional<LonLat> inverse(PlanePoint point) const;

 private:
  bool world_ = false;
  double lon0_ = 0, sin0_ = 0, cos0_ = 1;
};

}  // namespace sitrep
