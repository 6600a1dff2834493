// extract_places.

#include "extract/place_columns.h"

namespace sitrep {
namespace {

struct PlaceMentionRow : DocumentRow {
  PlaceView place() const { return {document.engine, document.text, section(), i}; }
  const OpenDocument& of() const { return document; }
};

class PlacesCursor : public DocumentCursor {
 public:
  explicit PlacesCursor(Connection& connection) : DocumentCursor(connection, Depth::places, -1, 1) {}

  /// Words that turned out to be no place are passed over.
  bool next(Call& call) {
    while (DocumentCursor::next(call)) {
      const DocumentRow r = DocumentCursor::row();
      if (!r.section().resolved_places[r.i].rejected) return true;
    }
    return false;
  }
  PlaceMentionRow row() const { return {DocumentCursor::row()}; }

 protected:
  std::size_t count(const Section& section) const override { return section.resolved_places.size(); }
};

constexpr FunctionRow kRows[] = {
    {.name = "extract_places",
     .arguments = "text [, country]",
     .implementation = table<PlacesCursor, kPlaceColumns<PlaceMentionRow>>,
     .summary =
         "The places a text names, composed ones included (\"eastern countryside of Hama\"), with geometry, region "
         "and country. `country` prefers some countries (alpha-2 codes separated by commas) among namesakes.",
     .example = "SELECT name, kind, relation, country FROM extract_places('Shelling hit the outskirts of Avdiivka.')"},
};

}  // namespace

std::span<const FunctionRow> place_functions() { return kRows; }

}  // namespace sitrep
