#include "extract/place_relations.h"

#include <algorithm>
#include <array>

#include "extract/place_containers.h"
#include "extract/place_operands.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

class RelationParser : OperandReader {
 public:
  RelationParser(const PlaceFinder& finder, SentenceAnalysis& analysis, PlaceList& places)
      : OperandReader(finder, analysis), a_(analysis), out_(places) {}

  void run() {
    first_mention_ = static_cast<std::uint32_t>(out_.mentions.size());
    for (std::uint32_t i = 0; i < size_;) {
      const std::uint32_t end = place(i);
      i = end == kNone ? i + 1 : end;
    }
    link_containers(f_, a_, first_mention_, out_);
  }

 private:
  // --- mentions --------------------------------------------------------------------------------------------------

  PlaceMention& push(std::uint32_t first, std::uint32_t last, Relation relation, std::span<const Operand> parts) {
    PlaceMention mention;
    mention.first = first;
    mention.last = last;
    mention.span = a_.span_of(first, last);
    mention.sentence = a_.number;
    mention.paragraph = a_.sentence.paragraph;
    mention.relation = relation;
    mention.atoms_begin = static_cast<std::uint32_t>(out_.atoms.size());
    for (const Operand& part : parts) out_.atoms.push_back(part.atom);
    mention.atoms_end = static_cast<std::uint32_t>(out_.atoms.size());
    if (parts.size() == 1 && relation == Relation::none && parts[0].atom.kind_hint) {
      mention.kind = *parts[0].atom.kind_hint;
      mention.has_kind = true;
    }
    mention.said_country = said_country(first, parts);
    mention.locative = is_locative_before(first);
    mention.holds_many = is_behind_plural(first);
    mention.heads_paragraph = first == 0 && parts.size() == 1 && relation == Relation::none && word(last) == ":";
    const bool dateline = a_.sentence.dateline.contains(mention.span) && !a_.sentence.dateline.empty();
    const bool tied = parts.size() == 1 && (parts[0].atom.evidence & evidence::kTied) != 0;
    // "The Red Sea city of Jeddah": what happened there happened in the city.
    const bool holder =
        parts.size() == 1 && parts[0].last == last && cue(last, PlaceRole::kind) != nullptr && holds_named(parts[0]);
    if (!dateline && !tied && !holder)
      a_.places.push_back({first, last, static_cast<std::uint32_t>(out_.mentions.size())});
    out_.mentions.push_back(mention);
    return out_.mentions.back();
  }

  /// "The Cameroonian town of X"; a settlement is called after those who settled it.
  std::int32_t said_country(std::uint32_t first, std::span<const Operand> parts) const {
    if (first == 0 || parts.size() != 1 || cue(first, PlaceRole::kind) == nullptr) return -1;
    if (word(first) == "settlement" || (first > 1 && is_hyphen(first - 2))) return -1;
    return country_adjective(first - 1);
  }

  /// "two villages in X", "the countryside in X": X is wider than they are.
  bool is_behind_plural(std::uint32_t i) const {
    if (i < 2 || word(i - 1) != "in") return false;
    const PlaceWordRow* kind = cue(i - 2, PlaceRole::kind);
    return (kind != nullptr && kind->plural && kind->kind == PlaceKind::populated) ||
           cue(i - 2, PlaceRole::countryside) != nullptr || cue(i - 2, PlaceRole::around) != nullptr;
  }

  bool is_locative_before(std::uint32_t i) const {
    while (i > 0 && (word(i - 1) == "the" || word(i - 1) == "its")) --i;
    return i > 0 && (cue(i - 1, PlaceRole::locative) != nullptr || cue(i - 1, PlaceRole::struck) != nullptr);
  }

  /// The place that begins at token `i`, longest reading first; kNone when there is none.
  std::uint32_t place(std::uint32_t i) {
    if (const std::uint32_t end = distance(i); end != kNone) return end;
    if (f_.tokens()[i].atom >= 0) return from_atom(i);
    if (const std::uint32_t end = adjective_border(i); end != kNone) return end;
    if (const std::uint32_t end = adjective_place(i); end != kNone) return end;
    if (f_.tokens()[i].cue_words > 0) {
      if (const std::uint32_t end = from_cue(i); end != kNone) return end;
    }
    return unknown_place(i);
  }

  // "20 km south of X", "20 kilometres from X"
  std::uint32_t distance(std::uint32_t i) {
    double value = 0;
    std::uint32_t at = number(i, value);
    if (at == kNone) return kNone;
    if (is_hyphen(at)) ++at;
    const PlaceWordRow* unit = at < size_ ? cue(at, PlaceRole::unit) : nullptr;
    if (unit == nullptr) return kNone;
    at = after_parenthesis(after_cue(at));
    if (word(at) == ")") ++at;
    if (word(at) == "away" || word(at) == "outside") ++at;
    if (word(at) == "to") ++at;
    at = skip_the(at);
    Compass compass = Compass::unknown;
    if (at < size_ && (cue(at, PlaceRole::compass_noun) || cue(at, PlaceRole::compass_adjective))) {
      const PlaceWordRow* row = cue(at, PlaceRole::compass_noun);
      compass = (row ? row : cue(at, PlaceRole::compass_adjective))->compass;
      at = after_cue(at);
    }
    if (word(at) == "away") ++at;
    Operand part;
    const bool direct = word(at) == "of" || word(at) == "from" || word(at) == "off" || word(at) == "outside";
    if (!direct || !operand(at + 1, true, part)) return kNone;
    std::vector<Operand> parts = {part};
    if (compass == Compass::unknown && towards(part.last, part)) parts.push_back(part);
    const bool near = compass == Compass::unknown && parts.size() == 1;
    PlaceMention& mention = push(i, part.last, near ? Relation::near : Relation::direction, parts);
    mention.compass = compass;
    mention.distance_km = value * unit->value;
    return part.last;
  }

  /// One mention for each part: the prefix's relation holds for all of them.
  std::uint32_t distribute(std::uint32_t first, Relation relation, std::span<const Operand> parts, Compass compass,
                           bool far, std::optional<PlaceKind> kind = std::nullopt) {
    for (std::size_t n = 0; n < parts.size(); ++n) {
      PlaceMention& mention = push(n == 0 ? first : parts[n].first, parts[n].last, relation, parts.subspan(n, 1));
      mention.compass = compass;
      mention.far = far;
      if (kind) {
        mention.kind = *kind;
        mention.has_kind = true;
        out_.atoms[mention.atoms_begin].kind_hint = kind;
      }
    }
    return parts.back().last;
  }

  // --- relations that begin with a cue -----------------------------------------------------------------------------

  std::uint32_t from_cue(std::uint32_t i) {
    if (cue(i, PlaceRole::compass_adjective) || cue(i, PlaceRole::compass_noun) || cue(i, PlaceRole::far))
      return from_compass(i);
    if (cue(i, PlaceRole::countryside) || cue(i, PlaceRole::around))
      return from_surroundings(i, i, Compass::unknown, false);
    if (cue(i, PlaceRole::rural)) {
      const std::vector<Operand> parts = list(after_cue(i), true);
      return parts.empty() ? kNone : distribute(i, Relation::countryside, parts, Compass::unknown, false);
    }
    if (cue(i, PlaceRole::near)) return from_near(i);
    if (cue(i, PlaceRole::border)) return from_border(i);
    if (cue(i, PlaceRole::triangle)) return from_triangle(i);
    if (cue(i, PlaceRole::road)) return from_road(i);
    if (cue(i, PlaceRole::between)) return from_between(i);
    if (cue(i, PlaceRole::kind)) return from_kind(i);
    return kNone;
  }

  /// "southern A", "the north of A", "north of A", "far eastern A", "eastern countryside of A", "western outskirts of
  /// A".
  std::uint32_t from_compass(std::uint32_t i) {
    std::uint32_t at = i;
    bool far = false;
    if (cue(at, PlaceRole::far)) {
      far = true;
      at = after_cue(at);
    }
    if (at >= size_) return kNone;
    const PlaceWordRow* adjective = cue(at, PlaceRole::compass_adjective);
    const PlaceWordRow* noun = cue(at, PlaceRole::compass_noun);
    if (adjective == nullptr && noun == nullptr) return kNone;
    const Compass compass = (adjective ? adjective : noun)->compass;
    at = after_cue(at);
    if (at < size_ && (cue(at, PlaceRole::countryside) || cue(at, PlaceRole::around))) {
      if (const std::uint32_t end = from_surroundings(i, at, compass, far); end != kNone) return end;
    }
    if (adjective != nullptr && names_whole(at)) return kNone;  // "the northern city of A"
    if (at < size_ && cue(at, PlaceRole::rural)) at = after_cue(at);
    // "Northern Lebanon | town of Tripoli", "western Iran | 's Kermanshah"
    Operand holder;
    if (adjective != nullptr && plain_operand(skip_the(at), false, holder) && holder.last < size_ &&
        (a_.tokens[holder.last].cls == TokenClass::possessive ||
         (cue(holder.last, PlaceRole::kind) != nullptr && holds_named(holder))))
      return distribute(i, Relation::part, std::span(&holder, 1), compass, far);
    const bool of = word(at) == "of" || is_part_noun(at);
    if (is_part_noun(at)) ++at;
    const std::vector<Operand> parts = list(of ? at + 1 : at, false);
    if (parts.empty()) return kNone;
    const bool outside = noun != nullptr && of && !(i > 0 && word(i - 1) == "the");
    if (outside) return distribute(i, Relation::direction, parts, compass, far);
    const Operand& last = parts.back();
    if (parts.size() == 1 && last.last < size_ && cue(last.last, PlaceRole::countryside)) {
      const std::uint32_t end = after_cue(last.last);
      PlaceMention& mention = push(i, end, Relation::countryside, parts);
      mention.compass = compass;
      mention.far = far;
      return end;
    }
    return distribute(i, Relation::part, std::span(parts).first(1), compass, far);
  }

  bool is_part_noun(std::uint32_t i) const {
    constexpr std::array<std::string_view, 12> kNouns = {"part",    "parts", "half", "side",     "sides",   "sector",
                                                         "sectors", "areas", "area", "villages", "section", "sections"};
    return word(i + 1) == "of" && std::ranges::find(kNouns, word(i)) != kNouns.end();
  }

  /// "[eastern] countryside of [eastern] A", "outskirts of A": `at` is the noun, `first` where the mention begins.
  std::uint32_t from_surroundings(std::uint32_t first, std::uint32_t at, Compass compass, bool far) {
    const Relation relation = cue(at, PlaceRole::countryside) ? Relation::countryside : Relation::around;
    std::uint32_t next = after_cue(at);
    if (word(next) != "of" && word(next) != "in") return kNone;
    const bool in = word(next) == "in";
    next = skip_the(next + 1);
    if (next < size_ && cue(next, PlaceRole::compass_adjective)) {
      compass = cue(next, PlaceRole::compass_adjective)->compass;
      next = after_cue(next);
    }
    const std::vector<Operand> parts = list(next, !in);
    return parts.empty() ? kNone : distribute(first, relation, parts, compass, far);
  }

  std::uint32_t from_near(std::uint32_t i) {
    const std::uint32_t next = after_cue(i);
    // What is near may itself be composed: "near the Syrian-Turkish border". That mention says it all.
    Operand part;
    if (!operand(next, true, part)) return kNone;
    if (part.last < size_ &&
        (cue(part.last, PlaceRole::border) || cue(part.last, PlaceRole::road) || is_hyphen(part.last)))
      return kNone;
    push(i, part.last, Relation::near, {&part, 1});
    return part.last;
  }

  std::uint32_t from_border(std::uint32_t i) {
    std::uint32_t next = after_cue(i);
    if (word(next) == "separating" || word(next) == "line") ++next;
    const std::string_view link = word(next);
    if (link == "between" || link == "of" || link == "separating") {
      const std::vector<Operand> parts = list(next + 1, false);
      if (parts.size() < 2 && link != "of") return kNone;
      if (parts.empty()) return kNone;
      push(i, parts.back().last, Relation::border, std::span(parts).first(std::min<std::size_t>(2, parts.size())));
      return parts[std::min<std::size_t>(1, parts.size() - 1)].last;
    }
    Operand part;
    if ((link != "with" && link != "near") || !operand(next + 1, false, part)) return kNone;
    push(i, part.last, Relation::border, {&part, 1});
    return part.last;
  }

  std::uint32_t from_triangle(std::uint32_t i) {
    const std::uint32_t next = after_cue(i);
    if (word(next) != "of" && word(next) != "between") return kNone;
    const std::vector<Operand> parts = list(next + 1, true);
    if (parts.size() != 3) return kNone;
    push(i, parts.back().last, Relation::triangle, parts);
    return parts.back().last;
  }

  /// "road between A and B", "highway from A to B", "road linking A with B".
  std::uint32_t from_road(std::uint32_t i) {
    std::uint32_t next = after_cue(i);
    if (word(next) == "that" || word(next) == "which") ++next;
    constexpr std::array<std::string_view, 10> kLinks = {"between",  "from",    "linking", "connecting", "links",
                                                         "connects", "joining", "of",      "leading",    "running"};
    if (std::ranges::find(kLinks, word(next)) == kLinks.end()) return kNone;
    ++next;
    const Relation relation = word(next - 1) == "between" ? Relation::between : Relation::along;
    if (word(next) == "from" || word(next) == "between") ++next;
    Operand from, to;
    if (!operand(next, true, from)) return kNone;
    constexpr std::array<std::string_view, 5> kJoints = {"and", "to", "with", "towards", "toward"};
    if (std::ranges::find(kJoints, word(from.last)) == kJoints.end() || !operand(from.last + 1, true, to)) return kNone;
    const std::array<Operand, 2> parts = {from, to};
    push(i, to.last, relation, parts);
    return to.last;
  }

  /// "the area between A and B", "lies between A and B"; what stands between two parties to a fight, a treaty or a
  /// match is a noun for that, and no place. Two countries, which are parties more often than not, need a word for
  /// land.
  std::uint32_t from_between(std::uint32_t i) {
    const std::vector<Operand> parts = list(i + 1, true);
    if (parts.size() != 2) return kNone;
    if (!is_land_before(i)) {
      const bool noun = i > 0 && a_.tokens[i - 1].is_word() && is_noun(i - 1);
      const auto is_place = [&](const Operand& part) { return part.atom.known() && !is_country(part); };
      if (noun || !is_place(parts[0]) || !is_place(parts[1])) return kNone;
    }
    push(i, parts[1].last, Relation::between, parts);
    return parts[1].last;
  }

  bool is_land_before(std::uint32_t i) const {
    constexpr std::array<std::string_view, 22> kLand = {"area",  "areas",  "located", "situated", "zone",     "land",
                                                        "line",  "lines",  "lying",   "lies",     "villages", "region",
                                                        "route", "routes", "railway", "railroad", "highway",  "coast",
                                                        "track", "bank",   "halfway", "midway"};
    if (i == 0) return false;
    if (std::ranges::find(kLand, word(i - 1)) != kLand.end()) return true;
    return cue(i - 1, PlaceRole::kind) != nullptr || cue(i - 1, PlaceRole::road) != nullptr;
  }

  bool is_noun(std::uint32_t token) const { return f_.lexeme_at(a_, token).tag == Tag::noun; }

  bool is_country(const Operand& part) const {
    return sense_of(f_.lexeme_at(a_, part.atom.first), SenseKind::country) != nullptr;
  }

  /// "the city of A", "villages of A, B and C", "deserts of A and B", "Jabal A".
  std::uint32_t from_kind(std::uint32_t i) {
    if (begins_name(i)) return kNone;
    const PlaceWordRow* kind = cue(i, PlaceRole::kind);
    std::uint32_t next = after_cue(i);
    const bool of = word(next) == "of" || word(next - 1) == "of";
    if (word(next) == "of") ++next;
    if (of || kind->after == 0 || kind->plural) {
      std::vector<Operand> parts = list(next, true, kind->plural != 0);
      Operand part;
      if (parts.empty() && of && plain_operand(skip_the(next), true, part, true)) parts.push_back(part);
      if (!parts.empty() && (of || parts[0].first == next)) {
        const std::size_t count = kind->plural ? parts.size() : 1;
        const std::uint32_t end =
            distribute(i, Relation::none, std::span(parts).first(count), Compass::unknown, false, kind->kind);
        if (of && cue(i, PlaceRole::seat) != nullptr) {
          out_.atoms.back().seat = true;
          out_.atoms.back().kind_hint.reset();
        }
        return end;
      }
    }
    return kNone;
  }

  // --- relations that begin with a name ------------------------------------------------------------------------------

  std::uint32_t from_atom(std::uint32_t i) {
    Operand head;
    if (!plain_operand(i, false, head)) return kNone;
    std::vector<Operand> chain = {head};
    while (is_hyphen(chain.back().last) && chain.size() < 4) {
      Operand next;
      if (!plain_operand(chain.back().last + 1, true, next)) break;
      chain.push_back(next);
    }
    const std::uint32_t end = chain.back().last;
    if (chain.size() >= 2) {
      if (const std::uint32_t done = after_chain(i, end, chain); done != kNone) return done;
      chain.resize(1);
    }
    return after_name(i, head);
  }

  /// "A-B-C triangle", "A-B border", "A-B road".
  std::uint32_t after_chain(std::uint32_t first, std::uint32_t end, std::span<const Operand> chain) {
    std::uint32_t at = end;
    while (at < size_ && (word(at) == "administrative" || word(at) == "international")) {
      if (cue(at, PlaceRole::border) || cue(at, PlaceRole::road)) break;
      ++at;
    }
    if (at >= size_) return kNone;
    Relation relation = Relation::none;
    if (cue(at, PlaceRole::triangle) && chain.size() == 3) relation = Relation::triangle;
    if (cue(at, PlaceRole::border) && chain.size() == 2) relation = Relation::border;
    if (cue(at, PlaceRole::road)) relation = Relation::along;
    if (relation == Relation::none) return kNone;
    push(first, after_cue(at), relation, chain);
    return after_cue(at);
  }

  std::uint32_t after_name(std::uint32_t first, const Operand& head) {
    const std::array<Operand, 1> parts = {head};
    std::uint32_t at = head.last;
    // "A and its surroundings"
    if (word(at) == "and" && word(at + 1) == "its" && at + 2 < size_) {
      if (cue(at + 2, PlaceRole::around) || cue(at + 2, PlaceRole::countryside)) {
        push(first, after_cue(at + 2), Relation::around, parts);
        return after_cue(at + 2);
      }
    }
    if (at < size_ && a_.tokens[at].cls == TokenClass::possessive) ++at;
    Compass compass = Compass::unknown;
    bool far = false;
    if (at < size_ && cue(at, PlaceRole::far)) {
      far = true;
      at = after_cue(at);
    }
    if (at < size_ && cue(at, PlaceRole::compass_adjective)) {
      compass = cue(at, PlaceRole::compass_adjective)->compass;
      at = after_cue(at);
    }
    Relation relation = Relation::none;
    if (at < size_) {
      if (cue(at, PlaceRole::countryside))
        relation = Relation::countryside;
      else if (cue(at, PlaceRole::around) && word(at) != "surrounding")
        relation = Relation::around;
      else if (cue(at, PlaceRole::border) && compass == Compass::unknown)
        relation = Relation::border;
      else if (cue(at, PlaceRole::road) && compass == Compass::unknown && word(at) != "corridor")
        relation = Relation::along;
    }
    if (relation == Relation::none) {
      push(first, head.last, Relation::none, parts);
      return head.last;
    }
    PlaceMention& mention = push(first, after_cue(at), relation, parts);
    mention.compass = compass;
    mention.far = far;
    return after_cue(at);
  }

  /// "the Syrian-Turkish border", "the Iraqi border".
  std::uint32_t adjective_border(std::uint32_t i) {
    std::vector<Operand> parts;
    std::uint32_t at = i;
    while (at < size_ && parts.size() < 2) {
      const std::int32_t country = country_adjective(at);
      if (country < 0) break;
      Operand part;
      part.atom.first = part.first = at;
      part.atom.last = part.last = at + 1;
      part.atom.span = a_.span_of(at, at + 1);
      part.atom.country = country;
      parts.push_back(part);
      ++at;
      if (!is_hyphen(at)) break;
      ++at;
    }
    if (parts.empty() || at >= size_ || !cue(at, PlaceRole::border)) return kNone;
    push(i, after_cue(at), Relation::border, parts);
    return after_cue(at);
  }

  /// "The Libyan capital", "Libyan territory"; what goes on with a name ("the Libyan capital, Tripoli") is that place.
  std::uint32_t adjective_place(std::uint32_t i) {
    const bool seat = i + 1 < size_ && cue(i + 1, PlaceRole::seat) != nullptr;
    if (!seat && (i + 1 >= size_ || cue(i + 1, PlaceRole::ground) == nullptr)) return kNone;
    const std::int32_t country = country_adjective(i);
    if (country < 0) return kNone;
    const std::uint32_t end = after_cue(i + 1);
    const std::uint32_t name = end < size_ && (is_comma(end) || word(end) == "of") ? end + 1 : end;
    if (name < size_ && f_.tokens()[name].atom >= 0) return kNone;
    if (end < size_ && is_noun(end)) return kNone;  // "the American capital market"
    Operand part;
    part.atom.first = part.first = i;
    part.atom.last = part.last = end;
    part.atom.span = a_.span_of(i, end);
    part.atom.country = country;
    part.atom.seat = seat;
    push(i, end, Relation::none, {&part, 1});
    return end;
  }

  std::int32_t country_adjective(std::uint32_t token) const {
    if (!a_.tokens[token].is(shape::kInitialCapital)) return -1;
    const Lexeme& lexeme = f_.lexeme_at(a_, token);
    if (token != lexeme.first || lexeme.last != token + 1) return -1;
    const Sense* adjective = sense_of(lexeme, SenseKind::adjective);
    return adjective == nullptr ? -1 : static_cast<std::int32_t>(adjective->id);
  }

  /// Capitalised words that nobody knows, after a locative or next to a kind word: "in Folaifal", "Folaifal village".
  std::uint32_t unknown_place(std::uint32_t i) {
    constexpr std::size_t kLongestArticle = 3;
    if (!a_.tokens[i].is(shape::kInitialCapital) && word(i).size() > kLongestArticle) return kNone;
    if (const std::uint32_t done = named_place(i); done != kNone) return done;
    const std::uint32_t end = unknown_name(i);
    if (end == i) return kNone;
    if (const std::uint32_t done = list_of_kind(i, end); done != kNone) return done;
    const PlaceWordRow* kind = end < size_ ? cue(end, PlaceRole::kind) : nullptr;
    const bool named_kind = (kind != nullptr && kind->after && !begins_list(end)) || begins_name(i);
    const bool placed = strong_locative_before(i) || is_apposed(end) || is_called(i) || is_community(i, end) ||
                        is_struck_within(i, end);
    if (!named_kind && (a_.tokens[i].is(shape::kSentenceStart) || !placed)) return kNone;
    if (is_code(i, end) || is_adjective_of_place(end)) return kNone;
    if (end < size_ && !named_kind &&
        (f_.tokens()[end].name_word || cue(end, PlaceRole::other_name) ||
         a_.tokens[end].cls == TokenClass::possessive || is_hyphen(end)))
      return kNone;
    Operand part;
    if (!plain_operand(i, true, part)) return kNone;
    if (is_community(i, part.last)) {
      part.atom.kind_hint = PlaceKind::populated;
      ++part.last;
    }
    push(i, part.last, Relation::none, {&part, 1});
    return part.last;
  }

  /// "The English city of A", "the Sicilian capital A": what goes before is no name of a place.
  bool is_adjective_of_place(std::uint32_t kind) const {
    const PlaceWordRow* row = kind < size_ ? cue(kind, PlaceRole::kind) : nullptr;
    if (row == nullptr || row->plural || row->kind != PlaceKind::populated || cue(kind, PlaceRole::small) != nullptr ||
        cue(kind, PlaceRole::quarter) != nullptr)
      return false;
    const std::uint32_t next = word(after_cue(kind)) == "of" ? after_cue(kind) + 1 : after_cue(kind);
    return next < size_ && f_.tokens()[next].atom >= 0;
  }

  /// "attacked A in B": what is struck within a place is one.
  bool is_struck_within(std::uint32_t i, std::uint32_t end) const {
    if (i == 0 || cue(i - 1, PlaceRole::struck) == nullptr || word(end) != "in") return false;
    std::uint32_t at = skip_the(end + 1);
    if (at < size_ && cue(at, PlaceRole::compass_adjective)) at = after_cue(at);
    return at < size_ && f_.tokens()[at].atom >= 0;
  }

  /// "A village called A", "an area known as A".
  bool is_called(std::uint32_t i) const {
    if (i < 3) return false;
    const bool known = word(i - 1) == "as" && word(i - 2) == "known";
    if (!known && word(i - 1) != "called" && word(i - 1) != "named") return false;
    const std::uint32_t noun = i - (known ? 3 : 2);
    const PlaceWordRow* kind = cue(noun, PlaceRole::kind);
    return word(noun) == "place" || (kind != nullptr && !kind->plural);
  }

  /// "Ogume community, A district", "in Mbar community of A": without an article a place, with one a people.
  bool is_community(std::uint32_t i, std::uint32_t end) const {
    if (word(end) != "community" || a_.tokens[end].is(shape::kInitialCapital) || i == 0) return false;
    const bool article = word(i - 1) == "the" || word(i - 1) == "a" || word(i - 1) == "an" || word(i - 1) == "its";
    const std::string_view next = word(end + 1);
    return !article && (cue(i - 1, PlaceRole::locative) || cue(i - 1, PlaceRole::struck)) &&
           (next == "in" || next == "of" || next == ",");
  }

  /// "Kuriga, a village in Kaduna", "Gamgara, a farming community near Abadan": what is behind the comma says that the
  /// name before it is a place's.
  bool is_apposed(std::uint32_t comma) const {
    constexpr std::uint32_t kLongest = 4;
    if (!is_comma(comma) || (word(comma + 1) != "a" && word(comma + 1) != "an")) return false;
    for (std::uint32_t at = comma + 2; at < size_ && at < comma + 2 + kLongest; ++at) {
      const PlaceWordRow* kind = cue(at, PlaceRole::kind);
      if (kind == nullptr || kind->plural || kind->kind != PlaceKind::populated) continue;
      const std::string_view next = word(after_cue(at));
      return next == "in" || next == "near" || next == "of" || next == "on" || next == "outside" || next == "located";
    }
    return false;
  }

  /// "A and B frontlines", "A, B and C villages": the kind word behind the last name is that of all.
  std::uint32_t list_of_kind(std::uint32_t i, std::uint32_t end) {
    if (!is_comma(end) && word(end) != "and" && word(end) != "or") return kNone;
    const std::vector<Operand> parts = list(i, true);
    if (parts.size() < 2 || !parts.back().atom.kind_hint || parts.back().last == parts.back().atom.last) return kNone;
    const PlaceWordRow* kind = cue(parts.back().atom.last, PlaceRole::kind);
    if (kind == nullptr || !kind->plural) return kNone;
    for (std::size_t n = 0; n + 1 < parts.size(); ++n)
      if (parts[n].last != parts[n].atom.last) return kNone;
    return distribute(i, Relation::none, parts, Compass::unknown, false, kind->kind);
  }

  /// "Sheikh Issa village", "Green Hill village": a title or a word of the language begins the name of a small place.
  std::uint32_t named_place(std::uint32_t i) {
    if (f_.tokens()[i].name_word && cue(i, PlaceRole::title) == nullptr) return kNone;
    if (!a_.tokens[i].is(shape::kInitialCapital) || a_.tokens[i].is(shape::kSentenceStart) || begins_name(i))
      return kNone;
    const std::uint32_t end = unknown_name(i, true);
    if (end == i || end >= size_ || a_.tokens[end].is(shape::kInitialCapital)) return kNone;
    if (!cue(end, PlaceRole::small) && !cue(end, PlaceRole::quarter)) return kNone;
    Operand part;
    if (is_actor_word(i) || !plain_operand(i, true, part, true)) return kNone;
    push(i, part.last, Relation::none, {&part, 1});
    return part.last;
  }

  /// "HD", "GT3", "R2bn": abbreviations and numbers of things, which no gazetteer name is that is not known.
  bool is_code(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t kLongestAbbreviation = 5;
    for (std::uint32_t i = first; i < last; ++i) {
      const std::string_view text = a_.tokens[i].span.of(a_.text);
      if (std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; })) return true;
    }
    const Token& only = a_.tokens[first];
    return last == first + 1 && only.is(shape::kAllCapitals) && only.span.length() <= kLongestAbbreviation;
  }

  /// "in", "at", "near": prepositions that seldom stand before a person or an organisation.
  bool strong_locative_before(std::uint32_t i) const {
    constexpr std::array<std::string_view, 7> kStrong = {"in", "at", "near", "inside", "outside", "around", "into"};
    while (i > 0 && word(i - 1) == "the") return false;  // "in the Lancet"
    return i > 0 && std::ranges::find(kStrong, word(i - 1)) != kStrong.end();
  }

  SentenceAnalysis& a_;
  PlaceList& out_;
  std::uint32_t first_mention_ = 0;
};

}  // namespace

void find_places(const PlaceFinder& finder, SentenceAnalysis& analysis, PlaceList& places) {
  analysis.places.clear();
  places.persons.insert(places.persons.end(), finder.persons().begin(), finder.persons().end());
  RelationParser(finder, analysis, places).run();
}

}  // namespace sitrep
