#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// From figures to what stands on a legend or an axis.
namespace sitrep {

/// The largest of 1, 2, 5 × 10^n that is not above `value`; value > 0 and finite.
double nice_floor(double value);

/// Multiples of a step of 1, 2 or 5 × 10^n from the last at or below `min` to the first at or above `max`: at least two
/// ticks and at most `most` (≥ 3). `least_step` 1 keeps the ticks of counts whole.
std::vector<double> nice_ticks(double min, double max, int most, double least_step = 0);

/// Lower bounds of at most `most` classes for the values, ascending; the first is the least value, class i holds
/// [bound i, bound i+1), and none is empty. The classes are natural breaks (least squares within classes: Fisher 1958,
/// Jenks 1977; on logarithms when the values spread over more than 30 times), moved to the roundest number in the gap.
/// More than 256 values are thinned first. Empty when there are no values.
std::vector<double> class_bounds(std::span<const double> values, int most);

/// The class (from 0) that holds the value.
std::size_t class_of(std::span<const double> bounds, double value);

/// How the legend names class i: "5–9" for whole values, "0.5–1" otherwise, "50+" is not said: the last class ends at
/// `max`.
std::string class_name(std::span<const double> bounds, std::size_t i, double max, bool whole);

/// "1,234", "0.25", "1.5": at most two digits after the point (more below 0.01).
std::string figure(double value);

bool is_whole(std::span<const double> values);

/// A bar of round length in kilometres or metres.
struct ScaleBar {
  double metres = 0;
  double pixels = 0;
  std::string label;  ///< "100 km"
};

/// The longest bar of 1, 2, 5 × 10^n metres that is not longer than `most_pixels`.
ScaleBar scale_bar(double metres_per_pixel, double most_pixels);

/// Width of the text in ems of a common sans-serif face (Helvetica's widths for ASCII, wide for CJK): an estimate, for
/// layout without a font.
double text_ems(std::string_view text);

/// The text cut to `ems` with an ellipsis, at a character.
std::string cut_text(std::string_view text, double ems);

}  // namespace sitrep
