// explain_events: why a text has the events that extract_events finds, and why not others.

#include <algorithm>
#include <map>

#include "extract/event_row.h"
#include "extract/event_trace.h"
#include "extract/functions.h"
#include "extract/sql_state.h"

namespace sitrep {
namespace {

constexpr std::string_view kSlotNames[] = {"actor",  "target",  "weapon", "place",
                                           "killed", "injured", "count",  "source"};

/// A decision with the event that came of it.
struct ExplainedStep {
  EventStep step;
  std::int64_t event = 0;  ///< number within the text; 0: none
};

struct ExplainRow {
  const OpenDocument* document = nullptr;
  const ExplainedStep* explained = nullptr;
  const EventStep& step() const { return explained->step; }
};

/// Gives the engine a trace for as long as it lives: other cursors may read with the same engine in between.
class Tracing {
 public:
  Tracing(Engine& engine, EventTrace& trace) : engine_(engine) { engine_.trace_events(&trace); }
  ~Tracing() { engine_.trace_events(nullptr); }
  Tracing(const Tracing&) = delete;
  Tracing& operator=(const Tracing&) = delete;

 private:
  Engine& engine_;
};

/// Reads a text section by section and hands out the decisions in the order of its sentences.
class ExplainCursor {
 public:
  explicit ExplainCursor(Connection& connection) : state_(&connection.slot<EngineState>()) {}

  void open(Call&, Args args) {
    std::shared_ptr<Knowledge> knowledge = state_->knowledge();
    DocumentArguments arguments = document_arguments(knowledge->engine.lexicon(), args, 1, 2);
    document_ = std::make_unique<OpenDocument>(std::move(knowledge), std::move(arguments), Depth::events);
    steps_.clear();
    at_ = 0;
    events_ = 0;
  }

  bool next(Call& call) {
    while (at_ >= steps_.size()) {
      if (!read_section(call)) return false;
    }
    row_ = {document_.get(), &steps_[at_++]};
    return true;
  }

  const ExplainRow& row() const { return row_; }

 private:
  bool read_section(Call& call) {
    EventTrace trace;
    Section& section = document_->section;
    {
      const Tracing tracing(document_->engine, trace);
      if (!document_->reader.next(section, call.interrupt())) return false;
    }
    const std::vector<GroundedEvent> events =
        EventGrounder(document_->engine)
            .run(section, merge_events(section, document_->engine, &trace), document_->reader.document_date());
    std::map<std::uint32_t, std::int64_t> event_of;
    for (std::size_t e = 0; e < events.size(); ++e) {
      const std::int64_t number = events_ + static_cast<std::int64_t>(e) + 1;
      for (const std::uint32_t mention : events[e].event.mentions) event_of[mention] = number;
    }
    steps_.clear();
    at_ = 0;
    for (EventStep& step : trace.steps) {
      const auto found = step.mention < 0 ? event_of.end() : event_of.find(static_cast<std::uint32_t>(step.mention));
      const std::int64_t event = found == event_of.end() ? 0 : found->second;
      if (event == 0 && step.decision == Decision::told) step.decision = Decision::dropped;
      steps_.push_back({std::move(step), event});
    }
    for (std::size_t e = 0; e < events.size(); ++e)
      explain_grounds(events[e], events_ + static_cast<std::int64_t>(e) + 1);
    std::ranges::stable_sort(steps_, {}, [](const ExplainedStep& s) { return s.step.sentence; });
    events_ += static_cast<std::int64_t>(events.size());
    return true;
  }

  /// Whether its date and its places are the event's own words or come from around it.
  void explain_grounds(const GroundedEvent& event, std::int64_t number) {
    const EventMention& told = event.event.told;
    const auto type = static_cast<std::uint16_t>(told.type + 1);
    if (event.date.known()) {
      EventStep step{Decision::date, told.sentence, -1, type, -1, std::nullopt, event.date.words, {}, -1};
      step.rule = event.date.words.empty() ? "from its paragraph, the statement or the report" : "its words";
      steps_.push_back({std::move(step), number});
    }
    for (const std::uint32_t p : event.places) {
      EventStep step{Decision::place, told.sentence, -1, type, -1, std::nullopt, {}, {}, -1};
      step.words = document_->section.places.mentions[p].span;
      step.rule = told.own_place ? "told with it" : "from the words around it";
      steps_.push_back({std::move(step), number});
    }
    EventStep step{Decision::judged, told.sentence, -1, type, -1, std::nullopt, {}, {}, -1};
    for (std::size_t f = 1; f < kConfidenceFeatures.size(); ++f) {  // the first holds always
      if (!event.features.values()[f]) continue;
      step.rule.append(step.rule.empty() ? "" : ", ").append(kConfidenceFeatures[f]);
    }
    steps_.push_back({std::move(step), number});
  }

  EngineState* state_;
  std::unique_ptr<OpenDocument> document_;
  std::vector<ExplainedStep> steps_;
  std::size_t at_ = 0;
  std::int64_t events_ = 0;
  ExplainRow row_;
};

using Row = ExplainRow;

constexpr Column<Row> kColumns[] = {
    {"event INTEGER",
     [](const Row& r, Context& out) {
       if (r.explained->event > 0) out.set(r.explained->event);
     }},
    {"decision TEXT", [](const Row& r, Context& out) { out.set(name_of(r.step().decision)); }},
    {"type TEXT",
     [](const Row& r, Context& out) {
       const Lexicon& lexicon = r.document->engine.lexicon();
       if (r.step().type > 0) out.set(lexicon.text(lexicon.event_types()[r.step().type - 1u].type));
     }},
    {"pattern TEXT",
     [](const Row& r, Context& out) {
       if (r.step().pattern >= 0)
         out.set(r.document->engine.patterns().id(static_cast<std::uint32_t>(r.step().pattern)));
     }},
    {"role TEXT",
     [](const Row& r, Context& out) {
       if (r.step().slot) out.set(kSlotNames[static_cast<std::size_t>(*r.step().slot)]);
     }},
    {"words TEXT",
     [](const Row& r, Context& out) {
       if (!r.step().words.empty()) out.set(r.step().words.of(r.document->text));
     }},
    {"rule TEXT", [](const Row& r, Context& out) { out.set_or_null(r.step().rule); }},
    {"sentence INTEGER", [](const Row& r, Context& out) { out.set(r.step().sentence); }},
    {"span_start INTEGER",
     [](const Row& r, Context& out) {
       if (!r.step().words.empty()) out.set(r.document->start(r.step().words));
     }},
    {"span_length INTEGER",
     [](const Row& r, Context& out) {
       if (!r.step().words.empty()) out.set(r.document->length(r.step().words));
     }},
};

constexpr FunctionRow kRows[] = {
    {.name = "explain_events",
     .arguments = "text [, published [, country]]",
     .implementation = table<ExplainCursor, kColumns>,
     .summary = "One row for each decision on the way from a text to the rows of extract_events: which pattern "
                "(known_patterns) gave which words a role, which triggers tell of one event, which refinement changed "
                "a type, which words tell of no event and why, which mention was merged into which event on what "
                "evidence, where dates and places come from, and by which features (confidence_weights.csv) its "
                "confidence was "
                "judged. event is NULL where no event came of it.",
     .example =
         "SELECT event, decision, pattern, role, words FROM explain_events('Russian jets bombed Idlib on Friday. "
         "No one attacked Hama.', '2021-04-18')"},
};

}  // namespace

std::span<const FunctionRow> explain_functions() { return kRows; }

}  // namespace sitrep
