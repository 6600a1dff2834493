#include "extract/tagger.h"

#include <algorithm>

namespace sitrep {

namespace {

/// Weights of the open parts of speech that a lexeme may have in some form.
struct Options {
  int noun = -1, verb = -1, adjective = -1, adverb = -1;
  std::uint8_t noun_forms = 0, verb_forms = 0;
  bool term_noun = false, term_verb = false;
};

class Tagger {
 public:
  Tagger(const Lexicon& lexicon, std::span<const Token> tokens, std::span<const NumberPhrase> numbers,
         std::string_view text, bool shouted, std::vector<Lexeme>& out)
      : lexicon_(lexicon), tokens_(tokens), numbers_(numbers), text_(text), shouted_(shouted), out_(out) {}

  void run() {
    for (std::size_t i = 0; i < out_.size(); ++i) tag(i);
  }

 private:
  const Token& token(const Lexeme& lexeme) const { return tokens_[lexeme.first]; }
  std::string_view words_of(const Lexeme& lexeme) const {
    const std::uint32_t begin = tokens_[lexeme.first].span.begin;
    return text_.substr(begin, tokens_[lexeme.last - 1].span.end - begin);
  }
  std::string_view word(std::size_t i) const {
    return i < out_.size() ? token(out_[i]).folded.text : std::string_view();
  }
  Tag before(std::size_t i) const { return i > 0 ? out_[i - 1].tag : Tag::stop; }

  void tag(std::size_t i) {
    Lexeme& lexeme = out_[i];
    const Token& t = token(lexeme);
    switch (t.cls) {
      case TokenClass::number:
        lexeme.tag = Tag::number;
        if (sense_of(lexeme, SenseKind::actor) != nullptr) lexeme.tag = Tag::proper;  // "4th Division"
        return;
      case TokenClass::possessive:
        lexeme.tag = Tag::possessive;
        return;
      case TokenClass::hyphen:
        lexeme.tag = Tag::other;
        return;
      case TokenClass::dash:
        lexeme.tag = Tag::dash;
        return;
      case TokenClass::punctuation:
        lexeme.tag = punctuation(t);
        return;
      case TokenClass::symbol:
        lexeme.tag = Tag::other;
        return;
      case TokenClass::word:
        break;
    }
    lexeme.upper = t.is(shape::kInitialCapital) && !shouted_;
    if (in_cardinal(lexeme)) {
      lexeme.tag = Tag::number;
      return;
    }
    if (!tag_closed(i) && !tag_name(i)) tag_open(i);
    choose_sense(lexeme);
  }

  /// Part of a number phrase that counts: "more than two dozen".
  bool in_cardinal(const Lexeme& lexeme) {
    while (number_ < numbers_.size() && numbers_[number_].last <= lexeme.first) ++number_;
    return number_ < numbers_.size() && numbers_[number_].first <= lexeme.first &&
           lexeme.last <= numbers_[number_].last && !numbers_[number_].ordinal && word_of_number(lexeme);
  }
  /// "no" and "a few" keep their part as determiners.
  bool word_of_number(const Lexeme& lexeme) const {
    const std::string_view w = token(lexeme).folded.text;
    return w != "no" && w != "a" && w != "an";
  }

  Tag punctuation(const Token& t) const {
    const char c = text_[t.span.begin];
    if (c == ',') return Tag::comma;
    if (c == '(' || c == ')' || c == '[' || c == ']') return Tag::bracket;
    if (c == '.' || c == ';' || c == ':' || c == '!' || c == '?') return Tag::stop;
    return Tag::other;
  }

  /// Function words. "that", "as", "before" and the like are decided by what follows.
  bool tag_closed(std::size_t i) {
    Lexeme& lexeme = out_[i];
    std::uint32_t parts = 0;
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::term && sense.cls == TermClass::closed)
        parts |= 1u << static_cast<unsigned>(sense.part);
    }
    if (parts == 0) return false;
    // A capital inside the sentence makes a name of most of them ("May", "Will"), and "IT" or "US" of the pronouns.
    const bool long_enough = lexeme.last - lexeme.first > 1 || token(lexeme).span.length() > 1;
    const bool opens = token(lexeme).is(shape::kSentenceStart) && !(long_enough && word(i) == "us");
    if (lexeme.upper && !opens && token(lexeme).is(shape::kAllCapitals)) return false;
    const auto has = [&](Part part) { return (parts & (1u << static_cast<unsigned>(part))) != 0; };
    lexeme.tag = closed_tag(i, has);
    return true;
  }

  template <class Has>
  Tag closed_tag(std::size_t i, Has&& has) const {
    const std::string_view w = word(i);
    if (w == "that") return that_tag(i);
    if (has(Part::subordinator) && has(Part::preposition))
      return starts_clause(i + 1) ? Tag::subordinator : Tag::preposition;
    const bool single = out_[i].last - out_[i].first == 1;  // "no", but "no one"
    if ((w == "no" && single) || has(Part::determiner)) return Tag::determiner;
    if (has(Part::negator)) return Tag::negator;
    if (has(Part::to)) return out_[i].last - out_[i].first > 1 || next_is_base_verb(i) ? Tag::to : Tag::preposition;
    if (has(Part::preposition)) return Tag::preposition;
    if (has(Part::coordinator)) return Tag::coordinator;
    if (has(Part::relative)) return Tag::relative;
    if (has(Part::subordinator)) return Tag::subordinator;
    if (has(Part::modal)) return Tag::modal;
    if (has(Part::be)) return Tag::be;
    if (has(Part::have)) return Tag::have;
    if (has(Part::do_)) return Tag::do_;
    if (has(Part::pronoun)) return Tag::pronoun;
    if (has(Part::adjective)) return w == "us" && only_verb(i + 1) ? Tag::proper : Tag::adjective;
    return Tag::adverb;
  }

  /// "the US blamed": what is next can be nothing but a verb.
  bool only_verb(std::size_t i) const {
    if (i >= out_.size() || token(out_[i]).cls != TokenClass::word) return false;
    bool verb = false;
    for (const Sense& sense : out_[i].senses) {
      if (sense.kind != SenseKind::word && sense.kind != SenseKind::term) return false;
      if (sense.part != Part::verb && sense.part != Part::be && sense.part != Part::have && sense.part != Part::modal)
        return false;
      verb = true;
    }
    return verb;
  }

  Tag that_tag(std::size_t i) const {
    const Tag previous = before(i);
    if (previous == Tag::verb || previous == Tag::participle || previous == Tag::ing || previous == Tag::adjective)
      return Tag::subordinator;
    if (previous == Tag::noun || previous == Tag::proper || previous == Tag::comma) return Tag::relative;
    return Tag::determiner;
  }

  /// A finite verb comes within a few words, before any stop: the word at `i` opens a clause.
  bool starts_clause(std::size_t i) const {
    for (std::size_t k = i; k < out_.size() && k < i + 9; ++k) {
      const Token& t = token(out_[k]);
      // A comma ends a phrase ("After the raid, police …"), but for one in a list: "after a judge, a clerk and …".
      if (t.cls == TokenClass::punctuation && !(i > 1 && lists_on(k))) return false;
      for (const Sense& sense : out_[k].senses) {
        if (sense.kind != SenseKind::term && sense.kind != SenseKind::word) continue;
        if (sense.part == Part::be || sense.part == Part::have || sense.part == Part::modal) return true;
        const bool finite = sense.part == Part::verb && (sense.forms & (form::kPast | form::kThird)) != 0 && k > i;
        if (finite && options_of(out_[k]).noun <= options_of(out_[k]).verb) return true;
      }
    }
    return false;
  }

  /// A comma before a coordinator, or before a few words and one.
  bool lists_on(std::size_t comma) const {
    if (text_[token(out_[comma]).span.begin] != ',') return false;
    for (std::size_t k = comma + 1; k < out_.size() && k < comma + 6; ++k) {
      if (word(k) == "and" || word(k) == "or") return true;
      if (token(out_[k]).cls == TokenClass::punctuation && text_[token(out_[k]).span.begin] != ',') return false;
    }
    return false;
  }

  /// "in" and "as" are nouns to a dictionary.
  static bool is_joint(const Lexeme& lexeme) {
    return std::ranges::any_of(lexeme.senses, [](const Sense& sense) {
      return sense.kind == SenseKind::term && sense.cls == TermClass::closed &&
             (sense.part == Part::preposition || sense.part == Part::subordinator || sense.part == Part::coordinator);
    });
  }
  static bool noun_too(const Lexeme& lexeme) {
    return !is_joint(lexeme) && std::ranges::any_of(lexeme.senses, [](const Sense& sense) {
      return (sense.kind == SenseKind::word || sense.kind == SenseKind::term) && sense.part == Part::noun;
    });
  }

  bool next_is_base_verb(std::size_t i) const {
    if (i + 1 >= out_.size()) return false;
    int verb = -1, noun = -1;
    for (const Sense& sense : out_[i + 1].senses) {
      if (sense.kind == SenseKind::term && sense.part == Part::verb && (sense.forms & form::kBase) != 0)
        verb = std::max<int>(verb, 50);
      if (sense.kind != SenseKind::word) continue;
      if (sense.part == Part::verb && (sense.forms & form::kBase) != 0) verb = std::max<int>(verb, sense.weight);
      if (sense.part == Part::noun) noun = std::max<int>(noun, sense.weight);
    }
    return verb >= 0 && (!token(out_[i + 1]).is(shape::kInitialCapital) || shouted_) &&
           (verb * 8 >= noun || before(i) == Tag::verb);
  }

  /// Known actors, adjectives of countries, and capitalised words.
  bool tag_name(std::size_t i) {
    Lexeme& lexeme = out_[i];
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::actor && spelling_fits(lexicon_, sense, words_of(lexeme))) {
        lexeme.tag = Tag::proper;
        return true;
      }
      if (sense.kind == SenseKind::adjective && (lexeme.upper || shouted_)) {
        lexeme.tag = Tag::adjective;
        return true;
      }
      if (sense.kind == SenseKind::demonym && (lexeme.upper || shouted_)) {
        lexeme.tag = Tag::proper;
        return true;
      }
    }
    if (shouted_ && (follows_name(i) || lexeme.given_name) && is_rare_noun(lexeme)) {
      lexeme.tag = Tag::proper;  // "JUAN ISAACS": a word that is hardly used otherwise goes on with the name
      return true;
    }
    if (!lexeme.upper) return false;
    if (token(lexeme).is(shape::kSentenceStart)) {
      if (!lexeme.senses.empty()) return false;
    } else if (has_term(lexeme)) {
      return false;  // "Civil Defence", "Airstrikes on …": a term keeps its class in title case
    }
    lexeme.tag = Tag::proper;
    return true;
  }

  /// A proper noun or a title stands before.
  bool follows_name(std::size_t i) const {
    if (i == 0) return false;
    const Lexeme& before = out_[i - 1];
    return before.tag == Tag::proper || (before.tag == Tag::noun && before.person && before.cls == TermClass::none &&
                                         (before.forms & form::kPlural) == 0);
  }
  static bool is_rare_noun(const Lexeme& lexeme) {
    constexpr int kRare = 2;
    return !lexeme.senses.empty() && std::ranges::all_of(lexeme.senses, [](const Sense& sense) {
      return sense.kind == SenseKind::word && sense.part == Part::noun && sense.weight <= kRare;
    });
  }

  static bool has_term(const Lexeme& lexeme) {
    return std::ranges::any_of(lexeme.senses, [](const Sense& sense) {
      return sense.kind == SenseKind::term || sense.kind == SenseKind::force || sense.kind == SenseKind::generic;
    });
  }

  static Options options_of(const Lexeme& lexeme) {
    Options options;
    for (const Sense& sense : lexeme.senses) {
      const bool known =
          sense.kind == SenseKind::term || sense.kind == SenseKind::force || sense.kind == SenseKind::generic;
      if (!known && sense.kind != SenseKind::word) continue;
      const int weight = known ? std::max<int>(20, sense.weight) : sense.weight;
      if (sense.part == Part::noun) {
        options.noun = std::max(options.noun, weight);
        options.noun_forms |= sense.forms;
        options.term_noun |= known;
      } else if (sense.part == Part::verb) {
        options.verb = std::max(options.verb, weight);
        options.verb_forms |= sense.forms;
        options.term_verb |= known;
      } else if (sense.part == Part::adjective) {
        options.adjective = std::max(options.adjective, weight);
      } else if (sense.part == Part::adverb) {
        options.adverb = std::max(options.adverb, weight);
      }
    }
    return options;
  }

  void tag_open(std::size_t i) {
    Lexeme& lexeme = out_[i];
    const Options options = options_of(lexeme);
    if (options.noun < 0 && options.verb < 0 && options.adjective < 0 && options.adverb < 0) {
      lexeme.tag = unknown_tag(i);
      return;
    }
    if (modifies_noun(i, options)) {
      lexeme.tag = (options.verb_forms & form::kIng) != 0 ? Tag::adjective : Tag::participle;
      return;
    }
    if (options.verb >= 0 && verb_fits(i, options)) {
      tag_verb(i, options);
      return;
    }
    if (options.noun >= 0 && (options.term_noun || options.noun >= options.adjective || !noun_follows(i))) {
      lexeme.tag = options.adverb > options.noun ? Tag::adverb : Tag::noun;
    } else if (options.adjective >= 0 && options.adjective >= options.adverb) {
      lexeme.tag = Tag::adjective;
    } else if (options.adverb >= 0) {
      lexeme.tag = Tag::adverb;
    } else if (options.verb >= 0 && before(i) != Tag::determiner) {
      tag_verb(i, options);
    } else {
      lexeme.tag = Tag::noun;
    }
  }

  /// "the attacking cell", "of displaced civilians", "three wounded men": a participle between what opens a noun group
  /// and its noun.
  bool modifies_noun(std::size_t i, const Options& options) const {
    if (options.verb < 0 || options.noun >= 0) return false;
    const Tag previous = before(i);
    // "in suspected fresh attacks": behind a preposition no verb is finite.
    const bool described = previous == Tag::preposition && (options.verb_forms & form::kParticiple) != 0 &&
                           i + 1 < out_.size() && options_of(out_[i + 1]).adjective >= 0;
    if (!described && !noun_follows(i)) return false;
    // "Suspected gunmen …", but "Killed two soldiers".
    if (previous == Tag::stop)
      return (options.verb_forms & form::kParticiple) != 0 && token(out_[i + 1]).cls == TokenClass::word &&
             !starts_with_determiner(i + 1) && i + 2 < out_.size();
    if (previous == Tag::number && is_light(out_[i])) return false;  // "four sustained injuries": a number did
    const bool opened = previous == Tag::determiner || previous == Tag::possessive || previous == Tag::number;
    if ((options.verb_forms & form::kIng) != 0) return opened && !starts_with_determiner(i + 1);
    if ((options.verb_forms & form::kParticiple) == 0) return false;
    // "showed burned cars", "a school housing displaced families": no verb follows another.
    const bool verb = previous == Tag::verb || (previous == Tag::ing && i >= 2 && nominal(out_[i - 2].tag));
    return (opened || previous == Tag::preposition || verb) && !starts_with_determiner(i + 1);
  }
  static bool is_light(const Lexeme& lexeme) {
    return std::ranges::any_of(lexeme.senses, [](const Sense& sense) {
      return sense.kind == SenseKind::term && sense.cls == TermClass::light && sense.part == Part::verb;
    });
  }
  bool starts_with_determiner(std::size_t i) const {
    return i < out_.size() && std::ranges::any_of(out_[i].senses, [](const Sense& sense) {
             return sense.kind == SenseKind::term && sense.part == Part::determiner;
           });
  }

  Tag unknown_tag(std::size_t i) const {
    const std::string_view w = word(i);
    if (w.ends_with("ly")) return Tag::adverb;
    if (w.size() > 5 && w.ends_with("ing")) return Tag::noun;
    if (w.size() > 4 && w.ends_with("ed")) return Tag::participle;
    // Where capitals tell nothing, a word that no dictionary has is a name.
    return shouted_ && w.size() > 1 ? Tag::proper : Tag::noun;
  }

  /// A noun, name or number stands next: what is here may modify it.
  bool noun_follows(std::size_t i) const {
    if (i + 1 >= out_.size()) return false;
    const Lexeme& next = out_[i + 1];
    if (token(next).cls == TokenClass::hyphen) return true;
    if (!token(next).is_word()) return false;
    if (token(next).is(shape::kInitialCapital) && !shouted_) return true;
    return noun_too(next) || std::ranges::any_of(next.senses, [](const Sense& s) {
             return s.kind == SenseKind::force || s.kind == SenseKind::generic;
           });
  }

  bool starts_noun_group(std::size_t i) const {
    if (i >= out_.size()) return false;
    const Lexeme& next = out_[i];
    const Token& t = token(next);
    if (t.cls == TokenClass::number) return true;
    if (!t.is_word()) return false;
    if (t.is(shape::kInitialCapital) && !shouted_) return true;
    if (is_joint(next)) return false;
    // "about thirty farmers"
    if (std::ranges::any_of(numbers_, [&](const NumberPhrase& n) { return n.first == next.first && !n.ordinal; }))
      return true;
    for (const Sense& sense : next.senses) {
      if (sense.kind == SenseKind::term && (sense.part == Part::determiner || (sense.part == Part::pronoun)))
        return true;
      if (sense.kind == SenseKind::actor || sense.kind == SenseKind::adjective || sense.kind == SenseKind::generic ||
          sense.kind == SenseKind::force)
        return true;
      if ((sense.kind == SenseKind::word || sense.kind == SenseKind::term) &&
          (sense.part == Part::noun || sense.part == Part::adjective))
        return true;
    }
    return next.senses.empty();
  }

  static bool nominal(Tag tag) {
    return tag == Tag::noun || tag == Tag::proper || tag == Tag::number || tag == Tag::pronoun;
  }

  /// Does a verb reading fit here?
  bool verb_fits(std::size_t i, const Options& options) const {
    const Tag previous = skip_adverbs(i);
    const bool auxiliary =
        previous == Tag::modal || previous == Tag::to || previous == Tag::do_ || previous == Tag::negator;
    if (auxiliary && (options.verb_forms & form::kBase) != 0) return true;
    if (options.verb_forms & form::kIng) return ing_fits(i, options, previous);
    const bool past = (options.verb_forms & (form::kPast | form::kParticiple)) != 0;
    if (past && word(i - 1) == "a" && options.noun >= 0 && !noun_follows(i)) return false;  // "a shot at"
    if (past)
      return options.noun < 0 || previous == Tag::be || previous == Tag::have || options.verb >= options.noun ||
             nominal(previous);
    // "This brings the toll to 31": no plural noun behind a singular determiner.
    const bool singular = before(i) == Tag::determiner && (word(i - 1) == "this" || word(i - 1) == "that");
    if (singular && (options.verb_forms & form::kThird) != 0 && (options.noun_forms & form::kSingular) == 0)
      return true;
    if (before(i) == Tag::determiner) return false;  // "the monitor": a noun, though no dictionary has it
    if (options.noun < 0 && options.adjective < 0) return true;
    if (options.term_noun && ing_follows(i)) return false;  // "military forces operating in the area"
    if (previous == Tag::determiner || previous == Tag::adjective || previous == Tag::possessive ||
        previous == Tag::preposition || previous == Tag::number) {
      return false;
    }
    if (previous == Tag::pronoun || previous == Tag::relative) return options.verb * 4 >= options.noun;
    // "jets pound positions", "army shells town": subject before, object or place after.
    const bool third = (options.verb_forms & form::kThird) != 0;
    const bool object = starts_noun_group(i + 1) || (options.term_verb && third && next_is_preposition(i));
    if (previous == Tag::proper || previous == Tag::noun) {
      if (options.term_noun && !options.term_verb) return false;  // "mortars at a base camp"
      const bool agreeing = third || plural_before(i);
      return agreeing && object && (options.noun < 0 || options.verb * 3 >= options.noun || options.term_verb) &&
             !of_follows(i);
    }
    return options.noun < 0 && options.verb > options.adjective;
  }

  bool ing_follows(std::size_t i) const {
    if (i + 1 >= out_.size()) return false;
    const Options options = options_of(out_[i + 1]);
    return (options.verb_forms & form::kIng) != 0 && options.noun <= options.verb;
  }
  bool of_follows(std::size_t i) const {
    return word(i + 1) == "of" || word(i + 1) == "on" || word(i + 1) == "against" || word(i + 1) == "by";
  }
  bool next_is_preposition(std::size_t i) const {
    return word(i + 1) == "in" || word(i + 1) == "near" || word(i + 1) == "at";
  }
  /// The noun before agrees with a plural verb: itself, as a force ("the police arrest"), in a coordination, or behind
  /// its complement ("strikes on Afrin kill").
  bool plural_before(std::size_t i) const {
    std::size_t k = i;
    while (k > 0 && out_[k - 1].tag == Tag::adverb) --k;
    if (k == 0) return false;
    const Lexeme& noun = out_[k - 1];
    if ((noun.forms & form::kPlural) != 0 || sense_of(noun, SenseKind::actor) != nullptr || names_people(noun) ||
        (k > 2 && out_[k - 2].tag == Tag::coordinator))
      return true;
    for (std::size_t reach = 0; k > 1 && reach < 5; ++reach, --k) {
      if (out_[k - 1].tag == Tag::preposition) return (out_[k - 2].forms & form::kPlural) != 0;
      if (!nominal(out_[k - 1].tag) && out_[k - 1].tag != Tag::adjective && out_[k - 1].tag != Tag::determiner)
        return false;
    }
    return false;
  }
  /// "Russians strike"
  bool names_people(const Lexeme& lexeme) const {
    return sense_of(lexeme, SenseKind::demonym) != nullptr && token(lexeme).folded.text.ends_with("s");
  }

  bool ing_fits(std::size_t i, const Options& options, Tag previous) const {
    if (options.noun < 0 && options.adjective < 0) return true;
    if (previous == Tag::be) return true;
    // "began bombing and firing rockets at": as the verb beside it.
    if (previous == Tag::verb && (word(i + 1) == "and" || word(i + 1) == "or") && ing_at(i + 2) &&
        starts_noun_group(i + 3))
      return true;
    if (word(i + 1) == "of" || word(i + 1) == "by") return false;
    if (previous == Tag::determiner || previous == Tag::adjective || previous == Tag::possessive ||
        previous == Tag::number)
      return false;
    if (previous == Tag::preposition || previous == Tag::noun || previous == Tag::proper) {
      if (options.term_noun && !starts_noun_group(i + 1)) return false;
      return starts_noun_group(i + 1) || !options.term_noun;
    }
    return starts_noun_group(i + 1) || options.verb > options.noun;
  }

  bool ing_at(std::size_t i) const {
    return i < out_.size() && std::ranges::any_of(out_[i].senses, [](const Sense& sense) {
             return sense.part == Part::verb && (sense.forms & form::kIng) != 0;
           });
  }

  Tag skip_adverbs(std::size_t i) const {
    for (std::size_t k = i; k-- > 0;) {
      if (out_[k].tag != Tag::adverb && token(out_[k]).cls != TokenClass::hyphen) return out_[k].tag;
    }
    return Tag::stop;
  }

  void tag_verb(std::size_t i, const Options& options) {
    Lexeme& lexeme = out_[i];
    const Tag previous = skip_adverbs(i);
    lexeme.forms = options.verb_forms;
    if ((options.verb_forms & form::kIng) != 0) {
      lexeme.tag = Tag::ing;
      return;
    }
    const bool participle = (options.verb_forms & form::kParticiple) != 0;
    const bool past = (options.verb_forms & form::kPast) != 0;
    if (participle &&
        (!past || previous == Tag::determiner || previous == Tag::adjective || previous == Tag::possessive)) {
      lexeme.tag = Tag::participle;
      // "the besieged town": a participle before a noun modifies it.
      return;
    }
    if (participle && (previous == Tag::be || previous == Tag::have)) {
      lexeme.tag = Tag::participle;
      return;
    }
    lexeme.tag = Tag::verb;
  }

  /// Concept and class of the part that was chosen.
  static void choose_sense(Lexeme& lexeme) {
    const bool verb = lexeme.tag == Tag::verb || lexeme.tag == Tag::ing || lexeme.tag == Tag::participle;
    const bool noun = lexeme.tag == Tag::noun || lexeme.tag == Tag::proper;
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::word && noun && sense.part == Part::noun) lexeme.person |= sense.person();
      if (sense.kind == SenseKind::generic && noun) lexeme.person = true;
      const bool fits =
          sense.kind == SenseKind::term && ((verb && sense.part == Part::verb) || (noun && sense.part == Part::noun) ||
                                            (!verb && !noun && sense.part != Part::noun && sense.part != Part::verb));
      if (noun && (sense.part == Part::noun)) lexeme.forms |= sense.forms;
      if (!fits) continue;
      const bool better =
          lexeme.cls == TermClass::none || (sense.cls == TermClass::trigger && lexeme.cls != TermClass::trigger);
      if (better) {
        lexeme.cls = sense.cls;
        lexeme.concept_id = sense.concept_id;
      }
    }
  }

  const Lexicon& lexicon_;
  std::span<const Token> tokens_;
  std::span<const NumberPhrase> numbers_;
  std::size_t number_ = 0;
  std::string_view text_;
  bool shouted_;
  std::vector<Lexeme>& out_;
};

}  // namespace

void tag_lexemes(const Lexicon& lexicon, std::span<const Token> tokens, std::span<const NumberPhrase> numbers,
                 std::string_view text, bool shouted, std::vector<Lexeme>& lexemes) {
  Tagger(lexicon, tokens, numbers, text, shouted, lexemes).run();
}

}  // namespace sitrep
