#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/place_atoms.h"
#include "extract/place_mention.h"

namespace sitrep {

/// A name with the kind words that belong to it: tokens [first, last).
struct Operand {
  PlaceAtom atom;
  std::uint32_t first = 0, last = 0;
};

/// Reads the names of a sentence with the words that belong to them, and lists of such names: what the relations of
/// place_relations.cc are made of.
class OperandReader {
 public:
  /// Both must outlive the reader.
  OperandReader(const PlaceFinder& finder, const SentenceAnalysis& analysis)
      : f_(finder), analysis_(analysis), size_(static_cast<std::uint32_t>(analysis.tokens.size())) {}

  std::string_view word(std::uint32_t i) const {
    return i < size_ ? analysis_.tokens[i].folded.text : std::string_view();
  }
  bool is_hyphen(std::uint32_t i) const {
    return i < size_ && (analysis_.tokens[i].cls == TokenClass::hyphen || word(i) == "/");
  }
  bool is_comma(std::uint32_t i) const { return word(i) == ","; }
  const PlaceWordRow* cue(std::uint32_t i, PlaceRole role) const { return f_.cue(i, role); }
  std::uint32_t after_cue(std::uint32_t i) const { return i + f_.tokens()[i].cue_words; }
  std::uint32_t skip_the(std::uint32_t i) const { return word(i) == "the" || word(i) == "its" ? i + 1 : i; }
  /// A name known to the gazetteer at token `i`, with a kind word before or behind it; `unknown` allows capitalised
  /// words that nobody knows.
  bool operand(std::uint32_t i, bool unknown, Operand& out) const;
  /// "Tal Shaeer", "Kafr Amma" at token `i`: the word for a kind of place is part of a name that nobody knows.
  bool begins_name(std::uint32_t i) const;
  /// "the regional capital A", "the nearby village of A".
  bool is_rank_word(std::uint32_t i) const;
  /// `named`: the words around say that a place follows, so that titles ("Sheikh Issa") and words of the language
  /// ("Green Hill") may be of its name.
  bool plain_operand(std::uint32_t i, bool unknown, Operand& out, bool named = false) const;
  void take_seat(std::uint32_t at, bool belongs, Operand& out) const;
  std::uint32_t end_of_longer_name(std::uint32_t i, bool named) const;
  /// "Aleppo villages of A and B": the kind word begins another place.
  bool begins_list(std::uint32_t i) const;
  bool names_whole(std::uint32_t i) const;
  int breadth(const PlaceAtom& atom) const;
  bool holds_named(const Operand& holder) const;
  /// End of a run of capitalised words that nothing is known of, articles and hyphens inside included; `i` for none.
  std::uint32_t unknown_name(std::uint32_t i, bool named = false) const;
  bool is_word_of_name(std::uint32_t k, bool named) const;
  bool ends_with_atom(std::uint32_t k) const;
  bool is_small_part(std::uint32_t k) const;
  bool is_plain_word(std::uint32_t k) const;
  bool cue_ends_name(std::uint32_t k) const;
  bool is_actor_word(std::uint32_t k) const;
  /// Behind "(43 mi)" at token `i`; `i` when there is none.
  std::uint32_t after_parenthesis(std::uint32_t i) const;
  /// "towards B", "in the direction of B" at token `i`.
  bool towards(std::uint32_t i, Operand& out) const;
  /// Reads a number at token `i`; returns the token behind it.
  std::uint32_t number(std::uint32_t i, double& value) const;
  /// Coordinated operands from token `i` on: "A", "A and B", "A, B and C". A comma without a coordinator in the end is
  /// no list, but for names that nobody knows where `plural` says that several follow ("villages of A, B, …").
  std::vector<Operand> list(std::uint32_t i, bool unknown, bool plural = false) const;

 protected:
  const PlaceFinder& f_;
  const SentenceAnalysis& analysis_;
  std::uint32_t size_;
};

}  // namespace sitrep
