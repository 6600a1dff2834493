// extract_sentences and extract_quantities.

#include "extract/sql_state.h"

namespace sitrep {
namespace {

std::string_view name_of(SentenceKind kind) {
  constexpr std::string_view kNames[] = {"headline", "body", "item", "quote"};
  return kNames[static_cast<std::size_t>(kind)];
}

class SentencesCursor : public DocumentCursor {
 public:
  explicit SentencesCursor(Connection& connection) : DocumentCursor(connection, Depth::sentences, -1, -1) {}

 protected:
  std::size_t count(const Section& section) const override { return section.sentences.size(); }
};

const SentenceInfo& sentence_of(const DocumentRow& r) { return r.section().sentences[r.i]; }

constexpr Column<DocumentRow> kSentenceColumns[] = {
    {"sentence INTEGER", [](const DocumentRow& r, Context& out) { out.set(sentence_of(r).number); }},
    {"text TEXT",
     [](const DocumentRow& r, Context& out) { out.set(sentence_of(r).sentence.span.of(r.document.text)); }},
    {"kind TEXT", [](const DocumentRow& r, Context& out) { out.set(name_of(sentence_of(r).sentence.kind)); }},
    {"paragraph INTEGER", [](const DocumentRow& r, Context& out) { out.set(sentence_of(r).sentence.paragraph); }},
    {"span_start INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.start(sentence_of(r).sentence.span)); }},
    {"span_length INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.length(sentence_of(r).sentence.span)); }},
};

class QuantitiesCursor : public DocumentCursor {
 public:
  explicit QuantitiesCursor(Connection& connection) : DocumentCursor(connection, Depth::tokens, -1, -1) {}

 protected:
  std::size_t count(const Section& section) const override { return section.quantities.size(); }
};

const Quantity& quantity_of(const DocumentRow& r) { return r.section().quantities[r.i]; }

constexpr Column<DocumentRow> kQuantityColumns[] = {
    {"matched TEXT", [](const DocumentRow& r, Context& out) { out.set(quantity_of(r).span.of(r.document.text)); }},
    {"value INTEGER", [](const DocumentRow& r, Context& out) { out.set(quantity_of(r).count.value); }},
    {"value_min INTEGER", [](const DocumentRow& r, Context& out) { out.set(quantity_of(r).count.min); }},
    {"value_max INTEGER", [](const DocumentRow& r, Context& out) { out.set(quantity_of(r).count.max); }},
    {"unit TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(quantity_of(r).unit); }},
    {"sentence INTEGER", [](const DocumentRow& r, Context& out) { out.set(quantity_of(r).sentence); }},
    {"span_start INTEGER", [](const DocumentRow& r, Context& out) { out.set(r.document.start(quantity_of(r).span)); }},
    {"span_length INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.length(quantity_of(r).span)); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "extract_sentences",
     .arguments = "text",
     .implementation = table<SentencesCursor, kSentenceColumns>,
     .summary = "The sentences of a text with their kind (headline, body, item, quote) and paragraph.",
     .example = "SELECT sentence, kind, text FROM extract_sentences('Two strikes. No one was hurt.')"},
    {.name = "extract_quantities",
     .arguments = "text",
     .implementation = table<QuantitiesCursor, kQuantityColumns>,
     .summary = "The numbers of things in a text, with the bounds that their wording implies.",
     .example = "SELECT matched, value_min, unit FROM extract_quantities('Over 70 airstrikes hit dozens of caves.')"},
};

}  // namespace

std::span<const FunctionRow> text_functions() { return kRows; }

}  // namespace sitrep
