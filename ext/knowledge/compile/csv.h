#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// A CSV file with a header line (RFC 4180, UTF-8), read whole. Build time only.
class Csv {
 public:
  /// Reads `path`. Throws std::runtime_error with file and line when a row has too many or too few fields, a quote is
  /// not closed, or one of the `required` columns is missing.
  Csv(const std::filesystem::path& path, std::span<const std::string_view> required);
  Csv(const std::filesystem::path& path, std::initializer_list<std::string_view> required)
      : Csv(path, std::span<const std::string_view>(required.begin(), required.size())) {}

  std::size_t size() const { return rows_.size(); }
  /// Field of a row by column name; the column must exist.
  const std::string& at(std::size_t row, std::string_view column) const;
  /// Throws std::runtime_error("FILE, line N: WHAT").
  [[noreturn]] void fail(std::size_t row, const std::string& what) const;

 private:
  std::string path_;
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> lines_;
};

/// Splits at every `separator`; no empty pieces.
std::vector<std::string> split(std::string_view text, char separator);

/// Reads a whole file; throws std::runtime_error naming it.
std::string read_file(const std::filesystem::path& path);

}  // namespace sitrep
