// Prints what each stage of the cascade makes of a text: lexemes, groups, clauses, matches, event mentions. For those
// who write rules. Reads the text from the arguments or from standard input.

#include <iostream>
#include <iterator>
#include <string>

#include "extract/clause_symbols.h"
#include "extract/engine.h"
#include "extract/symbols.h"
#include "text/segment.h"

namespace sitrep {
const Image& builtin_image();

namespace {

constexpr const char* kTags[] = {"noun",  "proper", "number", "pronoun", "adj",   "part", "det",  "poss", "verb",
                                 "ing",   "modal",  "be",     "have",    "do",    "to",   "neg",  "adv",  "prep",
                                 "coord", "subord", "rel",    "comma",   "brack", "dash", "stop", "other"};
constexpr const char* kKinds[] = {"noun",  "verb", "prep",    "coord", "subord", "rel",
                                  "comma", "date", "bracket", "stop",  "other"};
constexpr const char* kLinks[] = {"main",       "coordinate", "subordinate", "relative",
                                  "participle", "infinitive", "content"};
constexpr const char* kSlots[] = {"actor", "target", "weapon", "place", "killed", "injured", "count", "source"};

class Tracer {
 public:
  Tracer(Engine& engine, PatternTable& patterns, const std::string& text)
      : engine_(engine), patterns_(patterns), text_(text) {
    a_.text = text_;
  }

  void run() {
    Segmenter segmenter(text_, engine_.words());
    Sentence sentence;
    while (segmenter.next(sentence)) {
      a_.sentence = sentence;
      ++a_.number;
      PlaceList places;
      engine_.analyse(a_, Depth::events, "", places);
      std::cout << "\n[" << a_.number << "] " << flat(sentence.span.of(text_)) << "\n";
      print_lexemes();
      print_groups();
      print_clauses();
      print_events();
    }
  }

 private:
  static std::string flat(std::string_view words) {
    std::string out(words);
    for (char& c : out)
      if (c == '\n') c = ' ';
    return out;
  }
  std::string words(std::int32_t g) const {
    return g < 0 ? "-" : flat(a_.span_of(a_.groups[static_cast<std::size_t>(g)]).of(text_));
  }
  std::string concept_of(std::uint16_t id) const {
    return id == 0 ? "" : std::string(engine_.lexicon().text(engine_.lexicon().concepts()[id].name));
  }

  void print_lexemes() const {
    for (const Lexeme& l : a_.lexemes) {
      std::cout << flat(a_.span_of(l.first, l.last).of(text_)) << "/" << kTags[static_cast<int>(l.tag)];
      if (l.concept_id != 0) std::cout << "=" << concept_of(l.concept_id);
      if (l.person) std::cout << "*";
      std::cout << " ";
    }
    std::cout << "\n";
  }

  void print_groups() const {
    for (std::size_t g = 0; g < a_.groups.size(); ++g) {
      const Group& group = a_.groups[g];
      std::cout << "  " << g << " " << kKinds[static_cast<int>(group.kind)] << " '"
                << words(static_cast<std::int32_t>(g)) << "' head '"
                << flat(a_.span_of(a_.lexemes[group.head].first, a_.lexemes[group.head].last).of(text_)) << "' "
                << concept_of(group.concept_id) << " bits " << int(group.bits);
      if (group.name_last > 0) std::cout << " named";
      for (const ActorMention& m : a_.actors_of(group))
        std::cout << " actor(" << engine_.actors().name(m, text_) << (m.modifier ? " mod" : "") << ")";
      if (group.place >= 0) std::cout << " place";
      if (group.count.known()) std::cout << " counted";
      if (group.modality != Modality::none) std::cout << " modality " << int(group.modality);
      std::cout << "\n";
    }
  }

  void print_clauses() {
    ClauseSymbols symbols;
    std::vector<PatternMatch> matches;
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const Clause& k = a_.clauses[c];
      std::cout << "  clause " << c << " " << kLinks[static_cast<int>(k.link)] << " of " << k.parent << ": S '"
                << words(k.subject) << "' V '" << words(k.verb) << "' rest";
      for (std::int32_t g : k.rest) std::cout << " " << g;
      std::cout << "\n";
      write_symbols(a_, k, symbols);
      patterns_.match(symbols.symbols, symbols.concepts, symbols.triggers, matches);
      for (const PatternMatch& m : matches) {
        std::cout << "      " << patterns_.id(m.pattern) << " trigger '"
                  << words(symbols.groups[m.trigger / symbol::kRecord]) << "'";
        for (const auto& [slot, at] : m.slots)
          std::cout << " " << kSlots[static_cast<int>(slot)] << " '" << words(symbols.groups[at / symbol::kRecord])
                    << "'";
        std::cout << "\n";
      }
    }
  }

  void print_events() {
    std::vector<EventMention> events;
    engine_.find_events(a_, 0, events);
    for (const EventMention& e : events) {
      std::cout << "  EVENT "
                << (e.type == kNoType ? std::string_view("(casualties)")
                                      : engine_.lexicon().text(engine_.lexicon().event_types()[e.type].type))
                << " " << name_of(e.status) << (e.background ? " background" : "") << (e.definite ? " definite" : "")
                << " trigger '" << flat(e.trigger.of(text_)) << "' actor";
      for (const ActorMention& m : e.actors) std::cout << " [" << engine_.actors().name(m, text_) << "]";
      std::cout << " '" << flat(e.actor_words.of(text_)) << "' target";
      for (const ActorMention& m : e.targets) std::cout << " [" << engine_.actors().name(m, text_) << "]";
      std::cout << " '" << flat(e.target_words.of(text_)) << "' weapon '" << flat(e.weapon_words.of(text_)) << "'"
                << " places " << e.places.size() << " dates " << e.dates.size() << "\n";
    }
  }

  Engine& engine_;
  PatternTable& patterns_;
  const std::string& text_;
  SentenceAnalysis a_;
};

}  // namespace
}  // namespace sitrep

int main(int argc, char** argv) {
  std::string text;
  for (int i = 1; i < argc; ++i) text += (i > 1 ? " " : "") + std::string(argv[i]);
  if (argc < 2) text.assign(std::istreambuf_iterator<char>(std::cin), {});
  sitrep::Engine engine(sitrep::builtin_image());
  sitrep::PatternTable patterns(sitrep::builtin_image(), engine.lexicon());
  sitrep::Tracer(engine, patterns, text).run();
  return 0;
}
