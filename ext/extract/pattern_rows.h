#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pattern_table.h"
#include "knowledge/image.h"
#include "knowledge/lexicon.h"

namespace sitrep {

/// A pattern as it is written down; `type` and `status` may be empty.
struct PatternSource {
  std::string_view id, type, pattern, status;
};

/// Number + 1 of an event type, 0 for one that is not known.
std::uint16_t event_type_number(const Lexicon& lexicon, std::string_view type);

/// Collects compiled patterns into the sections pat.rows, pat.concepts and pat.strings.
class PatternRows {
 public:
  /// Compiles a pattern against the lexicon. Throws std::invalid_argument with the reason: what compile_pattern() says,
  /// an unknown type or status, or what RE2 says of a pattern too large.
  void add(const PatternSource& source, const Lexicon& lexicon);

  /// Adds row `i` of another image's patterns as it is.
  void copy(const Image& image, std::size_t i);

  void finish(ImageBuilder& image) const;

 private:
  Text text(std::string_view value);

  std::vector<PatternRow> rows_;
  std::vector<std::uint16_t> concepts_;
  std::string strings_;
};

}  // namespace sitrep
