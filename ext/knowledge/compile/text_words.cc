#include "knowledge/compile/text_words.h"

#include <algorithm>
#include <array>
#include <set>

#include "knowledge/compile/csv.h"
#include "text/text_words.h"
#include "text/word.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 11> kRoles = {"none",     "cardinal", "ordinal", "multiplier", "vague", "exact",
                                                     "at_least", "about",    "nearly",  "at_most",    "fewer"};

std::uint64_t hash_phrase(const std::string& phrase) {
  std::uint64_t hash = 0;
  for (const std::string& word : split(phrase, ' ')) hash = hash_append(hash, hash_word(word));
  return hash;
}

}  // namespace

void compile_text_words(const std::filesystem::path& sql_dir, ImageBuilder& image) {
  const Csv abbreviations(sql_dir / "knowledge/abbreviations.csv", {"abbreviation"});
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i < abbreviations.size(); ++i)
    hashes.push_back(hash_word(abbreviations.at(i, "abbreviation")));
  std::ranges::sort(hashes);
  image.add("text.abbreviations", hashes);

  const Csv numbers(sql_dir / "knowledge/number_words.csv", {"phrase", "role", "value"});
  std::vector<NumberWordRow> rows;
  // Words that the grammar of text/numbers.cc itself begins with, and the first words of the rows.
  std::set<std::uint64_t> starts;
  for (const std::string_view word : {"between", "from", "half", "a", "one"}) starts.insert(hash_word(word));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto role = std::ranges::find(kRoles, numbers.at(i, "role"));
    if (role == kRoles.end()) numbers.fail(i, "unknown role " + numbers.at(i, "role"));
    const std::string& value = numbers.at(i, "value");
    starts.insert(hash_word(split(numbers.at(i, "phrase"), ' ').front()));
    rows.push_back({hash_phrase(numbers.at(i, "phrase")), value.empty() ? 0 : std::stoll(value),
                    static_cast<std::uint64_t>(role - kRoles.begin())});
  }
  image.add("text.numbers", rows);
  image.add("text.number_starts", std::vector<std::uint64_t>(starts.begin(), starts.end()));
}

}  // namespace sitrep
