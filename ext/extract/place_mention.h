#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "knowledge/place_types.h"
#include "text/span.h"

namespace sitrep {

/// What the words around a name say of whether it is a place, as bits.
namespace evidence {
inline constexpr std::uint32_t kLocative = 1;      ///< "in", "near" right before it
inline constexpr std::uint32_t kWeakLocative = 2;  ///< "from", "of", "to"
inline constexpr std::uint32_t kKindWord = 4;      ///< "city of", "province"
inline constexpr std::uint32_t kOrdinary = 8;      ///< all its words are words of the language too
inline constexpr std::uint32_t kCapitals = 16;     ///< written in capitals where others are not
inline constexpr std::uint32_t kNameBefore = 32;   ///< capitalised words that are no place right before it
inline constexpr std::uint32_t kNameAfter = 64;    ///< likewise behind it
inline constexpr std::uint32_t kVerbAfter = 128;   ///< the subject of a verb, as persons are
inline constexpr std::uint32_t kPossessive = 256;  ///< "X's"
inline constexpr std::uint32_t kSentenceStart = 512;
inline constexpr std::uint32_t kDateline = 1024;
inline constexpr std::uint32_t kGivenName = 2048;  ///< is a name of persons too
inline constexpr std::uint32_t kSeveralWords = 4096;
inline constexpr std::uint32_t kShouted = 8192;  ///< capitals tell nothing in its sentence
inline constexpr std::uint32_t kCommaAfter = 16384;
inline constexpr std::uint32_t kReportAfter = 32768;  ///< "X said"
inline constexpr std::uint32_t kTied =
    65536;  ///< "X-based", "US base": tells where somebody belongs, nothing happens there
inline constexpr std::uint32_t kSmall = 131072;    ///< "the village of X"
inline constexpr std::uint32_t kQuarter = 262144;  ///< "the X neighbourhood"
inline constexpr std::uint32_t kAlone = 524288;    ///< "at X", and no noun that the name could belong to behind it
}  // namespace evidence

/// One name inside a place mention, with its candidates in the gazetteer.
struct PlaceAtom {
  Span span;                                           ///< the name alone, an article included
  std::uint32_t first = 0, last = 0;                   ///< tokens of its sentence
  std::uint32_t postings_begin = 0, postings_end = 0;  ///< range in the gazetteer's postings; equal: an unknown name
  std::uint32_t spelling = 0;                          ///< PlacePosting::spelling_hash of the words as written
  std::uint32_t evidence = 0;                          ///< bits above
  std::uint64_t name = 0;                              ///< hash of the folded words: the same for the same name
  std::optional<PlaceKind> kind_hint;                  ///< "X province", "the village of X"
  bool seat = false;          ///< its capital is meant: "the Libyan capital", "the capital of X"
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
  std::int32_t container = -1;     ///< mention in which it is said to lie: "X in the countryside of Y", "X, Y province"
  bool container_later = false;    ///< named further on: "near X, in areas that A holds, in the countryside of Y"
  bool container_certain = false;  ///< "in"; a comma alone must be borne out by the map
  bool describes = false;          ///< says only where the mention before it lies: "…, 109 km southwest of Mogadishu"
  std::int32_t said_country = -1;  ///< lexicon's country of the adjective before it: "the Lebanese town of X"
  bool in_division = false;        ///< "A in the province": in the one told of last
  bool holds_many = false;         ///< "villages in X"
  bool heads_paragraph = false;    ///< "X province: …" at its front: what the paragraph tells happened there
  bool locative = false;           ///< introduced by "in", "at" …: where something is, not who does it
};

/// The place mentions of a document, in text order.
struct PlaceList {
  std::vector<PlaceAtom> atoms;
  std::vector<PlaceMention> mentions;
  std::vector<std::uint64_t> persons;  ///< names (PlaceAtom::name) that stood behind a title or a given name
};

}  // namespace sitrep
