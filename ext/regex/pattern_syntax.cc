#include "regex/pattern_syntax.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t kUnlimited = RequiredLiteral::kUnlimited;
constexpr std::size_t kCharacter = 4;  // bytes of one, at most
constexpr std::size_t kLeast = 3;      // a shorter literal is found too often to be of use

/// Behind the bracket that closes the class which opens at `at`: one at its beginning, and those of [:alpha:], belong
/// to it.
std::size_t class_end(std::string_view pattern, std::size_t at) {
  std::size_t end = at + 1;
  if (end < pattern.size() && pattern[end] == '^') ++end;
  if (end < pattern.size() && pattern[end] == ']') ++end;
  while (end < pattern.size() && pattern[end] != ']') {
    if (pattern[end] == '\\')
      ++end;
    else if (pattern.substr(end, 2) == "[:" && pattern.find(":]", end) != std::string_view::npos)
      end = pattern.find(":]", end) + 1;
    ++end;
  }
  return std::min(end + 1, pattern.size());
}

std::size_t sum(std::size_t a, std::size_t b) { return a > kUnlimited - b ? kUnlimited : a + b; }

std::size_t product(std::size_t a, std::size_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kUnlimited / b ? kUnlimited : a * b;
}

bool is_better(const RequiredLiteral& a, const RequiredLiteral& b) {
  const auto has_limit = [](const RequiredLiteral& l) { return l.text.size() >= kLeast && l.before != kUnlimited; };
  if (has_limit(a) != has_limit(b)) return has_limit(a);
  return a.text.size() > b.text.size();
}

/// A part of a pattern: the most bytes that it matches, and what each of its matches contains.
struct Part {
  std::size_t width = 0;
  RequiredLiteral best;
  std::string literal;  ///< of an atom that stands for itself
};

struct Repeat {
  std::size_t least = 1, most = 1;
};

/// Goes down a pattern by RE2's grammar.
class LiteralFinder {
 public:
  explicit LiteralFinder(std::string_view pattern) : pattern_(pattern) {}

  RequiredLiteral find() {
    const Part whole = alternation();
    return unsure_ || at_ != pattern_.size() ? RequiredLiteral() : whole.best;
  }

 private:
  bool is_at(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool is_at(std::string_view text) const { return pattern_.substr(at_, text.size()) == text; }

  /// To the end of the group or of the pattern.
  Part alternation() {
    Part part = sequence();
    while (is_at('|')) {
      ++at_;
      part = {.width = std::max(part.width, sequence().width), .best = {}, .literal = {}};
    }
    return part;
  }

  Part sequence() {
    Part whole;
    RequiredLiteral run;
    const auto end_run = [&] {
      if (is_better(run, whole.best)) whole.best = run;
      run.text.clear();
    };
    while (!unsure_ && at_ < pattern_.size() && !is_at('|') && !is_at(')')) {
      const Part part = atom();
      const Repeat repeat = repetition();
      if (!part.literal.empty() && repeat.least > 0) {
        if (run.text.empty()) run.before = whole.width;
        run.text += part.literal;
        if (repeat.most > 1) end_run();
      } else if (part.width > 0) {
        end_run();
        if (repeat.least > 0) {
          const RequiredLiteral within{part.best.text, sum(whole.width, part.best.before)};
          if (is_better(within, whole.best)) whole.best = within;
        }
      }
      whole.width = sum(whole.width, product(part.width, repeat.most));
    }
    end_run();
    return whole;
  }

  static Part characters(std::size_t width) { return {.width = width, .best = {}, .literal = {}}; }

  Part atom() {
    switch (pattern_[at_]) {
      case '(':
        return group();
      case '[':
        at_ = class_end(pattern_, at_);
        return characters(kCharacter);
      case '.':
        ++at_;
        return characters(kCharacter);
      case '^':
      case '$':
        ++at_;
        return characters(0);
      case '\\':
        return escape();
      default:
        return itself(decode_utf8(pattern_, at_).length);
    }
  }

  Part itself(std::size_t bytes) {
    Part part{.width = bytes, .best = {}, .literal = std::string(pattern_.substr(at_, bytes))};
    at_ += bytes;
    return part;
  }

  Part group() {
    ++at_;
    if (is_at("?P<") || is_at("?<")) {
      at_ = std::min(pattern_.find('>', at_), pattern_.size() - 1) + 1;
    } else if (is_at("?:")) {
      at_ += 2;
    } else if (is_at('?')) {
      unsure_ = true;  // flags
      return {};
    }
    Part part = alternation();
    if (is_at(')'))
      ++at_;
    else
      unsure_ = true;
    return part;
  }

  Part escape() {
    if (at_ + 1 >= pattern_.size()) return give_up();
    const char c = pattern_[++at_];
    if (is_ascii(c) && !is_ascii_letter(c) && !is_ascii_digit(c)) return itself(1);
    ++at_;
    if (std::string_view("bBAz").find(c) != std::string_view::npos) return characters(0);
    if (std::string_view("dDsSwWCaftnrv").find(c) != std::string_view::npos) return characters(kCharacter);
    if (c == 'p' || c == 'P' || c == 'x') {
      if (is_at('{'))
        at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1) + 1;
      else
        at_ = std::min(at_ + (c == 'x' ? 2 : 1), pattern_.size());
      return characters(kCharacter);
    }
    if (c >= '0' && c <= '7') {  // octal, of up to three digits
      for (int more = 0; more < 2 && at_ < pattern_.size() && pattern_[at_] >= '0' && pattern_[at_] <= '7'; ++more)
        ++at_;
      return characters(kCharacter);
    }
    return give_up();
  }

  Part give_up() {
    unsure_ = true;
    return {};
  }

  Repeat repetition() {
    std::optional<Repeat> repeat;
    while (const std::optional<Repeat> one = operation()) repeat = repeat ? Repeat{0, kUnlimited} : *one;
    return repeat.value_or(Repeat());
  }

  /// One operator with its ? for few; nothing when none stands here.
  std::optional<Repeat> operation() {
    std::optional<Repeat> repeat;
    if (is_at('*')) repeat = {0, kUnlimited};
    if (is_at('+')) repeat = {1, kUnlimited};
    if (is_at('?')) repeat = {0, 1};
    if (repeat)
      ++at_;
    else if (is_at('{'))
      repeat = bounds();
    if (repeat && is_at('?')) ++at_;
    return repeat;
  }

  /// {n}, {n,} or {n,m}; any other brace stands for itself.
  std::optional<Repeat> bounds() {
    const std::size_t start = at_++;
    const std::optional<std::size_t> least = number();
    Repeat repeat{least.value_or(0), least.value_or(0)};
    if (is_at(',')) {
      ++at_;
      repeat.most = number().value_or(kUnlimited);
    }
    if (least && is_at('}')) {
      ++at_;
      return repeat;
    }
    at_ = start;
    return std::nullopt;
  }

  std::optional<std::size_t> number() {
    std::optional<std::size_t> value;
    for (; at_ < pattern_.size() && is_ascii_digit(pattern_[at_]); ++at_)
      value = std::min<std::size_t>(value.value_or(0) * 10 + static_cast<std::size_t>(pattern_[at_] - '0'), 1'000'000);
    return value;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool unsure_ = false;
};

}  // namespace

std::string without_layout(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    std::size_t length = 1;
    if (pattern.substr(i, 2) == "\\Q") {
      length = std::min(pattern.find("\\E", i), pattern.size() - 2) + 2 - i;
    } else if (c == '\\') {
      length = std::min<std::size_t>(2, pattern.size() - i);
    } else if (c == '[') {
      length = class_end(pattern, i) - i;
    } else if (c == '#') {
      i = std::min(pattern.find('\n', i), pattern.size());
      continue;
    } else if (is_ascii_space(c)) {
      ++i;
      continue;
    }
    out += pattern.substr(i, length);
    i += length;
  }
  return out;
}

RequiredLiteral required_literal(std::string_view pattern) {
  RequiredLiteral literal = LiteralFinder(pattern).find();
  return literal.text.size() >= kLeast ? literal : RequiredLiteral();
}

}  // namespace sitrep
