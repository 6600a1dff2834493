#include "knowledge/image.h"

#include <algorithm>
#include <cstring>

namespace sitrep {
namespace {

constexpr char kMagic[8] = {'s', 'i', 't', 'r', 'e', 'p', 'k', '1'};
constexpr std::size_t kAlignment = 64;

struct Header {
  char magic[8];
  std::uint32_t sections;
  std::uint32_t reserved;
};

struct Directory {
  char name[24];
  std::uint64_t offset;
  std::uint64_t size;
};

std::size_t aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

std::span<const Directory> directory_of(std::span<const std::byte> bytes) {
  const auto* header = reinterpret_cast<const Header*>(bytes.data());
  return {reinterpret_cast<const Directory*>(bytes.data() + sizeof(Header)), header->sections};
}

}  // namespace

Image::Image(std::span<const std::byte> bytes, const Image* below) : bytes_(bytes), below_(below) {
  if (bytes.size() < sizeof(Header) || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Directory) != 0 ||
      std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
    throw std::runtime_error("knowledge image: no image or another version");
  }
  const auto* header = reinterpret_cast<const Header*>(bytes.data());
  if (header->sections > (bytes.size() - sizeof(Header)) / sizeof(Directory)) {
    throw std::runtime_error("knowledge image: directory is cut");
  }
  for (const Directory& entry : directory_of(bytes)) {
    if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset || entry.name[23] != 0) {
      throw std::runtime_error("knowledge image: a section lies outside");
    }
  }
}

bool Image::has(std::string_view name) const {
  return std::ranges::any_of(directory_of(bytes_), [&](const Directory& entry) { return name == entry.name; }) ||
         (below_ != nullptr && below_->has(name));
}

std::span<const std::byte> Image::raw_section(std::string_view name) const {
  for (const Directory& entry : directory_of(bytes_)) {
    if (name == entry.name) return bytes_.subspan(entry.offset, entry.size);
  }
  if (below_ != nullptr) return below_->raw_section(name);
  throw std::runtime_error("knowledge image: no section " + std::string(name));
}

void ImageBuilder::add_raw(const std::string& name, std::string_view bytes) {
  if (name.empty() || name.size() > 23) throw std::logic_error("knowledge image: bad section name " + name);
  if (!sections_.emplace(name, bytes).second) throw std::logic_error("knowledge image: section twice: " + name);
}

std::string ImageBuilder::finish() const {
  std::string out(sizeof(Header) + sections_.size() * sizeof(Directory), '\0');
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.sections = static_cast<std::uint32_t>(sections_.size());
  std::memcpy(out.data(), &header, sizeof header);
  std::size_t slot = 0;
  for (const auto& [name, bytes] : sections_) {
    out.resize(aligned(out.size()), '\0');
    Directory entry{};
    std::memcpy(entry.name, name.data(), name.size());
    entry.offset = out.size();
    entry.size = bytes.size();
    std::memcpy(out.data() + sizeof(Header) + slot++ * sizeof(Directory), &entry, sizeof entry);
    out += bytes;
  }
  return out;
}

}  // namespace sitrep
