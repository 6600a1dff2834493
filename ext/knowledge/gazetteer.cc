#include "knowledge/gazetteer.h"

#include <algorithm>

#include "text/word.h"

namespace sitrep {

std::string_view name_of(PlaceSource source) {
  switch (source) {
    case PlaceSource::geonames:
      return "geonames";
    case PlaceSource::natural_earth:
      return "natural_earth";
    case PlaceSource::sitrep:
      return "sitrep";
  }
  return "";
}

std::uint32_t PlacePosting::spelling_hash(std::string_view lightly_folded) {
  return static_cast<std::uint32_t>(hash_word(lightly_folded) >> (64 - kHashBits));
}

double PlaceRow::radius_km() const {
  if (!has_population()) return unpack(size) / 10.0;
  const std::uint32_t inhabitants = population();
  return inhabitants > 1'000'000 ? 15 : inhabitants > 100'000 ? 6 : inhabitants > 10'000 ? 3 : 1.5;
}

std::uint16_t PlaceRow::pack(std::uint32_t value) {
  unsigned shift = 0;
  while (value >> shift > 2047) ++shift;
  return static_cast<std::uint16_t>(value >> shift | shift << 11);
}

std::uint8_t PlaceRow::pack_names(std::uint32_t value) {
  unsigned shift = 0;
  while (value >> shift > 31 && shift < 7) ++shift;
  return static_cast<std::uint8_t>(std::min(value >> shift, 31u) | shift << 5);
}

Gazetteer::Gazetteer(const Image& image)
    : names_(image, "gaz"),
      postings_(image.section<PlacePosting>("gaz.postings")),
      places_(image.section<PlaceRow>("gaz.places")),
      strings_(image.text("gaz.strings")),
      polygons_(image.section<std::uint32_t>("gaz.polygons")[0]) {}

}  // namespace sitrep
