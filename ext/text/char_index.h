#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitrep {

/// Converts byte offsets into 1-based character positions as SQLite's substr() counts them, for malformed UTF-8 too: a
/// byte
/// >= 0xC0 swallows all the continuation bytes (0x80..0xBF) that follow it; every other byte is a character of its own.
/// One pass over the text at construction (a checkpoint each 256 bytes), then O(1) per look-up; pure ASCII needs no
/// memory.
class CharIndex {
 public:
  explicit CharIndex(std::string_view text);

  /// 1-based character position of the character that holds byte `offset`; for offset == text.size() one past the last.
  std::int64_t position(std::uint32_t offset) const;

  /// Number of characters in the bytes [begin, end).
  std::int64_t length(std::uint32_t begin, std::uint32_t end) const { return position(end) - position(begin); }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;
  bool ascii_ = true;
};

}  // namespace sitrep
