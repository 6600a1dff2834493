#pragma once

#include <cstdint>

#include "extract/date_calendar.h"

namespace sitrep {

/// First day of a month (1..12; 13 is the first of the next year) of the Islamic calendar as it is kept by Saudi Arabia
/// (Umm al-Qura): the day after the conjunction of sun and moon when that falls some two hours before sunset in Mecca,
/// so that the moon sets after the sun, else the day after that. The conjunction is computed after J. Meeus,
/// Astronomical Algorithms (1998), chapter 49, with the terms that exceed a minute or two. Feasts are proclaimed by
/// sighting: some years and countries are a day off.
Day islamic_month_start(std::int32_t year, std::int32_t month);

}  // namespace sitrep
