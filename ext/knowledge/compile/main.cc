// Compiles sql/knowledge and sql/gazetteer into the knowledge image:
//   sitrep_compile_knowledge SQL_DIR WORLD_DIR OUTPUT

#include <cstdio>
#include <exception>
#include <fstream>

#include "knowledge/compile/dates.h"
#include "knowledge/compile/gazetteer.h"
#include "knowledge/compile/known.h"
#include "knowledge/compile/lexicon.h"
#include "knowledge/compile/patterns.h"
#include "knowledge/compile/place_words.h"
#include "knowledge/compile/regions.h"
#include "knowledge/compile/text_words.h"
#include "knowledge/image.h"

namespace {

/// Some parts are compiled over others, which must be readable by then.
template <class Compile>
void compile_over(const sitrep::ImageBuilder& so_far, Compile&& compile) {
  const std::string bytes = so_far.finish();
  compile(sitrep::Image(std::as_bytes(std::span(bytes.data(), bytes.size()))));
}

void compile(const char* sql_dir, const char* world_dir, const char* output) {
  sitrep::ImageBuilder image;
  sitrep::compile_text_words(sql_dir, image);
  sitrep::compile_lexicon(sql_dir, image);
  compile_over(
      image, [&](const sitrep::Image& partial) { sitrep::compile_patterns(sql_dir, sitrep::Lexicon(partial), image); });
  sitrep::compile_known(sql_dir, image);
  sitrep::compile_dates(sql_dir, image);
  sitrep::compile_place_words(sql_dir, image);
  sitrep::compile_regions(sql_dir, world_dir, image);
  compile_over(image, [&](const sitrep::Image& partial) {
    sitrep::compile_gazetteer(sql_dir, world_dir, sitrep::RegionData(partial), image);
  });
  const std::string bytes = image.finish();
  std::ofstream out(output, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + output);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: sitrep_compile_knowledge SQL_DIR WORLD_DIR OUTPUT\n");
    return 2;
  }
  try {
    compile(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sitrep_compile_knowledge: %s\n", error.what());
    return 1;
  }
}
