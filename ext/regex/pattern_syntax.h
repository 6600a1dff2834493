#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitrep {

/// The pattern without white space and comments (flag x), but for those in classes, behind backslashes and in \Q…\E.
std::string without_layout(std::string_view pattern);

/// Bytes that every match of a pattern contains: where a text has none, RE2 need not look.
struct RequiredLiteral {
  static constexpr std::size_t kUnlimited = static_cast<std::size_t>(-1);
  std::string text;                 ///< empty: none is known
  std::size_t before = kUnlimited;  ///< at most so many bytes of the match stand before the literal's first occurrence
};

/// The most useful literal of a pattern that RE2 accepts, by a reading of its syntax that gives none where it is not
/// sure. The longest, rather one with a limit before it. Of patterns with flags in them, or \Q, there is none.
RequiredLiteral required_literal(std::string_view pattern);

}  // namespace sitrep
