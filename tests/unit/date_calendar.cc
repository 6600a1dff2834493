#include "extract/date_calendar.h"

#include <doctest/doctest.h>

#include "extract/date_feasts.h"
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

TEST_CASE("months of the Hebrew calendar") {
  CHECK(hebrew_month_start(2018, 7) == day_of(2018, 9, 10));        // Rosh Hashanah
  CHECK(hebrew_month_start(1973, 7) + 9 == day_of(1973, 10, 6));    // Yom Kippur
  CHECK(hebrew_month_start(2018, 1) + 14 == day_of(2018, 3, 31));   // Passover
  CHECK(hebrew_month_start(2013, 12) + 13 == day_of(2013, 2, 24));  // Purim
  CHECK(hebrew_month_start(2024, 12) + 13 == day_of(2024, 3, 24));  // Purim of a leap year
  CHECK(hebrew_month_start(2024, 11) + 14 == day_of(2024, 1, 25));  // Tu BiShvat of a leap year
  CHECK(hebrew_month_start(2020, 9) + 24 == day_of(2020, 12, 11));  // Hanukkah after a long Cheshvan
  CHECK(hebrew_month_start(2023, 10) + 9 == day_of(2023, 12, 22));  // the fast of Tevet
  for (std::int32_t year = 1900; year < 2100; ++year) {
    CAPTURE(year);
    const std::int32_t first = weekday_of(hebrew_month_start(year, 7));  // never on Sunday, Wednesday or Friday
    CHECK((first == 1 || first == 2 || first == 4 || first == 6));
    for (std::int32_t month = 1; month < 10; ++month) {
      const Day days = hebrew_month_start(year, month + 1) - hebrew_month_start(year, month);
      CHECK((days == 29 || days == 30));
    }
  }
}

TEST_CASE("feasts by the moon of China and India") {
  CHECK(chinese_new_year(1968) == day_of(1968, 1, 30));
  CHECK(chinese_new_year(2015) == day_of(2015, 2, 19));
  CHECK(chinese_new_year(2023) == day_of(2023, 1, 22));
  CHECK(chinese_new_year(2034) == day_of(2034, 2, 19));
  const auto diwali = [](std::int32_t year) { return hindu_day(year, 7, 30, 3); };
  CHECK(diwali(2016) == day_of(2016, 10, 30));
  CHECK(diwali(2019) == day_of(2019, 10, 27));
  CHECK(diwali(2020) == day_of(2020, 11, 14));
  CHECK(diwali(2023) == day_of(2023, 11, 12));  // after a leap month
  CHECK(diwali(2024) == day_of(2024, 10, 31));
  CHECK(hindu_day(2024, 12, 15, 3) == day_of(2024, 3, 24));  // the eve of Holi
  CHECK(hindu_day(2020, 1, 9, 1) == day_of(2020, 4, 2));     // Rama Navami
  CHECK(hindu_day(2019, 6, 4, 1) == day_of(2019, 9, 2));     // Ganesh Chaturthi
  CHECK(hindu_day(2023, 5, 23, 4) == day_of(2023, 9, 6));    // Janmashtami
  CHECK(hindu_day(2024, 11, 29, 4) == day_of(2024, 3, 8));   // Maha Shivaratri
  CHECK(hindu_solar_day(2018, 10) == day_of(2018, 1, 14));   // Makar Sankranti
  CHECK(hindu_solar_day(2019, 10) == day_of(2019, 1, 15));
}

}  // namespace sitrep
