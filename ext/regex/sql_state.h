#pragma once

#include <memory>
#include <string>

#include "regex/regex.h"
#include "sqlite/cache.h"
#include "sqlite/function.h"

namespace sitrep {

/// The compiled patterns of a connection.
struct RegexState {
  static constexpr std::size_t kCacheBytes = std::size_t{64} << 20;
  LruCache<Regex> patterns{kCacheBytes};
  LruCache<RegexSet> sets{kCacheBytes};
  std::uint64_t operator_calls = 0;  ///< see regexp_in_force
};

/// The pattern of argument `i` with the flags of argument `flags` (-1: it has none); compiled once for as long as it is
/// the same, and kept for others.
std::shared_ptr<Regex> regex_argument(Context& context, Args args, int i, int flags);
/// The same where there is no statement's memory: the cache alone.
std::shared_ptr<Regex> regex_argument(Call& call, Args args, int i, int flags);

}  // namespace sitrep
