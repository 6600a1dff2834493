// How fast extract_dates reads, beside chrono-node on the same texts in the same run.
//
//     build/bench/sitrep_bench_dates [TEXTS.jsonl] [--seconds S]
//
// Without a file the texts are bulletins put together from the sentences below; a file has one JSON object with a
// "text" a line. Prints MB of UTF-8 a second of processor time on one core, best of several rounds. chrono-node runs
// when node finds it (npm install chrono-node in this folder or above, or NODE_PATH); else its line says that it was
// skipped.

#include <sqlite3.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr std::array kSentences = {
    "Shelling hit the northern outskirts of the town on Friday, local sources said.",
    "At least three civilians were killed and five injured in the past 24 hours.",
    "The strikes began in the early hours of Saturday morning and went on until noon.",
    "On April 12, a convoy was ambushed near the oil field, the monitor reported on Monday.",
    "Residents said that the market had been closed since early February.",
    "No group has claimed responsibility for the attack.",
    "Two men were wounded at 10:35 a.m. on 7 August 2019 when a mine went off.",
    "A ceasefire agreed in March 2020 has largely held, but drones were seen over the village three days later.",
    "The road between the two towns was reopened yesterday after engineers cleared it.",
    "Warplanes carried out several raids overnight; there were no reports of casualties.",
    "Government forces have sent reinforcements, including tanks and armoured vehicles, to the front line.",
    "The council will meet next week to discuss the return of families displaced in 2016."};

std::vector<std::string> bulletins() {
  std::vector<std::string> texts;
  std::uint32_t state = 20210418;
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (int s = 0; s < 12; ++s) {
      state = state * 1664525u + 1013904223u;
      if (!text.empty()) text += s % 4 == 0 ? "\n\n" : " ";
      text += kSentences[(state >> 16) % kSentences.size()];
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "bench_dates: " << what << "\n";
  std::exit(1);
}

class Statement {
 public:
  Statement(sqlite3* db, const char* sql) {
    if (sqlite3_prepare_v2(db, sql, -1, &raw_, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(db));
  }
  ~Statement() { sqlite3_finalize(raw_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The first column of the one row.
  std::string value(const std::string& argument) {
    sqlite3_bind_text64(raw_, 1, argument.data(), argument.size(), SQLITE_STATIC, SQLITE_UTF8);
    std::string out;
    if (sqlite3_step(raw_) == SQLITE_ROW && sqlite3_column_type(raw_, 0) != SQLITE_NULL) {
      out = reinterpret_cast<const char*>(sqlite3_column_text(raw_, 0));
    }
    if (sqlite3_reset(raw_) != SQLITE_OK) fail(sqlite3_errmsg(sqlite3_db_handle(raw_)));
    return out;
  }

 private:
  sqlite3_stmt* raw_ = nullptr;
};

std::vector<std::string> read_texts(sqlite3* db, const std::string& path) {
  std::ifstream in(path);
  if (!in) fail("cannot read " + path);
  Statement text(db, "SELECT ?1 ->> '$.text'");
  std::vector<std::string> texts;
  for (std::string line; std::getline(in, line);) texts.push_back(text.value(line));
  return texts;
}

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void bench_sitrep(sqlite3* db, const std::vector<std::string>& texts, std::size_t bytes, double budget) {
  Statement count(db, "SELECT count(matched) FROM extract_dates(?1, '2021-04-18')");
  double best = 1e9;
  long long dates = 0;
  const double until = seconds() + budget;
  do {
    const double began = seconds();
    dates = 0;
    for (const std::string& text : texts) dates += std::atoll(count.value(text).c_str());
    best = std::min(best, seconds() - began);
  } while (seconds() < until);
  std::printf("extract_dates  %8.2f MB/s  %lld dates in %zu texts, %.2f MB\n", static_cast<double>(bytes) / best / 1e6,
              dates, texts.size(), static_cast<double>(bytes) / 1e6);
}

/// The texts go to the script as one JSON array in a temporary file.
void bench_chrono(sqlite3* db, const std::vector<std::string>& texts, double budget) {
  Statement quote(db, "SELECT json_quote(?1)");
  const std::string path = "/tmp/bench_dates." + std::to_string(std::time(nullptr)) + ".json";
  {
    std::ofstream out(path);
    out << "[";
    for (std::size_t i = 0; i < texts.size(); ++i) out << (i == 0 ? "" : ",\n") << quote.value(texts[i]);
    out << "]\n";
    if (!out) fail("cannot write " + path);
  }
  std::fflush(stdout);
  const std::string command = "node " BENCH_FOLDER "/chrono.js '" + path + "' " + std::to_string(budget) + " 2>&1";
  const int status = std::system(command.c_str());
  std::remove(path.c_str());
  if (status != 0 && WEXITSTATUS(status) != 3) std::printf("chrono-node    skipped: node is absent\n");
}

}  // namespace

int main(int argc, char** argv) {
  sqlite3* db = nullptr;
  char* error = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_enable_load_extension(db, 1) != SQLITE_OK ||
      sqlite3_load_extension(db, SITREP_LIBRARY, nullptr, &error) != SQLITE_OK) {
    fail(error != nullptr ? error : sqlite3_errmsg(db));
  }
  double budget = 2;
  std::string path;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--seconds" && i + 1 < argc)
      budget = std::atof(argv[++i]);
    else
      path = argv[i];
  }
  {
    const std::vector<std::string> texts = path.empty() ? bulletins() : read_texts(db, path);
    std::size_t bytes = 0;
    for (const std::string& text : texts) bytes += text.size();
    bench_sitrep(db, texts, bytes, budget);
    bench_chrono(db, texts, budget);
  }
  sqlite3_close(db);
}
