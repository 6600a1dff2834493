#include <doctest/doctest.h>

#include "extract/dates.h"
#include "knowledge/image.h"

// The compiler's own sources are not linked here; what it packed is seen through the automaton that reads it.

namespace sitrep {

TEST_CASE("the packed automaton's sections fit together") {
  const Image image = builtin_image();
  const auto header = image.section<date_image::Header>("date.header");
  REQUIRE(header.size() == 1);
  const auto states = image.section<date_image::State>("date.states");
  const auto cells = image.section<date_image::Cell>("date.cells");
  REQUIRE(states.size() == header[0].states);
  std::size_t live = 0;
  for (const date_image::Cell& cell : cells) {
    REQUIRE(cell.next < header[0].states);
    live += cell.row != 0 ? 1 : 0;
  }
  for (const date_image::State& state : states) REQUIRE(state.base + header[0].types <= cells.size());
  CHECK(live * 4 > cells.size());  // most of the table would be dead cells otherwise
  for (std::size_t type = 0; type < header[0].types; ++type) {
    const date_image::Cell& cell = cells[states[0].base + type];
    CHECK((cell.row != states[0].row || cell.next == 0));  // the dead state stays dead
  }
}

}  // namespace sitrep
