#include "sqlite/context.h"

namespace sitrep {

StatementInterrupt::~StatementInterrupt() {
  if (statement_ != nullptr) sqlite3_finalize(statement_);
}

bool StatementInterrupt::is_requested() {
  if (refused_) return false;
  if (statement_ == nullptr) {
    const int code = sqlite3_prepare_v2(db_, "SELECT 1", -1, &statement_, nullptr);
    if (code == SQLITE_INTERRUPT) return true;
    if (code != SQLITE_OK) {
      refused_ = code != SQLITE_NOMEM;
      return false;
    }
  }
  const int code = sqlite3_step(statement_);
  sqlite3_reset(statement_);
  return code == SQLITE_INTERRUPT;
}

}  // namespace sitrep
