#include "knowledge/phrase_index.h"

#include <algorithm>
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

/// How far the text agrees with a key is known from how far it agrees with the key before and how far those two do, so
/// that nothing is copied, and bytes are compared only where both reaches are the same.
bool PhraseIndex::is_key(std::uint32_t entry, std::string_view text, std::uint32_t& posting) const {
  const Block& block = blocks_[entry / kBlock];
  const char* at = keys_.data() + block.key;
  std::size_t agrees = 0;
  posting = block.posting;
  for (std::uint32_t e = entry - entry % kBlock;; ++e) {
    const std::size_t shared = static_cast<unsigned char>(at[0]), rest = static_cast<unsigned char>(at[1]);
    at += 2;
    if (shared < agrees) {
      agrees = shared;
    } else if (shared == agrees) {
      const std::size_t most = std::min(rest, text.size() - agrees);
      std::size_t same = 0;
      while (same < most && at[same] == text[agrees + same]) ++same;
      agrees += same;
    }
    if (e == entry) return agrees == text.size() && shared + rest == text.size();
    at += rest;
    posting += counts_[e];
  }
}

std::string PhraseIndex::key(std::size_t i) const {
  const char* at = keys_.data() + blocks_[i / kBlock].key;
  std::string key;
  for (std::size_t e = i - i % kBlock;; ++e) {
    const std::size_t shared = static_cast<unsigned char>(at[0]), rest = static_cast<unsigned char>(at[1]);
    key.resize(shared);
    key.append(at + 2, rest);
    if (e == i) return key;
    at += 2 + rest;
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
