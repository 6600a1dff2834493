#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "extract/date_fields.h"
#include "extract/date_grammar.h"

namespace sitrep {

/// Runs the program of the rule that the automaton chose over the tokens it matched, binds the captures and makes the
/// mention. One object per match; bounded steps.
class DateBinder {
 public:
  DateBinder(const DateGrammar& grammar, std::span<const Token> tokens, std::span<const std::uint16_t> types)
      : grammar_(grammar), tokens_(tokens), types_(types) {}

  /// What came of a match: how far the scan may skip, and the mentions appended (none, one, or two for a range).
  struct Result {
    std::uint32_t resume = 0;
    TenseHint cue = TenseHint::unknown;
  };

  /// `types` and tokens [first, last) are those of the match (types are indexed like tokens minus `base`).
  Result bind(std::uint16_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t base, std::uint32_t sentence,
              std::vector<DateMention>& out);

  /// Does the rule match exactly the tokens [first, last)?
  bool matches(std::uint16_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t base);

 private:
  static constexpr std::size_t kLog = 192;
  static constexpr std::size_t kStack = 256;
  static constexpr std::uint32_t kMaxSteps = 50'000;

  // Without initializers: working memory that is written before it is read.
  struct Entry {
    date_image::Op op;
    std::uint8_t field;
    std::uint16_t token;
    float value;
  };
  struct Choice {
    std::uint16_t at;
    std::uint16_t token;
    std::uint16_t log;
  };
  struct Range {
    std::uint32_t first = 0, last = 0;
    bool empty() const { return first == last; }
  };
  bool run(const date_image::Rule& rule);
  bool token_has(std::uint32_t token, std::uint16_t cls) const;
  void replay();
  void set_field(std::uint8_t field, double value, const DateDigits* digits);
  void set_mention(date_image::Field field, double value);
  void capture(std::uint8_t field, std::uint32_t first, std::uint32_t last);
  double number(std::uint32_t first, std::uint32_t last) const;
  std::optional<double> value_of(std::uint32_t token, std::uint16_t cls) const;
  void emit(std::uint16_t rule, std::uint32_t sentence, std::vector<DateMention>& out) const;
  Span span_of(Range range) const { return {tokens_[range.first].span.begin, tokens_[range.last - 1].span.end}; }

  const DateGrammar& grammar_;
  std::span<const Token> tokens_;
  std::span<const std::uint16_t> types_;
  std::uint32_t base_ = 0, first_ = 0, last_ = 0;

  std::array<Entry, kLog> log_;
  std::size_t log_size_ = 0;
  std::array<Choice, kStack> stack_;
  std::array<std::uint16_t, 80> matched_;  ///< class that each token matched as

  DateMeaning meaning_;
  DateKind kind_ = DateKind::date;
  TenseHint cue_ = TenseHint::unknown;
  DateExtra at_, to_;
  bool second_ = false;  ///< binding the second end of a range, which has a modifier and an anchor of its own
  DateModifier to_modifier_ = DateModifier::none;
  DateAnchor to_anchor_ = DateAnchor::document;
  Range span_, begin_, end_;
  bool none_ = false;
  bool listed_ = false;
  bool valid_ = true;
};

}  // namespace sitrep
