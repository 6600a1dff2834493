#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sitrep {

/// The `width` bytes (1 to 8) at `from` as a little-endian number, without a call for an odd width.
inline std::uint64_t load_block(const char* from, std::size_t width) {
  const auto load = [&]<class T>(T value, std::size_t at) {
    std::memcpy(&value, from + at, sizeof value);
    return static_cast<std::uint64_t>(value) << (8 * at);
  };
  if (width == 8) return load(std::uint64_t{}, 0);
  if (width >= 4) return load(std::uint32_t{}, 0) | load(std::uint32_t{}, width - 4);
  return load(std::uint8_t{}, 0) | load(std::uint8_t{}, width / 2) | load(std::uint8_t{}, width - 1);
}

/// 64-bit hash of a folded word; the same at build time (knowledge image) and at run time (text).
/// Multiply-rotate over 8-byte blocks; not cryptographic, and every hit is verified against the key's bytes.
inline std::uint64_t hash_word(std::string_view word) {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ull;
  std::uint64_t hash = word.size() * kMultiplier;
  std::size_t at = 0;
  while (at < word.size()) {
    const std::size_t width = word.size() - at < 8 ? word.size() - at : 8;
    const std::uint64_t block = load_block(word.data() + at, width);
    hash = (hash ^ block) * kMultiplier;
    hash ^= hash >> 29;
    at += width;
  }
  return hash;
}

/// Hash of a sequence of words, built up one word at a time; start with 0.
inline std::uint64_t hash_append(std::uint64_t sequence, std::uint64_t word_hash) {
  std::uint64_t hash = (sequence + 0x632BE59BD9B4E019ull) * 0xFF51AFD7ED558CCDull ^ word_hash;
  hash ^= hash >> 32;
  return hash * 0xC4CEB9FE1A85EC53ull;
}

/// A folded word with its hash. The text belongs to whoever made it (token buffer, image).
struct Word {
  std::string_view text;
  std::uint64_t hash = 0;
};

}  // namespace sitrep
