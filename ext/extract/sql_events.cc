// extract_events and extract_event_places.

#include <set>

#include "extract/event_row.h"
#include "extract/sql_state.h"

namespace sitrep {
namespace {

/// Reads a text section by section and hands out its events; `Places`: once for each place of each event.
template <bool Places>
class EventsCursor {
 public:
  explicit EventsCursor(Connection& connection) : state_(&connection.slot<EngineState>()) {}

  void open(Call&, Args args) {
    Engine& engine = state_->engine();
    document_ = std::make_unique<OpenDocument>(engine, document_arguments(engine.lexicon(), args, 1, 2), Depth::events);
    events_.clear();
    at_ = place_ = 0;
    number_ = 0;
  }

  bool next(Call& call) {
    if (Places && at_ > 0 && place_ + 1 < events_[at_ - 1].places.size()) {
      ++place_;
      row_.place = place_;
      return true;
    }
    do {
      while (at_ >= events_.size()) {
        if (!document_->reader.next(document_->section, call.interrupt())) return false;
        events_ = EventGrounder(document_->engine)
                      .run(document_->section, merge_events(document_->section, document_->engine),
                           document_->reader.document_date());
        at_ = 0;
      }
      ++at_;
      ++number_;
    } while (Places && events_[at_ - 1].places.empty());
    place_ = 0;
    row_ = EventRow{document_.get(), &events_[at_ - 1], number_, 0};
    return true;
  }

  const EventRow& row() const { return row_; }

 private:
  EngineState* state_;
  std::unique_ptr<OpenDocument> document_;
  std::vector<GroundedEvent> events_;
  std::size_t at_ = 0, place_ = 0;
  std::int64_t number_ = 0;
  EventRow row_;
};

using Row = EventRow;

template <Count EventMention::*Member, std::optional<std::int64_t> Count::*Part>
void get_count(const Row& r, Context& out) {
  out.set(r.told().*Member.*Part);
}

void set_words(const Row& r, Span span, Context& out) {
  if (!span.empty()) out.set(span.of(r.document->text));
}

constexpr Column<Row> kEventColumns[] = {
    {"event INTEGER", [](const Row& r, Context& out) { out.set(r.number); }},
    {"type TEXT", [](const Row& r, Context& out) { out.set(r.type()); }},
    {"category TEXT", [](const Row& r, Context& out) { out.set(r.category()); }},
    {"status TEXT", [](const Row& r, Context& out) { out.set(name_of(r.told().status)); }},
    {"scope TEXT", [](const Row& r, Context& out) { out.set(name_of(r.told().scope)); }},
    {"actor TEXT", [](const Row& r, Context& out) { out.set_or_null(r.names(r.told().actors)); }},
    {"actor_text TEXT", [](const Row& r, Context& out) { set_words(r, r.told().actor_words, out); }},
    {"target TEXT", [](const Row& r, Context& out) { out.set_or_null(r.names(r.told().targets)); }},
    {"target_text TEXT", [](const Row& r, Context& out) { set_words(r, r.told().target_words, out); }},
    {"weapon TEXT", [](const Row& r, Context& out) { set_words(r, r.told().weapon_words, out); }},
    {"count INTEGER", get_count<&EventMention::count, &Count::value>},
    {"count_min INTEGER", get_count<&EventMention::count, &Count::min>},
    {"count_max INTEGER", get_count<&EventMention::count, &Count::max>},
    {"killed INTEGER", get_count<&EventMention::killed, &Count::value>},
    {"killed_min INTEGER", get_count<&EventMention::killed, &Count::min>},
    {"killed_max INTEGER", get_count<&EventMention::killed, &Count::max>},
    {"injured INTEGER", get_count<&EventMention::injured, &Count::value>},
    {"injured_min INTEGER", get_count<&EventMention::injured, &Count::min>},
    {"injured_max INTEGER", get_count<&EventMention::injured, &Count::max>},
    {"casualties TEXT", [](const Row& r, Context& out) { out.set_or_null(r.casualties()); }},
    {"start_date TEXT", [](const Row& r, Context& out) { out.set_or_null(r.bound(r.event->date.start)); }},
    {"end_date TEXT", [](const Row& r, Context& out) { out.set_or_null(r.bound(r.event->date.end)); }},
    {"date_precision TEXT",
     [](const Row& r, Context& out) {
       if (r.event->date.known()) out.set(name_of(r.event->date.precision));
     }},
    {"date_text TEXT", [](const Row& r, Context& out) { set_words(r, r.event->date.words, out); }},
    {"place TEXT", [](const Row& r, Context& out) { out.set_or_null(r.place_name()); }},
    {"place_text TEXT", [](const Row& r, Context& out) { set_words(r, r.place_words(), out); }},
    {"region TEXT", [](const Row& r, Context& out) { out.set_or_null(r.region()); }},
    {"region_id INTEGER", [](const Row& r, Context& out) { out.set(r.region_id()); }},
    {"country TEXT", [](const Row& r, Context& out) { out.set_or_null(r.event->country); }},
    {"lon REAL", [](const Row& r, Context& out) { out.set(r.lon()); }},
    {"lat REAL", [](const Row& r, Context& out) { out.set(r.lat()); }},
    {"geom BLOB",
     [](const Row& r, Context& out) {
       if (const std::string blob = r.geometry(); !blob.empty()) out.set(Blob(blob));
     }},
    {"places TEXT", [](const Row& r, Context& out) { out.set(r.places_json()); }},
    {"source TEXT", [](const Row& r, Context& out) { out.set_or_null(r.source()); }},
    {"confidence REAL", [](const Row& r, Context& out) { out.set(r.event->confidence); }},
    {"sentence INTEGER", [](const Row& r, Context& out) { out.set(r.told().sentence); }},
    {"span_start INTEGER", [](const Row& r, Context& out) { out.set(r.document->start(r.told().clause)); }},
    {"span_length INTEGER", [](const Row& r, Context& out) { out.set(r.document->length(r.told().clause)); }},
    {"evidence TEXT", [](const Row& r, Context& out) { set_words(r, r.told().clause, out); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "extract_events",
     .arguments = "text [, published [, country]]",
     .implementation = table<EventsCursor<false>, kEventColumns>,
     .summary = "One row for each distinct event that the text reports, in order of first mention.",
     .example = "SELECT type, actor, target, count_min, start_date, place FROM "
                "extract_events('Russian jets carried out over 70 airstrikes on ISIS positions in Hama on Friday.', "
                "'2021-04-18')"},
};

}  // namespace

std::span<const FunctionRow> event_functions() { return kRows; }

}  // namespace sitrep
