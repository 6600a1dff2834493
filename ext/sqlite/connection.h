#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "sqlite/api.h"

namespace sitrep {

class Connection;
struct FunctionRow;

/// A registered name: what SQLite hands back to every callback. An alias has a binding of its own, so that errors name
/// what the user typed.
struct Binding {
  Connection* connection;
  const FunctionRow* row;
  std::string name;
};

/// What lives as long as a database connection: one object for each domain that needs one (GEOS context, caches, the
/// user's knowledge), made at its first use. Used only while the connection's mutex is held, so by one thread at a time.
///
///     struct GeosState { explicit GeosState(Connection&); … };          // or default-constructible
///     GeosState& geos = context.connection().slot<GeosState>();
class Connection {
 public:
  explicit Connection(sqlite3* db) : db_(db) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* db() const { return db_; }

  /// The connection's object of type T. Throws what T's constructor throws, and then tries again next time.
  template <class T>
  T& slot() {
    for (const Slot& s : slots_)
      if (s.key == &kKey<T>) return *static_cast<T*>(s.object.get());
    std::shared_ptr<T> made;
    if constexpr (std::is_constructible_v<T, Connection&>)
      made = std::make_shared<T>(*this);
    else
      made = std::make_shared<T>();
    slots_.push_back({&kKey<T>, made});
    return *made;
  }

  /// SQLite's bound on the length of a value, in bytes.
  std::size_t length_limit() const { return static_cast<std::size_t>(sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, -1)); }

  // Lifetime: each registered function and module holds the connection; the last that SQLite drops frees it.
  Binding* bind(const FunctionRow& row, std::string_view name);
  void hold() { ++holders_; }
  /// Frees the connection when nothing holds it any more.
  void drop();

 private:
  struct Slot {
    const void* key;
    std::shared_ptr<void> object;
  };
  template <class T>
  static inline const char kKey = 0;

  sqlite3* db_;
  int holders_ = 0;
  std::deque<Binding> bindings_;
  std::vector<Slot> slots_;
};

}  // namespace sitrep
