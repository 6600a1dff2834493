#pragma once

#include <optional>
#include <span>

#include "extract/date_calendar.h"
#include "extract/date_mention.h"

namespace sitrep {

/// The document date that the text itself fixes, if any.
struct DocumentDate {
  std::optional<Day> day;
  double confidence = 0;  ///< 0 to 1: how firmly the constraints pin it down
};

/// The day after which the knowledge says nothing: a missing year is the latest fitting one up to it. Never the clock.
/// 2026-01-01.
inline constexpr Day kKnowledgeDay = 20454;

/// Solves the constraints that the mentions of a whole text put on its publication date: weekdays said with a day of
/// the month ("on April 12 … on Monday"), "yesterday, Saturday", datelines, the latest past date told. The earliest day
/// consistent with all of them that is not before the latest past event; NULL when nothing fixes the day.
/// `mentions` are in text order with sentence numbers that grow through the text. Linear in their number.
DocumentDate infer_document_date(std::span<const DateMention> mentions);

/// The latest day that the mentions tell as past with its year. Linear in their number.
std::optional<Day> latest_dated_day(std::span<const DateMention> mentions);

}  // namespace sitrep
