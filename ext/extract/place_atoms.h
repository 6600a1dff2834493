#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.h"
#include "extract/place_mention.h"
#include "extract/toponym_memo.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexicon.h"
#include "knowledge/phrase_memo.h"
#include "knowledge/place_words.h"

namespace sitrep {

/// What the place grammar knows of a token.
struct PlaceToken {
  std::int32_t atom = -1;            ///< a name begins here: number into atoms
  std::uint32_t cue_words = 0;       ///< tokens of the cue that begins here, 0: none
  std::uint32_t cue_rows_begin = 0;  ///< rows of the cue, into PlaceFinder::cues
  std::uint32_t cue_rows_end = 0;
  bool in_atom = false;    ///< part of a name
  bool name_word = false;  ///< capitalised and not known to be anything else
};

/// The dot of "St. Louis", and the marks of transliterated letters: "Ust'-Katav", "al-'Ayn", "Ayn al 'Arab".
bool is_mark_in_name(const SentenceAnalysis& analysis, std::uint32_t i);
/// The token at `i` stands inside a name between two of its words: a hyphen or such a mark.
inline bool joins_words(const SentenceAnalysis& analysis, std::uint32_t i) {
  const TokenClass cls = analysis.tokens[i].cls;
  return cls == TokenClass::hyphen || (cls != TokenClass::word && is_mark_in_name(analysis, i));
}
/// The first token from `i` on that is no such joint.
inline std::uint32_t behind_joints(const SentenceAnalysis& analysis, std::uint32_t i) {
  while (i < analysis.tokens.size() && joins_words(analysis, i)) ++i;
  return i;
}

/// Common enough as an English word that a capital at the head of a sentence proves nothing.
bool has_word_sense(const Lexeme& lexeme);

/// Finds names of places in a sentence: the longest match in the gazetteer at capitalised words that are no dates,
/// actors, persons or parts of longer names, and ordinary words only where the words around them say so; marks the cue
/// words around them, and notes as evidence what only the whole document can weigh. Linear. Reused from sentence to
/// sentence.
class PlaceFinder {
 public:
  PlaceFinder(const Gazetteer& gazetteer, const PlaceWords& words, const Lexicon& lexicon)
      : gazetteer_(gazetteer), words_(words), lexicon_(lexicon), memo_(gazetteer), cue_memo_(words.words()) {}

  /// Fills tokens() and atoms() for the sentence; needs its lexemes.
  void run(const SentenceAnalysis& analysis);

  const Gazetteer& gazetteer() const { return gazetteer_; }
  const std::vector<PlaceToken>& tokens() const { return tokens_; }
  const std::vector<PlaceAtom>& atoms() const { return atoms_; }
  /// Names that stand behind a title or a given name in this sentence (PlaceAtom::name).
  const std::vector<std::uint64_t>& persons() const { return persons_; }
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

  bool is_group_noun(const SentenceAnalysis& analysis, std::uint32_t token) const;
  bool is_called_quarter(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_izafe(const SentenceAnalysis& analysis, std::uint32_t i) const;
  /// The lexeme that the token is part of.
  const Lexeme& lexeme_at(const SentenceAnalysis& analysis, std::uint32_t token) const {
    return analysis.lexemes[lexeme_of_[token]];
  }

 private:
  struct ToponymWord {
    std::uint32_t token = 0;  ///< the word itself
    std::uint32_t first = 0;  ///< with its article
    std::uint32_t reach = 1;  ///< words of a name that may begin here: nothing but joints lies between them
    bool is_folded = false;
    bool begins = false;               ///< once folded: some name of the gazetteer may begin with it
    PhraseIndex::First names;          ///< once folded: what the gazetteer's index has under it
    std::uint32_t begin = 0, end = 0;  ///< folded bytes in arena_
    std::uint64_t hash = 0;            ///< of them
  };

  void collect_words(const SentenceAnalysis& analysis);
  void find_cues(const SentenceAnalysis& analysis);
  void mark_name_words(const SentenceAnalysis& analysis);
  void find_names(const SentenceAnalysis& analysis);
  void mark_dates(const SentenceAnalysis& analysis);
  void note_persons(const SentenceAnalysis& analysis);
  bool may_begin(const SentenceAnalysis& analysis, std::uint32_t word);
  bool goes_with_name(std::uint32_t token) const;
  /// The word may be one of a name: it has a capital, or stands where small letters tell nothing.
  bool may_name(const SentenceAnalysis& analysis, std::uint32_t token) const;
  /// The toponym-folded word; the text is good until the next call.
  Word key(const SentenceAnalysis& analysis, std::uint32_t word);
  std::uint32_t abbreviation(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out);
  std::uint32_t possessive_name(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out, bool& prominent);
  std::uint32_t country_name(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out) const;
  void add(const SentenceAnalysis& analysis, std::uint32_t word, std::uint32_t words, PlaceAtom atom, bool prominent);
  /// PlacePosting::spelling_hash of the words [word, word + words).
  std::uint32_t spelling_of(const SentenceAnalysis& analysis, std::uint32_t word, std::uint32_t words);
  KnownName known_under(const PhraseIndex::Match& match, std::uint32_t spelling) const;
  /// What the gazetteer has under the name that the word is alone.
  KnownName known_alone(const SentenceAnalysis& analysis, std::uint32_t word, const PhraseIndex::Match& match);
  bool accept(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last, const KnownName& known) const;
  bool is_ordinary(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last, bool prominent) const;
  bool belongs_to_other_name(const SentenceAnalysis& analysis, std::uint32_t last) const;
  bool is_element_of_more(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_rest_of_more(const SentenceAnalysis& analysis, std::uint32_t first) const;
  bool stands_alone(const SentenceAnalysis& analysis, std::uint32_t last) const;
  bool is_behind_hyphen(const SentenceAnalysis& analysis, std::uint32_t first) const;
  bool is_person(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool has_kind_word(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_called_small(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_struck(const SentenceAnalysis& analysis, std::uint32_t first) const;
  bool is_attribute(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_scene(const SentenceAnalysis& analysis, std::uint32_t first) const;
  bool happens_at_places(const Lexeme& trigger) const;
  bool is_locative_before(const SentenceAnalysis& analysis, std::uint32_t first, bool strong) const;
  bool is_other_name_word(const SentenceAnalysis& analysis, std::uint32_t token) const;
  std::uint32_t evidence_of(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const;
  bool is_name_only(const SentenceAnalysis& analysis, std::uint32_t token) const;

  const Gazetteer& gazetteer_;
  const PlaceWords& words_;
  const Lexicon& lexicon_;
  std::vector<PlaceToken> tokens_;
  std::vector<PlaceAtom> atoms_;
  std::vector<PlaceWordRow> cues_;
  std::vector<std::uint64_t> persons_;
  std::vector<bool> in_date_;
  std::vector<std::uint32_t> lexeme_of_, word_tokens_;
  std::string arena_;
  std::vector<ToponymWord> words_folded_;
  ToponymMemo memo_;
  PhraseMemo cue_memo_;
  std::string scratch_;
};

}  // namespace sitrep
