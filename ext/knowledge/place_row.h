#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/place_types.h"

namespace sitrep {

/// Where a place comes from (extract_places.gazetteer).
enum class PlaceSource : std::uint8_t {
  geonames,
  natural_earth,
  sitrep,
  user,      ///< a row of sitrep_places; its id is place_id
  user_town  ///< likewise, and its population is known
};
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
  bool has_population() const {
    return kind() == PlaceKind::populated && (source() == PlaceSource::geonames || source() == PlaceSource::user_town);
  }
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

/// What a place is called where it comes from: "geonames", "170592".
struct PlaceIdentity {
  std::string gazetteer, id;
};

/// Number of a place with a small hash of the lightly folded spelling that led to it, so that a candidate found under
/// its exact name can be told from one found only through the toponym fold, and whether that is what the place is
/// called first and foremost.
class PlacePosting {
 public:
  static constexpr unsigned kHashBits = 13;  ///< the spelling's, and the mark of a main name
  static constexpr std::uint32_t kMainName = 1u << (kHashBits - 1);
  static std::uint32_t spelling_hash(std::string_view lightly_folded);

  PlacePosting() = default;
  /// `bits`: spelling_hash, and kMainName or nothing.
  PlacePosting(std::uint32_t place, std::uint32_t bits) : place_(place), bits_(bits) {}
  std::uint32_t place() const { return place_; }
  std::uint32_t hash() const { return bits_ & (kMainName - 1); }
  bool is_main_name() const { return (bits_ & kMainName) != 0; }
  std::uint32_t bits() const { return bits_; }
  friend auto operator<=>(const PlacePosting&, const PlacePosting&) = default;

 private:
  std::uint32_t place_ = 0;
  std::uint32_t bits_ = 0;
};

/// A posting as the image holds it: 19 bits of place, 13 of hash.
struct PackedPosting {
  std::uint32_t packed = 0;

  PackedPosting() = default;
  explicit PackedPosting(PlacePosting p) : packed(p.place() << PlacePosting::kHashBits | p.bits()) {}
  PlacePosting unpack() const {
    return {packed >> PlacePosting::kHashBits, packed & ((1u << PlacePosting::kHashBits) - 1)};
  }
};

/// The postings of a name, built-in or the user's: a range of PlacePosting by value.
class PostingRange {
 public:
  class Iterator {
   public:
    using value_type = PlacePosting;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const PostingRange* range, std::size_t at) : range_(range), at_(at) {}
    PlacePosting operator*() const { return (*range_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const PostingRange* range_ = nullptr;
    std::size_t at_ = 0;
  };

  PostingRange() = default;
  explicit PostingRange(std::span<const PackedPosting> packed) : packed_(packed.data()), size_(packed.size()) {}
  PostingRange(std::span<const std::uint32_t> places, std::span<const std::uint16_t> hashes)
      : places_(places.data()), hashes_(hashes.data()), size_(places.size()) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  PlacePosting operator[](std::size_t i) const {
    return packed_ != nullptr ? packed_[i].unpack() : PlacePosting(places_[i], hashes_[i] & kHashMask);
  }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }

  static constexpr std::uint16_t kHashMask = (1u << PlacePosting::kHashBits) - 1;

 private:
  const PackedPosting* packed_ = nullptr;
  const std::uint32_t* places_ = nullptr;
  const std::uint16_t* hashes_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace sitrep
