#include "picture/screen_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

/// One side of a rectangle: how far inside it a point lies (negative: outside).
struct Side {
  double nx, ny, offset;
  double depth(PlanePoint p) const { return nx * p.x + ny * p.y + offset; }
};

PlanePoint between(PlanePoint a, PlanePoint b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

void clip_side(const Path& ring, const Side& side, Path& out) {
  out.clear();
  if (ring.empty()) return;
  PlanePoint a = ring.back();
  double da = side.depth(a);
  for (const PlanePoint b : ring) {
    const double db = side.depth(b);
    if ((da >= 0) != (db >= 0)) out.push_back(between(a, b, da / (da - db)));
    if (db >= 0) out.push_back(b);
    a = b;
    da = db;
  }
}

/// The part of the segment within the rectangle, as a range of its length.
bool clip_segment(PlanePoint a, PlanePoint b, const Rect& to, double& from, double& until) {
  from = 0;
  until = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double steps[4] = {-dx, dx, -dy, dy};
  const double rooms[4] = {a.x - to.x, to.right() - a.x, a.y - to.y, to.bottom() - a.y};
  for (int i = 0; i < 4; ++i) {
    if (steps[i] == 0) {
      if (rooms[i] < 0) return false;
      continue;
    }
    const double t = rooms[i] / steps[i];
    if (steps[i] < 0)
      from = std::max(from, t);
    else
      until = std::min(until, t);
  }
  return from < until;
}

/// Ascending x of where the rings pass the height y.
std::vector<double> crossings(std::span<const Path> rings, double y) {
  std::vector<double> xs;
  for (const Path& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
      if ((a.y > y) != (b.y > y)) xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  }
  std::ranges::sort(xs);
  return xs;
}

/// What is common to two lists of disjoint ascending intervals.
std::vector<double> intersect(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out;
  for (std::size_t i = 0, j = 0; i + 1 < a.size() && j + 1 < b.size();) {
    const double left = std::max(a[i], b[j]), right = std::min(a[i + 1], b[j + 1]);
    if (left < right) {
      out.push_back(left);
      out.push_back(right);
    }
    (a[i + 1] < b[j + 1] ? i : j) += 2;
  }
  return out;
}

struct GridPoint {
  long x, y;
  friend bool operator==(GridPoint, GridPoint) = default;
};

void append_tenths(long tenths, std::string& out) {
  if (tenths < 0) {
    out += '-';
    tenths = -tenths;
  }
  out += std::to_string(tenths / 10);
  if (tenths % 10 != 0) {
    out += '.';
    out += static_cast<char>('0' + tenths % 10);
  }
}

void append_pair(GridPoint p, char command, std::string& out) {
  out += command;
  append_tenths(p.x, out);
  if (p.y >= 0) out += ' ';
  append_tenths(p.y, out);
}

}  // namespace

Rect bounds_of(std::span<const PlanePoint> points) {
  if (points.empty()) return {};
  double x0 = points[0].x, x1 = x0, y0 = points[0].y, y1 = y0;
  for (const PlanePoint p : points) {
    x0 = std::min(x0, p.x);
    x1 = std::max(x1, p.x);
    y0 = std::min(y0, p.y);
    y1 = std::max(y1, p.y);
  }
  return {x0, y0, x1 - x0, y1 - y0};
}

Path clip_ring(std::span<const PlanePoint> ring, const Rect& to) {
  Path a(ring.begin(), ring.end()), b;
  const Rect bounds = bounds_of(ring);
  if (!bounds.overlaps(to) || to.holds(bounds)) return to.holds(bounds) ? a : Path();
  for (const Side side : {Side{1, 0, -to.x}, Side{-1, 0, to.right()}, Side{0, 1, -to.y}, Side{0, -1, to.bottom()}}) {
    clip_side(a, side, b);
    a.swap(b);
  }
  return a;
}

void clip_line(std::span<const PlanePoint> line, const Rect& to, std::vector<Path>& out) {
  bool joined = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    double from = 0, until = 1;
    if (!clip_segment(line[i], line[i + 1], to, from, until)) {
      joined = false;
      continue;
    }
    if (!joined || from > 0) out.push_back({between(line[i], line[i + 1], from)});
    out.back().push_back(between(line[i], line[i + 1], until));
    joined = until == 1;
  }
}

Path generalise(std::span<const PlanePoint> points, double tolerance) {
  if (points.size() < 3) return Path(points.begin(), points.end());
  Path kept{points[0]};
  PlanePoint anchor = points[0], last = points[0];
  double heading = 0, low = -10, high = 10, farthest = 0;
  bool open = false;  // a cone has been begun
  for (std::size_t i = 1; i < points.size(); ++i) {
    const PlanePoint p = points[i];
    for (;;) {
      const double dx = p.x - anchor.x, dy = p.y - anchor.y, distance = std::hypot(dx, dy);
      if (distance <= tolerance && farthest <= tolerance) break;
      double turn = 0;
      if (!open) {
        heading = std::atan2(dy, dx);
        open = true;
      } else {
        turn = std::remainder(std::atan2(dy, dx) - heading, 2 * std::numbers::pi);
      }
      const bool returns = distance < farthest - tolerance;
      if (!returns && turn >= low && turn <= high) {
        const double width = distance > tolerance ? std::asin(tolerance / distance) : std::numbers::pi / 2;
        low = std::max(low, turn - width);
        high = std::min(high, turn + width);
        farthest = std::max(farthest, distance);
        break;
      }
      kept.push_back(last);  // the cone is closed: a new one from the point before; that one holds p
      anchor = last;
      low = -10;
      high = 10;
      farthest = 0;
      open = false;
    }
    last = p;
  }
  kept.push_back(points.back());
  return kept;
}

void append_path(std::span<const PlanePoint> points, bool closed, std::string& out) {
  std::vector<GridPoint> grid;
  for (const PlanePoint p : points) {
    const GridPoint g{std::lround(p.x * 10), std::lround(p.y * 10)};
    if (grid.empty() || g != grid.back()) grid.push_back(g);
  }
  if (closed && grid.size() > 1 && grid.front() == grid.back()) grid.pop_back();
  if (grid.size() < (closed ? 3u : 2u)) return;
  append_pair(grid[0], 'M', out);
  for (std::size_t i = 1; i < grid.size(); ++i)
    append_pair({grid[i].x - grid[i - 1].x, grid[i].y - grid[i - 1].y}, 'l', out);
  if (closed) out += 'z';
}

std::vector<Stretch> widest_stretches(std::span<const Path> rings, double height, int lines) {
  double top = 1e18, bottom = -1e18;
  for (const Path& ring : rings) {
    const Rect b = bounds_of(ring);
    top = std::min(top, b.y);
    bottom = std::max(bottom, b.bottom());
  }
  std::vector<Stretch> found;
  for (int i = 1; i <= lines && top < bottom; ++i) {
    const double y = top + (bottom - top) * i / (lines + 1);
    const std::vector<double> room =
        intersect(crossings(rings, y), intersect(crossings(rings, y - height / 2), crossings(rings, y + height / 2)));
    for (std::size_t j = 0; j + 1 < room.size(); j += 2) found.push_back({room[j], room[j + 1], y});
  }
  const double middle = (top + bottom) / 2, half = std::max((bottom - top) / 2, 1e-9);
  const auto score = [&](const Stretch& s) { return s.width() * (1 - 0.35 * std::abs(s.y - middle) / half); };
  std::ranges::stable_sort(found, [&](const Stretch& a, const Stretch& b) { return score(a) > score(b); });
  return found;
}

}  // namespace sitrep
