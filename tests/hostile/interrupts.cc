// sqlite3_interrupt ends every reader of a text of a hundred megabytes within 200 ms of work.

#include <doctest/doctest.h>

#include <string>

#include "interrupt.h"

namespace {

using namespace sitrep_test;

const std::string& prose() {
  static const std::string text = [] {
    std::string all;
    while (all.size() < 100'000'000) {
      all +=
          "Troops shelled the eastern countryside of Hama on Friday, killing 3 people and wounding 5 others near "
          "Homs. ";
      if (all.size() % 7 == 0) all += "\n\n";
    }
    return all;
  }();
  return text;
}

/// One sentence without an end.
const std::string& list() {
  static const std::string text = [] {
    std::string all = "Jets struck Homs";
    while (all.size() < 100'000'000) all += ", Hama, 3 villages near Palmyra and Friday";
    return all;
  }();
  return text;
}

}  // namespace

TEST_CASE("readers of a hundred megabytes") {
  for (const char* sql :
       {"SELECT max(sentence) FROM extract_sentences(?)", "SELECT max(sentence) FROM extract_quantities(?)",
        "SELECT max(sentence) FROM extract_dates(?, '2021-04-18')", "SELECT max(sentence) FROM extract_dates(?)",
        "SELECT document_date(?)", "SELECT max(sentence) FROM extract_places(?)",
        "SELECT max(sentence) FROM extract_actors(?)", "SELECT max(sentence) FROM extract_events(?)",
        "SELECT max(sentence) FROM extract_events(?, '2021-04-18')"}) {
    for (const std::string* text : {&prose(), &list()}) {
      for (const double after : {0.001, 0.25}) {
        const Interrupted result = interrupt(Database(), sql, *text, after);
        CAPTURE(sql);
        CAPTURE(after);
        CAPTURE(text == &prose());
        if (result.code == SQLITE_DONE) continue;  // was quicker
        CHECK(result.code == SQLITE_INTERRUPT);
        CHECK(result.seconds < kAllowedSeconds);
      }
    }
  }
}
