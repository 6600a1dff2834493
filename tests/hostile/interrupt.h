#pragma once

#include <string>

#include "database.h"

namespace sitrep_test {

struct Interrupted {
  int code;
  double seconds;  ///< of work after the interrupt
};

/// Runs a statement with `text` bound to its parameter and interrupts it from another thread after so many seconds of
/// its work: processor time, for the machine may be busy with others.
Interrupted interrupt(const Database& database, const char* sql, const std::string& text, double after);

/// How long a statement may go on.
#ifdef __SANITIZE_ADDRESS__
inline constexpr double kAllowedSeconds = 2.0;
#else
inline constexpr double kAllowedSeconds = 0.2;
#endif

}  // namespace sitrep_test
