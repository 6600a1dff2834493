// Runs tests/sql/*.test; the format is described in tests/sql/README.
// Usage: sitrep_sql_test FILE…   Exit code 1 when a block fails, 2 when a file cannot be read or has no blocks.

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "database.h"

namespace {

using sitrep_test::Database;
using sitrep_test::Outcome;

constexpr std::string_view kError = "error: ";

struct Block {
  std::size_t line = 0;  ///< of the statement, 1-based
  std::string statement;
  bool compares = false;  ///< there is a line of dashes
  std::vector<std::string> expected;
};

std::vector<std::string> read_lines(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot be read");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

bool is_comment(const std::string& line) { return line.rfind("-- ", 0) == 0 || line == "--"; }

std::vector<Block> parse(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  std::size_t i = 0;
  while (i < lines.size()) {
    if (lines[i].empty() || is_comment(lines[i])) {
      ++i;
      continue;
    }
    Block block{.line = i + 1, .statement = {}, .compares = false, .expected = {}};
    for (; i < lines.size(); ++i) {
      const bool complete = sqlite3_complete(block.statement.c_str()) != 0;
      if (complete && (lines[i].empty() || lines[i] == "----")) break;
      block.statement += lines[i] + '\n';
    }
    if (sqlite3_complete(block.statement.c_str()) == 0)
      throw std::runtime_error("line " + std::to_string(block.line) + ": the statement has no end");
    if (i < lines.size() && lines[i] == "----") {
      block.compares = true;
      for (++i; i < lines.size() && !lines[i].empty(); ++i) block.expected.push_back(lines[i]);
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

bool expects_error(const Block& block) {
  return block.expected.size() == 1 && block.expected.front().rfind(kError, 0) == 0;
}

bool passes(const Block& block, const Outcome& outcome) {
  const bool failed = outcome.code != SQLITE_OK;
  if (!block.compares) return !failed;
  if (expects_error(block)) {
    const std::string wanted = block.expected.front().substr(kError.size());
    return failed && !wanted.empty() && outcome.error.find(wanted) != std::string::npos;
  }
  return !failed && outcome.rows == block.expected;
}

void explain(const char* path, const Block& block, const Outcome& outcome) {
  std::printf("%s:%zu: failed\n%s", path, block.line, block.statement.c_str());
  if (block.compares) {
    std::printf("  expected:\n");
    for (const std::string& row : block.expected) std::printf("    %s\n", row.c_str());
  }
  std::printf("  got:\n");
  for (const std::string& row : outcome.rows) std::printf("    %s\n", row.c_str());
  if (outcome.code != SQLITE_OK) std::printf("    error: %s\n", outcome.error.c_str());
  std::printf("\n");
}

int run_file(const char* path) {
  const std::vector<Block> blocks = parse(read_lines(path));
  if (blocks.empty()) throw std::runtime_error("holds no blocks");
  const Database database;
  int failures = 0;
  for (const Block& block : blocks) {
    const Outcome outcome = database.run(block.statement);
    if (passes(block, outcome)) continue;
    explain(path, block, outcome);
    ++failures;
  }
  std::printf("%s: %zu blocks, %d failed\n", path, blocks.size(), failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  int worst = count < 2 ? 2 : 0;
  if (count < 2) std::fprintf(stderr, "usage: sitrep_sql_test FILE...\n");
  for (int i = 1; i < count; ++i) {
    int code;
    try {
      code = run_file(arguments[i]);
    } catch (const std::exception& error) {
      std::printf("%s: %s\n", arguments[i], error.what());
      code = 2;
    }
    worst = std::max(worst, code);
  }
  return worst;
}
