#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "extract/actors.h"
#include "extract/analysis.h"
#include "extract/confidence.h"
#include "extract/date_grammar.h"
#include "extract/event_mentions.h"
#include "extract/groups.h"
#include "extract/lexemes.h"
#include "extract/place_atoms.h"
#include "extract/place_mention.h"
#include "extract/place_resolve.h"
#include "knowledge/gazetteer.h"
#include "knowledge/image.h"
#include "knowledge/lexicon.h"
#include "knowledge/place_words.h"
#include "region/region_data.h"
#include "text/text_words.h"

namespace sitrep {

/// How far the cascade is run: each level needs those before it; `dates` needs no words.
enum class Depth : std::uint8_t { sentences, tokens, dates, places, actors, events };

/// The knowledge of an image and the stages over it. Costs little to make: everything is used in place. Not shared
/// between threads (stages have working memory), and outlived by the image.
class Engine {
 public:
  /// `places` are the user's, null for none; they outlive the engine too.
  explicit Engine(const Image& image, const UserGazetteer* places = nullptr);

  const TextWords& words() const { return words_; }
  const Lexicon& lexicon() const { return lexicon_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }
  const RegionData& regions() const { return regions_; }
  const DateGrammar& dates() const { return dates_; }
  const ActorStage& actors() const { return actors_; }
  PlaceResolver& resolver() { return resolver_; }
  const ConfidenceModel& confidence() const { return confidence_; }
  const PatternTable& patterns() const { return events_.patterns(); }
  std::span<const RefinementRow> refinements() const { return events_.refinements(); }

  /// Runs the stages on `sentence` up to `depth` into `analysis`, whose text, sentence and number are set. Place
  /// mentions go to `places`. `country` is the one that the document is about, as far as it is known. The events of the
  /// sentence are a stage of their own.
  void analyse(SentenceAnalysis& analysis, Depth depth, std::string_view country, PlaceList& places);

  /// Decisions on events are taken down in `trace` from now on; null: no more.
  void trace_events(EventTrace* trace) { events_.trace(trace); }

  /// Events of an analysed sentence; `first_date` is the document's number of its first date mention.
  void find_events(const SentenceAnalysis& analysis, std::uint32_t first_date, std::vector<EventMention>& out) {
    events_.run(analysis, first_date, out);
  }

 private:
  TextWords words_;
  Lexicon lexicon_;
  Gazetteer gazetteer_;
  PlaceWords place_words_;
  RegionData regions_;
  DateGrammar dates_;
  LexemeStage lexemes_;
  PlaceFinder places_;
  PlaceResolver resolver_;
  ActorStage actors_;
  GroupStage groups_;
  EventStage events_;
  ConfidenceModel confidence_;
};

}  // namespace sitrep
