// timeline_svg, bar, sparkline.

#include <cmath>

#include "picture/bars.h"
#include "picture/functions.h"
#include "picture/sql_options.h"
#include "picture/timeline.h"

namespace sitrep {
namespace {

double finite_argument(Args args, std::size_t i) {
  const double value = args.number(i);
  if (!std::isfinite(value)) args.reject(i, "a finite number");
  return value;
}

bool take_option(const Option& option, TimelineOptions& out) {
  constexpr int kLeastHeight = 120;
  if (option.key() != "bin") return take_sheet_option(option, kLeastHeight, out);
  out.bin = static_cast<TimeBin>(option.one_of({"auto", "day", "week", "month", "year"}));
  return true;
}

struct TimelineSvg {
  void step(Context& context, Args args) {
    if (argument.is_first(args, 3)) {
      read_options(context.connection().db(), argument.text(), std::string(kSheetOptionNames) + " and bin",
                   [&](const Option& option) { return take_option(option, options); });
    }
    if (!args.has(0) || !args.has(1)) return;
    const std::optional<Moment> moment = parse_iso_moment(args[0].document());
    if (!moment) args.reject(0, "an ISO 8601 date or datetime");
    const double value = finite_argument(args, 1);
    if (value < 0) args.reject(1, "0 or more");
    data.add(moment->day, value, std::string(args[2].document()));
  }
  void finish(Context& context) { context.set(draw_timeline(data, options)); }

  OptionsArgument argument;
  TimelineOptions options;
  TimelineData data;
};

void bar(Context& context, Args args) {
  constexpr std::int64_t kMostWidth = 1000;
  constexpr int kWidth = 20;
  const std::int64_t width = args.has(2) ? args.integer(2) : kWidth;
  if (width < 1 || width > kMostWidth) args.reject(2, "1 to 1000 characters");
  context.set(block_bar(finite_argument(args, 0), finite_argument(args, 1), static_cast<int>(width)));
}

struct Sparkline {
  static constexpr std::size_t kMostValues = 1'000'000;

  void step(Context&, Args args) {
    if (values.size() == kMostValues) throw UserError("more than 1,000,000 values for one line");
    values.push_back(args.has(0) ? std::optional(finite_argument(args, 0)) : std::nullopt);
  }
  void finish(Context& context) {
    if (!values.empty()) context.set(block_sparkline(values));
  }

  std::vector<std::optional<double>> values;
};

constexpr FunctionRow kRows[] = {
    {.name = "timeline_svg",
     .arguments = "date, value, series [, options]",
     .returns = "SVG TEXT",
     .implementation = aggregate<TimelineSvg>,
     .summary =
         "Columns over time, stacked by series, as an SVG document; the dates are ISO 8601, values of the same day and "
         "series add up, rows without a date or a value are left out. options is a JSON object: title, subtitle, "
         "legend, note (texts), width and height (pixels), bin (auto, day, week, month, year), theme (auto, light, "
         "dark).",
     .example = "SELECT length(timeline_svg('2021-04-17', 70, 'airstrike', '{\"title\":\"April\"}')) > 0",
     .nulls = Nulls::pass},
    {.name = "bar",
     .arguments = "value, max [, width]",
     .returns = "TEXT",
     .implementation = Scalar{bar},
     .summary = "A bar of blocks for the terminal, width characters (20 unless given) for max.",
     .example = "SELECT bar(35, 70, 10)"},
    {.name = "sparkline",
     .arguments = "value",
     .returns = "TEXT",
     .implementation = aggregate<Sparkline>,
     .summary = "One block for each value in the order of the rows, the least the lowest; a blank for NULL.",
     .example = "SELECT sparkline(value) FROM json_each('[1,5,22,13,5]')",
     .nulls = Nulls::pass},
};

}  // namespace

std::span<const FunctionRow> chart_functions() { return kRows; }

}  // namespace sitrep
