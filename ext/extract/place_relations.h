#pragma once

#include "extract/analysis.h"
#include "extract/place_atoms.h"
#include "extract/place_mention.h"

namespace sitrep {

/// Reads the relations around the names that PlaceFinder found ("the eastern countryside of Hama", "20 km south of X",
/// "A-B-C triangle", "villages of A, B and C") and appends the outermost mentions to `places` and analysis.places.
/// Linear: each token is visited a bounded number of times.
void find_places(const PlaceFinder& finder, SentenceAnalysis& analysis, PlaceList& places);

}  // namespace sitrep
