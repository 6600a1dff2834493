#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sitrep {

/// How many bytes of ASCII the text has from `at` on, before the first that is none. Many bytes at a time.
inline std::size_t ascii_run(std::string_view text, std::size_t at = 0) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  const char* const data = text.data();
  std::size_t i = at;
  std::uint64_t words[4];
  while (i + sizeof words <= text.size()) {
    std::memcpy(words, data + i, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & kHighBits) != 0) break;
    i += sizeof words;
  }
  while (i < text.size() && (static_cast<unsigned char>(data[i]) & 0x80) == 0) ++i;
  return i - at;
}

}  // namespace sitrep
