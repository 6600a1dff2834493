#include "extract/date_sky.h"

#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kJ2000 = 10957.5;  // the epoch 2000 January 1.5, in days since 1970
constexpr double kMonth = 29.530588861, kFirst = 10962.59766;

double centuries(double moment) { return (moment - kJ2000) / 36525; }
double turned(double degrees) { return degrees - 360 * std::floor(degrees / 360); }

}  // namespace

double conjunction(double k) {
  const double t = k / 1236.85;
  const double sun = (2.5534 + 29.10535670 * k) * kDegree;
  const double moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * kDegree;
  const double node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * kDegree;
  const double e = 1 - 0.002516 * t;
  return kFirst + kMonth * k + 0.00015437 * t * t - 0.40720 * std::sin(moon) + 0.17241 * e * std::sin(sun) +
         0.01608 * std::sin(2 * moon) + 0.01039 * std::sin(2 * node) + 0.00739 * e * std::sin(moon - sun) -
         0.00514 * e * std::sin(moon + sun) + 0.00208 * e * e * std::sin(2 * sun);
}

double conjunction_near(double moment) { return std::round((moment - kFirst) / kMonth); }

double sun_longitude(double moment) {
  const double t = centuries(moment);
  const double anomaly = (357.52911 + 35999.05029 * t) * kDegree;
  return turned(280.46646 + 36000.76983 * t + 1.914602 * std::sin(anomaly) + 0.019993 * std::sin(2 * anomaly) -
                0.00569);
}

double moon_longitude(double moment) {
  struct Term {
    double size;
    int elongation, sun, moon, node;
  };
  constexpr Term kTerms[] = {
      {6.288774, 0, 0, 1, 0},  {1.274027, 2, 0, -1, 0},  {0.658314, 2, 0, 0, 0},   {0.213618, 0, 0, 2, 0},
      {-0.185116, 0, 1, 0, 0}, {-0.114332, 0, 0, 0, 2},  {0.058793, 2, 0, -2, 0},  {0.057066, 2, -1, -1, 0},
      {0.053322, 2, 0, 1, 0},  {0.045758, 2, -1, 0, 0},  {-0.040923, 0, 1, -1, 0}, {-0.034720, 1, 0, 0, 0},
      {-0.030383, 0, 1, 1, 0}, {0.015327, 2, 0, 0, -2},  {-0.012528, 0, 0, 1, 2},  {0.010980, 0, 0, 1, -2},
      {0.010675, 4, 0, -1, 0}, {0.010034, 0, 0, 3, 0},   {0.008548, 4, 0, -2, 0},  {-0.007888, 2, 1, -1, 0},
      {-0.006766, 2, 1, 0, 0}, {-0.005163, 1, 0, -1, 0},
  };
  const double t = centuries(moment);
  const double elongation = 297.8501921 + 445267.1114034 * t, sun = 357.5291092 + 35999.0502909 * t;
  const double moon = 134.9633964 + 477198.8675055 * t, node = 93.2720950 + 483202.0175233 * t;
  double longitude = 218.3164477 + 481267.88123421 * t;
  for (const Term& term : kTerms) {
    longitude +=
        term.size *
        std::sin((term.elongation * elongation + term.sun * sun + term.moon * moon + term.node * node) * kDegree);
  }
  return turned(longitude);
}

double sun_event(Day day, int side, double longitude, double latitude) {
  const double noon = day + 0.5 - longitude / 360;
  constexpr double kObliquity = 23.44 * kDegree;
  const double declination = std::asin(std::sin(kObliquity) * std::sin(sun_longitude(noon) * kDegree));
  const double half_day = std::acos(-std::tan(latitude * kDegree) * std::tan(declination)) / (2 * std::numbers::pi);
  return noon + side * half_day;
}

}  // namespace sitrep
