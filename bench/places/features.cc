// Prints what the resolver of places saw, for train.py: documents on standard input, each a line with its length
// in bytes and then its text; for each document a line "D", for each name a line
//   N <first byte> <last byte> <chosen candidate> <features of the mention …>
// and behind it a line for each candidate
//   C <longitude> <latitude> <features of the choice …>

#include <cstdio>
#include <iostream>
#include <string>

#include "extract/section.h"
#include "knowledge/image.h"

namespace {

using namespace sitrep;

void print(const Engine& engine, const PlaceTrace& trace) {
  for (const PlaceTrace::Name& name : trace.names) {
    std::printf("N %u %u %zu", name.span.begin, name.span.end, name.chosen);
    for (const float f : name.features) std::printf(" %g", static_cast<double>(f));
    std::printf("\n");
    for (const PlaceTrace::Candidate& candidate : name.candidates) {
      const PlaceRow& row = engine.gazetteer().place(candidate.place);
      std::printf("C %.5f %.5f", row.lon(), row.lat());
      for (const float f : candidate.features) std::printf(" %g", static_cast<double>(f));
      std::printf("\n");
    }
  }
}

}  // namespace

int main() {
  Engine engine(builtin_image());
  std::string line;
  NeverInterrupt never;
  while (std::getline(std::cin, line)) {
    std::string text(std::stoul(line), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    std::getline(std::cin, line);
    std::printf("D\n");
    PlaceTrace trace;
    SectionReader reader(engine, {text, {}, {}}, Depth::places);
    reader.trace_places(&trace);
    Section section;
    while (reader.next(section, never)) {
    }
    print(engine, trace);
  }
}
