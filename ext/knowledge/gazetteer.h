#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "knowledge/image.h"
#include "knowledge/lexicon.h"
#include "knowledge/phrase_index.h"
#include "knowledge/place_types.h"

namespace sitrep {

/// Where a place comes from (extract_places.gazetteer).
enum class PlaceSource : std::uint8_t { geonames, natural_earth, sitrep };
std::string_view name_of(PlaceSource source);

/// One place of the built-in gazetteer.
struct PlaceRow {
  Text name;
  std::int32_t x = 0, y = 0;     ///< micro-degrees
  std::uint32_t id = 0;          ///< in its source; for regions the region_id
  std::uint32_t population = 0;  ///< 0: unknown
  std::uint16_t alternates = 0;  ///< number of other names: a measure of prominence
  std::uint16_t radius = 0;      ///< uncertainty or extent, in hundreds of metres
  std::uint16_t admin1 = 0;      ///< row + 1 of the admin-1 region that holds it, 0: none
  std::uint16_t polygon = 0;     ///< row + 1 of its own polygon in the regions, 0: a point
  char country[2] = {};          ///< alpha-2, NULs for none
  PlaceKind kind = PlaceKind::populated;
  PlaceSource source = PlaceSource::geonames;

  double lon() const { return x * 1e-6; }
  double lat() const { return y * 1e-6; }
  std::string_view country_code() const { return {country, country[0] ? 2u : 0u}; }
};

/// Number of a place with a small hash of the lightly folded spelling that led to it, so that a candidate found under
/// its exact name can be told from one found only through the toponym fold.
struct PlacePosting {
  std::uint32_t packed = 0;

  static constexpr unsigned kHashBits = 14;
  static std::uint32_t spelling_hash(std::string_view lightly_folded);
  PlacePosting() = default;
  PlacePosting(std::uint32_t place, std::uint32_t hash) : packed(place << kHashBits | hash) {}
  std::uint32_t place() const { return packed >> kHashBits; }
  std::uint32_t hash() const { return packed & ((1u << kHashBits) - 1); }
};

/// The built-in gazetteer over the image, used in place. The regions come first: place number = region row.
class Gazetteer {
 public:
  explicit Gazetteer(const Image& image);

  /// Index over toponym keys (toponym_key in text/fold.h); its postings are PlacePosting.
  const PhraseIndex& names() const { return names_; }
  std::span<const PlacePosting> postings(const PhraseIndex::Match& match) const {
    return postings_.subspan(match.posting_begin, match.posting_end - match.posting_begin);
  }
  std::span<const PlacePosting> postings(std::uint32_t begin, std::uint32_t end) const {
    return postings_.subspan(begin, end - begin);
  }
  const PlaceRow& place(std::uint32_t number) const { return places_[number]; }
  std::span<const PlaceRow> places() const { return places_; }
  std::string_view text(Text text) const { return strings_.substr(text.offset, text.length); }

 private:
  PhraseIndex names_;
  std::span<const PlacePosting> postings_;
  std::span<const PlaceRow> places_;
  std::string_view strings_;
};

}  // namespace sitrep
