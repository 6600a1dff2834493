#include "knowledge/gazetteer.h"

#include "text/word.h"

namespace sitrep {

std::string_view name_of(PlaceSource source) {
  switch (source) {
    case PlaceSource::geonames: return "geonames";
    case PlaceSource::natural_earth: return "natural_earth";
    case PlaceSource::sitrep: return "sitrep";
  }
  return "";
}

std::uint32_t PlacePosting::spelling_hash(std::string_view lightly_folded) {
  return static_cast<std::uint32_t>(hash_word(lightly_folded) >> (64 - kHashBits));
}

Gazetteer::Gazetteer(const Image& image)
    : names_(image, "gaz"),
      postings_(image.section<PlacePosting>("gaz.postings")),
      places_(image.section<PlaceRow>("gaz.places")),
      strings_(image.text("gaz.strings")) {}

}  // namespace sitrep
