// extract_events and extract_event_places.

#include <algorithm>
#include <array>

#include "extract/event_row.h"
#include "extract/place_columns.h"
#include "extract/sql_state.h"

namespace sitrep {
namespace {

/// Reads a text section by section and hands out its events.
class EventsCursor {
 public:
  explicit EventsCursor(Connection& connection) : state_(&connection.slot<EngineState>()) {}

  void open(Call&, Args args) {
    std::shared_ptr<Knowledge> knowledge = state_->knowledge();
    DocumentArguments arguments = document_arguments(knowledge->engine.lexicon(), args, 1, 2);
    document_ = std::make_unique<OpenDocument>(std::move(knowledge), std::move(arguments), Depth::events);
    events_.clear();
    at_ = 0;
    number_ = 0;
  }

  bool next(Call& call) {
    while (at_ >= events_.size()) {
      if (!document_->reader.next(document_->section, call.interrupt())) return false;
      events_ = EventGrounder(document_->engine)
                    .run(document_->section, merge_events(document_->section, document_->engine),
                         document_->reader.document_date());
      at_ = 0;
    }
    row_ = {document_.get(), &events_[at_++], ++number_};
    return true;
  }

  const EventRow& row() const { return row_; }

 private:
  EngineState* state_;
  std::unique_ptr<OpenDocument> document_;
  std::vector<GroundedEvent> events_;
  std::size_t at_ = 0;
  std::int64_t number_ = 0;
  EventRow row_;
};

/// A place of an event.
struct EventPlaceRow {
  EventRow event;
  std::size_t i = 0;
  PlaceView place() const { return event.place(event.event->places[i]); }
  const OpenDocument& of() const { return *event.document; }
};

/// The same events, once for each place.
class EventPlacesCursor {
 public:
  explicit EventPlacesCursor(Connection& connection) : events_(connection) {}

  void open(Call& call, Args args) {
    events_.open(call, args);
    row_ = {};
  }

  bool next(Call& call) {
    if (row_.event.event != nullptr && ++row_.i < row_.event.event->places.size()) return true;
    do {
      if (!events_.next(call)) return false;
      row_ = {events_.row(), 0};
    } while (row_.event.event->places.empty());
    return true;
  }

  const EventPlaceRow& row() const { return row_; }

 private:
  EventsCursor events_;
  EventPlaceRow row_;
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
    {"weapon TEXT",
     [](const Row& r, Context& out) {
       if (r.told().weapon_words.empty())
         out.set_or_null(r.told().means);
       else
         set_words(r, r.told().weapon_words, out);
     }},
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
    {"lon REAL",
     [](const Row& r, Context& out) {
       if (const auto point = r.point(r.document->geometry())) out.set(point->lon);
     }},
    {"lat REAL",
     [](const Row& r, Context& out) {
       if (const auto point = r.point(r.document->geometry())) out.set(point->lat);
     }},
    {"geom BLOB",
     [](const Row& r, Context& out) {
       if (const std::string blob = r.geometry(r.document->geometry()); !blob.empty()) out.set(Blob(blob));
     }},
    {"places TEXT", [](const Row& r, Context& out) { out.set(r.places_json(r.document->geometry())); }},
    {"source TEXT", [](const Row& r, Context& out) { out.set_or_null(r.source()); }},
    {"confidence REAL", [](const Row& r, Context& out) { out.set(r.event->confidence); }},
    {"sentence INTEGER", [](const Row& r, Context& out) { out.set(r.told().sentence); }},
    {"span_start INTEGER", [](const Row& r, Context& out) { out.set(r.document->start(r.told().clause)); }},
    {"span_length INTEGER", [](const Row& r, Context& out) { out.set(r.document->length(r.told().clause)); }},
    {"evidence TEXT", [](const Row& r, Context& out) { set_words(r, r.told().clause, out); }},
    {"mentions INTEGER", [](const Row& r, Context& out) { out.set(r.event->event.mentions.size()); }},
};

constexpr Column<EventPlaceRow> kEventPlaceOwnColumns[] = {
    {"event INTEGER", [](const EventPlaceRow& r, Context& out) { out.set(r.event.number); }},
    {"type TEXT", [](const EventPlaceRow& r, Context& out) { out.set(r.event.type()); }},
    {"share REAL",
     [](const EventPlaceRow& r, Context& out) { out.set(1.0 / static_cast<double>(r.event.event->places.size())); }},
};

/// The columns of the event, then those of extract_places.
constexpr auto kEventPlaceColumns = [] {
  constexpr auto& place = kPlaceColumns<EventPlaceRow>;
  std::array<Column<EventPlaceRow>, std::size(kEventPlaceOwnColumns) + std::size(place)> all{};
  std::copy(std::begin(place), std::end(place),
            std::copy(std::begin(kEventPlaceOwnColumns), std::end(kEventPlaceOwnColumns), all.begin()));
  return all;
}();

constexpr FunctionRow kRows[] = {
    {.name = "extract_events",
     .arguments = "text [, published [, country]]",
     .implementation = table<EventsCursor, kEventColumns>,
     .summary = "One row for each distinct event that the text reports, in order of first mention.",
     .example = "SELECT type, actor, target, count_min, start_date, place FROM "
                "extract_events('Russian jets carried out over 70 airstrikes on ISIS positions in Hama on Friday.', "
                "'2021-04-18')"},
    {.name = "extract_event_places",
     .arguments = "text [, published [, country]]",
     .implementation = table<EventPlacesCursor, kEventPlaceColumns>,
     .summary = "One row for each place of each event of extract_events; share is one over the number of the event's "
                "places, so that sum(count_min * share) splits a count that was said once for all of them.",
     .example = "SELECT event, type, share, name, region FROM "
                "extract_event_places('Shelling hit Afrin and Jindires in Syria on Friday.', '2021-04-18')"},
};

}  // namespace

std::span<const FunctionRow> event_functions() { return kRows; }

}  // namespace sitrep
