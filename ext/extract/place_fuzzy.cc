#include "extract/place_fuzzy.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/word.h"

namespace sitrep {
namespace {

constexpr std::size_t kShortestKey = 5;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";

class OneEdit {
 public:
  OneEdit(const Gazetteer& gazetteer, const std::function<bool(const PlaceRow&)>& allowed)
      : gazetteer_(gazetteer), allowed_(allowed) {}

  void run(std::string_view key) {
    for (std::size_t i = 0; i <= key.size(); ++i) {
      const std::string head(key.substr(0, i));
      for (const char letter : kLetters) probe(head + letter + std::string(key.substr(i)));
      if (i == key.size() || key[i] == ' ') continue;
      const std::string tail(key.substr(i + 1));
      probe(head + tail);
      for (const char letter : kLetters)
        if (letter != key[i]) probe(head + letter + tail);
      if (!tail.empty() && tail[0] != ' ' && tail[0] != key[i]) probe(head + tail[0] + key[i] + tail.substr(1));
    }
  }

  std::optional<std::uint32_t> best() const {
    const PlaceRow* first = nullptr;
    std::uint32_t second = 0;
    bool rival = false;
    for (const std::uint32_t place : found_) {
      const PlaceRow& row = gazetteer_.place(place);
      if (first == nullptr || row.population() > first->population()) {
        if (first != nullptr) {
          second = first->population();
          rival = true;
        }
        first = &row;
      } else if (&row != first) {
        second = std::max(second, row.population());
        rival = true;
      }
    }
    if (first == nullptr || (rival && first->population() < 10 * std::max(second, 1u))) return std::nullopt;
    return gazetteer_.number(*first);
  }

 private:
  void probe(const std::string& key) {
    std::array<Word, 8> words;
    std::uint32_t count = 0;
    std::string_view rest = key;
    while (!rest.empty() && count < words.size()) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      words[count++] = {rest.substr(0, space), hash_word(rest.substr(0, space))};
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    gazetteer_.each_name(
        count, [&](std::uint32_t n) -> const Word& { return words[n]; },
        [&](const PhraseIndex::Match& match) {
          if (match.words != count) return;
          for (const PlacePosting& posting : gazetteer_.postings(match)) {
            if (!allowed_(gazetteer_.place(posting.place()))) continue;
            if (std::find(found_.begin(), found_.end(), posting.place()) == found_.end())
              found_.push_back(posting.place());
          }
        });
  }

  const Gazetteer& gazetteer_;
  const std::function<bool(const PlaceRow&)>& allowed_;
  std::vector<std::uint32_t> found_;
};

}  // namespace

std::optional<std::uint32_t> place_one_edit_away(const Gazetteer& gazetteer, std::string_view key,
                                                 const std::function<bool(const PlaceRow&)>& allowed) {
  if (key.size() < kShortestKey || key.size() > 40) return std::nullopt;
  OneEdit search(gazetteer, allowed);
  search.run(key);
  return search.best();
}

}  // namespace sitrep
