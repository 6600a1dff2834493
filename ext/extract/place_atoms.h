#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.h"
#include "extract/place_mention.h"
#include "knowledge/gazetteer.h"
#include "knowledge/place_words.h"

namespace sitrep {

/// What the place grammar knows of a token.
struct PlaceToken {
  std::int32_t atom = -1;          ///< a name begins here: number into atoms
  std::uint32_t cue_words = 0;     ///< tokens of the cue that begins here, 0: none
  std::uint32_t cue_rows_begin = 0;  ///< rows of the cue, into PlaceFinder::cues
  std::uint32_t cue_rows_end = 0;
  bool in_atom = false;            ///< part of a name
  bool name_word = false;          ///< capitalised and not known to be anything else
};

/// Finds names of places in a sentence: the longest match in the gazetteer at capitalised words that are no ordinary
/// words, actors or parts of longer names; and marks the cue words around them. Linear. Reused from sentence to
/// sentence.
class PlaceFinder {
 public:
  PlaceFinder(const Gazetteer& gazetteer, const PlaceWords& words) : gazetteer_(gazetteer), words_(words) {}

  /// Fills tokens() and atoms() for the sentence; needs its lexemes.
  void run(const SentenceAnalysis& analysis);

  const std::vector<PlaceToken>& tokens() const { return tokens_; }
  const std::vector<PlaceAtom>& atoms() const { return atoms_; }
  std::span<const PlaceWordRow> cue(std::uint32_t token) const {
    if (token >= tokens_.size()) return {};
    return std::span(cues_).subspan(tokens_[token].cue_rows_begin,
                                    tokens_[token].cue_rows_end - tokens_[token].cue_rows_begin);
  }
  const PlaceWordRow* cue(std::uint32_t token, PlaceRole role) const {
    for (const PlaceWordRow& row : cue(token))
      if (row.role == role) return &row;
    return nullptr;
  }

 private:
  struct ToponymWord {
    std::uint32_t token = 0;    ///< the word itself
    std::uint32_t first = 0;    ///< with its article
    std::uint32_t begin = 0, end = 0;  ///< folded bytes in arena_
  };

  void fold_words(const SentenceAnalysis& analysis);
  void find_cues(const SentenceAnalysis& analysis);
  void mark_name_words(const SentenceAnalysis& analysis);
  void find_names(const SentenceAnalysis& analysis);
  bool may_begin(const SentenceAnalysis& analysis, std::uint32_t word) const;
  bool accept(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_ordinary(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool inside_longer_name(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool has_place_cue(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  const Lexeme& lexeme_at(const SentenceAnalysis& analysis, std::uint32_t token) const {
    return analysis.lexemes[lexeme_of_[token]];
  }

  const Gazetteer& gazetteer_;
  const PlaceWords& words_;
  std::vector<PlaceToken> tokens_;
  std::vector<PlaceAtom> atoms_;
  std::vector<PlaceWordRow> cues_;
  std::vector<std::uint32_t> lexeme_of_;
  std::string arena_;
  std::vector<ToponymWord> words_folded_;
  std::vector<Word> keys_;
  std::string scratch_;
};

}  // namespace sitrep
