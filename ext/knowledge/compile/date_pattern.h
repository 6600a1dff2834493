#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date_image.h"

namespace sitrep {

/// Names and numbers of lexical classes; 0 is no class. A literal word or mark is a class of its own, named "=word".
class DateClasses {
 public:
  std::uint16_t number(const std::string& name);
  /// 0 when there is no such class.
  std::uint16_t find(const std::string& name) const;
  std::size_t size() const { return names_.size() + 1; }
  const std::string& name(std::uint16_t number) const { return names_[number - 1]; }

 private:
  std::map<std::string, std::uint16_t, std::less<>> numbers_;
  std::vector<std::string> names_;
};

/// Compiles patterns of date_rules.csv into programs. The language, a regular expression over the tokens of a sentence:
///
///     april , . - / : ' &     the very word (folded) or mark; `--` a dash between spaces, `'s` a possessive,
///     \( \) \+                parentheses and plus sign
///     MONTH                   a token of that class (date_words.csv, date_digits.csv)
///     a b   a|b   (a)         sequence, alternatives, grouping;   a? a* a+   as usual
///     {day: DAY}              capture: the value of what matched goes into that field
///     {to.day: DAY}           the same for the second point, `to`
///     {relation=last}         assigns a constant where the path goes through it
///     @number  to.@date       a macro (rules whose name begins with @); `to.` moves its fields to the second point
///     {span: …}               the expression proper, when the rule needs context around it
///     {first: …} {second: …}  the two ends of a range, each an expression of its own
///
class DatePatternCompiler {
 public:
  using Program = std::vector<date_image::Instruction>;

  explicit DatePatternCompiler(DateClasses& classes) : classes_(classes) {}

  /// Makes `@name` known. Throws std::runtime_error for a malformed pattern.
  void define(const std::string& name, std::string pattern) { macros_[name] = std::move(pattern); }
  /// Program of a rule; ends in Op::match. Throws std::runtime_error saying what is wrong where.
  Program compile(std::string_view pattern);

 private:
  DateClasses& classes_;
  std::map<std::string, std::string, std::less<>> macros_;
};

/// Number of a value's name for a field ("relation", "last"), or its number when it reads as one.
std::optional<float> date_field_value(date_image::Field field, std::string_view name);

}  // namespace sitrep
