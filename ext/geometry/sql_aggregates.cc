// One geometry, or one text, from the rows of a group.

#include <algorithm>
#include <deque>

#include "geometry/gpkg.h"
#include "geometry/sql_state.h"
#include "geometry/wkb.h"
#include "text/json_check.h"

namespace sitrep {
namespace {

/// The SRID of a group: the first geometry's, and all others must have it.
class GroupSrid {
 public:
  void add(int srid) {
    if (!srid_) srid_ = srid;
    check_same_srid(*srid_, srid);
  }
  bool empty() const { return !srid_; }
  int value() const { return srid_.value_or(kWgs84); }

 private:
  std::optional<int> srid_;
};

struct Extent {
  void step(Context& context, Args args) {
    const GeometryHeader header = header_argument(context, args, 0);
    srid.add(header.srid);
    box.add(header.envelope);
  }
  void finish(Context& context) const {
    if (!box.empty()) set_geometry(context, make_box(box, srid.value()));
  }
  GroupSrid srid;
  Box box;
};

/// Appends bytes in blocks, so that a large group is neither moved nor held twice over.
class Blocks {
 public:
  void append(std::string_view bytes) {
    if (blocks_.empty() || blocks_.back().size() + bytes.size() > blocks_.back().capacity()) {
      blocks_.emplace_back();
      blocks_.back().reserve(std::max(bytes.size(), std::min(kMost, std::max(kLeast, size_))));
    }
    blocks_.back() += bytes;
    size_ += bytes.size();
  }
  std::size_t size() const { return size_; }
  const std::deque<std::string>& blocks() const { return blocks_; }
  /// All of it as one text; empties the blocks as it goes.
  std::string take() {
    std::string whole;
    whole.reserve(size_);
    for (; !blocks_.empty(); blocks_.pop_front()) whole += blocks_.front();
    size_ = 0;
    return whole;
  }

 private:
  static constexpr std::size_t kLeast = 256, kMost = 1 << 20;
  std::deque<std::string> blocks_;
  std::size_t size_ = 0;
};

/// Keeps the WKB of the parts of one kind and puts a head before them; when kinds of z and m meet, starts anew from
/// geometries without what not all have.
class Collect {
 public:
  void step(Context& context, Args args) {
    const Geometry geometry = read_argument(context, args, 0);
    srid_.add(geometry.srid);
    box_.add(envelope(geometry));
    if (count_ == 0) {
      first_ = make_like(geometry.type, geometry);
      alike_ = !is_multi(geometry.type);
    }
    alike_ = alike_ && geometry.type == first_.type;
    if (count_ > 0 && (geometry.has_z != first_.has_z || geometry.has_m != first_.has_m)) reduce(geometry);
    append(geometry);
    ++count_;
  }

  void finish(Context& context) const {
    if (count_ == 0) return;
    const std::string head = write_head();
    OwnedBlob blob;
    blob.size = head.size() + parts_.size();
    if (blob.size > context.connection().length_limit()) throw std::length_error("collection");
    blob.data = std::make_unique_for_overwrite<char[]>(blob.size);
    char* to = std::copy(head.begin(), head.end(), blob.data.get());
    for (const std::string& block : parts_.blocks()) to = std::copy(block.begin(), block.end(), to);
    context.set(std::move(blob));
  }

 private:
  void append(const Geometry& geometry) {
    std::string bytes;
    if (geometry.has_z == first_.has_z && geometry.has_m == first_.has_m) {
      append_wkb(geometry, bytes);
    } else {
      Geometry less = geometry;
      force_dimensions(less, first_.has_z, first_.has_m);
      append_wkb(less, bytes);
    }
    parts_.append(bytes);
  }

  /// What was kept so far, without the z or m that `geometry` lacks. At most twice in a group.
  void reduce(const Geometry& geometry) {
    const bool z = first_.has_z && geometry.has_z, m = first_.has_m && geometry.has_m;
    if (z == first_.has_z && m == first_.has_m) return;
    first_.has_z = z;
    first_.has_m = m;
    Blocks old;
    std::swap(old, parts_);
    for (const std::string& block : old.blocks()) {
      ByteReader reader(std::as_bytes(std::span(block)), "WKB");
      while (reader.left() > 0) append(read_next_wkb(reader));
    }
  }

  /// The blob up to its parts: that of a geometry with the same box and no parts, and then the number of them.
  std::string write_head() const {
    if (count_ > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("collection");
    Geometry whole = make_like(alike_ ? multi_type(first_.type) : GeometryType::collection, first_);
    whole.srid = srid_.value();
    std::string head = gpkg_head(whole, box_);
    append_wkb(whole, head);
    head.resize(head.size() - sizeof(std::uint32_t));
    append_u32(static_cast<std::uint32_t>(count_), head);
    return head;
  }

  GroupSrid srid_;
  Box box_;
  Geometry first_;
  bool alike_ = true;
  std::size_t count_ = 0;
  Blocks parts_;
};

/// The geometries of a group in GEOS's form; points apart, as numbers.
class GeosGroup {
 public:
  void add(Context& context, Args args) {
    Geometry geometry = read_argument(context, args, 0);
    srid_.add(geometry.srid);
    if (is_empty(geometry)) {
      // No points; and GEOS 3.11 crashes on EMPTY polygons in a union.
      if (!empty_) empty_ = std::move(geometry);
      return;
    }
    drop_empty_parts(geometry);
    if (geometry.type == GeometryType::point && !geometry.has_z) {
      points_.push_back({geometry.x(), geometry.y()});
      return;
    }
    GeosState& state = context.connection().slot<GeosState>();
    rest_.push_back(state.geos().from(geometry));
  }

  bool empty() const { return srid_.empty(); }
  int srid() const { return srid_.value(); }
  bool only_points() const { return rest_.empty(); }
  /// The first of the group when all of it is EMPTY.
  const Geometry* only_empty() const { return rest_.empty() && points_.empty() && empty_ ? &*empty_ : nullptr; }

  /// The points, each once, from left to right.
  Geometry distinct_points() {
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
    Geometry made;
    made.srid = srid();
    if (points_.size() != 1) made.type = GeometryType::multi_point;
    if (points_.size() == 1)
      made.coordinates = {points_[0].x, points_[0].y};
    else
      for (const Point& p : points_) made.parts.push_back(make_point(p.x, p.y, srid()));
    return made;
  }

  /// Their blob; the same as of distinct_points(), but for the memory it takes. Empties the group.
  std::string take_points() {
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
    if (points_.size() == 1) return to_gpkg(make_point(points_[0].x, points_[0].y, srid()));
    Geometry whole;
    whole.type = GeometryType::multi_point;
    whole.srid = srid();
    Box box;
    for (const Point& p : points_) box.add(p.x, p.y);
    std::string blob = gpkg_head(whole, box);
    constexpr std::size_t kHead = 9, kPoint = 21;
    blob.reserve(blob.size() + kHead + points_.size() * kPoint);
    append_wkb(whole, blob);
    blob.resize(blob.size() - sizeof(std::uint32_t));
    append_u32(static_cast<std::uint32_t>(points_.size()), blob);
    for (const Point& p : points_) append_wkb(make_point(p.x, p.y, srid()), blob);
    points_ = {};
    return blob;
  }

  /// All of them as one collection; empties the group.
  GeosGeometry take(Geos& geos) {
    std::vector<GeosGeometry> parts = std::move(rest_);
    rest_.clear();
    if (!points_.empty()) parts.push_back(geos.from(distinct_points()));
    points_.clear();
    return geos.collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
  }

 private:
  struct Point {
    double x, y;
    auto operator<=>(const Point&) const = default;
  };
  GroupSrid srid_;
  std::vector<Point> points_;
  std::vector<GeosGeometry> rest_;
  std::optional<Geometry> empty_;
};

struct Union {
  void step(Context& context, Args args) { group.add(context, args); }
  void finish(Context& context) {
    if (group.empty()) return;
    if (const Geometry* none = group.only_empty()) return set_geometry(context, *none);
    if (group.only_points()) return context.set(Blob(group.take_points()));
    GeosCall call(context);
    const GeosGeometry all = group.take(call.geos);
    set_geometry(context, call.geos, call.geos.make(GEOSUnaryUnion_r, all), group.srid());
  }
  GeosGroup group;
};

struct CoverageUnion {
  void step(Context& context, Args args) {
    const GeometryHeader header = header_argument(context, args, 0);
    const GeometryType type = header.type;
    if (type != GeometryType::polygon && type != GeometryType::multi_polygon && !header.envelope.empty())
      args.reject(0, "a POLYGON or MULTIPOLYGON");
    group.add(context, args);
  }
  void finish(Context& context) {
    if (group.empty()) return;
    if (const Geometry* none = group.only_empty()) return set_geometry(context, *none);
    GeosCall call(context);
    const GeosGeometry all = group.take(call.geos);
    set_geometry(context, call.geos, call.geos.make(GEOSCoverageUnion_r, all), group.srid());
  }
  GeosGroup group;
};

/// GeoJSON features, written as they come.
class FeatureCollection {
 public:
  void step(Context& context, Args args) {
    text_.append(text_.size() == 0 ? kOpening : std::string_view(","));
    text_.append(R"({"type":"Feature","geometry":)");
    text_.append(args.has(0) ? to_geojson(read_argument(context, args, 0)) : "null");
    text_.append(R"(,"properties":)");
    text_.append(args.has(1) ? properties(args) : "null");
    text_.append("}");
    if (text_.size() > context.connection().length_limit()) throw std::length_error("features");
  }
  void finish(Context& context) {
    if (text_.size() == 0) text_.append(kOpening);
    text_.append("]}");
    const std::string whole = text_.take();
    context.set(Json{whole});
  }

 private:
  static constexpr std::string_view kOpening = R"({"type":"FeatureCollection","features":[)";

  static std::string_view properties(Args args) {
    const std::string_view text = args[1].text();
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || text[start] != '{') args.reject(1, "a JSON object");
    if (const auto fault = json_fault(text))
      throw UserError("properties: malformed JSON at byte " + std::to_string(*fault + 1));
    return text;
  }

  Blocks text_;
};

void st_collect(Context& context, Args args) {
  std::vector<Geometry> both;
  both.push_back(read_argument(context, args, 0));
  both.push_back(read_argument(context, args, 1));
  check_same_srid(both[0].srid, both[1].srid);
  set_geometry(context, collect(std::move(both)));
}

constexpr FunctionRow kRows[] = {
    {.name = "ST_Extent",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = aggregate<Extent>,
     .summary = "The bounding box of all geometries of the group, as ST_Envelope draws it; NULL when there is none.",
     .example =
         "SELECT ST_AsText(ST_Extent(geom)) FROM (SELECT ST_Point(1, 2) AS geom UNION ALL SELECT ST_Point(3, 4))"},
    {.name = "ST_Collect",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = aggregate<Collect>,
     .summary =
         "All geometries of the group as parts of one: a multi geometry when they are of one single type, else a "
         "collection. Nothing is dissolved.",
     .example =
         "SELECT ST_AsText(ST_Collect(geom)) FROM (SELECT ST_Point(1, 2) AS geom UNION ALL SELECT ST_Point(3, 4))"},
    {.name = "ST_Collect",
     .arguments = "a, b",
     .returns = "geometry BLOB",
     .implementation = Scalar{st_collect},
     .summary = "Two geometries as parts of one.",
     .example = "SELECT ST_AsText(ST_Collect('POINT(1 2)', 'POINT(3 4)'))"},
    {.name = "ST_Union",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = aggregate<Union>,
     .summary = "All geometries of the group dissolved into one, without the borders between them.",
     .example = "SELECT ST_Area(ST_Union(geom)) FROM (SELECT ST_MakeEnvelope(0, 0, 2, 2) AS geom UNION ALL "
                "SELECT ST_MakeEnvelope(1, 0, 3, 2))",
     .aliases = "ST_MemUnion ST_Union_Agg"},
    {.name = "ST_CoverageUnion",
     .arguments = "geom",
     .returns = "geometry BLOB",
     .implementation = aggregate<CoverageUnion>,
     .summary = "The union of polygons that share their borders exactly and do not overlap, such as districts: much "
                "faster than ST_Union.",
     .example = "SELECT ST_Area(ST_CoverageUnion(geom)) FROM (SELECT ST_MakeEnvelope(0, 0, 1, 1) AS geom UNION ALL "
                "SELECT ST_MakeEnvelope(1, 0, 2, 1))"},
    {.name = "ST_AsFeatureCollection",
     .arguments = "geom [, properties]",
     .returns = "JSON TEXT",
     .implementation = aggregate<FeatureCollection>,
     .summary =
         "A GeoJSON FeatureCollection, a feature for each row; properties is a JSON object, as json_object() makes "
         "it. A NULL geometry is a feature without one.",
     .example = "SELECT ST_AsFeatureCollection(ST_Point(37.1, 36.2), json_object('name', 'Aleppo'))",
     .nulls = Nulls::pass,
     .json = true},
};

}  // namespace

std::span<const FunctionRow> aggregate_functions() { return kRows; }

}  // namespace sitrep
