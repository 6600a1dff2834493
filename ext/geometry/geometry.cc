#include "geometry/geometry.h"

#include <utility>

namespace sitrep {
namespace {

void grow(Box& box, const Geometry& geometry) {
  const std::size_t stride = geometry.stride();
  for (std::size_t i = 0; i + 1 < geometry.coordinates.size(); i += stride)
    box.add(geometry.coordinates[i], geometry.coordinates[i + 1]);
  for (const Geometry& part : geometry.parts) grow(box, part);
}

/// Leaves of a point's numbers only those that `z` and `m` ask for.
void reduce(Geometry& geometry, bool z, bool m) {
  if (geometry.has_z == z && geometry.has_m == m) return;
  const std::size_t stride = geometry.stride();
  std::size_t to = 0;
  for (std::size_t i = 0; i + stride <= geometry.coordinates.size(); i += stride) {
    geometry.coordinates[to++] = geometry.coordinates[i];
    geometry.coordinates[to++] = geometry.coordinates[i + 1];
    if (z) geometry.coordinates[to++] = geometry.coordinates[i + 2];
    if (m) geometry.coordinates[to++] = geometry.coordinates[i + stride - 1];
  }
  geometry.coordinates.resize(to);
  geometry.has_z = z;
  geometry.has_m = m;
  for (Geometry& part : geometry.parts) reduce(part, z, m);
}

}  // namespace

Geometry make_point(double x, double y, int srid) {
  Geometry point;
  point.srid = srid;
  point.coordinates = {x, y};
  return point;
}

Geometry make_like(GeometryType type, const Geometry& like) {
  Geometry made;
  made.type = type;
  made.srid = like.srid;
  made.has_z = like.has_z;
  made.has_m = like.has_m;
  return made;
}

Geometry make_box(const Box& box, int srid) {
  Geometry made;
  made.type = GeometryType::polygon;
  made.srid = srid;
  if (box.empty()) return made;
  const bool thin = box.min_x == box.max_x;
  const bool flat = box.min_y == box.max_y;
  if (thin && flat) return make_point(box.min_x, box.min_y, srid);
  Geometry line = make_like(GeometryType::line_string, made);
  if (thin || flat) {
    line.coordinates = {box.min_x, box.min_y, box.max_x, box.max_y};
    return line;
  }
  line.coordinates = {box.min_x, box.min_y, box.min_x, box.max_y, box.max_x,
                      box.max_y, box.max_x, box.min_y, box.min_x, box.min_y};
  made.parts.push_back(std::move(line));
  return made;
}

Box envelope(const Geometry& geometry) {
  Box box;
  grow(box, geometry);
  return box;
}

bool is_empty(const Geometry& geometry) {
  return geometry.coordinates.empty() && std::all_of(geometry.parts.begin(), geometry.parts.end(), is_empty);
}

std::size_t point_count(const Geometry& geometry) {
  std::size_t count = geometry.size();
  for (const Geometry& part : geometry.parts) count += point_count(part);
  return count;
}

std::size_t memory_size(const Geometry& geometry) {
  std::size_t bytes = sizeof(Geometry) + geometry.coordinates.capacity() * sizeof(double);
  for (const Geometry& part : geometry.parts) bytes += memory_size(part);
  return bytes;
}

int dimension(const Geometry& geometry) {
  switch (geometry.type) {
    case GeometryType::point:
    case GeometryType::multi_point:
      return 0;
    case GeometryType::line_string:
    case GeometryType::multi_line_string:
      return 1;
    case GeometryType::polygon:
    case GeometryType::multi_polygon:
      return 2;
    case GeometryType::collection:
      break;
  }
  int highest = 0;
  for (const Geometry& part : geometry.parts) highest = std::max(highest, dimension(part));
  return highest;
}

GeometryType multi_type(GeometryType type) {
  return is_multi(type) ? type : static_cast<GeometryType>(static_cast<int>(type) + 3);
}

GeometryType part_type(GeometryType type) {
  switch (type) {
    case GeometryType::polygon:
    case GeometryType::multi_line_string:
      return GeometryType::line_string;
    case GeometryType::multi_polygon:
      return GeometryType::polygon;
    default:
      return GeometryType::point;
  }
}

void set_srid(Geometry& geometry, int srid) {
  geometry.srid = srid;
  for (Geometry& part : geometry.parts) set_srid(part, srid);
}

void drop_empty_parts(Geometry& geometry) {
  if (!is_multi(geometry.type)) return;
  std::erase_if(geometry.parts, is_empty);
  for (Geometry& part : geometry.parts) drop_empty_parts(part);
}

void force_2d(Geometry& geometry) { reduce(geometry, false, false); }

void force_dimensions(Geometry& geometry, bool z, bool m) {
  reduce(geometry, geometry.has_z && z, geometry.has_m && m);
}

Geometry collect(std::vector<Geometry> geometries) {
  Geometry whole;
  whole.type = GeometryType::collection;
  if (geometries.empty()) return whole;
  const Geometry& first = geometries.front();
  whole = make_like(GeometryType::collection, first);
  const bool alike =
      std::all_of(geometries.begin(), geometries.end(), [&](const Geometry& g) { return g.type == first.type; });
  if (alike && !is_multi(first.type)) whole.type = multi_type(first.type);
  for (const Geometry& g : geometries) {
    whole.has_z = whole.has_z && g.has_z;
    whole.has_m = whole.has_m && g.has_m;
  }
  for (Geometry& g : geometries) reduce(g, whole.has_z, whole.has_m);
  whole.parts = std::move(geometries);
  return whole;
}

bool has_spots(const Geometry& geometry) {
  if (geometry.type == GeometryType::line_string) {
    for (std::size_t i = 1; i < geometry.size(); ++i)
      if (geometry.x(i) != geometry.x() || geometry.y(i) != geometry.y()) return false;
    return geometry.size() > 0;
  }
  return geometry.type != GeometryType::polygon && std::any_of(geometry.parts.begin(), geometry.parts.end(), has_spots);
}

Geometry spots_as_points(const Geometry& geometry) {
  if (!has_spots(geometry)) return geometry;
  const bool line = geometry.type == GeometryType::line_string;
  Geometry made = make_like(line ? GeometryType::point : GeometryType::collection, geometry);
  if (line) {
    const auto first = geometry.coordinates.begin();
    made.coordinates.assign(first, first + static_cast<std::ptrdiff_t>(geometry.stride()));
  }
  for (const Geometry& part : geometry.parts) made.parts.push_back(spots_as_points(part));
  return made;
}

}  // namespace sitrep
