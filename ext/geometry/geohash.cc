#include "geometry/geohash.h"

#include "geometry/geodesic.h"
#include "text/error.h"

namespace sitrep {
namespace {

constexpr std::string_view kDigits = "0123456789bcdefghjkmnpqrstuvwxyz";
constexpr int kBits = 5;

/// A cell of the globe that halves along longitude and latitude by turns.
class Cell {
 public:
  Cell() {
    box_.add(-180, -90);
    box_.add(180, 90);
  }
  const Box& box() const { return box_; }

  void take(bool upper) {
    double &low = along_lon_ ? box_.min_x : box_.min_y, &high = along_lon_ ? box_.max_x : box_.max_y;
    (upper ? low : high) = (low + high) / 2;
    along_lon_ = !along_lon_;
  }
  double middle() const { return along_lon_ ? (box_.min_x + box_.max_x) / 2 : (box_.min_y + box_.max_y) / 2; }
  bool along_lon() const { return along_lon_; }

 private:
  Box box_;
  bool along_lon_ = true;
};

/// How many characters' cells hold the box whole.
int holding_length(const Box& box) {
  if (box.min_x == box.max_x && box.min_y == box.max_y) return kMostGeohash;
  Cell cell;
  int bits = 0;
  while (bits < kMostGeohash * kBits) {
    const double low = cell.along_lon() ? box.min_x : box.min_y, high = cell.along_lon() ? box.max_x : box.max_y;
    const double middle = cell.middle();
    if (low < middle && high >= middle) break;
    cell.take(low >= middle);
    ++bits;
  }
  return bits / kBits;
}

}  // namespace

std::string geohash(const Box& box, std::optional<int> length) {
  check_lon_lat(box.min_x, box.min_y);
  check_lon_lat(box.max_x, box.max_y);
  if (box.min_x < -180 || box.max_x > 180) throw UserError("longitudes of -180 to 180 expected");
  const int characters = length ? *length : holding_length(box);
  const double lon = (box.min_x + box.max_x) / 2, lat = (box.min_y + box.max_y) / 2;
  std::string hash;
  Cell cell;
  for (int i = 0; i < characters; ++i) {
    unsigned digit = 0;
    for (int bit = 0; bit < kBits; ++bit) {
      const bool upper = (cell.along_lon() ? lon : lat) >= cell.middle();
      cell.take(upper);
      digit = digit * 2 + (upper ? 1 : 0);
    }
    hash += kDigits[digit];
  }
  return hash;
}

Box geohash_box(std::string_view hash) {
  if (hash.empty() || hash.size() > static_cast<std::size_t>(kMostGeohash))
    throw UserError("a geohash has 1 to 20 characters");
  Cell cell;
  for (const char c : hash) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t digit = kDigits.find(lower);
    if (digit == std::string_view::npos) throw UserError("no geohash: '" + std::string(hash) + "'");
    for (int bit = kBits - 1; bit >= 0; --bit) cell.take((digit >> bit & 1) != 0);
  }
  return cell.box();
}

}  // namespace sitrep
