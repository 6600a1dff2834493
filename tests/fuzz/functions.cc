// Any bytes as the geometries of any ST_ function: a value or an SQL error. The first byte chooses the function, the
// second the length of the first geometry, the next two the numbers among the arguments.

#include <sqlite3.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "catalog_calls.h"
#include "database.h"
#include "fuzz.h"

namespace {

using namespace sitrep_test;

struct Choice {
  std::string name;
  sqlite3_stmt* statement;
};

/// ST_ functions that take a geometry first, each with as many arguments as it can have.
struct Functions {
  Functions() {
    sqlite3_limit(database.handle(), SQLITE_LIMIT_LENGTH, 4'000'000);
    for (const Named& function : catalog_names()) {
      if (function.name != function.row->name || function.name.rfind("ST_", 0) != 0) continue;
      std::string list;
      for (int i = 1; i <= function.arguments.total; ++i) list += (i > 1 ? ", ?" : "?") + std::to_string(i);
      const bool table = function.row->kind() == sitrep::Kind::table;
      const std::string sql =
          table ? "SELECT count(*) FROM (SELECT * FROM " + function.name + "(" + list + ") LIMIT 1000)"
                : "SELECT " + function.name + "(" + list + ")";
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &statement, nullptr) == SQLITE_OK)
        all.push_back({function.name, statement});
    }
  }
  ~Functions() {
    for (const Choice& choice : all) sqlite3_finalize(choice.statement);
  }
  Database database;
  std::vector<Choice> all;
};

void bind_geometry(sqlite3_stmt* statement, int i, const std::uint8_t* data, std::size_t size) {
  // Text where it begins like text, so that both ways in are taken.
  if (size > 0 && (data[0] == '{' || (data[0] >= 'A' && data[0] <= 'Z' && data[0] != 'G')))
    sqlite3_bind_text(statement, i, reinterpret_cast<const char*>(data), static_cast<int>(size), SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob(statement, i, data, static_cast<int>(size), SQLITE_TRANSIENT);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Functions functions;
  constexpr std::size_t kHead = 4;
  if (size < kHead + 1 || size > 4096) return 0;
  const Choice& choice = functions.all[data[0] % functions.all.size()];
  const std::size_t first = std::min<std::size_t>(data[1], size - kHead);
  const int count = sqlite3_bind_parameter_count(choice.statement);
  for (int i = 1; i <= count; ++i) {
    if (i == 1)
      bind_geometry(choice.statement, i, data + kHead, first);
    else if (i == 2 && data[2] >= 128)
      bind_geometry(choice.statement, i, data + kHead + first, size - kHead - first);
    else
      sqlite3_bind_double(choice.statement, i, (data[i % 2 == 0 ? 2 : 3] - 20) / 10.0);
  }
  while (sqlite3_step(choice.statement) == SQLITE_ROW) {
  }
  sqlite3_reset(choice.statement);
  return 0;
}
