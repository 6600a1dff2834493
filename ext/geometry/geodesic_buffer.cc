#include "geometry/geodesic_buffer.h"

#include <GeographicLib/AzimuthalEquidistant.hpp>
#include <cmath>
#include <utility>

#include "geometry/geodesic.h"
#include "text/error.h"

namespace sitrep {
namespace {

constexpr double kLongestEdge = 50'000;  ///< metres: longer ones are divided along the geodesic
constexpr double kMostLongitude = 540;   ///< degrees: what has gone round the globe once may end where it began
constexpr double kTile = 8;  ///< degrees: 630 km from the middle at most, where the projection stretches by 0.16 %

/// The geometry in metres about a point.
class LocalPlane {
 public:
  explicit LocalPlane(LonLat centre) : centre_(centre), projection_(GeographicLib::Geodesic::WGS84()) {}

  void forward(Geometry& geometry) const {
    each(geometry, [&](double& x, double& y) {
      check_lon_lat(x, y);
      projection_.Forward(centre_.lat, centre_.lon, y, x, x, y);
    });
  }

  /// Longitudes follow on each other without jumps, so they may go beyond 180.
  void back(Geometry& geometry) const {
    if (geometry.type == GeometryType::polygon) {
      for (Geometry& ring : geometry.parts) ring_back(ring);
      return;
    }
    for (Geometry& part : geometry.parts) back(part);
  }

 private:
  template <class Change>
  static void each(Geometry& geometry, const Change& change) {
    for (std::size_t i = 0; i < geometry.size(); ++i)
      change(geometry.coordinates[i * geometry.stride()], geometry.coordinates[i * geometry.stride() + 1]);
    for (Geometry& part : geometry.parts) each(part, change);
  }

  void ring_back(Geometry& ring) const {
    double before = centre_.lon;
    each(ring, [&](double& x, double& y) {
      double lat = 0, lon = 0;
      projection_.Reverse(centre_.lat, centre_.lon, x, y, lat, lon);
      before += std::remainder(lon - before, 360.0);
      x = before;
      y = lat;
    });
    const double first_lon = ring.x(), first_lat = ring.y(), last_lon = ring.x(ring.size() - 1);
    if (std::abs(last_lon - first_lon) < 180) {
      ring.coordinates[ring.coordinates.size() - 2] = first_lon;
      ring.coordinates.back() = first_lat;
      return;
    }
    // Once round the globe: the pole is inside. The ring goes up to it and back to the start.
    const double pole = centre_.lat > 0 ? 90 : -90;
    const double ends[] = {last_lon, pole, first_lon, pole, first_lon, first_lat};
    ring.coordinates.insert(ring.coordinates.end(), std::begin(ends), std::end(ends));
  }

  LonLat centre_;
  GeographicLib::AzimuthalEquidistant projection_;
};

/// The polygons of the world between longitudes -180 and 180: what lies beyond comes in from the other side.
GeosGeometry wrap(Geos& geos, GeosGeometry shape, const Box& box) {
  if (box.min_x >= -180 && box.max_x <= 180) return shape;
  std::vector<GeosGeometry> pieces;
  for (int turn = static_cast<int>(std::floor((box.min_x + 180) / 360)); turn * 360.0 - 180 < box.max_x; ++turn) {
    Box world;
    world.add(-180 + turn * 360.0, -90);
    world.add(180 + turn * 360.0, 90);
    Geometry piece = geos.to(geos.make(GEOSIntersection_r, shape, geos.from(make_box(world))));
    struct Shift {
      static void by(Geometry& geometry, double degrees) {
        for (std::size_t i = 0; i < geometry.size(); ++i) geometry.coordinates[i * geometry.stride()] += degrees;
        for (Geometry& part : geometry.parts) by(part, degrees);
      }
    };
    Shift::by(piece, -turn * 360.0);
    pieces.push_back(geos.from(piece));
  }
  return geos.make(GEOSUnaryUnion_r, geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(pieces)));
}

class Buffering {
 public:
  Buffering(Geos& geos, double metres, int quadrant_segments, Interrupt& interrupt)
      : geos_(geos), metres_(metres), segments_(quadrant_segments), interrupt_(interrupt) {}

  /// Cuts what is larger than a tile along the grid of tiles.
  void add(const Geometry& geometry) {
    interrupt_.poll();
    const Box box = envelope(geometry);
    if (box.empty()) return;
    if (is_multi(geometry.type)) {
      for (const Geometry& part : geometry.parts) add(part);
      return;
    }
    if (std::max(box.max_x - box.min_x, box.max_y - box.min_y) <= kTile) return piece(geometry, box);
    const GeosGeometry whole = geos_.from(geometry);
    halve(whole, box);
  }

  GeosGeometry united() {
    return geos_.make(GEOSUnaryUnion_r, geos_.collection(GEOS_GEOMETRYCOLLECTION, std::move(pieces_)));
  }

 private:
  void halve(const GeosGeometry& whole, const Box& box) {
    Box first = box, second = box;
    if (box.max_x - box.min_x >= box.max_y - box.min_y)
      first.max_x = second.min_x = (box.min_x + box.max_x) / 2;
    else
      first.max_y = second.min_y = (box.min_y + box.max_y) / 2;
    for (const Box& half : {first, second})
      add(geos_.to(geos_.make(GEOSIntersection_r, whole, geos_.from(make_box(half)))));
  }

  void piece(Geometry geometry, const Box& box) {
    const LonLat centre{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    const LocalPlane plane(centre);
    force_2d(geometry);
    plane.forward(geometry);
    Geometry grown = geos_.to(geos_.make(GEOSBuffer_r, geos_.from(geometry), metres_, segments_));
    plane.back(grown);
    const Box bounds = envelope(grown);
    pieces_.push_back(wrap(geos_, geos_.from(grown), bounds));
  }

  Geos& geos_;
  double metres_;
  int segments_;
  Interrupt& interrupt_;
  std::vector<GeosGeometry> pieces_;
};

/// The rings of all polygons.
void add_borders(const Geometry& geometry, Buffering& out) {
  for (const Geometry& part : geometry.parts)
    geometry.type == GeometryType::polygon ? out.add(part) : add_borders(part, out);
}

/// Only the polygons.
void add_polygons(Geos& geos, const Geometry& geometry, std::vector<GeosGeometry>& out) {
  if (geometry.type == GeometryType::polygon) out.push_back(geos.from(geometry));
  for (const Geometry& part : geometry.parts) add_polygons(geos, part, out);
}

}  // namespace

Geometry geodesic_buffer(Geos& geos, const Geometry& geometry, double metres, int quadrant_segments,
                         Interrupt& interrupt) {
  if (!(std::abs(metres) <= kMostGeodesicBuffer)) throw UserError("metres must be -2000000 to 2000000");
  Geometry empty = make_like(GeometryType::polygon, geometry);
  force_2d(empty);
  if (is_empty(geometry)) return empty;
  const Box box = envelope(geometry);
  if (std::max(-box.min_x, box.max_x) > kMostLongitude) throw UserError("longitudes must be -540 to 540");
  Buffering buffering(geos, std::abs(metres), quadrant_segments, interrupt);
  const Geometry fine = segmentize_geodesic(geometry, kLongestEdge, interrupt);
  if (metres >= 0) {
    buffering.add(fine);
    return geos.to(buffering.united(), geometry.srid);
  }
  std::vector<GeosGeometry> polygons;
  add_polygons(geos, fine, polygons);
  if (polygons.empty()) return empty;
  const GeosGeometry area = geos.make(GEOSUnaryUnion_r, geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(polygons)));
  // The borders of the union: those inside it are gone.
  add_borders(geos.to(area), buffering);
  return geos.to(geos.make(GEOSDifference_r, area, buffering.united()), geometry.srid);
}

}  // namespace sitrep
