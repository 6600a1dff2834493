#include "text/char_index.h"

#include "text/ascii.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kStride = 256;

}  // namespace

CharIndex::CharIndex(std::string_view text) : text_(text) {
  ascii_ = ascii_run(text) == text.size();
  if (ascii_) return;
  checkpoints_.reserve(text.size() / kStride + 1);
  std::uint32_t characters = 0;
  bool in_multibyte = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at % kStride == 0) checkpoints_.push_back(characters << 1 | static_cast<std::uint32_t>(in_multibyte));
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80 && in_multibyte) continue;
    in_multibyte = byte >= 0xC0;
    ++characters;
  }
  if (text.size() % kStride == 0) checkpoints_.push_back(characters << 1);
}

std::int64_t CharIndex::position(std::uint32_t offset) const {
  if (ascii_) return static_cast<std::int64_t>(offset) + 1;
  const std::uint32_t checkpoint = offset / kStride;
  std::int64_t characters = checkpoints_[checkpoint] >> 1;
  bool in_multibyte = (checkpoints_[checkpoint] & 1) != 0;
  for (std::size_t at = std::size_t{checkpoint} * kStride; at < offset; ++at) {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if ((byte & 0xC0) == 0x80 && in_multibyte) continue;
    in_multibyte = byte >= 0xC0;
    ++characters;
  }
  const bool inside =
      in_multibyte && offset < text_.size() && (static_cast<unsigned char>(text_[offset]) & 0xC0) == 0x80;
  return inside ? characters : characters + 1;
}

}  // namespace sitrep
