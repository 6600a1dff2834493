#pragma once

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/compile/csv.h"

namespace sitrep {

/// Calls visit(fields) for each line of a tab-separated file without header. Throws std::runtime_error naming file and
/// line when a line has not `columns` fields.
template <class Visit>
void each_tsv_line(const std::filesystem::path& path, std::size_t columns, Visit&& visit) {
  const std::string bytes = read_file(path);
  std::vector<std::string_view> fields;
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line(bytes.data() + at, end - at);
    at = end + 1;
    ++line_number;
    fields.clear();
    while (true) {
      const std::size_t tab = line.find('\t');
      fields.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (fields.size() != columns) {
      throw std::runtime_error(path.string() + ", line " + std::to_string(line_number) + ": " +
                               std::to_string(columns) + " fields expected");
    }
    visit(std::span<const std::string_view>(fields));
  }
}

/// Reads a whole number from the front of `text` and removes it with the one separator behind it.
inline std::int64_t take_integer(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) throw std::runtime_error("a number expected at " + std::string(text.substr(0, 20)));
  text.remove_prefix(std::min(static_cast<std::size_t>(end - text.data()) + 1, text.size()));
  return value;
}

}  // namespace sitrep
