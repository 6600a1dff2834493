#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"
#include "text/word.h"

namespace sitrep {

enum class TokenClass : std::uint8_t {
  word,         ///< letters (any script), inner apostrophes and abbreviation dots included: "Ma'rib", "U.S.", "Maj."
  number,       ///< digits with their grouping and decimal point: "2,500", "7.62", also ordinals "4th"
  possessive,   ///< "'s" or the apostrophe of "forces'"; always split from its word
  hyphen,       ///< hyphen or dash joined to both neighbours: the "-" of "al-Raqqa", "Hama-Aleppo", "24-hour"
  dash,         ///< a dash that stands between spaces, or "--"
  punctuation,  ///< , . ; : ( ) quotes …
  symbol        ///< % $ # + / & and everything else
};

/// Orthographic facts of a token, as bits.
namespace shape {
inline constexpr std::uint16_t kInitialCapital =
    1;                                              ///< first letter is upper case (Latin, Cyrillic) or caseless script
inline constexpr std::uint16_t kAllCapitals = 2;    ///< two letters or more, all upper case
inline constexpr std::uint16_t kSpaceBefore = 4;    ///< white space (or the text's start) precedes
inline constexpr std::uint16_t kHasDigit = 8;       ///< "M23", "T4", "4th"
inline constexpr std::uint16_t kOrdinal = 16;       ///< "4th", "21st"
inline constexpr std::uint16_t kAbbreviation = 32;  ///< ends in a dot that belongs to it: "Gen.", "U.S."
inline constexpr std::uint16_t kCaseless = 64;      ///< Arabic, Hebrew, … : capitals tell nothing
inline constexpr std::uint16_t kSentenceStart = 128;  ///< first word of the sentence (quotes and bullets skipped)
inline constexpr std::uint16_t kInQuotes = 256;       ///< between quotation marks in this sentence
}  // namespace shape

/// One token of a sentence. `folded.text` is the lightly folded form (see fold_light): "Wounded" → "wounded",
/// "Ma'rib" → "marib", "U.S." → "u.s."; it lives in the TokenBuffer.
struct Token {
  Span span;
  TokenClass cls = TokenClass::word;
  std::uint16_t shape = 0;
  Word folded;

  bool is(std::uint16_t bits) const { return (shape & bits) == bits; }
  bool is_word() const { return cls == TokenClass::word; }
};

/// The tokens of one sentence and the bytes of their folded forms. Reused from sentence to sentence, so that a long
/// text costs the memory of its longest sentence.
class TokenBuffer {
 public:
  /// Replaces the content by the tokens of `sentence` in `text` (linear in the sentence's length). Bytes that are no
  /// valid UTF-8 become symbol tokens. Afterwards tokens() refers into `text` only by offsets.
  void tokenize(std::string_view text, Span sentence);

  const std::vector<Token>& tokens() const { return tokens_; }
  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }

 private:
  std::vector<Token> tokens_;
  std::string folded_;               ///< arena of the folded forms; complete before the first view is taken
  std::vector<std::uint32_t> ends_;  ///< where each token ends in it
};

}  // namespace sitrep
