#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geometry/geometry.h"

/// Geohashes: five bits a character, halving longitude and latitude by turns.
namespace sitrep {

inline constexpr int kMostGeohash = 20;

/// The geohash of the middle of a box in degrees that is not empty: of `length` characters, or else, as PostGIS has it,
/// of as many as a cell has that holds the box; kMostGeohash for a point. UserError beyond the globe.
std::string geohash(const Box& box, std::optional<int> length);

/// The cell a geohash names. UserError when it is none.
Box geohash_box(std::string_view hash);

}  // namespace sitrep
