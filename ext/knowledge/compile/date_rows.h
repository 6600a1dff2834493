#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/date_image.h"

namespace sitrep {

/// A state × type table of transitions in little room: nearly all of them lead to the dead state 0, so the rows are
/// laid over each other such that no two live cells fall on the same place (row displacement: Tarjan and Yao, "Storing
/// a sparse table", 1979). Equal rows are kept once.
struct DateRows {
  std::vector<date_image::State> states;
  std::vector<date_image::Cell> cells;  ///< padded, so that a state's base plus any type is inside
};

/// Throws std::runtime_error when there are more than 65,535 different rows.
DateRows pack_date_rows(const std::vector<std::uint16_t>& next, std::size_t types);

}  // namespace sitrep
