#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

/// One decoded code point. `length` is the number of bytes it took; an invalid or cut sequence gives kInvalid with
/// length 1.
struct Utf8 {
  static constexpr std::int32_t kInvalid = -1;
  std::int32_t point = kInvalid;
  std::uint32_t length = 1;
};

/// Decodes the code point at text[at]; at < text.size(). Overlong forms and surrogates are invalid.
Utf8 decode_utf8(std::string_view text, std::size_t at);

/// Appends the UTF-8 form of a valid code point.
void append_utf8(std::int32_t point, std::string& out);

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_letter(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace sitrep
