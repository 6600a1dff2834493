#pragma once

#include <string>

#include "extract/place_mention.h"

namespace sitrep {

/// The canonical name of a mention out of its parts' names, joined by en dashes: "Hama–Aleppo–Raqqa triangle".
std::string composed_name(const PlaceMention& mention, const std::string& joined);

/// What is put behind the name of a place of another kind: " desert" for the desert of a town.
std::string kind_suffix(PlaceKind kind);

}  // namespace sitrep
