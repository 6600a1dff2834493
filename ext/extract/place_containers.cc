#include "extract/place_containers.h"

#include <optional>

#include "extract/place_operands.h"

namespace sitrep {
namespace {

class ContainerLinker : OperandReader {
 public:
  ContainerLinker(const PlaceFinder& finder, const SentenceAnalysis& analysis, std::size_t first_mention,
                  PlaceList& places)
      : OperandReader(finder, analysis), first_mention_(first_mention), out_(places) {}

  void run() {
    for (std::size_t m = first_mention_; m < out_.mentions.size(); ++m)
      out_.mentions[m].in_division = is_in_division(out_.mentions[m]);
    for (std::size_t m = out_.mentions.size(); m-- > first_mention_ + 1;) {
      PlaceMention& inner = out_.mentions[m - 1];
      const PlaceMention& outer = out_.mentions[m];
      const int link = link_between(inner, outer);
      if (link == 1 || link == 2) {
        // "A in Nigeria's Plateau state": in the inner of the two.
        const bool next =
            m + 1 < out_.mentions.size() && out_.mentions[m + 1].container == static_cast<std::int32_t>(m);
        inner.container = static_cast<std::int32_t>(next ? m + 1 : m);
        inner.container_certain = link == 1;
      }
      out_.mentions[m].describes = describes(inner, outer);
      if (holds_next(inner, outer) && outer.container < 0) {
        out_.mentions[m].container = static_cast<std::int32_t>(m - 1);
        out_.mentions[m].container_certain = inner.last == outer.first;
        continue;
      }
      if (link == 2 || link == 3) share_kind(inner, outer);
      // "A and B in C": what holds of B holds of A.
      if (link == 3 || (link == 2 && outer.container >= 0)) {
        if (outer.container >= 0 && (link == 3 || !is_wide(outer))) {
          inner.container = outer.container;
          inner.container_certain = outer.container_certain;
          inner.container_later = outer.container_later;
        }
      }
      if (inner.container < 0) {
        inner.container = later_region(m - 1);
        inner.container_later = inner.container >= 0;
      }
    }
  }

 private:
  /// "A village in the province's east", "A, in the same governorate": the province is not named again.
  bool is_in_division(const PlaceMention& mention) const {
    std::uint32_t at = mention.last;
    if (word(at) == ",") ++at;
    if (word(at) != "in" && word(at) != "of" && word(at) != "within") return false;
    ++at;
    if (word(at) != "the" && word(at) != "that") return false;
    ++at;
    if (word(at) == "same") ++at;
    const PlaceWordRow* kind = at < size_ ? cue(at, PlaceRole::kind) : nullptr;
    if (kind == nullptr || kind->kind != PlaceKind::admin1 || kind->plural) return false;
    const std::uint32_t next = at + 1;
    return word(next) != "of" && (next >= size_ || !f_.tokens()[next].name_word) &&
           (next >= size_ || f_.tokens()[next].atom < 0);
  }

  /// "Nigeria's Plateau state", "the northern Baghdad | suburb of Taji": the first holds the second.
  bool holds_next(const PlaceMention& first, const PlaceMention& second) const {
    if (first.relation != Relation::none && first.relation != Relation::part) return false;
    if (second.relation != Relation::none && second.relation != Relation::part) return false;
    if (first.last == second.first) return first.atoms_end > first.atoms_begin && cue(second.first, PlaceRole::kind);
    std::uint32_t at = first.last;
    if (analysis_.tokens[at].cls != TokenClass::possessive) return false;
    // "Israel's Rafah offensive": whose, and not where.
    const bool event = second.last < size_ && f_.lexeme_at(analysis_, second.last).cls == TermClass::trigger;
    return ++at == second.first && !event;
  }

  /// "The frontline of A, where …" aside, a phrase goes on to its region: "near A, in areas that B holds, in the
  /// countryside of C". The mention of that region, with nothing between that begins another clause; -1: none.
  std::int32_t later_region(std::size_t m) const {
    constexpr std::uint32_t kReach = 30;
    const PlaceMention& inner = out_.mentions[m];
    if (is_wide(inner) || inner.relation == Relation::border || is_division(inner)) return -1;
    std::uint32_t at = inner.last;
    for (std::size_t k = m + 1; k < out_.mentions.size(); ++k) {
      const PlaceMention& outer = out_.mentions[k];
      if (outer.first > inner.last + kReach) return -1;
      for (; at < outer.first; ++at)
        if (begins_clause(at)) return -1;
      std::uint32_t before = outer.first;
      while (before > 0 && (word(before - 1) == "the" || word(before - 1) == "its")) --before;
      const bool in = before > 0 && (word(before - 1) == "in" || word(before - 1) == "within");
      if (in && (is_wide(outer) || is_division(outer))) return static_cast<std::int32_t>(k);
    }
    return -1;
  }

  /// What is behind the token at `i` is of something else: a verb, a conjunction, another event, "from", "to".
  bool begins_clause(std::uint32_t i) const {
    const Lexeme& lexeme = f_.lexeme_at(analysis_, i);
    switch (lexeme.tag) {
      case Tag::verb:
      case Tag::modal:
      case Tag::be:
      case Tag::have:
      case Tag::do_:
      case Tag::subordinator:
      case Tag::relative:
      case Tag::stop:
      case Tag::dash:
        return true;
      default:
        break;
    }
    const std::string_view w = word(i);
    return lexeme.cls == TermClass::trigger || w == "from" || w == "to" || w == "after" || w == "before" ||
           w == "following" || w == "while" || w == "as";
  }

  /// "Aleppo province".
  bool is_division(const PlaceMention& mention) const {
    return mention.relation == Relation::none && mention.has_kind &&
           (mention.kind == PlaceKind::admin1 || mention.kind == PlaceKind::admin2);
  }

  /// What the words between two mentions say: 1 the first lies in the second, 2 perhaps (a comma), 3 they are
  /// coordinated, 0 nothing.
  int link_between(const PlaceMention& a, const PlaceMention& b) const {
    std::uint32_t at = a.last;
    if (at == b.first && a.relation == Relation::none && is_wide(b)) return 1;  // "Jurin village western Hama"
    bool comma = false, joint = false;
    for (int n = 0; at < b.first; ++at, ++n) {
      const std::string_view w = word(at);
      if (n > 4) return 0;
      if (w == "in" || w == "of" || w == "within" || w == "at") return only_the(at + 1, b.first) ? 1 : 0;
      if (w == "(") return at + 1 == b.first ? 1 : 0;
      if (w == "," && !comma && !joint) {
        comma = true;
        if (const std::uint32_t in = behind_apposition(at + 1); in != 0) return only_the(in, b.first) ? 1 : 0;
      } else if ((w == "and" || w == "or") && !joint) {
        joint = true;
      } else if (w != "the" && w != "its") {
        return 0;
      }
    }
    return joint ? 3 : comma ? 2 : 0;
  }
  /// "…, a farming village in": the token behind "in" or "of"; 0 when no such words begin at `i`.
  std::uint32_t behind_apposition(std::uint32_t i) const {
    constexpr std::uint32_t kLongest = 5;
    if (word(i) != "a" && word(i) != "an" && word(i) != "the") return 0;
    bool kind = false;
    for (std::uint32_t at = i + 1; at < i + 1 + kLongest && at < size_; ++at) {
      const std::string_view w = word(at);
      if (kind && (w == "in" || w == "of" || w == "within")) return at + 1;
      if (f_.tokens()[at].in_atom || w == ",") return 0;
      kind |= cue(at, PlaceRole::kind) != nullptr;
    }
    return 0;
  }
  bool only_the(std::uint32_t from, std::uint32_t to) const {
    // "in the restive province of A", "in northern A" is read with its name.
    for (; from < to; ++from)
      if (word(from) != "the" && f_.lexeme_at(analysis_, from).tag != Tag::adjective) return false;
    return true;
  }

  /// "Homs, Hama and Aleppo provinces": the kind of the last is the kind of all.
  void share_kind(const PlaceMention& inner, const PlaceMention& outer) {
    if (inner.relation != Relation::none || outer.relation != Relation::none || outer.atoms_end == 0) return;
    PlaceAtom& one = out_.atoms[inner.atoms_begin];
    const PlaceAtom& last = out_.atoms[outer.atoms_begin];
    if (one.kind_hint || !last.kind_hint || !names_many(outer, last)) return;
    one.kind_hint = last.kind_hint;
    one.evidence |= evidence::kKindWord;
    shared_from_ = inner.first;
  }
  bool names_many(const PlaceMention& mention, const PlaceAtom& atom) const {
    if (shared_from_ == mention.first) return true;
    for (std::uint32_t at = atom.last; at < mention.last; ++at)
      if (const PlaceWordRow* kind = cue(at, PlaceRole::kind); kind != nullptr && kind->plural) return true;
    return false;
  }

  /// "Marka, 109 km southwest of Mogadishu", "Madaya, a town near Damascus", "Arsal on the border with Syria": says
  /// only where the one before lies.
  bool describes(const PlaceMention& before, const PlaceMention& mention) const {
    const bool border = mention.relation == Relation::border;
    if (mention.relation != Relation::near && mention.relation != Relation::direction && !border) return false;
    if (before.relation == Relation::border || before.last > mention.first) return false;
    bool apposed = mention.distance_km.has_value() || before.relation == Relation::none;
    const bool close = mention.relation == Relation::near && before.last == mention.first;
    if (close) return apposed;
    for (std::uint32_t at = before.last; at < mention.first; ++at) {
      const PlaceWordRow* kind = cue(at, PlaceRole::kind);
      const std::string_view w = word(at);
      apposed |= kind != nullptr;
      const bool beside =
          border && (w == "on" || w == "along" || w == "near" || w == "close" || w == "to" || w == "at");
      if (kind == nullptr && !beside && w != "," && w != "]" && w != ")" && w != "a" && w != "the" && w != "located" &&
          w != "just")
        return false;
    }
    return apposed && before.last < mention.first;
  }
  bool is_wide(const PlaceMention& mention) const {
    return mention.relation == Relation::countryside || mention.relation == Relation::part;
  }

  const std::size_t first_mention_;
  PlaceList& out_;
  std::optional<std::uint32_t> shared_from_;  ///< first token of a name that has the kind of the list's end
};

}  // namespace

void link_containers(const PlaceFinder& finder, const SentenceAnalysis& analysis, std::size_t first_mention,
                     PlaceList& places) {
  ContainerLinker(finder, analysis, first_mention, places).run();
}

}  // namespace sitrep
