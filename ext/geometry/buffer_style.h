#pragma once

#include <string_view>

namespace sitrep {

/// How ST_Buffer and ST_OffsetCurve round corners and ends.
struct BufferStyle {
  int quadrant_segments = 8;  ///< segments to a quarter of a circle, 1 to 1000
  int end_cap = 1;            ///< GEOSBUF_CAP_ROUND, _FLAT, _SQUARE
  int join = 1;               ///< GEOSBUF_JOIN_ROUND, _MITRE, _BEVEL
  double mitre_limit = 5;     ///< a mitred corner reaches no farther than this many radii
  int side = 0;               ///< -1 left only, 1 right only, 0 both
};

/// Reads PostGIS's list of KEY=VALUE, separated by blanks: quad_segs=8, endcap=round|flat|butt|square,
/// join=round|mitre|miter|bevel, mitre_limit=5, side=both|left|right. UserError names what it does not know.
BufferStyle parse_buffer_style(std::string_view text);

}  // namespace sitrep
