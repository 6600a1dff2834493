#include "sqlite/table_function.h"

#include <string>
#include <vector>

#include "sqlite/guard.h"

namespace sitrep {
namespace {

struct VirtualTable : sqlite3_vtab {
  Binding* binding = nullptr;
  ArgumentList list;
  int outputs = 0;
  const Table& table() const { return std::get<Table>(binding->row->implementation); }
};

struct FreeValue {
  void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using OwnedValue = std::unique_ptr<sqlite3_value, FreeValue>;

struct Cursor : sqlite3_vtab_cursor {
  std::unique_ptr<TableCursor> rows;
  std::vector<OwnedValue> owned;
  std::vector<sqlite3_value*> arguments;
  sqlite3_int64 rowid = 0;
  bool done = true;
};

VirtualTable& table_of(sqlite3_vtab_cursor* cursor) { return *static_cast<VirtualTable*>(cursor->pVtab); }

int connect(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** out, char** message) {
  auto* binding = static_cast<Binding*>(aux);
  return guard(message, *binding, [&] {
    auto table = std::make_unique<VirtualTable>();
    table->binding = binding;
    table->list = parse_arguments(binding->row->arguments);
    table->outputs = static_cast<int>(table->table().columns);
    std::string ddl = "CREATE TABLE x(";
    for (int i = 0; i < table->outputs; ++i) {
      if (i > 0) ddl += ", ";
      ddl += table->table().declaration(static_cast<std::size_t>(i));
    }
    for (int i = 0; i < table->list.total; ++i) {
      ddl += ", arg_" + std::string(table->list.names[static_cast<std::size_t>(i)]) + " HIDDEN";
    }
    ddl += ")";
    if (const int code = sqlite3_declare_vtab(db, ddl.c_str()); code != SQLITE_OK) {
      throw SqlError(code, sqlite3_errmsg(db));
    }
    const Safety safety = binding->row->safety;
    if (safety == Safety::innocuous) sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    if (safety == Safety::direct_only) sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    *out = table.release();
    return SQLITE_OK;
  });
}

int disconnect(sqlite3_vtab* table) {
  std::unique_ptr<VirtualTable> owned(static_cast<VirtualTable*>(table));
  return SQLITE_OK;
}

/// Arguments are equality constraints on the hidden columns; idxNum is the mask of those given.
int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
  const auto* table = static_cast<const VirtualTable*>(base);
  std::array<int, ArgumentList::kMax> constraint;
  constraint.fill(-1);
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& candidate = info->aConstraint[i];
    const int argument = candidate.iColumn - table->outputs;
    if (argument < 0 || argument >= table->list.total || candidate.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!candidate.usable) return SQLITE_CONSTRAINT;
    if (constraint[static_cast<std::size_t>(argument)] < 0) constraint[static_cast<std::size_t>(argument)] = i;
  }
  int next = 0;
  for (int argument = 0; argument < table->list.total; ++argument) {
    const int i = constraint[static_cast<std::size_t>(argument)];
    if (i < 0) continue;
    info->aConstraintUsage[i].argvIndex = ++next;
    info->aConstraintUsage[i].omit = 1;
    info->idxNum |= 1 << argument;
  }
  info->estimatedCost = table->binding->row->estimated_cost;
  info->estimatedRows = table->binding->row->estimated_rows;
  return SQLITE_OK;
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** out) {
  auto* table = static_cast<VirtualTable*>(base);
  return guard(&base->zErrMsg, *table->binding, [&] {
    auto cursor = std::make_unique<Cursor>();
    cursor->rows = table->table().make(*table->binding->connection);
    *out = cursor.release();
    return SQLITE_OK;
  });
}

int close(sqlite3_vtab_cursor* cursor) {
  std::unique_ptr<Cursor> owned(static_cast<Cursor*>(cursor));
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base) {
  auto* cursor = static_cast<Cursor*>(base);
  const VirtualTable& table = table_of(base);
  cursor->done = true;
  return guard(&base->pVtab->zErrMsg, *table.binding, [&] {
    Call call(*table.binding);
    cursor->done = !cursor->rows->next(call);
    ++cursor->rowid;
    return SQLITE_OK;
  });
}

/// Copies the arguments, which live as long as the scan; false when a required one is NULL.
bool take_arguments(const VirtualTable& table, Cursor& cursor, int mask, sqlite3_value** values) {
  cursor.arguments.clear();
  cursor.owned.clear();
  bool complete = true;
  int given = 0;
  for (int argument = 0; argument < table.list.total; ++argument) {
    OwnedValue value;
    if ((mask & (1 << argument)) != 0) {
      value.reset(sqlite3_value_dup(values[given++]));
      if (value == nullptr) throw std::bad_alloc();
    } else if (argument < table.list.required) {
      throw UserError("too few arguments; usage: " + table.binding->name + "(" +
                      std::string(table.binding->row->arguments) + ")");
    }
    if (argument < table.list.required) complete &= value && sqlite3_value_type(value.get()) != SQLITE_NULL;
    cursor.arguments.push_back(value.get());
    cursor.owned.push_back(std::move(value));
  }
  return complete;
}

int filter(sqlite3_vtab_cursor* base, int mask, const char*, int, sqlite3_value** values) {
  auto* cursor = static_cast<Cursor*>(base);
  const VirtualTable& table = table_of(base);
  cursor->done = true;
  cursor->rowid = 0;
  bool opened = false;
  const int code = guard(&base->pVtab->zErrMsg, *table.binding, [&] {
    if (!take_arguments(table, *cursor, mask, values) && table.binding->row->nulls == Nulls::propagate)
      return SQLITE_OK;
    Call call(*table.binding);
    cursor->rows->open(call, Args(cursor->arguments, *table.binding->row));
    opened = true;
    return SQLITE_OK;
  });
  return code == SQLITE_OK && opened ? next(base) : code;
}

int eof(sqlite3_vtab_cursor* cursor) { return static_cast<Cursor*>(cursor)->done ? 1 : 0; }

int column(sqlite3_vtab_cursor* base, sqlite3_context* raw, int index) {
  auto* cursor = static_cast<Cursor*>(base);
  const VirtualTable& table = table_of(base);
  if (index >= table.outputs) {
    if (sqlite3_value* value = cursor->arguments[static_cast<std::size_t>(index - table.outputs)]) {
      sqlite3_result_value(raw, value);
    }
    return SQLITE_OK;
  }
  guard(raw, *table.binding, [&] {
    Context context(raw, *table.binding);
    cursor->rows->column(index, context);
  });
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<Cursor*>(cursor)->rowid;
  return SQLITE_OK;
}

constexpr sqlite3_module make_module() {
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

constexpr sqlite3_module kModule = make_module();

void drop_binding(void* binding) { static_cast<Binding*>(binding)->connection->drop(); }

}  // namespace

int register_table_function(Binding* binding) {
  return sqlite3_create_module_v2(binding->connection->db(), binding->name.c_str(), &kModule, binding, drop_binding);
}

}  // namespace sitrep
