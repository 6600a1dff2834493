#include "knowledge/compile/csv.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sitrep {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << stream.rdbuf();
  return std::move(out).str();
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t cut = std::min(text.find(separator), text.size());
    if (cut > 0) pieces.emplace_back(text.substr(0, cut));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return pieces;
}

namespace {

/// One record starting at `at`; advances `at` and `line` past it.
std::vector<std::string> read_record(std::string_view text, std::size_t& at, std::size_t& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back() += '"';
        ++at;
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      return fields;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  if (quoted) throw std::runtime_error("a quote is not closed");
  return fields;
}

}  // namespace

Csv::Csv(const std::filesystem::path& path, std::span<const std::string_view> required) : path_(path.string()) {
  const std::string text = read_file(path);
  std::size_t at = 0;
  std::size_t line = 1;
  header_ = read_record(text, at, line);
  for (std::string_view column : required) {
    if (std::ranges::find(header_, column) == header_.end()) {
      throw std::runtime_error(path_ + ": no column " + std::string(column));
    }
  }
  while (at < text.size()) {
    lines_.push_back(line);
    rows_.push_back(read_record(text, at, line));
    if (rows_.back().size() != header_.size()) fail(rows_.size() - 1, "wrong number of fields");
  }
}

const std::string& Csv::at(std::size_t row, std::string_view column) const {
  const auto found = std::ranges::find(header_, column);
  if (found == header_.end()) throw std::logic_error(path_ + ": no column " + std::string(column));
  return rows_[row][static_cast<std::size_t>(found - header_.begin())];
}

void Csv::fail(std::size_t row, const std::string& what) const {
  throw std::runtime_error(path_ + ", line " + std::to_string(lines_[row]) + ": " + what);
}

}  // namespace sitrep
