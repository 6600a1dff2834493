#include "text/numbers.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"

namespace sitrep {

Count operator+(const Count& a, const Count& b) {
  const auto add = [](const auto& x, const auto& y) -> std::optional<std::int64_t> {
    if (!x || !y) return std::nullopt;
    return *x + *y;
  };
  return {add(a.value, b.value), add(a.min, b.min), add(a.max, b.max)};
}

namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000;
constexpr std::uint32_t kLongestQualifier = 4;

/// A bare figure: tokens [first, last) and its value.
struct Figure {
  std::uint32_t last = 0;
  double value = 0;
  bool ordinal = false;
  bool vague = false;  ///< value is a minimum ("dozens")
  bool exact = false;
  bool decimal = false;
  bool found() const { return last != 0; }
};

class Finder {
 public:
  Finder(std::span<const Token> tokens, const TextWords& words) : tokens_(tokens), words_(words) {}

  void run(std::vector<NumberPhrase>& out) {
    const auto size = static_cast<std::uint32_t>(tokens_.size());
    for (std::uint32_t i = 0; i < size;) {
      NumberPhrase phrase;
      if (may_start(i) && phrase_at(i, phrase)) {
        out.push_back(phrase);
        i = phrase.last;
      } else {
        ++i;
      }
    }
  }

 private:
  const Token& token(std::uint32_t i) const { return tokens_[i]; }
  bool in(std::uint32_t i) const { return i < tokens_.size(); }
  bool is(std::uint32_t i, std::string_view word) const { return in(i) && token(i).folded.text == word; }

  /// Digits that hang on letters ("T-72", "M-16", "MiG-29") name a model and count nothing.
  bool may_start(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.cls == TokenClass::number) {
      const bool model =
          i >= 2 && token(i - 1).cls == TokenClass::hyphen && token(i - 2).is_word() && !cardinal_word(i - 2);
      return !model;
    }
    return t.is_word() && words_.may_begin_number(t.folded.hash);
  }

  NumberWord word(std::uint32_t i) const {
    if (!in(i) || !token(i).is_word()) return {};
    return words_.number(hash_append(0, token(i).folded.hash));
  }
  bool cardinal_word(std::uint32_t i) const { return word(i).role == NumberRole::cardinal; }

  /// Longest phrase of number_words.csv at `i` whose role satisfies `wanted`; its length in tokens.
  template <class Wanted>
  std::uint32_t longest(std::uint32_t i, Wanted&& wanted, NumberWord& found) const {
    std::uint64_t hash = 0;
    std::uint32_t best = 0;
    for (std::uint32_t n = 0; n < kLongestQualifier && in(i + n) && token(i + n).is_word(); ++n) {
      hash = hash_append(hash, token(i + n).folded.hash);
      const NumberWord number = words_.number(hash);
      if (wanted(number.role)) {
        best = n + 1;
        found = number;
      }
    }
    return best;
  }

  bool phrase_at(std::uint32_t i, NumberPhrase& phrase) const {
    phrase.first = i;
    if (range_at(i, phrase)) return true;
    NumberWord qualifier;
    const auto is_qualifier = [](NumberRole role) { return role >= NumberRole::at_least; };
    std::uint32_t at = i + longest(i, is_qualifier, qualifier);
    NumberWord second;
    const std::uint32_t more = longest(at, is_qualifier, second);
    if (at > i && more > 0) at += more;  // "more than about 70": the first word decides
    if (at > i && is(at, "a") && !is_multiplier(at + 1)) return false;
    Figure figure = figure_at(at);
    if (!figure.found()) return false;
    Figure high;
    if (range_tail(figure, high)) {
      set_range(figure, high, phrase);
    } else {
      phrase.count = bounded(figure, qualifier.role);
      phrase.last = figure.last;
      take_afterthought(phrase);
    }
    phrase.ordinal = figure.ordinal;
    phrase.fraction = figure.decimal;
    phrase.percent_or_money = is(phrase.last, "%") || is(phrase.last, "percent") || is(phrase.last, "per") ||
                              (at > 0 && (is(at - 1, "$") || is(at - 1, "\xE2\x82\xAC") || is(at - 1, "\xC2\xA3")));
    return true;
  }

  bool is_multiplier(std::uint32_t i) const { return word(i).role == NumberRole::multiplier; }

  /// "between 60 and 70", "from 60 to 70".
  bool range_at(std::uint32_t i, NumberPhrase& phrase) const {
    const bool between = is(i, "between");
    if (!between && !is(i, "from")) return false;
    const Figure low = figure_at(i + 1);
    if (!low.found() || !is(low.last, between ? "and" : "to")) return false;
    const Figure high = figure_at(low.last + 1);
    if (!high.found() || high.value <= low.value || low.decimal || high.decimal) return false;
    set_range(low, high, phrase);
    return true;
  }

  /// "60 to 70", "60-70", "two or three" after `low`.
  bool range_tail(const Figure& low, Figure& high) const {
    if (low.ordinal || low.decimal || !in(low.last)) return false;
    const Token& joint = token(low.last);
    const bool joins = joint.cls == TokenClass::hyphen || is(low.last, "to") || is(low.last, "or");
    if (!joins) return false;
    high = figure_at(low.last + 1);
    // "2021-04-17" and "1989-90" are dates, "3-1" a score: a range rises and stands alone.
    const bool date =
        high.found() && joint.cls == TokenClass::hyphen && in(high.last) && token(high.last).cls == TokenClass::hyphen;
    return high.found() && !date && !high.ordinal && !high.decimal && !high.vague && high.value > low.value;
  }

  static void set_range(const Figure& low, const Figure& high, NumberPhrase& phrase) {
    const auto from = static_cast<std::int64_t>(low.value);
    const auto to = static_cast<std::int64_t>(high.value);
    phrase.count = {from + (to - from) / 2, from, to};
    phrase.last = high.last;
  }

  static Count bounded(const Figure& figure, NumberRole qualifier) {
    const auto n = static_cast<std::int64_t>(std::min(figure.value, static_cast<double>(kLargest)));
    if (figure.vague) return {std::nullopt, n, std::nullopt};
    switch (qualifier) {
      case NumberRole::at_least:
        return {n, n, std::nullopt};
      case NumberRole::about:
        return {n, std::nullopt, std::nullopt};
      case NumberRole::nearly:
      case NumberRole::at_most:
        return {n, std::nullopt, n};
      case NumberRole::fewer:
        return {n - 1, std::nullopt, n - 1};
      default:
        return Count::exactly(n);
    }
  }

  /// "70 or more", "70 at least".
  void take_afterthought(NumberPhrase& phrase) const {
    if (!phrase.count.value || !phrase.count.max) return;
    const bool or_more = is(phrase.last, "or") && is(phrase.last + 1, "more");
    const bool at_least = is(phrase.last, "at") && is(phrase.last + 1, "least");
    if (!or_more && !at_least) return;
    phrase.count.max.reset();
    phrase.last += 2;
  }

  Figure figure_at(std::uint32_t i) const {
    if (!in(i)) return {};
    if (token(i).cls == TokenClass::number) return digits_at(i);
    NumberWord vague;
    const std::uint32_t length = longest(
        i, [](NumberRole role) { return role == NumberRole::vague || role == NumberRole::exact; }, vague);
    if (length > 0) return vague_at(i, length, vague);
    return words_at(i);
  }

  /// "dozens", "tens of thousands".
  Figure vague_at(std::uint32_t i, std::uint32_t length, NumberWord vague) const {
    Figure figure{i + length, static_cast<double>(vague.value)};
    figure.exact = vague.role == NumberRole::exact;
    figure.vague = !figure.exact;
    const std::uint32_t next = is(figure.last, "of") ? figure.last + 1 : figure.last;
    NumberWord power = word(next);
    if (figure.vague && power.role == NumberRole::vague && power.value >= 2000) {
      figure.value *= static_cast<double>(power.value) / 2;
      figure.last = next + 1;
    } else if (figure.vague && power.role == NumberRole::multiplier) {
      figure.value *= static_cast<double>(power.value);
      figure.last = next + 1;
    }
    // "dozens of fighters": the "of" goes with the number, as in "a number of".
    if (is(figure.last, "of")) ++figure.last;
    return figure;
  }

  Figure digits_at(std::uint32_t i) const {
    Figure figure{i + 1};
    figure.ordinal = token(i).is(shape::kOrdinal);
    read_digits(token(i).folded.text, figure);
    while (is_multiplier(figure.last)) {
      figure.value *= static_cast<double>(word(figure.last).value);
      figure.decimal = false;
      ++figure.last;
    }
    return figure;
  }

  /// "2,500" groups by three; any other comma or a dot is a decimal point.
  static void read_digits(std::string_view text, Figure& figure) {
    double scale = 0;
    for (std::size_t at = 0; at < text.size() && (is_ascii_digit(text[at]) || text[at] == ',' || text[at] == '.');
         ++at) {
      if (is_ascii_digit(text[at])) {
        if (scale > 0) {
          figure.value += (text[at] - '0') * scale;
          scale /= 10;
        } else {
          figure.value = std::min(figure.value * 10 + (text[at] - '0'), 1e18);
        }
      } else if (text[at] == '.' || !groups_follow(text, at)) {
        if (scale > 0) return;
        scale = 0.1;
        figure.decimal = true;
      }
    }
  }

  static bool groups_follow(std::string_view text, std::size_t comma) {
    std::size_t digits = 0;
    for (std::size_t at = comma + 1; at < text.size() && is_ascii_digit(text[at]); ++at) ++digits;
    return digits == 3;
  }

  /// "two hundred and fifty", "twenty-five", "half a million", "a dozen", "sixth".
  Figure words_at(std::uint32_t i) const {
    Figure figure;
    double total = 0;
    double current = -1;
    std::uint32_t at = i;
    if (is(at, "half") && is(at + 1, "a") && is_multiplier(at + 2))
      return {at + 3, static_cast<double>(word(at + 2).value) / 2};
    if ((is(at, "a") || is(at, "one")) && is_multiplier(at + 1)) {
      current = 1;
      ++at;
    }
    std::uint32_t last = 0;
    while (in(at)) {
      const NumberWord number = word(at);
      if (number.role == NumberRole::cardinal || number.role == NumberRole::ordinal) {
        const bool fits = current < 0 ||
                          (current >= 20 && static_cast<std::int64_t>(current) % 10 == 0 && number.value < 10) ||
                          (current >= 100 && static_cast<std::int64_t>(current) % 100 == 0 && number.value < 100);
        if (!fits) break;
        current = std::max(current, 0.0) + static_cast<double>(number.value);
        last = ++at;
        if (number.role == NumberRole::ordinal) {
          figure.ordinal = true;
          break;
        }
      } else if (number.role == NumberRole::multiplier && current >= 0) {
        current *= static_cast<double>(number.value);
        if (number.value >= 1000) {
          total += current;
          current = 0;
        }
        last = ++at;
      } else if (last == at && ((token(at).cls == TokenClass::hyphen && word(at + 1).role != NumberRole::none) ||
                                (is(at, "and") && current >= 100 && cardinal_word(at + 1)))) {
        ++at;
      } else {
        break;
      }
    }
    figure.last = last;
    figure.value = total + std::max(current, 0.0);
    return figure;
  }

  std::span<const Token> tokens_;
  const TextWords& words_;
};

}  // namespace

namespace {

/// "67 year old", "25-day-old", "two months old", "aged nine": an age counts nobody.
bool is_age(std::span<const Token> tokens, const NumberPhrase& phrase) {
  if (phrase.first > 0 && tokens[phrase.first - 1].folded.text == "aged") return true;
  std::size_t t = phrase.last;
  const auto take = [&](auto... any) {
    while (t < tokens.size() && tokens[t].cls == TokenClass::hyphen) ++t;
    if (t >= tokens.size() || ((tokens[t].folded.text != any) && ...)) return false;
    ++t;
    return true;
  };
  return take("year", "years", "month", "months", "week", "weeks", "day", "days") && take("old", "olds");
}

}  // namespace

void find_numbers(std::span<const Token> tokens, const TextWords& words, std::vector<NumberPhrase>& out) {
  out.clear();
  Finder(tokens, words).run(out);
  for (NumberPhrase& phrase : out) phrase.fraction |= is_age(tokens, phrase);
}

}  // namespace sitrep
