// RE2 called from C++ over the rows of a table in memory: what a perfect extension could reach.
//
//     sitrep_bench_regex DATABASE RUNS < workloads     a line for each: kind, TAB, pattern (set: patterns, TABs
//     between)
//
// Prints for each the best processor seconds and the count, as bench/regex/run.py counts.

#include <re2/re2.h>
#include <re2/set.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

using Rows = std::vector<std::string>;

Rows rows_of(const char* path) {
  Rows rows;
  sqlite3* db = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "SELECT body FROM t", -1, &statement, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
    std::exit(1);
  }
  while (sqlite3_step(statement) == SQLITE_ROW)
    rows.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)),
                      static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return rows;
}

long filter(const RE2& pattern, const Rows& rows) {
  long count = 0;
  for (const std::string& row : rows) count += RE2::PartialMatch(row, pattern);
  return count;
}

/// Matches, and with groups > 1 the bytes of all groups as well, each copied as a row's value would be.
long scan(const RE2& pattern, const Rows& rows, int groups) {
  std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups));
  long count = 0;
  std::string value;
  for (const std::string& row : rows) {
    std::size_t at = 0;
    while (pattern.Match(row, at, row.size(), RE2::UNANCHORED, found.data(), groups)) {
      at = static_cast<std::size_t>(found[0].data() - row.data()) + std::max<std::size_t>(1, found[0].size());
      if (groups == 1) ++count;
      for (int i = 0; groups > 1 && i < groups; ++i) {
        value.assign(found[static_cast<std::size_t>(i)].data(), found[static_cast<std::size_t>(i)].size());
        count += value.empty() ? 0 : 1;
      }
    }
  }
  return count;
}

long replace(const RE2& pattern, const Rows& rows) {
  long bytes = 0;
  for (const std::string& row : rows) {
    std::string copy = row;
    RE2::GlobalReplace(&copy, pattern, "<\\1>");
    bytes += static_cast<long>(copy.size());
  }
  return bytes;
}

long which(const RE2::Set& set, const Rows& rows) {
  long count = 0;
  std::vector<int> numbers;
  for (const std::string& row : rows) {
    set.Match(row, &numbers);
    count += static_cast<long>(numbers.size());
  }
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

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const Rows rows = rows_of(arguments[1]);
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> parts = split(line);
    double best = 1e9;
    long result = 0;
    for (int run = std::atoi(arguments[2]); run > 0; --run) {
      const double start = processor_seconds();
      if (parts[0] == "set") {
        RE2::Set set(RE2::DefaultOptions, RE2::UNANCHORED);
        for (std::size_t i = 1; i < parts.size(); ++i) set.Add(parts[i], nullptr);
        set.Compile();
        result = which(set, rows);
      } else {
        const RE2 pattern(parts[1]);
        if (parts[0] == "filter") result = filter(pattern, rows);
        if (parts[0] == "count") result = scan(pattern, rows, 1);
        if (parts[0] == "capture") result = scan(pattern, rows, pattern.NumberOfCapturingGroups() + 1);
        if (parts[0] == "replace") result = replace(pattern, rows);
      }
      best = std::min(best, processor_seconds() - start);
    }
    std::printf("%.4f\t%ld\n", best, result);
  }
}
