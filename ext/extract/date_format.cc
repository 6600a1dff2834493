// How resolved dates are written: names, bounds, the argument `published`.

#include <stdexcept>

#include "extract/date_resolve.h"

namespace sitrep {
namespace {

std::string two_digits(std::int32_t n) {
  return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
}

}  // namespace

std::string_view name_of(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::minute:
      return "minute";
    case DatePrecision::hour:
      return "hour";
    case DatePrecision::daypart:
      return "daypart";
    case DatePrecision::day:
      return "day";
    case DatePrecision::week:
      return "week";
    case DatePrecision::month:
    case DatePrecision::quarter:
      return "month";
    default:
      return "year";
  }
}

std::string_view name_of(DateKind kind) {
  constexpr std::string_view kNames[] = {"date", "time", "duration", "set"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(DateModifier modifier) {
  constexpr std::string_view kNames[] = {"",          "START",        "MID",           "END",           "APPROX",
                                         "MORE_THAN", "LESS_THAN",    "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE",
                                         "AFTER",     "ON_OR_BEFORE", "ON_OR_AFTER"};
  return kNames[static_cast<std::size_t>(modifier)];
}

std::string iso_bound(const Moment& moment, DatePrecision precision) {
  std::string out = iso_date(moment.day);
  if (moment.minute && (precision == DatePrecision::minute || precision == DatePrecision::hour)) {
    out += "T" + two_digits(*moment.minute / 60) + ":" + two_digits(*moment.minute % 60);
  }
  return out;
}

std::optional<Moment> parse_published(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::nullopt;
  const auto moment = parse_iso_moment(text);
  if (!moment) {
    throw std::invalid_argument("published '" + std::string(text.substr(0, 80)) +
                                "' is no ISO 8601 date; expected one like '2021-04-18' or '2021-04-18T10:35:00'");
  }
  return moment;
}

}  // namespace sitrep
