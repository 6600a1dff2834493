#include "picture/map_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kTolerance = 0.35;  // pixels that generalisation may move a line
constexpr double kMargin = 6;        // pixels around the frame where clipped edges hide
constexpr double kKmPerDegree = Projection::kEarthRadius / 1000 * std::numbers::pi / 180;
constexpr double kWorldSpan = 220;        // degrees; wider than this is a map of the world
constexpr double kHorizon = 1.22;         // earth radii on the plane, 75° from the centre: so is what reaches farther
constexpr double kWholeCountryKm = 1100;  // countries of this diagonal are always shown whole
constexpr double kWholeCountryFactor = 2.6;  // and those not larger than the data by this
constexpr double kWholeCountryShare = 0.1;   // a tenth of the shapes must lie in them
constexpr double kLeastKm = 120;             // no map shows less

using Lines = std::vector<std::vector<LonLat>>;

struct Extent {
  LonRange lon;
  double south = 90, north = -90;

  /// Of the diagonal.
  double kilometres() const {
    const double middle = (south + north) / 2 * std::numbers::pi / 180;
    return std::hypot(lon.span * std::cos(middle), north - south) * kKmPerDegree;
  }
};

Extent extent_of(const Lines& lines) {
  Extent extent;
  std::vector<LonRange> ranges;
  for (const auto& line : lines) {
    if (line.empty()) continue;
    double west = line[0].lon, east = west;
    for (const LonLat p : line) {
      west = std::min(west, p.lon);
      east = std::max(east, p.lon);
      extent.south = std::min(extent.south, p.lat);
      extent.north = std::max(extent.north, p.lat);
    }
    ranges.push_back({west, std::min(east - west, 360.0)});
  }
  extent.lon = enclosing_range(std::move(ranges));
  return extent;
}

/// The rings of an area that matter for where to look: not the far islands of a mainland.
void append_main_rings(const Lines& rings, Lines& out) {
  constexpr double kShare = 0.1;
  double largest = 0;
  for (const auto& ring : rings) largest = std::max(largest, rough_area(ring));
  for (const auto& ring : rings)
    if (rough_area(ring) >= kShare * largest) out.push_back(ring);
}

struct DegreeBox {
  double west = 1e9, east = -1e9, south = 1e9, north = -1e9;
  void add(LonLat p) {
    west = std::min(west, p.lon);
    east = std::max(east, p.lon);
    south = std::min(south, p.lat);
    north = std::max(north, p.lat);
  }
  bool holds(LonLat p) const { return west <= p.lon && p.lon <= east && south <= p.lat && p.lat <= north; }
};

/// The polygons of the country in whose boxes the data lies; all when none does.
Lines mainland(const Lines& rings, std::span<const MapShape> shapes) {
  constexpr std::size_t kSample = 1000;  // of very many shapes, some will do
  const std::size_t stride = shapes.size() / kSample + 1;
  Lines kept;
  for (const auto& ring : rings) {
    DegreeBox box;
    for (const LonLat p : ring) box.add(p);
    bool holds = false;
    for (std::size_t i = 0; i < shapes.size() && !holds; i += stride)
      holds = box.holds({wrap_longitude(shapes[i].anchor.lon), shapes[i].anchor.lat});
    if (holds) kept.push_back(ring);
  }
  Lines main;
  append_main_rings(kept.empty() ? rings : kept, main);
  return main;
}

}  // namespace

bool GeoWindow::touches(double west, double east, double bottom, double top) const {
  if (top < south || bottom > north) return false;
  if (lon.span >= 360) return true;
  const double shift = 360 * std::ceil((lon.west - east) / 360);  // the first turn that ends within or beyond
  return west + shift <= lon.west + lon.span;
}

MapView::MapView(const RegionData& regions, std::span<const MapShape> shapes,
                 std::span<const std::uint32_t> countries) {
  for (const MapShape& shape : shapes) {
    if (shape.kind == MapShape::Kind::area)
      append_main_rings(shape.lines, extent_);
    else if (shape.kind == MapShape::Kind::line)
      extent_.insert(extent_.end(), shape.lines.begin(), shape.lines.end());
    else
      extent_.push_back({shape.anchor});
  }
  if (countries.empty()) {
    const std::vector<std::uint32_t> main = find_countries(regions, shapes);
    widen_to_countries(regions, shapes, main, false);
  } else {
    countries_.assign(countries.begin(), countries.end());
    std::ranges::sort(countries_);
    extent_.clear();
    widen_to_countries(regions, shapes, countries_, true);
  }
  choose_projection();
}

std::vector<std::uint32_t> MapView::find_countries(const RegionData& regions, std::span<const MapShape> shapes) {
  std::map<std::uint32_t, std::size_t> count;
  for (const MapShape& shape : shapes) {
    const auto row = regions.locate(wrap_longitude(shape.anchor.lon), shape.anchor.lat);
    const auto country = row ? regions.country_of(*row) : std::nullopt;
    if (country) ++count[*country];
  }
  std::vector<std::uint32_t> main;
  for (const auto& [country, shapes_in_it] : count) {
    countries_.push_back(country);
    if (static_cast<double>(shapes_in_it) >= kWholeCountryShare * static_cast<double>(shapes.size()))
      main.push_back(country);
  }
  return main;
}

void MapView::widen_to_countries(const RegionData& regions, std::span<const MapShape> shapes,
                                 std::span<const std::uint32_t> countries, bool always) {
  const double data = extent_.empty() ? 0 : extent_of(extent_).kilometres();
  Lines whole = extent_;
  for (const std::uint32_t row : countries) {
    const Lines rings = mainland(rings_of(regions, regions.rows()[row]), shapes);
    const bool is_small = extent_of(rings).kilometres() <= std::max(kWholeCountryKm, kWholeCountryFactor * data);
    if (always || is_small) whole.insert(whole.end(), rings.begin(), rings.end());
  }
  extent_ = std::move(whole);
}

void MapView::choose_projection() {
  const Extent extent = extent_of(extent_);
  if (extent_.empty() || extent.lon.span > kWorldSpan) return;
  const Projection about = Projection::azimuthal({extent.lon.middle(), (extent.south + extent.north) / 2});
  for (const auto& line : extent_) {
    for (const LonLat p : line) {
      const PlanePoint q = about.forward(p);
      if (std::hypot(q.x, q.y) > kHorizon) return;
    }
  }
  projection_ = about;
}

Rect MapView::fit(PlanePoint corner, double width, double least, double most) {
  double x0 = 1e9, x1 = -1e9, y0 = 1e9, y1 = -1e9;
  for (const auto& line : extent_) {
    for (const LonLat p : line) {
      const PlanePoint q = projection_.forward(p);
      x0 = std::min(x0, q.x);
      x1 = std::max(x1, q.x);
      y0 = std::min(y0, q.y);
      y1 = std::max(y1, q.y);
    }
  }
  if (projection_.is_world()) {
    constexpr double kPad = 0.3;  // and never beyond the world, whose Antarctic is left out
    const bool is_all = extent_.empty() || x1 - x0 > 5;
    x0 = is_all ? -2.72 : std::max(-2.72, x0 - kPad);
    x1 = is_all ? 2.72 : std::min(2.72, x1 + kPad);
    y0 = is_all ? -0.98 : std::max(-1.32, y0 - kPad);
    y1 = is_all ? 1.32 : std::min(1.32, y1 + kPad);
  } else {
    const double span = std::max(x1 - x0, y1 - y0);
    const double pad = std::max(0.06 * span, (kLeastKm * 1000 / Projection::kEarthRadius - span) / 2);
    x0 -= pad;
    x1 += pad;
    y0 -= pad;
    y1 += pad;
  }
  const double height = std::round(std::clamp(width * (y1 - y0) / (x1 - x0), least, most));
  frame_ = {corner.x, corner.y, width, height};
  pixels_ = std::min(width / (x1 - x0), height / (y1 - y0));
  const PlanePoint middle = frame_.middle();
  origin_ = {middle.x - pixels_ * (x0 + x1) / 2, middle.y + pixels_ * (y0 + y1) / 2};
  find_window();
  return frame_;
}

void MapView::find_window() {
  window_ = {};
  if (projection_.is_world()) return;
  constexpr int kSteps = 24;  // the extremes of a frame lie on its edge, unless it holds a pole
  const Rect area = frame_.grown(kMargin);
  std::vector<LonRange> lons;
  double south = 90, north = -90;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      const PlanePoint s{area.x + area.width * i / kSteps, area.y + area.height * j / kSteps};
      const auto p = projection_.inverse({(s.x - origin_.x) / pixels_, (origin_.y - s.y) / pixels_});
      if (!p) return;
      lons.push_back({p->lon, 0});
      south = std::min(south, p->lat);
      north = std::max(north, p->lat);
    }
  }
  const double slack = std::max(0.5, (north - south) / kSteps);
  LonRange lon = enclosing_range(std::move(lons));
  if (south - slack <= -89 || north + slack >= 89) lon = {-180, 360};
  lon.west -= 2 * slack;
  lon.span = std::min(360.0, lon.span + 4 * slack);
  window_ = {lon, south - slack, north + slack};
}

PlanePoint MapView::on_screen(LonLat point) const {
  if (projection_.is_world()) point.lon = wrap_longitude(point.lon);
  const PlanePoint p = projection_.forward(point);
  return {origin_.x + pixels_ * p.x, origin_.y - pixels_ * p.y};
}

std::vector<PlanePoint> MapView::projected(const std::vector<LonLat>& line, double shift) const {
  std::vector<PlanePoint> out;
  out.reserve(line.size());
  for (const LonLat p : line) {
    const PlanePoint q = projection_.forward({p.lon + shift, p.lat});
    out.push_back({origin_.x + pixels_ * q.x, origin_.y - pixels_ * q.y});
  }
  return out;
}

namespace {

/// Calls draw(part, shift) with the parts of the line in each turn of the world that a world map shows.
template <class Clip, class Draw>
void each_turn(const std::vector<LonLat>& line, Clip&& clip, Draw&& draw) {
  DegreeBox box;
  for (const LonLat p : line) box.add(p);
  for (const double shift : {-360.0, 0.0, 360.0}) {
    if (box.west + shift > 180 || box.east + shift < -180) continue;
    if (box.west + shift >= -180 && box.east + shift <= 180) {
      draw(line, shift);
      continue;
    }
    Path flat;
    for (const LonLat p : line) flat.push_back({p.lon + shift, p.lat});
    for (const Path& part : clip(flat, Rect{-180, -90, 360, 180})) {
      std::vector<LonLat> piece;
      for (const PlanePoint p : part) piece.push_back({p.x, p.y});
      draw(piece, 0);
    }
  }
}

}  // namespace

void MapView::ring_on_screen(const std::vector<LonLat>& ring, std::vector<Path>& out) const {
  const auto draw = [&](const std::vector<LonLat>& part, double shift) {
    const Path clipped = clip_ring(projected(part, shift), frame_.grown(kMargin));
    if (clipped.size() < 3) return;
    out.push_back(generalise(clipped, kTolerance));
  };
  if (!projection_.is_world()) return draw(ring, 0);
  each_turn(
      ring, [](const Path& p, const Rect& r) { return std::vector<Path>{clip_ring(p, r)}; }, draw);
}

void MapView::line_on_screen(const std::vector<LonLat>& line, std::vector<Path>& out) const {
  const auto draw = [&](const std::vector<LonLat>& part, double shift) {
    std::vector<Path> pieces;
    clip_line(projected(part, shift), frame_.grown(kMargin), pieces);
    for (const Path& piece : pieces) out.push_back(generalise(piece, kTolerance));
  };
  if (!projection_.is_world()) return draw(line, 0);
  const auto clip = [](const Path& p, const Rect& r) {
    std::vector<Path> pieces;
    clip_line(p, r, pieces);
    return pieces;
  };
  each_turn(line, clip, draw);
}

}  // namespace sitrep
