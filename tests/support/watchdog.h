#pragma once

#include <unistd.h>

#include <csignal>
#include <cstring>
#include <string>

namespace sitrep_test {

/// Ends the program, naming what it was about, when `start` is not called again within the seconds: a call that hangs
/// fails its test instead of blocking it.
class Watchdog {
 public:
  explicit Watchdog(unsigned seconds) : seconds_(seconds) { std::signal(SIGALRM, expired); }
  ~Watchdog() { alarm(0); }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  void start(const std::string& what) {
    std::strncpy(what_, what.c_str(), sizeof what_ - 1);
    alarm(seconds_);
  }

 private:
  static void expired(int) {
    constexpr char kMessage[] = "\ntook too long: ";
    [[maybe_unused]] ssize_t written = write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
    written = write(STDERR_FILENO, what_, std::strlen(what_));
    written = write(STDERR_FILENO, "\n", 1);
    _exit(1);
  }
  static inline char what_[2000];  // read by the signal handler
  unsigned seconds_;
};

}  // namespace sitrep_test
