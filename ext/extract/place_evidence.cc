// What the words around a name say of it, and whether it may be a place at all.

#include <algorithm>
#include <array>

#include "extract/place_atoms.h"
#include "text/fold.h"

namespace sitrep {
bool has_word_sense(const Lexeme& lexeme) {
  return std::ranges::any_of(lexeme.senses, [](const Sense& s) {
    return s.kind == SenseKind::word || s.kind == SenseKind::term || s.kind == SenseKind::generic ||
           s.kind == SenseKind::force;
  });
}

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
    if (!has_word_sense(lexeme) || sense_of(lexeme, SenseKind::country) != nullptr) return false;
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

/// "the X neighbourhood", "the old quarter of X": the name is that of a part of a town. "A Baghdad neighbourhood" and
/// "a neighbourhood of Baghdad" are named by the town.
bool PlaceFinder::is_called_quarter(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  std::uint32_t before = first;
  const bool of = cue(last, PlaceRole::quarter) == nullptr;
  if (of) {
    if (before < 2 || analysis.tokens[before - 1].folded.text != "of" || !cue(before - 2, PlaceRole::quarter))
      return false;
    before -= 2;
  }
  const auto describes = [&](const Lexeme& word) {
    return word.tag == Tag::adjective || std::ranges::any_of(word.senses, [](const Sense& s) {
             return (s.kind == SenseKind::word && s.part == Part::adjective) || s.kind == SenseKind::adjective ||
                    s.kind == SenseKind::demonym || s.kind == SenseKind::actor;
           });
  };
  while (before > 0 && (describes(lexeme_at(analysis, before - 1)) || cue(before - 1, PlaceRole::people) != nullptr))
    --before;
  if (before == 0) return true;
  if (of && analysis.tokens[before - 1].is(shape::kInitialCapital)) return false;  // "the A neighbourhood of X"
  const std::string_view article = analysis.tokens[before - 1].folded.text;
  return article != "a" && article != "an" && article != "another" && article != "one";
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
  if (cue(first - 1, PlaceRole::struck) != nullptr) return true;
  const Lexeme& verb = lexeme_at(analysis, first - 1);
  return (verb.tag == Tag::verb || verb.tag == Tag::ing) && happens_at_places(verb);
}

/// "the US base", "2,000 US dollars": an abbreviation before a noun says whose, not where.
bool PlaceFinder::is_attribute(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last) const {
  if (last - first != 1 || last >= analysis.tokens.size() || analysis.shouted) return false;
  if (!analysis.tokens[first].is(shape::kAllCapitals) || in_date_[last]) return false;
  if (sense_of(lexeme_at(analysis, first), SenseKind::country) == nullptr) return false;
  return lexeme_at(analysis, last).tag == Tag::noun && !analysis.tokens[last].is(shape::kInitialCapital);
}

/// "the airstrikes on Homs killed": where an event was, not who did it.
bool PlaceFinder::is_scene(const SentenceAnalysis& analysis, std::uint32_t first) const {
  if (first < 2 || lexeme_at(analysis, first - 1).tag != Tag::preposition) return false;
  const Lexeme& noun = lexeme_at(analysis, first - 2);
  return noun.tag == Tag::noun && happens_at_places(noun);
}

bool PlaceFinder::happens_at_places(const Lexeme& trigger) const {
  if (trigger.cls != TermClass::trigger) return false;
  const ConceptRow& row = lexicon_.concepts()[trigger.concept_id];
  return ((row.any_of | row.all_of) & (1u << static_cast<unsigned>(Slot::place))) != 0;
}

/// "brigade", "faction": belongs to the name before it, as "soldiers" and "forces" need not.
bool PlaceFinder::is_group_noun(const SentenceAnalysis& analysis, std::uint32_t token) const {
  const PlaceWordRow* row = cue(token, PlaceRole::other_name);
  return row != nullptr && !row->plural && sense_of(lexeme_at(analysis, token), SenseKind::force) != nullptr;
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

/// "-e-" of "Dasht-e-Barchi", "-on-" of "Slavyansk-on-Kuban" at token `i`: what it joins is one name.
bool PlaceFinder::is_izafe(const SentenceAnalysis& analysis, std::uint32_t i) const {
  const TokenBuffer& tokens = analysis.tokens;
  if (i + 2 >= tokens.size() || tokens[i].cls != TokenClass::hyphen) return false;
  const std::string_view joint = tokens[i + 1].span.of(analysis.text);
  return (joint == "e" || joint == "i" || joint == "ye" || joint == "yi" || joint == "o" || joint == "u" ||
          joint == "on" || joint == "upon" || joint == "na") &&
         tokens[i + 2].cls == TokenClass::hyphen;
}

/// "Toru" of "Akuku-Toru": the rest of a hyphened name.
bool PlaceFinder::is_behind_hyphen(const SentenceAnalysis& analysis, std::uint32_t first) const {
  const TokenBuffer& tokens = analysis.tokens;
  if (first < 2 || tokens[first - 1].cls != TokenClass::hyphen || tokens[first - 1].is(shape::kSpaceBefore) ||
      tokens[first].is(shape::kSpaceBefore))
    return false;
  const bool name = tokens_[first - 2].name_word && !tokens_[first - 2].in_atom && tokens_[first - 2].cue_words == 0;
  return name && lexeme_at(analysis, first - 2).senses.empty() && tokens[first - 2].span.length() > 3;
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

/// What is behind the name is no noun or adjective that it could belong to.
bool PlaceFinder::stands_alone(const SentenceAnalysis& analysis, std::uint32_t last) const {
  if (last >= analysis.tokens.size()) return true;
  const Token& next = analysis.tokens[last];
  if (!next.is_word()) return next.cls != TokenClass::possessive && next.cls != TokenClass::hyphen;
  const Tag tag = lexeme_at(analysis, last).tag;
  return !next.is(shape::kInitialCapital) && tag != Tag::noun && tag != Tag::adjective && tag != Tag::proper;
}

std::uint32_t PlaceFinder::evidence_of(const SentenceAnalysis& analysis, std::uint32_t first,
                                       std::uint32_t last) const {
  const TokenBuffer& tokens = analysis.tokens;
  std::uint32_t bits = 0;
  const auto set = [&](bool yes, std::uint32_t bit) { bits |= yes ? bit : 0; };
  set(is_locative_before(analysis, first, true) || is_struck(analysis, first), evidence::kLocative);
  set(is_locative_before(analysis, first, false), evidence::kWeakLocative);
  set(has_kind_word(analysis, first, last), evidence::kKindWord);
  const bool quarter = is_called_quarter(analysis, first, last);
  // "The Brooklyn neighborhood of Bushwick": either may be the larger one.
  const bool of_more = last + 1 < tokens.size() && tokens[last + 1].folded.text == "of";
  set(quarter, evidence::kQuarter);
  set(is_called_small(analysis, first, last) || (quarter && !of_more), evidence::kSmall);
  set(tokens[first].is(shape::kAllCapitals) && !analysis.shouted, evidence::kCapitals);
  set(first > 0 && is_other_name_word(analysis, first - 1) && !tokens[first - 1].is(shape::kSentenceStart),
      evidence::kNameBefore);
  set(is_other_name_word(analysis, last), evidence::kNameAfter);
  set(tokens[first].is(shape::kSentenceStart), evidence::kSentenceStart);
  set(analysis.sentence.dateline.contains(tokens[first].span), evidence::kDateline);
  set(cue(first, PlaceRole::given_name) != nullptr && last == first + 1, evidence::kGivenName);
  set(last - first > 1, evidence::kSeveralWords);
  set(analysis.shouted || analysis.lowered, evidence::kShouted);
  set(is_locative_before(analysis, first, true) && stands_alone(analysis, last), evidence::kAlone);
  if (last >= tokens.size()) return bits;
  set(tokens[last].folded.text == ",", evidence::kCommaAfter);
  set(tokens[last].cls == TokenClass::possessive, evidence::kPossessive);
  const bool based = tokens[last].cls == TokenClass::hyphen && cue(last + 1, PlaceRole::tied) != nullptr;
  set(based || is_attribute(analysis, first, last), evidence::kTied);
  const Lexeme& next = lexeme_at(analysis, last);
  set(next.tag == Tag::verb && !is_scene(analysis, first), evidence::kVerbAfter);
  set(next.tag == Tag::verb && next.cls == TermClass::report, evidence::kReportAfter);
  return bits;
}

bool PlaceFinder::accept(const SentenceAnalysis& analysis, std::uint32_t first, std::uint32_t last,
                         const KnownName& known) const {
  const TokenBuffer& tokens = analysis.tokens;
  const Lexeme& lexeme = lexeme_at(analysis, first);
  const bool single_lexeme = lexeme.first <= first && last <= lexeme.last;
  const bool country = sense_of(lexeme, SenseKind::country) != nullptr;
  const bool one_word = single_lexeme || last - first == 1;
  // Where all words are in capitals, "CAR" is a car, unless something is "in CAR".
  constexpr std::size_t kLongestShort = 3;
  if (one_word && analysis.shouted && tokens[first].is(shape::kAllCapitals) && has_word_sense(lexeme) &&
      tokens[first].span.length() <= kLongestShort && !is_locative_before(analysis, first, true))
    return false;
  // "Al Mayadeen reported", but "in Al Mayadeen".
  if (single_lexeme && sense_of(lexeme, SenseKind::actor) != nullptr &&
      (lexeme.last - lexeme.first > last - first || (!country && !is_locative_before(analysis, first, true))))
    return false;
  if (one_word && !country &&
      (sense_of(lexeme, SenseKind::adjective) != nullptr || sense_of(lexeme, SenseKind::demonym) != nullptr))
    return false;
  // "a Berber village", but "in Berber".
  if (one_word && cue(first, PlaceRole::people) != nullptr && cue(last, PlaceRole::kind) != nullptr) return false;
  if (one_word && (lexeme.tag == Tag::determiner || lexeme.tag == Tag::pronoun || lexeme.tag == Tag::preposition))
    return false;
  if (is_element_of_more(analysis, first, last) || is_rest_of_more(analysis, first)) return false;
  if (is_behind_hyphen(analysis, first) || is_izafe(analysis, last) || (first >= 3 && is_izafe(analysis, first - 3)))
    return false;
  for (std::uint32_t t = first; t < last; ++t)
    if (in_date_[t]) return false;
  if (belongs_to_other_name(analysis, last) || is_person(analysis, first, last)) return false;
  const bool capitals = tokens[first].is(shape::kAllCapitals) && !analysis.shouted;
  const bool dateline = analysis.sentence.dateline.contains(tokens[first].span);
  if (capitals && last - first == 1 && tokens[first].span.length() <= 5 && !country && !dateline &&
      !(known.spelling && known.inhabitants >= 50'000))
    return false;
  bool any_capital = false;
  for (std::uint32_t t = first; t < last; ++t) any_capital |= tokens[t].is(shape::kInitialCapital);
  if (!any_capital) {
    const bool placed =
        is_locative_before(analysis, first, true) || has_kind_word(analysis, first, last) || goes_with_name(last);
    const bool goes_on = cue(last - 1, PlaceRole::element) != nullptr && last < tokens.size() &&
                         tokens[last].is_word() && !has_word_sense(lexeme_at(analysis, last));  // "tal" of "tal shaeer"
    if (goes_on) return false;
    return !is_ordinary(analysis, first, last, false) && known.spelling && (placed || known.prominent());
  }
  if (!is_ordinary(analysis, first, last, known.prominent())) return true;
  // Words of the language: only as the name is spelt, and only where the words around say so.
  if (analysis.shouted || !known.spelling) return false;
  const bool of_a_country = !one_word && sense_of(lexeme, SenseKind::adjective) != nullptr;  // "Syrian desert"
  if (of_a_country && cue(last - 1, PlaceRole::kind) != nullptr) return true;
  for (std::uint32_t t = first; t < last && !of_a_country; ++t)
    if (tokens[t].is_word() && !tokens[t].is(shape::kInitialCapital)) return false;
  const bool named = is_locative_before(analysis, first, true) || has_kind_word(analysis, first, last) || dateline;
  if (last - first > 1) return named || known.supranational || known.own || known.inhabitants >= 20'000;
  if (tokens[first].is(shape::kSentenceStart) && !dateline) return false;
  const bool longer = last < tokens.size() && tokens[last].is_word() && tokens[last].is(shape::kInitialCapital);
  return (named || known.supranational) && !(longer && !has_kind_word(analysis, first, last));
}

}  // namespace sitrep
