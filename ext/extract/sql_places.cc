// extract_places.

#include "extract/place_view.h"
#include "extract/sql_state.h"
#include "geometry/codec.h"

namespace sitrep {
namespace {

class PlacesCursor : public DocumentCursor {
 public:
  explicit PlacesCursor(Connection& connection) : DocumentCursor(connection, Depth::places, -1, 1) {}

  /// Words that turned out to be no place are passed over.
  bool next(Call& call) {
    while (DocumentCursor::next(call)) {
      const DocumentRow r = row();
      if (!r.section().resolved_places[r.i].rejected) return true;
    }
    return false;
  }

 protected:
  std::size_t count(const Section& section) const override { return section.resolved_places.size(); }
};

PlaceView view(const DocumentRow& r) { return {r.document.engine, r.document.text, r.section(), r.i}; }

PlaceGeometry& geometry_of(Context& out) { return out.connection().slot<EngineState>().geometry(); }

constexpr Column<DocumentRow> kColumns[] = {
    {"name TEXT", [](const DocumentRow& r, Context& out) { out.set(view(r).name()); }},
    {"matched TEXT", [](const DocumentRow& r, Context& out) { out.set(view(r).matched()); }},
    {"kind TEXT", [](const DocumentRow& r, Context& out) { out.set(view(r).kind()); }},
    {"relation TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(view(r).relation()); }},
    {"region TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(view(r).region()); }},
    {"region_id INTEGER", [](const DocumentRow& r, Context& out) { out.set(view(r).region_id()); }},
    {"country TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(view(r).country()); }},
    {"lon REAL",
     [](const DocumentRow& r, Context& out) {
       if (const auto drawn = view(r).geometry(geometry_of(out))) out.set(drawn->lon);
     }},
    {"lat REAL",
     [](const DocumentRow& r, Context& out) {
       if (const auto drawn = view(r).geometry(geometry_of(out))) out.set(drawn->lat);
     }},
    {"radius_km REAL",
     [](const DocumentRow& r, Context& out) {
       if (const auto drawn = view(r).geometry(geometry_of(out))) out.set(drawn->radius_km);
     }},
    {"geom BLOB",
     [](const DocumentRow& r, Context& out) {
       if (const auto drawn = view(r).geometry(geometry_of(out))) out.set(Blob(to_gpkg(drawn->geometry)));
     }},
    {"parts TEXT",
     [](const DocumentRow& r, Context& out) {
       const std::string parts = view(r).parts(geometry_of(out));
       if (!parts.empty()) out.set(parts);
     }},
    {"gazetteer TEXT", [](const DocumentRow& r, Context& out) { out.set_or_null(view(r).gazetteer()); }},
    {"gazetteer_id TEXT",
     [](const DocumentRow& r, Context& out) {
       if (const auto id = view(r).gazetteer_id()) out.set(std::to_string(*id));
     }},
    {"confidence REAL", [](const DocumentRow& r, Context& out) { out.set(view(r).resolved().confidence); }},
    {"sentence INTEGER", [](const DocumentRow& r, Context& out) { out.set(view(r).mention().sentence); }},
    {"span_start INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.start(view(r).mention().span)); }},
    {"span_length INTEGER",
     [](const DocumentRow& r, Context& out) { out.set(r.document.length(view(r).mention().span)); }},
};

constexpr FunctionRow kRows[] = {
    {.name = "extract_places",
     .arguments = "text [, country]",
     .implementation = table<PlacesCursor, kColumns>,
     .summary =
         "The places a text names, composed ones included (\"eastern countryside of Hama\"), with geometry, region "
         "and country. `country` prefers some countries (alpha-2 codes separated by commas) among namesakes.",
     .example = "SELECT name, kind, relation, country FROM extract_places('Shelling hit the outskirts of Avdiivka.')"},
};

}  // namespace

std::span<const FunctionRow> place_functions() { return kRows; }

}  // namespace sitrep
