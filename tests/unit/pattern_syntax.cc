#include "regex/pattern_syntax.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "regex/regex.h"

namespace sitrep {
namespace {

constexpr std::size_t kUnlimited = RequiredLiteral::kUnlimited;

void check(const char* pattern, const char* text, std::size_t before) {
  CAPTURE(pattern);
  const RequiredLiteral literal = required_literal(pattern);
  CHECK(literal.text == text);
  if (!literal.text.empty()) CHECK(literal.before == before);
}

/// The spans of RE2's own matches, one after the other, with nothing but RE2.
std::vector<std::size_t> plain(const RE2& pattern, std::string_view text) {
  std::vector<std::size_t> spans;
  re2::StringPiece found;
  for (std::size_t at = 0; at <= text.size();) {
    if (!pattern.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &found, 1)) break;
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    if (!found.empty()) spans.insert(spans.end(), {begin, found.size()});
    at = begin + std::max<std::size_t>(1, found.size());
  }
  return spans;
}

std::vector<std::size_t> ours(const Regex& regex, std::string_view text) {
  std::vector<std::size_t> spans;
  for (RegexScan scan(regex, text, 1); scan.next();)
    if (scan.begin() != scan.end()) spans.insert(spans.end(), {scan.begin(), scan.end() - scan.begin()});
  return spans;
}

}  // namespace

TEST_CASE("what every match must contain, and how far behind its beginning") {
  check("convoy", "convoy", 0);
  check("\\bconvoy\\b", "convoy", 0);
  check("New\\b York", "New York", 0);
  check("[0-9]{1,2} killed", " killed", 8);
  check("\\d+ killed", " killed", kUnlimited);
  check("\"([^\"]{5,120})\" said on ([A-Z][a-z]+)", "\" said on ", 481);
  check("x?(?P<who>army|police) shelled", " shelled", 7);
  check("(the (eastern) side)", "eastern", 4);
  check("ab+cde", "cde", kUnlimited);
  check("ab?cdef", "cdef", 2);
  check("abc{2}def", "abc", 0);
  check("abc{2,def", "abc{2,def", 0);
  check("a\\.b\\.c", "a.b.c", 0);
  check("\\p{Greek}\\pLعربي", "عربي", 8);
  check("\\x41\\x{42}\\101xyz", "xyz", 12);
  check("gunmen.*Idlib", "gunmen", 0);
  check("^the [a-z]+ of", "the ", 0);
  check("(abc|abd)(xyz)+", "xyz", 3);
  check("[]x(]abc", "abc", 4);
}

TEST_CASE("where nothing is sure there is no literal") {
  for (const char* pattern : {"", "ab", "a|bcd", "(?i)convoy", "(?i:convoy)", "\\Qconvoy\\E", "(convoy)?",
                              "(convoy){0,3}", "co*n*v?oy", "[convoy]", "(one|two)", "(convoy", "con**voy*"}) {
    check(pattern, "", 0);
  }
}

TEST_CASE("with the literal looked for first the matches are RE2's") {
  std::uint64_t state = 12345;
  const auto below = [&](std::size_t n) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  constexpr const char* kAtoms[] = {"a",      "b",     "ab",         "abc",     "bca", "é",     "éab",
                                    ".",      "[ab]",  "[^a]",       "\\b",     "^",   "$",     "\\w",
                                    "(ab|c)", "(abc)", "(a(bc|b)a)", "(?:bab)", "\\.", "\\x61", "(|abc)"};
  constexpr const char* kRepeats[] = {"", "", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,3}", "+?", "*?"};
  constexpr const char* kPieces[] = {"a", "b", "c", "ab", "abc", "é", ".", "\n", "bca", "aba", "bab", " "};
  int with_literal = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string pattern;
    for (std::size_t n = 1 + below(5); n > 0; --n) {
      pattern += kAtoms[below(std::size(kAtoms))];
      pattern += kRepeats[below(std::size(kRepeats))];
      if (below(12) == 0) pattern += '|';
    }
    const RE2 plain_pattern(pattern, RE2::Quiet);
    if (!plain_pattern.ok()) continue;
    const Regex regex(pattern, {});
    with_literal += regex.required().literal().empty() ? 0 : 1;
    for (int texts = 0; texts < 8; ++texts) {
      std::string text;
      for (std::size_t n = below(40); n > 0; --n) text += kPieces[below(std::size(kPieces))];
      const std::vector<std::size_t> expected = plain(plain_pattern, text);
      CAPTURE(pattern);
      CAPTURE(text);
      REQUIRE(ours(regex, text) == expected);
      REQUIRE(regex.matches(text) == RE2::PartialMatch(text, plain_pattern));
      // Not UTF-8, matched by bytes: what is found by characters is found.
      text += "\xFF";
      REQUIRE(regex.matches(text) >= RE2::PartialMatch(text, plain_pattern));
    }
  }
  CHECK(with_literal > 300);
}

}  // namespace sitrep
