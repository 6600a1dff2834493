#include "knowledge/phrase_index.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <span>

#include "knowledge/phrase_memo.h"

using namespace sitrep;

namespace {

/// Keys that share much and little with the ones before them, in more blocks than one.
std::map<std::string, std::uint32_t> many_keys() {
  std::map<std::string, std::uint32_t> keys;
  for (const char* first : {"a", "aa", "ab", "abc", "abcd", "b", "deir", "dei", "hama", "ham"})
    for (const char* second : {"", " a", " ab", " city", " citadel"}) keys[std::string(first) + second] = 1;
  keys["hama"] = 3;
  return keys;
}

std::string longest(const PhraseIndex& index, std::string_view text) {
  std::array<Word, 8> words;
  std::uint32_t count = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    words[count++] = {word, hash_word(word)};
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  const auto match = index.longest(count, [&](std::uint32_t n) -> const Word& { return words[n]; });
  std::string out;
  for (std::uint32_t n = 0; n < match.words; ++n) out += (n > 0 ? " " : "") + std::string(words[n].text);
  return out + ":" + std::to_string(match.posting_end - match.posting_begin);
}

}  // namespace

TEST_CASE("phrase index: every key is found, with its postings, and nothing else") {
  const auto keys = many_keys();
  ImageBuilder builder;
  add_phrase_index(builder, "t", keys);
  const std::string bytes = builder.finish();
  const Image image(std::as_bytes(std::span(bytes)));
  const PhraseIndex index(image, "t");
  PhraseMemo memo(index);
  std::size_t i = 0;
  for (const auto& [key, count] : keys) {
    CHECK(longest(index, key) == key + ":" + std::to_string(count));
    CHECK(index.key(i++) == key);
    const std::string_view first = std::string_view(key).substr(0, key.find(' '));
    const PhraseIndex::First found = index.first({first, hash_word(first)});
    CHECK(found.any());
    CHECK((found.match.words == 1) == keys.contains(std::string(first)));
    if (found.match.words == 1)
      CHECK(found.match.posting_end - found.match.posting_begin == keys.at(std::string(first)));
    for (int again = 0; again < 2; ++again) CHECK(memo.first({first, hash_word(first)}) == found);
  }
  CHECK(longest(index, "hama cit") == "hama:3");
  CHECK(longest(index, "abcde") == ":0");
  CHECK(longest(index, "deir citadel wall") == "deir citadel:1");
}
