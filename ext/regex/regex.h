#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "regex/literal_search.h"
#include "regex/pattern_syntax.h"

namespace sitrep {

/// Flags of a pattern; i, m, s and U as in RE2's syntax, x as in Perl.
struct RegexFlags {
  bool ignore_case = false;  ///< i
  bool multi_line = false;   ///< m: ^ and $ match at lines
  bool dot_newline = false;  ///< s: . matches \n
  bool ungreedy = false;     ///< U: x* and x*? swap meaning
  bool extended = false;     ///< x: white space and # comments in the pattern do not count
  friend bool operator==(const RegexFlags&, const RegexFlags&) = default;
};

/// "im" → flags; UserError for any other letter.
RegexFlags parse_regex_flags(std::string_view letters);

bool is_valid_utf8(std::string_view text);

/// A pattern compiled by RE2: linear time whatever the text. Text that is UTF-8 is matched by characters. Text that is
/// not is matched by bytes (RE2's Latin-1 mode), so that `.` and [^x] take a stray byte too; where that finds nothing,
/// by the characters that are there, so that \p{Arabic} finds them beside it. RE2 writes no log. Immutable after
/// construction but for the byte program, which is made at its first use: one thread at a time.
class Regex {
 public:
  static constexpr int kMaxGroups = 1000;

  /// UserError with RE2's message when the pattern is malformed or too large.
  Regex(std::string_view pattern, const RegexFlags& flags);

  const RegexFlags& flags() const { return flags_; }
  int groups() const { return text_program_->NumberOfCapturingGroups(); }
  /// The group's name, "" for none.
  std::string_view group_name(int group) const;
  std::optional<int> group_named(std::string_view name) const;

  bool matches(std::string_view text) const;

  /// The program for this text.
  const RE2& program(std::string_view text) const;

  /// What every match by characters contains; by bytes too when it is ASCII.
  const LiteralSearch& required() const { return required_; }
  bool required_is_ascii() const { return required_is_ascii_; }
  /// Where a match that begins at `from` or later can begin at the earliest, given where the required literal is found
  /// first; LiteralSearch::kNowhere.
  std::size_t first_start(std::size_t from, std::size_t required_at) const;

  /// Bytes of memory it may come to take.
  std::size_t memory() const;

  const RE2& text_program() const { return *text_program_; }

 private:
  std::unique_ptr<RE2> compile(RE2::Options::Encoding encoding) const;

  std::string pattern_;
  RegexFlags flags_;
  LiteralSearch literal_;  ///< the pattern, when it stands for itself and nothing else
  LiteralSearch required_;
  std::size_t before_required_ = RequiredLiteral::kUnlimited;  ///< see RequiredLiteral
  bool required_is_ascii_ = true;
  std::unique_ptr<RE2> text_program_;
  mutable std::unique_ptr<RE2> byte_program_;
};

/// The matches of a pattern in a text from left to right. After an empty match the scan goes on one character later,
/// and no empty match is reported where the one before ended.
class RegexScan {
 public:
  /// `groups`: how many groups to find, the whole match counted; 1 is much faster than more. Text and regex outlive it.
  RegexScan(const Regex& regex, std::string_view text, int groups);

  /// Finds the next match; false at the end.
  bool next();

  /// The group's text within the searched text; null data when the group took no part.
  std::string_view group(int i) const;
  bool took_part(int i) const { return found_[static_cast<std::size_t>(i)].data() != nullptr; }
  std::size_t begin(int i = 0) const;
  std::size_t end(int i = 0) const { return begin(i) + group(i).size(); }

 private:
  std::size_t next_start();

  const Regex* regex_;
  const RE2* program_;
  std::string_view text_;
  bool by_bytes_ = false;
  bool has_required_ = true;  ///< every match has the required literal
  std::size_t literal_at_;    ///< where that was found last
  std::vector<re2::StringPiece> found_;
  std::size_t at_ = 0;
  std::size_t last_end_ = std::string_view::npos;
};

/// Many patterns matched in one pass.
class RegexSet {
 public:
  /// UserError that names the pattern by its number (from 0) when one is malformed.
  explicit RegexSet(std::vector<std::string> patterns);

  /// Numbers (from 0, ascending) of the patterns that match the text. When the joint automaton outgrows its memory, the
  /// patterns are tried one by one.
  std::vector<int> which(std::string_view text) const;

  std::size_t memory() const;

 private:
  std::unique_ptr<RE2::Set> compile(RE2::Options::Encoding encoding) const;
  std::vector<int> one_by_one(std::string_view text) const;

  std::vector<std::string> patterns_;
  std::unique_ptr<RE2::Set> text_set_;
  mutable std::unique_ptr<RE2::Set> byte_set_;
  mutable std::vector<std::unique_ptr<Regex>> singles_;
};

/// The replacement with \0 to \9 for groups and \\ for a backslash checked against the pattern; UserError quotes RE2.
void check_replacement(const Regex& regex, std::string_view replacement);
void append_replacement(const RegexScan& scan, std::string_view replacement, std::string& out);

/// The highest group that the replacement names.
int highest_group(std::string_view replacement);

}  // namespace sitrep
