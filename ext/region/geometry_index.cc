#include "region/geometry_index.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/error.h"

namespace sitrep {
namespace {

constexpr std::size_t kBytesPerPoint = 64;  // of GEOS's geometries, and of what it prepares

bool is_area(const Geometry& geometry) {
  return geometry.type == GeometryType::polygon || geometry.type == GeometryType::multi_polygon;
}

template <class Number>
bool parse(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<LookupPredicate> parse_lookup_predicate(std::string_view text) {
  using Kind = LookupPredicate::Kind;
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  LookupPredicate out;
  if (colon == std::string_view::npos) {
    if (name == "intersects") return out;
    out.kind = name == "contains" ? Kind::contains : Kind::within;
    if (name == "contains" || name == "within") return out;
    return std::nullopt;
  }
  const std::string_view number = text.substr(colon + 1);
  if (name == "dwithin") {
    out.kind = Kind::dwithin;
    if (parse(number, out.metres) && std::isfinite(out.metres) && out.metres >= 0) return out;
  } else if (name == "nearest") {
    out.kind = Kind::nearest;
    if (parse(number, out.count) && out.count > 0) return out;
  }
  return std::nullopt;
}

void GeometryIndex::set_srid_once(int srid) {
  const int known = srid <= 0 ? kWgs84 : srid;
  if (!srid_) {
    srid_ = known;
    metric_ = Metric(known);
  } else if (*srid_ != known) {
    throw UserError("geometries of different SRIDs: " + std::to_string(*srid_) + " and " + std::to_string(known));
  }
}

void GeometryIndex::add_point(double x, double y, int srid) {
  set_srid_once(srid);
  boxes_.push_back({x, y, x, y});
  shape_of_.push_back(kPoint);
  memory_ += 2 * sizeof(Box) + 2 * sizeof(std::uint32_t);
}

void GeometryIndex::add(Geometry geometry) {
  if (geometry.type == GeometryType::point && !geometry.coordinates.empty())
    return add_point(geometry.x(), geometry.y(), geometry.srid);
  set_srid_once(geometry.srid);
  boxes_.push_back(envelope(geometry));
  memory_ += 2 * sizeof(Box) + 2 * sizeof(std::uint32_t) + memory_size(geometry);
  shape_of_.push_back(static_cast<std::uint32_t>(shapes_.size()));
  force_2d(geometry);
  shapes_.push_back(std::move(geometry));
}

void GeometryIndex::finish() {
  tree_ = PackedRTree(boxes_);
  prepared_.resize(shapes_.size());
}

Geometry GeometryIndex::geometry_of(std::uint32_t entry) const {
  return is_point(entry) ? make_point(boxes_[entry].min_x, boxes_[entry].min_y, srid()) : stored(entry);
}

// --- what is made of the entries -----------------------------------------------------------------------------------

void GeometryIndex::note_memory(std::size_t bytes) { prepared_bytes_ += bytes; }

GeometryIndex::Prepared& GeometryIndex::prepared(std::uint32_t entry) {
  std::unique_ptr<Prepared>& kept = prepared_[shape_of_[entry]];
  if (!kept) kept = std::make_unique<Prepared>();
  return *kept;
}

const AreaLocator* GeometryIndex::locator(std::uint32_t entry) {
  if (!is_area(stored(entry))) return nullptr;
  Prepared& kept = prepared(entry);
  if (!kept.area) {
    kept.area = std::make_unique<AreaLocator>(stored(entry));
    note_memory(kept.area->memory());
  }
  return kept.area.get();
}

const GEOSGeometry* GeometryIndex::whole(std::uint32_t entry, Prepared& kept) {
  if (!kept.shape) {
    kept.shape = geos_.from(stored(entry));
    note_memory(point_count(stored(entry)) * kBytesPerPoint);
  }
  return kept.shape.get();
}

const GEOSGeometry* GeometryIndex::shape(std::uint32_t entry, Prepared& kept) {
  whole(entry, kept);
  if (++kept.uses == 2) {
    kept.prepared = geos_.prepare(kept.shape);
    note_memory(point_count(stored(entry)) * kBytesPerPoint);
  }
  return kept.shape.get();
}

/// The entry contains the point; with `border`, it meets it.
bool GeometryIndex::point_holds(std::uint32_t entry, double x, double y, bool border) {
  if (is_point(entry)) return boxes_[entry].min_x == x && boxes_[entry].min_y == y;
  if (const AreaLocator* area = locator(entry)) {
    const Location at = area->locate(x, y);
    return at == Location::inside || (border && at == Location::border);
  }
  Prepared& kept = prepared(entry);
  shape(entry, kept);
  const GeosGeometry point = geos_.make(GEOSGeom_createPointFromXY_r, x, y);
  if (kept.prepared)
    return border ? geos_.test(GEOSPreparedIntersects_r, kept.prepared, point)
                  : geos_.test(GEOSPreparedContains_r, kept.prepared, point);
  return border ? geos_.test(GEOSIntersects_r, kept.shape, point) : geos_.test(GEOSContains_r, kept.shape, point);
}

// --- lookups -------------------------------------------------------------------------------------------------------

void GeometryIndex::nearest(const Box& box, std::size_t count, Interrupt& interrupt,
                            const std::function<double(std::uint32_t)>& distance,
                            std::vector<std::uint32_t>& out) const {
  tree_.nearest([&](const Box& node) { return metric_.lower_bound(node, box); }, distance,
                [&](std::uint32_t entry, double) {
                  interrupt.poll();
                  out.push_back(entry);
                  return out.size() < count;
                });
}

void GeometryIndex::within_distance(const Box& box, double metres, Interrupt& interrupt,
                                    const std::function<bool(std::uint32_t)>& test,
                                    std::vector<std::uint32_t>& out) const {
  for (const Box& window : metric_.around(box, metres)) {
    tree_.query(window, [&](std::uint32_t entry) {
      interrupt.poll();
      if (test(entry)) out.push_back(entry);
    });
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void GeometryIndex::lookup_point(double x, double y, LookupPredicate predicate, Interrupt& interrupt,
                                 std::vector<std::uint32_t>& out) {
  using Kind = LookupPredicate::Kind;
  out.clear();
  if (prepared_bytes_ > kMostPrepared) {
    for (auto& kept : prepared_) kept.reset();
    prepared_bytes_ = 0;
  }
  const Box box{x, y, x, y};
  if (predicate.kind == Kind::dwithin || predicate.kind == Kind::nearest) {
    const auto distance = [&](std::uint32_t entry) {
      if (is_point(entry)) return metric_.between(boxes_[entry].min_x, boxes_[entry].min_y, x, y);
      if (point_holds(entry, x, y, true)) return 0.0;
      return metric_.between(geos_, stored(entry), make_point(x, y, srid()));
    };
    if (predicate.kind == Kind::nearest) return nearest(box, predicate.count, interrupt, distance, out);
    return within_distance(
        box, predicate.metres, interrupt,
        [&](std::uint32_t entry) {
          if (is_point(entry)) return metric_.within(boxes_[entry].min_x, boxes_[entry].min_y, x, y, predicate.metres);
          return distance(entry) <= predicate.metres;
        },
        out);
  }
  tree_.query(box, [&](std::uint32_t entry) {
    if (predicate.kind == Kind::within && !is_point(entry)) return;  // nothing but a point lies within a point
    if (point_holds(entry, x, y, predicate.kind != Kind::contains)) out.push_back(entry);
  });
  if (out.size() > 1) std::ranges::sort(out);
}

void GeometryIndex::lookup(const Geometry& geometry, LookupPredicate predicate, Interrupt& interrupt,
                           std::vector<std::uint32_t>& out) {
  using Kind = LookupPredicate::Kind;
  out.clear();
  const Box box = envelope(geometry);
  if (box.empty() || size() == 0) return;
  const int asked = geometry.srid <= 0 ? kWgs84 : geometry.srid;
  if (asked != srid())
    throw UserError("geometries of different SRIDs: " + std::to_string(srid()) + " and " + std::to_string(asked));
  if (geometry.type == GeometryType::point) return lookup_point(geometry.x(), geometry.y(), predicate, interrupt, out);
  const GeosInterruptScope scope(interrupt);
  if (predicate.kind == Kind::nearest)
    return nearest(
        box, predicate.count, interrupt, [&](std::uint32_t entry) { return distance(entry, geometry); }, out);
  if (prepared_bytes_ > kMostPrepared) {
    for (auto& kept : prepared_) kept.reset();
    prepared_bytes_ = 0;
  }
  const GeosGeometry asked_shape = geos_.from(geometry);
  GeosPrepared asked_prepared;
  if (predicate.kind == Kind::dwithin)
    return within_distance(
        box, predicate.metres, interrupt,
        [&](std::uint32_t entry) {
          if (is_point(entry)) return distance(entry, geometry) <= predicate.metres;
          // What meets, as neighbours do, need not be measured.
          if (boxes_[entry].intersects(box)) {
            if (!asked_prepared) asked_prepared = geos_.prepare(asked_shape);
            if (geos_.test(GEOSPreparedIntersects_r, asked_prepared, whole(entry, prepared(entry)))) return true;
          }
          return metric_.apart_within(geos_, stored(entry), geometry, predicate.metres);
        },
        out);
  tree_.query(box, [&](std::uint32_t entry) {
    interrupt.poll();
    if (predicate.kind == Kind::contains && !boxes_[entry].contains(box)) return;
    if (predicate.kind == Kind::within && !box.contains(boxes_[entry])) return;
    bool found = false;
    if (is_point(entry) || predicate.kind == Kind::within) {
      if (!asked_prepared) asked_prepared = geos_.prepare(asked_shape);
      GeosGeometry point;
      if (is_point(entry)) point = geos_.make(GEOSGeom_createPointFromXY_r, boxes_[entry].min_x, boxes_[entry].min_y);
      const GEOSGeometry* other = is_point(entry) ? point.get() : shape(entry, prepared(entry));
      // A point meets what it lies within or on; it contains nothing but itself.
      if (predicate.kind == Kind::contains)
        found = geos_.test(GEOSContains_r, other, asked_shape);
      else if (predicate.kind == Kind::within)
        found = geos_.test(GEOSPreparedContains_r, asked_prepared, other);
      else
        found = geos_.test(GEOSPreparedIntersects_r, asked_prepared, other);
    } else {
      Prepared& kept = prepared(entry);
      const GEOSGeometry* own = shape(entry, kept);
      if (predicate.kind == Kind::contains)
        found = kept.prepared ? geos_.test(GEOSPreparedContains_r, kept.prepared, asked_shape)
                              : geos_.test(GEOSContains_r, own, asked_shape);
      else
        found = kept.prepared ? geos_.test(GEOSPreparedIntersects_r, kept.prepared, asked_shape)
                              : geos_.test(GEOSIntersects_r, own, asked_shape);
    }
    if (found) out.push_back(entry);
  });
  std::ranges::sort(out);
}

double GeometryIndex::distance(std::uint32_t entry, const Geometry& geometry) {
  if (is_point(entry) && geometry.type == GeometryType::point && !geometry.coordinates.empty())
    return metric_.between(boxes_[entry].min_x, boxes_[entry].min_y, geometry.x(), geometry.y());
  if (!is_point(entry) && geometry.type == GeometryType::point && !geometry.coordinates.empty() &&
      point_holds(entry, geometry.x(), geometry.y(), true))
    return 0;
  return metric_.between(geos_, geometry_of(entry), geometry);
}

}  // namespace sitrep
