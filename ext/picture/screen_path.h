#pragma once

#include <span>
#include <string>
#include <vector>

#include "picture/projection.h"

/// Lines and rings on the screen: cut to the frame, generalised to the pixel, written as SVG path data.
namespace sitrep {

struct Rect {
  double x = 0, y = 0, width = 0, height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  PlanePoint middle() const { return {x + width / 2, y + height / 2}; }
  bool overlaps(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  bool holds(const Rect& o) const { return x <= o.x && y <= o.y && o.right() <= right() && o.bottom() <= bottom(); }
  bool holds(PlanePoint p) const { return x <= p.x && p.x <= right() && y <= p.y && p.y <= bottom(); }
  Rect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
};

using Path = std::vector<PlanePoint>;

Rect bounds_of(std::span<const PlanePoint> points);

/// The part of a closed ring within the rectangle (Sutherland and Hodgman 1974); parts of a ring that leaves it are
/// joined along its edges. Linear.
Path clip_ring(std::span<const PlanePoint> ring, const Rect& to);

/// The parts of a line within the rectangle (Liang and Barsky 1984, segment by segment). Linear.
void clip_line(std::span<const PlanePoint> line, const Rect& to, std::vector<Path>& out);

/// Fewer points: each one left out lies within `tolerance` of the line that stays, but for turns sharper than that. One
/// pass with a cone of directions (Zhao and Saalfeld 1997), so linear whatever the input. Ends stay.
Path generalise(std::span<const PlanePoint> points, double tolerance);

/// Path data rounded to a tenth of a pixel, relative after the first point; nothing for a path that vanishes in
/// rounding.
void append_path(std::span<const PlanePoint> points, bool closed, std::string& out);

/// A horizontal stretch within a shape.
struct Stretch {
  double left = 0, right = 0, y = 0;
  double width() const { return right - left; }
  PlanePoint middle() const { return {(left + right) / 2, y}; }
};

/// Where a text of `height` finds room in the shape (rings by the even-odd rule): the widest stretches, at `lines`
/// heights over the shape, the best first; heights near the middle of the shape count a little more.
std::vector<Stretch> widest_stretches(std::span<const Path> rings, double height, int lines = 13);

}  // namespace sitrep
