#include "extract/place_atoms.h"

#include <algorithm>
#include <array>

#include "text/fold.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kLongestName = 8;

}  // namespace

bool is_mark_in_name(const SentenceAnalysis& analysis, std::uint32_t i) {
  const TokenBuffer& tokens = analysis.tokens;
  if (i == 0 || i + 1 >= tokens.size() || tokens[i].cls == TokenClass::word) return false;
  const Token& before = tokens[i - 1];
  const Token& after = tokens[i + 1];
  const std::string_view text = tokens[i].span.of(analysis.text);
  if (text == ".") {
    return before.is_word() && !tokens[i].is(shape::kSpaceBefore) && before.span.length() <= 3 &&
           before.is(shape::kInitialCapital) && is_short_form(before.folded.text) && after.is_word() &&
           after.is(shape::kInitialCapital);
  }
  const bool apostrophe = tokens[i].folded.text.empty() && !text.empty();
  if (!apostrophe) return false;
  const bool tight = !after.is(shape::kSpaceBefore);
  if (after.cls == TokenClass::hyphen) return tight && !tokens[i].is(shape::kSpaceBefore) && before.is_word();
  return tight && after.is_word() && after.is(shape::kInitialCapital) &&
         (before.cls == TokenClass::hyphen || (before.is_word() && tokens[i].is(shape::kSpaceBefore)));
}

void PlaceFinder::run(const SentenceAnalysis& analysis) {
  tokens_.assign(analysis.tokens.size(), {});
  atoms_.clear();
  cues_.clear();
  lexeme_of_.assign(analysis.tokens.size(), 0);
  for (std::uint32_t l = 0; l < analysis.lexemes.size(); ++l) {
    for (std::uint32_t t = analysis.lexemes[l].first; t < analysis.lexemes[l].last; ++t) lexeme_of_[t] = l;
  }
  persons_.clear();
  mark_dates(analysis);
  find_cues(analysis);
  mark_name_words(analysis);
  collect_words(analysis);
  note_persons(analysis);
  find_names(analysis);
}

void PlaceFinder::find_cues(const SentenceAnalysis& analysis) {
  constexpr std::uint32_t kLongestCue = 6;
  const TokenBuffer& tokens = analysis.tokens;
  // The words, and for each how many follow it with nothing but hyphens between, itself included.
  word_tokens_.clear();
  for (std::uint32_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].is_word()) word_tokens_.push_back(i);
  std::uint32_t count = 0;
  for (std::size_t w = word_tokens_.size(); w-- > 0;) {
    const std::uint32_t i = word_tokens_[w];
    std::uint32_t next = i + 1;
    while (next < tokens.size() && tokens[next].cls == TokenClass::hyphen) ++next;
    const bool joined = w + 1 < word_tokens_.size() && word_tokens_[w + 1] == next;
    count = joined ? std::min(count + 1, kLongestCue) : 1;
    const std::uint32_t* at = &word_tokens_[w];
    PhraseIndex::Match match;
    words_.words().each_match(
        cue_memo_.first(tokens[i].folded), count, [&](std::uint32_t n) -> const Word& { return tokens[at[n]].folded; },
        [&](const PhraseIndex::Match& longer) { match = longer; });
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

/// The capitalised words and those that may continue a name after one.
void PlaceFinder::collect_words(const SentenceAnalysis& analysis) {
  const TokenBuffer& tokens = analysis.tokens;
  arena_.clear();
  words_folded_.clear();
  std::uint32_t live = 0;  // words still to fold after a capital
  std::uint32_t article = 0;
  bool has_article = false;
  std::uint32_t behind = 0;  // the token behind the last word and its joints
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!token.is_word() && token.cls != TokenClass::number) {
      if (joins_words(analysis, i)) continue;
      live = 0;
      has_article = false;
      continue;
    }
    const std::uint32_t next = behind_joints(analysis, i + 1);
    // "An Nabk", "an-Nabk", but "an NGO".
    const bool english = token.folded.text == "an" && next == i + 1 && !token.is(shape::kInitialCapital);
    if (next < tokens.size() && tokens[next].is_word() && !english &&
        is_toponym_article(token.folded.text, tokens[next].folded.text) && may_name(analysis, next)) {
      if (!has_article) article = i;
      has_article = true;
      continue;
    }
    if (may_name(analysis, i)) live = kLongestName;
    if (live > 0) {
      --live;
      ToponymWord word;
      word.token = i;
      word.first = has_article ? article : i;
      const bool follows = !words_folded_.empty() && word.first == behind;
      behind = next;
      words_folded_.push_back(word);
      // Of the words before it, those that reach so far now reach this one.
      const std::size_t last = words_folded_.size() - 1;
      for (std::size_t w = last; follows && w-- > 0;) {
        ToponymWord& before = words_folded_[w];
        if (before.reach != last - w || before.reach == kLongestName) break;
        ++before.reach;
      }
    }
    has_article = false;
  }
}

/// Most words follow no name, so that their folding is put off until the gazetteer is asked for them.
Word PlaceFinder::key(const SentenceAnalysis& analysis, std::uint32_t index) {
  ToponymWord& word = words_folded_[index];
  if (!word.is_folded) {
    const ToponymMemo::Entry& entry = memo_.entry(analysis.tokens[word.token].folded);
    word.begin = static_cast<std::uint32_t>(arena_.size());
    arena_ += entry.folded;
    word.end = static_cast<std::uint32_t>(arena_.size());
    word.hash = entry.hash;
    word.begins = entry.begins;
    word.names = entry.names;
    word.is_folded = true;
  }
  return {std::string_view(arena_).substr(word.begin, word.end - word.begin), word.hash};
}

void PlaceFinder::mark_dates(const SentenceAnalysis& analysis) {
  in_date_.assign(analysis.tokens.size(), false);
  for (const DateMention& date : analysis.dates) {
    for (std::uint32_t t = date.first; t < date.last && t < in_date_.size(); ++t) in_date_[t] = true;
  }
}

/// "jarabulus outskirts": a word that is none of the language, before one that goes with names of places.
bool PlaceFinder::may_name(const SentenceAnalysis& analysis, std::uint32_t token) const {
  const Token& word = analysis.tokens[token];
  if (word.is(shape::kInitialCapital)) return true;
  const bool of_names = tokens_[token].cue_words == 0 || cue(token, PlaceRole::element) != nullptr;
  if (!word.is_word() || !of_names) return false;
  const Lexeme& lexeme = lexeme_at(analysis, token);
  if (analysis.lowered) return !has_word_sense(lexeme);
  if (!lexeme.senses.empty() || token + 1 >= analysis.tokens.size()) return false;
  return tokens_[token + 1].cue_words > 0 && goes_with_name(token + 1);
}

/// A word that goes behind the name of a town and little else.
bool PlaceFinder::goes_with_name(std::uint32_t token) const {
  return cue(token, PlaceRole::countryside) != nullptr || cue(token, PlaceRole::around) != nullptr ||
         cue(token, PlaceRole::small) != nullptr || cue(token, PlaceRole::quarter) != nullptr;
}

bool PlaceFinder::may_begin(const SentenceAnalysis& analysis, std::uint32_t word) {
  const Token& token = analysis.tokens[words_folded_[word].token];
  return token.is_word() && may_name(analysis, words_folded_[word].token) && !in_date_[words_folded_[word].token] &&
         !key(analysis, word).text.empty();
}

std::uint32_t PlaceFinder::spelling_of(const SentenceAnalysis& analysis, std::uint32_t word, std::uint32_t words) {
  if (words == 1) return memo_.entry(analysis.tokens[words_folded_[word].token].folded).spelling;
  scratch_.clear();
  for (std::uint32_t w = word; w < word + words; ++w) {
    const std::string_view folded = analysis.tokens[words_folded_[w].token].folded.text;
    if (w > word) scratch_ += ' ';
    const std::size_t begin = scratch_.size();
    scratch_ += short_form(folded);
    scratch_.erase(std::remove(scratch_.begin() + static_cast<std::ptrdiff_t>(begin), scratch_.end(), '.'),
                   scratch_.end());
  }
  return PlacePosting::spelling_hash(scratch_);
}

void PlaceFinder::find_names(const SentenceAnalysis& analysis) {
  const auto count = static_cast<std::uint32_t>(words_folded_.size());
  for (std::uint32_t w = 0; w < count;) {
    if (!may_begin(analysis, w)) {
      ++w;
      continue;
    }
    PlaceAtom atom;
    bool prominent = false;
    std::uint32_t words = abbreviation(analysis, w, atom);
    if (words == 0 && key(analysis, w).text.size() <= 3) words = country_name(analysis, w, atom);
    if (words == 0) words = possessive_name(analysis, w, atom, prominent);
    if (words == 0 && words_folded_[w].begins) {
      gazetteer_.each_name(
          words_folded_[w].names, words_folded_[w].reach, [&](std::uint32_t n) { return key(analysis, w + n); },
          [&](const PhraseIndex::Match& match) {
            const std::uint32_t spelling = spelling_of(analysis, w, match.words);
            const KnownName known = match.words == 1 ? known_alone(analysis, w, match) : known_under(match, spelling);
            const std::uint32_t first = words_folded_[w].first, last = words_folded_[w + match.words - 1].token + 1;
            if (!known.any || !accept(analysis, first, last, known)) return;
            prominent = known.prominent();
            atom.postings_begin = match.posting_begin;
            atom.postings_end = match.posting_end;
            atom.spelling = spelling;
            words = match.words;
          });
    }
    if (words == 0) words = country_name(analysis, w, atom);
    if (words > 0) add(analysis, w, words, atom, prominent);
    w += std::max(words, 1u);
  }
}

/// "Cox's Bazar", "King's Lynn": a possessive inside a name, which the gazetteer has without its mark. The words of the
/// longest such name; 0 for none.
std::uint32_t PlaceFinder::possessive_name(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out,
                                           bool& prominent) {
  const std::uint32_t mark = words_folded_[word].token + 1, next = word + 1;
  if (next >= words_folded_.size() || words_folded_[next].first != mark + 1 ||
      analysis.tokens[mark].cls != TokenClass::possessive || !analysis.tokens[mark + 1].is(shape::kInitialCapital))
    return 0;
  const std::string whole = std::string(analysis.tokens[mark - 1].folded.text) + "s";
  const std::string folded = memo_.entry({whole, hash_word(whole)}).folded;
  const Word begin{folded, hash_word(folded)};
  std::uint32_t words = 0;
  gazetteer_.each_name(
      1 + words_folded_[next].reach, [&](std::uint32_t n) { return n == 0 ? begin : key(analysis, word + n); },
      [&](const PhraseIndex::Match& match) {
        if (match.words < 2) return;
        std::string spelling = whole;
        for (std::uint32_t w = next; w < word + match.words; ++w) {
          spelling += ' ';
          spelling += analysis.tokens[words_folded_[w].token].folded.text;
        }
        const std::uint32_t hash = PlacePosting::spelling_hash(spelling);
        const KnownName known = known_under(match, hash);
        const std::uint32_t last = words_folded_[word + match.words - 1].token + 1;
        if (!known.spelling || !accept(analysis, words_folded_[word].first, last, known)) return;
        prominent = known.prominent();
        out.postings_begin = match.posting_begin;
        out.postings_end = match.posting_end;
        out.spelling = hash;
        words = match.words;
      });
  return words;
}

KnownName PlaceFinder::known_alone(const SentenceAnalysis& analysis, std::uint32_t word,
                                   const PhraseIndex::Match& match) {
  ToponymMemo::Entry& entry = memo_.entry(analysis.tokens[words_folded_[word].token].folded);
  if (entry.match.words == 0) {
    entry.match = match;
    entry.known = known_under(match, entry.spelling);
  }
  // Words of one hash in the index are looked at in turn.
  const bool same = entry.match.posting_begin == match.posting_begin && entry.match.posting_end == match.posting_end;
  return same ? entry.known : known_under(match, entry.spelling);
}

KnownName PlaceFinder::known_under(const PhraseIndex::Match& match, std::uint32_t spelling) const {
  KnownName known;
  for (const PlacePosting& posting : gazetteer_.postings(match)) {
    const PlaceRow& row = gazetteer_.place(posting.place());
    const bool exact = posting.hash() == spelling;
    known.any |= gazetteer_.may_be_spelt(row, exact);
    if (!exact) continue;
    known.spelling = true;
    known.region |= row.kind() == PlaceKind::country || row.kind() == PlaceKind::admin1;
    known.own |= row.source() == PlaceSource::sitrep;
    known.supranational |= row.country_code().empty();
    known.inhabitants = std::max(known.inhabitants, row.population());
  }
  return known;
}

void PlaceFinder::add(const SentenceAnalysis& analysis, std::uint32_t word, std::uint32_t words, PlaceAtom atom,
                      bool prominent) {
  atom.first = words_folded_[word].first;
  atom.last = words_folded_[word + words - 1].token + 1;
  atom.span = analysis.span_of(atom.first, atom.last);
  for (std::uint32_t n = 0; n < words; ++n) atom.name = hash_append(atom.name, key(analysis, word + n).hash);
  atom.evidence = evidence_of(analysis, atom.first, atom.last);
  if (is_ordinary(analysis, atom.first, atom.last, prominent)) atom.evidence |= evidence::kOrdinary;
  tokens_[atom.first].atom = static_cast<std::int32_t>(atoms_.size());
  for (std::uint32_t t = atom.first; t < atom.last; ++t) tokens_[t].in_atom = true;
  atoms_.push_back(atom);
}

/// "Ill." behind a comma that follows a name; "W.Va." anywhere.
std::uint32_t PlaceFinder::abbreviation(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out) {
  const std::uint32_t first = words_folded_[word].token;
  const auto is_short = [&](std::uint32_t t) {
    const Token& token = analysis.tokens[t];
    const bool stop = t + 1 < analysis.tokens.size() && analysis.tokens[t + 1].folded.text == "." &&
                      !analysis.tokens[t + 1].is(shape::kSpaceBefore);
    return stop || token.is(shape::kAllCapitals) || token.is(shape::kAbbreviation);
  };
  const bool after_place =
      first >= 2 && (analysis.tokens[first - 1].folded.text == "," || analysis.tokens[first - 1].folded.text == "(") &&
      analysis.tokens[first - 2].is_word() && analysis.tokens[first - 2].is(shape::kInitialCapital);
  // "Ill.", "IL", "Reading, Pa", or the second word of "Washington D.C.".
  const bool second = word + 1 < words_folded_.size() && is_short(words_folded_[word + 1].token);
  if (!second && (analysis.tokens[first].span.length() > 6 || !(after_place || is_short(first)))) return 0;
  const std::uint32_t reach = std::min(words_folded_[word].reach, 2u);
  // Where all words are in capitals "CAR" is a car.
  if (analysis.shouted && analysis.tokens[first].is(shape::kAllCapitals) && has_word_sense(lexeme_at(analysis, first)))
    return 0;
  std::uint32_t words = 0;
  for (const bool behind : {false, true}) {
    if (behind && !after_place) break;
    for (const bool dots : {true, false}) {
      std::array<std::string, 2> texts;
      std::array<Word, 2> keys;
      for (std::uint32_t n = 0; n < reach; ++n) {
        const std::uint32_t t = words_folded_[word + n].token;
        const std::string_view text = analysis.tokens[t].span.of(analysis.text);
        const bool dotted = text.find('.') != std::string_view::npos ||
                            (t + 1 < analysis.tokens.size() && analysis.tokens[t + 1].folded.text == "." &&
                             !analysis.tokens[t + 1].is(shape::kSpaceBefore));
        append_abbreviation_word(text, dotted && dots, behind, texts[n]);
        keys[n] = {texts[n], hash_word(texts[n])};
      }
      const PhraseIndex::Match match =
          gazetteer_.names().longest(reach, [&](std::uint32_t n) -> const Word& { return keys[n]; });
      if (match.words <= words) continue;
      words = match.words;
      out.postings_begin = match.posting_begin;
      out.postings_end = match.posting_end;
      out.spelling = (*gazetteer_.postings(match).begin()).hash();
    }
  }
  return words;
}

/// "U.S.", "UK": countries that the lexicon knows by names too short for the gazetteer.
std::uint32_t PlaceFinder::country_name(const SentenceAnalysis& analysis, std::uint32_t word, PlaceAtom& out) const {
  const std::uint32_t token = words_folded_[word].token;
  const Lexeme& lexeme = lexeme_at(analysis, token);
  if (lexeme.first != token || lexeme.last != token + 1 || analysis.shouted) return 0;
  for (const Sense& sense : lexeme.senses) {
    if (sense.kind != SenseKind::country) continue;
    const std::string_view text = analysis.tokens[token].span.of(analysis.text);
    if (!analysis.tokens[token].is(shape::kAllCapitals) && text.find('.') == std::string_view::npos) return 0;
    out.country = static_cast<std::int32_t>(sense.id);
    return 1;
  }
  return 0;
}

// --- what the words around a name say --------------------------------------------------------------------------------

}  // namespace sitrep
