#include "text/json_check.h"

namespace sitrep {
namespace {

constexpr int kMaxDepth = 1000;

/// A recursive-descent reader that only says yes or no; at() is where it gave up.
class JsonChecker {
 public:
  explicit JsonChecker(std::string_view text) : text_(text) {}

  bool document() {
    if (!value(1)) return false;
    blanks();
    return at_ == text_.size();
  }
  std::size_t at() const { return at_; }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  bool value(int depth) {
    if (depth > kMaxDepth) return false;
    blanks();
    switch (peek()) {
      case '{':
        return list('{', '}', [&] {
          blanks();
          if (!string()) return false;
          blanks();
          return take(':') && value(depth + 1);
        });
      case '[':
        return list('[', ']', [&] { return value(depth + 1); });
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  template <class Element>
  bool list(char open, char close, Element&& element) {
    if (!take(open)) return false;
    blanks();
    if (take(close)) return true;
    do {
      if (!element()) return false;
      blanks();
    } while (take(','));
    return take(close);
  }

  bool word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x20) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (c == '\\' && !escape()) return false;
    }
    return false;
  }

  bool escape() {
    constexpr std::string_view kShort = "\"\\/bfnrt";
    if (take('u')) {
      for (int i = 0; i < 4; ++i, ++at_)
        if (std::string_view("0123456789abcdefABCDEF").find(peek()) == std::string_view::npos) return false;
      return true;
    }
    if (at_ >= text_.size() || kShort.find(peek()) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  bool digits() {
    const std::size_t start = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > start;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::size_t> json_fault(std::string_view text) {
  JsonChecker checker(text);
  if (checker.document()) return std::nullopt;
  return checker.at();
}

}  // namespace sitrep
