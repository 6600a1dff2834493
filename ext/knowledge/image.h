#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sitrep {

/// The knowledge image: named sections of flat little-endian records, each 64-byte aligned, used in place. Records
/// refer to each other by index or offset, never by pointer. Built by sitrep_compile_knowledge, linked in by builtin.S.
/// The phrase index over folded words, for lexicon and gazetteer alike, is phrase_index.h.
class Image {
 public:
  /// Wraps bytes that outlive the image. Throws std::runtime_error when header, version or section bounds are wrong.
  explicit Image(std::span<const std::byte> bytes) : Image(bytes, nullptr) {}
  /// An image laid over another one, which outlives it: sections that it lacks are those of `below`.
  Image(std::span<const std::byte> bytes, const Image* below);

  /// The records of a section. Throws std::runtime_error when it is missing or its size is no multiple of sizeof(T).
  template <class T>
  std::span<const T> section(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    const std::span<const std::byte> raw = raw_section(name);
    if (raw.size() % sizeof(T) != 0)
      throw std::runtime_error("knowledge image: section " + std::string(name) + " is cut");
    return {reinterpret_cast<const T*>(raw.data()), raw.size() / sizeof(T)};
  }

  /// The bytes of a section as text.
  std::string_view text(std::string_view name) const {
    const std::span<const std::byte> raw = raw_section(name);
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
  }

  bool has(std::string_view name) const;

 private:
  std::span<const std::byte> raw_section(std::string_view name) const;

  std::span<const std::byte> bytes_;
  const Image* below_ = nullptr;
};

/// Collects sections and writes them as one image: at build time the library's, at run time the user's over it.
class ImageBuilder {
 public:
  template <class T>
  void add(const std::string& name, const std::vector<T>& records) {
    static_assert(std::is_trivially_copyable_v<T>);
    add_raw(name, {reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T)});
  }
  void add_text(const std::string& name, std::string_view text) { add_raw(name, text); }

  /// The finished image. Section names are at most 23 bytes long and unique, else std::logic_error.
  std::string finish() const;

 private:
  void add_raw(const std::string& name, std::string_view bytes);

  std::map<std::string, std::string> sections_;
};

/// The image that is linked into the library (ext/knowledge/builtin.cc).
const Image& builtin_image();

}  // namespace sitrep
