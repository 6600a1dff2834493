#include "extract/date_fields.h"

#include <doctest/doctest.h>

namespace sitrep {

using date_image::DigitForm;
using date_image::Field;

TEST_CASE("number tokens are taken apart by their form") {
  CHECK(read_date_digits("2021").value == 2021);
  CHECK(read_date_digits("2021").digits == 4);
  CHECK(read_date_digits("2,500").form == DigitForm::grouped);
  CHECK(read_date_digits("2,500").value == 2500);
  CHECK(read_date_digits("21st").form == DigitForm::ordinal);
  CHECK(read_date_digits("17.04.2021").form == DigitForm::dotted_date);
  CHECK(read_date_digits("17.04.2021").parts[1] == 4);
  CHECK(read_date_digits("8.30").form == DigitForm::dotted_month);
  CHECK(read_date_digits("7.625").form == DigitForm::decimal);
  CHECK(read_date_digits("\u0662\u0660\u0662\u0661").value == 2021);  // Arabic-Indic
  CHECK(read_date_digits(std::string(1000, '9')).digits == 255);      // no overflow
}

TEST_CASE("a captured value that makes no date is refused") {
  DatePoint point;
  DateExtra extra;
  const auto set = [&](Field field, const char* text) {
    const DateDigits digits = read_date_digits(text);
    return set_point_field(point, extra, field, digits.value, &digits);
  };
  CHECK(set(Field::dmy, "17.04.2021"));
  CHECK(point.day == 17);
  CHECK(point.month == 4);
  CHECK(point.year == 2021);
  CHECK_FALSE(set(Field::dmy, "17.14.2021"));
  CHECK(set(Field::clock, "0830"));
  CHECK(point.hour == 8);
  CHECK(point.minute == 30);
  CHECK_FALSE(set(Field::clock, "8.75"));
  CHECK_FALSE(set(Field::dm, "32.1"));
  CHECK_FALSE(set_point_field(point, extra, Field::dmy, 1, nullptr));
}

TEST_CASE("before and after the hour, morning and afternoon") {
  DatePoint point;
  point.hour = 5;
  DateExtra extra;
  extra.minus_minutes = 10;
  extra.meridiem = 2;
  finish_point(point, extra);
  CHECK(point.hour == 16);
  CHECK(point.minute == 50);
}

TEST_CASE("the ends of a range complete each other") {
  DatePoint from, to;
  from.day = 3;
  to.day = 5;
  to.month = 5;
  to.year = 2021;
  share_range_fields(from, to);
  CHECK(from.month == 5);
  CHECK(from.year == 2021);
}

}  // namespace sitrep
