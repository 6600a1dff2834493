#include "extract/place_fuzzy.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "extract/place_context.h"
#include "text/word.h"

namespace sitrep {
namespace {

constexpr std::size_t kShortestKey = 5;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";

/// "alduhur" for "duhur": the article written as one with its word.
std::string without_joined_articles(std::string_view key) {
  constexpr std::string_view kArticle = "al";
  constexpr std::size_t kLongWord = 6;
  std::string out;
  while (!key.empty()) {
    std::string_view word = key.substr(0, key.find(' '));
    key.remove_prefix(std::min(word.size() + 1, key.size()));
    if (word.size() >= kLongWord && word.starts_with(kArticle)) word.remove_prefix(kArticle.size());
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

class OneEdit {
 public:
  OneEdit(const Gazetteer& gazetteer, const std::function<bool(const PlaceRow&)>& allowed)
      : gazetteer_(gazetteer), allowed_(allowed) {}

  void run(std::string_view key) {
    edited_ = without_joined_articles(key);
    if (edited_ != key) probe();
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

  const std::vector<std::uint32_t>& found() const { return found_; }

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

std::optional<std::uint32_t> likeliest_place(const Gazetteer& gazetteer, std::span<const std::uint32_t> places,
                                             const PlaceRow* beside) {
  constexpr double kSameKm = 5, kBesideKm = 30, kMuchFarther = 3;
  if (places.empty()) return std::nullopt;
  const auto population = [&](std::uint32_t place) { return gazetteer.place(place).population(); };
  std::vector<std::uint32_t> order(places.begin(), places.end());
  std::ranges::stable_sort(order, std::greater(), population);
  // The first that is no other row for the same place.
  const auto rival = [&] {
    const PlaceRow& first = gazetteer.place(order[0]);
    return std::ranges::find_if(order,
                                [&](std::uint32_t p) { return distance_km(first, gazetteer.place(p)) > kSameKm; });
  };
  auto next = rival();
  if (next == order.end() || population(order[0]) >= 10 * std::max(population(*next), 1u)) return order[0];
  if (beside == nullptr) return std::nullopt;
  const auto distance = [&](std::uint32_t place) { return distance_km(*beside, gazetteer.place(place)); };
  std::ranges::stable_sort(order, {}, distance);
  next = rival();
  if (distance(order[0]) > kBesideKm || (next != order.end() && distance(*next) < kMuchFarther * distance(order[0])))
    return std::nullopt;
  return order[0];
}

std::optional<std::uint32_t> place_one_edit_away(const Gazetteer& gazetteer, std::string_view key,
                                                 const std::function<bool(const PlaceRow&)>& allowed,
                                                 const PlaceRow* beside) {
  if (key.size() < kShortestKey || key.size() > 40) return std::nullopt;
  OneEdit search(gazetteer, allowed);
  search.run(key);
  return likeliest_place(gazetteer, search.found(), beside);
}

}  // namespace sitrep
