#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/section.h"
#include "knowledge/image.h"

/// The place mentions of a text, as the whole cascade finds them.
struct PlaceReader {
  explicit PlaceReader(std::string_view t, std::vector<std::string> countries = {}) : text(t) {
    sitrep::NeverInterrupt never;
    sitrep::SectionReader reader(engine(), {text, {}, std::move(countries)}, sitrep::Depth::places);
    reader.next(section, never);
  }

  /// Made once: the knowledge is used in place.
  static sitrep::Engine& engine() {
    static sitrep::Engine one(sitrep::builtin_image());
    return one;
  }

  struct Found {
    std::string words, name, country, region;
    sitrep::Relation relation = sitrep::Relation::none;
    bool located = false;
    double lon = 0, lat = 0;  ///< of the first part
    double confidence = 0;
  };

  /// Mentions that were not rejected.
  std::vector<Found> places() const {
    std::vector<Found> out;
    for (std::size_t m = 0; m < section.resolved_places.size(); ++m) {
      const sitrep::ResolvedPlace& place = section.resolved_places[m];
      if (place.rejected) continue;
      Found found;
      found.words = section.places.mentions[m].span.of(text);
      found.name = place.name;
      found.country = place.country_code();
      if (place.admin1 >= 0) {
        const auto& regions = engine().regions();
        found.region = regions.text(regions.rows()[static_cast<std::size_t>(place.admin1)].name);
      }
      found.relation = section.places.mentions[m].relation;
      found.located = place.located();
      if (found.located) {
        const auto& row = engine().gazetteer().place(static_cast<std::uint32_t>(place.atoms[0].place));
        found.lon = row.lon();
        found.lat = row.lat();
      }
      found.confidence = place.confidence;
      out.push_back(found);
    }
    return out;
  }

  std::string_view text;
  sitrep::Section section;
};
