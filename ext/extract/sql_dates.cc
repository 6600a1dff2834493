// extract_dates, document_date and parse_date.

#include "extract/date_parse.h"
#include "extract/sql_state.h"

namespace sitrep {
namespace {

class DatesCursor : public DocumentCursor {
 public:
  explicit DatesCursor(Connection& connection) : DocumentCursor(connection, Depth::dates, 1, -1) {}

 protected:
  std::size_t count(const Section& section) const override { return section.dates.size(); }
};

const DateMention& mention_of(const DocumentRow& r) { return r.section().dates[r.i]; }
const ResolvedDate& date_of(const DocumentRow& r) { return r.section().resolved_dates[r.i]; }

void set_bound(const std::optional<Moment>& bound, DatePrecision precision, Context& out) {
  if (bound) out.set(iso_bound(*bound, precision));
}

/// What is counted from an inferred document date is no surer than that date.
double confidence_of(const DocumentRow& r) {
  const ResolvedDate& date = date_of(r);
  return date.binding == DateBinding::document ? date.confidence * r.document.reader.document_date_confidence()
                                               : date.confidence;
}

constexpr Column<DocumentRow> kColumns[] = {
    {"matched TEXT", [](const DocumentRow& r, Context& out) { out.set(mention_of(r).span.of(r.document.text)); }},
    {"kind TEXT", [](const DocumentRow& r, Context& out) { out.set(name_of(date_of(r).kind)); }},
    {"value TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(date_of(r).value); }},
    {"start_date TEXT",
     [](const DocumentRow& r, Context& out) { set_bound(date_of(r).start, date_of(r).precision, out); }},
    {"end_date TEXT", [](const DocumentRow& r, Context& out) { set_bound(date_of(r).end, date_of(r).precision, out); }},
    {"precision TEXT",
     [](const DocumentRow& r, Context& out) {
       if (date_of(r).known()) out.set(name_of(date_of(r).precision));
     }},
    {"modifier TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(name_of(date_of(r).modifier)); }},
    {"confidence REAL", [](const DocumentRow& r, Context& out) { out.set(confidence_of(r)); }},
    {"sentence INTEGER", [](const DocumentRow& r, Context& out) { out.set(mention_of(r).sentence); }},
    {"span_start INTEGER", [](const DocumentRow& r, Context& out) { out.set(r.document.start(mention_of(r).span)); }},
    {"span_length INTEGER", [](const DocumentRow& r, Context& out) { out.set(r.document.length(mention_of(r).span)); }},
};

void document_date(Context& context, Args args) {
  Engine& engine = context.connection().slot<EngineState>().engine();
  SectionReader reader(engine, document_arguments(engine.lexicon(), args, -1, -1), Depth::dates);
  Section section;
  reader.next(section, context.interrupt());
  if (reader.document_date()) context.set(iso_date(reader.document_date()->day));
}

void parse_date_text(Context& context, Args args) {
  const Engine& engine = context.connection().slot<EngineState>().engine();
  if (const auto date = parse_date(engine.dates(), args[0].document())) {
    context.set(iso_bound(date->moment, date->precision));
  }
}

constexpr FunctionRow kRows[] = {
    {.name = "extract_dates",
     .arguments = "text [, published]",
     .implementation = table<DatesCursor, kColumns>,
     .summary = "The dates, times, durations and recurrences of a text: their words, TIMEX3 value and interval. "
                "Relative ones are counted from `published`, else from the document_date() of the text.",
     .example = "SELECT matched, value, start_date, end_date FROM extract_dates('Jets struck the town on Friday and in "
                "the past 24 hours.', '2021-04-18')"},
    {.name = "document_date",
     .arguments = "text",
     .returns = "TEXT",
     .implementation = Scalar{document_date},
     .summary =
         "The publication date that the text itself fixes by its weekdays, days of the month and datelines; NULL "
         "when it does not.",
     .example = "SELECT document_date('DAMASCUS, 17 April 2021 (SANA) - Two shells fell near the airport.')"},
    {.name = "parse_date",
     .arguments = "text",
     .returns = "TEXT",
     .implementation = Scalar{parse_date_text},
     .summary = "A day, with or without a time, in any usual notation as ISO 8601; NULL when the text is none, or when "
                "day and month could change places.",
     .example = "SELECT parse_date('17 April 2021'), parse_date('3/4/2021')"},
};

}  // namespace

std::span<const FunctionRow> date_functions() { return kRows; }

}  // namespace sitrep
