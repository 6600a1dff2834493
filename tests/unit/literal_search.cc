#include "regex/literal_search.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace sitrep;

namespace {

std::string random_text(std::mt19937& random, std::size_t size, std::string_view letters) {
  std::string text(size, ' ');
  for (char& c : text) c = letters[random() % letters.size()];
  return text;
}

}  // namespace

TEST_CASE("literal search: finds what std::string finds, wherever one begins") {
  std::mt19937 random(1);
  for (const std::string_view letters : {"ab", "abcdefgh \n", "\xD8\xA7\xD9\x84z", "aaaaaaaaaaaaaaab"}) {
    for (int round = 0; round < 300; ++round) {
      const std::string text = random_text(random, random() % 700, letters);
      const LiteralSearch search(random_text(random, 1 + random() % 9, letters));
      for (std::size_t from = 0; from <= text.size(); from += 1 + random() % 40) {
        CAPTURE(text);
        CAPTURE(search.literal());
        REQUIRE(search.find(text, from) == text.find(search.literal(), from));
      }
    }
  }
}

TEST_CASE("literal search: at the ends of blocks and of the text, and beyond it") {
  const LiteralSearch search("\" said");
  for (std::size_t before = 0; before < 200; ++before) {
    const std::string text = std::string(before, 'x') + "\" said";
    CHECK(search.find(text) == before);
    CHECK(search.find(text.substr(0, text.size() - 1)) == LiteralSearch::kNowhere);
    CHECK(search.find(text, before + 1) == LiteralSearch::kNowhere);
  }
  CHECK(search.find("") == LiteralSearch::kNowhere);
  CHECK(search.find("short", 9) == LiteralSearch::kNowhere);
  CHECK(LiteralSearch("").find("text", 2) == 2);
}

TEST_CASE("literal search: its rare bytes may be everywhere") {
  std::string text(100'000, 'q');
  CHECK(LiteralSearch("qqqqzq").find(text) == LiteralSearch::kNowhere);
  text[90'000] = 'z';
  CHECK(LiteralSearch("qqqqzq").find(text) == 89'996);
  for (std::size_t i = 0; i < text.size(); i += 3) text[i] = 'z';
  CHECK(LiteralSearch("zqqzqqzqz").find(text) == text.find("zqqzqqzqz"));
}
