#include <doctest/doctest.h>

#include <string>

#include "picture/scale.h"

namespace sitrep {

TEST_CASE("round numbers at or below a value") {
  CHECK(nice_floor(1) == 1);
  CHECK(nice_floor(4.99) == 2);
  CHECK(nice_floor(50) == 50);
  CHECK(nice_floor(0.07) == doctest::Approx(0.05));
  CHECK(nice_floor(999) == 500);
}

TEST_CASE("ticks are round, enclose the data and are few") {
  CHECK(nice_ticks(0, 97, 6) == std::vector<double>{0, 20, 40, 60, 80, 100});
  CHECK(nice_ticks(0, 3, 6, 1) == std::vector<double>{0, 1, 2, 3});
  CHECK(nice_ticks(7, 7, 5, 1).size() >= 2);
  CHECK(nice_ticks(-3, 4, 5).front() <= -3);
  for (const double max : {1.0, 1.5, 3.7, 12.0, 99.0, 101.0, 12345.0, 9.99e9}) {
    const std::vector<double> ticks = nice_ticks(0, max, 6);
    CHECK(ticks.size() >= 2);
    CHECK(ticks.size() <= 6);
    CHECK(ticks.back() >= max * (1 - 1e-9));
  }
}

TEST_CASE("classes begin at round numbers in the gaps of the values") {
  const std::vector<double> values = {3, 5, 21, 22, 27, 35, 41, 88};
  const std::vector<double> bounds = class_bounds(values, 5);
  CHECK(bounds.front() == 3);
  CHECK(bounds.back() == 50);
  CHECK(bounds.size() == 4);
  std::vector<bool> used(bounds.size());
  for (const double v : values) used[class_of(bounds, v)] = true;
  for (const bool u : used) CHECK(u);
}

TEST_CASE("few values are classes each; none are no classes") {
  CHECK(class_bounds(std::vector<double>{4, 4, 9}, 5) == std::vector<double>{4, 9});
  CHECK(class_bounds({}, 5).empty());
  CHECK(class_of(std::vector<double>{4, 9}, 4) == 0);
  CHECK(class_of(std::vector<double>{4, 9}, 100) == 1);
}

TEST_CASE("skewed values and thousands of them keep every class filled") {
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(i % 100 == 0 ? i * 10.0 : i % 7);
  const std::vector<double> bounds = class_bounds(values, 5);
  CHECK(bounds.size() <= 5);
  std::vector<int> filled(bounds.size());
  for (const double v : values) ++filled[class_of(bounds, v)];
  for (const int n : filled) CHECK(n > 0);
}

TEST_CASE("names of classes") {
  const std::vector<double> bounds = {1, 2, 5};
  CHECK(class_name(bounds, 0, 9, true) == "1");
  CHECK(class_name(bounds, 1, 9, true) == "2–4");
  CHECK(class_name(bounds, 2, 9, true) == "5–9");
  CHECK(class_name(bounds, 0, 9, false) == "1–2");
}

TEST_CASE("figures as people read them") {
  CHECK(figure(1234567) == "1,234,567");
  CHECK(figure(-1234) == "-1,234");
  CHECK(figure(0.25) == "0.25");
  CHECK(figure(999.6) == "1,000");
  CHECK(figure(12.34) == "12.3");
  CHECK(figure(0) == "0");
}

TEST_CASE("a scale bar is round and no longer than it may be") {
  const ScaleBar bar = scale_bar(900, 150);
  CHECK(bar.label == "100 km");
  CHECK(bar.pixels == doctest::Approx(100000.0 / 900));
  CHECK(scale_bar(1.2, 150).label == "100 m");
}

TEST_CASE("widths of text grow with it and cutting keeps to them") {
  CHECK(text_ems("iii") < text_ems("MMM"));
  CHECK(text_ems("حلب") > 1);
  CHECK(cut_text("Hama", 10) == "Hama");
  CHECK(text_ems(cut_text("A very long name of a place", 6)) <= 6);
}

}  // namespace sitrep
