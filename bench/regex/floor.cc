// RE2 called from C++ over the rows of a table: what a perfect extension could reach.
//
//     sitrep_bench_regex DATABASE RUNS < workloads     a line for each: kind, TAB, pattern (set: patterns, TABs
//     between)
//
// Prints for each the best processor seconds over rows that lie in memory, the count, as bench/regex/run.py counts, and
// the best seconds when the rows are read from SQLite, as an extension gets them.

#include <re2/re2.h>
#include <re2/set.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

namespace {

/// The rows, read from SQLite each time.
class Table {
 public:
  explicit Table(const char* path) {
    if (sqlite3_open_v2(path, &db_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
        sqlite3_exec(db_, "PRAGMA cache_size = -400000", nullptr, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(db_, "SELECT body FROM t", -1, &statement_, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db_));
      std::exit(1);
    }
  }
  ~Table() {
    sqlite3_finalize(statement_);
    sqlite3_close(db_);
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  template <class Visit>
  void each(Visit&& visit) const {
    while (sqlite3_step(statement_) == SQLITE_ROW)
      visit(re2::StringPiece(reinterpret_cast<const char*>(sqlite3_column_text(statement_, 0)),
                             static_cast<std::size_t>(sqlite3_column_bytes(statement_, 0))));
    sqlite3_reset(statement_);
  }

 private:
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

/// The rows in memory.
class Memory {
 public:
  explicit Memory(const Table& table) {
    table.each([&](re2::StringPiece row) { rows_.emplace_back(row.data(), row.size()); });
  }
  template <class Visit>
  void each(Visit&& visit) const {
    for (const std::string& row : rows_) visit(re2::StringPiece(row));
  }

 private:
  std::vector<std::string> rows_;
};

long filter(const RE2& pattern, const auto& rows) {
  long count = 0;
  rows.each([&](re2::StringPiece row) { count += RE2::PartialMatch(row, pattern); });
  return count;
}

/// Matches, and with groups > 1 the bytes of all groups as well, each copied as a row's value would be.
long scan(const RE2& pattern, const auto& rows, int groups) {
  std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups));
  long count = 0;
  std::string value;
  rows.each([&](re2::StringPiece row) {
    std::size_t at = 0;
    while (pattern.Match(row, at, row.size(), RE2::UNANCHORED, found.data(), groups)) {
      at = static_cast<std::size_t>(found[0].data() - row.data()) + std::max<std::size_t>(1, found[0].size());
      if (groups == 1) ++count;
      for (int i = 0; groups > 1 && i < groups; ++i) {
        value.assign(found[static_cast<std::size_t>(i)].data(), found[static_cast<std::size_t>(i)].size());
        count += value.empty() ? 0 : 1;
      }
    }
  });
  return count;
}

long replace(const RE2& pattern, const auto& rows) {
  long bytes = 0;
  rows.each([&](re2::StringPiece row) {
    std::string copy(row.data(), row.size());
    RE2::GlobalReplace(&copy, pattern, "<\\1>");
    bytes += static_cast<long>(copy.size());
  });
  return bytes;
}

long which(const RE2::Set& set, const auto& rows) {
  long count = 0;
  std::vector<int> numbers;
  rows.each([&](re2::StringPiece row) {
    set.Match(row, &numbers);
    count += static_cast<long>(numbers.size());
  });
  return count;
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const std::size_t tab = line.find('\t', from);
    parts.push_back(line.substr(from, tab - from));
    if (tab == std::string::npos) return parts;
    from = tab + 1;
  }
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long answer(const std::vector<std::string>& workload, const auto& rows) {
  if (workload[0] == "set") {
    RE2::Set set(RE2::DefaultOptions, RE2::UNANCHORED);
    for (std::size_t i = 1; i < workload.size(); ++i) set.Add(workload[i], nullptr);
    set.Compile();
    return which(set, rows);
  }
  const RE2 pattern(workload[1]);
  if (workload[0] == "filter") return filter(pattern, rows);
  if (workload[0] == "count") return scan(pattern, rows, 1);
  if (workload[0] == "capture") return scan(pattern, rows, pattern.NumberOfCapturingGroups() + 1);
  return replace(pattern, rows);
}

struct Best {
  double seconds = 1e9;
  long result = 0;
};

Best best_of(int runs, const std::vector<std::string>& workload, const auto& rows) {
  Best best;
  for (; runs > 0; --runs) {
    const double start = processor_seconds();
    best.result = answer(workload, rows);
    best.seconds = std::min(best.seconds, processor_seconds() - start);
  }
  return best;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const Table table(arguments[1]);
  const Memory memory(table);
  const int runs = std::atoi(arguments[2]);
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> workload = split(line);
    const Best held = best_of(runs, workload, memory), read = best_of(runs, workload, table);
    if (held.result != read.result) return 1;
    std::printf("%.4f\t%ld\t%.4f\n", held.seconds, held.result, read.seconds);
  }
}
