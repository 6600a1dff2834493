#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep {

/// Half-open range of byte offsets into a document's text. A document is shorter than 2^32 bytes (SQLite's limit is
/// 2^31-1).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t length() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// The bytes of `text` that the span covers.
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace sitrep
