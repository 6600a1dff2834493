#pragma once

#include "extract/date_digits.h"
#include "extract/date_mention.h"

namespace sitrep {

/// What a rule tells of a point besides its fields, worked in by finish_point().
struct DateExtra {
  int meridiem = 0;  ///< 1 a.m., 2 p.m.
  float sign = 0;
  float fraction = 0;                           ///< "an hour [and a half]"
  float minus_minutes = -1, plus_minutes = -1;  ///< "ten to five", "ten past five"
};

/// Sets one field of a point from a captured value; `digits` is the number token that it came from, or null. False when
/// the value makes no date ("32.13.2021").
bool set_point_field(DatePoint& point, DateExtra& extra, date_image::Field field, double value,
                     const DateDigits* digits);

/// Once all fields are set.
void finish_point(DatePoint& point, const DateExtra& extra);

/// "3 to 5 May 2021", "May 3 to 5", "3 to 5 pm": what one end of a range leaves out, the other one says.
void share_range_fields(DatePoint& from, DatePoint& to);

}  // namespace sitrep
