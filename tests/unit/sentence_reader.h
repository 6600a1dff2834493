#pragma once

#include <string>
#include <vector>

#include "extract/engine.h"
#include "text/segment.h"

namespace sitrep {

/// The first sentence of a text with all that the cascade makes of it.
class SentenceReader {
 public:
  explicit SentenceReader(std::string text) : text_(std::move(text)), engine_(builtin_image()) {
    Segmenter segmenter(text_, engine_.words());
    analysis.text = text_;
    analysis.number = 1;
    if (!segmenter.next(analysis.sentence)) return;
    PlaceList places;
    engine_.analyse(analysis, Depth::events, "", places);
    engine_.find_events(analysis, 0, events);
  }
  SentenceReader(const SentenceReader&) = delete;

  std::string words(Span span) const { return std::string(span.of(text_)); }
  std::string words(std::int32_t g) const { return g < 0 ? "" : words(analysis.span_of(group(g))); }
  const Group& group(std::int32_t g) const { return analysis.groups[static_cast<std::size_t>(g)]; }
  /// The first group that begins with these words.
  const Group& group(std::string_view first_words) const {
    for (const Group& group : analysis.groups) {
      if (words(analysis.span_of(group)).starts_with(first_words)) return group;
    }
    static const Group none;
    return none;
  }
  std::string name(const ActorMention& actor) const { return engine_.actors().name(actor, text_); }
  std::string_view type(std::size_t event) const {
    return engine_.lexicon().text(engine_.lexicon().event_types()[events[event].type].type);
  }
  const Engine& engine() const { return engine_; }

  SentenceAnalysis analysis;
  std::vector<EventMention> events;

 private:
  std::string text_;
  Engine engine_;
};

}  // namespace sitrep
