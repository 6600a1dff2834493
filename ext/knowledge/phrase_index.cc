#include "knowledge/phrase_index.h"

#include <bit>
#include <unordered_map>

namespace sitrep {
namespace {

/// Calls visit(hash, words_left) for the key's prefixes, word by word.
template <class Visit>
void each_prefix(std::string_view key, Visit&& visit) {
  std::uint64_t hash = 0;
  while (true) {
    const std::size_t space = key.find(' ');
    hash = hash_append(hash, hash_word(key.substr(0, space)));
    visit(hash, space != std::string_view::npos);
    if (space == std::string_view::npos) return;
    key.remove_prefix(space + 1);
  }
}

}  // namespace

PhraseIndex::PhraseIndex(const Image& image, const std::string& name)
    : slots_(image.section<Slot>(name + ".slots")),
      entries_(image.section<Entry>(name + ".entries")),
      keys_(image.text(name + ".keys")) {
  if (!std::has_single_bit(slots_.size()) || entries_.empty() || entries_.back().key != keys_.size()) {
    throw std::runtime_error("knowledge image: phrase index " + name + " is damaged");
  }
}

void add_phrase_index(ImageBuilder& image, const std::string& name,
                      const std::map<std::string, std::uint32_t>& postings) {
  std::vector<PhraseIndex::Entry> entries;
  entries.reserve(postings.size() + 1);
  std::string keys;
  std::unordered_map<std::uint64_t, std::uint32_t> prefixes;  // hash → slot value; 64-bit collisions are not a concern
  std::uint32_t posting = 0;
  for (const auto& [key, count] : postings) {
    entries.push_back({static_cast<std::uint32_t>(keys.size()), posting});
    posting += count;
    keys += key;
    const auto number = static_cast<std::uint32_t>(entries.size());
    each_prefix(key, [&](std::uint64_t hash, bool more) {
      std::uint32_t& value = prefixes.try_emplace(hash, PhraseIndex::kPrefixOnly).first->second;
      value = more ? value | PhraseIndex::kContinues : (value & PhraseIndex::kContinues) | number;
    });
  }
  entries.push_back({static_cast<std::uint32_t>(keys.size()), posting});

  std::vector<PhraseIndex::Slot> slots(std::bit_ceil(prefixes.size() * 3 / 2 + 1));
  const std::uint64_t mask = slots.size() - 1;
  for (const auto& [hash, value] : std::map<std::uint64_t, std::uint32_t>(prefixes.begin(), prefixes.end())) {
    std::uint64_t at = hash;
    while (slots[at & mask].entry != 0) ++at;
    slots[at & mask] = {static_cast<std::uint32_t>(hash >> 32), value};
  }
  image.add(name + ".slots", slots);
  image.add(name + ".entries", entries);
  image.add_text(name + ".keys", keys);
}

}  // namespace sitrep
