#include "extract/date_calendar.h"

#include <doctest/doctest.h>

#include "extract/date_islamic.h"

namespace sitrep {

TEST_CASE("days count from 1970 and agree with known weekdays") {
  CHECK(day_of(1970, 1, 1) == 0);
  CHECK(weekday_of(0) == 4);
  CHECK(day_of(1, 1, 1) == kFirstDay);
  CHECK(day_of(9999, 12, 31) == kLastDay);
  CHECK(weekday_of(day_of(2021, 4, 18)) == 7);
  CHECK(weekday_of(day_of(1944, 6, 6)) == 2);
  CHECK(weekday_of(kFirstDay) == 1);
}

TEST_CASE("each day of ten thousand years survives the way there and back") {
  bool same = true;
  for (Day day = kFirstDay; day <= kLastDay; day += 13) {
    const Ymd date = ymd_of(day);
    same = same && is_valid_date(date.year, date.month, date.day) && day_of(date.year, date.month, date.day) == day;
  }
  CHECK(same);
}

TEST_CASE("leap days exist only in leap years") {
  CHECK(is_valid_date(2024, 2, 29));
  CHECK_FALSE(is_valid_date(2023, 2, 29));
  CHECK_FALSE(is_valid_date(1900, 2, 29));
  CHECK(is_valid_date(2000, 2, 29));
  CHECK_FALSE(is_valid_date(2021, 2, 31));
  CHECK_FALSE(is_valid_date(0, 1, 1));
}

TEST_CASE("ISO weeks belong to the year of their Thursday") {
  CHECK(iso_week_of(day_of(2021, 1, 3)).year == 2020);
  CHECK(iso_week_of(day_of(2021, 1, 3)).week == 53);
  CHECK(iso_week_of(day_of(2021, 1, 4)).week == 1);
  CHECK(iso_week_of(day_of(2018, 12, 31)).year == 2019);
}

TEST_CASE("months are added by the calendar and cut at its end") {
  CHECK(iso_date(add_months(day_of(2021, 1, 31), 1)) == "2021-02-28");
  CHECK(iso_date(add_months(day_of(2024, 3, 31), -1)) == "2024-02-29");
  CHECK(iso_date(add_months(day_of(2021, 1, 15), -13)) == "2019-12-15");
}

TEST_CASE("Easter falls where the tables say") {
  CHECK(iso_date(easter(2013)) == "2013-03-31");
  CHECK(iso_date(easter(2000)) == "2000-04-23");
  CHECK(iso_date(easter(1961)) == "1961-04-02");
}

TEST_CASE("ISO 8601 moments and nothing else") {
  CHECK(parse_iso_moment("2021-04-17")->day == day_of(2021, 4, 17));
  CHECK_FALSE(parse_iso_moment("2021-04-17")->minute);
  CHECK(parse_iso_moment(" 20210417 ")->day == day_of(2021, 4, 17));
  CHECK(parse_iso_moment("2021-04-17T10:35:20.5+02:00")->minute == 635);
  CHECK(parse_iso_moment("2021-04-17 1035Z")->minute == 635);
  for (const char* bad : {"", "2021", "2021-04", "2021-02-31", "17/04/2021", "2021-04-17T", "2021-04-17T25:00",
                          "2021-0417", "2021-04-17 noon", "2021-04-17T10:35+99"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_iso_moment(bad));
  }
}

TEST_CASE("Islamic months begin as the Umm al-Qura calendar has them") {
  CHECK(islamic_month_start(1437, 9) == day_of(2016, 6, 6));
  CHECK(islamic_month_start(1442, 9) == day_of(2021, 4, 13));
  CHECK(islamic_month_start(1443, 10) == day_of(2022, 5, 2));
  CHECK(islamic_month_start(1444, 12) + 9 == day_of(2023, 6, 28));
  CHECK(islamic_month_start(1445, 10) == day_of(2024, 4, 10));
  // A month has 29 or 30 days, a year twelve months, over centuries.
  for (std::int32_t year = 1300; year < 1600; ++year) {
    for (std::int32_t month = 1; month <= 12; ++month) {
      const Day days = islamic_month_start(year, month + 1) - islamic_month_start(year, month);
      CHECK((days == 29 || days == 30));
    }
    CHECK(islamic_month_start(year, 13) == islamic_month_start(year + 1, 1));
  }
}

}  // namespace sitrep
