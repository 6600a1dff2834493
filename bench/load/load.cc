// Cold start: what loading and the first query cost. Each run is a process of its own; the library's pages are in the
// system's cache after the first. Usage: sitrep_bench_load [RUNS]

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

// A bulletin of usual length (1.3 kB), written for this purpose.
constexpr const char* kReport =
    "Monitoring Desk | Daily bulletin, Sunday 14 March 2021\n\n"
    "Eastern Homs | More than 40 airstrikes on IS positions in 24 hours\n\n"
    "Our field contacts reported on Sunday that Russian warplanes carried out more than 40 airstrikes in the past 24 "
    "hours on "
    "positions of the Islamic State in the Syrian desert, targeting the surroundings of Al-Sukhnah in the eastern "
    "countryside "
    "of Homs and the area between Palmyra and Deir Ezzor. No casualties have been confirmed.\n\n"
    "On Friday, gunmen of the Islamic State attacked a military post of the regime forces near Jabal al-Bishri. Four "
    "soldiers "
    "were killed and at least seven others were wounded.\n\n"
    "Northern Aleppo | On March 12, Turkish artillery shelled the village of Maraanaz in the northern countryside of "
    "Aleppo. A "
    "woman and her two children were injured.\n\n"
    "On March 10, a roadside bomb exploded under a vehicle of the Syrian Democratic Forces on the Raqqa-Hasakah road, "
    "killing "
    "two fighters. The day before, unidentified gunmen shot dead a member of the local council in the town of "
    "Al-Busayrah in the "
    "eastern countryside of Deir Ezzor. Since the beginning of the year, 23 civilians have been killed by unknown "
    "gunmen in Deir "
    "Ezzor province.\n";

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Kilobytes of the field ("VmRSS:") in /proc/self/status.
double status_kilobytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind(field, 0) == 0) return std::atof(line.c_str() + field.size());
  return 0;
}

int query(sqlite3* db) {
  sqlite3_stmt* statement = nullptr;
  int rows = 0;
  if (sqlite3_prepare_v2(db, "SELECT * FROM extract_events(?)", -1, &statement, nullptr) != SQLITE_OK) return -1;
  sqlite3_bind_text(statement, 1, kReport, -1, SQLITE_STATIC);
  while (sqlite3_step(statement) == SQLITE_ROW) ++rows;
  sqlite3_finalize(statement);
  return rows;
}

struct Run {
  double load_ms = 0;
  double first_ms = 0;
  double second_ms = 0;
  double rss_before_mb = 0;
  double rss_mb = 0;
  double private_mb = 0;  ///< of rss_mb, not backed by a file
  double rows = 0;
};

Run measure() {
  Run run;
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
  sqlite3_enable_load_extension(db, 1);
  run.rss_before_mb = status_kilobytes("VmRSS:") / 1024;
  auto start = Clock::now();
  char* error = nullptr;
  if (sqlite3_load_extension(db, SITREP_LIBRARY, nullptr, &error) != SQLITE_OK) {
    std::fprintf(stderr, "%s\n", error ? error : "cannot load");
    std::exit(1);
  }
  run.load_ms = milliseconds_since(start);
  start = Clock::now();
  run.rows = query(db);
  run.first_ms = milliseconds_since(start);
  start = Clock::now();
  query(db);
  run.second_ms = milliseconds_since(start);
  run.rss_mb = status_kilobytes("VmRSS:") / 1024;
  run.private_mb = status_kilobytes("RssAnon:") / 1024;
  return run;
}

/// Measures in a child, so that nothing is warm but the system's cache.
bool measure_apart(Run& run) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return false;
  const pid_t child = fork();
  if (child == 0) {
    const Run measured = measure();
    const bool sent = write(ends[1], &measured, sizeof measured) == sizeof measured;
    _exit(sent ? 0 : 1);
  }
  close(ends[1]);
  const bool received = read(ends[0], &run, sizeof run) == sizeof run;
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return received && status == 0;
}

void print(const char* what, const char* unit, const std::vector<Run>& runs, double Run::*field, double target) {
  std::vector<double> values;
  for (const Run& run : runs) values.push_back(run.*field);
  std::sort(values.begin(), values.end());
  std::printf("%-28s %8.2f %-3s (%.2f to %.2f)", what, values[values.size() / 2], unit, values.front(), values.back());
  if (target > 0) std::printf("   target %.0f %s", target, unit);
  std::printf("\n");
}

}  // namespace

int main(int count, char** arguments) {
  const int wanted = count > 1 ? std::atoi(arguments[1]) : 15;
  std::vector<Run> runs(static_cast<std::size_t>(std::max(wanted, 1)));
  Run warm_up;
  if (!measure_apart(warm_up)) return 1;
  for (Run& run : runs)
    if (!measure_apart(run)) return 1;
  struct stat file {};
  stat(SITREP_LIBRARY ".so", &file);
  std::printf("%zu processes; median (least to greatest); a report of %zu bytes, %.0f events\n", runs.size(),
              std::char_traits<char>::length(kReport), runs.front().rows);
  std::printf("%-28s %8.2f MB    target 45 MB\n", "library", static_cast<double>(file.st_size) / 1e6);
  print("load", "ms", runs, &Run::load_ms, 5);
  print("first extract_events", "ms", runs, &Run::first_ms, 25);
  print("second extract_events", "ms", runs, &Run::second_ms, 0);
  print("resident before loading", "MB", runs, &Run::rss_before_mb, 0);
  print("resident after", "MB", runs, &Run::rss_mb, 80);
  print("of it not backed by a file", "MB", runs, &Run::private_mb, 0);
  return 0;
}
