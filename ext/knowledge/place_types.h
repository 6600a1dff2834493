#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep {

/// What a place is (CONTRACT, extract_places.kind).
enum class PlaceKind : std::uint8_t {
  country,
  admin1,
  admin2,
  populated,
  desert,
  mountain,
  water,
  road,
  airport,
  facility,
  region,
  area
};
std::string_view name_of(PlaceKind kind);

/// How a place is composed of others (CONTRACT, extract_places.relation; geometry as in DESIGN section 4).
enum class Relation : std::uint8_t {
  none,
  triangle,     ///< "A-B-C triangle"
  between,      ///< "the area between A and B", "from A to B"
  border,       ///< "administrative border between A and B"
  part,         ///< "eastern Hama", "the south of A", "far eastern A"
  countryside,  ///< "countryside of A", "A's western countryside", "rural A"
  around,       ///< "Itheriya and its surroundings", "outskirts of A"
  near,         ///< "near A"
  direction,    ///< "20 km north of A", "south of A"
  along         ///< "A-B road"
};
std::string_view name_of(Relation relation);

/// Compass direction as a bearing; `unknown` when the words give none.
enum class Compass : std::int8_t { unknown = -1, north, northeast, east, southeast, south, southwest, west, northwest };

}  // namespace sitrep
