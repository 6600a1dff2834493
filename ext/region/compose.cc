#include "region/compose.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "geometry/geodesic.h"
#include "geometry/geos.h"
#include "region/geodesic_shapes.h"
#include "region/half_plane.h"
#include "region/region_data.h"
#include "region/region_shape.h"
#include "region/shared_border.h"

namespace sitrep {
namespace {

// DESIGN section 4. Distances in kilometres.
constexpr double kMeeting = 40;        // about the point where three regions meet
constexpr double kBorder = 10;         // on either side of a border
constexpr double kAround = 10;         // surroundings, outskirts
constexpr double kNear = 25;           // "near A"
constexpr double kCorridor = 0.12;     // width of a corridor in its length
constexpr double kLeastHalfWidth = 2;  // of a corridor between neighbours
constexpr double kTownsCountry = 30;   // how far the countryside of a town that heads no region reaches
constexpr double kHeadOfRegion = 6;    // radius of a city from which the whole region is its countryside
constexpr double kLeastCity = 2;       // radius of the smallest place that has parts
constexpr double kStatedOffset = 0.5;  // error of a stated distance with a direction: a bearing is within 30° at p90
constexpr double kStatedDistance = 0.13;  // error of a stated distance: the ratio true/stated is 1.14 at p90
constexpr std::size_t kOutlinePoints = 2500;

LonLat point_of(const PlaceShape& shape) { return {shape.lon, shape.lat}; }

class Composer {
 public:
  Composer(const RegionData& regions, std::span<const PlaceShape> parts, const CompositionDetail& detail)
      : regions_(regions), parts_(parts), detail_(detail) {}

  std::optional<ComposedPlace> run(Relation relation) {
    if (parts_.empty()) return std::nullopt;
    switch (relation) {
      case Relation::none:
        return itself(parts_[0]);
      case Relation::triangle:
        return triangle();
      case Relation::between:
        return parts_.size() == 2 ? corridor() : triangle();
      case Relation::border:
        return border();
      case Relation::part:
        return part();
      case Relation::countryside:
        return countryside();
      case Relation::around:
        return about(detail_.distance_km, kAround);
      case Relation::near:
        return near();
      case Relation::direction:
        return direction();
      case Relation::along:
        return parts_.size() >= 2 ? corridor() : about(detail_.distance_km, kAround);
    }
    return std::nullopt;
  }

 private:
  const RegionRow* polygon_of(const PlaceShape& shape) const {
    return shape.polygon == 0 ? nullptr : &regions_.rows()[shape.polygon - 1u];
  }
  /// The place's own polygon, or the region it lies in.
  const RegionRow* region_of(const PlaceShape& shape) const {
    if (const RegionRow* own = polygon_of(shape)) return own;
    if (shape.region_id == 0) return nullptr;
    const auto row = find_region(regions_, RegionLevel::admin1, shape.region_id);
    return row ? &regions_.rows()[*row] : nullptr;
  }
  GeosGeometry outline(const RegionRow& row) {
    return valid_area(geos_, geos_.from(region_outline(regions_, row, kOutlinePoints)));
  }

  // --- finishing -------------------------------------------------------------------------------------------------

  /// Greatest distance from the point to a corner of the geometry.
  static double reach_km(const Geometry& geometry, LonLat from) {
    double reach = 0;
    for (std::size_t i = 0; i < geometry.size(); ++i)
      reach = std::max(reach, sphere_distance(from, {geometry.x(i), geometry.y(i)}) / 1000);
    for (const Geometry& part : geometry.parts) reach = std::max(reach, reach_km(part, from));
    return reach;
  }

  /// An area, its representative point (the wanted one if inside, else the centroid, else a point on the surface), and
  /// as radius the distance to its farthest corner.
  std::optional<ComposedPlace> area(GeosGeometry shape, std::optional<LonLat> wanted = std::nullopt) {
    shape = valid_area(geos_, std::move(shape));
    if (geos_.test(GEOSisEmpty_r, shape)) return std::nullopt;
    ComposedPlace out;
    out.geometry = wrap(geos_, geos_.to(shape));
    if (dimension(out.geometry) < 2) return std::nullopt;
    const GeosGeometry whole = geos_.from(out.geometry);
    const auto inside = [&](double x, double y) {
      return geos_.test(GEOSContains_r, whole, geos_.make(GEOSGeom_createPointFromXY_r, x, y));
    };
    if (wanted && inside(wanted->lon, wanted->lat)) {
      out.lon = wanted->lon;
      out.lat = wanted->lat;
    } else {
      Geometry point = geos_.to(geos_.make(GEOSGetCentroid_r, whole));
      if (!inside(point.x(), point.y())) point = geos_.to(geos_.make(GEOSPointOnSurface_r, whole));
      out.lon = point.x();
      out.lat = point.y();
    }
    out.radius_km = reach_km(out.geometry, {out.lon, out.lat});
    return out;
  }
  std::optional<ComposedPlace> area(const Geometry& shape, std::optional<LonLat> wanted = std::nullopt) {
    return area(geos_.from(shape), wanted);
  }
  static ComposedPlace point(LonLat at, double radius_km) {
    ComposedPlace out;
    out.lon = at.lon;
    out.lat = at.lat;
    out.geometry = make_point(at.lon, at.lat);
    out.radius_km = radius_km;
    return out;
  }

  // --- relations -------------------------------------------------------------------------------------------------

  ComposedPlace itself(const PlaceShape& shape) const {
    ComposedPlace out = point(point_of(shape), shape.radius_km);
    if (const RegionRow* row = polygon_of(shape)) {
      out.geometry = region_geometry(regions_, *row);
      out.radius_km = std::max(out.radius_km, reach_km(out.geometry, point_of(shape)));
    }
    return out;
  }

  std::optional<ComposedPlace> triangle() {
    if (parts_.size() == 2) return corridor();
    if (parts_.size() < 2) return std::nullopt;
    const RegionRow *a = polygon_of(parts_[0]), *b = polygon_of(parts_[1]), *c = polygon_of(parts_[2]);
    if (parts_.size() == 3 && a && b && c) {
      if (const auto at = meeting_point(regions_, *a, *b, *c)) {
        auto out = area(geodesic_disc(*at, kMeeting), *at);
        if (out) out->radius_km = kMeeting;
        return out;
      }
    }
    return hull();
  }

  /// The convex hull of the representative points; nothing when they lie on one line.
  std::optional<ComposedPlace> hull() {
    std::vector<GeosGeometry> points;
    for (const PlaceShape& shape : parts_) {
      const double lon = shape.lon + 360 * std::round((parts_[0].lon - shape.lon) / 360);
      points.push_back(geos_.make(GEOSGeom_createPointFromXY_r, lon, shape.lat));
    }
    GeosGeometry hull = geos_.make(GEOSConvexHull_r, geos_.collection(GEOS_MULTIPOINT, std::move(points)));
    const double around = geos_.measure(GEOSLength_r, hull);
    constexpr double kOneLine = 0.002;  // area in squares of the perimeter; an equilateral triangle has 0.048
    if (geos_.measure(GEOSArea_r, hull) < kOneLine * around * around) return std::nullopt;
    return area(std::move(hull));
  }

  /// Along the chain of parts; the representative point is the middle of its first stretch when there is one stretch.
  std::optional<ComposedPlace> corridor() {
    std::vector<GeosGeometry> stretches;
    std::optional<LonLat> middle;
    for (std::size_t i = 0; i + 1 < parts_.size(); ++i) {
      const LonLat a = point_of(parts_[i]), b = point_of(parts_[i + 1]);
      const double metres = spheroid_distance(a, b);
      const auto made = geodesic_corridor(a, b, std::max(kLeastHalfWidth, kCorridor / 2 * metres / 1000));
      if (!made) continue;
      stretches.push_back(valid_area(geos_, geos_.from(*made)));
      middle = destination(a, spheroid_azimuth(a, b).value_or(0), metres / 2);
    }
    if (stretches.empty()) return std::nullopt;
    if (stretches.size() == 1) return area(std::move(stretches[0]), middle);
    return area(geos_.make(GEOSUnaryUnion_r, geos_.collection(GEOS_GEOMETRYCOLLECTION, std::move(stretches))));
  }

  std::optional<ComposedPlace> border() {
    const double km = detail_.distance_km.value_or(kBorder);
    Geometry lines;
    lines.type = GeometryType::multi_line_string;
    if (parts_.size() == 1) {
      const RegionRow* row = polygon_of(parts_[0]);
      if (row == nullptr) return std::nullopt;
      add_boundary(region_outline(regions_, *row, kOutlinePoints), lines);
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (std::size_t k = i + 1; k < parts_.size(); ++k) {
        const RegionRow *a = region_of(parts_[i]), *b = region_of(parts_[k]);
        if (a == nullptr || b == nullptr || a == b) continue;
        // The edges of the smaller one are walked: a province's, not its country's.
        if (b->rings_end - b->rings_begin < a->rings_end - a->rings_begin) std::swap(a, b);
        if (auto shared = shared_border(regions_, *a, *b))
          std::ranges::move(shared->parts, std::back_inserter(lines.parts));
      }
    }
    if (lines.parts.empty() || !(km > 0)) return std::nullopt;
    return area(buffer_km(geos_, lines, km), middle_of(lines));
  }
  static void add_boundary(Geometry outline, Geometry& lines) {
    if (outline.type == GeometryType::polygon)
      std::ranges::move(outline.parts, std::back_inserter(lines.parts));
    else
      for (Geometry& polygon : outline.parts) add_boundary(std::move(polygon), lines);
  }
  /// A point on the longest line, half its points along.
  static LonLat middle_of(const Geometry& lines) {
    const Geometry& longest =
        *std::ranges::max_element(lines.parts, {}, [](const Geometry& line) { return line.size(); });
    const std::size_t at = longest.size() / 2;
    return {longest.x(at), longest.y(at)};
  }

  std::optional<ComposedPlace> part() {
    const PlaceShape& whole = parts_[0];
    const RegionRow* row = polygon_of(whole);
    if (detail_.compass == Compass::unknown) return itself(whole);
    if (row == nullptr) {  // part of a town
      const double azimuth = static_cast<int>(detail_.compass) * 45.0;
      const double half_angle = static_cast<int>(detail_.compass) % 2 == 0 ? 90 : 45;
      return area(geodesic_sector(point_of(whole), azimuth, half_angle, std::max(kLeastCity, whole.radius_km)));
    }
    return side_of(outline(*row), std::nullopt);
  }

  /// The part of an area that the words name: far ones the outer third, others split through the point or the centroid.
  std::optional<ComposedPlace> side_of(GeosGeometry shape, std::optional<LonLat> through) {
    if (detail_.far) return area(compass_third(geos_, shape, detail_.compass));
    if (!through) {
      const Geometry centroid = geos_.to(geos_.make(GEOSGetCentroid_r, shape));
      if (is_empty(centroid)) return std::nullopt;
      through = LonLat{centroid.x(), centroid.y()};
    }
    return area(compass_part(geos_, shape, detail_.compass, through->lon, through->lat));
  }

  std::optional<ComposedPlace> countryside() {
    const PlaceShape& place = parts_[0];
    const RegionRow* row = rural_region(place);
    if (row == nullptr) return about(kTownsCountry, kTownsCountry);
    GeosGeometry shape = outline(*row);
    const bool town = polygon_of(place) == nullptr;
    if (town) {
      if (place.radius_km < kHeadOfRegion) {
        const GeosGeometry reach = geos_.from(geodesic_disc(point_of(place), kTownsCountry));
        shape = geos_.make(GEOSIntersection_r, shape, reach);
      }
      const GeosGeometry city = geos_.from(geodesic_disc(point_of(place), std::max(kLeastCity, place.radius_km)));
      shape = geos_.make(GEOSDifference_r, shape, city);
    }
    if (detail_.compass == Compass::unknown) return area(std::move(shape));
    return side_of(std::move(shape), town ? std::optional(point_of(place)) : std::nullopt);
  }

  /// The region whose land is a place's countryside: its own, or the one around it where the city is a region by
  /// itself.
  const RegionRow* rural_region(const PlaceShape& place) const {
    const RegionRow* own = region_of(place);
    if (own == nullptr || polygon_of(place) != nullptr) return own;
    const double height_km = (own->max_y - own->min_y) * 1e-6 * 111.2;
    if (height_km > 4 * std::max(kLeastCity, place.radius_km)) return own;
    std::map<std::uint32_t, int> around;
    constexpr int kLooks = 16;
    for (int i = 0; i < kLooks; ++i) {
      const LonLat at = destination(point_of(place), i * 360.0 / kLooks, 1500 * std::max(height_km, place.radius_km));
      if (const auto row = regions_.locate(at.lon, at.lat); row && &regions_.rows()[*row] != own) ++around[*row];
    }
    const auto most = std::ranges::max_element(around, {}, [](const auto& entry) { return entry.second; });
    return most == around.end() || most->second < kLooks / 2 ? own : &regions_.rows()[most->first];
  }

  std::optional<ComposedPlace> near() {
    if (!detail_.distance_km) return about(std::nullopt, kNear);
    // "20 km from A": anywhere at that distance, as far as stated distances can be trusted.
    return about(*detail_.distance_km * (1 + kStatedDistance), kNear);
  }

  /// A disc about a point, at least as large as the place itself unless the words give its size; a region grown by as
  /// much.
  std::optional<ComposedPlace> about(std::optional<double> stated, double usual) {
    const PlaceShape& place = parts_[0];
    const double km = stated.value_or(usual);
    if (!(km > 0)) return std::nullopt;
    if (const RegionRow* row = polygon_of(place))
      return area(buffer_km(geos_, geos_.to(outline(*row)), km), point_of(place));
    auto out = area(geodesic_disc(point_of(place), stated ? km : std::max(km, place.radius_km)), point_of(place));
    return out;
  }

  std::optional<ComposedPlace> direction() {
    const PlaceShape& from = parts_[0];
    std::optional<double> azimuth;
    if (detail_.towards) azimuth = spheroid_azimuth(point_of(from), point_of(*detail_.towards));
    if (!azimuth && detail_.compass != Compass::unknown) azimuth = static_cast<int>(detail_.compass) * 45.0;
    if (!azimuth) return near();
    const RegionRow* row = polygon_of(from);
    if (row != nullptr && !detail_.towards) return beside(*row);
    if (detail_.distance_km) {
      const double km = *detail_.distance_km;
      // Of 2,445 such statements in an encyclopedia nine in ten hold within this radius.
      const double error = detail_.towards ? kStatedDistance : kStatedOffset;
      return point(destination(point_of(from), *azimuth, km * 1000), error * km + std::min(from.radius_km, km));
    }
    return area(geodesic_sector(point_of(from), *azimuth, 45, kNear + from.radius_km));
  }

  /// Outside a region, on the side that the words name.
  std::optional<ComposedPlace> beside(const RegionRow& row) {
    const double km = detail_.distance_km ? *detail_.distance_km * (1 + kStatedDistance) : kNear;
    if (!(km > 0)) return std::nullopt;
    const GeosGeometry inner = outline(row);
    const Geometry centroid = geos_.to(geos_.make(GEOSGetCentroid_r, inner));
    const GeosGeometry ring = geos_.make(GEOSDifference_r, buffer_km(geos_, geos_.to(inner), km), inner);
    return area(compass_part(geos_, ring, detail_.compass, centroid.x(), centroid.y()));
  }

  Geos geos_;
  const RegionData& regions_;
  std::span<const PlaceShape> parts_;
  const CompositionDetail& detail_;
};

}  // namespace

std::optional<ComposedPlace> compose(const RegionData& regions, Relation relation, std::span<const PlaceShape> parts,
                                     const CompositionDetail& detail) {
  return Composer(regions, parts, detail).run(relation);
}

}  // namespace sitrep
