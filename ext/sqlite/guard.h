#pragma once

#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "sqlite/api.h"
#include "sqlite/connection.h"
#include "text/error.h"
#include "text/interrupt.h"

namespace sitrep {

/// Error of a nested SQLite call, with its code (SQLITE_BUSY, SQLITE_NOMEM …) kept.
class SqlError : public std::runtime_error {
 public:
  SqlError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

/// Runs a callback that reports through a context. No exception leaves it: they become SQL errors that begin with the
/// function's name, SQLITE_NOMEM, SQLITE_TOOBIG or SQLITE_INTERRUPT.
template <class Body>
void guard(sqlite3_context* context, const Binding& binding, Body&& body) noexcept;

/// Runs a callback that reports by return code (and zErrMsg of its table, if it has one). Returns body()'s code.
template <class Body>
int guard(char** message, const Binding& binding, Body&& body) noexcept;

namespace detail {

/// The SQLite result code of the exception in flight, and its message; the message stays empty for codes that speak for
/// themselves. Never throws.
struct Failure {
  int code;
  char* message;  ///< from sqlite3_malloc
};
Failure current_failure(const Binding& binding) noexcept;
void report(sqlite3_context* context, Failure failure) noexcept;
int report(char** message, Failure failure) noexcept;

}  // namespace detail

template <class Body>
void guard(sqlite3_context* context, const Binding& binding, Body&& body) noexcept {
  try {
    std::forward<Body>(body)();
  } catch (...) {
    detail::report(context, detail::current_failure(binding));
  }
}

template <class Body>
int guard(char** message, const Binding& binding, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (...) {
    return detail::report(message, detail::current_failure(binding));
  }
}

}  // namespace sitrep
