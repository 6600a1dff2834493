// extract_actors.

#include "extract/sql_state.h"

namespace sitrep {
namespace {

class ActorsCursor : public DocumentCursor {
 public:
  explicit ActorsCursor(Connection& connection) : DocumentCursor(connection, Depth::actors, -1, -1) {}

 protected:
  std::size_t count(const Section& section) const override { return section.actors.size(); }
};

const LocatedActor& actor_of(const DocumentRow& r) { return r.section().actors[r.i]; }

/// How sure it is that the words name this actor: by where the name comes from.
double confidence_of(const ActorMention& mention) {
  switch (mention.origin) {
    case ActorOrigin::known:
      return 0.95;
    case ActorOrigin::country:
      return mention.metonym ? 0.6 : 0.9;
    case ActorOrigin::generic:
      return 0.85;
    case ActorOrigin::words:
      return 0.6;
  }
  return 0;
}

constexpr Column<DocumentRow> kColumns[] = {
    {"name TEXT", [](const DocumentRow& r,
                     Context& out) { out.set(r.document.engine.actors().name(actor_of(r).mention, r.document.text)); }},
    {"matched TEXT", [](const DocumentRow& r, Context& out) { out.set(actor_of(r).mention.span.of(r.document.text)); }},
    {"kind TEXT", [](const DocumentRow& r, Context& out) { out.set(name_of(actor_of(r).mention.kind)); }},
    {"country TEXT", [](const DocumentRow& r,
                        Context& out) { out.set_or_null(r.document.engine.actors().country_of(actor_of(r).mention)); }},
    {"confidence REAL", [](const DocumentRow& r, Context& out) { out.set(confidence_of(actor_of(r).mention)); }},
    {"sentence INTEGER", [](const DocumentRow& r, Context& out) { out.set(actor_of(r).sentence); }},
    {"span_start INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.start(actor_of(r).mention.span)); }},
    {"span_length INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.length(actor_of(r).mention.span)); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "extract_actors",
     .arguments = "text",
     .implementation = table<ActorsCursor, kColumns>,
     .summary = "The mentions of actors in a text: forces, groups, police, persons; canonical name, kind, country.",
     .example = "SELECT name, kind, matched FROM extract_actors('Russian jets struck ISIS positions.')"},
};

}  // namespace

std::span<const FunctionRow> actor_functions() { return kRows; }

}  // namespace sitrep
