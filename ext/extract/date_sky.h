#pragma once

#include "extract/date_calendar.h"

namespace sitrep {

// Where sun and moon stand, for the calendars that go by them. Moments are days since 1970-01-01T00:00 UTC, fractions
// included; longitudes are degrees, 0 to 360. After J. Meeus, Astronomical Algorithms (1998), with the terms that
// exceed a minute or two of time; the difference of dynamical and universal time is left out.

/// Conjunction of sun and moon number `k` since that of January 2000. (Chapter 49.)
double conjunction(double k);
/// The number of the conjunction nearest to a moment.
double conjunction_near(double moment);

/// Apparent longitude of the sun. (Chapter 25.)
double sun_longitude(double moment);
/// Longitude of the moon. (Chapter 47.)
double moon_longitude(double moment);

/// Sunrise (`side` -1), noon (0) or sunset (1) of a day at a place, `longitude` and `latitude` in degrees; the equation
/// of time is left out. Places between the polar circles.
double sun_event(Day day, int side, double longitude, double latitude);

}  // namespace sitrep
