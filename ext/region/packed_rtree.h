#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "geometry/geometry.h"

namespace sitrep {

/// An R-tree over boxes, packed once by sort-tile-recurse (Leutenegger, Lopez, Edgington 1997) and then unchanged:
/// nodes full, levels one after the other, children of a node side by side. About 45 bytes a box, n log n to build.
/// Items are the numbers 0 … n−1 of the boxes given; empty boxes are never found.
class PackedRTree {
 public:
  static constexpr std::size_t kFanout = 16;

  PackedRTree() = default;
  explicit PackedRTree(std::span<const Box> boxes);

  std::size_t size() const { return items_.size(); }
  Box box() const { return nodes_.empty() ? Box() : nodes_.back(); }

  /// Calls visit(item) for every item whose box meets `window` (borders count), in no particular order. visit may
  /// return bool: false stops.
  template <class Visit>
  void query(const Box& window, Visit&& visit) const {
    if (!nodes_.empty() && nodes_.back().intersects(window))
      descend(levels_.size() - 1, nodes_.size() - 1, window, visit);
  }

  /// Visits items from the nearest on: `node_bound(box)` is a lower bound of the distance to whatever lies in the box,
  /// `distance(item)` the item's. visit(item, distance) returns false to stop. Best-first search (Hjaltason, Samet
  /// 1999); of equal distances the lower item comes first.
  template <class Bound, class Distance, class Visit>
  void nearest(Bound&& node_bound, Distance&& distance, Visit&& visit) const;

 private:
  struct Level {
    std::size_t first = 0, count = 0;  ///< of its boxes in nodes_
  };
  template <class Visit>
  static bool call(Visit& visit, std::uint32_t item) {
    if constexpr (std::is_void_v<decltype(visit(item))>) {
      visit(item);
      return true;
    } else {
      return visit(item);
    }
  }
  template <class Visit>
  bool descend(std::size_t level, std::size_t node, const Box& window, Visit& visit) const {
    if (level == 0) return call(visit, items_[node]);
    const auto [first, last] = children(level, node);
    for (std::size_t child = first; child < last; ++child)
      if (nodes_[child].intersects(window) && !descend(level - 1, child, window, visit)) return false;
    return true;
  }
  std::pair<std::size_t, std::size_t> children(std::size_t level, std::size_t node) const {
    const Level& below = levels_[level - 1];
    const std::size_t first = below.first + (node - levels_[level].first) * kFanout;
    return {first, std::min(first + kFanout, below.first + below.count)};
  }

  std::vector<Box> nodes_;            ///< level 0 (the items' boxes) first, the root last
  std::vector<std::uint32_t> items_;  ///< of level 0
  std::vector<Level> levels_;
};

template <class Bound, class Distance, class Visit>
void PackedRTree::nearest(Bound&& node_bound, Distance&& distance, Visit&& visit) const {
  struct Step {
    double distance;
    std::uint32_t kind;  ///< nodes (0) before items whose distance is known (1): a node may hold a lower item
    std::uint32_t item;
    std::size_t level, node;
    bool operator<(const Step& other) const {  // the heap's top is its greatest
      if (distance != other.distance) return distance > other.distance;
      if (kind != other.kind) return kind > other.kind;
      return item > other.item;
    }
  };
  if (nodes_.empty()) return;
  std::vector<Step> heap = {{node_bound(nodes_.back()), 0, 0, levels_.size() - 1, nodes_.size() - 1}};
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end());
    const Step step = heap.back();
    heap.pop_back();
    if (step.kind == 1) {
      if (!visit(step.item, step.distance)) return;
      continue;
    }
    if (step.level == 0) {
      const std::uint32_t item = items_[step.node];
      heap.push_back({std::max(step.distance, distance(item)), 1, item, 0, 0});
      std::push_heap(heap.begin(), heap.end());
      continue;
    }
    const auto [first, last] = children(step.level, step.node);
    for (std::size_t child = first; child < last; ++child) {
      if (nodes_[child].empty()) continue;
      heap.push_back({node_bound(nodes_[child]), 0, 0, step.level - 1, child});
      std::push_heap(heap.begin(), heap.end());
    }
  }
}

}  // namespace sitrep
