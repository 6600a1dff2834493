#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "knowledge/image.h"
#include "knowledge/phrase_index.h"
#include "knowledge/place_types.h"

namespace sitrep {

/// Part that a word plays around place names (sql/knowledge/place_words.csv).
enum class PlaceRole : std::uint8_t {
  compass_noun,       ///< "north": compass
  compass_adjective,  ///< "northern", "central": compass, unknown for the centre
  far,                ///< "far eastern"
  countryside,        ///< "countryside", "rural areas"
  rural,              ///< "rural", "Rif": stands before the name
  around,             ///< "outskirts", "surroundings"
  near,               ///< "near", "close to"
  border,
  triangle,
  between,
  road,
  unit,        ///< "km": value in kilometres
  kind,        ///< "city", "province", "camp": kind, before or after the name
  other_name,  ///< "Post", "Brigade": what goes before is no place
  title,       ///< "General": what follows is a person; in lower case too where `after`: "coach X"
  given_name,  ///< "Ahmad": a person, and so is what follows
  locative,    ///< "in", "at"
  tied,        ///< "based" behind a hyphen: "Britain-based"
  element,     ///< "Tel", "Deir", "Santa": begins many names, and alone is none where a name goes on
  small,       ///< "village": what is called so is no city
  seat,        ///< "capital": of a country or division, whose name stands before it or behind "of"
  ground,      ///< "territory", "airspace": behind a country's adjective the country
  quarter,     ///< "neighbourhood": likewise, and it lies in a town
  people,      ///< "Shiite", "Yazidi": who lives in a place, and not its name
  struck       ///< "attacked", "captured": verbs whose object is a place more often than not
};

struct PlaceWordRow {
  PlaceRole role = PlaceRole::locative;
  Compass compass = Compass::unknown;
  PlaceKind kind = PlaceKind::area;
  std::uint8_t plural = 0;  ///< of a kind: names of a list may follow ("villages of A, B and C")
  std::uint8_t after = 0;   ///< of a kind: may follow its name; of a title: needs no capital
  std::uint8_t reserved[3] = {};
  float value = 0;  ///< of a unit: kilometres
};

/// Index of the words around place names, used in place.
class PlaceWords {
 public:
  explicit PlaceWords(const Image& image) : words_(image, "plw"), rows_(image.section<PlaceWordRow>("plw.rows")) {}

  const PhraseIndex& words() const { return words_; }
  std::span<const PlaceWordRow> rows(const PhraseIndex::Match& match) const {
    return rows_.subspan(match.posting_begin, match.posting_end - match.posting_begin);
  }

 private:
  PhraseIndex words_;
  std::span<const PlaceWordRow> rows_;
};

}  // namespace sitrep
