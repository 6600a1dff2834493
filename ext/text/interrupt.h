#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

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
/// poll() costs a look at the clock (about 5 ns); it asks the host at most once in kPeriod. Call it wherever a loop can
/// run for more than a few milliseconds. Not shared between threads.
class Interrupt {
 public:
  static constexpr std::chrono::milliseconds kPeriod{10};

  virtual ~Interrupt() = default;

  /// Throws Interrupted when the user asked to stop.
  void poll() {
    const std::chrono::milliseconds now = time();
    if (last_ == std::chrono::milliseconds()) last_ = now;
    if (now - last_ < kPeriod) return;
    last_ = now;
    if (is_requested()) throw Interrupted();
  }

 protected:
  virtual bool is_requested() = 0;

 private:
  /// Of the cheapest clock that never goes back; it may go in steps of some milliseconds.
  static std::chrono::milliseconds time() {
#ifdef CLOCK_MONOTONIC_COARSE
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::chrono::milliseconds(std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000);
#else
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
#endif
  }

  std::chrono::milliseconds last_{};
};

/// Never interrupts: for tests, tools and builds.
class NeverInterrupt final : public Interrupt {
 protected:
  bool is_requested() override { return false; }
};

}  // namespace sitrep
