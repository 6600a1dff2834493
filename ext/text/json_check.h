#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sitrep {

/// Where `text` stops being one JSON value (RFC 8259), as a byte offset from 0; nothing when it is one. Nesting beyond
/// 1000 is refused. Linear.
std::optional<std::size_t> json_fault(std::string_view text);

}  // namespace sitrep
