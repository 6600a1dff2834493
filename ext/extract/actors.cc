#include "extract/actors.h"

#include <algorithm>

namespace sitrep {
namespace {

/// How many lexemes may stand between a country's adjective and its force: "Syrian Arab army", "Russian fighter jets".
constexpr std::uint32_t kModifierReach = 3;

/// Words with single blanks between them, wherever the text wraps.
std::string on_one_line(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

class Finder {
 public:
  Finder(const Lexicon& lexicon, const ActorStage::Concepts& concepts, SentenceAnalysis& analysis,
         std::string_view country)
      : lexicon_(lexicon), concepts_(concepts), analysis_(analysis), country_(country) {
    const auto countries = lexicon.countries();
    for (std::size_t c = 0; c < countries.size() && !country.empty(); ++c) {
      if (lexicon.text(countries[c].iso2) == country) own_country_ = static_cast<std::int32_t>(c);
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < lexemes().size();) i = take(i);
  }

 private:
  const std::vector<Lexeme>& lexemes() const { return analysis_.lexemes; }

  /// The actor that begins at lexeme `i`, if any; where to go on.
  std::uint32_t take(std::uint32_t i) {
    const Lexeme& lexeme = lexemes()[i];
    if (const Sense* actor = known(lexeme)) {
      const std::uint32_t end = past_armed_nouns(i + 1);
      add(i, end, ActorOrigin::known, lexicon_.actors()[actor->id].kind, actor->id);
      return end;
    }
    const bool name_like = lexeme.upper || analysis_.shouted;
    // "the 4th Division", of a country not known yet: a force by its words.
    const Sense* elsewhere = lexeme.last - lexeme.first > 1 ? sense_of(lexeme, SenseKind::actor) : nullptr;
    const bool name = analysis_.shouted || analysis_.tokens[lexeme.last - 1].is(shape::kInitialCapital);
    if (elsewhere != nullptr && elsewhere->spelling == 0 && lexeme.tag == Tag::proper && name) {
      add(i, i + 1, ActorOrigin::words, lexicon_.actors()[elsewhere->id].kind, 0);
      return i + 1;
    }
    if (const Sense* adjective = name_like && fits_spelling(lexeme) ? sense_of(lexeme, SenseKind::adjective) : nullptr)
      return take_adjective(i, adjective->id);
    if (const Sense* demonym = name_like ? sense_of(lexeme, SenseKind::demonym) : nullptr) {
      add(i, i + 1, ActorOrigin::country, ActorKind::civilians, demonym->id);
      return i + 1;
    }
    if (const Sense* country = name_like && fits_spelling(lexeme) ? sense_of(lexeme, SenseKind::country) : nullptr) {
      if (is_possessor(i)) {
        if (const std::uint32_t end = take_adjective(i, country->id); end > i + 2) return end;  // "Ukraine's air force"
      }
      if (is_where(i)) return i + 1;
      add(i, i + 1, ActorOrigin::country, ActorKind::state_forces, country->id);
      analysis_.actors.back().metonym = true;
      return i + 1;
    }
    if (lexeme.tag != Tag::noun && lexeme.tag != Tag::proper && lexeme.tag != Tag::adjective) return i + 1;
    if (const std::uint32_t begin = former_before(i); begin < i) {
      add(begin, i + 1, ActorOrigin::words, ActorKind::person, 0);
      return i + 1;
    }
    if (const Sense* generic = sense_of(lexeme, SenseKind::generic)) {
      if (lexeme.tag == Tag::adjective || is_adjectival(i)) return i + 1;
      const ActorKind kind = lexicon_.generic_actors()[generic->id].kind;
      if (const std::uint32_t begin = is_armed(kind) ? whose_before(i) : i; begin < i)
        add(begin, i + 1, ActorOrigin::words, kind, 0);
      else
        add(i, i + 1, ActorOrigin::generic, kind, generic->id);
      return i + 1;
    }
    if (const Sense* force = sense_of(lexeme, SenseKind::force)) {
      const ForceNounRow& row = lexicon_.force_nouns()[force->id];
      if (row.role == ForceRole::position) return i + 1;
      const std::uint32_t begin = named_from(i);
      if (begin == i && is_equipment(lexeme)) return i + 1;  // "a drone", "missiles": nobody is named
      if (begin == i && row.role == ForceRole::force && own_country_ >= 0 && is_definite(i)) {
        // "the army" is the army of the country that the text is about.
        add(begin, i + 1, ActorOrigin::country, row.kind, static_cast<std::uint32_t>(own_country_));
        return i + 1;
      }
      add(begin, i + 1, ActorOrigin::words, row.kind, 0);
      return i + 1;
    }
    return i + 1;
  }

  /// "a former policeman", "an ex-soldier": a person, and none of the force any more. Where the words begin; `i`: he
  /// still serves.
  std::uint32_t former_before(std::uint32_t i) const {
    const Lexeme& noun = lexemes()[i];
    const Sense* generic = sense_of(noun, SenseKind::generic);
    const Sense* force = sense_of(noun, SenseKind::force);
    if (!noun.person || (generic == nullptr && force == nullptr)) return i;
    const ActorKind kind =
        generic != nullptr ? lexicon_.generic_actors()[generic->id].kind : lexicon_.force_nouns()[force->id].kind;
    if (kind != ActorKind::state_forces && kind != ActorKind::police) return i;
    std::uint32_t k = i;
    while (k > 0 && (lexemes()[k - 1].tag == Tag::adjective || lexemes()[k - 1].tag == Tag::other) &&
           lexemes()[k - 1].concept_id != concepts_.former)
      --k;
    return k > 0 && concepts_.former != 0 && lexemes()[k - 1].concept_id == concepts_.former ? k - 1 : i;
  }

  /// "a military operation": an adjective before a noun for an event, and no soldier.
  bool is_adjectival(std::uint32_t i) const {
    int noun = 0, adjective = 0;
    for (const Sense& sense : lexemes()[i].senses) {
      if (sense.kind != SenseKind::word) continue;
      if (sense.part == Part::noun) noun = sense.weight;
      if (sense.part == Part::adjective) adjective = sense.weight;
    }
    if (adjective <= noun) return false;
    for (std::uint32_t k = i + 1; k < lexemes().size(); ++k) {
      const Lexeme& next = lexemes()[k];
      if (next.tag == Tag::noun) return next.cls == TermClass::trigger;
      if (next.tag != Tag::adjective && next.tag != Tag::other) return false;
    }
    return false;
  }

  /// "Kachin fighters", "Russian-backed militias": where the words begin that say which or whose they are; `i`:
  /// nowhere.
  std::uint32_t whose_before(std::uint32_t i) const {
    if (i == 0 || analysis_.shouted || lexemes()[i - 1].tag != Tag::proper) return patron_before(i);
    const Token& name = analysis_.tokens[lexemes()[i - 1].first];
    const bool dated = std::ranges::any_of(analysis_.dates, [&](const DateMention& d) {
      return d.first < lexemes()[i].first && lexemes()[i - 1].first < d.last;
    });
    // "In Homs rebels shelled …"
    const bool where = i >= 2 && lexemes()[i - 2].tag == Tag::preposition;
    const bool lone = name.is(shape::kInitialCapital) && (i < 2 || lexemes()[i - 2].tag != Tag::proper);
    return lone && !dated && !where && sense_of(lexemes()[i - 1], SenseKind::demonym) == nullptr ? i - 1 : i;
  }

  /// "Russian-backed militias", "pro-Iranian fighters": where the words begin that say whose they are; `i`: nowhere.
  std::uint32_t patron_before(std::uint32_t i) const {
    const auto hyphen = [&](std::uint32_t k) { return analysis_.tokens[lexemes()[k].first].cls == TokenClass::hyphen; };
    const auto country = [&](std::uint32_t k) {
      return sense_of(lexemes()[k], SenseKind::adjective) != nullptr ||
             sense_of(lexemes()[k], SenseKind::country) != nullptr;
    };
    if (i >= 3 && hyphen(i - 2) && country(i - 3) && lexemes()[i - 1].tag == Tag::participle) return i - 3;
    const auto word = [&](std::uint32_t k) { return analysis_.tokens[lexemes()[k].first].folded.text; };
    const bool state = i >= 3 && (word(i - 1) == "government" || word(i - 1) == "regime");
    if (i >= 3 && hyphen(i - 2) && (country(i - 1) || state) && word(i - 3) == "pro") return i - 3;
    return i;
  }

  /// "SDF patrols", "Coalition helicopters", "ISIS gunmen", "the M23 group": the nouns behind a name that are its
  /// forces or say what it is.
  std::uint32_t past_armed_nouns(std::uint32_t i) const {
    while (i < lexemes().size() && lexemes()[i].tag == Tag::noun) {
      const Sense* generic = sense_of(lexemes()[i], SenseKind::generic);
      const bool armed = generic != nullptr && is_armed(lexicon_.generic_actors()[generic->id].kind);
      const bool band = lexemes()[i].concept_id != 0 && lexemes()[i].concept_id == concepts_.band;
      const Sense* force = sense_of(lexemes()[i], SenseKind::force);
      const bool theirs = force != nullptr && lexicon_.force_nouns()[force->id].role != ForceRole::position;
      if (!armed && !band && !theirs) break;
      ++i;
    }
    return i;
  }
  static bool is_armed(ActorKind kind) {
    return kind != ActorKind::civilians && kind != ActorKind::person && kind != ActorKind::protesters;
  }

  /// "attributed to Russia", "attributed the strike to Russia"
  bool is_attributed(std::uint32_t i) const {
    constexpr std::uint32_t kReach = 7;
    for (std::uint32_t k = i; k-- > 0 && i - k < kReach;)
      if (lexemes()[k].concept_id == concepts_.attribute) return true;
    return false;
  }

  /// A country's name that says where: behind a preposition of place, or part of a longer place.
  bool is_where(std::uint32_t i) const {
    const Lexeme& lexeme = lexemes()[i];
    for (const PlaceSpan& place : analysis_.places) {
      if (place.first <= lexeme.first && lexeme.last <= place.last &&
          place.last - place.first > lexeme.last - lexeme.first)
        return true;
    }
    if (i == 0 || lexemes()[i - 1].tag != Tag::preposition) return false;
    const std::string_view before = analysis_.tokens[lexemes()[i - 1].first].folded.text;
    if (before == "to" && is_attributed(i)) return false;
    return before != "by" && before != "against" && before != "with" && before != "between" && before != "on";
  }

  bool is_possessor(std::uint32_t i) const {
    return i + 1 < lexemes().size() && lexemes()[i + 1].tag == Tag::possessive;
  }

  bool fits_spelling(const Lexeme& lexeme) const {
    const Token& token = analysis_.tokens[lexeme.first];
    // Where all words are in capitals, "CAR" is a car.
    const bool word = std::ranges::any_of(
        lexeme.senses, [](const Sense& s) { return s.kind == SenseKind::term && s.cls == TermClass::thing; });
    if (word && analysis_.shouted) return false;
    return token.span.length() > 3 || token.is(shape::kAllCapitals) || token.is(shape::kAbbreviation);
  }

  /// A known actor whose spelling and countries fit.
  const Sense* known(const Lexeme& lexeme) const {
    const Span span = analysis_.span_of(lexeme.first, lexeme.last);
    const Sense* best = nullptr;
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind != SenseKind::actor) continue;
      if (sense.spelling != 0 && lexicon_.pooled(sense.spelling) != span.of(analysis_.text)) continue;
      if (sense.context != 0) {
        if (country_.empty() || lexicon_.pooled(sense.context).find(country_) == std::string_view::npos) continue;
        return &sense;  // an alias of this very country goes before one that holds everywhere
      }
      if (best == nullptr) best = &sense;
    }
    return best;
  }

  /// "Russian jets", "Turkish-backed factions", "Iraqi civilians", "Israeli airstrikes", "Sudan's army".
  std::uint32_t take_adjective(std::uint32_t i, std::uint32_t country) {
    const auto size = static_cast<std::uint32_t>(lexemes().size());
    const std::uint32_t begin = is_possessor(i) ? i + 2 : i + 1;
    for (std::uint32_t k = begin; k < size && k < begin + kModifierReach; ++k) {
      const Lexeme& lexeme = lexemes()[k];
      const bool hyphen = analysis_.tokens[lexeme.first].cls == TokenClass::hyphen;
      if (hyphen && k == begin) return i + 1;  // "Turkish-backed": somebody else's
      if (hyphen) continue;                    // "Russian Iskander-M missile"
      if (lexeme.tag != Tag::noun && lexeme.tag != Tag::proper && lexeme.tag != Tag::adjective &&
          lexeme.tag != Tag::ing)
        break;
      if (known(lexeme) != nullptr) return i + 1;
      if (const Sense* force = sense_of(lexeme, SenseKind::force)) {
        std::uint32_t end = k + 1;
        ActorKind kind = lexicon_.force_nouns()[force->id].kind;
        if (lexicon_.force_nouns()[force->id].role == ForceRole::position) {
          add(i, i + 1, ActorOrigin::country, kind, country);  // "Russian positions": whose they are
          return k + 1;
        }
        while (end < size && (lexemes()[end].tag == Tag::noun || lexemes()[end].tag == Tag::proper) &&
               sense_of(lexemes()[end], SenseKind::force) != nullptr) {
          kind = lexicon_.force_nouns()[sense_of(lexemes()[end], SenseKind::force)->id].kind;
          ++end;
        }
        add(i, end, ActorOrigin::country, kind, country);
        return end;
      }
      if (const Sense* generic = sense_of(lexeme, SenseKind::generic)) {
        const ActorKind kind = lexicon_.generic_actors()[generic->id].kind;
        // "Turkish border guards" are Turkey's; "Syrian farmers" are farmers.
        if (kind == ActorKind::state_forces || kind == ActorKind::police)
          add(i, k + 1, ActorOrigin::country, kind, country);
        else
          add(i, k + 1, ActorOrigin::generic, kind, generic->id);
        return k + 1;
      }
      if (lexeme.cls == TermClass::trigger || lexeme.cls == TermClass::weapon) {
        add(i, i + 1, ActorOrigin::country, ActorKind::state_forces, country);
        return i + 1;
      }
    }
    return i + 1;
  }

  /// "Zobair Bin Al-Awam Brigade", "regime forces": the capitalised words before the head belong to the name.
  std::uint32_t named_from(std::uint32_t head) const {
    std::uint32_t begin = head;
    while (begin > 0) {
      const Lexeme& before = lexemes()[begin - 1];
      const bool joint = analysis_.tokens[before.first].cls == TokenClass::hyphen && begin >= 2;
      const bool quote = analysis_.tokens[before.first].cls == TokenClass::punctuation && before.tag == Tag::other &&
                         begin >= 2 && lexemes()[begin - 2].tag == Tag::proper;
      const bool part = before.tag == Tag::proper ||
                        (before.tag == Tag::noun && !analysis_.shouted && before.cls == TermClass::none) ||
                        before.tag == Tag::adjective;
      if (!(joint || quote || part) || head - begin > 8) break;
      --begin;
    }
    // "unidentified drone", "heavy artillery": only adjectives and common nouns, no name.
    const bool named = std::any_of(lexemes().begin() + begin, lexemes().begin() + head,
                                   [](const Lexeme& l) { return l.tag == Tag::proper; });
    // "Kh-59 missiles", "Shahed drones": a model, nobody's name.
    const auto tells_who = [](const Lexeme& l) {
      return sense_of(l, SenseKind::actor) != nullptr || sense_of(l, SenseKind::country) != nullptr ||
             sense_of(l, SenseKind::adjective) != nullptr;
    };
    const bool equipment = is_equipment(lexemes()[head]);
    const bool owned = std::any_of(lexemes().begin() + begin, lexemes().begin() + head, tells_who);
    return named && (!equipment || owned) ? begin : head;
  }

  bool is_equipment(const Lexeme& noun) const {
    const Sense* force = sense_of(noun, SenseKind::force);
    if (force == nullptr) return false;
    const ForceRole role = lexicon_.force_nouns()[force->id].role;
    return role != ForceRole::force && role != ForceRole::body && role != ForceRole::position;
  }

  void add(std::uint32_t first, std::uint32_t last, ActorOrigin origin, ActorKind kind, std::uint32_t id) {
    ActorMention mention;
    mention.first = lexemes()[first].first;
    mention.last = lexemes()[last - 1].last;
    while (!analysis_.actors.empty() && analysis_.actors.back().last > mention.first) {
      if (origin == ActorOrigin::words && analysis_.actors.back().origin != ActorOrigin::words) {
        mention.first = analysis_.actors.back().last;  // a name inside the words keeps its own mention
        if (mention.first >= mention.last || (!analysis_.shouted && !has_capital(mention))) return;
        break;
      }
      analysis_.actors.pop_back();
    }
    mention.span = analysis_.span_of(mention.first, mention.last);
    mention.origin = origin;
    mention.kind = kind;
    mention.id = id;
    // "a suicide bomber" is no aircraft: a phrase is one word, whatever its parts say.
    const Lexeme& noun = lexemes()[last - 1];
    const bool phrase = noun.last - noun.first > 1 && sense_of(noun, SenseKind::generic) != nullptr;
    if (!phrase) mention.role = role_of_last_words(mention);
    analysis_.actors.push_back(mention);
  }

  bool has_capital(const ActorMention& mention) const {
    for (std::uint32_t t = mention.first; t < mention.last; ++t)
      if (analysis_.tokens[t].is(shape::kInitialCapital)) return true;
    return false;
  }

  /// What its last noun is, of one word or two: "air force" says more than "force".
  ForceRole role_of_last_words(const ActorMention& mention) const {
    std::string words;
    ForceRole role = ForceRole::force;
    for (std::uint32_t n = 1; n <= 2 && mention.first + n <= mention.last; ++n) {
      words.insert(0, std::string(analysis_.tokens[mention.last - n].folded.text) + (n > 1 ? " " : ""));
      for (const Sense& sense : lexicon_.senses_of(words))
        if (sense.kind == SenseKind::force) role = lexicon_.force_nouns()[sense.id].role;
    }
    return role;
  }

  bool is_definite(std::uint32_t i) const {
    return i > 0 && analysis_.tokens[lexemes()[i - 1].first].folded.text == "the";
  }

  const Lexicon& lexicon_;
  const ActorStage::Concepts& concepts_;
  SentenceAnalysis& analysis_;
  std::string_view country_;
  std::int32_t own_country_ = -1;
};

}  // namespace

void ActorStage::run(SentenceAnalysis& analysis, std::string_view country) const {
  analysis.actors.clear();
  Finder(lexicon_, concepts_, analysis, country).run();
}

std::string ActorStage::name(const ActorMention& mention, std::string_view text) const {
  switch (mention.origin) {
    case ActorOrigin::known:
      return std::string(lexicon_.text(lexicon_.actors()[mention.id].name));
    case ActorOrigin::generic:
      return std::string(lexicon_.text(lexicon_.generic_actors()[mention.id].name));
    case ActorOrigin::country: {
      if (const auto actor = lexicon_.customary_actor(mention.id, mention.kind))
        return std::string(lexicon_.text(lexicon_.actors()[*actor].name));
      const CountryRow& country = lexicon_.countries()[mention.id];
      if (mention.kind == ActorKind::civilians || country.adjective.length == 0)
        return std::string(mention.span.of(text));
      const std::string adjective(lexicon_.text(country.adjective));
      if (mention.kind == ActorKind::police) return adjective + " police";
      if (mention.kind == ActorKind::government) return adjective + " government";
      return mention.kind == ActorKind::state_forces ? adjective + " forces" : std::string(mention.span.of(text));
    }
    case ActorOrigin::words:
      break;
  }
  return on_one_line(mention.span.of(text));
}

std::string_view ActorStage::country_of(const ActorMention& mention) const {
  if (mention.origin == ActorOrigin::known) return lexicon_.text(lexicon_.actors()[mention.id].country);
  if (mention.origin == ActorOrigin::country) return lexicon_.text(lexicon_.countries()[mention.id].iso2);
  return {};
}

}  // namespace sitrep
