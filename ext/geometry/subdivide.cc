#include "geometry/subdivide.h"

#include <utility>

namespace sitrep {
namespace {

constexpr int kMostHalvings = 50;

class Subdivision {
 public:
  Subdivision(Geos& geos, std::size_t most, Interrupt& interrupt) : geos_(geos), most_(most), interrupt_(interrupt) {}

  void add(const Geometry& geometry, int wanted, int halvings) {
    interrupt_.poll();
    if (is_empty(geometry) || dimension(geometry) < wanted) return;
    if (geometry.type == GeometryType::collection ||
        (is_multi(geometry.type) && geometry.type != GeometryType::multi_point)) {
      for (const Geometry& part : geometry.parts) add(part, wanted, halvings);
      return;
    }
    if (point_count(geometry) <= most_ || halvings >= kMostHalvings) {
      pieces_.push_back(geometry);
      return;
    }
    const Box box = envelope(geometry);
    Box first = box, second = box;
    if (box.max_x - box.min_x >= box.max_y - box.min_y)
      first.max_x = second.min_x = (box.min_x + box.max_x) / 2;
    else
      first.max_y = second.min_y = (box.min_y + box.max_y) / 2;
    if (geometry.type == GeometryType::multi_point) return share(geometry, first, wanted, halvings);
    const GeosGeometry whole = geos_.from(geometry);
    for (const Box& half : {first, second})
      add(geos_.to(geos_.make(GEOSIntersection_r, whole, geos_.from(make_box(half))), geometry.srid), wanted,
          halvings + 1);
  }

  std::vector<Geometry> take() { return std::move(pieces_); }

 private:
  void share(const Geometry& points, const Box& first, int wanted, int halvings) {
    Geometry in = make_like(points.type, points), out = in;
    for (const Geometry& point : points.parts)
      if (!is_empty(point)) (first.contains(point.x(), point.y()) ? in : out).parts.push_back(point);
    add(in, wanted, halvings + 1);
    add(out, wanted, halvings + 1);
  }

  Geos& geos_;
  std::size_t most_;
  Interrupt& interrupt_;
  std::vector<Geometry> pieces_;
};

}  // namespace

std::vector<Geometry> subdivide(Geos& geos, const Geometry& geometry, std::size_t most_vertices, Interrupt& interrupt) {
  Subdivision subdivision(geos, most_vertices, interrupt);
  subdivision.add(geometry, dimension(geometry), 0);
  return subdivision.take();
}

}  // namespace sitrep
