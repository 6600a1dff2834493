#include "regex/literal_search.h"

#include <cstdint>
#include <cstring>

#include "text/ascii.h"

namespace sitrep {
namespace {

using Bytes [[gnu::vector_size(16)]] = unsigned char;
constexpr std::size_t kBlock = 4 * sizeof(Bytes);

/// How seldom a byte stands in texts, roughly: the letters of English by their frequency, then what is no letter.
std::size_t rarity(char c) {
  constexpr std::string_view kByFrequency = " etaoinsrhldcumfpgwybvkxjqz";
  if (const std::size_t at = kByFrequency.find(c); at != std::string_view::npos) return at;
  constexpr std::size_t kOther = kByFrequency.size(), kNotAscii = 8;
  return (static_cast<unsigned char>(c) & 0x80) != 0 ? kNotAscii : kOther;
}

std::size_t rarest(std::string_view literal, std::size_t but) {
  std::size_t best = but == 0 && literal.size() > 1 ? 1 : 0;
  for (std::size_t i = 0; i < literal.size(); ++i)
    if (i != but && rarity(literal[i]) > rarity(literal[best])) best = i;
  return best;
}

Bytes all_of(char c) {
  Bytes bytes{};
  return bytes + static_cast<unsigned char>(c);
}

/// Whether one of the block's places has both bytes.
bool may_stand_in(const char* first, const Bytes& one, const char* second, const Bytes& other) {
  Bytes any{};
  for (std::size_t i = 0; i < kBlock; i += sizeof(Bytes)) {
    Bytes a, b;
    std::memcpy(&a, first + i, sizeof a);
    std::memcpy(&b, second + i, sizeof b);
    any |= reinterpret_cast<Bytes>((a == one) & (b == other));
  }
  std::uint64_t halves[2];
  std::memcpy(halves, &any, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

std::size_t find_by_memmem(std::string_view text, std::size_t from, std::string_view literal) {
  const void* at = memmem(text.data() + from, text.size() - from, literal.data(), literal.size());
  return at == nullptr ? LiteralSearch::kNowhere : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

}  // namespace

LiteralSearch::LiteralSearch(std::string literal) : literal_(std::move(literal)) {
  if (literal_.empty()) return;
  rare_[0] = rarest(literal_, kNowhere);
  rare_[1] = rarest(literal_, rare_[0]);
}

std::size_t LiteralSearch::find(std::string_view text, std::size_t from) const {
  if (literal_.empty()) return from;
  if (from > text.size() || text.size() - from < literal_.size()) return kNowhere;
  const Bytes one = all_of(literal_[rare_[0]]), other = all_of(literal_[rare_[1]]);
  const std::size_t end = text.size() - literal_.size() + 1;
  std::size_t blocks = 0, alarms = 0;  // where its bytes are not rare after all, memmem is better, and its bound holds
  for (; from + kBlock <= end && alarms <= 8 + blocks / 8; from += kBlock) {
    const char* const block = text.data() + from;
    ++blocks;
    if (!may_stand_in(block + rare_[0], one, block + rare_[1], other)) continue;
    for (std::size_t i = 0; i < kBlock; ++i) {
      if (block[i + rare_[0]] != literal_[rare_[0]] || block[i + rare_[1]] != literal_[rare_[1]]) continue;
      if (std::memcmp(block + i, literal_.data(), literal_.size()) == 0) return from + i;
    }
    ++alarms;
  }
  return from < end ? find_by_memmem(text, from, literal_) : kNowhere;
}

}  // namespace sitrep
