#include "picture/labels.h"

#include <algorithm>
#include <cmath>

namespace sitrep {

template <class Visit>
void LabelPlacer::each_cell(const Rect& box, Visit&& visit) const {
  // Boxes reach no farther than the frame matters, so the number of cells is bounded whatever comes.
  const Rect near = frame_.grown(kCell);
  const auto cell = [](double v) { return static_cast<std::int64_t>(std::floor(v / kCell)); };
  const std::int64_t x0 = cell(std::clamp(box.x, near.x, near.right()));
  const std::int64_t x1 = cell(std::clamp(box.right(), near.x, near.right()));
  const std::int64_t y0 = cell(std::clamp(box.y, near.y, near.bottom()));
  const std::int64_t y1 = cell(std::clamp(box.bottom(), near.y, near.bottom()));
  for (std::int64_t x = x0; x <= x1; ++x)
    for (std::int64_t y = y0; y <= y1; ++y)
      visit(static_cast<std::uint64_t>(x) << 32 | (static_cast<std::uint64_t>(y) & 0xFFFFFFFF));
}

void LabelPlacer::block(const Rect& box) {
  if (!box.overlaps(frame_)) return;
  const auto number = static_cast<std::uint32_t>(taken_.size());
  taken_.push_back(box);
  each_cell(box, [&](std::uint64_t key) { cells_[key].push_back(number); });
}

bool LabelPlacer::is_free(const Rect& box) const {
  if (!frame_.holds(box)) return false;
  bool free = true;
  each_cell(box, [&](std::uint64_t key) {
    const auto found = cells_.find(key);
    if (!free || found == cells_.end()) return;
    free = std::ranges::none_of(found->second, [&](std::uint32_t i) { return taken_[i].overlaps(box); });
  });
  return free;
}

std::optional<std::size_t> LabelPlacer::place(std::span<const Rect> candidates) {
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_free(candidates[i])) continue;
    block(candidates[i]);
    return i;
  }
  return std::nullopt;
}

std::vector<Rect> around_dot(PlanePoint dot, double radius, double width, double height) {
  const double gap = radius + 3, slant = radius * 0.7 + 2;
  const double left = dot.x - gap - width, right = dot.x + gap, centre = dot.x - width / 2;
  const double level = dot.y - height / 2, above = dot.y - gap - height, below = dot.y + gap;
  return {{right, level, width, height},
          {left, level, width, height},
          {centre, above, width, height},
          {centre, below, width, height},
          {dot.x + slant, dot.y - slant - height, width, height},
          {dot.x + slant, dot.y + slant, width, height},
          {dot.x - slant - width, dot.y - slant - height, width, height},
          {dot.x - slant - width, dot.y + slant, width, height}};
}

}  // namespace sitrep
