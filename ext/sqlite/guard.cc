#include "sqlite/guard.h"

namespace sitrep::detail {

Failure current_failure(const Binding& binding) noexcept {
  const auto say = [&](const char* what) { return sqlite3_mprintf("%s: %s", binding.name.c_str(), what); };
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {SQLITE_NOMEM, nullptr};
  } catch (const std::length_error&) {
    return {SQLITE_TOOBIG, nullptr};
  } catch (const Interrupted&) {
    return {SQLITE_INTERRUPT, nullptr};
  } catch (const SqlError& error) {
    if (error.code() == SQLITE_NOMEM || error.code() == SQLITE_INTERRUPT) return {error.code(), nullptr};
    return {error.code(), say(error.what())};
  } catch (const std::exception& error) {
    return {SQLITE_ERROR, say(error.what())};
  } catch (...) {
    return {SQLITE_ERROR, say("internal error")};
  }
}

void report(sqlite3_context* context, Failure failure) noexcept {
  if (failure.code == SQLITE_NOMEM) {
    sqlite3_result_error_nomem(context);
  } else if (failure.message != nullptr) {
    sqlite3_result_error(context, failure.message, -1);
    if (failure.code != SQLITE_ERROR) sqlite3_result_error_code(context, failure.code);
    sqlite3_free(failure.message);
  } else if (failure.code == SQLITE_ERROR) {
    sqlite3_result_error_nomem(context);  // there was no memory for the message
  } else {
    sqlite3_result_error_code(context, failure.code);
  }
}

int report(char** message, Failure failure) noexcept {
  if (failure.message == nullptr) return failure.code == SQLITE_ERROR ? SQLITE_NOMEM : failure.code;
  if (message != nullptr) {
    sqlite3_free(*message);
    *message = failure.message;
  } else {
    sqlite3_free(failure.message);
  }
  return failure.code;
}

}  // namespace sitrep::detail
