#include "region/cluster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "region/point_grid.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Numbers clusters in the order of their first item; `root[i]` is kNone for noise.
std::vector<std::int32_t> numbered(const std::vector<std::uint32_t>& root) {
  std::vector<std::int32_t> number(root.size(), Clustering::kNoise), out(root.size(), Clustering::kNoise);
  std::int32_t next = 0;
  for (std::size_t i = 0; i < root.size(); ++i) {
    if (root[i] == kNone) continue;
    if (number[root[i]] == Clustering::kNoise) number[root[i]] = next++;
    out[i] = number[root[i]];
  }
  return out;
}

/// DBSCAN over the cells of a grid.
class GridDbscan {
 public:
  GridDbscan(const Metric& metric, std::span<const double> xs, std::span<const double> ys, double reach,
             std::size_t min_points, Interrupt& interrupt)
      : metric_(metric),
        xs_(xs),
        ys_(ys),
        reach_(reach),
        min_points_(min_points),
        interrupt_(interrupt),
        grid_(metric, xs, ys, reach),
        core_(xs.size(), 0),
        sets_(xs.size()) {}

  Clustering run() {
    for (const PointGrid::Cell& cell : grid_.cells()) find_core(cell);
    for (const PointGrid::Cell& cell : grid_.cells()) connect(cell);
    std::vector<std::uint32_t> root(xs_.size(), kNone);
    for (const PointGrid::Cell& cell : grid_.cells()) assign(cell, root);
    Clustering out;
    out.cluster = numbered(root);
    out.core = std::move(core_);
    return out;
  }

 private:
  bool near(std::uint32_t a, std::uint32_t b) const { return metric_.within(xs_[a], ys_[a], xs_[b], ys_[b], reach_); }

  void find_core(const PointGrid::Cell& cell) {
    const auto points = grid_.points(cell);
    interrupt_.poll();
    for (const std::uint32_t p : points) {
      std::size_t count = points.size();  // they are all within reach
      if (count < min_points_) {
        interrupt_.poll();
        grid_.neighbours(cell, [&](const PointGrid::Cell& other) {
          if (other.begin == cell.begin) return true;
          for (const std::uint32_t q : grid_.points(other)) {
            if (near(p, q) && ++count >= min_points_) return false;
          }
          return true;
        });
      }
      core_[p] = count >= min_points_;
    }
  }

  /// Core points of one cell are one cluster, and so are those of two cells of which one pair is within reach.
  void connect(const PointGrid::Cell& cell) {
    interrupt_.poll();
    const std::uint32_t first = first_core(cell);
    if (first == kNone) return;
    for (const std::uint32_t p : grid_.points(cell))
      if (core_[p]) sets_.unite(first, p);
    grid_.neighbours(cell, [&](const PointGrid::Cell& other) {
      if (other.begin <= cell.begin) return true;
      const std::uint32_t theirs = first_core(other);
      if (theirs != kNone && sets_.find(first) != sets_.find(theirs) && touch(cell, other)) sets_.unite(first, theirs);
      return true;
    });
  }
  std::uint32_t first_core(const PointGrid::Cell& cell) const {
    for (const std::uint32_t p : grid_.points(cell))
      if (core_[p]) return p;
    return kNone;
  }
  bool touch(const PointGrid::Cell& a, const PointGrid::Cell& b) {
    for (const std::uint32_t p : grid_.points(a)) {
      if (!core_[p]) continue;
      interrupt_.poll();
      for (const std::uint32_t q : grid_.points(b))
        if (core_[q] && near(p, q)) return true;
    }
    return false;
  }

  void assign(const PointGrid::Cell& cell, std::vector<std::uint32_t>& root) {
    interrupt_.poll();
    for (const std::uint32_t p : grid_.points(cell)) {
      if (core_[p]) {
        root[p] = sets_.find(p);
        continue;
      }
      std::uint32_t first = kNone;
      interrupt_.poll();
      grid_.neighbours(cell, [&](const PointGrid::Cell& other) {
        for (const std::uint32_t q : grid_.points(other)) {  // in ascending order
          if (q >= first) break;
          if (core_[q] && near(p, q)) first = q;
        }
        return true;
      });
      if (first != kNone) root[p] = sets_.find(first);
    }
  }

  const Metric& metric_;
  std::span<const double> xs_, ys_;
  double reach_;
  std::size_t min_points_;
  Interrupt& interrupt_;
  PointGrid grid_;
  std::vector<char> core_;
  DisjointSets sets_;
};

// --- k-means -------------------------------------------------------------------------------------------------------

using Point = std::array<double, 3>;

double distance2(const Point& a, const Point& b) {
  const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
  return x * x + y * y + z * z;
}

std::vector<Point> embed(const Metric& metric, std::span<const double> xs, std::span<const double> ys) {
  constexpr double kRadian = 3.14159265358979323846 / 180;
  std::vector<Point> points;
  points.reserve(xs.size());
  for (std::size_t i = 0; i < xs.size(); ++i) {
    if (!metric.is_geographic()) {
      points.push_back({xs[i], ys[i], 0});
      continue;
    }
    const double lon = xs[i] * kRadian, lat = ys[i] * kRadian;
    points.push_back({std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)});
  }
  return points;
}

Point mean_of(std::span<const Point> points) {
  Point mean{};
  for (const Point& p : points)
    for (int d = 0; d < 3; ++d) mean[static_cast<std::size_t>(d)] += p[static_cast<std::size_t>(d)];
  for (double& m : mean) m /= static_cast<double>(points.size());
  return mean;
}

std::vector<Point> farthest_centres(std::span<const Point> points, std::size_t k, Interrupt& interrupt) {
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::infinity());
  std::vector<Point> centres;
  Point from = mean_of(points);
  while (centres.size() < k) {
    interrupt.poll();
    std::size_t farthest = 0;
    double most = -1;
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = centres.empty() ? distance2(points[i], from) : std::min(nearest[i], distance2(points[i], from));
      if (nearest[i] > most) {
        most = nearest[i];
        farthest = i;
      }
    }
    if (!centres.empty() && !(most > 0)) break;  // no more different points
    if (centres.empty()) std::ranges::fill(nearest, std::numeric_limits<double>::infinity());
    from = points[farthest];
    centres.push_back(from);
  }
  return centres;
}

class Lloyd {
 public:
  Lloyd(std::span<const Point> points, std::vector<Point> centres, bool sphere)
      : points_(points),
        centres_(std::move(centres)),
        sphere_(sphere),
        own_(points.size(), 0),
        upper_(points.size()),
        lower_(points.size()) {}

  std::vector<std::uint32_t> run(Interrupt& interrupt) {
    constexpr int kMostRounds = 1000;
    for (std::uint32_t i = 0; i < points_.size(); ++i) place(i);
    for (int round = 0; round < kMostRounds; ++round) {
      interrupt.poll();
      if (!move_centres()) break;
      if (!reassign(interrupt)) break;
    }
    return own_;
  }

 private:
  void place(std::uint32_t i) {
    double best = std::numeric_limits<double>::infinity(), second = best;
    std::uint32_t at = 0;
    for (std::uint32_t c = 0; c < centres_.size(); ++c) {
      const double d = distance2(points_[i], centres_[c]);
      if (d < best) {
        second = best;
        best = d;
        at = c;
      } else if (d < second) {
        second = d;
      }
    }
    own_[i] = at;
    upper_[i] = std::sqrt(best);
    lower_[i] = std::sqrt(second);
  }

  /// False when none moved.
  bool move_centres() {
    std::vector<Point> sums(centres_.size(), Point{});
    std::vector<std::size_t> counts(centres_.size(), 0);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      ++counts[own_[i]];
      for (std::size_t d = 0; d < 3; ++d) sums[own_[i]][d] += points_[i][d];
    }
    std::vector<double> moved(centres_.size(), 0);
    double most = 0;
    for (std::size_t c = 0; c < centres_.size(); ++c) {
      if (counts[c] == 0) continue;
      Point centre = sums[c];
      const double length = sphere_ ? std::sqrt(distance2(centre, Point{})) : static_cast<double>(counts[c]);
      if (!(length > 0)) continue;
      for (double& x : centre) x /= length;
      moved[c] = std::sqrt(distance2(centre, centres_[c]));
      most = std::max(most, moved[c]);
      centres_[c] = centre;
    }
    for (std::size_t i = 0; i < points_.size(); ++i) {
      upper_[i] += moved[own_[i]];
      lower_[i] -= most;
    }
    return most > 0;
  }

  bool reassign(Interrupt& interrupt) {
    std::vector<double> half(centres_.size(), std::numeric_limits<double>::infinity());
    for (std::size_t a = 0; a < centres_.size(); ++a)
      for (std::size_t b = 0; b < centres_.size(); ++b)
        if (a != b) half[a] = std::min(half[a], std::sqrt(distance2(centres_[a], centres_[b])) / 2);
    bool changed = false;
    for (std::uint32_t i = 0; i < points_.size(); ++i) {
      const double bound = std::max(half[own_[i]], lower_[i]);
      if (upper_[i] < bound) continue;
      upper_[i] = std::sqrt(distance2(points_[i], centres_[own_[i]]));
      if (upper_[i] < bound) continue;
      const std::uint32_t before = own_[i];
      place(i);
      changed |= own_[i] != before;
      if (i % 1024 == 0) interrupt.poll();
    }
    return changed;
  }

  std::span<const Point> points_;
  std::vector<Point> centres_;
  bool sphere_;
  std::vector<std::uint32_t> own_;
  std::vector<double> upper_, lower_;
};

}  // namespace

DisjointSets::DisjointSets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }

std::uint32_t DisjointSets::find(std::uint32_t item) {
  while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
  return item;
}

void DisjointSets::unite(std::uint32_t a, std::uint32_t b) {
  a = find(a);
  b = find(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

Clustering dbscan(const Metric& metric, std::span<const double> xs, std::span<const double> ys, double reach,
                  std::size_t min_points, Interrupt& interrupt) {
  return GridDbscan(metric, xs, ys, reach, min_points, interrupt).run();
}

Clustering dbscan(std::size_t items, std::size_t min_points,
                  const std::function<void(std::uint32_t, std::vector<std::uint32_t>&)>& neighbours,
                  Interrupt& interrupt) {
  Clustering out;
  out.core.assign(items, 0);
  DisjointSets sets(items);
  std::vector<std::uint32_t> claimed(items, kNone), near;  // claimed: the first core item within reach
  for (std::uint32_t i = 0; i < items; ++i) {
    interrupt.poll();
    near.clear();
    neighbours(i, near);
    if (near.size() < min_points) continue;
    out.core[i] = 1;
    for (const std::uint32_t j : near) {
      if (j < i && out.core[j]) sets.unite(i, j);
      if (claimed[j] == kNone) claimed[j] = i;
    }
    claimed[i] = i;
  }
  // Pairs whose later member turned out to be core were united when it was looked at; an earlier one's are its own.
  std::vector<std::uint32_t> root(items, kNone);
  for (std::uint32_t i = 0; i < items; ++i)
    if (claimed[i] != kNone) root[i] = sets.find(out.core[i] ? i : claimed[i]);
  out.cluster = numbered(root);
  return out;
}

Clustering kmeans(const Metric& metric, std::span<const double> xs, std::span<const double> ys, std::size_t k,
                  Interrupt& interrupt) {
  Clustering out;
  out.core.assign(xs.size(), 1);
  if (xs.empty() || k == 0) return out;
  const std::vector<Point> points = embed(metric, xs, ys);
  Lloyd lloyd(points, farthest_centres(points, k, interrupt), metric.is_geographic());
  out.cluster = numbered(lloyd.run(interrupt));
  return out;
}

}  // namespace sitrep
