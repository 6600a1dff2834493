#include "sqlite/function.h"

#include <string>

#include "sqlite/guard.h"
#include "sqlite/table_function.h"

namespace sitrep {
namespace {

Binding& binding_of(sqlite3_context* context) { return *static_cast<Binding*>(sqlite3_user_data(context)); }

void drop_binding(void* binding) { static_cast<Binding*>(binding)->connection->drop(); }

Args arguments(const Binding& binding, int count, sqlite3_value** values) {
  return Args({values, static_cast<std::size_t>(count)}, *binding.row);
}

bool skips(const Binding& binding, int count, sqlite3_value** values) {
  if (binding.row->nulls == Nulls::pass) return false;
  for (int i = 0; i < count; ++i)
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return true;
  return false;
}

void call_scalar(sqlite3_context* raw, int count, sqlite3_value** values) {
  Binding& binding = binding_of(raw);
  if (skips(binding, count, values)) return;
  guard(raw, binding, [&] {
    Context context(raw, binding);
    std::get<Scalar>(binding.row->implementation).body(context, arguments(binding, count, values));
  });
}

/// What SQLite keeps for a group; it zeroes the memory at the first step.
struct Group {
  void* state;
};

void call_step(sqlite3_context* raw, int count, sqlite3_value** values) {
  Binding& binding = binding_of(raw);
  if (skips(binding, count, values)) return;
  guard(raw, binding, [&] {
    auto* group = static_cast<Group*>(sqlite3_aggregate_context(raw, sizeof(Group)));
    if (group == nullptr) throw std::bad_alloc();
    const Aggregate& aggregate = std::get<Aggregate>(binding.row->implementation);
    if (group->state == nullptr) group->state = aggregate.make();
    Context context(raw, binding);
    aggregate.step(group->state, context, arguments(binding, count, values));
  });
}

void call_inverse(sqlite3_context* raw, int count, sqlite3_value** values) {
  Binding& binding = binding_of(raw);
  if (skips(binding, count, values)) return;
  guard(raw, binding, [&] {
    auto* group = static_cast<Group*>(sqlite3_aggregate_context(raw, 0));
    if (group == nullptr || group->state == nullptr) return;
    Context context(raw, binding);
    std::get<Aggregate>(binding.row->implementation).inverse(group->state, context, arguments(binding, count, values));
  });
}

/// The value of a group as it stands; a group of no rows has a state made for the moment.
void finish(sqlite3_context* raw, Binding& binding, void* state) {
  guard(raw, binding, [&] {
    const Aggregate& aggregate = std::get<Aggregate>(binding.row->implementation);
    const std::unique_ptr<void, void (*)(void*) noexcept> fresh(state ? nullptr : aggregate.make(), aggregate.destroy);
    Context context(raw, binding);
    aggregate.finish(state ? state : fresh.get(), context);
  });
}

void call_value(sqlite3_context* raw) {
  const auto* group = static_cast<Group*>(sqlite3_aggregate_context(raw, 0));
  finish(raw, binding_of(raw), group ? group->state : nullptr);
}

void call_final(sqlite3_context* raw) {
  Binding& binding = binding_of(raw);
  const auto* group = static_cast<Group*>(sqlite3_aggregate_context(raw, 0));
  void* state = group ? group->state : nullptr;
  // SQLite calls this also to clean up after an error or a reset, and then the result goes nowhere.
  finish(raw, binding, state);
  if (state) std::get<Aggregate>(binding.row->implementation).destroy(state);
}

int flags_of(const FunctionRow& row) {
  int flags = SQLITE_UTF8;
  if (row.deterministic) flags |= SQLITE_DETERMINISTIC;
  if (row.safety == Safety::innocuous) flags |= SQLITE_INNOCUOUS;
  if (row.safety == Safety::direct_only) flags |= SQLITE_DIRECTONLY;
  if (row.json) flags |= SQLITE_RESULT_SUBTYPE;
  return flags;
}

int register_count(Connection& connection, const FunctionRow& row, const std::string& name, int count) {
  Binding* binding = connection.bind(row, name);
  connection.hold();
  const auto* aggregate = std::get_if<Aggregate>(&row.implementation);
  if (aggregate && aggregate->inverse) {
    return sqlite3_create_window_function(connection.db(), name.c_str(), count, flags_of(row), binding, call_step, call_final,
                                          call_value, call_inverse, drop_binding);
  }
  return sqlite3_create_function_v2(connection.db(), name.c_str(), count, flags_of(row), binding,
                                    aggregate ? nullptr : call_scalar, aggregate ? call_step : nullptr,
                                    aggregate ? call_final : nullptr, drop_binding);
}

int register_name(Connection& connection, const FunctionRow& row, const std::string& name) {
  if (row.kind() == Kind::table) {
    Binding* binding = connection.bind(row, name);
    connection.hold();
    return register_table_function(binding);
  }
  const ArgumentList list = parse_arguments(row.arguments);
  if (list.variadic) return register_count(connection, row, name, -1);
  for (int count = list.required; count <= list.total; ++count) {
    if (const int code = register_count(connection, row, name, count); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::scalar: return "scalar";
    case Kind::aggregate: return "aggregate";
    case Kind::table: return "table";
  }
  return "";
}

int register_functions(Connection& connection, std::span<const FunctionRow> rows) {
  for (const FunctionRow& row : rows) {
    if (const int code = register_name(connection, row, row.name); code != SQLITE_OK) return code;
    std::string_view rest = row.aliases;
    while (!rest.empty()) {
      const std::size_t cut = std::min(rest.find(' '), rest.size());
      if (const int code = register_name(connection, row, std::string(rest.substr(0, cut))); code != SQLITE_OK) return code;
      rest.remove_prefix(std::min(cut + 1, rest.size()));
    }
  }
  return SQLITE_OK;
}

}  // namespace sitrep
