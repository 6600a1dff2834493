#pragma once

#include <cstddef>

#include "extract/place_atoms.h"

namespace sitrep {

/// Says of the place mentions of a sentence, those from `first_mention` on, which is told to lie in which: "X in the
/// countryside of Y", "X, Y province", "A and B in C"; and of which kind the members of a list are that ends in their
/// kind. Linear.
void link_containers(const PlaceFinder& finder, const SentenceAnalysis& analysis, std::size_t first_mention,
                     PlaceList& places);

}  // namespace sitrep
