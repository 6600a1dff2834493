// sqlite3_interrupt ends every reader of a text of a hundred megabytes within 200 ms of work.

#include <doctest/doctest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <string>
#include <thread>

#include "database.h"

namespace {

using namespace sitrep_test;

#ifdef __SANITIZE_ADDRESS__
constexpr double kAllowed = 2.0;
#else
constexpr double kAllowed = 0.2;
#endif

/// Seconds of processor time of a thread: the machine may be busy with others.
double processor_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

const std::string& prose() {
  static const std::string text = [] {
    std::string all;
    while (all.size() < 100'000'000) {
      all +=
          "Troops shelled the eastern countryside of Hama on Friday, killing 3 people and wounding 5 others near "
          "Homs. ";
      if (all.size() % 7 == 0) all += "\n\n";
    }
    return all;
  }();
  return text;
}

/// One sentence without an end.
const std::string& list() {
  static const std::string text = [] {
    std::string all = "Jets struck Homs";
    while (all.size() < 100'000'000) all += ", Hama, 3 villages near Palmyra and Friday";
    return all;
  }();
  return text;
}

struct Interrupted {
  int code;
  double seconds;  ///< of work after the interrupt
};

Interrupted interrupt(const char* sql, const std::string& text, double after) {
  const Database database;
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr) == SQLITE_OK);
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

}  // namespace

TEST_CASE("readers of a hundred megabytes") {
  for (const char* sql :
       {"SELECT max(sentence) FROM extract_sentences(?)", "SELECT max(sentence) FROM extract_quantities(?)",
        "SELECT max(sentence) FROM extract_dates(?, '2021-04-18')", "SELECT max(sentence) FROM extract_dates(?)",
        "SELECT document_date(?)", "SELECT max(sentence) FROM extract_places(?)",
        "SELECT max(sentence) FROM extract_actors(?)", "SELECT max(sentence) FROM extract_events(?)",
        "SELECT max(sentence) FROM extract_events(?, '2021-04-18')"}) {
    for (const std::string* text : {&prose(), &list()}) {
      for (const double after : {0.001, 0.25}) {
        const Interrupted result = interrupt(sql, *text, after);
        CAPTURE(sql);
        CAPTURE(after);
        CAPTURE(text == &prose());
        if (result.code == SQLITE_DONE) continue;  // was quicker
        CHECK(result.code == SQLITE_INTERRUPT);
        CHECK(result.seconds < kAllowed);
      }
    }
  }
}
