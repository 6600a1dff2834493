#include "region/area_locator.h"

#include <algorithm>
#include <cmath>

namespace sitrep {
namespace {

struct Sum {
  double high, low;
};

Sum two_difference(double a, double b) {
  const double d = a - b;
  const double virtual_b = a - d;
  return {d, (a - (d + virtual_b)) + (virtual_b - b)};
}
Sum two_product(double a, double b) {
  const double p = a * b;
  return {p, std::fma(a, b, -p)};
}
Sum product(Sum a, Sum b) {
  Sum p = two_product(a.high, b.high);
  p.low += a.high * b.low + a.low * b.high;
  const double s = p.high + p.low;
  return {s, p.low - (s - p.high)};
}

template <class Visit>
void each_edge(const Geometry& geometry, Visit&& visit) {
  if (geometry.type != GeometryType::polygon) {
    for (const Geometry& part : geometry.parts) each_edge(part, visit);
    return;
  }
  for (const Geometry& ring : geometry.parts) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) visit(ring.x(i), ring.y(i), ring.x(i + 1), ring.y(i + 1));
  }
}

}  // namespace

int orientation(double ax, double ay, double bx, double by, double px, double py) {
  const double left = (ax - px) * (by - py), right = (ay - py) * (bx - px);
  const double det = left - right;
  constexpr double kError = 3.3306690621773724e-16;
  if (std::abs(det) > kError * (std::abs(left) + std::abs(right))) return det > 0 ? 1 : -1;
  const Sum l = product(two_difference(ax, px), two_difference(by, py));
  const Sum r = product(two_difference(ay, py), two_difference(bx, px));
  if (l.high != r.high) return l.high > r.high ? 1 : -1;
  return l.low == r.low ? 0 : l.low > r.low ? 1 : -1;
}

std::size_t AreaLocator::band(double y) const {
  const double at = (y - box_.min_y) * scale_;
  return at <= 0 ? 0 : std::min(count_ - 1, static_cast<std::size_t>(at));
}

AreaLocator::AreaLocator(const Geometry& geometry) {
  std::size_t edges = 0;
  each_edge(geometry, [&](double ax, double ay, double bx, double by) {
    box_.add(ax, ay);
    box_.add(bx, by);
    ++edges;
  });
  constexpr std::size_t kEdgesPerBand = 4, kMostBands = 1u << 16;
  count_ = std::clamp<std::size_t>(edges / kEdgesPerBand, 1, kMostBands);
  bands_.assign(count_ + 1, 0);
  if (edges == 0) return;
  const double height = box_.max_y - box_.min_y;
  scale_ = height > 0 ? static_cast<double>(count_) / height : 0;
  each_edge(geometry, [&](double, double ay, double, double by) {
    for (std::size_t b = band(std::min(ay, by)); b <= band(std::max(ay, by)); ++b) ++bands_[b + 1];
  });
  for (std::size_t b = 0; b < count_; ++b) bands_[b + 1] += bands_[b];
  edges_.resize(bands_[count_]);
  std::vector<std::uint32_t> next(bands_.begin(), bands_.end() - 1);
  each_edge(geometry, [&](double ax, double ay, double bx, double by) {
    for (std::size_t b = band(std::min(ay, by)); b <= band(std::max(ay, by)); ++b) edges_[next[b]++] = {ax, ay, bx, by};
  });
}

Location AreaLocator::locate(double x, double y) const {
  if (!box_.contains(x, y)) return Location::outside;
  bool inside = false;
  const std::size_t b = band(y);
  for (std::uint32_t i = bands_[b]; i < bands_[b + 1]; ++i) {
    const Edge& e = edges_[i];
    const auto [low, high] = std::minmax(e.ay, e.by);
    if (y < low || y > high) continue;
    const auto [left, right] = std::minmax(e.ax, e.bx);
    if (x > right) continue;
    if (x < left) {  // the edge lies wholly to the right
      if (y != high) inside = !inside;
      continue;
    }
    const int turn = orientation(e.ax, e.ay, e.bx, e.by, x, y);
    if (turn == 0) return Location::border;
    if (y == high) continue;  // an end shared by two edges counts once; a level edge not at all
    if ((e.by > e.ay) == (turn > 0)) inside = !inside;
  }
  return inside ? Location::inside : Location::outside;
}

}  // namespace sitrep
