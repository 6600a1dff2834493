#include "sqlite/connection.h"

namespace sitrep {

void SqliteInterrupt::poll() {
  if ((++skipped_ & 15) != 0) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kPeriod;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(db_, "SELECT 1", -1, &statement, nullptr);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (code == SQLITE_INTERRUPT) throw Interrupted();
}

}  // namespace sitrep
