#include "picture/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "picture/scale.h"
#include "picture/sheet.h"
#include "text/error.h"

namespace sitrep {
namespace {

constexpr double kMargin = kSheetMargin, kText = 11.5;
constexpr std::size_t kOther = kSeries - 1;
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::string_view month_name(int month) { return kMonths[static_cast<std::size_t>(month - 1)]; }

struct Column {
  Day start = 0;
  std::array<double, kSeries> values{};
  double total() const { return std::accumulate(values.begin(), values.end(), 0.0); }
};

/// The data in bins and at most six series.
struct Chart {
  TimeBin bin = TimeBin::day;
  std::vector<Column> columns;
  std::vector<std::string> names;
  bool whole = true;
};

Chart chart_of(const TimelineData& data, TimeBin bin) {
  Chart chart;
  chart.bin = bin == TimeBin::automatic ? bin_for(data.first(), data.last()) : bin;
  std::vector<double> totals(data.series().size());
  for (const auto& [cell, value] : data.cells()) totals[cell.second] += value;
  std::vector<std::uint32_t> order(totals.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return totals[a] != totals[b] ? totals[a] > totals[b] : data.series()[a] < data.series()[b];
  });
  const bool too_many = order.size() > kSeries;
  std::vector<std::size_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = too_many ? std::min(i, kOther) : i;
    if (!too_many || i < kOther) chart.names.push_back(data.series()[order[i]]);
  }
  if (too_many) chart.names.emplace_back("other");
  constexpr std::size_t kMostColumns = 20'000;
  for (Day day = bin_start(data.first(), chart.bin); day <= data.last(); day = next_bin(day, chart.bin)) {
    if (chart.columns.size() == kMostColumns)
      throw UserError("options: a bin this small makes more than 20,000 columns");
    chart.columns.push_back({day, {}});
  }
  std::size_t at = 0;
  for (const auto& [cell, value] : data.cells()) {
    while (at + 1 < chart.columns.size() && chart.columns[at + 1].start <= cell.first) ++at;
    chart.columns[at].values[rank[cell.second]] += value;
    chart.whole = chart.whole && value == std::floor(value);
  }
  return chart;
}

/// The label below a bin; the year where it is news.
std::string tick_name(Day start, TimeBin bin, bool with_year) {
  const Ymd d = ymd_of(start);
  const std::string year = std::to_string(d.year);
  if (bin == TimeBin::year) return year;
  std::string name(month_name(d.month).substr(0, 3));
  if (bin != TimeBin::month) name = std::to_string(d.day) + " " + name;
  return with_year ? name + " " + year : name;
}

struct Plot {
  double left, right, top, bottom, highest;
  double y(double value) const { return bottom - (bottom - top) * value / highest; }
};

void draw_grid(const Plot& plot, std::span<const double> ticks, SvgWriter& svg) {
  for (const double tick : ticks) {
    const double y = std::round(plot.y(tick)) + 0.5;
    svg.open("line")
        .attribute("class", tick == 0 ? "rule" : "faint")
        .attribute("x1", plot.left)
        .attribute("x2", plot.right);
    svg.attribute("y1", y).attribute("y2", y).close();
    write_text(svg, {plot.left - 8, y + 4}, "muted", kText, "end", figure(tick));
  }
}

void draw_columns(const Chart& chart, const Plot& plot, SvgWriter& svg) {
  const double pitch = (plot.right - plot.left) / static_cast<double>(chart.columns.size());
  const double gap = pitch > 6 ? std::min(pitch * 0.22, 8.0) : 0;
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    const Column& column = chart.columns[i];
    if (column.total() == 0) continue;
    const double x = plot.left + pitch * static_cast<double>(i) + gap / 2, width = std::min(pitch - gap, 44.0);
    const double shift = (pitch - gap - width) / 2;
    std::string tooltip = bin_name(column.start, chart.bin);
    for (std::size_t s = 0; s < chart.names.size(); ++s) {
      if (column.values[s] == 0) continue;
      tooltip += "\n";
      if (!chart.names[s].empty()) tooltip += chart.names[s] + ": ";
      tooltip += figure(column.values[s]);
    }
    svg.open("g").leaf("title", tooltip);
    double below = 0;
    for (std::size_t s = 0; s < chart.names.size(); ++s) {
      if (column.values[s] == 0) continue;
      const double top = plot.y(below + column.values[s]);
      svg.open("rect").attribute("class", "f" + std::to_string(s + 1)).attribute("x", x + shift).attribute("y", top);
      svg.attribute("width", width).attribute("height", plot.y(below) - top).close();
      below += column.values[s];
    }
    svg.close();
  }
}

void draw_dates(const Chart& chart, const Plot& plot, SvgWriter& svg) {
  const double pitch = (plot.right - plot.left) / static_cast<double>(chart.columns.size());
  const double room = chart.bin == TimeBin::year ? 44 : 66;
  const auto step = static_cast<std::size_t>(std::max(1.0, std::ceil(room / pitch)));
  std::int32_t year = 0;
  for (std::size_t i = 0; i < chart.columns.size(); i += step) {
    const double x = plot.left + pitch * (static_cast<double>(i) + 0.5);
    const std::int32_t this_year = ymd_of(chart.columns[i].start).year;
    const std::string name = tick_name(chart.columns[i].start, chart.bin, this_year != year);
    year = this_year;
    const double half = text_ems(name) * kText / 2;
    write_text(svg, {std::clamp(x, plot.left - 20 + half, plot.right + 10 - half), plot.bottom + 18}, "muted", kText,
               "middle", name);
  }
}

/// Swatches with the names of the series, in as many lines as they need; returns the height.
double draw_series(const Chart& chart, double y, double width, SvgWriter& svg) {
  if (chart.names.size() == 1 && chart.names[0].empty()) return 0;
  constexpr double kLine = 19;
  double x = kMargin, top = y;
  for (std::size_t s = 0; s < chart.names.size(); ++s) {
    const std::string name = chart.names[s].empty() ? "unnamed" : cut_text(chart.names[s], 30);
    const double needs = text_ems(name) * kText * 1.06 + 34;
    if (x > kMargin && x + needs > width - kMargin) {
      x = kMargin;
      top += kLine;
    }
    svg.open("rect").attribute("class", "f" + std::to_string(s + 1)).attribute("x", x).attribute("y", top);
    svg.attribute("width", 11).attribute("height", 11).attribute("rx", 2).close();
    write_text(svg, {x + 16, top + 10}, "ink", kText, "start", name);
    x += needs;
  }
  return top - y + kLine + 3;
}

std::string description(const TimelineData& data, const Chart& chart) {
  if (data.empty()) return "Timeline without rows.";
  const auto highest = std::ranges::max_element(chart.columns, {}, [](const Column& c) { return c.total(); });
  return "Timeline from " + bin_name(data.first(), TimeBin::day) + " to " + bin_name(data.last(), TimeBin::day) + ", " +
         figure(static_cast<double>(data.series().size())) +
         (data.series().size() == 1 ? " series" : " series stacked") +
         "; highest: " + bin_name(highest->start, chart.bin) + ", " + figure(highest->total()) + ".";
}

}  // namespace

void TimelineData::add(Day day, double value, const std::string& series) {
  auto number = numbers_.find(series);
  if (number == numbers_.end()) {
    number = numbers_.emplace(series, static_cast<std::uint32_t>(series_.size())).first;
    series_.push_back(series);
  }
  cells_[{day, number->second}] += value;
  if (cells_.size() > kMaxCells) throw UserError("more than 4,000,000 days and series for one timeline");
}

TimeBin bin_for(Day first, Day last) {
  const Day days = last - first + 1;
  constexpr Day kBins = 62;
  if (days <= kBins) return TimeBin::day;
  if (days <= kBins * 7) return TimeBin::week;
  return days <= kBins * 31 ? TimeBin::month : TimeBin::year;
}

Day bin_start(Day day, TimeBin bin) {
  const Ymd d = ymd_of(day);
  if (bin == TimeBin::week) return std::max(monday_of(day), kFirstDay);
  if (bin == TimeBin::month) return day_of(d.year, d.month, 1);
  return bin == TimeBin::year ? day_of(d.year, 1, 1) : day;
}

Day next_bin(Day start, TimeBin bin) {
  const Ymd d = ymd_of(start);
  if (bin == TimeBin::week) return start + 7;
  if (bin == TimeBin::month) return start + days_in_month(d.year, d.month);
  return start + (bin == TimeBin::year ? is_leap_year(d.year) ? 366 : 365 : 1);
}

std::string bin_name(Day start, TimeBin bin) {
  const Ymd d = ymd_of(start);
  const std::string year = std::to_string(d.year);
  if (bin == TimeBin::year) return year;
  const std::string month = std::string(month_name(d.month)) + " " + year;
  if (bin == TimeBin::month) return month;
  const std::string day = std::to_string(d.day) + " " + month;
  return bin == TimeBin::week ? "week of " + day : day;
}

std::string draw_timeline(const TimelineData& data, const TimelineOptions& options) {
  const Chart chart = data.empty() ? Chart() : chart_of(data, options.bin);
  SvgWriter body;
  double y = draw_titles(options, body);
  if (!data.empty()) y += draw_series(chart, y, options.width, body);
  if (!options.legend.empty())
    write_text(body, {kMargin, y + 10}, "muted", kText, "start", cut_text(options.legend, 60));
  y += options.legend.empty() ? 6 : 22;
  double highest = 0;
  for (const Column& column : chart.columns) highest = std::max(highest, column.total());
  constexpr double kHighest = 1e15;
  if (!(highest <= kHighest)) throw UserError("value must not add up to more than 1e15 in one bin");
  const std::vector<double> ticks = nice_ticks(0, highest, 6, chart.whole ? 1 : 0);
  double widest = 0;
  for (const double tick : ticks) widest = std::max(widest, text_ems(figure(tick)) * kText);
  const double footer = options.note.empty() ? 0 : 20;
  const double bottom = std::max(options.height - footer - 32.0, y + 80);
  const Plot plot{kMargin + widest + 10, options.width - kMargin, y, bottom, ticks.back()};
  draw_grid(plot, ticks, body);
  if (data.empty())
    write_text(body, {options.width / 2.0, (plot.top + plot.bottom) / 2}, "muted", 14, "middle", "No dates to show");
  else
    draw_dates(chart, plot, body);
  draw_columns(chart, plot, body);
  if (!options.note.empty())
    write_text(body, {kMargin, bottom + 42}, "muted", 10.5, "start",
               cut_text(options.note, (options.width - 36) / 10.5));
  const std::string about = description(data, chart);
  std::string seed = about + body.text();
  const std::string scope = scope_name(seed + static_cast<char>('0' + static_cast<int>(options.theme)));
  const Picture picture{options.width * 1.0, bottom + 32 + footer, options.title, about};
  return whole_picture(picture, scope, options.theme, Palette::ember, body.text());
}

}  // namespace sitrep
