#pragma once

#include <cstdint>
#include <string_view>

#include "text/span.h"
#include "text/text_words.h"

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

  /// `text` and `words` must outlive the segmenter.
  Segmenter(std::string_view text, const TextWords& words);

  /// Fetches the next sentence; false at the end.
  bool next(Sentence& sentence);

 private:
  bool next_block();
  void measure_paragraph();
  bool is_wrapped(std::uint32_t length, std::uint32_t next_line, std::uint32_t line_end) const;
  bool looks_like_headline() const;
  std::uint32_t sentence_end() const;
  bool is_in_slogan(std::uint32_t at) const;
  bool is_abbreviation_before(std::uint32_t at, std::uint32_t next) const;
  bool is_quote(Span span) const;
  Span dateline_of(Span span) const;

  std::string_view text_;
  const TextWords* words_;
  std::uint32_t at_ = 0;
  std::uint32_t paragraph_ = 0;
  std::uint32_t paragraph_end_ = 0;  ///< end of the lines up to the next blank line
  std::uint32_t longest_line_ = 0;   ///< of those lines, in bytes
  Span block_;                       ///< rest of the block now being cut into sentences
  SentenceKind kind_ = SentenceKind::body;
  bool block_start_ = true;
};

}  // namespace sitrep
