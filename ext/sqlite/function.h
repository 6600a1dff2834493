#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include "sqlite/context.h"
#include "sqlite/result.h"
#include "sqlite/value.h"
#include "text/error.h"

/// How to add a function: a row in your domain's table (ext/<domain>/sql_*.cc), a body, a test (tests/sql/<name>.test).
/// The row registers it, lists it in sitrep_functions(), writes its entry in the README, and puts it through the
/// NULL, hostile-argument and out-of-memory sweeps. Bodies throw: UserError (text/error.h) for what the caller did wrong
/// (say which argument and show the value; the function's name is put before it), std::bad_alloc, Interrupted.
///
///     #include "sqlite/function.h"
///     #include "geometry/functions.h"   // declares: std::span<const FunctionRow> geometry_functions();
///
///     namespace sitrep {
///     namespace {
///
///     // A scalar. Arguments are not NULL here (Nulls::propagate); setting nothing results in NULL.
///     void st_x(Context& context, Args args) { context.set(read_geometry(args[0]).point().x); }
///
///     // An aggregate: one State a group. Rows with a NULL argument are skipped; finish() without any step is a group of
///     // no rows. step's arguments live only during the call.
///     struct Extent {
///       void step(Context&, Args args) { box.add(read_geometry(args[0]).box()); }
///       void finish(Context& context) { if (!box.empty()) context.set(Blob(to_blob(box))); }
///       Box box;
///     };
///
///     // A table-valued function. open() may keep views into the arguments: they live until the next open(). A required
///     // argument that is NULL gives no rows and open() is not called; an optional one that was not given is NULL.
///     struct Piece { int number; std::string text; };
///     class PiecesCursor {
///      public:
///       void open(Call& call, Args args) { text_ = args[0].document(); limit_ = args.has(1) ? args.integer(1) : 10; }
///       bool next(Call& call) { call.interrupt().poll(); … piece_ = …; return there_is_one; }   // called before each row
///       const Piece& row() const { return piece_; }
///      …
///     };
///     constexpr Column<Piece> kPieceColumns[] = {
///         {"number INTEGER", [](const Piece& p, Context& out) { out.set(p.number); }},
///         {"text TEXT", [](const Piece& p, Context& out) { out.set(p.text); }},
///     };
///
///     constexpr FunctionRow kRows[] = {
///         {.name = "ST_X", .arguments = "geom", .returns = "REAL", .implementation = Scalar{st_x},
///          .summary = "The x coordinate (longitude) of a point.", .example = "SELECT ST_X('POINT(1 2)')"},
///         {.name = "ST_Extent", .arguments = "geom", .returns = "BLOB", .implementation = aggregate<Extent>,
///          .summary = "…", .example = "…"},
///         {.name = "pieces", .arguments = "text [, max_pieces]", .implementation = table<PiecesCursor, kPieceColumns>,
///          .summary = "…", .example = "SELECT number, text FROM pieces('a b', 2)"},
///     };
///     }  // namespace
///     std::span<const FunctionRow> geometry_functions() { return kRows; }
///     }  // namespace sitrep
///
/// Everything an author needs is included here. For caches over non-constant arguments see cache.h, for nested queries
/// statement.h, for an object per connection Connection::slot.
namespace sitrep {

/// `.implementation = Scalar{body}`.
struct Scalar {
  void (*body)(Context& context, Args args) = nullptr;
};

/// `.implementation = aggregate<State>`; State is default-constructible, with `void step(Context&, Args)` and
/// `void finish(Context&)`. A State that has `void inverse(Context&, Args)` too is a window function, and then finish()
/// is called for each row and must leave the state as it was.
struct Aggregate {
  void* (*make)() = nullptr;
  void (*destroy)(void* state) noexcept = nullptr;
  void (*step)(void* state, Context& context, Args args) = nullptr;
  void (*inverse)(void* state, Context& context, Args args) = nullptr;  ///< null: no window function
  void (*finish)(void* state, Context& context) = nullptr;
};

/// One column of a table-valued function: its declaration ("name TYPE") and how to get it from a row. The getter is called
/// only for columns that the query uses, so put what is dear to compute there.
template <class Row>
struct Column {
  const char* declaration;
  void (*get)(const Row& row, Context& out);
};

/// A scan of a table-valued function, as the adaptor sees it.
class TableCursor {
 public:
  virtual ~TableCursor() = default;
  virtual void open(Call& call, Args args) = 0;
  virtual bool next(Call& call) = 0;
  virtual void column(int i, Context& out) const = 0;
};

/// `.implementation = table<Cursor, kColumns>`; Cursor is constructible from Connection& or from nothing, with
/// `void open(Call&, Args)`, `bool next(Call&)` and `const Row& row() const`. Each name in the row's `arguments` is a
/// hidden column `arg_NAME`.
struct Table {
  std::size_t columns = 0;
  const char* (*declaration)(std::size_t column) = nullptr;
  std::unique_ptr<TableCursor> (*make)(Connection& connection) = nullptr;
};

enum class Nulls : std::uint8_t {
  propagate,  ///< scalar: any NULL argument results in NULL; aggregate: the row is skipped
  pass        ///< the body sees them
};

enum class Safety : std::uint8_t {
  innocuous,   ///< also in views, triggers and indexes of an untrusted schema
  ordinary,    ///< reads tables that the caller names: not from an untrusted schema
  direct_only  ///< never from a schema
};

enum class Kind : std::uint8_t { scalar, aggregate, table };
std::string_view name_of(Kind kind);

/// One function: registration, catalog and documentation at once. All text is static and NUL-terminated.
struct FunctionRow {
  const char* name = "";
  /// Names of the arguments, optional ones in brackets: "geom [, level]", "a, b", ""; a last "…" means any number more.
  /// Calls with another number of arguments are SQLite's own error.
  std::string_view arguments = "";
  std::string_view returns = "";  ///< "TEXT", "geometry BLOB" …; empty for table-valued functions: their columns
  std::variant<Scalar, Aggregate, Table> implementation = Scalar{};
  std::string_view summary = "";  ///< one or two sentences, units and rules included
  std::string_view example = "";  ///< one SQL statement that runs as it stands
  std::string_view aliases = "";  ///< other names, separated by blanks
  Nulls nulls = Nulls::propagate;
  Safety safety = Safety::innocuous;
  bool deterministic = true;
  bool json = false;             ///< results may be JSON (Result::set(Json))
  int estimated_rows = 25;       ///< table-valued: for SQLite's planner
  double estimated_cost = 1000;  ///< table-valued: of one open(), in units of reading a row

  constexpr Kind kind() const { return static_cast<Kind>(implementation.index()); }
};

/// FunctionRow::arguments taken apart.
struct ArgumentList {
  static constexpr int kMax = 12;
  std::array<std::string_view, kMax> names{};
  int required = 0;
  int total = 0;  ///< names, required and optional
  bool variadic = false;
};
constexpr ArgumentList parse_arguments(std::string_view text);

// --- How it is done. -----------------------------------------------------------------------------------------------

namespace detail {

template <class State>
concept Windowed = requires(State state, Context& context, Args args) { state.inverse(context, args); };

template <class State>
constexpr Aggregate make_aggregate() {
  Aggregate a;
  a.make = []() -> void* { return std::make_unique<State>().release(); };
  a.destroy = [](void* s) noexcept { std::unique_ptr<State>(static_cast<State*>(s)).reset(); };
  a.step = [](void* s, Context& context, Args args) { static_cast<State*>(s)->step(context, args); };
  a.finish = [](void* s, Context& context) { static_cast<State*>(s)->finish(context); };
  if constexpr (Windowed<State>)
    a.inverse = [](void* s, Context& context, Args args) { static_cast<State*>(s)->inverse(context, args); };
  return a;
}

template <class Cursor, const auto& Columns>
class TypedCursor final : public TableCursor {
 public:
  explicit TypedCursor(Connection& connection) : cursor_(make(connection)) {}
  void open(Call& call, Args args) override { cursor_.open(call, args); }
  bool next(Call& call) override { return cursor_.next(call); }
  void column(int i, Context& out) const override { Columns[i].get(cursor_.row(), out); }

 private:
  static Cursor make(Connection& connection) {
    if constexpr (std::is_constructible_v<Cursor, Connection&>)
      return Cursor(connection);
    else
      return Cursor();
  }
  Cursor cursor_;
};

template <class Cursor, const auto& Columns>
constexpr Table make_table() {
  Table t;
  t.columns = std::size(Columns);
  t.declaration = [](std::size_t i) { return Columns[i].declaration; };
  t.make = [](Connection& connection) -> std::unique_ptr<TableCursor> {
    return std::make_unique<TypedCursor<Cursor, Columns>>(connection);
  };
  return t;
}

}  // namespace detail

template <class State>
inline constexpr Aggregate aggregate = detail::make_aggregate<State>();

template <class Cursor, const auto& Columns>
inline constexpr Table table = detail::make_table<Cursor, Columns>();

constexpr ArgumentList parse_arguments(std::string_view text) {
  ArgumentList list;
  bool optional = false;
  std::size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    if (c == '[') optional = true;
    if (c == '[' || c == ']' || c == ',' || c == ' ') {
      ++i;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of("[], ", i), text.size());
    const std::string_view name = text.substr(i, end - i);
    i = end;
    if (name == "…" || name == "...") {
      list.variadic = true;
    } else if (list.total < ArgumentList::kMax) {
      list.names[static_cast<std::size_t>(list.total++)] = name;
      if (!optional) list.required = list.total;
    }
  }
  return list;
}

/// Registers the rows on the connection; returns SQLite's code. SQLITE_BUSY when a row replaces a function in use.
int register_functions(Connection& connection, std::span<const FunctionRow> rows);

}  // namespace sitrep
