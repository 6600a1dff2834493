#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "knowledge/gazetteer.h"

namespace sitrep {

/// Which of several towns of one name or nearly so is meant: the most populous when it has ten times the inhabitants of
/// the next; else the one that lies next to `beside` (null: nothing), where the others are much farther off; otherwise
/// none, for then nobody knows.
std::optional<std::uint32_t> likeliest_place(const Gazetteer& gazetteer, std::span<const std::uint32_t> places,
                                             const PlaceRow* beside);

/// The place whose key (toponym_key) is one letter away from `key`: one put in, left out, changed, two neighbours
/// swapped, or the article written as one with its word; of several likeliest_place. Only places that `allowed` lets
/// through count. Keys of fewer than five letters are too easily confused: none. Some fifty probes a letter.
std::optional<std::uint32_t> place_one_edit_away(const Gazetteer& gazetteer, std::string_view key,
                                                 const std::function<bool(const PlaceRow&)>& allowed,
                                                 const PlaceRow* beside);

}  // namespace sitrep
