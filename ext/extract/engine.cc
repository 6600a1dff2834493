#include "extract/engine.h"

#include "extract/clauses.h"
#include "extract/place_relations.h"

namespace sitrep {

Engine::Engine(const Image& image, const UserGazetteer* places)
    : words_(image),
      lexicon_(image),
      gazetteer_(image, places),
      place_words_(image),
      regions_(image),
      dates_(image),
      lexemes_(lexicon_, place_words_),
      places_(gazetteer_, place_words_, lexicon_),
      resolver_(image, gazetteer_, regions_, lexicon_),
      actors_(lexicon_),
      groups_(lexicon_),
      events_(image, lexicon_),
      confidence_(image) {}

void Engine::analyse(SentenceAnalysis& analysis, Depth depth, std::string_view country, PlaceList& places) {
  if (depth == Depth::sentences) return;
  analysis.tokens.tokenize(analysis.text, analysis.sentence.span);
  const std::span<const Token> tokens(analysis.tokens.tokens());
  analysis.dates.clear();
  analysis.numbers.clear();
  analysis.places.clear();
  analysis.actors.clear();
  analysis.groups.clear();
  analysis.clauses.clear();
  if (depth >= Depth::dates) dates_.find(tokens, analysis.number, analysis.dates);
  if (depth == Depth::dates) return;
  find_numbers(tokens, words_, analysis.numbers);
  analysis.shouted = is_shouted(tokens);
  lexemes_.run(tokens, analysis.numbers, analysis.text, analysis.shouted, analysis.lexemes);
  analysis.lowered = is_lowered(tokens);
  if (depth < Depth::places) return;
  places_.run(analysis);
  find_places(places_, analysis, places);
  if (depth < Depth::actors) return;
  actors_.run(analysis, country);
  if (depth < Depth::events) return;
  groups_.run(analysis);
  find_clauses(analysis);
}

}  // namespace sitrep
