#include "extract/place_atoms.h"

#include <algorithm>
#include <array>

#include "text/fold.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kLongestName = 8;
/// Common enough as an English word that a capital at the head of a sentence proves nothing.
bool has_word_sense(const Lexeme& lexeme) {
  return std::ranges::any_of(lexeme.senses, [](const Sense& s) {
    return s.kind == SenseKind::word || s.kind == SenseKind::term || s.kind == SenseKind::generic ||
           s.kind == SenseKind::force;
  });
}
bool has_sense(const Lexeme& lexeme, SenseKind kind) {
  return std::ranges::find(lexeme.senses, kind, &Sense::kind) != lexeme.senses.end();
}

}  // namespace

void PlaceFinder::run(const SentenceAnalysis& analysis) {
  tokens_.assign(analysis.tokens.size(), {});
  atoms_.clear();
  cues_.clear();
  lexeme_of_.assign(analysis.tokens.size(), 0);
  for (std::uint32_t l = 0; l < analysis.lexemes.size(); ++l) {
    for (std::uint32_t t = analysis.lexemes[l].first; t < analysis.lexemes[l].last; ++t) lexeme_of_[t] = l;
  }
  find_cues(analysis);
  mark_name_words(analysis);
  fold_words(analysis);
  find_names(analysis);
}

void PlaceFinder::find_cues(const SentenceAnalysis& analysis) {
  const TokenBuffer& tokens = analysis.tokens;
  const auto size = static_cast<std::uint32_t>(tokens.size());
  std::array<std::uint32_t, 6> at{};
  for (std::uint32_t i = 0; i < size; ++i) {
    if (!tokens[i].is_word()) continue;
    std::uint32_t count = 0;
    for (std::uint32_t k = i;
         k < size && count < at.size() && (tokens[k].is_word() || tokens[k].cls == TokenClass::hyphen); ++k) {
      if (tokens[k].cls != TokenClass::hyphen) at[count++] = k;
    }
    const PhraseIndex::Match match =
        words_.words().longest(count, [&](std::uint32_t n) -> const Word& { return tokens[at[n]].folded; });
    if (match.words == 0) continue;
    PlaceToken& token = tokens_[i];
    token.cue_words = at[match.words - 1] + 1 - i;
    token.cue_rows_begin = static_cast<std::uint32_t>(cues_.size());
    const std::span<const PlaceWordRow> rows = words_.rows(match);
    cues_.insert(cues_.end(), rows.begin(), rows.end());
    token.cue_rows_end = static_cast<std::uint32_t>(cues_.size());
  }
}

void PlaceFinder::mark_name_words(const SentenceAnalysis& analysis) {
  for (std::uint32_t i = 0; i < analysis.tokens.size(); ++i) {
    const Token& token = analysis.tokens[i];
    if (!token.is_word() || !token.is(shape::kInitialCapital) || token.is(shape::kCaseless)) continue;
    const Lexeme& lexeme = lexeme_at(analysis, i);
    tokens_[i].name_word = !has_word_sense(lexeme) && lexeme.tag != Tag::determiner && lexeme.tag != Tag::preposition &&
                           lexeme.tag != Tag::pronoun && lexeme.tag != Tag::coordinator;
  }
}

/// Toponym-folds the capitalised words and those that may continue a name after one.
void PlaceFinder::fold_words(const SentenceAnalysis& analysis) {
  const TokenBuffer& tokens = analysis.tokens;
  arena_.clear();
  words_folded_.clear();
  keys_.clear();
  std::uint32_t live = 0;  // words still to fold after a capital
  std::uint32_t article = 0;
  bool has_article = false;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.cls == TokenClass::hyphen) continue;
    if (!token.is_word() && token.cls != TokenClass::number) {
      live = 0;
      has_article = false;
      continue;
    }
    std::uint32_t next = i + 1;
    while (next < tokens.size() && tokens[next].cls == TokenClass::hyphen) ++next;
    if (next < tokens.size() && tokens[next].is_word() && tokens[next].is(shape::kInitialCapital) &&
        is_toponym_article(token.folded.text, tokens[next].folded.text)) {
      if (!has_article) article = i;
      has_article = true;
      continue;
    }
    if (token.is(shape::kInitialCapital)) live = kLongestName;
    if (live > 0) {
      --live;
      ToponymWord word;
      word.token = i;
      word.first = has_article ? article : i;
      word.begin = static_cast<std::uint32_t>(arena_.size());
      std::string_view folded = token.folded.text;
      while (folded.ends_with('.')) folded.remove_suffix(1);
      fold_toponym(folded, arena_);
      word.end = static_cast<std::uint32_t>(arena_.size());
      words_folded_.push_back(word);
    }
    has_article = false;
  }
  for (const ToponymWord& word : words_folded_) {
    const std::string_view text(arena_.data() + word.begin, word.end - word.begin);
    keys_.push_back({text, hash_word(text)});
  }
}

bool PlaceFinder::may_begin(const SentenceAnalysis& analysis, std::uint32_t word) const {
  const Token& token = analysis.tokens[words_folded_[word].token];
  return token.is_word() && token.is(shape::kInitialCapital) && !keys_[word].text.empty();
}

void PlaceFinder::find_names(const SentenceAnalysis& analysis) {
  const auto count = static_cast<std::uint32_t>(words_folded_.size());
  for (std::uint32_t w = 0; w < count;) {
    if (!may_begin(analysis, w)) {
      ++w;
      continue;
    }
    // Words of a name follow each other without anything between them.
    std::uint32_t reach = 1;
    while (w + reach < count && reach < kLongestName) {
      std::uint32_t next = words_folded_[w + reach - 1].token + 1;
      while (next < analysis.tokens.size() && analysis.tokens[next].cls == TokenClass::hyphen) ++next;
      if (next != words_folded_[w + reach].first) break;
      ++reach;
    }
    std::uint32_t words = 0;
    PhraseIndex::Match best;
    gazetteer_.each_name(
        reach, [&](std::uint32_t n) -> const Word& { return keys_[w + n]; },
        [&](const PhraseIndex::Match& match) {
          if (!accept(analysis, words_folded_[w].first, words_folded_[w + match.words - 1].token + 1)) return;
          best = match;
          words = match.words;
        });
    if (words == 0) {
      ++w;
      continue;
    }
    PlaceAtom atom;
    atom.first = words_folded_[w].first;
    atom.last = words_folded_[w + words - 1].token + 1;
    atom.span = analysis.span_of(atom.first, atom.last);
    atom.postings_begin = best.posting_begin;
    atom.postings_end = best.posting_end;
    scratch_.clear();
    fold_light(atom.span.of(analysis.text), scratch_);
    atom.spelling = PlacePosting::spelling_hash(scratch_);
    tokens_[atom.first].atom = static_cast<std::int32_t>(atoms_.size());
    for (std::uint32_t t = atom.first; t < atom.last; ++t) tokens_[t].in_atom = true;
    atoms_.push_back(atom);
    w += words;
  }
}

/// A place word next to the name, or a locative before it.
bool PlaceFinder::has_place_cue(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  std::uint32_t before = first;
  while (before > 0 &&
         (analysis.tokens[before - 1].folded.text == "the" || analysis.tokens[before - 1].cls == TokenClass::hyphen))
    --before;
  if (before > 0) {
    for (std::uint32_t back = 1; back <= 3 && back <= before; ++back) {
      const PlaceToken& token = tokens_[before - back];
      if (token.cue_words != back) continue;
      for (const PlaceWordRow& row : cue(before - back))
        if (row.role != PlaceRole::other_name && row.role != PlaceRole::title) return true;
    }
  }
  for (const PlaceWordRow& row : cue(last)) {
    if (row.role == PlaceRole::kind && row.after) return true;
    if (row.role == PlaceRole::countryside || row.role == PlaceRole::border || row.role == PlaceRole::road) return true;
  }
  return false;
}

bool PlaceFinder::is_ordinary(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t t = first; t < last; ++t) {
    if (!analysis.tokens[t].is_word()) continue;
    const Lexeme& lexeme = lexeme_at(analysis, t);
    const bool country = has_sense(lexeme, SenseKind::country);
    if (!has_word_sense(lexeme) || country) return false;
  }
  return true;
}

/// "Washington Post", "Aleppo Brigade", "General Aleppo", "John Aleppo Smith": the name belongs to something else.
bool PlaceFinder::inside_longer_name(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  if (const PlaceWordRow* row = cue(last, PlaceRole::other_name); row && last < analysis.tokens.size() &&
                                                                  analysis.tokens[last].is(shape::kInitialCapital) &&
                                                                  !cue(last, PlaceRole::kind))
    return true;
  if (first > 0) {
    for (std::uint32_t back = 1; back <= 2 && back <= first; ++back) {
      if (tokens_[first - back].cue_words == back && cue(first - back, PlaceRole::title) &&
          !cue(first - back, PlaceRole::kind))
        return true;
    }
  }
  if (analysis.shouted) return false;
  const auto is_name = [&](std::uint32_t t) {
    return t < analysis.tokens.size() && tokens_[t].name_word && !analysis.tokens[t].is(shape::kSentenceStart) &&
           lexeme_at(analysis, t).senses.empty() && tokens_[t].cue_words == 0;
  };
  // Joined by a hyphen is no longer name: "Hama-Aleppo-Raqqa".
  if (first > 0 && is_name(first - 1) && !tokens_[first - 1].in_atom) return true;
  return is_name(last) && !has_place_cue(analysis, first, last);
}

bool PlaceFinder::accept(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  // All words of a name but small ones begin with capitals ("Deir ez-Zor", "Rostov on Don", but "Syrian desert" too:
  // a lower-case kind at the end).
  const Token& head = analysis.tokens[first];
  const Lexeme& lexeme = lexeme_at(analysis, first);
  const bool single_lexeme = lexeme.first <= first && last <= lexeme.last;
  if (single_lexeme && lexeme.last - lexeme.first > last - first && has_sense(lexeme, SenseKind::actor)) return false;
  if (single_lexeme && has_sense(lexeme, SenseKind::actor) && !has_sense(lexeme, SenseKind::country)) return false;
  const bool one_word = single_lexeme || last - first == 1;
  if (one_word && !has_sense(lexeme, SenseKind::country) &&
      (has_sense(lexeme, SenseKind::adjective) || has_sense(lexeme, SenseKind::demonym)))
    return false;
  if (is_ordinary(analysis, first, last)) {
    if (analysis.shouted || head.is(shape::kSentenceStart)) return false;
    if (one_word && !has_place_cue(analysis, first, last)) return false;
    const bool of_a_country = !one_word && has_sense(lexeme, SenseKind::adjective);  // "Syrian desert"
    for (std::uint32_t t = first; t < last && !of_a_country; ++t) {
      if (analysis.tokens[t].is_word() && !analysis.tokens[t].is(shape::kInitialCapital)) return false;
    }
  }
  if (one_word && (lexeme.tag == Tag::determiner || lexeme.tag == Tag::pronoun || lexeme.tag == Tag::preposition))
    return false;
  return !inside_longer_name(analysis, first, last);
}

}  // namespace sitrep
