#include "extract/date_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sitrep {

using date_image::DigitForm;
using date_image::Field;

namespace {

/// Day, month and year of a dotted date: "17.04.2021", "2015.5.13"; false when it is none.
bool set_dotted(DatePoint& point, const DateDigits& digits) {
  std::array<std::int32_t, 3> p = digits.parts;
  if (digits.widths[0] == 4) {
    point.year = static_cast<std::int16_t>(p[0]);
    std::swap(p[0], p[2]);
  } else {
    point.year = static_cast<std::int16_t>(p[2]);
    if (digits.widths[2] == 2) point.flags |= DatePoint::kShortYear;
    if (digits.widths[2] != 2 && digits.widths[2] != 4) return false;
  }
  if (p[1] > 12 && p[0] <= 12) std::swap(p[0], p[1]);
  if (p[0] < 1 || p[0] > 31 || p[1] < 1 || p[1] > 12) return false;
  point.day = static_cast<std::int8_t>(p[0]);
  point.month = static_cast<std::int8_t>(p[1]);
  return true;
}

/// "15.10": a day of a month.
bool set_day_month(DatePoint& point, const DateDigits& digits) {
  if (digits.parts[0] < 1 || digits.parts[0] > 31 || digits.parts[1] < 1 || digits.parts[1] > 12) return false;
  point.day = static_cast<std::int8_t>(digits.parts[0]);
  point.month = static_cast<std::int8_t>(digits.parts[1]);
  return true;
}

/// "8.30" and "0830"; false when it is no time of day.
bool set_clock(DatePoint& point, const DateDigits& digits) {
  const bool dotted = digits.form == DigitForm::dotted_month;
  const auto whole = static_cast<std::int32_t>(digits.value);
  const std::int32_t hour = dotted ? digits.parts[0] : whole / 100;
  const std::int32_t minute = dotted ? digits.parts[1] : whole % 100;
  if (hour > 24 || minute > 59) return false;
  point.hour = static_cast<std::int8_t>(hour);
  point.minute = static_cast<std::int8_t>(minute);
  return true;
}

template <class T>
T clamped(double value) {
  constexpr double kLow = std::numeric_limits<T>::min() + 1, kHigh = std::numeric_limits<T>::max();
  return static_cast<T>(std::clamp(std::isnan(value) ? 0 : value, kLow, kHigh));
}

}  // namespace

bool set_point_field(DatePoint& point, DateExtra& extra, Field field, double value, const DateDigits* digits) {
  const auto small = clamped<std::int8_t>(value);
  switch (field) {
    case Field::year:
      point.year = clamped<std::int16_t>(value);
      if (digits != nullptr && digits->digits == 2) point.flags |= DatePoint::kShortYear;
      return true;
    case Field::decade:
      point.year = clamped<std::int16_t>(value);
      point.unit = DateUnit::decade;
      if (value < 100) point.flags |= DatePoint::kShortYear;
      return true;
    case Field::month:
      point.month = small;
      return true;
    case Field::day:
      point.day = small;
      return true;
    case Field::weekday:
      point.weekday = small;
      return true;
    case Field::hour:
      point.hour = small;
      return true;
    case Field::minute:
      point.minute = small;
      return true;
    case Field::part:
      point.part = small;
      return true;
    case Field::daypart:
      point.daypart = static_cast<DayPart>(small);
      return true;
    case Field::unit:
      point.unit = static_cast<DateUnit>(small);
      return true;
    case Field::relation:
      point.relation = static_cast<DateRelation>(small);
      return true;
    case Field::amount:
      point.amount = static_cast<float>(value);
      return true;
    case Field::zone:
      point.zone = clamped<std::int16_t>(value);
      return true;
    case Field::meridiem:
      extra.meridiem = small;
      return true;
    case Field::holiday:
      point.part = small;
      point.flags |= DatePoint::kHoliday;
      return true;
    case Field::fiscal:
      point.flags |= DatePoint::kFiscal;
      return true;
    case Field::business:
      point.flags |= DatePoint::kBusiness;
      return true;
    case Field::sign:
      extra.sign = static_cast<float>(value);
      return true;
    case Field::minus_minutes:
      extra.minus_minutes = static_cast<float>(value);
      return true;
    case Field::plus:
      extra.plus_minutes = static_cast<float>(value);
      return true;
    case Field::bc:
      if (point.year > 0) point.year = static_cast<std::int16_t>(-point.year);
      return true;
    case Field::dmy:
      return digits != nullptr && set_dotted(point, *digits);
    case Field::swap:
      point.flags |= DatePoint::kSwappable;
      if (small == 2) point.flags |= DatePoint::kDayFirst;
      return true;
    case Field::of_year:
      point.flags |= DatePoint::kOfYear;
      return true;
    case Field::rest:
      point.flags |= DatePoint::kRest;
      return true;
    case Field::fraction:
      extra.fraction = static_cast<float>(value);
      return true;
    case Field::dm:
      return digits != nullptr && set_day_month(point, *digits);
    case Field::clock:
      return digits != nullptr && set_clock(point, *digits);
    case Field::ymd:
      point.year = static_cast<std::int16_t>(value / 10000);
      point.month = static_cast<std::int8_t>(static_cast<std::int32_t>(value) / 100 % 100);
      point.day = static_cast<std::int8_t>(static_cast<std::int32_t>(value) % 100);
      return point.month >= 1 && point.month <= 12 && point.day >= 1 && point.day <= 31;
    case Field::day_year:
      point.day = static_cast<std::int8_t>(value / 10000);
      point.year = static_cast<std::int16_t>(static_cast<std::int32_t>(value) % 10000);
      return point.year >= 1900 && point.year < 2100;
    default:
      return true;
  }
}

void finish_point(DatePoint& point, const DateExtra& extra) {
  point.amount += extra.fraction;
  if (extra.sign != 0) point.amount = std::copysign(point.amount, extra.sign);  // a vague amount has a sign too
  if (extra.plus_minutes >= 0) point.minute = clamped<std::int8_t>(extra.plus_minutes);
  if (extra.minus_minutes > 0 && point.hour >= 0) {
    point.hour = static_cast<std::int8_t>((point.hour + 23) % 24);
    point.minute = clamped<std::int8_t>(60 - extra.minus_minutes);
  }
  if (point.hour >= 0 && extra.meridiem != 0) {
    point.flags |= DatePoint::kMeridiem;
    if (extra.meridiem == 2 && point.hour < 12) point.hour = static_cast<std::int8_t>(point.hour + 12);
    if (extra.meridiem == 1 && point.hour == 12) point.hour = 0;
  }
}

void share_range_fields(DatePoint& a, DatePoint& b) {
  // A bare clock time takes no year, for its day is the other end's; nor does a bare weekday.
  const auto dated = [](const DatePoint& p) { return p.month != 0 || p.day != 0 || p.part != 0; };
  if (a.relation == DateRelation::none && b.relation == DateRelation::none) {
    if (a.month == 0 && a.day != 0) a.month = b.month;
    if (b.month == 0 && b.day != 0) b.month = a.month;
    // "from November to February 2017" begins in the year before.
    const bool over_new_year = a.month != 0 && b.month != 0 && a.month > b.month;
    const auto share_year = [&](DatePoint& to, const DatePoint& from, int years) {
      if (to.year != DatePoint::kNoYear || from.year == DatePoint::kNoYear || !dated(to)) return;
      to.year = static_cast<std::int16_t>(from.year + (over_new_year ? years : 0));
      to.flags |= from.flags & DatePoint::kShortYear;
    };
    share_year(a, b, -1);
    share_year(b, a, 1);
  }
  if (a.hour >= 0 && b.hour >= 0) {
    // "3 to 5 pm": the afternoon is said once.
    const bool evening = (b.flags & DatePoint::kMeridiem) != 0 && b.hour >= 12;
    if ((a.flags & DatePoint::kMeridiem) == 0 && evening && a.hour < 12 && a.hour + 12 <= b.hour) {
      a.hour = static_cast<std::int8_t>(a.hour + 12);
    }
    a.flags |= b.flags & DatePoint::kMeridiem;
    if (a.daypart == DayPart::none) a.daypart = b.daypart;
    // "10:30 to 3" ends in the afternoon.
    const bool told = ((a.flags | b.flags) & DatePoint::kMeridiem) != 0 || b.daypart != DayPart::none;
    if (!told && a.hour < 12 && b.hour > 0 && b.hour < a.hour) b.hour = static_cast<std::int8_t>(b.hour + 12);
  }
  if (a.unit == DateUnit::none && a.hour < 0) a.unit = b.unit;
  if (b.unit == DateUnit::none && b.hour < 0) b.unit = a.unit;
}

}  // namespace sitrep
