#pragma once

#include <vector>

#include "geometry/geometry.h"
#include "geometry/geos.h"

namespace sitrep {

/// How far apart things are: in metres on the WGS 84 ellipsoid for longitude and latitude, in the units of the plane
/// for any other reference system.
class Metric {
 public:
  /// SRID 4326, and SRIDs of 0 and below (unknown), are longitude and latitude.
  explicit Metric(int srid = kWgs84) : geographic_(srid == kWgs84 || srid <= 0) {}

  bool is_geographic() const { return geographic_; }

  double between(double ax, double ay, double bx, double by) const;

  /// True when the points are no farther apart than `limit`. As between() <= limit, but the geodesic is only solved
  /// where cheap bounds do not decide.
  bool within(double ax, double ay, double bx, double by, double limit) const;

  /// A lower bound of the distance between what lies in two boxes; 0 when they meet.
  double lower_bound(const Box& a, const Box& b) const;

  /// Windows that hold whatever is within `limit` of the box: two when it reaches across the antimeridian.
  std::vector<Box> around(const Box& box, double limit) const;

  /// Distance between geometries that are not both points; infinite when one is EMPTY. The nearest points are found on
  /// a plane about their middle (longitudes shrunk by the cosine of the latitude), then measured on the ellipsoid.
  double between(Geos& geos, const Geometry& a, const Geometry& b) const;

  /// As between() <= limit, of geometries neither of which holds the other. The nearest points are only looked for
  /// where a bound does not decide.
  bool apart_within(Geos& geos, const Geometry& a, const Geometry& b, double limit) const;

 private:
  bool geographic_;
};

}  // namespace sitrep
