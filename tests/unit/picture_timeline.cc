#include <doctest/doctest.h>

#include "picture/bars.h"
#include "picture/timeline.h"
#include "text/error.h"

namespace sitrep {

TEST_CASE("bins tile the calendar") {
  const Day start = day_of(2020, 2, 25);
  CHECK(iso_date(bin_start(start, TimeBin::week)) == "2020-02-24");
  CHECK(iso_date(next_bin(day_of(2020, 2, 1), TimeBin::month)) == "2020-03-01");
  CHECK(iso_date(next_bin(day_of(2020, 1, 1), TimeBin::year)) == "2021-01-01");
  for (const TimeBin bin : {TimeBin::day, TimeBin::week, TimeBin::month, TimeBin::year}) {
    Day day = bin_start(start, bin);
    for (int i = 0; i < 500; ++i) {
      const Day next = next_bin(day, bin);
      CHECK(bin_start(next, bin) == next);
      CHECK(bin_start(next - 1, bin) == day);
      day = next;
    }
  }
}

TEST_CASE("few columns whatever the span") {
  CHECK(bin_for(0, 0) == TimeBin::day);
  CHECK(bin_for(0, 61) == TimeBin::day);
  CHECK(bin_for(0, 62) == TimeBin::week);
  CHECK(bin_for(0, 1000) == TimeBin::month);
  CHECK(bin_for(0, 40000) == TimeBin::year);
}

TEST_CASE("names of bins") {
  CHECK(bin_name(day_of(2021, 4, 17), TimeBin::day) == "17 April 2021");
  CHECK(bin_name(day_of(2021, 4, 12), TimeBin::week) == "week of 12 April 2021");
  CHECK(bin_name(day_of(2021, 4, 1), TimeBin::month) == "April 2021");
}

TEST_CASE("a bar is never longer than its width") {
  for (double v = -1; v < 12; v += 0.37) {
    const std::string bar = block_bar(v, 10, 7);
    CHECK(bar.size() <= 21);
    CHECK(bar.size() % 3 == 0);
  }
}

}  // namespace sitrep
