#pragma once

#include <string>
#include <string_view>

#include "extract/analysis.h"
#include "knowledge/lexicon.h"

namespace sitrep {

/// Finds the actors named by the lexemes of a sentence: known names and aliases, a country's adjective with a force
/// ("Russian jets"), unnamed persons ("gunmen", "two women"), a country's own name, and unknown names with the head of
/// an armed group ("al-Amal Brigade"). `country` is the alpha-2 code that the document is about, or empty; aliases that
/// hold only in some countries need it.
class ActorStage {
 public:
  explicit ActorStage(const Lexicon& lexicon)
      : lexicon_(lexicon),
        concepts_{lexicon.concept_number("o:band"), lexicon.concept_number("v:attribute"),
                  lexicon.concept_number("l:former")} {}

  /// Fills analysis.actors, in order of the tokens. Needs lexemes and places.
  void run(SentenceAnalysis& analysis, std::string_view country) const;

  /// Canonical name of a mention.
  std::string name(const ActorMention& mention, std::string_view text) const;
  /// Alpha-2 code of the mention's country, empty when it has none.
  std::string_view country_of(const ActorMention& mention) const;

  struct Concepts {
    std::uint16_t band = 0;       ///< "group", "movement": what a named one is
    std::uint16_t attribute = 0;  ///< "attributed to"
    std::uint16_t former = 0;     ///< "former", "ex-": who served once
  };

 private:
  const Lexicon& lexicon_;
  const Concepts concepts_;
};

}  // namespace sitrep
