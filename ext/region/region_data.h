#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "knowledge/image.h"
#include "knowledge/lexicon.h"

namespace sitrep {

enum class RegionLevel : std::uint8_t { country, admin1, natural };

/// A polygon region of the built-in knowledge: countries first, then admin-1 regions, each in order of region_id, then
/// natural and informal regions.
struct RegionRow {
  std::uint32_t id = 0;
  Text name;
  Text iso_code;
  char country[2] = {};  ///< ISO 3166-1 alpha-2; NULs for natural regions
  RegionLevel level = RegionLevel::country;
  std::uint8_t reserved = 0;
  std::uint32_t rings_begin = 0, rings_end = 0;
  std::int32_t min_x = 0, min_y = 0, max_x = 0, max_y = 0;  ///< envelope, micro-degrees
  std::uint32_t bands = 0;  ///< first of its bands; there are band_count(row) + 1 of them

  std::string_view country_code() const { return {country, country[0] ? 2u : 0u}; }
};

/// A ring: points [first, last) with the first one repeated at the end. Rings of one polygon follow each other, the
/// outer one first.
struct RingRow {
  std::uint32_t first = 0, last = 0;
  std::uint32_t polygon = 0;  ///< within the region
  std::uint32_t hole = 0;
};

/// Micro-degrees.
struct MicroPoint {
  std::int32_t x = 0, y = 0;
};

/// Edges that follow each other on a ring, by the numbers of their first points.
struct EdgeRun {
  static constexpr std::uint32_t kMostEdges = 4095, kMostPoints = 1u << 20;
  std::uint32_t packed = 0;

  EdgeRun() = default;
  EdgeRun(std::uint32_t first, std::uint32_t count) : packed(first | count << 20) {}
  std::uint32_t first() const { return packed & (kMostPoints - 1); }
  std::uint32_t count() const { return packed >> 20; }
};

/// Cells of one row of the grid from `column` on that have the same value.
struct CellRun {
  std::uint16_t column = 0, value = 0;
};

/// The grid over the world that the locator starts from.
namespace region_grid {
inline constexpr std::int32_t kCell = 250'000;  ///< a quarter of a degree
inline constexpr std::int32_t kColumns = 1440, kRows = 720;
inline constexpr std::uint16_t kList = 0x8000;  ///< cell value: number of a candidate list; else region row + 1, or 0
inline std::int32_t column_of(std::int32_t x) {
  const std::int32_t c = (x + 180'000'000) / kCell;
  return c < 0 ? 0 : c >= kColumns ? kColumns - 1 : c;
}
inline std::int32_t row_of(std::int32_t y) {
  const std::int32_t r = (y + 90'000'000) / kCell;
  return r < 0 ? 0 : r >= kRows ? kRows - 1 : r;
}
}  // namespace region_grid

/// The built-in regions, used in place in the image, and which of them holds a point. Immutable; any number of threads
/// may use it.
class RegionData {
 public:
  /// A point up to this far from the generalised coast belongs to the nearest region.
  static constexpr double kCoastMetres = 15'000;

  explicit RegionData(const Image& image);

  std::span<const RegionRow> rows() const { return rows_; }
  std::string_view text(Text text) const { return strings_.substr(text.offset, text.length); }
  std::span<const RingRow> rings(const RegionRow& row) const {
    return rings_.subspan(row.rings_begin, row.rings_end - row.rings_begin);
  }
  std::span<const MicroPoint> points(const RingRow& ring) const {
    return points_.subspan(ring.first, ring.last - ring.first);
  }

  /// The admin-1 region that holds the point (degrees) or has it on its border; of several the one with the lowest id;
  /// off the coast the nearest within kCoastMetres. Empty at sea, and for coordinates that are none.
  std::optional<std::uint32_t> locate(double lon, double lat) const;
  /// The row of the country of an admin-1 row.
  std::optional<std::uint32_t> country_of(std::uint32_t row) const;
  /// The row of an alpha-2 code (any case), the country's.
  std::optional<std::uint32_t> country_row(std::string_view iso2) const;

  /// True when the region's polygons hold the point (micro-degrees), by the even-odd rule; their border belongs to
  /// them.
  bool contains(const RegionRow& row, MicroPoint point) const;
  /// Distance in metres from the point to the region's nearest edge, at most `limit`; looks no farther.
  double edge_distance(const RegionRow& row, MicroPoint point, double limit) const;

  static std::int32_t band_count(const RegionRow& row) {
    return region_grid::row_of(row.max_y) - region_grid::row_of(row.min_y) + 1;
  }

 private:
  /// Edges of a region that touch a band of the grid's height.
  std::span<const EdgeRun> band(const RegionRow& row, std::int32_t grid_row) const;

  std::span<const RegionRow> rows_;
  std::span<const RingRow> rings_;
  std::span<const MicroPoint> points_;
  std::uint16_t cell(MicroPoint point) const;

  std::span<const std::uint32_t> bands_;
  std::span<const EdgeRun> edges_;
  std::span<const std::uint32_t> cell_rows_;
  std::span<const CellRun> cells_;
  std::span<const std::uint16_t> candidates_;
  std::span<const std::uint32_t> lists_;
  std::string_view strings_;
  std::span<const std::uint16_t> country_rows_;  ///< 26 × 26 alpha-2 codes → row + 1
};

}  // namespace sitrep
