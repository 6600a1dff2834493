// sitrep_read, sitrep_read_error and sitrep_stamp: what the triggers of a watched table call.

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "extract/sql_state.h"
#include "sqlite/statement.h"
#include "watch/functions.h"
#include "watch/watched_table.h"

namespace sitrep {
namespace {

struct FreeValue {
  void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using OwnedValue = std::unique_ptr<sqlite3_value, FreeValue>;
using EventValues = std::vector<OwnedValue>;

/// What the last reading of a report came to, so that its error can be asked for without reading again.
struct LastReading {
  std::vector<OwnedValue> arguments;
  std::string error;  ///< empty: none

  bool is_of(Args args) const {
    if (arguments.size() != args.size()) return false;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const Value a(arguments[i].get());
      if (a.type() != args[i].type() || a.text() != args[i].text()) return false;
    }
    return true;
  }
};

OwnedValue copy(sqlite3_value* value) {
  if (value == nullptr) return nullptr;
  OwnedValue out(sqlite3_value_dup(value));
  if (!out) throw std::bad_alloc();
  return out;
}

/// Errors of the report, that reading it again would meet again; others are of the moment (no memory, interrupted).
bool is_of_report(int code) { return (code & 0xFF) == SQLITE_ERROR || (code & 0xFF) == SQLITE_TOOBIG; }

/// All events of a report, or why it cannot be read.
std::vector<EventValues> read_report(Connection& connection, Args args) {
  LastReading& last = connection.slot<LastReading>();
  last.arguments.clear();
  last.error.clear();
  std::vector<EventValues> events;
  if (args[0].type() == ValueType::blob) {
    last.error = "the report is a blob, not text";
  } else {
    try {
      Statement rows(connection.db(), "SELECT * FROM extract_events(?1, ?2, ?3)");
      for (int i = 0; i < 3; ++i) rows.bind(i + 1, args[static_cast<std::size_t>(i)]);
      const int columns = std::min(rows.columns(), static_cast<int>(event_columns().size()));
      while (rows.step()) {
        EventValues& event = events.emplace_back();
        for (int i = 0; i < columns; ++i) event.push_back(copy(rows[i].raw()));
      }
    } catch (const SqlError& error) {
      if (!is_of_report(error.code())) throw;
      events.clear();
      last.error = error.what();
    }
  }
  for (std::size_t i = 0; i < args.size(); ++i) last.arguments.push_back(copy(args[i].raw()));
  return events;
}

class ReadCursor {
 public:
  explicit ReadCursor(Connection& connection) : connection_(&connection) {}

  void open(Call&, Args args) {
    events_ = read_report(*connection_, args);
    at_ = 0;
  }
  bool next(Call&) { return at_++ < events_.size(); }
  const EventValues& row() const { return events_[at_ - 1]; }

 private:
  Connection* connection_;
  std::vector<EventValues> events_;
  std::size_t at_ = 0;
};

template <std::size_t I>
void value(const EventValues& event, Context& out) {
  if (I < event.size() && event[I]) out.set_value(event[I].get());
}

constexpr Column<EventValues> kColumns[] = {
    {"event INTEGER", value<0>},
    {"type TEXT", value<1>},
    {"category TEXT", value<2>},
    {"status TEXT", value<3>},
    {"scope TEXT", value<4>},
    {"actor TEXT", value<5>},
    {"actor_text TEXT", value<6>},
    {"target TEXT", value<7>},
    {"target_text TEXT", value<8>},
    {"weapon TEXT", value<9>},
    {"count INTEGER", value<10>},
    {"count_min INTEGER", value<11>},
    {"count_max INTEGER", value<12>},
    {"killed INTEGER", value<13>},
    {"killed_min INTEGER", value<14>},
    {"killed_max INTEGER", value<15>},
    {"injured INTEGER", value<16>},
    {"injured_min INTEGER", value<17>},
    {"injured_max INTEGER", value<18>},
    {"casualties TEXT", value<19>},
    {"start_date TEXT", value<20>},
    {"end_date TEXT", value<21>},
    {"date_precision TEXT", value<22>},
    {"date_text TEXT", value<23>},
    {"place TEXT", value<24>},
    {"place_text TEXT", value<25>},
    {"region TEXT", value<26>},
    {"region_id INTEGER", value<27>},
    {"country TEXT", value<28>},
    {"lon REAL", value<29>},
    {"lat REAL", value<30>},
    {"geom BLOB", value<31>},
    {"places TEXT", value<32>},
    {"source TEXT", value<33>},
    {"confidence REAL", value<34>},
    {"sentence INTEGER", value<35>},
    {"span_start INTEGER", value<36>},
    {"span_length INTEGER", value<37>},
    {"evidence TEXT", value<38>},
    {"mentions INTEGER", value<39>},
};

void sitrep_read_error(Context& context, Args args) {
  LastReading& last = context.connection().slot<LastReading>();
  if (!last.is_of(args)) read_report(context.connection(), args);
  context.set_or_null(last.error);
}

void sitrep_stamp(Context& context, Args) { context.set(context.connection().slot<EngineState>().stamp()); }

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_read",
     .arguments = "text, published, country",
     .implementation = table<ReadCursor, kColumns>,
     .summary =
         "The rows of extract_events(), none for a report that cannot be read. For the triggers of sitrep_watch().",
     .example = "SELECT type, place FROM sitrep_read('Russian jets bombed Idlib.', NULL, NULL)",
     .nulls = Nulls::pass},
    {.name = "sitrep_read_error",
     .arguments = "text, published, country",
     .returns = "TEXT",
     .implementation = Scalar{sitrep_read_error},
     .summary = "Why extract_events() cannot read a report; NULL when it can. For the triggers of sitrep_watch().",
     .example = "SELECT sitrep_read_error('Russian jets bombed Idlib.', 'last week', NULL)",
     .nulls = Nulls::pass,
     .deterministic = false},
    {.name = "sitrep_stamp",
     .returns = "TEXT",
     .implementation = Scalar{sitrep_stamp},
     .summary =
         "The version of the library and of the user's knowledge tables: what a report was read with is stale when "
         "its stamp is another.",
     .example = "SELECT sitrep_stamp()",
     .deterministic = false},
};

}  // namespace

std::span<const FunctionRow> read_functions() { return kRows; }

}  // namespace sitrep
