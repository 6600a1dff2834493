#include <doctest/doctest.h>

#include "date_reader.h"

namespace sitrep {
namespace {

std::string first(const char* text, const char* published) {
  const auto dates = DateReader(text).resolved(published);
  return dates.empty() ? "" : interval_text(dates[0]);
}

}  // namespace

TEST_CASE("Ukrainian and Russian dates") {
  CHECK(first("Обстріл стався 18 лютого 2022 року.", "") == "2022-02-18..2022-02-18");
  CHECK(first("Удар по місту завдали вчора.", "2022-03-10") == "2022-03-09..2022-03-09");
  CHECK(first("Минулого тижня загинули двоє людей.", "2022-03-10") == "2022-02-28..2022-03-06");
  CHECK(first("Двоє загинули 7 днів тому.", "2022-03-10") == "2022-03-03..2022-03-03");
  CHECK(first("перша середа жовтня 2014", "") == "2014-10-01..2014-10-01");
  CHECK(first("Удар нанесли 3 мая 2022 года.", "") == "2022-05-03..2022-05-03");
  CHECK(first("Вчера погибли двое.", "2022-03-10") == "2022-03-09..2022-03-09");
}

TEST_CASE("Arabic dates") {
  CHECK(first("وقع القصف في 18 شباط 2022", "") == "2022-02-18..2022-02-18");
  CHECK(first("قتل رجلان أمس", "2022-03-10") == "2022-03-09..2022-03-09");
  CHECK(first("قصفت القرية الأسبوع الماضي", "2022-03-10") == "2022-02-28..2022-03-06");
  CHECK(first("سقطت قذيفة يوم الجمعة", "2022-03-10") == "2022-03-04..2022-03-04");
  CHECK(first("أول ثلاثاء من شهر أكتوبر 2014", "") == "2014-10-07..2014-10-07");
  CHECK(first("في أوائل تشرين الثاني 2021", "") == "2021-11-01..2021-11-10");
}

TEST_CASE("a language's short words are no dates in another one") {
  CHECK(DateReader("He sat in the sun with 3 z and 15 h of x.").words() == "");
  CHECK(DateReader("من رجل إلى رجل").words() == "");
}

}  // namespace sitrep
