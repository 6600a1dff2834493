#include "extract/user_knowledge.h"

#include <map>
#include <stdexcept>

#include "extract/pattern_rows.h"

namespace sitrep {
namespace {

void add_pattern(const UserRow& row, const KnownFields* builtin, const Lexicon& lexicon, PatternRows& out) {
  const KnownTable& table = known_table(KnownTableId::patterns);
  const auto field = [&](std::string_view column) {
    const std::size_t i = table.column(column);
    return row.field(i, builtin != nullptr ? (*builtin)[i] : std::string_view());
  };
  try {
    out.add({field("pattern_id"), field("type"), field("pattern"), field("status")}, lexicon);
  } catch (const std::invalid_argument&) {
    // It was sound when it was written; a term that it names has gone since.
  }
}

void compile_user_patterns(const Image& builtin, const std::vector<UserRow>& rows, const Lexicon& lexicon,
                           ImageBuilder& out) {
  PatternRows patterns;
  std::map<std::string_view, const UserRow*> by_id;
  for (const UserRow& row : rows) by_id[row.field(0)] = &row;
  BuiltinRows known(builtin, known_table(KnownTableId::patterns));
  KnownFields fields;
  for (std::size_t i = 0; known.next(fields); ++i) {
    const auto user = by_id.find(fields[0]);
    if (user == by_id.end()) {
      patterns.copy(builtin, i);
      continue;
    }
    if (user->second->enabled) add_pattern(*user->second, &fields, lexicon, patterns);
    by_id.erase(user);
  }
  for (const auto& [id, row] : by_id) {
    if (row->enabled) add_pattern(*row, nullptr, lexicon, patterns);
  }
  patterns.finish(out);
}

}  // namespace

std::string compile_user_knowledge(const Image& builtin, const UserWords& words) {
  ImageBuilder image;
  compile_user_words(builtin, words, image);
  const std::string bytes = image.finish();
  const Image so_far(std::as_bytes(std::span(bytes.data(), bytes.size())), &builtin);
  compile_user_patterns(builtin, words.rows(KnownTableId::patterns), Lexicon(so_far), image);
  return image.finish();
}

}  // namespace sitrep
