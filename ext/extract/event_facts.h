#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/date_resolve.h"
#include "extract/engine.h"
#include "extract/section.h"

namespace sitrep {

/// The days that an event is told to have happened in, with the words.
struct EventDate {
  std::optional<Moment> start, end;
  DatePrecision precision = DatePrecision::day;
  Span words;
  bool since = false;  ///< an open beginning: "since early 2023"

  bool known() const { return start || end; }
  Day first() const { return start ? start->day : end->day; }
  Day last() const { return end ? end->day : start->day; }
};

/// The date that the mentions `dates` (numbers into Section::dates) give an event: the finest of them; two ends of a
/// range together. A day after that of the document dates something else ("killed ahead of a vote next month"), unless
/// the event is `planned`.
EventDate date_of(const Section& section, std::span<const std::uint32_t> dates, bool planned = false);

/// The date of a telling: the same, where "since …" runs to the day on which it was said.
EventDate date_of(const Section& section, const EventMention& told);

/// The places of an event: without rejected ones, without those that only say where others lie, each once.
std::vector<std::uint32_t> distinct_places(const Section& section, const Engine& engine,
                                           std::span<const std::uint32_t> places);

/// One name is a part of the other: "Ruiz", "Ana Maria Ruiz". Words of fewer than three letters tell nothing.
bool same_person(std::string_view a, std::string_view b);

/// One of the words is this noun, in the singular or plural.
bool says_noun(const Lexicon& lexicon, std::string_view words, std::string_view noun);

/// How two places lie to each other, as far as it is known.
enum class PlaceFit { same, within, near, apart, unknown };
PlaceFit place_fit(const Section& section, const Engine& engine, std::uint32_t a, std::uint32_t b);

}  // namespace sitrep
