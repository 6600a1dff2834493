#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sitrep {

/// Least-recently-used cache keyed by bytes (a geometry's blob, a pattern with its flags) and bounded in bytes: the sum of
/// key lengths and stated costs. What is found stays alive while the caller holds it, even when it is thrown out. The
/// hash only finds the place, equal bytes decide.
///
///     struct Parsed { LruCache<Geometry> cache{8 << 20}; };               // a connection's slot
///     std::shared_ptr<Geometry> g = cache.find(blob);
///     if (!g) cache.insert(blob, g = std::make_shared<Geometry>(parse(blob)), 10 * blob.size());
template <class T>
class LruCache {
 public:
  explicit LruCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  std::shared_ptr<T> find(std::string_view key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->object;
  }

  /// Does nothing when the entry alone is larger than the cache. Strong guarantee on std::bad_alloc.
  void insert(std::string_view key, std::shared_ptr<T> object, std::size_t cost) {
    const std::size_t bytes = key.size() + cost + kOverhead;
    if (bytes > max_bytes_) return;
    if (const auto old = index_.find(key); old != index_.end()) erase(old->second);
    while (bytes_ + bytes > max_bytes_) erase(std::prev(entries_.end()));
    entries_.push_front({std::string(key), std::move(object), bytes});
    try {
      index_.emplace(entries_.front().key, entries_.begin());
    } catch (...) {
      entries_.pop_front();
      throw;
    }
    bytes_ += bytes;
  }

  void clear() {
    index_.clear();
    entries_.clear();
    bytes_ = 0;
  }
  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t kOverhead = 128;
  struct Entry {
    std::string key;
    std::shared_ptr<T> object;
    std::size_t bytes;
  };
  using Position = typename std::list<Entry>::iterator;

  void erase(Position position) {
    bytes_ -= position->bytes;
    index_.erase(position->key);
    entries_.erase(position);
  }

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  ///< most recently used first
  std::unordered_map<std::string_view, Position> index_;
};

}  // namespace sitrep
