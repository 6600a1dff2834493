#include "region/hex_grid.h"

#include <cmath>
#include <numbers>

#include "geometry/number_text.h"

namespace sitrep {

std::string HexCell::name() const {
  std::string out;
  append_number(size_km, out);
  return out + ':' + std::to_string(q) + ':' + std::to_string(r);
}

HexCell hex_cell(double lon, double lat, double size_km) {
  constexpr double kRadian = std::numbers::pi / 180, kRadiusKm = 6371.0071809;  // the authalic sphere
  const double parallel = std::cos(30 * kRadian);
  const double x = kRadiusKm * lon * kRadian * parallel;
  const double y = kRadiusKm * std::sin(lat * kRadian) / parallel;
  // To axial coordinates, then to the nearest centre (cube rounding).
  const double q = (std::numbers::sqrt3 / 3 * x - y / 3) / size_km;
  const double r = 2.0 / 3 * y / size_km;
  double rq = std::round(q), rr = std::round(r);
  const double rs = std::round(-q - r);
  const double dq = std::abs(rq - q), dr = std::abs(rr - r), ds = std::abs(rs + q + r);
  if (dq > dr && dq > ds)
    rq = -rr - rs;
  else if (dr > ds)
    rr = -rq - rs;
  return {size_km, static_cast<std::int64_t>(rq), static_cast<std::int64_t>(rr)};
}

}  // namespace sitrep
