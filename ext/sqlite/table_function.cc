#include "sqlite/table_function.h"

#include <algorithm>
#include <string>
#include <vector>

#include "sqlite/guard.h"

namespace sitrep {
namespace {

struct Binding {
  std::shared_ptr<Connection> connection;
  const FunctionRow* row;
};

struct Table : sqlite3_vtab {
  Binding* binding = nullptr;
  int outputs = 0;
};

struct FreeValue {
  void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using OwnedValue = std::unique_ptr<sqlite3_value, FreeValue>;

struct Cursor : sqlite3_vtab_cursor {
  std::unique_ptr<RowSource> rows;
  std::vector<OwnedValue> arguments;
  sqlite3_int64 rowid = 0;
  bool done = true;
};

int count_columns(const char* list) {
  const std::string_view text(list);
  return text.empty() ? 0 : static_cast<int>(std::ranges::count(text, ',')) + 1;
}

/// Hands a failure to SQLite through the table's message.
int fail(sqlite3_vtab* table, const Failure& failure) {
  if (failure.code == SQLITE_OK) return SQLITE_OK;
  if (!failure.message.empty()) {
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("%s", failure.message.c_str());
  }
  return failure.code;
}

int connect(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** out, char**) {
  auto* binding = static_cast<Binding*>(aux);
  std::unique_ptr<Table> table;
  const Failure failure = guarded(binding->row->name, [&] {
    std::string ddl = "CREATE TABLE x(" + std::string(binding->row->columns);
    std::string_view hidden = binding->row->hidden;
    while (!hidden.empty()) {
      const std::size_t cut = std::min(hidden.find(','), hidden.size());
      ddl += ", " + std::string(hidden.substr(0, cut)) + " HIDDEN";
      hidden.remove_prefix(std::min(cut + 1, hidden.size()));
    }
    ddl += ")";
    if (const int code = sqlite3_declare_vtab(db, ddl.c_str()); code != SQLITE_OK) throw SqlError(sqlite3_errmsg(db));
    table = std::make_unique<Table>();
    table->binding = binding;
    table->outputs = count_columns(binding->row->columns);
  });
  if (failure.code != SQLITE_OK) return failure.code;
  sqlite3_vtab_config(db, binding->row->direct_only ? SQLITE_VTAB_DIRECTONLY : SQLITE_VTAB_INNOCUOUS);
  *out = table.release();
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  std::unique_ptr<Table>(static_cast<Table*>(table));
  return SQLITE_OK;
}

/// Arguments are equality constraints on the hidden columns. idxNum is the mask of those given.
int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
  const auto* table = static_cast<const Table*>(base);
  const int hidden = table->binding->row->max_args;
  std::vector<int> constraint(static_cast<std::size_t>(hidden), -1);
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& candidate = info->aConstraint[i];
    const int argument = candidate.iColumn - table->outputs;
    if (argument < 0 || argument >= hidden || candidate.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!candidate.usable) return SQLITE_CONSTRAINT;
    if (constraint[static_cast<std::size_t>(argument)] < 0) constraint[static_cast<std::size_t>(argument)] = i;
  }
  int next = 0;
  for (int argument = 0; argument < hidden; ++argument) {
    const int i = constraint[static_cast<std::size_t>(argument)];
    if (i < 0) continue;
    info->aConstraintUsage[i].argvIndex = ++next;
    info->aConstraintUsage[i].omit = 1;
    info->idxNum |= 1 << argument;
  }
  info->estimatedCost = 1000;
  info->estimatedRows = 20;
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  std::unique_ptr<Cursor> cursor;
  const Failure failure = guarded("open", [&] { cursor = std::make_unique<Cursor>(); });
  if (failure.code != SQLITE_OK) return failure.code;
  *out = cursor.release();
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  std::unique_ptr<Cursor>(static_cast<Cursor*>(cursor));
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base) {
  auto* cursor = static_cast<Cursor*>(base);
  const auto* table = static_cast<const Table*>(base->pVtab);
  return fail(base->pVtab, guarded(table->binding->row->name, [&] {
                cursor->done = !cursor->rows || !cursor->rows->next();
                ++cursor->rowid;
              }));
}

int filter(sqlite3_vtab_cursor* base, int mask, const char*, int, sqlite3_value** values) {
  auto* cursor = static_cast<Cursor*>(base);
  const auto* table = static_cast<const Table*>(base->pVtab);
  const FunctionRow& row = *table->binding->row;
  const Failure failure = guarded(row.name, [&] {
    cursor->rows.reset();
    cursor->arguments.clear();
    cursor->rowid = 0;
    std::vector<sqlite3_value*> arguments;
    int given = 0;
    for (int argument = 0; argument < row.max_args; ++argument) {
      sqlite3_value* value = nullptr;
      if ((mask & (1 << argument)) != 0) {
        value = sqlite3_value_dup(values[given++]);
        if (value == nullptr) throw std::bad_alloc();
      } else if (argument < row.min_args) {
        throw SqlError("argument " + std::to_string(argument + 1) + " is missing; usage: " + row.signature);
      }
      cursor->arguments.emplace_back(value);
      arguments.push_back(value);
    }
    cursor->rows = row.table(*table->binding->connection, Arguments(static_cast<int>(arguments.size()), arguments.data()));
  });
  if (failure.code != SQLITE_OK) {
    cursor->done = true;
    return fail(base->pVtab, failure);
  }
  return next(base);
}

int eof(sqlite3_vtab_cursor* cursor) { return static_cast<Cursor*>(cursor)->done ? 1 : 0; }

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int index) {
  auto* cursor = static_cast<Cursor*>(base);
  const auto* table = static_cast<const Table*>(base->pVtab);
  return fail(base->pVtab, guarded(table->binding->row->name, [&] {
                Result result(context);
                if (index < table->outputs) {
                  cursor->rows->column(index, result);
                } else if (sqlite3_value* value = cursor->arguments[static_cast<std::size_t>(index - table->outputs)].get()) {
                  result.value(value);
                }
              }));
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<Cursor*>(cursor)->rowid;
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = eof;
  module.xColumn = column;
  module.xRowid = rowid;
  return module;
}

const sqlite3_module kModule = make_module();

void destroy_binding(void* binding) { std::unique_ptr<Binding>(static_cast<Binding*>(binding)); }

}  // namespace

int register_table_function(sqlite3* db, const std::shared_ptr<Connection>& connection, const FunctionRow& row) {
  std::unique_ptr<Binding> binding = std::make_unique<Binding>(Binding{connection, &row});
  return sqlite3_create_module_v2(db, row.name, &kModule, binding.release(), destroy_binding);
}

}  // namespace sitrep
