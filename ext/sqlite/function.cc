#include "sqlite/function.h"

#include <string>

#include "sqlite/guard.h"
#include "sqlite/table_function.h"

namespace sitrep {
namespace {

/// What SQLite hands back at each call: the row and the connection's state. Freed by SQLite through destroy_binding.
struct Binding {
  std::shared_ptr<Connection> connection;
  const FunctionRow* row;
};

Binding& binding_of(sqlite3_context* context) { return *static_cast<Binding*>(sqlite3_user_data(context)); }

void destroy_binding(void* binding) { std::unique_ptr<Binding>(static_cast<Binding*>(binding)); }

void call_scalar(sqlite3_context* context, int count, sqlite3_value** values) {
  Binding& binding = binding_of(context);
  report(context, guarded(binding.row->name, [&] {
           Call call{*binding.connection, Arguments(count, values), Result(context)};
           binding.row->scalar(call);
         }));
}

/// SQLite zeroes this memory at a group's first step.
struct AggregateSlot {
  AggregateState* state;
};

void call_step(sqlite3_context* context, int count, sqlite3_value** values) {
  Binding& binding = binding_of(context);
  report(context, guarded(binding.row->name, [&] {
           auto* slot = static_cast<AggregateSlot*>(sqlite3_aggregate_context(context, sizeof(AggregateSlot)));
           if (slot == nullptr) throw std::bad_alloc();
           if (slot->state == nullptr) slot->state = binding.row->aggregate(*binding.connection).release();
           Call call{*binding.connection, Arguments(count, values), Result(context)};
           slot->state->step(call);
         }));
}

void call_final(sqlite3_context* context) {
  Binding& binding = binding_of(context);
  auto* slot = static_cast<AggregateSlot*>(sqlite3_aggregate_context(context, 0));
  std::unique_ptr<AggregateState> state(slot == nullptr ? nullptr : slot->state);
  report(context, guarded(binding.row->name, [&] {
           if (!state) state = binding.row->aggregate(*binding.connection);
           Call call{*binding.connection, Arguments(0, nullptr), Result(context)};
           state->finish(call);
         }));
}

int register_one(sqlite3* db, const std::shared_ptr<Connection>& connection, const FunctionRow& row, const char* name) {
  if (row.kind == FunctionKind::table) return register_table_function(db, connection, row);
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | (row.direct_only ? SQLITE_DIRECTONLY : SQLITE_INNOCUOUS);
  for (int count = row.min_args; count <= row.max_args; ++count) {
    std::unique_ptr<Binding> binding = std::make_unique<Binding>(Binding{connection, &row});
    const bool is_aggregate = row.kind == FunctionKind::aggregate;
    const int code = sqlite3_create_function_v2(db, name, count, flags, binding.release(), is_aggregate ? nullptr : call_scalar,
                                                is_aggregate ? call_step : nullptr, is_aggregate ? call_final : nullptr,
                                                destroy_binding);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

}  // namespace

int register_functions(sqlite3* db, const std::shared_ptr<Connection>& connection, std::span<const FunctionRow> rows) {
  for (const FunctionRow& row : rows) {
    if (const int code = register_one(db, connection, row, row.name); code != SQLITE_OK) return code;
    std::string_view rest = row.aliases;
    while (!rest.empty()) {
      const std::size_t cut = std::min(rest.find(' '), rest.size());
      const std::string alias(rest.substr(0, cut));
      if (const int code = register_one(db, connection, row, alias.c_str()); code != SQLITE_OK) return code;
      rest.remove_prefix(std::min(cut + 1, rest.size()));
    }
  }
  return SQLITE_OK;
}

}  // namespace sitrep
