// Compiles sql/knowledge and sql/gazetteer into the knowledge image:
//   sitrep_compile_knowledge SQL_DIR WORLD_DIR OUTPUT

#include <cstdio>
#include <exception>
#include <fstream>

#include "knowledge/compile/lexicon.h"
#include "knowledge/compile/text_words.h"
#include "knowledge/image.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: sitrep_compile_knowledge SQL_DIR WORLD_DIR OUTPUT\n");
    return 2;
  }
  try {
    sitrep::ImageBuilder image;
    sitrep::compile_text_words(argv[1], image);
    sitrep::compile_lexicon(argv[1], image);
    const std::string bytes = image.finish();
    std::ofstream out(argv[3], std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sitrep_compile_knowledge: %s\n", error.what());
    return 1;
  }
}
