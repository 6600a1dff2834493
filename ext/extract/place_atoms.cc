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
/// The dot of "St. Louis", and the marks of transliterated letters: "Ust'-Katav", "al-'Ayn", "Ayn al 'Arab".
bool is_mark(const SentenceAnalysis& analysis, std::uint32_t i) {
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

bool has_sense(const Lexeme& lexeme, SenseKind kind) {
  return std::ranges::find(lexeme.senses, kind, &Sense::kind) != lexeme.senses.end();
}

}  // namespace

bool joins_words(const SentenceAnalysis& analysis, std::uint32_t i) {
  return analysis.tokens[i].cls == TokenClass::hyphen || is_mark(analysis, i);
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

/// The capitalised words and those that may continue a name after one.
void PlaceFinder::collect_words(const SentenceAnalysis& analysis) {
  const TokenBuffer& tokens = analysis.tokens;
  arena_.clear();
  words_folded_.clear();
  std::uint32_t live = 0;  // words still to fold after a capital
  std::uint32_t article = 0;
  bool has_article = false;
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
    if (next < tokens.size() && tokens[next].is_word() && tokens[next].is(shape::kInitialCapital) && !english &&
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
      words_folded_.push_back(word);
    }
    has_article = false;
  }
}

/// Most words follow no name, so that their folding is put off until the gazetteer is asked for them.
Word PlaceFinder::key(const SentenceAnalysis& analysis, std::uint32_t index) {
  ToponymWord& word = words_folded_[index];
  if (!word.is_folded) {
    word.begin = static_cast<std::uint32_t>(arena_.size());
    const std::string_view folded = analysis.tokens[word.token].folded.text;
    if (folded.find('.') == std::string_view::npos) {
      fold_toponym(folded, arena_);
    } else {
      dotless_.assign(folded);
      std::erase(dotless_, '.');
      fold_toponym(dotless_, arena_);
    }
    word.end = static_cast<std::uint32_t>(arena_.size());
    word.hash = hash_word(std::string_view(arena_).substr(word.begin, word.end - word.begin));
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

bool PlaceFinder::may_begin(const SentenceAnalysis& analysis, std::uint32_t word) {
  const Token& token = analysis.tokens[words_folded_[word].token];
  return token.is_word() && token.is(shape::kInitialCapital) && !in_date_[words_folded_[word].token] &&
         !key(analysis, word).text.empty();
}

/// Words of a name follow each other without anything between them.
std::uint32_t PlaceFinder::reach_of(const SentenceAnalysis& analysis, std::uint32_t word) const {
  std::uint32_t reach = 1;
  while (word + reach < words_folded_.size() && reach < kLongestName) {
    const std::uint32_t next = behind_joints(analysis, words_folded_[word + reach - 1].token + 1);
    if (next != words_folded_[word + reach].first) break;
    ++reach;
  }
  return reach;
}

void PlaceFinder::spell(const SentenceAnalysis& analysis, std::uint32_t word, std::uint32_t words) {
  scratch_.clear();
  for (std::uint32_t w = word; w < word + words; ++w) {
    const std::string_view folded = analysis.tokens[words_folded_[w].token].folded.text;
    if (w > word) scratch_ += ' ';
    const std::size_t begin = scratch_.size();
    scratch_ += short_form(folded);
    scratch_.erase(std::remove(scratch_.begin() + static_cast<std::ptrdiff_t>(begin), scratch_.end(), '.'),
                   scratch_.end());
  }
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
    if (words == 0) {
      gazetteer_.each_name(
          reach_of(analysis, w), [&](std::uint32_t n) { return key(analysis, w + n); },
          [&](const PhraseIndex::Match& match) {
            spell(analysis, w, match.words);
            const std::uint32_t spelling = PlacePosting::spelling_hash(scratch_);
            const Known known = known_under(match, spelling);
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

PlaceFinder::Known PlaceFinder::known_under(const PhraseIndex::Match& match, std::uint32_t spelling) const {
  Known known;
  for (const PlacePosting& posting : gazetteer_.postings(match)) {
    const PlaceRow& row = gazetteer_.place(posting.place());
    const bool exact = posting.hash() == spelling;
    known.any |= gazetteer_.may_be_spelt(row, exact);
    if (!exact) continue;
    known.spelling = true;
    known.region |= row.kind() == PlaceKind::country || row.kind() == PlaceKind::admin1;
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
  const std::uint32_t reach = std::min(reach_of(analysis, word), 2u);
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

/// The dictionary has the word as a noun only, and rarely: names of well-known places among its words ("Ohio", "Paris")
/// are such. At the head of a sentence a capital proves nothing, so there the noun must be rare.
bool PlaceFinder::is_name_only(const SentenceAnalysis& analysis, std::uint32_t token) const {
  constexpr std::uint16_t kRare = 25;
  const bool start = analysis.tokens[token].is(shape::kSentenceStart);
  for (const Sense& sense : lexeme_at(analysis, token).senses) {
    if (sense.kind == SenseKind::term || sense.kind == SenseKind::generic || sense.kind == SenseKind::force)
      return false;
    if (sense.kind == SenseKind::word && (sense.part != Part::noun || (start && sense.weight >= kRare))) return false;
  }
  return true;
}

bool PlaceFinder::is_ordinary(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last,
                              bool prominent) const {
  for (std::uint32_t t = first; t < last; ++t) {
    if (!analysis.tokens[t].is_word()) continue;
    const Lexeme& lexeme = lexeme_at(analysis, t);
    if (!has_word_sense(lexeme) || has_sense(lexeme, SenseKind::country)) return false;
    if (prominent && !analysis.shouted && is_name_only(analysis, t)) return false;
  }
  return true;
}

bool PlaceFinder::has_kind_word(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  for (const PlaceWordRow& row : cue(last)) {
    if (row.role == PlaceRole::kind && row.after && row.kind <= PlaceKind::populated) return true;
    if (row.role == PlaceRole::countryside || row.role == PlaceRole::border) return true;
  }
  std::uint32_t before = first;
  if (before > 0 && analysis.tokens[before - 1].folded.text == "the") --before;
  const bool of = before > 0 && analysis.tokens[before - 1].folded.text == "of";
  if (of) --before;
  for (std::uint32_t back = 1; back <= 3 && back <= before; ++back) {
    if (tokens_[before - back].cue_words != back) continue;
    for (const PlaceWordRow& row : cue(before - back)) {
      if (row.role == PlaceRole::kind && (of || row.plural || row.after == 0 || row.kind == PlaceKind::populated))
        return true;
      if (row.role == PlaceRole::countryside || row.role == PlaceRole::around || row.role == PlaceRole::rural ||
          row.role == PlaceRole::compass_adjective || (of && row.role == PlaceRole::compass_noun))
        return true;
    }
  }
  return false;
}

bool PlaceFinder::is_locative_before(const SentenceAnalysis& analysis, std::uint32_t first, bool strong) const {
  if (first == 0) return false;
  constexpr std::array<std::string_view, 8> kStrong = {"in",      "at",     "near", "inside",
                                                       "outside", "around", "into", "throughout"};
  const std::string_view word = analysis.tokens[first - 1].folded.text;
  if (strong) return std::ranges::find(kStrong, word) != kStrong.end();
  return cue(first - 1, PlaceRole::locative) != nullptr;
}

/// "the village of X", "X village".
bool PlaceFinder::is_called_small(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  if (cue(last, PlaceRole::small) != nullptr) return true;
  std::uint32_t before = first;
  if (before > 0 && analysis.tokens[before - 1].folded.text == "of") --before;
  return before > 0 && cue(before - 1, PlaceRole::small) != nullptr;
}

/// "shelled Homs", "captured Palmyra": the object of what is done to places.
bool PlaceFinder::is_struck(const SentenceAnalysis& analysis, std::uint32_t first) const {
  if (first == 0) return false;
  const Lexeme& verb = lexeme_at(analysis, first - 1);
  if (verb.cls != TermClass::trigger || (verb.tag != Tag::verb && verb.tag != Tag::ing)) return false;
  return (lexicon_.concepts()[verb.concept_id].any_of & (1u << static_cast<unsigned>(Slot::place))) != 0;
}

/// "brigade", "faction": belongs to the name before it, as "soldiers" and "forces" need not.
bool PlaceFinder::is_group_noun(const SentenceAnalysis& analysis, std::uint32_t token) const {
  const PlaceWordRow* row = cue(token, PlaceRole::other_name);
  return row != nullptr && !row->plural && has_sense(lexeme_at(analysis, token), SenseKind::force);
}

/// "Washington Post", "Aleppo Brigade", "Sultan Murad faction": the name belongs to something else.
bool PlaceFinder::belongs_to_other_name(const SentenceAnalysis& analysis, std::uint32_t last) const {
  const PlaceWordRow* row = cue(last, PlaceRole::other_name);
  if (row != nullptr && analysis.tokens[last].is(shape::kInitialCapital) && !cue(last, PlaceRole::kind)) return true;
  constexpr std::uint32_t kMostWords = 2;
  std::uint32_t noun = last;
  while (noun < last + kMostWords && noun < analysis.tokens.size() && tokens_[noun].name_word) ++noun;
  return noun > last && !analysis.shouted && is_group_noun(analysis, noun);
}

/// "Tel" of "Tel Shaeer", "Deir" of "Deir Ballut", when no longer name is known: the name is all of it, and unknown.
bool PlaceFinder::is_element_of_more(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  if (analysis.shouted || cue(last - 1, PlaceRole::element) == nullptr || cue(first, PlaceRole::element) == nullptr)
    return false;
  const std::uint32_t next = behind_joints(analysis, last);
  if (next + 1 < analysis.tokens.size() &&
      is_toponym_article(analysis.tokens[next].folded.text, analysis.tokens[next + 1].folded.text))
    return true;
  return next < analysis.tokens.size() && tokens_[next].name_word && cue(next, PlaceRole::kind) == nullptr;
}

/// "Shaeer" of "Tal Shaeer", "Amma" of "Kafr Amma", when the whole is not known: another place than the one called so
/// alone. A mountain or a river may go without the word for it.
bool PlaceFinder::is_rest_of_more(const SentenceAnalysis& analysis, std::uint32_t first) const {
  std::uint32_t before = first;
  while (before > 0 && joins_words(analysis, before - 1)) --before;
  if (before == 0 || analysis.shouted) return false;
  --before;
  const Token& word = analysis.tokens[before];
  if (!word.is_word() || !word.is(shape::kInitialCapital) || tokens_[before].in_atom) return false;
  if (cue(before, PlaceRole::element) == nullptr || tokens_[before].cue_words != 1) return false;
  const PlaceWordRow* kind = cue(before, PlaceRole::kind);
  return kind == nullptr || (kind->kind != PlaceKind::mountain && kind->kind != PlaceKind::water);
}

/// "General Aleppo", "John Washington".
bool PlaceFinder::is_person(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t back = 1; back <= 2 && back <= first; ++back) {
    if (tokens_[first - back].cue_words != back) continue;
    const bool capital = analysis.tokens[first - back].is(shape::kInitialCapital);
    const PlaceWordRow* title = cue(first - back, PlaceRole::title);
    if (title && (capital || title->after != 0) && !cue(first - back, PlaceRole::kind)) return true;
    if (!capital) continue;
    if (cue(first - back, PlaceRole::given_name) && !tokens_[first - back].in_atom) return true;
  }
  if (last - first != 1 || cue(first, PlaceRole::given_name) == nullptr) return false;
  return last < analysis.tokens.size() && is_other_name_word(analysis, last) && !analysis.shouted;
}

bool PlaceFinder::is_other_name_word(const SentenceAnalysis& analysis, std::uint32_t t) const {
  return t < analysis.tokens.size() && tokens_[t].name_word && !tokens_[t].in_atom &&
         lexeme_at(analysis, t).senses.empty() &&
         (tokens_[t].cue_words == 0 || cue(t, PlaceRole::given_name) != nullptr);
}

void PlaceFinder::note_persons(const SentenceAnalysis& analysis) {
  if (analysis.shouted) return;
  for (std::uint32_t w = 0; w < words_folded_.size(); ++w) {
    const std::uint32_t t = words_folded_[w].token;
    // "Elizabeth Warren": within a sentence a capital makes a name of any word.
    const bool name = tokens_[t].name_word || !analysis.tokens[t].is(shape::kSentenceStart);
    if (analysis.tokens[t].is(shape::kInitialCapital) && name && is_person(analysis, t, t + 1))
      persons_.push_back(hash_append(0, key(analysis, w).hash));
  }
}

std::uint32_t PlaceFinder::evidence_of(const SentenceAnalysis& analysis, std::uint32_t first,
                                       std::uint32_t last) const {
  const TokenBuffer& tokens = analysis.tokens;
  std::uint32_t bits = 0;
  const auto set = [&](bool yes, std::uint32_t bit) { bits |= yes ? bit : 0; };
  set(is_locative_before(analysis, first, true) || is_struck(analysis, first), evidence::kLocative);
  set(is_locative_before(analysis, first, false), evidence::kWeakLocative);
  set(has_kind_word(analysis, first, last), evidence::kKindWord);
  set(is_called_small(analysis, first, last), evidence::kSmall);
  set(tokens[first].is(shape::kAllCapitals) && !analysis.shouted, evidence::kCapitals);
  set(first > 0 && is_other_name_word(analysis, first - 1) && !tokens[first - 1].is(shape::kSentenceStart),
      evidence::kNameBefore);
  set(is_other_name_word(analysis, last), evidence::kNameAfter);
  set(tokens[first].is(shape::kSentenceStart), evidence::kSentenceStart);
  set(analysis.sentence.dateline.contains(tokens[first].span), evidence::kDateline);
  set(cue(first, PlaceRole::given_name) != nullptr && last == first + 1, evidence::kGivenName);
  set(last - first > 1, evidence::kSeveralWords);
  set(analysis.shouted, evidence::kShouted);
  if (last >= tokens.size()) return bits;
  set(tokens[last].folded.text == ",", evidence::kCommaAfter);
  set(tokens[last].cls == TokenClass::possessive, evidence::kPossessive);
  set(tokens[last].cls == TokenClass::hyphen && cue(last + 1, PlaceRole::tied) != nullptr, evidence::kTied);
  const Lexeme& next = lexeme_at(analysis, last);
  set(next.tag == Tag::verb, evidence::kVerbAfter);
  set(next.tag == Tag::verb && next.cls == TermClass::report, evidence::kReportAfter);
  return bits;
}

bool PlaceFinder::accept(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last,
                         const Known& known) const {
  const TokenBuffer& tokens = analysis.tokens;
  const Lexeme& lexeme = lexeme_at(analysis, first);
  const bool single_lexeme = lexeme.first <= first && last <= lexeme.last;
  const bool country = has_sense(lexeme, SenseKind::country);
  const bool one_word = single_lexeme || last - first == 1;
  // "Al Mayadeen reported", but "in Al Mayadeen".
  if (single_lexeme && has_sense(lexeme, SenseKind::actor) &&
      (lexeme.last - lexeme.first > last - first || (!country && !is_locative_before(analysis, first, true))))
    return false;
  if (one_word && !country && (has_sense(lexeme, SenseKind::adjective) || has_sense(lexeme, SenseKind::demonym)))
    return false;
  if (one_word && (lexeme.tag == Tag::determiner || lexeme.tag == Tag::pronoun || lexeme.tag == Tag::preposition))
    return false;
  if (is_element_of_more(analysis, first, last) || is_rest_of_more(analysis, first)) return false;
  for (std::uint32_t t = first; t < last; ++t)
    if (in_date_[t]) return false;
  if (belongs_to_other_name(analysis, last) || is_person(analysis, first, last)) return false;
  const bool capitals = tokens[first].is(shape::kAllCapitals) && !analysis.shouted;
  const bool dateline = analysis.sentence.dateline.contains(tokens[first].span);
  if (capitals && last - first == 1 && tokens[first].span.length() <= 5 && !country && !dateline &&
      !(known.spelling && known.inhabitants >= 50'000))
    return false;
  if (!is_ordinary(analysis, first, last, known.prominent())) return true;
  // Words of the language: only as the name is spelt, and only where the words around say so.
  if (analysis.shouted || !known.spelling) return false;
  const bool of_a_country = !one_word && has_sense(lexeme, SenseKind::adjective);  // "Syrian desert"
  if (of_a_country && cue(last - 1, PlaceRole::kind) != nullptr) return true;
  for (std::uint32_t t = first; t < last && !of_a_country; ++t)
    if (tokens[t].is_word() && !tokens[t].is(shape::kInitialCapital)) return false;
  const bool named = is_locative_before(analysis, first, true) || has_kind_word(analysis, first, last) || dateline;
  if (last - first > 1) return named || known.supranational || known.inhabitants >= 20'000;
  if (tokens[first].is(shape::kSentenceStart) && !dateline) return false;
  const bool longer = last < tokens.size() && tokens[last].is_word() && tokens[last].is(shape::kInitialCapital);
  return (named || known.supranational) && !(longer && !has_kind_word(analysis, first, last));
}

}  // namespace sitrep
