#include "region/packed_rtree.h"

#include <algorithm>
#include <cmath>

namespace sitrep {
namespace {

struct Centre {
  double x, y;
  std::uint32_t item;
};

/// Orders the boxes so that each run of kFanout is a tile: slices by x, within each by y. Ties by number:
/// deterministic.
std::vector<std::uint32_t> tiled(std::span<const Box> boxes) {
  std::vector<Centre> centres;
  centres.reserve(boxes.size());
  for (std::uint32_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (!box.empty()) centres.push_back({box.min_x + box.max_x, box.min_y + box.max_y, i});
  }
  const std::size_t n = centres.size();
  const auto by_x = [](const Centre& a, const Centre& b) { return a.x != b.x ? a.x < b.x : a.item < b.item; };
  const auto by_y = [](const Centre& a, const Centre& b) { return a.y != b.y ? a.y < b.y : a.item < b.item; };
  std::sort(centres.begin(), centres.end(), by_x);
  const double tiles = std::ceil(static_cast<double>(n) / PackedRTree::kFanout);
  const auto slice = PackedRTree::kFanout * static_cast<std::size_t>(std::max(1.0, std::ceil(std::sqrt(tiles))));
  for (std::size_t first = 0; first < n; first += slice) {
    const std::size_t last = std::min(n, first + slice);
    std::sort(centres.begin() + static_cast<std::ptrdiff_t>(first), centres.begin() + static_cast<std::ptrdiff_t>(last),
              by_y);
  }
  std::vector<std::uint32_t> items;
  items.reserve(n);
  for (const Centre& centre : centres) items.push_back(centre.item);
  return items;
}

}  // namespace

PackedRTree::PackedRTree(std::span<const Box> boxes) : items_(tiled(boxes)) {
  if (items_.empty()) return;
  nodes_.reserve(items_.size() + items_.size() / (kFanout - 1) + 4);
  for (const std::uint32_t item : items_) nodes_.push_back(boxes[item]);
  levels_.push_back({0, items_.size()});
  while (levels_.back().count > 1) {
    const Level below = levels_.back();
    const Level level{nodes_.size(), (below.count + kFanout - 1) / kFanout};
    for (std::size_t i = 0; i < level.count; ++i) {
      Box box;
      const std::size_t first = below.first + i * kFanout;
      for (std::size_t child = first; child < std::min(first + kFanout, below.first + below.count); ++child)
        box.add(nodes_[child]);
      nodes_.push_back(box);
    }
    levels_.push_back(level);
  }
}

}  // namespace sitrep
