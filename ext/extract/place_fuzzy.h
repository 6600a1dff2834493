#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "knowledge/gazetteer.h"

namespace sitrep {

/// The place whose key (toponym_key) is one letter away from `key`: one put in, left out, changed, or two neighbours
/// swapped. Of several the most populous, when it is ten times as large as the next; otherwise none, for then nobody
/// knows. Only places that `allowed` lets through count. Keys of fewer than five letters are too easily confused: none.
/// Some fifty probes a letter.
std::optional<std::uint32_t> place_one_edit_away(const Gazetteer& gazetteer, std::string_view key,
                                                 const std::function<bool(const PlaceRow&)>& allowed);

}  // namespace sitrep
