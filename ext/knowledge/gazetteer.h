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

/// One place of the built-in gazetteer, in 24 bytes.
struct PlaceRow {
  std::int32_t x = 0, y = 0;  ///< micro-degrees
  std::uint32_t id = 0;       ///< in its source; for regions the region_id
  std::uint32_t name = 0;     ///< offset into the strings: Gazetteer::name
  std::uint16_t size = 0;     ///< population of a town that geonames has, else radius in hundreds of metres: pack
  std::uint16_t admin1 = 0;   ///< row + 1 of the admin-1 region that holds it, 0: none
  char country[2] = {};       ///< alpha-2, NULs for none
  std::uint8_t names = 0;     ///< alternates(), packed
  std::uint8_t type = 0;      ///< kind() and source(), packed

  void set_type(PlaceKind kind, PlaceSource source) {
    type = static_cast<std::uint8_t>(static_cast<unsigned>(kind) | static_cast<unsigned>(source) << 4);
  }
  PlaceKind kind() const { return static_cast<PlaceKind>(type & 15); }
  PlaceSource source() const { return static_cast<PlaceSource>(type >> 4); }
  bool has_population() const { return kind() == PlaceKind::populated && source() == PlaceSource::geonames; }
  /// 0: unknown. Exact below 2048, else to the 2048th part.
  std::uint32_t population() const { return has_population() ? unpack(size) : 0; }
  /// Uncertainty or extent around the point.
  double radius_km() const;
  /// Number of other names: a measure of prominence; to the 32nd part.
  std::uint32_t alternates() const { return (names & 31u) << (names >> 5); }
  double lon() const { return x * 1e-6; }
  double lat() const { return y * 1e-6; }
  std::string_view country_code() const { return {country, country[0] ? 2u : 0u}; }

  /// Eleven bits and a power of two.
  static std::uint16_t pack(std::uint32_t value);
  static std::uint32_t unpack(std::uint16_t packed) { return (packed & 2047u) << (packed >> 11); }
  /// Five bits and a power of two up to seven.
  static std::uint8_t pack_names(std::uint32_t value);
};
static_assert(sizeof(PlaceRow) == 24);

/// Number of a place with a small hash of the lightly folded spelling that led to it, so that a candidate found under
/// its exact name can be told from one found only through the toponym fold.
struct PlacePosting {
  std::uint32_t packed = 0;

  static constexpr unsigned kHashBits = 13;
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
  std::string_view name(const PlaceRow& row) const {
    return strings_.substr(row.name, strings_.find('\0', row.name) - row.name);
  }
  /// Row + 1 of the place's own polygon in the regions; 0: it is a point.
  std::uint32_t polygon(std::uint32_t place) const { return place < polygons_ ? place + 1 : 0; }
  std::uint32_t polygon(const PlaceRow& row) const { return polygon(number(row)); }
  /// `row` must be one of places().
  std::uint32_t number(const PlaceRow& row) const { return static_cast<std::uint32_t>(&row - places_.data()); }

 private:
  PhraseIndex names_;
  std::span<const PlacePosting> postings_;
  std::span<const PlaceRow> places_;
  std::string_view strings_;
  std::uint32_t polygons_ = 0;  ///< the first places are the regions, in the order of their rows
};

}  // namespace sitrep
