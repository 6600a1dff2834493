#pragma once

#include <memory>

#include "sqlite/connection.h"
#include "sqlite/result.h"
#include "sqlite/value.h"
#include "text/interrupt.h"

namespace sitrep {

/// Interrupts when sqlite3_interrupt() was called or the host's progress handler says so. SQLite 3.40 has no call that
/// tells; a trivial nested statement does (0.05 µs a step). It lives no longer than this object, or sqlite3_close()
/// would fail.
class StatementInterrupt final : public Interrupt {
 public:
  explicit StatementInterrupt(sqlite3* db) : db_(db) {}
  ~StatementInterrupt() override;
  StatementInterrupt(const StatementInterrupt&) = delete;
  StatementInterrupt& operator=(const StatementInterrupt&) = delete;

 protected:
  bool is_requested() override;

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  bool refused_ = false;  ///< the host's authorizer forbids the statement: never interrupted
};

/// What every callback has: its connection, its row, the user's wish to stop.
class Call {
 public:
  explicit Call(const Binding& binding) : binding_(&binding), interrupt_(binding.connection->db()) {}

  Connection& connection() const { return *binding_->connection; }
  const FunctionRow& function() const { return *binding_->row; }
  Interrupt& interrupt() { return interrupt_; }

 private:
  const Binding* binding_;
  StatementInterrupt interrupt_;
};

/// A call that has a result: a scalar's, an aggregate's, a column's.
class Context : public Call, public Result {
 public:
  Context(sqlite3_context* raw, const Binding& binding) : Call(binding), Result(raw) {}

  /// An object made from argument `i` alone, kept by SQLite as long as that argument is the same constant of the
  /// statement (a literal or a bound parameter); made anew for each row otherwise, where a LruCache helps (cache.h).
  /// One type for each argument of a function. Scalars only.
  ///
  ///     std::shared_ptr<Level> level = context.constant<Level>(1, [&] { return parse_level(args[1]); });
  template <class T, class Make>
  std::shared_ptr<T> constant(int i, Make&& make) {
    if (auto* kept = static_cast<std::shared_ptr<T>*>(sqlite3_get_auxdata(raw(), i))) return *kept;
    auto made = std::make_shared<T>(make());
    auto holder = std::make_unique<std::shared_ptr<T>>(made);
    // SQLite may destroy the holder at once: our own reference keeps the object.
    sqlite3_set_auxdata(raw(), i, holder.release(),
                        [](void* p) { std::unique_ptr<std::shared_ptr<T>>(static_cast<std::shared_ptr<T>*>(p)); });
    return made;
  }

  /// An object kept as long as the statement runs, whatever function of it asks: what must be found out once a
  /// statement. `T::kStatementKey` is a negative number of T's own (SQLite's JSON functions keep their cache so, under
  /// -429938). Scalars and aggregates.
  template <class T, class Make>
  std::shared_ptr<T> statement(Make&& make) {
    static_assert(T::kStatementKey < 0);
    if (auto* kept = static_cast<std::shared_ptr<T>*>(sqlite3_get_auxdata(raw(), T::kStatementKey))) return *kept;
    std::shared_ptr<T> made = make();
    auto holder = std::make_unique<std::shared_ptr<T>>(made);
    sqlite3_set_auxdata(raw(), T::kStatementKey, holder.release(),
                        [](void* p) { std::unique_ptr<std::shared_ptr<T>>(static_cast<std::shared_ptr<T>*>(p)); });
    return made;
  }
};

}  // namespace sitrep
