// sitrep_refresh: reads what is new or stale, slice by slice.

#include <algorithm>
#include <chrono>

#include "extract/sql_state.h"
#include "sqlite/savepoint.h"
#include "sqlite/statement.h"
#include "watch/functions.h"
#include "watch/sql_watched.h"

namespace sitrep {
namespace {

/// Reports of a transaction at the most, and seconds after which it is committed all the same.
constexpr std::int64_t kSliceRows = 1000;
constexpr double kSliceSeconds = 0.5;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Refresh {
 public:
  Refresh(Context& context, WatchedTable table)
      : db_(context.connection().db()),
        interrupt_(context.interrupt()),
        table_(std::move(table)),
        hold_(context.connection().slot<EngineState>().hold()),
        stamp_(context.connection().slot<EngineState>().stamp()) {}

  /// Returns how many are still to do.
  std::int64_t run(std::int64_t max_rows) {
    total_ = count("SELECT count(*) FROM " + source());
    fresh_ = count("SELECT count(*) FROM " + source() + " s JOIN " + read() + " r ON " + match("r.", "s.") +
                   " WHERE r.stamp = " + stamp_literal());
    forget_gone();
    std::int64_t left = std::min(max_rows, total_ - fresh_);
    while (left > 0) {
      const std::int64_t done = slice(std::min(left, kSliceRows));
      if (done == 0) break;
      left -= done;
    }
    return total_ - fresh_;
  }

 private:
  std::string source() const { return table_.qualified(table_.source_view()); }
  std::string read() const { return table_.qualified(table_.read_table()); }
  std::string events() const { return table_.qualified(table_.events); }
  std::string errors() const { return table_.qualified("sitrep_errors"); }
  std::string stamp_literal() const { return "'" + stamp_ + "'"; }

  std::string match(const std::string& a, const std::string& b) const {
    std::string out;
    for (const KeyColumn& column : table_.key) {
      if (!out.empty()) out += " AND ";
      out += a + quoted_name(column.event_name) + " IS " + b + quoted_name(column.event_name);
    }
    return out;
  }

  /// "k IS ?1 AND l IS ?2".
  std::string key_is_bound() const {
    std::string out;
    for (std::size_t i = 0; i < table_.key.size(); ++i) {
      if (i > 0) out += " AND ";
      out += quoted_name(table_.key[i].event_name) + " IS ?" + std::to_string(i + 1);
    }
    return out;
  }

  std::string bound_keys() const {
    std::string out;
    for (std::size_t i = 0; i < table_.key.size(); ++i) out += (i > 0 ? ", ?" : "?") + std::to_string(i + 1);
    return out;
  }

  std::string bound_key_text() const {
    std::string out;
    for (std::size_t i = 0; i < table_.key.size(); ++i)
      out += (i > 0 ? " || ', ' || quote(?" : "quote(?") + std::to_string(i + 1) + ")";
    return out;
  }

  std::int64_t count(const std::string& sql) const {
    Statement statement(db_, sql);
    return statement.step() ? statement[0].int64() : 0;
  }

  /// Rows that went while the triggers did not see it: replaced over an index made after the watch, or written by a
  /// connection with other means.
  void forget_gone() {
    Savepoint savepoint(db_);
    const std::string gone = " WHERE NOT EXISTS (SELECT 1 FROM " + source() + " s WHERE " + match("d.", "s.") + ")";
    execute(db_, "DELETE FROM " + errors() + " WHERE watch = " + std::to_string(table_.watch) +
                     " AND report IN (SELECT " + key_text(table_, "d.") + " FROM " + read() + " d" + gone + ")");
    for (const std::string& target : {events(), read()}) {
      execute(db_, "DELETE FROM " + target + " WHERE (" + key_list(table_) + ") IN (SELECT " + key_list(table_) +
                       " FROM " + read() + " d" + gone + ")");
    }
    savepoint.release();
  }

  struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
  };
  using Key = std::vector<std::unique_ptr<sqlite3_value, FreeValue>>;
  struct Report {
    Key key;
    bool is_blob = false;
    bool is_new = false;  ///< was never read
  };

  /// The next reports that are new or stale.
  std::vector<Report> next_reports(std::int64_t limit) {
    Statement rows(db_, "SELECT " + prefixed("s.") + ", typeof(s.arg_text) = 'blob', r.rowid IS NULL FROM " + source() +
                            " s LEFT JOIN " + read() + " r ON " + match("r.", "s.") + " WHERE r.stamp IS NOT " +
                            stamp_literal() + after_last() + " LIMIT " + std::to_string(limit));
    bind(rows, last_);
    std::vector<Report> reports;
    const int key_columns = rows.columns() - 2;
    while (rows.step()) {
      Report& report = reports.emplace_back();
      for (int i = 0; i < key_columns; ++i) {
        report.key.emplace_back(sqlite3_value_dup(rows[i].raw()));
        if (!report.key.back()) throw std::bad_alloc();
      }
      report.is_blob = rows[key_columns].int64() != 0;
      report.is_new = rows[key_columns + 1].int64() != 0;
    }
    return reports;
  }

  std::string prefixed(const std::string& prefix) const {
    std::string out;
    for (const KeyColumn& column : table_.key)
      out += (out.empty() ? "" : ", ") + prefix + quoted_name(column.event_name);
    return out;
  }

  /// Reports come in the order of their keys, and none is looked at twice: a slice begins behind the one before it.
  std::string after_last() const {
    std::string out;
    if (!last_.empty()) out = " AND (" + prefixed("s.") + ") > (" + bound_keys() + ")";
    return out + " ORDER BY " + prefixed("s.");
  }

  static void bind(Statement& statement, const Key& key) {
    for (std::size_t i = 0; i < key.size(); ++i) statement.bind(static_cast<int>(i + 1), Value(key[i].get()));
  }

  void run_for(Statement& statement, const Key& key) {
    statement.reset();
    bind(statement, key);
    statement.run();
  }

  /// One transaction; the number of reports that it read.
  std::int64_t slice(std::int64_t limit) {
    const Clock::time_point start = Clock::now();
    std::vector<Report> reports = next_reports(limit);
    if (reports.empty()) return 0;
    Savepoint savepoint(db_);
    std::int64_t done = 0;
    {
      Statements s(*this);
      for (const Report& report : reports) {
        interrupt_.poll();
        read_one(s, report);
        ++done;
        if (seconds_since(start) > kSliceSeconds) break;
      }
    }
    last_ = std::move(reports[static_cast<std::size_t>(done - 1)].key);
    fresh_ += done;
    done_ += done;
    write_progress();
    savepoint.release();
    return done;
  }

  struct Statements {
    explicit Statements(const Refresh& r)
        : forget_events(r.db_, "DELETE FROM " + r.events() + " WHERE " + r.key_is_bound()),
          forget_error(r.db_, "DELETE FROM " + r.errors() + " WHERE watch = " + std::to_string(r.table_.watch) +
                                  " AND report = " + r.bound_key_text()),
          forget_read(r.db_, "DELETE FROM " + r.read() + " WHERE " + r.key_is_bound()),
          read(r.db_, "INSERT INTO " + r.events() + "(" + key_list(r.table_) + ", " + event_column_list("") +
                          ") SELECT " + r.bound_keys() + ", " + event_column_list("e.") + " FROM " + r.source() +
                          " s, extract_events(s.arg_text, s.arg_published, s.arg_country) e WHERE " + r.key_is_bound()),
          note_error(r.db_, "INSERT OR REPLACE INTO " + r.errors() + "(watch, report, error) VALUES (" +
                                std::to_string(r.table_.watch) + ", " + r.bound_key_text() + ", ?" +
                                std::to_string(r.table_.key.size() + 1) + ")"),
          note_read(r.db_, "INSERT INTO " + r.read() + "(" + key_list(r.table_) + ", stamp) VALUES (" + r.bound_keys() +
                               ", " + r.stamp_literal() + ")") {}
    Statement forget_events, forget_error, forget_read, read, note_error, note_read;
  };

  void read_one(Statements& s, const Report& report) {
    const Key& key = report.key;
    run_for(s.forget_events, key);
    if (!report.is_new) {
      run_for(s.forget_error, key);
      run_for(s.forget_read, key);
    }
    std::string error;
    if (report.is_blob) {
      error = "the report is a blob, not text";
    } else {
      try {
        run_for(s.read, key);
      } catch (const SqlError& failure) {
        if ((failure.code() & 0xFF) != SQLITE_ERROR && (failure.code() & 0xFF) != SQLITE_TOOBIG) throw;
        error = failure.what();
        s.read.reset();
      }
    }
    if (!error.empty()) {
      s.note_error.reset();
      s.note_error.bind(static_cast<int>(key.size() + 1), std::string_view(error));
      bind(s.note_error, key);
      s.note_error.run();
    }
    run_for(s.note_read, key);
  }

  void write_progress() {
    const double rate = static_cast<double>(done_) / std::max(1e-6, seconds_since(start_));
    Statement progress(db_, "INSERT OR REPLACE INTO " + table_.qualified("sitrep_progress") +
                                "(watch, reports, done, total, rows_per_second, seconds_left) VALUES (?, ?, ?, ?, "
                                "round(?, 1), round(?, 1))");
    progress.bind(1, table_.watch);
    progress.bind(2, std::string_view(table_.name));
    progress.bind(3, fresh_);
    progress.bind(4, total_);
    progress.bind(5, rate);
    progress.bind(6, static_cast<double>(total_ - fresh_) / rate);
    progress.run();
  }

  sqlite3* db_;
  Interrupt& interrupt_;
  const WatchedTable table_;
  const LiveKnowledge::Hold hold_;  // all reports are read alike, whatever others write meanwhile
  const std::string stamp_;
  const Clock::time_point start_ = Clock::now();
  std::int64_t total_ = 0;  ///< reports
  std::int64_t fresh_ = 0;  ///< of them read with the knowledge in force
  std::int64_t done_ = 0;   ///< by this call
  Key last_;
};

void sitrep_refresh(Context& context, Args args) {
  sqlite3* db = context.connection().db();
  WatchedTable table = find_table(db, args[0].document());
  if (!find_watch(db, table))
    throw UserError("the table '" + table.name + "' is not watched; call sitrep_watch() first");
  if (!key_is_kept(db, table))
    throw UserError("the table '" + table.name + "' has another key than before; call sitrep_watch() again");
  const std::int64_t max_rows = args.size() > 1 ? args.integer(1) : INT64_MAX;
  if (max_rows < 0) args.reject(1, "a number of rows from 0 up");
  context.set(Refresh(context, std::move(table)).run(max_rows));
}

constexpr FunctionRow kRows[] = {
    {.name = "sitrep_refresh",
     .arguments = "table [, max_rows]",
     .returns = "INTEGER",
     .implementation = Scalar{sitrep_refresh},
     .summary = "Reads the reports of a watched table that are new or stale (other knowledge, another version of the "
                "library), max_rows of them at the most, and returns how many are still to do. It commits as it goes "
                "when no transaction is open, and can be interrupted or killed at any time: what was committed stays, "
                "the next call goes on. How far it is stands in sitrep_progress.",
     .example = "CREATE TABLE reports(id INTEGER PRIMARY KEY, body TEXT); SELECT sitrep_watch('reports', 'body'); "
                "SELECT sitrep_refresh('reports', 10000)",
     .safety = Safety::direct_only,
     .deterministic = false},
};

}  // namespace

std::span<const FunctionRow> refresh_functions() { return kRows; }

}  // namespace sitrep
