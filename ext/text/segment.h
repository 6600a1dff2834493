#pragma once

#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace sitrep {

enum class SentenceKind : std::uint8_t { headline, body, item, quote };

/// One sentence. `span` has no surrounding white space; for an item the bullet is left out. `paragraph` counts from 1.
/// A headline "A | B" gives two sentences of kind headline. `dateline` is the part before the body's first words
/// ("DAMASCUS, April 17 (SANA) - "), empty when there is none; it lies inside `span`.
struct Sentence {
  Span span;
  SentenceKind kind = SentenceKind::body;
  std::uint32_t paragraph = 0;
  Span dateline;
};

/// Streams the sentences of a text in order, in linear time and constant memory.
/// Knows paragraphs (blank lines; single newlines in wrapped text join), headlines (short first lines without a final
/// stop, lines all in capitals or title case before body text), list items, quotes, abbreviations ("Gen.", "U.S.",
/// "a.m.", "No.", initials), decimal points, ellipses, "?!", closing quotes and brackets after the stop. A sentence
/// longer than kMaxSentenceBytes is cut at the best place near that length, so that later stages see bounded input.
class Segmenter {
 public:
  static constexpr std::uint32_t kMaxSentenceBytes = 4096;

  explicit Segmenter(std::string_view text);

  /// Fetches the next sentence; false at the end.
  bool next(Sentence& sentence);

 private:
  std::string_view text_;
  std::uint32_t at_ = 0;
  std::uint32_t paragraph_ = 0;
  Span block_;  ///< rest of the paragraph now being cut into sentences
  SentenceKind kind_ = SentenceKind::body;
  bool first_block_ = true;
};

}  // namespace sitrep
