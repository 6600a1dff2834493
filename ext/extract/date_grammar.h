#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/date_image.h"
#include "extract/date_mention.h"
#include "knowledge/image.h"
#include "text/token.h"

namespace sitrep {

/// Finds date expressions by the rules of sql/knowledge/date_rules.csv, compiled at build time into one automaton over
/// lexical classes (date_words.csv). Immutable, used in place in the image, safe to share between threads.
class DateGrammar {
 public:
  /// Uses the sections "date.*". Throws std::runtime_error when they are missing or cut.
  explicit DateGrammar(const Image& image);

  /// Appends the expressions of one sentence to `out`, in order, not overlapping: the longest match at each token, the
  /// earlier rule among equals. Linear in the number of tokens; allocates nothing but what `out` needs.
  void find(std::span<const Token> tokens, std::uint32_t sentence, std::vector<DateMention>& out) const;

  /// Name of a rule ("weekday_month_day"), for explanations. Empty for a number that is none.
  std::string_view rule_name(std::uint16_t rule) const;

 private:
  friend class DateBinder;
  static constexpr std::size_t kSlice = 4096;  ///< tokens typed at a time
  static constexpr std::size_t kLongest = 64;  ///< tokens of the longest expression

  struct Found {
    std::uint32_t last = 0;
    std::uint16_t rule = 0;
    bool hyphen = false;  ///< a hyphen joins it to the expression behind ("11:30-13:30")
  };

  void find_slice(std::span<const Token> tokens, std::uint32_t begin, std::uint32_t end, std::uint32_t sentence,
                  std::vector<DateMention>& out) const;
  /// Where the automaton goes from a state on a type; 0 is the dead state.
  std::uint32_t next(std::uint32_t state, std::uint16_t type) const {
    const date_image::State& from = states_[state];
    const date_image::Cell cell = cells_[from.base + type];
    return cell.row == from.row ? cell.next : 0;
  }
  const date_image::WordSlot* slot_of(const Word& word) const;
  std::uint16_t type_of(std::span<const Token> tokens, std::size_t at) const;
  std::uint16_t digits_type(const Token& token) const;
  Found alone(std::span<const Token> tokens, std::span<const std::uint16_t> types) const;
  /// `joined`: the token, if any, that a hyphen may join to what stands before.
  Found longest(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin,
                std::uint32_t first, std::uint32_t joined) const;
  bool goes_on_behind_hyphen(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin,
                             std::uint32_t last, std::uint16_t rule) const;
  /// Joins neighbours among the mentions from `from` on that belong together by the words between them.
  void link(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin, std::size_t from,
            std::vector<DateMention>& out) const;
  /// The link that holds between two neighbours, and the token at which it begins; null for none.
  std::pair<const date_image::Link*, std::uint32_t> link_between(std::span<const Token> tokens,
                                                                 std::span<const std::uint16_t> types,
                                                                 std::uint32_t begin, const DateMention& first,
                                                                 const DateMention& second) const;

  date_image::Header header_;
  std::span<const date_image::WordSlot> words_;
  std::span<const std::uint64_t> filter_;
  std::span<const date_image::Sense> senses_;
  std::string_view keys_;
  std::span<const date_image::DigitRow> digits_;
  std::span<const std::uint16_t> marks_;
  std::span<const date_image::State> states_;
  std::span<const date_image::Cell> cells_;
  std::span<const std::uint8_t> members_;
  std::span<const date_image::Instruction> steps_;
  std::span<const date_image::Rule> rules_;
  std::span<const date_image::Link> links_;
  std::string_view names_;
};

}  // namespace sitrep
