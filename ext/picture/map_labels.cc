// Names on the map: what matters most first, and none over another.

#include <algorithm>
#include <cmath>

#include "picture/map_sheet.h"
#include "picture/scale.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr double kLine = 1.18;          // line height, ems
constexpr std::size_t kMostData = 250;  // labels tried on one map: beyond, no reader follows

struct Fitted {
  double size = 0;
  PlanePoint middle;
};

Rect box_about(PlanePoint middle, double width, double height) {
  return {middle.x - width / 2, middle.y - height / 2, width, height};
}

/// Where a text of these ems and lines fits into the shape, trying the sizes in order.
std::optional<Fitted> fit_inside(MapSheet& sheet, std::span<const Path> rings, double ems, int lines,
                                 std::initializer_list<double> sizes, double overhang) {
  for (const double size : sizes) {
    const double height = size * kLine * lines, width = ems * size;
    constexpr std::size_t kTried = 8;
    const std::vector<Stretch> stretches = widest_stretches(rings, height);
    for (std::size_t i = 0; i < std::min(stretches.size(), kTried); ++i) {
      if (stretches[i].width() * overhang < width) continue;
      const Rect box = box_about(stretches[i].middle(), width + 4, height);
      if (sheet.placer.place(std::span(&box, 1))) return Fitted{size, stretches[i].middle()};
    }
  }
  return std::nullopt;
}

bool is_near(const MapView& view, const RegionRow& row) {
  return view.window().touches(row.min_x * 1e-6, row.max_x * 1e-6, row.min_y * 1e-6, row.max_y * 1e-6);
}

std::vector<Path> within_frame(const MapSheet& sheet, const std::vector<Path>& paths) {
  std::vector<Path> out;
  for (const Path& path : paths) {
    Path clipped = clip_ring(path, sheet.view.frame());
    if (clipped.size() > 2) out.push_back(std::move(clipped));
  }
  return out;
}

/// A name in the widest place that the region has on the map, or nowhere.
void label_inside(MapSheet& sheet, const RegionRow& row, std::string_view name, std::string_view css,
                  std::initializer_list<double> sizes, double spacing, SvgWriter& svg) {
  std::vector<Path> paths;
  for (const auto& ring : rings_of(sheet.atlas.regions, row)) sheet.view.ring_on_screen(ring, paths);
  const double ems = text_ems(name) + spacing * static_cast<double>(name.size());
  const auto fitted = fit_inside(sheet, within_frame(sheet, paths), ems, 1, sizes, 0.96);
  if (!fitted) return;
  const double size = fitted->size;
  write_text(svg, {fitted->middle.x, fitted->middle.y + size * 0.35}, css, size, "middle", name);
}

void label_patch(MapSheet& sheet, const MapPatch& patch, SvgWriter& svg) {
  const MapShape& shape = *patch.shape;
  const std::vector<Path> rings = within_frame(sheet, patch.paths);
  const std::string value = shape.value ? figure(*shape.value) : "";
  const std::string name = cut_text(shape.label, 22);
  const double ems = std::max(text_ems(name) * 1.04, text_ems(value));
  const int lines = value.empty() ? 1 : 2;
  constexpr double kSlack = 1.08;
  std::optional<Fitted> fitted = fit_inside(sheet, rings, ems, lines, {13, 11.5, 10.5}, kSlack);
  const std::string step = std::to_string(patch.step + 1);
  std::string css = patch.has_value ? "t" + step + " l" + step : "ink halo";
  if (!fitted) {  // over the edge, then, in ink and with a halo
    constexpr double kOverhang = 2.4;
    fitted = fit_inside(sheet, rings, ems, lines, {10.5}, kOverhang);
    css = "ink halo";
  }
  if (!fitted) return;
  const double first = fitted->middle.y + fitted->size * (lines == 2 ? -0.22 : 0.36);
  write_text(svg, {fitted->middle.x, first}, css + " b", fitted->size, "middle", name);
  if (lines == 2) write_text(svg, {fitted->middle.x, first + fitted->size * kLine}, css, fitted->size, "middle", value);
}

void label_dot(MapSheet& sheet, const MapDot& dot, SvgWriter& svg) {
  constexpr double kSize = 12;
  const std::string name = cut_text(dot.shape->label, 22);
  if (name.empty()) return;
  const double width = text_ems(name) * kSize * 1.05, height = kSize * kLine;
  const std::vector<Rect> places = around_dot(dot.at, dot.radius, width, height);
  const auto chosen = sheet.placer.place(places);
  if (!chosen) return;
  const Rect& box = places[*chosen];
  const bool left = *chosen == 1 || *chosen >= 6, middle = *chosen == 2 || *chosen == 3;
  const double x = middle ? box.x + width / 2 : left ? box.right() : box.x;
  write_text(svg, {x, box.y + height * 0.8}, "ink halo b", kSize, middle ? "middle" : left ? "end" : "start", name);
}

void label_data(MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  std::vector<const MapPatch*> patches;
  for (const MapPatch& patch : sheet.patches)
    if (patch.shape != nullptr && !patch.shape->label.empty() && sheet.style == MapStyle::choropleth)
      patches.push_back(&patch);
  std::ranges::stable_sort(patches, [](const MapPatch* a, const MapPatch* b) {
    return (a->has_value ? a->value : -1e300) > (b->has_value ? b->value : -1e300);
  });
  if (patches.size() > kMostData) patches.resize(kMostData);
  for (const MapPatch* patch : patches) {
    interrupt.poll();
    if (patch->shape->kind == MapShape::Kind::area) label_patch(sheet, *patch, svg);
  }
  for (std::size_t i = 0; i < std::min(sheet.dots.size(), kMostData); ++i) label_dot(sheet, sheet.dots[i], svg);
}

/// Names of the regions within the countries concerned that the data does not name.
void label_regions(MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  constexpr double kFar = 3500;  // metres a pixel; see draw_borders
  if (sheet.view.metres_per_pixel() > kFar || sheet.options.level != RegionLevel::admin1) return;
  const RegionData& regions = sheet.atlas.regions;
  const auto rows = regions.rows();
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].level != RegionLevel::admin1 || !is_near(sheet.view, rows[i])) continue;
    const auto country = regions.country_of(i);
    if (!country || !std::ranges::binary_search(sheet.view.countries(), *country)) continue;
    const std::string_view name = regions.text(rows[i].name);
    const auto named = [&](const MapPatch& p) { return p.shape != nullptr && p.shape->label == name; };
    if (std::ranges::any_of(sheet.patches, named)) continue;
    interrupt.poll();
    label_inside(sheet, rows[i], name, "muted halo", {11, 10}, 0, svg);
  }
}

/// Names of the countries about, in the widest place they have.
void label_countries(MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  const RegionData& regions = sheet.atlas.regions;
  const auto rows = regions.rows();
  const bool is_lone = sheet.view.countries().size() == 1 && sheet.style == MapStyle::choropleth;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].level != RegionLevel::country || !is_near(sheet.view, rows[i])) continue;
    if (is_lone && sheet.view.countries()[0] == i) continue;  // the map's own subject
    interrupt.poll();
    std::string name(regions.text(rows[i].name));
    for (char& c : name)
      if (is_ascii_lower(c)) c = static_cast<char>(c - 'a' + 'A');
    constexpr double kSpacing = 0.09;  // ems after each letter, see .country in the style sheet
    label_inside(sheet, rows[i], name, "muted country", {12.5, 11, 9.5}, kSpacing, svg);
  }
}

/// The larger towns, for orientation.
void label_cities(MapSheet& sheet, SvgWriter& svg) {
  constexpr std::size_t kMost = 14, kTried = 60;
  constexpr double kSize = 10.5, kRadius = 1.6;
  std::vector<std::pair<std::uint32_t, const PlaceRow*>> towns;
  for (const PlaceRow& place : sheet.atlas.gazetteer.places()) {
    if (place.kind() != PlaceKind::populated || place.population() < 20'000) continue;
    if (!sheet.view.window().touches(place.lon(), place.lon(), place.lat(), place.lat())) continue;
    const auto country = sheet.atlas.regions.country_row(place.country_code());
    const bool concerned = country && std::ranges::binary_search(sheet.view.countries(), *country);
    if (concerned) towns.emplace_back(place.population(), &place);
  }
  std::ranges::stable_sort(towns, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::size_t placed = 0;
  for (std::size_t i = 0; i < std::min(towns.size(), kTried) && placed < kMost; ++i) {
    const PlaceRow& place = *towns[i].second;
    const PlanePoint at = sheet.view.on_screen({place.lon(), place.lat()});
    const std::string_view name = sheet.atlas.gazetteer.name(place);
    const double width = text_ems(name) * kSize, height = kSize * kLine;
    if (!sheet.placer.is_free(Rect{at.x - 3, at.y - 3, 6, 6})) continue;
    const std::vector<Rect> places = around_dot(at, kRadius, width, height);
    const auto chosen = sheet.placer.place(std::span(places).first(4));
    if (!chosen) continue;
    ++placed;
    sheet.placer.block({at.x - 3, at.y - 3, 6, 6});
    const Rect& box = places[*chosen];
    svg.open("circle").attribute("class", "muted").attribute("cx", at.x).attribute("cy", at.y).attribute("r", kRadius);
    svg.close();
    write_text(svg, {box.x, box.y + height * 0.8}, "muted halo", kSize, "start", name);
  }
}

}  // namespace

void draw_labels(MapSheet& sheet, SvgWriter& svg, Interrupt& interrupt) {
  for (const MapDot& dot : sheet.dots) {
    const double reach = dot.radius * 0.8;
    sheet.placer.block({dot.at.x - reach, dot.at.y - reach, 2 * reach, 2 * reach});
  }
  svg.open("g").attribute("class", "names");
  if (sheet.options.labels) label_data(sheet, svg, interrupt);
  if (sheet.options.cities && sheet.style != MapStyle::choropleth && !sheet.view.projection().is_world())
    label_cities(sheet, svg);
  if (sheet.options.labels && sheet.style == MapStyle::choropleth) label_regions(sheet, svg, interrupt);
  if (sheet.options.labels) label_countries(sheet, svg, interrupt);
  svg.close();
}

}  // namespace sitrep
