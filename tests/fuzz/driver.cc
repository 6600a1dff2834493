// Runs a fuzz target without libFuzzer: every file of a corpus as it is, then changed (bits turned, bytes cut out, put
// in, repeated, files joined) from a fixed seed, until the seconds are over.
//     sitrep_fuzz_NAME CORPUS_DIRECTORY SECONDS
// With one file instead of a directory: that file.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz.h"

namespace {

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& corpus) : corpus_(corpus) {}

  std::string next() {
    std::string input = corpus_[number(corpus_.size())];
    for (std::size_t changes = 1 + number(4); changes > 0; --changes) change(input);
    return input;
  }

 private:
  std::size_t number(std::size_t below) { return random_() % below; }

  void change(std::string& input) {
    const std::size_t at = number(input.size() + 1), length = number(std::min<std::size_t>(input.size() - at, 16) + 1);
    switch (number(6)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ 1 << number(8));
        return;
      case 1:
        if (at < input.size()) input[at] = static_cast<char>(number(256));
        return;
      case 2:
        input.erase(at, length);
        return;
      case 3:
        input.insert(at, input.substr(at, length));
        return;
      case 4:
        input.resize(at);
        return;
      default: {
        const std::string& other = corpus_[number(corpus_.size())];
        const std::size_t from = number(other.size() + 1);
        input.replace(at, length, other.substr(from, number(64)));
      }
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_{1};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: %s CORPUS_DIRECTORY SECONDS\n", argv[0]), 2;
  if (!std::filesystem::is_directory(argv[1])) return run(read_file(argv[1])), 0;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> corpus;
  for (const std::filesystem::path& path : paths) {
    corpus.push_back(read_file(path));
    run(corpus.back());
  }
  if (corpus.empty()) return std::fprintf(stderr, "%s holds no files\n", argv[1]), 2;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(argc > 2 ? std::atoi(argv[2]) : 1);
  Mutator mutator(corpus);
  std::size_t count = corpus.size();
  for (; std::chrono::steady_clock::now() < end; ++count) run(mutator.next());
  std::printf("%zu inputs, %zu of them files\n", count, corpus.size());
  return 0;
}
