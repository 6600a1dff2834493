#include "interrupt.h"

#include <doctest/doctest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>

namespace sitrep_test {
namespace {

/// Seconds of processor time of a thread: the machine may be busy with others.
double processor_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

Interrupted interrupt(const Database& database, const char* sql, const std::string& text, double after) {
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr) == SQLITE_OK);
  if (sqlite3_bind_parameter_count(statement) > 0)
    sqlite3_bind_text(statement, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  clockid_t clock{};
  REQUIRE(pthread_getcpuclockid(pthread_self(), &clock) == 0);
  std::atomic<bool> done = false;
  double at = 0;
  const double start = processor_seconds(clock);
  std::thread other([&] {
    // after so much work of the reader, not of the clock on the wall
    while (!done && processor_seconds(clock) - start < after) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    at = processor_seconds(clock);
    sqlite3_interrupt(database.handle());
  });
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
  }
  const double end = processor_seconds(clock);
  done = true;
  other.join();
  sqlite3_finalize(statement);
  return {code, end - at};
}

}  // namespace sitrep_test
