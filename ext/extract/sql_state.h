#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "extract/engine.h"
#include "extract/functions.h"
#include "extract/section.h"
#include "extract/sql_live.h"
#include "sqlite/function.h"
#include "text/char_index.h"

namespace sitrep {

/// The knowledge and the stages of a connection.
class EngineState {
 public:
  explicit EngineState(Connection& connection) : live_(connection) {}

  /// The knowledge in force; whoever reads with it from call to call keeps the pointer.
  std::shared_ptr<Knowledge> knowledge() { return live_.current(); }
  /// Its stages, for use within one call.
  Engine& engine() { return live_.current()->engine; }
  /// What a text that is read now is read with; see LiveKnowledge::stamp.
  std::string stamp() { return live_.stamp(); }
  /// Keeps the knowledge in force for as long as the result lives.
  LiveKnowledge::Hold hold() { return LiveKnowledge::Hold(live_); }

 private:
  LiveKnowledge live_;
};

/// The arguments (text [, published [, country]]) of a function that reads text; -1: it has no such argument. Throws
/// UserError for a date that is none and for a country code that nobody has.
DocumentArguments document_arguments(const Lexicon& lexicon, Args args, int published, int country);

/// A text while its rows are read: sections one after the other.
struct OpenDocument {
  OpenDocument(std::shared_ptr<Knowledge> with, DocumentArguments arguments, Depth depth)
      : knowledge(std::move(with)),
        engine(knowledge->engine),
        text(arguments.text),
        characters(text),
        reader(engine, std::move(arguments), depth) {}

  /// Draws places, and remembers them from statement to statement.
  PlaceGeometry& geometry() const { return knowledge->geometry; }
  std::int64_t start(Span span) const { return characters.position(span.begin); }
  std::int64_t length(Span span) const { return characters.length(span.begin, span.end); }

  std::shared_ptr<Knowledge> knowledge;
  Engine& engine;
  std::string_view text;
  CharIndex characters;
  SectionReader reader;
  Section section;
};

/// What the cursors over a text share: `Row{document, i}` for each i < Derived::count(section), section by section.
///
///     class SentencesCursor : public DocumentCursor {
///      public:
///       explicit SentencesCursor(Connection& c) : DocumentCursor(c, Depth::tokens, -1, -1) {}
///       std::size_t count(const Section& section) const override { return section.sentences.size(); }
///     };
struct DocumentRow {
  const OpenDocument& document;
  std::size_t i;
  const Section& section() const { return document.section; }
};

class DocumentCursor {
 public:
  /// `published` and `country` are the positions of these arguments, -1 for none.
  DocumentCursor(Connection& connection, Depth depth, int published, int country)
      : state_(&connection.slot<EngineState>()), depth_(depth), published_(published), country_(country) {}
  virtual ~DocumentCursor() = default;
  DocumentCursor(DocumentCursor&&) = default;

  void open(Call& call, Args args);
  bool next(Call& call);
  DocumentRow row() const { return {*document_, i_ - 1}; }

 protected:
  virtual std::size_t count(const Section& section) const = 0;

 private:
  EngineState* state_;
  Depth depth_;
  int published_, country_;
  std::unique_ptr<OpenDocument> document_;
  std::size_t i_ = 0;
};

}  // namespace sitrep
