#pragma once

#include <optional>
#include <string_view>

#include "extract/date_grammar.h"
#include "extract/date_resolve.h"

namespace sitrep {

/// A date in some notation, as a column of mixed quality holds them.
struct ParsedDate {
  Moment moment;
  DatePrecision precision = DatePrecision::day;  ///< `day`, `hour` or `minute`
};

/// Reads a text that is one calendar day, with or without a time of day, and nothing else: "17 April 2021",
/// "Saturday, April 17, 2021 at 10:35 p.m.", "17.04.2021", "2021/4/17", "2021-04-17T10:35Z". Empty when the text says
/// more or less than that, when the day does not exist, when weekday and day contradict each other, and when day and
/// month could change places ("3/4/2021"). A time zone is read and left out: the time stays local.
std::optional<ParsedDate> parse_date(const DateGrammar& grammar, std::string_view text);

}  // namespace sitrep
