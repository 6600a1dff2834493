#pragma once

#include <chrono>

namespace sitrep {

/// Thrown by Interrupt::poll. Deliberately no std::exception: a handler that swallows those (GEOS has one) must not
/// swallow the user's wish to stop.
struct Interrupted {};

/// The user's wish to stop, as long computations see it without knowing SQLite.
///
///     for (const Sentence& sentence : sentences) {
///       interrupt.poll();
///       …
///     }
///
/// poll() costs a look at the clock (about 30 ns); it asks the host at most once in kPeriod. Call it wherever a loop can
/// run for more than a few milliseconds. Not shared between threads.
class Interrupt {
 public:
  static constexpr std::chrono::milliseconds kPeriod{10};

  virtual ~Interrupt() = default;

  /// Throws Interrupted when the user asked to stop.
  void poll() {
    const auto now = std::chrono::steady_clock::now();
    if (last_ == std::chrono::steady_clock::time_point()) last_ = now;
    if (now - last_ < kPeriod) return;
    last_ = now;
    if (is_requested()) throw Interrupted();
  }

 protected:
  virtual bool is_requested() = 0;

 private:
  std::chrono::steady_clock::time_point last_;
};

/// Never interrupts: for tests, tools and builds.
class NeverInterrupt final : public Interrupt {
 protected:
  bool is_requested() override { return false; }
};

}  // namespace sitrep
