#pragma once

#include <filesystem>

#include "knowledge/image.h"

namespace sitrep {

/// Compiles words, terms, triggers, event types, countries and actors (sql/knowledge/*.csv) into the sections lex.*.
/// Throws std::runtime_error naming file, line and reason for a malformed row.
void compile_lexicon(const std::filesystem::path& sql_dir, ImageBuilder& image);

}  // namespace sitrep
