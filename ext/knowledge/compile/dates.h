#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Compiles the date knowledge (sql/knowledge/date_words.csv, date_digits.csv, date_holidays.csv, date_rules.csv,
/// date_links.csv) into the sections date.*. The pattern language is described in sql/knowledge/README or at the head
/// of date_pattern.h. Throws std::runtime_error naming file, line and reason for a malformed row.
void compile_dates(const std::filesystem::path& sql_dir, ImageBuilder& image);

}  // namespace sitrep
