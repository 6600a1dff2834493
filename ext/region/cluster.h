#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "region/metric.h"
#include "text/interrupt.h"

/// Clusters of points. Deterministic; clusters are numbered from 0 in the order of their first item.
namespace sitrep {

struct Clustering {
  static constexpr std::int32_t kNoise = -1;
  std::vector<std::int32_t> cluster;  ///< of each item
  std::vector<char> core;
};

/// DBSCAN (Ester, Kriegel, Sander, Xu 1996), as PostGIS defines it: an item with at least min_points items within
/// reach, itself included, is core; core items within reach of each other share a cluster; any other within reach of a
/// core item belongs to the cluster of the first such item; the rest is noise. Exact; by a grid whose cells hold points
/// within reach of each other (Gunawan 2013), so that dense places cost no more than thin ones.
Clustering dbscan(const Metric& metric, std::span<const double> xs, std::span<const double> ys, double reach,
                  std::size_t min_points, Interrupt& interrupt);

/// The same over any items: neighbours(item, out) fills `out` with the items within reach, itself included.
Clustering dbscan(std::size_t items, std::size_t min_points,
                  const std::function<void(std::uint32_t, std::vector<std::uint32_t>&)>& neighbours,
                  Interrupt& interrupt);

/// k-means (Lloyd 1982, bounds of Hamerly 2010) from centres as far from each other as can be (Gonzalez 1985); on the
/// globe over points of the unit sphere, so that neither poles nor antimeridian matter. At most k clusters, fewer when
/// there are fewer different points.
Clustering kmeans(const Metric& metric, std::span<const double> xs, std::span<const double> ys, std::size_t k,
                  Interrupt& interrupt);

/// Sets whose elements are the numbers 0 … n−1; the least element of a set stands for it.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t n);
  std::uint32_t find(std::uint32_t item);
  void unite(std::uint32_t a, std::uint32_t b);

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace sitrep
