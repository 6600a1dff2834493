#include "knowledge/phrase_index.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
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

std::vector<PhraseIndex::Slot> make_slots(const std::unordered_map<std::uint64_t, PhraseIndex::Slot>& prefixes) {
  std::vector<std::pair<std::uint64_t, PhraseIndex::Slot>> ordered(prefixes.begin(), prefixes.end());
  std::ranges::sort(ordered);
  std::vector<PhraseIndex::Slot> slots(prefixes.size() * 13 / 10 + 2);
  for (const auto& [hash, value] : ordered) {
    std::size_t at = PhraseIndex::home(hash, slots.size());
    while (slots[at] != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = value | PhraseIndex::check(hash) << PhraseIndex::kEntryBits;
  }
  return slots;
}

}  // namespace

PhraseIndex::PhraseIndex(const Image& image, const std::string& name)
    : slots_(image.section<Slot>(name + ".slots")),
      blocks_(image.section<Block>(name + ".blocks")),
      counts_(image.section<std::uint8_t>(name + ".counts")),
      keys_(image.text(name + ".keys")) {
  if (slots_.size() <= counts_.size() || blocks_.size() != (counts_.size() + kBlock - 1) / kBlock) {
    throw std::runtime_error("knowledge image: phrase index " + name + " is damaged");
  }
}

void PhraseIndex::decode(std::uint32_t entry, Decoded& out) const {
  const Block& block = blocks_[entry / kBlock];
  const char* at = keys_.data() + block.key;
  out.posting = block.posting;
  for (std::uint32_t e = entry - entry % kBlock;; ++e) {
    const auto shared = static_cast<unsigned char>(at[0]), rest = static_cast<unsigned char>(at[1]);
    std::memcpy(out.text + shared, at + 2, rest);
    if (e == entry) {
      out.length = std::size_t{shared} + rest;
      return;
    }
    at += 2 + rest;
    out.posting += counts_[e];
  }
}

void add_phrase_index(ImageBuilder& image, const std::string& name,
                      const std::map<std::string, std::uint32_t>& postings) {
  if (postings.size() >= PhraseIndex::kPrefixOnly) throw std::length_error("phrase index " + name + ": too many keys");
  std::vector<PhraseIndex::Block> blocks;
  std::vector<std::uint8_t> counts;
  std::string keys, last;
  std::unordered_map<std::uint64_t, PhraseIndex::Slot> prefixes;  // 64-bit collisions are not a concern
  std::uint32_t posting = 0;
  for (const auto& [key, count] : postings) {
    if (key.size() > PhraseIndex::kLongestKey || count > PhraseIndex::kMostPostings)
      throw std::length_error("phrase index " + name + ": too much of " + key);
    if (counts.size() % PhraseIndex::kBlock == 0) {
      blocks.push_back({static_cast<std::uint32_t>(keys.size()), posting});
      last.clear();
    }
    const auto shared = static_cast<std::size_t>(std::ranges::mismatch(last, key).in1 - last.begin());
    keys += static_cast<char>(shared);
    keys += static_cast<char>(key.size() - shared);
    keys += key.substr(shared);
    last = key;
    counts.push_back(static_cast<std::uint8_t>(count));
    posting += count;
    const auto number = static_cast<std::uint32_t>(counts.size());
    each_prefix(key, [&](std::uint64_t hash, bool more) {
      PhraseIndex::Slot& value = prefixes.try_emplace(hash, PhraseIndex::kPrefixOnly).first->second;
      value = more ? value | PhraseIndex::kContinues : (value & PhraseIndex::kContinues) | number;
    });
  }
  image.add(name + ".slots", make_slots(prefixes));
  image.add(name + ".blocks", blocks);
  image.add(name + ".counts", counts);
  image.add_text(name + ".keys", keys);
}

}  // namespace sitrep
