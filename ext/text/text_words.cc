#include "text/text_words.h"

#include <algorithm>

#include "text/word.h"

namespace sitrep {

TextWords::TextWords(const Image& image) : abbreviations_(image.section<std::uint64_t>("text.abbreviations")) {
  for (const NumberWordRow& row : image.section<NumberWordRow>("text.numbers")) {
    numbers_.emplace(row.hash, NumberWord{static_cast<NumberRole>(row.role), row.value});
  }
  for (const std::uint64_t hash : image.section<std::uint64_t>("text.number_starts"))
    starts_.set(hash % starts_.size());
}

bool TextWords::is_abbreviation(std::string_view folded) const {
  return std::ranges::binary_search(abbreviations_, hash_word(folded));
}

}  // namespace sitrep
