#include "extract/place_operands.h"

#include <algorithm>
#include <array>

#include "text/fold.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::uint32_t kLongestUnknownName = 6;

}  // namespace

bool OperandReader::operand(std::uint32_t i, bool unknown, Operand& out) const {
  i = skip_the(i);
  if (is_rank_word(i) && i + 1 < size_ && cue(i + 1, PlaceRole::kind)) ++i;
  if (i + 1 < size_ && cue(i, PlaceRole::compass_adjective) && names_whole(after_cue(i))) i = after_cue(i);
  if (i >= size_) return false;
  if (f_.tokens()[i].atom < 0 && !begins_name(i)) {
    if (const PlaceWordRow* kind = cue(i, PlaceRole::kind)) {
      std::uint32_t next = after_cue(i);
      if (word(next) == "of") ++next;
      if (!plain_operand(skip_the(next), true, out, word(next - 1) == "of")) return false;
      out.first = i;
      out.atom.kind_hint = kind->kind;
      take_seat(i, word(next - 1) == "of", out);
      return true;
    }
  }
  if (!plain_operand(i, unknown, out)) return false;
  // "The outskirts of Nigeria's Zaria", "near the Yemen city of Ibb": the inner of the two.
  Operand inner;
  if (out.last < size_ && analysis_.tokens[out.last].cls == TokenClass::possessive) {
    if (plain_operand(out.last + 1, false, inner)) out = inner;
  } else if (const PlaceWordRow* kind = cue(out.last, PlaceRole::kind); kind != nullptr && holds_named(out)) {
    const std::uint32_t of = after_cue(out.last);
    if (plain_operand(skip_the(word(of) == "of" ? of + 1 : of), true, inner, true)) {
      inner.atom.kind_hint = kind->kind;
      take_seat(out.last, false, inner);
      out = inner;
    }
  }
  out.first = i;
  return true;
}

/// "city of A", "province of A": "the northern city of A" is all of A, as "the northern part of A" is not.
bool OperandReader::names_whole(std::uint32_t i) const {
  const PlaceWordRow* kind = i < size_ ? cue(i, PlaceRole::kind) : nullptr;
  if (kind == nullptr || kind->plural || cue(i, PlaceRole::quarter) != nullptr) return false;
  if (kind->kind != PlaceKind::populated && kind->kind != PlaceKind::admin1) return false;
  return word(after_cue(i)) == "of" || word(after_cue(i) - 1) == "of";
}

bool OperandReader::begins_name(std::uint32_t i) const {
  if (i + 1 >= size_ || !analysis_.tokens[i].is(shape::kInitialCapital) || cue(i, PlaceRole::element) == nullptr)
    return false;
  const PlaceWordRow* kind = cue(i, PlaceRole::kind);
  if (kind == nullptr || kind->kind == PlaceKind::mountain || kind->kind == PlaceKind::water) return false;
  const std::uint32_t next = behind_joints(analysis_, i + 1);
  const std::uint32_t behind = behind_joints(analysis_, next + 1);
  if (behind < size_ && is_toponym_article(word(next), word(behind))) return true;
  return next < size_ && f_.tokens()[next].name_word && !f_.tokens()[next].in_atom;
}

bool OperandReader::is_rank_word(std::uint32_t i) const {
  constexpr std::array<std::string_view, 11> kWords = {"regional",    "provincial", "district",      "national",
                                                       "state",       "county",     "nearby",        "neighbouring",
                                                       "neighboring", "local",      "administrative"};
  return std::ranges::find(kWords, word(i)) != kWords.end();
}

bool OperandReader::plain_operand(std::uint32_t i, bool unknown, Operand& out, bool named) const {
  if (i >= size_) return false;
  out.first = i;
  const std::int32_t atom = f_.tokens()[i].atom;
  const std::uint32_t longer = atom >= 0 ? end_of_longer_name(i, named) : i;
  if (longer > i) {
    out.atom = PlaceAtom();
    out.atom.first = i;
    out.atom.last = longer;
    out.atom.span = analysis_.span_of(i, longer);
  } else if (atom >= 0) {
    out.atom = f_.atoms()[static_cast<std::size_t>(atom)];
  } else {
    const std::uint32_t end = unknown_name(i, named);
    if (end == i || (!unknown && cue(end, PlaceRole::kind) == nullptr)) return false;
    if (!unknown && !cue(end, PlaceRole::kind)->after) return false;
    if (f_.is_group_noun(analysis_, end)) return false;
    out.atom = PlaceAtom();
    out.atom.first = i;
    out.atom.last = end;
    out.atom.span = analysis_.span_of(i, end);
    if (f_.is_called_quarter(analysis_, i, end)) out.atom.evidence = evidence::kQuarter;
  }
  out.last = out.atom.last;
  if (const PlaceWordRow* kind = cue(out.last, PlaceRole::kind);
      kind != nullptr && kind->after && !begins_list(out.last) && !holds_named(out)) {
    out.atom.kind_hint = kind->kind;
    take_seat(out.last, true, out);
    out.last = after_cue(out.last);
  }
  return true;
}

/// "The capital of A", "the A province capital"; what "the capital A" is called needs no other name.
void OperandReader::take_seat(std::uint32_t at, bool belongs, Operand& out) const {
  if (!belongs || cue(at, PlaceRole::seat) == nullptr) return;
  out.atom.kind_hint.reset();
  out.atom.seat = true;
}

/// "A B village", "the town of A B", "A El B", where only A is known: another place than A. The end of the name that
/// begins at token `i` with a known one; `i` when it is no more than that.
std::uint32_t OperandReader::end_of_longer_name(std::uint32_t i, bool named) const {
  const PlaceAtom& atom = f_.atoms()[static_cast<std::size_t>(f_.tokens()[i].atom)];
  const std::uint32_t last = atom.last;
  if (last >= size_ || analysis_.shouted || is_actor_word(i)) return i;
  // "Mar'ash al-Hawa", "Ed El Gerid"
  const std::uint32_t behind = behind_joints(analysis_, last + 1);
  const bool placed = i > 0 && (cue(i - 1, PlaceRole::locative) || cue(i - 1, PlaceRole::kind) || is_comma(i - 1) ||
                                word(i - 1) == "of" || word(i - 1) == "and");
  const bool article = placed && behind < size_ && is_toponym_article(word(last), word(behind)) &&
                       (behind > last + 1 || analysis_.tokens[last].is(shape::kInitialCapital));
  const std::uint32_t next = article ? behind : last;
  if (!f_.tokens()[next].name_word || f_.tokens()[next].in_atom || f_.tokens()[next].cue_words > 0) return i;
  const std::uint32_t end = unknown_name(last);
  if (end <= next) return i;
  const PlaceWordRow* kind = cue(end, PlaceRole::kind);
  const bool called = kind != nullptr && kind->after && kind->kind == PlaceKind::populated;
  return called || ((named || article) && breadth(atom) >= 2) ? end : i;
}

bool OperandReader::begins_list(std::uint32_t i) const {
  // "X neighborhood of Y", "X district of Y": the kind of X, and Y holds it.
  if (!cue(i, PlaceRole::kind)->plural) return false;
  const std::uint32_t next = after_cue(i);
  return word(next) == "of" && next + 1 < size_ &&
         (f_.tokens()[skip_the(next + 1)].atom >= 0 || f_.tokens()[skip_the(next + 1)].name_word);
}

/// How wide the places are that a name may mean: 0 a country, 1 a first-order division or a land, 2 a town or district,
/// 3 nobody knows.
int OperandReader::breadth(const PlaceAtom& atom) const {
  if (atom.country >= 0) return 0;
  int breadth = 3;
  for (const PlacePosting& posting : f_.gazetteer().postings(atom.postings_begin, atom.postings_end)) {
    if (posting.hash() != atom.spelling) continue;
    const PlaceKind kind = f_.gazetteer().place(posting.place()).kind();
    const bool land = kind == PlaceKind::admin1 || (kind >= PlaceKind::desert && kind <= PlaceKind::water) ||
                      kind == PlaceKind::region;
    breadth = std::min(breadth, kind == PlaceKind::country ? 0 : land ? 1 : 2);
  }
  return atom.known() ? std::min(breadth, 2) : breadth;
}

/// "The Baghdad suburb of Taji", "the Yemen city of Ibb": the name before the kind word holds the one behind it, as it
/// is the wider one; "the Karrada district of Baghdad" tells of the first.
bool OperandReader::holds_named(const Operand& holder) const {
  const PlaceWordRow* kind = cue(holder.last, PlaceRole::kind);
  const std::uint32_t of = after_cue(holder.last);
  const bool said = word(of) == "of" || word(of - 1) == "of";
  if (kind->kind > PlaceKind::populated || !said || cue(holder.last, PlaceRole::quarter) != nullptr) return false;
  const std::uint32_t next = skip_the(word(of) == "of" ? of + 1 : of);
  if (next >= size_) return false;
  const std::int32_t atom = f_.tokens()[next].atom;
  if (atom < 0) return holder.atom.known() && breadth(holder.atom) < 2 && unknown_name(next, true) > next;
  return breadth(holder.atom) < breadth(f_.atoms()[static_cast<std::size_t>(atom)]);
}

std::uint32_t OperandReader::unknown_name(std::uint32_t i, bool named) const {
  if (analysis_.shouted) return i;
  std::uint32_t end = i;
  for (std::uint32_t k = i; k < size_ && k < i + kLongestUnknownName; ++k) {
    if (joins_words(analysis_, k)) continue;
    if (begins_name(k)) {
      end = k + 1;
      continue;
    }
    const std::string_view w = word(k);
    const bool article =
        (w.size() <= 3 && (w == "al" || w == "el" || w == "ul" || w.starts_with('a') || w.starts_with('e')) &&
         is_hyphen(k + 1));
    const bool loose_article = (w == "al" || w == "el") && k + 1 < size_ && f_.tokens()[k + 1].name_word;
    const bool izafe = k > i && f_.is_izafe(analysis_, k - 1);
    if (article || loose_article || izafe) continue;
    if (k == i && cue(k, PlaceRole::people) != nullptr) break;
    if (end > i && is_small_part(k)) {
      end = k + 1;
      continue;
    }
    if (end > i && ends_with_atom(k)) {
      end = f_.atoms()[static_cast<std::size_t>(f_.tokens()[k].atom)].last;
      break;
    }
    if (!is_word_of_name(k, named && k == i) || f_.tokens()[k].in_atom) break;
    if (is_actor_word(k)) break;
    end = k + 1;
  }
  return end;
}

/// "Jaji" of "Unguwar Jaji area": a known name behind an unknown one and before the word for their kind.
bool OperandReader::ends_with_atom(std::uint32_t k) const {
  if (f_.tokens()[k].atom < 0) return false;
  const PlaceAtom& atom = f_.atoms()[static_cast<std::size_t>(f_.tokens()[k].atom)];
  const PlaceWordRow* kind = atom.last < size_ ? cue(atom.last, PlaceRole::kind) : nullptr;
  return kind != nullptr && kind->after && !analysis_.tokens[atom.last].is(shape::kInitialCapital) &&
         breadth(atom) >= 1;
}

/// "gari" of "Kukuwa-gari": a word that is none of the language, right behind a hyphen.
bool OperandReader::is_small_part(std::uint32_t k) const {
  const Token& word = analysis_.tokens[k];
  const bool joined =
      is_hyphen(k - 1) && !word.is(shape::kSpaceBefore) && !analysis_.tokens[k - 1].is(shape::kSpaceBefore);
  return joined && word.is_word() && !word.is(shape::kInitialCapital) && !f_.tokens()[k].in_atom &&
         f_.tokens()[k].cue_words == 0 && f_.lexeme_at(analysis_, k).senses.empty();
}

/// `begins`: at the front of what the words before call a place.
bool OperandReader::is_word_of_name(std::uint32_t k, bool begins) const {
  const Token& token = analysis_.tokens[k];
  if (!begins || token.is(shape::kSentenceStart)) return f_.tokens()[k].name_word && !cue_ends_name(k);
  if (!token.is_word() || !token.is(shape::kInitialCapital) || token.is(shape::kCaseless)) return false;
  // "Sheikh" and "Green" begin names that go on.
  const std::uint32_t next = behind_joints(analysis_, k + 1);
  const bool goes_on = next < size_ && f_.tokens()[next].name_word && !f_.tokens()[next].in_atom;
  if (cue(k, PlaceRole::kind) || cue(k, PlaceRole::other_name)) return f_.tokens()[k].name_word && !cue_ends_name(k);
  if (cue(k, PlaceRole::title)) return goes_on;
  return f_.tokens()[k].name_word || (goes_on && is_plain_word(k));
}

/// A noun or an adjective and nothing else that matters here.
bool OperandReader::is_plain_word(std::uint32_t k) const {
  const Lexeme& lexeme = f_.lexeme_at(analysis_, k);
  return std::ranges::all_of(lexeme.senses, [](const Sense& sense) {
    return sense.kind == SenseKind::word && (sense.part == Part::noun || sense.part == Part::adjective);
  });
}

bool OperandReader::cue_ends_name(std::uint32_t k) const {
  return f_.tokens()[k].cue_words > 0 && !begins_name(k) &&
         (cue(k, PlaceRole::kind) || cue(k, PlaceRole::other_name) || cue(k, PlaceRole::title));
}

bool OperandReader::is_actor_word(std::uint32_t k) const {
  return std::ranges::any_of(f_.lexeme_at(analysis_, k).senses, [](const Sense& s) {
    return s.kind == SenseKind::actor || s.kind == SenseKind::adjective || s.kind == SenseKind::demonym;
  });
}

std::uint32_t OperandReader::after_parenthesis(std::uint32_t i) const {
  if (word(i) != "(") return i;
  for (std::uint32_t k = i + 1; k < size_ && k <= i + 6; ++k)
    if (word(k) == ")") return k + 1;
  return i;
}

bool OperandReader::towards(std::uint32_t i, Operand& out) const {
  if (word(i) == "in" && word(i + 1) == "the" && word(i + 2) == "direction" && word(i + 3) == "of")
    return operand(i + 4, false, out);
  return (word(i) == "towards" || word(i) == "toward") && operand(i + 1, false, out);
}

std::uint32_t OperandReader::number(std::uint32_t i, double& value) const {
  const auto phrase = std::ranges::lower_bound(analysis_.numbers, i, {}, &NumberPhrase::first);
  for (auto at = phrase; at != analysis_.numbers.end() && at->first == i; ++at) {
    if (!at->count.value || at->ordinal) continue;
    value = static_cast<double>(*at->count.value);
    if (!at->fraction) return at->last;
  }
  if (analysis_.tokens[i].cls != TokenClass::number) return kNone;
  double whole = 0, scale = 0;
  for (const char c : analysis_.tokens[i].folded.text) {
    if (c == '.') {
      scale = 1;
    } else if (c >= '0' && c <= '9') {
      whole = whole * 10 + (c - '0');
      scale *= 10;
    } else if (c != ',') {
      return kNone;
    }
  }
  value = scale > 0 ? whole / scale : whole;
  return i + 1;
}

std::vector<Operand> OperandReader::list(std::uint32_t i, bool unknown, bool plural) const {
  std::vector<Operand> parts;
  Operand part;
  if (!operand(i, unknown, part) && !(plural && plain_operand(i, unknown, part, true))) return parts;
  parts.push_back(part);
  std::vector<Operand> pending;
  std::uint32_t at = part.last;
  for (int n = 0; n < 40; ++n) {
    const bool comma = is_comma(at);
    std::uint32_t next = comma ? at + 1 : at;
    const bool joint = word(next) == "and" || word(next) == "or" || word(next) == "&" || word(next) == "as";
    if (word(next) == "as") {
      if (word(next + 1) != "well" || word(next + 2) != "as") break;
      next += 2;
    }
    if (joint) ++next;
    if (!(comma || joint)) break;
    if (!operand(next, unknown, part) && !(plural && plain_operand(next, unknown, part, true))) break;
    if (part.last < size_ && analysis_.tokens[part.last].cls == TokenClass::possessive) break;
    if (is_hyphen(part.last) && part.last + 1 < size_ && f_.tokens()[part.last + 1].atom >= 0)
      break;  // "…, and A-B triangle": a place of its own
    pending.push_back(part);
    at = part.last;
    if (joint) {
      parts.insert(parts.end(), pending.begin(), pending.end());
      pending.clear();
    }
  }
  // "Villages of A, B, C near D": the last of them may be what holds them.
  while (!pending.empty() && (!plural || pending.back().atom.known())) pending.pop_back();
  parts.insert(parts.end(), pending.begin(), pending.end());
  return parts;
}

}  // namespace sitrep
