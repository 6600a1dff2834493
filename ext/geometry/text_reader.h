#pragma once

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "text/error.h"

namespace sitrep {

/// What the readers of WKT and GeoJSON share: a position in a text, blanks, numbers, errors that say where.
class TextReader {
 public:
  TextReader(std::string_view text, std::string_view format) : text_(text), format_(format) {}

  std::size_t position() const { return at_; }
  void seek(std::size_t position) { at_ = position; }
  std::string_view rest() const { return text_.substr(at_); }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) ++at_;
  }

  /// The next character that is no blank, '\0' at the end.
  char peek() {
    skip_blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail(std::string("'") + c + "' expected");
  }
  void expect_end() {
    skip_blanks();
    if (at_ < text_.size()) fail("end of text expected");
  }

  /// A number; NaN only where `or_nan` says that it may be none.
  double number(bool or_nan = false) {
    skip_blanks();
    const char* begin = text_.data() + at_;
    const char* end = text_.data() + text_.size();
    if (begin != end && *begin == '+') ++begin;
    double value = 0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (error == std::errc::invalid_argument) fail("number expected");
    if (error != std::errc() || std::isinf(value)) fail("number out of range");
    if (std::isnan(value) && !or_nan) fail("number out of range");
    at_ = static_cast<std::size_t>(stop - text_.data());
    return value;
  }

  /// Throws UserError("FORMAT: WHAT at character N"); N counts from 1.
  [[noreturn]] void fail(const std::string& what, std::size_t position) const {
    std::size_t characters = 1;
    for (const char c : text_.substr(0, position)) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    throw UserError(std::string(format_) + ": " + what + " at character " + std::to_string(characters));
  }
  [[noreturn]] void fail(const std::string& what) const { fail(what, at_); }

 private:
  std::string_view text_;
  std::string_view format_;
  std::size_t at_ = 0;
};

}  // namespace sitrep
