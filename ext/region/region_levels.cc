#include "region/region_levels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "region/region_shape.h"
#include "text/error.h"

namespace sitrep {
namespace {

/// In any case.
bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return lower(x) == lower(y);
  });
}

MicroPoint micro(double lon, double lat) {
  return {static_cast<std::int32_t>(std::lround(lon * 1e6)), static_cast<std::int32_t>(std::lround(lat * 1e6))};
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// Area on the unit sphere of a ring whose edges are straight in longitude and latitude: the integral of sin φ dλ.
double ring_area(const Geometry& ring) {
  double area = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double turn = radians(ring.x(i + 1) - ring.x(i));
    const double a = radians(ring.y(i)), b = radians(ring.y(i + 1));
    const double mean = std::abs(b - a) < 1e-9 ? std::sin((a + b) / 2) : (std::cos(a) - std::cos(b)) / (b - a);
    area += turn * mean;
  }
  return std::abs(area);
}

double sphere_area(const Geometry& geometry) {
  double area = 0;
  if (geometry.type == GeometryType::polygon) {
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) area += (i == 0 ? 1 : -1) * ring_area(geometry.parts[i]);
    return area;
  }
  for (const Geometry& part : geometry.parts) area += sphere_area(part);
  return area;
}

/// Length on the unit sphere of lines that are straight in longitude and latitude (Simpson's rule on each segment), so
/// that the lengths of pieces add up to the whole's, as those of great circles would not.
double sphere_length(const Geometry& geometry) {
  double length = 0;
  for (std::size_t i = 1; geometry.type == GeometryType::line_string && i < geometry.size(); ++i) {
    const double turn = radians(geometry.x(i) - geometry.x(i - 1));
    const double a = radians(geometry.y(i - 1)), b = radians(geometry.y(i));
    const auto speed = [&](double latitude) { return std::hypot(turn * std::cos(latitude), b - a); };
    length += (speed(a) + 4 * speed((a + b) / 2) + speed(b)) / 6;
  }
  for (const Geometry& part : geometry.parts) length += sphere_length(part);
  return length;
}

/// The single parts of dimension `dimension`, in whatever depth.
void collect_parts(const Geometry& geometry, int dimension, std::vector<Geometry>& out) {
  if (is_multi(geometry.type)) {
    for (const Geometry& part : geometry.parts) collect_parts(part, dimension, out);
    return;
  }
  if (is_empty(geometry) || sitrep::dimension(geometry) != dimension) return;
  out.push_back(geometry);
  force_2d(out.back());
}

GeosGeometry valid(Geos& geos, GeosGeometry geometry) {
  if (geos.test(GEOSisValid_r, geometry)) return geometry;
  return geos.make(GEOSMakeValid_r, geometry);
}

}  // namespace

RegionLevels::RegionLevels(const RegionData& regions, std::vector<UserRegion> user) : regions_(regions) {
  add_user(std::move(user));
  list_levels();
  std::set<std::string_view> divided;
  for (const RegionRow& row : regions.rows())
    if (row.level == RegionLevel::admin1) divided.insert(row.country_code());
  for (const std::uint32_t row : regions_of(kCountry)) {
    if (row < regions.rows().size() && !divided.contains(regions.rows()[row].country_code()))
      lone_countries_.push_back(row);
  }
}

/// The built-in row that a user's region takes the place of. Built-in ids differ between levels too.
std::optional<std::uint32_t> RegionLevels::overridden(const UserRegion& region) const {
  if (region.id < 0 || region.id > 0xFFFFFFFF) return std::nullopt;
  for (int level = kCountry; level <= kNatural; ++level) {
    if (!region.level.empty() && !same_word(region.level, levels_[static_cast<std::size_t>(level)])) continue;
    if (const auto row = find_region(regions_, static_cast<RegionLevel>(level), static_cast<std::uint32_t>(region.id)))
      return row;
  }
  return std::nullopt;
}

void RegionLevels::complete(UserRegion& region, std::uint32_t row) const {
  const RegionView builtin = view(row);
  const auto fill = [](std::string& field, std::string_view value) {
    if (field.empty()) field = value;
  };
  fill(region.level, builtin.level);
  fill(region.name, builtin.name);
  fill(region.country, builtin.country);
  fill(region.iso_code, builtin.iso_code);
  if (!region.geometry) region.geometry = region_geometry(regions_, regions_.rows()[row]);
}

void RegionLevels::add_user(std::vector<UserRegion> user) {
  for (UserRegion& region : user) {
    const auto row = overridden(region);
    if (row) masked_.push_back(*row);
    if (!region.enabled) continue;
    if (row) complete(region, *row);
    if (region.level.empty()) continue;
    if (!region.geometry) region.geometry.emplace();
    User made;
    made.level = level(region.level).value_or(static_cast<int>(levels_.size()));
    if (made.level == static_cast<int>(levels_.size())) levels_.push_back(region.level);
    made.area = std::make_unique<AreaLocator>(*region.geometry);
    made.region = std::move(region);
    user_.push_back(std::move(made));
  }
  std::ranges::sort(masked_);
  std::ranges::sort(user_, {}, [](const User& u) { return std::pair(u.level, u.region.id); });
}

void RegionLevels::list_levels() {
  by_level_.resize(levels_.size());
  const auto rows = regions_.rows();
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    if (!is_masked(i)) by_level_[static_cast<std::size_t>(rows[i].level)].push_back(i);
  for (std::uint32_t i = 0; i < user_.size(); ++i)
    by_level_[static_cast<std::size_t>(user_[i].level)].push_back(static_cast<std::uint32_t>(rows.size()) + i);
  for (std::vector<std::uint32_t>& list : by_level_)
    std::ranges::stable_sort(list, {}, [this](std::uint32_t region) { return view(region).id; });
}

std::optional<int> RegionLevels::level(std::string_view name) const {
  for (std::size_t i = 0; i < levels_.size(); ++i)
    if (same_word(levels_[i], name)) return static_cast<int>(i);
  return std::nullopt;
}

std::string RegionLevels::level_names() const {
  std::string names;
  for (const std::string& name : levels_) names += (names.empty() ? "" : ", ") + name;
  return names;
}

bool RegionLevels::is_masked(std::uint32_t row) const {
  return !masked_.empty() && std::ranges::binary_search(masked_, row);
}

RegionView RegionLevels::view(std::uint32_t region) const {
  const auto rows = regions_.rows();
  if (region < rows.size()) {
    const RegionRow& row = rows[region];
    return {row.id, regions_.text(row.name), levels_[static_cast<std::size_t>(row.level)], row.country_code(),
            regions_.text(row.iso_code)};
  }
  const User& user = user_[region - rows.size()];
  return {user.region.id, user.region.name, levels_[static_cast<std::size_t>(user.level)], user.region.country,
          user.region.iso_code};
}

Geometry RegionLevels::geometry(std::uint32_t region) const {
  const auto rows = regions_.rows();
  return region < rows.size() ? region_geometry(regions_, rows[region]) : *user_[region - rows.size()].region.geometry;
}

std::optional<std::uint32_t> RegionLevels::at(int level, double lon, double lat) const {
  std::optional<std::uint32_t> found = level <= kNatural ? builtin_at(level, lon, lat) : std::nullopt;
  if (user_.empty() && masked_.empty()) return found;
  if (found && is_masked(*found)) found.reset();
  const std::optional<std::uint32_t> users = user_at(level, lon, lat);
  if (!users) return found;
  return found && view(*found).id < view(*users).id ? found : users;
}

std::optional<std::uint32_t> RegionLevels::builtin_at(int level, double lon, double lat) const {
  if (level == kAdmin1) return regions_.locate(lon, lat);
  if (level == kCountry) return country_at(lon, lat);
  const MicroPoint point = micro(lon, lat);
  const auto rows = regions_.rows();
  for (const std::uint32_t region : regions_of(level))
    if (region < rows.size() && regions_.contains(rows[region], point)) return region;
  return std::nullopt;
}

/// The country of the admin-1 region, but for the few territories that have polygons of their own and no regions.
std::optional<std::uint32_t> RegionLevels::country_at(double lon, double lat) const {
  const MicroPoint point = micro(lon, lat);
  for (const std::uint32_t row : lone_countries_)
    if (regions_.contains(regions_.rows()[row], point)) return row;
  const auto admin1 = regions_.locate(lon, lat);
  return admin1 ? regions_.country_of(*admin1) : std::nullopt;
}

std::optional<std::uint32_t> RegionLevels::user_at(int level, double lon, double lat) const {
  const auto begin = std::ranges::lower_bound(user_, level, {}, &User::level);
  for (auto user = begin; user != user_.end() && user->level == level; ++user) {
    if (user->area->locate(lon, lat) != Location::outside)
      return static_cast<std::uint32_t>(regions_.rows().size() + static_cast<std::size_t>(user - user_.begin()));
  }
  return std::nullopt;
}

// --- shares --------------------------------------------------------------------------------------------------------

Box RegionLevels::box_of(std::uint32_t region) const {
  const auto rows = regions_.rows();
  if (region >= rows.size()) return user_[region - rows.size()].area->box();
  const RegionRow& row = rows[region];
  if (row.rings_begin == row.rings_end) return {};
  return {row.min_x * 1e-6, row.min_y * 1e-6, row.max_x * 1e-6, row.max_y * 1e-6};
}

std::shared_ptr<RegionLevels::Shape> RegionLevels::shape(std::uint32_t region) {
  const std::string key = std::to_string(region);
  if (auto known = shapes_.find(key)) return known;
  const Geometry plain = geometry(region);
  auto made = std::make_shared<Shape>();
  made->geometry = valid(geos_, geos_.from(plain));
  made->prepared = geos_.prepare(made->geometry);
  constexpr std::size_t kIndexBytesPerPoint = 100;
  shapes_.insert(key, made, memory_size(plain) * 2 + point_count(plain) * kIndexBytesPerPoint);
  return made;
}

std::vector<RegionShare> RegionLevels::share_points(int level, const Geometry& geometry, Interrupt& interrupt) const {
  std::vector<Geometry> points;
  collect_parts(geometry, 0, points);
  std::map<std::int64_t, RegionShare> found;
  for (const Geometry& point : points) {
    interrupt.poll();
    const auto region = at(level, point.x(), point.y());
    if (!region) continue;
    RegionShare& share = found[view(*region).id];
    share.region = *region;
    share.share += 1;
  }
  std::vector<RegionShare> out;
  out.reserve(found.size());
  for (auto& [id, share] : found) out.push_back({share.region, share.share / static_cast<double>(points.size())});
  return out;
}

std::vector<RegionShare> RegionLevels::share_lines(int level, const Geometry& geometry, Interrupt& interrupt) {
  std::vector<Geometry> lines;
  collect_parts(geometry, 1, lines);
  const Geometry whole = collect(std::move(lines));
  const double length = sphere_length(whole);
  const Box box = envelope(whole);
  GeosGeometry rest = geos_.from(whole);
  std::vector<RegionShare> out;
  if (!(length > 0)) return out;
  for (const std::uint32_t region : regions_of(level)) {
    if (!box_of(region).intersects(box)) continue;
    interrupt.poll();
    const std::shared_ptr<Shape> area = shape(region);
    if (!geos_.test(GEOSPreparedIntersects_r, area->prepared, rest)) continue;
    const double within = sphere_length(geos_.to(geos_.make(GEOSIntersection_r, rest, area->geometry)));
    if (!(within > 0)) continue;
    out.push_back({region, std::min(1.0, within / length)});
    rest = geos_.make(GEOSDifference_r, rest, area->geometry);
    if (geos_.test(GEOSisEmpty_r, rest)) break;
  }
  return out;
}

std::vector<RegionShare> RegionLevels::share_areas(int level, const Geometry& geometry, Interrupt& interrupt) {
  std::vector<Geometry> polygons;
  collect_parts(geometry, 2, polygons);
  const GeosGeometry whole = valid(geos_, geos_.from(collect(std::move(polygons))));
  const Geometry plain = geos_.to(whole);
  const double total = sphere_area(plain);
  const Box box = envelope(plain);
  std::vector<RegionShare> out;
  if (!(total > 0)) return out;
  for (const std::uint32_t region : regions_of(level)) {
    if (!box_of(region).intersects(box)) continue;
    interrupt.poll();
    const std::shared_ptr<Shape> area = shape(region);
    if (!geos_.test(GEOSPreparedIntersects_r, area->prepared, whole)) continue;
    if (geos_.test(GEOSPreparedCovers_r, area->prepared, whole)) {
      out.push_back({region, 1});
      continue;
    }
    const double within = sphere_area(geos_.to(geos_.make(GEOSIntersection_r, area->geometry, whole)));
    // Areas that meet in an edge have nothing in common but what rounding leaves.
    constexpr double kNothing = 1e-9;
    if (within > kNothing * total) out.push_back({region, std::min(1.0, within / total)});
  }
  return out;
}

std::vector<RegionShare> RegionLevels::shares(int level, const Geometry& geometry, Interrupt& interrupt) {
  if (is_empty(geometry)) return {};
  const GeosInterruptScope scope(interrupt);
  switch (dimension(geometry)) {
    case 0:
      return share_points(level, geometry, interrupt);
    case 1:
      return share_lines(level, geometry, interrupt);
    default:
      return share_areas(level, geometry, interrupt);
  }
}

}  // namespace sitrep
