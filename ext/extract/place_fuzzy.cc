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
      // A letter more before i.
      edited_.assign(key).insert(i, 1, ' ');
      for (const char letter : kLetters) {
        edited_[i] = letter;
        probe();
      }
      if (i == key.size() || key[i] == ' ') continue;
      edited_.assign(key).erase(i, 1);
      probe();
      edited_.assign(key);
      for (const char letter : kLetters) {
        edited_[i] = letter;
        if (letter != key[i]) probe();
      }
      edited_.assign(key);
      if (i + 1 == key.size() || key[i + 1] == ' ' || key[i + 1] == key[i]) continue;
      std::swap(edited_[i], edited_[i + 1]);
      probe();
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
  /// Most edits make a first word that begins no name, so that the words behind it are cut off only when asked for.
  void probe() {
    std::array<Word, 8> words;
    std::uint32_t known = 0;
    std::string_view rest = edited_;
    const auto count = std::min<std::uint32_t>(static_cast<std::uint32_t>(words.size()),
                                               1 + static_cast<std::uint32_t>(std::ranges::count(edited_, ' ')));
    const auto word_at = [&](std::uint32_t n) -> const Word& {
      for (; known <= n; ++known) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        words[known] = {word, hash_word(word)};
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      }
      return words[n];
    };
    gazetteer_.each_name(count, word_at, [&](const PhraseIndex::Match& match) {
      if (match.words != count) return;
      for (const PlacePosting& posting : gazetteer_.postings(match)) {
        if (!allowed_(gazetteer_.place(posting.place()))) continue;
        if (std::find(found_.begin(), found_.end(), posting.place()) == found_.end()) found_.push_back(posting.place());
      }
    });
  }

  std::string edited_;
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
