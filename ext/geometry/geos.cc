#include "geometry/geos.h"

#include <cmath>
#include <cstring>
#include <new>
#include <string_view>

#include "text/error.h"

namespace sitrep {
namespace {

int geos_type(GeometryType type) {
  switch (type) {
    case GeometryType::point:
      return GEOS_POINT;
    case GeometryType::line_string:
      return GEOS_LINESTRING;
    case GeometryType::polygon:
      return GEOS_POLYGON;
    case GeometryType::multi_point:
      return GEOS_MULTIPOINT;
    case GeometryType::multi_line_string:
      return GEOS_MULTILINESTRING;
    case GeometryType::multi_polygon:
      return GEOS_MULTIPOLYGON;
    case GeometryType::collection:
      break;
  }
  return GEOS_GEOMETRYCOLLECTION;
}

GeometryType own_type(int type) {
  switch (type) {
    case GEOS_POINT:
      return GeometryType::point;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
      return GeometryType::line_string;
    case GEOS_POLYGON:
      return GeometryType::polygon;
    case GEOS_MULTIPOINT:
      return GeometryType::multi_point;
    case GEOS_MULTILINESTRING:
      return GeometryType::multi_line_string;
    case GEOS_MULTIPOLYGON:
      return GeometryType::multi_polygon;
    default:
      return GeometryType::collection;
  }
}

}  // namespace

Geos::Geos() : handle_(GEOS_init_r()) {
  if (!handle_) throw std::bad_alloc();
  GEOSContext_setErrorMessageHandler_r(handle(), &Geos::on_error, this);
}

void Geos::on_error(const char* message, void* self) {
  auto& kept = static_cast<Geos*>(self)->message_;
  std::strncpy(kept.data(), message, kept.size() - 1);
}

void Geos::begin() { message_[0] = '\0'; }

void Geos::fail() {
  if (GeosInterruptScope::take_fired()) throw Interrupted();
  const std::string_view message = message_.data();
  if (message.find("bad_alloc") != std::string_view::npos) throw std::bad_alloc();
  if (message.empty()) throw UserError("GEOS failed without a message");
  const bool invalid = message.find("TopologyException") != std::string_view::npos;
  throw UserError(std::string(message) + (invalid ? "; ST_MakeValid may repair the geometry" : ""));
}

GeosGeometry Geos::own(GEOSGeometry* geometry) {
  if (geometry == nullptr) fail();
  return GeosGeometry(geometry, {handle()});
}

GeosPrepared Geos::prepare(const GeosGeometry& geometry) {
  begin();
  const GEOSPreparedGeometry* prepared = GEOSPrepare_r(handle(), geometry.get());
  if (prepared == nullptr) fail();
  return GeosPrepared(prepared, {handle()});
}

GEOSCoordSequence* Geos::sequence(const Geometry& geometry) {
  begin();
  GEOSCoordSequence* made =
      geometry.coordinates.empty()
          ? GEOSCoordSeq_create_r(handle(), 0, geometry.has_z ? 3 : 2)
          : GEOSCoordSeq_copyFromBuffer_r(handle(), geometry.coordinates.data(), static_cast<unsigned>(geometry.size()),
                                          geometry.has_z, geometry.has_m);
  if (made == nullptr) fail();
  return made;
}

GeosGeometry Geos::line(const Geometry& geometry, bool ring) {
  GEOSCoordSequence* points = sequence(geometry);  // GEOS takes it over, also when it then refuses
  return ring ? make(GEOSGeom_createLinearRing_r, points) : make(GEOSGeom_createLineString_r, points);
}

GeosGeometry Geos::collection(int type, std::vector<GeosGeometry> parts) {
  std::vector<GEOSGeometry*> handles;
  handles.reserve(parts.size());
  for (GeosGeometry& part : parts) handles.push_back(part.release());
  return make(GEOSGeom_createCollection_r, type, handles.data(), static_cast<unsigned>(handles.size()));
}

GeosGeometry Geos::from(const Geometry& geometry) {
  switch (geometry.type) {
    case GeometryType::point:
      if (geometry.coordinates.empty()) return make(GEOSGeom_createEmptyPoint_r);
      if (!geometry.has_z) return make(GEOSGeom_createPointFromXY_r, geometry.x(), geometry.y());
      return make(GEOSGeom_createPoint_r, sequence(geometry));
    case GeometryType::line_string:
      return line(geometry, false);
    case GeometryType::polygon: {
      if (geometry.parts.empty()) return make(GEOSGeom_createEmptyPolygon_r);
      GeosGeometry shell = line(geometry.parts[0], true);
      std::vector<GeosGeometry> holes;
      for (std::size_t i = 1; i < geometry.parts.size(); ++i) holes.push_back(line(geometry.parts[i], true));
      std::vector<GEOSGeometry*> handles;
      handles.reserve(holes.size());
      for (GeosGeometry& hole : holes) handles.push_back(hole.release());
      return make(GEOSGeom_createPolygon_r, shell.release(), handles.data(), static_cast<unsigned>(handles.size()));
    }
    default:
      break;
  }
  std::vector<GeosGeometry> parts;
  parts.reserve(geometry.parts.size());
  for (const Geometry& part : geometry.parts) parts.push_back(from(part));
  return collection(geos_type(geometry.type), std::move(parts));
}

std::vector<double> Geos::coordinates(const GEOSGeometry* geometry, bool has_z) {
  begin();
  const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(handle(), geometry);
  unsigned count = 0;
  if (points == nullptr || GEOSCoordSeq_getSize_r(handle(), points, &count) == 0) fail();
  std::vector<double> buffer(std::size_t{count} * (has_z ? 3 : 2));
  if (count > 0 && GEOSCoordSeq_copyToBuffer_r(handle(), points, buffer.data(), has_z, 0) == 0) fail();
  return buffer;
}

Geometry Geos::export_any(const GEOSGeometry* geometry, const Geometry& like) {
  const int type = GEOSGeomTypeId_r(handle(), geometry);
  if (type < 0) fail();
  Geometry made = make_like(own_type(type), like);
  if (GEOSisEmpty_r(handle(), geometry) == 1 && !is_multi(made.type)) return made;
  if (made.type == GeometryType::point || made.type == GeometryType::line_string) {
    made.coordinates = coordinates(geometry, like.has_z);
    return made;
  }
  if (made.type == GeometryType::polygon) {
    const int holes = GEOSGetNumInteriorRings_r(handle(), geometry);
    made.parts.reserve(static_cast<std::size_t>(std::max(holes, 0)) + 1);
    made.parts.push_back(export_any(GEOSGetExteriorRing_r(handle(), geometry), like));
    for (int i = 0; i < holes; ++i)
      made.parts.push_back(export_any(GEOSGetInteriorRingN_r(handle(), geometry, i), like));
    return made;
  }
  const int count = GEOSGetNumGeometries_r(handle(), geometry);
  if (count < 0) fail();
  made.parts.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) made.parts.push_back(export_any(GEOSGetGeometryN_r(handle(), geometry, i), like));
  return made;
}

Geometry Geos::to(const GEOSGeometry* geometry, int srid) {
  begin();
  Geometry like;
  like.srid = srid;
  like.has_z = GEOSHasZ_r(handle(), geometry) == 1;
  return export_any(geometry, like);
}

}  // namespace sitrep
