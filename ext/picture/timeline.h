#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date_calendar.h"
#include "picture/sheet.h"

namespace sitrep {

enum class TimeBin : std::uint8_t { automatic, day, week, month, year };

struct TimelineOptions : SheetOptions {
  TimelineOptions() { height = 320; }
  TimeBin bin = TimeBin::automatic;
};

/// Values by day and series, added up as they come.
class TimelineData {
 public:
  /// Days times series kept; UserError beyond.
  static constexpr std::size_t kMaxCells = 4'000'000;

  void add(Day day, double value, const std::string& series);

  bool empty() const { return cells_.empty(); }
  Day first() const { return cells_.begin()->first.first; }
  Day last() const { return cells_.rbegin()->first.first; }
  /// (day, number of the series) → sum.
  const std::map<std::pair<Day, std::uint32_t>, double>& cells() const { return cells_; }
  const std::vector<std::string>& series() const { return series_; }

 private:
  std::map<std::pair<Day, std::uint32_t>, double> cells_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string> series_;
};

/// Bins for a span of days such that there are at most some sixty.
TimeBin bin_for(Day first, Day last);
/// The first day of the bin that holds the day, and of the one after.
Day bin_start(Day day, TimeBin bin);
Day next_bin(Day start, TimeBin bin);
/// "17 April 2021", "week of 12 April 2021", "April 2021", "2021".
std::string bin_name(Day start, TimeBin bin);

/// Stacked columns over time as an SVG document: the largest series at the bottom, those after the fifth together as
/// "other".
std::string draw_timeline(const TimelineData& data, const TimelineOptions& options);

}  // namespace sitrep
