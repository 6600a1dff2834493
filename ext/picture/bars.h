#pragma once

#include <optional>
#include <span>
#include <string>

/// Pictures for the terminal, of Unicode's block elements.
namespace sitrep {

/// A bar of value / max of `width` characters, to the eighth of one; values beyond the ends are cut to them. Nothing
/// for max <= 0.
std::string block_bar(double value, double max, int width);

/// One character for each value, from ▁ for the least to █ for the greatest; a blank for none. Equal values are all ▄.
std::string block_sparkline(std::span<const std::optional<double>> values);

}  // namespace sitrep
