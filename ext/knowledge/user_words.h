#pragma once

#include <array>
#include <string>
#include <vector>

#include "knowledge/image.h"
#include "knowledge/known_tables.h"

namespace sitrep {

/// The user's rows of words and patterns.
struct UserWords {
  std::array<std::vector<UserRow>, kKnownTables> tables;

  const std::vector<UserRow>& rows(KnownTableId id) const { return tables[static_cast<std::size_t>(id)]; }
  std::vector<UserRow>& rows(KnownTableId id) { return tables[static_cast<std::size_t>(id)]; }
  bool empty() const;
};

/// Compiles event types, actors, aliases and terms into sections that are laid over the built-in image (image.h): the
/// small tables whole, numbers of the built-in rows kept; of the phrases only those that a row touches. Rows that do
/// not hold (an alias of an actor that is no more) are left out: they are checked when they are written
/// (user_checks.h). Costs a millisecond or so and time linear in the user's rows.
void compile_user_words(const Image& builtin, const UserWords& words, ImageBuilder& out);

/// A user's term as it stands with the built-in row of its key: what is NULL in it keeps the built-in value; the
/// concept is the term itself when neither says, or when the row gives a type and no concept.
struct MergedTerm {
  std::string term, part, cls, concept_id;
  std::string type, any_of, all_of;  ///< of the concept, when the user's row says so; else empty
};
MergedTerm merge_term(const UserRow& row, const KnownFields* builtin);

}  // namespace sitrep
