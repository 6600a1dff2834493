#include "sqlite/connection.h"

namespace sitrep {

Binding* Connection::bind(const FunctionRow& row, std::string_view name) {
  return &bindings_.emplace_back(Binding{this, &row, std::string(name)});
}

void Connection::drop() {
  if (--holders_ == 0) std::unique_ptr<Connection> self(this);
}

}  // namespace sitrep
