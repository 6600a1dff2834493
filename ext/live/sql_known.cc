// known_event_types, known_actors, known_actor_aliases, known_terms, known_patterns: the words and patterns in force.

#include <unordered_map>

#include "extract/sql_user_rows.h"
#include "knowledge/user_words.h"
#include "live/functions.h"
#include "sqlite/statement.h"

namespace sitrep {
namespace {

/// The built-in rows in their order, each as the user's row of the same key leaves it, then the user's own.
template <KnownTableId Id>
class KnownCursor {
 public:
  explicit KnownCursor(Connection& connection) : db_(connection.db()) {}

  void open(Call&, Args) {
    builtin_.emplace(builtin_image(), known_table(Id));
    user_ = read_user_rows(db_, known_table(Id));
    by_key_.clear();
    for (std::size_t i = 0; i < user_.size(); ++i) by_key_.emplace(key_of(known_table(Id), user_[i]), i);
    overrides_.assign(user_.size(), false);
    at_ = 0;
  }

  bool next(Call&) {
    while (builtin_->next(fields_)) {
      if (by_key_.empty()) return true;
      const auto user = by_key_.find(key_of(known_table(Id), fields_));
      if (user == by_key_.end()) return true;
      overrides_[user->second] = true;
      if (user_[user->second].enabled) return take(user_[user->second]);
    }
    while (at_ < user_.size()) {
      const std::size_t i = at_++;
      if (overrides_[i] || !user_[i].enabled) continue;
      fields_.assign(known_table(Id).columns.size(), {});
      return take(user_[i]);
    }
    return false;
  }

  const KnownFields& row() const { return fields_; }

 private:
  bool take(const UserRow& row) {
    if constexpr (Id == KnownTableId::terms) return take_term(row);
    for (std::size_t i = 0; i < fields_.size(); ++i) fields_[i] = row.field(i, fields_[i]);
    if (!row.fields.back()) fields_.back() = "user";
    return true;
  }

  /// A term's class and concept have defaults of their own.
  bool take_term(const UserRow& row) {
    merged_ = merge_term(row, &fields_);
    fields_ = {merged_.term, merged_.part,   merged_.cls,    merged_.concept_id,
               merged_.type, merged_.any_of, merged_.all_of, row.field(7, "user")};
    return true;
  }

  sqlite3* db_;
  MergedTerm merged_;
  std::optional<BuiltinRows> builtin_;
  std::vector<UserRow> user_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<bool> overrides_;
  std::size_t at_ = 0;
  KnownFields fields_;
};

template <std::size_t I>
void field(const KnownFields& fields, Context& out) {
  out.set_or_null(fields[I]);
}

constexpr Column<KnownFields> kEventTypes[] = {
    {"type TEXT", field<0>},
    {"category TEXT", field<1>},
    {"description TEXT", field<2>},
    {"acled_event_type TEXT", field<3>},
    {"acled_sub_event_type TEXT", field<4>},
    {"cameo TEXT", field<5>},
    {"case2021 TEXT", field<6>},
    {"source TEXT", field<7>},
};
constexpr Column<KnownFields> kActors[] = {
    {"actor TEXT", field<0>}, {"kind TEXT", field<1>}, {"country TEXT", field<2>}, {"source TEXT", field<3>}};
constexpr Column<KnownFields> kAliases[] = {{"alias TEXT", field<0>},
                                            {"actor TEXT", field<1>},
                                            {"match TEXT", field<2>},
                                            {"context TEXT", field<3>},
                                            {"source TEXT", field<4>}};
constexpr Column<KnownFields> kTerms[] = {
    {"term TEXT", field<0>}, {"part TEXT", field<1>},   {"class TEXT", field<2>},  {"concept TEXT", field<3>},
    {"type TEXT", field<4>}, {"any_of TEXT", field<5>}, {"all_of TEXT", field<6>}, {"source TEXT", field<7>}};
constexpr Column<KnownFields> kPatterns[] = {{"pattern_id TEXT", field<0>},
                                             {"type TEXT", field<1>},
                                             {"pattern TEXT", field<2>},
                                             {"status TEXT", field<3>},
                                             {"source TEXT", field<4>}};

constexpr FunctionRow kRows[] = {
    {.name = "known_event_types",
     .implementation = table<KnownCursor<KnownTableId::event_types>, kEventTypes>,
     .summary =
         "The event types in force: the built-in ones and those of sitrep_event_types, with their codes in ACLED, "
         "CAMEO and CASE 2021, each with its source.",
     .example = "SELECT type, description FROM known_event_types WHERE category = 'unrest'",
     .estimated_rows = 60},
    {.name = "known_actors",
     .implementation = table<KnownCursor<KnownTableId::actors>, kActors>,
     .summary = "The actors in force: canonical name, kind, country; the built-in ones and those of sitrep_actors.",
     .example = "SELECT actor, kind FROM known_actors WHERE country = 'SD' ORDER BY actor",
     .estimated_rows = 2000},
    {.name = "known_actor_aliases",
     .implementation = table<KnownCursor<KnownTableId::actor_aliases>, kAliases>,
     .summary =
         "Other names of actors. match: fold (any case) or case (exactly so); context: countries, separated by |, "
         "to which the alias is confined. The built-in ones and those of sitrep_actor_aliases.",
     .example = "SELECT alias FROM known_actor_aliases WHERE actor = 'Islamic State'",
     .estimated_rows = 7000},
    {.name = "known_terms",
     .implementation = table<KnownCursor<KnownTableId::terms>, kTerms>,
     .summary =
         "Words with a part in events: term, part of speech (n noun, v verb …), class (trigger, weapon, thing, "
         "casualty …), the concept by which patterns name it, and, where the concept tells of an event, its type "
         "and the roles of which it needs any or all. The built-in ones and those of sitrep_terms.",
     .example = "SELECT term, concept FROM known_terms WHERE class = 'weapon' ORDER BY term LIMIT 5",
     .estimated_rows = 2000},
    {.name = "known_patterns",
     .implementation = table<KnownCursor<KnownTableId::patterns>, kPatterns>,
     .summary = "The event patterns in force: the built-in ones and those of sitrep_patterns.",
     .example = "SELECT pattern_id, pattern FROM known_patterns WHERE type = 'drone_strike'",
     .estimated_rows = 100},
};

}  // namespace

std::span<const FunctionRow> known_functions() { return kRows; }

}  // namespace sitrep
