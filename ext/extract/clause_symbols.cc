#include "extract/clause_symbols.h"

#include "extract/symbols.h"

namespace sitrep {
namespace {

class Writer {
 public:
  Writer(const SentenceAnalysis& analysis, ClauseSymbols& out) : a_(analysis), out_(out) {}

  void write(std::int32_t g, bool subject) {
    const Group& group = a_.groups[static_cast<std::size_t>(g)];
    switch (group.kind) {
      case GroupKind::noun:
        write_noun(g, group, subject);
        return;
      case GroupKind::verb:
        write_verb(g, group);
        return;
      case GroupKind::preposition:
        // A preposition before a date goes with it.
        if (!followed_by_date(g)) put(symbol::kPreposition, group.concept_id, 0, 0, g, -1);
        return;
      case GroupKind::coordinator:
        put(symbol::kCoordinator, group.concept_id, 0, 0, g, -1);
        return;
      case GroupKind::comma:
        put(symbol::kComma, 0, 0, 0, g, -1);
        return;
      case GroupKind::relative:
        put(symbol::kRelative, group.concept_id, 0, 0, g, -1);
        return;
      case GroupKind::bracket:
        put(symbol::kBracket, 0, 0, 0, g, -1);
        return;
      case GroupKind::other:
        if (group.concept_id != 0) put(symbol::kOther, group.concept_id, 0, 0, g, -1);
        return;
      default:
        return;
    }
  }

  /// Nothing is matched across it.
  void bar() { put(symbol::kRelative, 0, 0, 0, -1, -1); }

 private:
  bool followed_by_date(std::int32_t g) const {
    const auto next = static_cast<std::size_t>(g) + 1;
    return next < a_.groups.size() && a_.groups[next].kind == GroupKind::date;
  }

  void write_noun(std::int32_t g, const Group& group, bool subject) {
    if (g > 0 && a_.groups[static_cast<std::size_t>(g) - 1].possessor)
      put(symbol::kModifier, 0, a_.groups[static_cast<std::size_t>(g) - 1].bits, symbol::kIsPossessor, g - 1, -1);
    // Modifiers before an event noun: "Russian airstrikes", "drone attack".
    if (group.cls == TermClass::trigger) {
      for (std::uint32_t i = group.actors_begin; i < group.actors_end; ++i) {
        if (a_.actors[i].modifier) put(symbol::kModifier, 0, noun::kActor, 0, g, static_cast<std::int32_t>(i));
      }
      if (group.weapon != 0) put(symbol::kModifier, 0, noun::kWeapon, 0, g, -1);
    }
    std::uint8_t bits = group.bits;
    if (!subject && (bits & noun::kPronoun) != 0) bits = noun::kPronoun;
    put(symbol::kNoun, group.concept_id, bits, group.cls == TermClass::trigger ? symbol::kIsTrigger : 0, g, -1);
    if (group.cls == TermClass::trigger) out_.triggers |= 1;
  }

  void write_verb(std::int32_t g, const Group& group) {
    const bool trigger = group.cls == TermClass::trigger;
    put(symbol::kVerb, group.concept_id, 0,
        static_cast<std::uint8_t>((group.bits & 15) | (trigger ? symbol::kVerbTrigger : 0)), g, -1);
    if (trigger) out_.triggers |= 2;
  }

  void put(symbol::Kind kind, std::uint16_t concept_id, std::uint8_t bits, std::uint8_t flags, std::int32_t g,
           std::int32_t actor) {
    symbol::append(out_.symbols, kind, concept_id, bits, flags);
    out_.groups.push_back(g);
    out_.actors.push_back(actor);
    if (concept_id != 0) out_.concepts.push_back(concept_id);
  }

  const SentenceAnalysis& a_;
  ClauseSymbols& out_;
};

}  // namespace

void write_symbols(const SentenceAnalysis& analysis, const Clause& clause, ClauseSymbols& out) {
  out.symbols.clear();
  out.groups.clear();
  out.actors.clear();
  out.concepts.clear();
  out.triggers = 0;
  Writer writer(analysis, out);
  if (clause.subject >= 0) writer.write(clause.subject, true);
  if (clause.verb < 0) {
    for (std::int32_t g : clause.rest) writer.write(g, false);
    return;
  }
  // Subject and verb become neighbours; what stands before the verb follows as a stretch of its own, so that "the
  // shelling of Idlib by regime forces killed three" has both {n:shelling} {v:kill} and {n:shelling} of … by ….
  writer.write(clause.verb, false);
  for (std::int32_t g : clause.rest) {
    if (g > clause.verb) writer.write(g, false);
  }
  writer.bar();
  if (clause.subject >= 0 && clause.subject < clause.verb) writer.write(clause.subject, true);
  for (std::int32_t g : clause.rest) {
    if (g < clause.verb) writer.write(g, false);
  }
}

}  // namespace sitrep
