#include "picture/scale.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/number_text.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

/// Helvetica's advance widths for 0x20 to 0x7E in thousandths of an em (Adobe Font Metrics, Core 14).
constexpr std::array<short, 95> kHelvetica = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

double ems_of(std::int32_t point) {
  if (point >= 0x20 && point < 0x7F) return kHelvetica[static_cast<std::size_t>(point - 0x20)] / 1000.0;
  const bool combining = (point >= 0x300 && point < 0x370) || (point >= 0x64B && point < 0x660) || point == 0x200B;
  if (combining) return 0;
  const bool wide = (point >= 0x1100 && point < 0x1160) || (point >= 0x2E80 && point < 0xA4D0) ||
                    (point >= 0xAC00 && point < 0xD7A4) || (point >= 0xF900 && point < 0xFB00) ||
                    (point >= 0xFF00 && point < 0xFF61) || point >= 0x1F300;
  return wide ? 1.0 : 0.58;
}

/// Distinct values with how often each occurs.
struct Weighted {
  double value = 0, weight = 0;
};

std::vector<Weighted> weigh(std::span<const double> sorted) {
  std::vector<Weighted> out;
  for (const double v : sorted) {
    if (out.empty() || out.back().value != v) out.push_back({v, 0});
    ++out.back().weight;
  }
  return out;
}

/// At most `most` of the values, evenly chosen, with the weights of those left out; keeps the natural breaks' quadratic
/// search small.
std::vector<Weighted> thinned(const std::vector<Weighted>& values, std::size_t most) {
  if (values.size() <= most) return values;
  std::vector<Weighted> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t group = i * most / values.size();
    if (group == out.size()) out.push_back({values[i].value, 0});
    out.back().weight += values[i].weight;
  }
  return out;
}

/// Sum of squared distances from the mean for any run of the points, in constant time.
class Spread {
 public:
  explicit Spread(std::span<const Weighted> points) : w_{0}, s_{0}, q_{0} {
    for (const Weighted& p : points) {
      w_.push_back(w_.back() + p.weight);
      s_.push_back(s_.back() + p.weight * p.value);
      q_.push_back(q_.back() + p.weight * p.value * p.value);
    }
  }
  double of(std::size_t begin, std::size_t end) const {
    const double s = s_[end] - s_[begin];
    return q_[end] - q_[begin] - s * s / (w_[end] - w_[begin]);
  }

 private:
  std::vector<double> w_, s_, q_;
};

/// Where each class begins, so that the spread within the classes is least.
std::vector<std::size_t> natural_breaks(std::span<const Weighted> points, std::size_t classes) {
  const std::size_t n = points.size();
  const Spread spread(points);
  std::vector<double> best(n + 1);
  std::vector<std::vector<std::size_t>> starts(classes, std::vector<std::size_t>(n + 1, 0));
  for (std::size_t end = 1; end <= n; ++end) best[end] = spread.of(0, end);
  for (std::size_t k = 1; k < classes; ++k) {
    std::vector<double> next(n + 1, 1e300);
    for (std::size_t end = k + 1; end <= n; ++end) {
      for (std::size_t begin = k; begin < end; ++begin) {
        const double cost = best[begin] + spread.of(begin, end);
        if (cost >= next[end]) continue;
        next[end] = cost;
        starts[k][end] = begin;
      }
    }
    best = std::move(next);
  }
  std::vector<std::size_t> out(classes);
  for (std::size_t k = classes, end = n; k-- > 0; end = out[k]) out[k] = starts[k][end];
  return out;
}

/// The roundest number in (low, high]: a multiple of the largest of 10, 5, 2, 1 × 10^n that has one there, of several
/// the nearest to the middle.
double roundest(double low, double high) {
  const double size = std::max(std::abs(low), std::abs(high));
  double power = std::pow(10, std::ceil(std::log10(size)));
  for (int i = 0; i < 18; ++i, power /= 10) {
    for (const double lead : {1.0, 0.5, 0.2}) {
      const double step = power * lead;
      double at = std::round((low + high) / 2 / step) * step;
      if (at <= low) at += step;
      if (at > high) at -= step;
      if (at > low && at <= high) return at;
    }
  }
  return high;
}

}  // namespace

double nice_floor(double value) {
  const double power = std::pow(10, std::floor(std::log10(value) + 1e-9));
  const double lead = value / power;
  constexpr double kSlack = 1 + 1e-9;
  return power * (lead * kSlack >= 5 ? 5 : lead * kSlack >= 2 ? 2 : 1);
}

std::vector<double> nice_ticks(double min, double max, int most, double least_step) {
  if (!(max > min)) max = min + std::max({std::abs(min) * 0.1, least_step, 1e-9});
  double step = std::max(nice_floor((max - min) / (most - 1)), least_step);
  while (std::ceil(max / step - 1e-9) - std::floor(min / step + 1e-9) + 1 > most) step = nice_floor(step * 2.6);
  std::vector<double> ticks;
  const double first = std::floor(min / step + 1e-9), last = std::ceil(max / step - 1e-9);
  for (double i = first; i <= last; ++i) ticks.push_back(i * step + 0.0);
  if (ticks.size() == 1) ticks.push_back(ticks[0] + step);
  return ticks;
}

bool is_whole(std::span<const double> values) {
  return std::ranges::all_of(values, [](double v) { return v == std::floor(v); });
}

std::vector<double> class_bounds(std::span<const double> values, int most) {
  constexpr std::size_t kPoints = 256;
  constexpr double kSkew = 30;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::vector<Weighted> distinct = weigh(sorted);
  std::vector<double> bounds;
  if (distinct.size() <= static_cast<std::size_t>(most)) {
    for (const Weighted& d : distinct) bounds.push_back(d.value);
    return bounds;
  }
  std::vector<Weighted> points = thinned(distinct, kPoints);
  const std::vector<Weighted> original = points;
  const auto positive = std::ranges::find_if(points, [](const Weighted& p) { return p.value > 0; });
  if (points.front().value >= 0 && points.back().value / positive->value > kSkew) {
    const double shift = points.front().value == 0 ? positive->value : 0;  // zero has a logarithm below the others'
    for (Weighted& p : points) p.value = std::log(p.value + shift);
  }
  bounds.push_back(sorted.front());
  // As many classes as Sturges (1926) gives for so many values: fewer values, fewer classes.
  const auto sturges = static_cast<int>(std::ceil(1 + std::log2(static_cast<double>(points.size()))));
  const auto classes = static_cast<std::size_t>(std::clamp(sturges, 2, most));
  for (const std::size_t begin : natural_breaks(points, classes))
    if (begin > 0) bounds.push_back(roundest(original[begin - 1].value, original[begin].value));
  return bounds;
}

std::size_t class_of(std::span<const double> bounds, double value) {
  const auto above = std::ranges::upper_bound(bounds, value);
  return above == bounds.begin() ? 0 : static_cast<std::size_t>(above - bounds.begin()) - 1;
}

std::string class_name(std::span<const double> bounds, std::size_t i, double max, bool whole) {
  const double low = bounds[i];
  double high = max;
  if (i + 1 < bounds.size()) high = whole ? bounds[i + 1] - 1 : bounds[i + 1];
  return high <= low ? figure(low) : figure(low) + "–" + figure(high);
}

std::string figure(double value) {
  const double size = std::abs(value);
  if (size >= 1e15 || (size > 0 && size < 0.01)) {
    std::string out;
    append_number(value, out);
    return out;
  }
  std::string digits;
  append_rounded(value, size >= 100 ? 0 : size >= 10 ? 1 : 2, digits);
  const std::size_t begin = digits[0] == '-' ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > begin + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

ScaleBar scale_bar(double metres_per_pixel, double most_pixels) {
  ScaleBar bar;
  bar.metres = nice_floor(metres_per_pixel * most_pixels);
  bar.pixels = bar.metres / metres_per_pixel;
  bar.label = bar.metres >= 1000 ? figure(bar.metres / 1000) + " km" : figure(bar.metres) + " m";
  return bar;
}

double text_ems(std::string_view text) {
  double ems = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8 decoded = decode_utf8(text, i);
    ems += ems_of(decoded.point);
    i += decoded.length;
  }
  return ems;
}

std::string cut_text(std::string_view text, double ems) {
  if (text_ems(text) <= ems) return std::string(text);
  double used = 1;  // the ellipsis
  std::size_t i = 0;
  while (i < text.size()) {
    const Utf8 decoded = decode_utf8(text, i);
    used += ems_of(decoded.point);
    if (used > ems) break;
    i += decoded.length;
  }
  return std::string(text.substr(0, i)) + "…";
}

}  // namespace sitrep
