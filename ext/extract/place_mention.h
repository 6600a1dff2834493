#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "knowledge/place_types.h"
#include "text/span.h"

namespace sitrep {

/// One name inside a place mention, with its candidates in the gazetteer.
struct PlaceAtom {
  Span span;                          ///< the name alone, an article included
  std::uint32_t first = 0, last = 0;  ///< tokens of its sentence
  std::uint32_t postings_begin = 0, postings_end = 0;  ///< range in the gazetteer's postings; equal: an unknown name
  std::uint32_t spelling = 0;                          ///< PlacePosting::spelling_hash of the words as written
  std::optional<PlaceKind> kind_hint;                  ///< "X province", "the village of X"
  std::int32_t country = -1;  ///< lexicon's country when the atom is an adjective ("Syrian-Turkish border")

  bool known() const { return postings_begin != postings_end || country >= 0; }
};

/// A mention of a place: a name, or a relation over names. Atoms are numbers into PlaceList::atoms.
struct PlaceMention {
  Span span;
  std::uint32_t first = 0, last = 0;  ///< tokens
  std::uint32_t sentence = 0, paragraph = 0;
  Relation relation = Relation::none;
  PlaceKind kind = PlaceKind::area;  ///< only where `has_kind`: said by a word, "X desert", "X camp"
  bool has_kind = false;
  Compass compass = Compass::unknown;
  bool far = false;
  std::optional<double> distance_km;
  std::uint32_t atoms_begin = 0, atoms_end = 0;
  std::int32_t container = -1;  ///< mention in which it is said to lie: "X in the countryside of Y", "X, Y province"
  bool container_certain = false;  ///< "in"; a comma alone must be borne out by the map
  bool locative = false;        ///< introduced by "in", "at" …: where something is, not who does it
};

/// The place mentions of a document, in text order.
struct PlaceList {
  std::vector<PlaceAtom> atoms;
  std::vector<PlaceMention> mentions;
};

}  // namespace sitrep
