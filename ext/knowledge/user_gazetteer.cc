#include "knowledge/user_gazetteer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "knowledge/gazetteer.h"
#include "region/region_data.h"
#include "text/fold.h"
#include "text/word.h"

namespace sitrep {

std::size_t UserGazetteer::memory() const {
  return slots_.capacity() * sizeof(Slot) + posting_places_.capacity() * sizeof(std::uint32_t) +
         posting_hashes_.capacity() * sizeof(std::uint16_t) + places_.capacity() * sizeof(PlaceRow) +
         strings_.capacity() + hidden_.capacity() * sizeof(std::uint32_t);
}

void UserGazetteerBuilder::reserve(std::size_t places, std::size_t names) {
  places_.reserve(places);
  entries_.reserve(places + names);
}

std::uint32_t UserGazetteerBuilder::add(const UserPlace& place) {
  const std::size_t number = builtin_.places().size() + places_.size();
  if (number >= UINT32_MAX / 2) throw std::length_error("more places than can be numbered");
  PlaceRow row;
  row.x = static_cast<std::int32_t>(std::lround(place.lon * 1e6));
  row.y = static_cast<std::int32_t>(std::lround(place.lat * 1e6));
  row.id = place.id;
  row.name = static_cast<std::uint32_t>(strings_.size());
  if (strings_.size() + place.name.size() >= UINT32_MAX) throw std::length_error("names of places beyond 4 GB");
  (strings_ += place.name) += '\0';
  const bool town = place.kind == PlaceKind::populated && place.population > 0;
  row.set_type(place.kind, town ? PlaceSource::user_town : PlaceSource::user);
  row.size = PlaceRow::pack(town ? place.population : static_cast<std::uint32_t>(std::lround(place.radius_km * 10)));
  if (const auto region = regions_.locate(place.lon, place.lat)) {
    row.admin1 = static_cast<std::uint16_t>(*region + 1);
    std::ranges::copy(regions_.rows()[*region].country_code(), row.country);
  }
  if (place.country.size() == 2) std::ranges::copy(place.country, row.country);
  places_.push_back(row);
  add_name(static_cast<std::uint32_t>(number), place.name);
  return static_cast<std::uint32_t>(number);
}

bool UserGazetteerBuilder::hash(std::string_view name) {
  key_ = toponym_key(name);
  hashes_.clear();
  std::uint64_t hash = 0;
  for (std::string_view rest = key_; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    hashes_.push_back(hash = hash_append(hash, hash_word(word)));
  }
  return !hashes_.empty() && hashes_.size() <= UserGazetteer::kLongestName;
}

void UserGazetteerBuilder::add_entry(std::uint32_t place, std::uint16_t spelling, bool removed) {
  entries_.push_back({hashes_.back(), place, spelling, static_cast<std::uint16_t>(removed ? 1 : 0)});
  prefixes_.insert(prefixes_.end(), hashes_.begin(), hashes_.end() - 1);
}

/// A name has all its postings in the user's index as soon as it has one.
void UserGazetteerBuilder::add_builtin_postings(std::string_view key) {
  std::array<Word, UserGazetteer::kLongestName> words;
  std::uint32_t count = 0;
  for (std::string_view rest = key; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    words[count++] = {word, hash_word(word)};
  }
  builtin_.names().each_match(
      count, [&](std::uint32_t i) -> const Word& { return words[i]; },
      [&](const PhraseIndex::Match& match) {
        if (match.words != count) return;
        for (const PlacePosting& posting : builtin_.postings(match))
          add_entry(posting.place(), static_cast<std::uint16_t>(posting.bits()), false);
      });
}

void UserGazetteerBuilder::add_name(std::uint32_t place, std::string_view name) {
  if (!hash(name)) return;
  light_.clear();
  add_entry(place, static_cast<std::uint16_t>(PlacePosting::spelling_hash(toponym_spelling(name))), false);
  add_builtin_postings(key_);
}

void UserGazetteerBuilder::remove_name(std::uint32_t place, std::string_view name) {
  if (!hash(name)) return;
  add_entry(place, 0, true);
  add_entry(kNowhere, 0, false);
  add_builtin_postings(key_);
}

void UserGazetteerBuilder::hide(std::uint32_t builtin_place) { hidden_.emplace_back(builtin_place, kNowhere); }

void UserGazetteerBuilder::replace(std::uint32_t builtin_place, std::uint32_t user_place) {
  hidden_.emplace_back(builtin_place, user_place);
}

/// Makes every name of a hidden place the user's, with its stead for the place.
void UserGazetteerBuilder::add_hidden_names() {
  if (hidden_.empty()) return;
  std::ranges::sort(hidden_);
  std::vector<bool> is_hidden(builtin_.places().size());
  for (const auto& [place, stead] : hidden_) is_hidden[place] = true;
  const PhraseIndex& names = builtin_.names();
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::uint32_t end = begin + names.posting_count(i);
    const PostingRange postings = builtin_.postings(begin, end);
    begin = end;
    if (std::none_of(postings.begin(), postings.end(), [&](const PlacePosting& p) { return is_hidden[p.place()]; }))
      continue;
    if (!hash(names.key(i))) continue;  // a key folds to itself
    add_entry(kNowhere, 0, false);
    for (const PlacePosting& posting : postings)
      add_entry(posting.place(), static_cast<std::uint16_t>(posting.bits()), false);
  }
  for (Entry& entry : entries_) {
    if (entry.place >= is_hidden.size() || !is_hidden[entry.place]) continue;
    entry.place =
        std::ranges::lower_bound(hidden_, entry.place, {}, &std::pair<std::uint32_t, std::uint32_t>::first)->second;
  }
}

void UserGazetteerBuilder::lay_out(UserGazetteer& out) {
  std::ranges::sort(entries_);
  std::ranges::sort(prefixes_);
  prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
  out.posting_places_.reserve(entries_.size());
  out.posting_hashes_.reserve(entries_.size());
  std::vector<std::pair<std::uint64_t, std::uint32_t>> runs;  // hash of a name, its first posting + 1
  for (std::size_t i = 0; i < entries_.size();) {
    const std::uint64_t hash = entries_[i].hash;
    const std::size_t first = out.posting_places_.size();
    runs.emplace_back(hash, static_cast<std::uint32_t>(first + 1));
    while (i < entries_.size() && entries_[i].hash == hash) {
      const std::size_t place_begin = i;
      bool removed = false;
      while (i < entries_.size() && entries_[i].hash == hash && entries_[i].place == entries_[place_begin].place)
        removed |= entries_[i++].removed != 0;
      if (removed || entries_[place_begin].place == kNowhere) continue;
      for (std::size_t k = place_begin; k < i; ++k) {
        if (k > place_begin && entries_[k].spelling == entries_[k - 1].spelling) continue;
        out.posting_places_.push_back(entries_[k].place);
        out.posting_hashes_.push_back(entries_[k].spelling);
      }
    }
    if (out.posting_places_.size() == first) {
      out.posting_places_.push_back(kNowhere);
      out.posting_hashes_.push_back(UserGazetteer::kEmpty);
    }
    out.posting_hashes_.back() |= UserGazetteer::kLast;
  }
  entries_ = {};
  std::size_t both = 0;
  for (const auto& [hash, run] : runs) both += std::ranges::binary_search(prefixes_, hash) ? 1 : 0;
  out.slots_.resize((runs.size() + prefixes_.size() - both) * 3 / 2 + 1);
  const auto slot_of = [&](std::uint64_t hash) -> UserGazetteer::Slot& {
    const auto check = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = UserGazetteer::home(hash, out.slots_.size());
    while (out.slots_[at].value != 0 && out.slots_[at].check != check) at = at + 1 == out.slots_.size() ? 0 : at + 1;
    out.slots_[at].check = check;
    return out.slots_[at];
  };
  for (const auto& [hash, run] : runs) {
    // Two names with the same bits side by side, once in thousands of indexes of a million names: the first stays.
    if (UserGazetteer::Slot& slot = slot_of(hash); slot.value == 0) slot.value = run;
  }
  for (const std::uint64_t hash : prefixes_) slot_of(hash).value |= UserGazetteer::kContinues;
}

std::shared_ptr<const UserGazetteer> UserGazetteerBuilder::finish(
    std::function<PlaceIdentity(std::uint32_t place_id)> identity) {
  auto out = std::make_shared<UserGazetteer>();
  out->identity_ = std::move(identity);
  add_hidden_names();
  lay_out(*out);
  prefixes_ = {};
  for (const auto& [place, stead] : hidden_) out->hidden_.push_back(place);
  hidden_.clear();
  places_.shrink_to_fit();
  strings_.shrink_to_fit();
  out->posting_places_.shrink_to_fit();
  out->posting_hashes_.shrink_to_fit();
  out->places_ = std::move(places_);
  out->strings_ = std::move(strings_);
  return out;
}

}  // namespace sitrep
