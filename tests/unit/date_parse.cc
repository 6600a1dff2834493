#include "extract/date_parse.h"

#include <doctest/doctest.h>

#include "knowledge/image.h"

namespace sitrep {

TEST_CASE("one day in any notation, and nothing else") {
  const DateGrammar grammar(builtin_image());
  const auto read = [&](const char* text) {
    const auto date = parse_date(grammar, text);
    return date ? iso_bound(date->moment, date->precision) : std::string();
  };
  CHECK(read("17 April 2021") == "2021-04-17");
  CHECK(read("April 17, 2021 at 10:35 p.m.") == "2021-04-17T22:35");
  CHECK(read("2021-04-17T10:35:20+02:00") == "2021-04-17T10:35");
  CHECK(read("Sat Apr 17 10:35:06 2021") == "2021-04-17T10:35");
  CHECK(read("18 лютого 2022 року") == "2022-02-18");
  CHECK(read("3/4/2021") == "");
  CHECK(read("3/13/2021") == "2021-03-13");
  CHECK(read("Sunday, April 17, 2021") == "");  // a Saturday
  CHECK(read("late April 2021") == "");
  CHECK(read("17 April 2021 and 18 April 2021") == "");
  CHECK(read("April 17") == "");
  CHECK(read("in 2021") == "");
  CHECK(read(std::string(1000, '1').c_str()) == "");
}

}  // namespace sitrep
