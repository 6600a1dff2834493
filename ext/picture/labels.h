#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "picture/screen_path.h"

namespace sitrep {

/// Places texts so that none lies over another, over what is blocked, or beyond the frame: greedy, so place what
/// matters most first. A grid of buckets keeps each test to its neighbourhood.
class LabelPlacer {
 public:
  explicit LabelPlacer(const Rect& frame) : frame_(frame) {}

  /// Nothing may be placed over this.
  void block(const Rect& box);

  /// Is the box within the frame and free?
  bool is_free(const Rect& box) const;

  /// Takes the first free candidate and says which it was.
  std::optional<std::size_t> place(std::span<const Rect> candidates);

 private:
  static constexpr double kCell = 48;
  template <class Visit>
  void each_cell(const Rect& box, Visit&& visit) const;

  Rect frame_;
  std::vector<Rect> taken_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

/// The eight places of a text about a dot, the preferred first: right, left, above, below, and between (Imhof 1975).
std::vector<Rect> around_dot(PlanePoint dot, double radius, double width, double height);

}  // namespace sitrep
