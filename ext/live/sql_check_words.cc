// Checks rows of words and patterns when they are written.

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "extract/pattern_rows.h"
#include "extract/sql_user_rows.h"
#include "extract/user_knowledge.h"
#include "knowledge/lexicon.h"
#include "knowledge/phrase_key.h"
#include "knowledge/term_names.h"
#include "live/checks.h"
#include "sqlite/statement.h"
#include "text/utf8.h"

namespace sitrep {

void refuse_row(std::string_view table, std::string_view key, std::string_view reason) {
  throw UserError(std::string(table) + " '" + std::string(key) + "': " + std::string(reason));
}

namespace {

std::string list_of(std::span<const std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

std::vector<std::string_view> pieces(std::string_view list) {
  std::vector<std::string_view> out;
  while (!list.empty()) {
    const std::string_view piece = list.substr(0, list.find('|'));
    out.push_back(piece);
    list.remove_prefix(std::min(piece.size() + 1, list.size()));
  }
  return out;
}

class RowCheck {
 public:
  RowCheck(sqlite3* db, std::string_view table, Args args)
      : db_(db), table_(table), args_(args), lexicon_(builtin_image()), enabled_(args[args.size() - 1].int64() != 0) {
    for (std::size_t i = 1; i + 1 < args.size(); ++i) {
      const ValueType type = args[i].type();
      if (type == ValueType::blob) refuse("a blob where text is expected: " + args[i].describe());
    }
  }

  void event_type() const {
    const std::string_view type = key();
    const auto is_id = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (type.empty() || !std::ranges::all_of(type, is_id) || type[0] < 'a')
      refuse("a type is lower-case letters, digits and _, beginning with a letter");
    if (enabled_ && event_type_number(lexicon_, type) == 0 && text(2).empty()) refuse("a new type needs a category");
  }

  void actor() const {
    check_phrase("actor");
    const bool known = is_builtin_actor(key());
    if (text(2).empty() ? enabled_ && !known : !actor_kind(text(2))) {
      std::string kinds;
      for (int k = 0; k <= static_cast<int>(ActorKind::unknown); ++k)
        kinds += (k == 0 ? "" : ", ") + std::string(name_of(static_cast<ActorKind>(k)));
      refuse((text(2).empty() ? "a new actor needs a kind" : "unknown kind '" + std::string(text(2)) + "'") +
             "; one of " + kinds);
    }
    check_country(text(3));
  }

  void alias() const {
    check_phrase("alias");
    if (!text(3).empty() && text(3) != "fold" && text(3) != "case") refuse("match must be fold or case");
    for (const std::string_view country : pieces(text(4))) check_country(country);
    if (!enabled_) return;
    if (text(2).empty()) {
      if (!overrides(KnownTableId::actor_aliases, std::string(key()) + '\t' + std::string(text(4))))
        refuse("an alias needs an actor");
      return;
    }
    if (!is_builtin_actor(text(2)) && !has_row("SELECT 1 FROM main.sitrep_actors WHERE actor = ? AND enabled", text(2)))
      refuse("there is no actor '" + std::string(text(2)) + "'; add it to sitrep_actors first");
  }

  void term() const {
    check_phrase("term");
    const auto part = part_of(text(2));
    if (!part) refuse("unknown part '" + std::string(text(2)) + "'; n noun, v verb, j adjective, r adverb …");
    const std::string_view cls = text(3).empty() && !text(5).empty() ? "trigger" : text(3);
    if (!cls.empty() && !term_class(cls)) {
      refuse("unknown class '" + std::string(cls) +
             "'; one of trigger, casualty, weapon, arms, thing, person, report, light, catenative, avert, abstract, "
             "closed");
    }
    if (text(4).find_first_of("|{}:*") != std::string_view::npos || text(4).starts_with(' '))
      refuse("a concept has none of | { } : *");
    check_slots("any_of", text(6));
    check_slots("all_of", text(7));
    if (!enabled_) return;
    if (cls.empty() && !overrides(KnownTableId::terms, std::string(key()) + '\t' + std::string(text(2))))
      refuse("a new term needs a class, or a type");
    if (!text(5).empty())
      check_trigger(*part, cls);
    else if (!text(6).empty() || !text(7).empty())
      refuse("any_of and all_of are for terms with a type");
  }

  void pattern() const {
    if (key().empty()) refuse("pattern_id is empty");
    if (!enabled_) return;
    const std::string_view pattern = text(3);
    if (pattern.empty()) {
      if (!overrides(KnownTableId::patterns, std::string(key()))) refuse("a new pattern needs a pattern");
    }
    // Concepts may be the user's: his terms are compiled, without the many aliases.
    UserWords words;
    for (const KnownTableId id : {KnownTableId::event_types, KnownTableId::terms})
      words.rows(id) = read_user_rows(db_, known_table(id));
    const std::string bytes = compile_user_knowledge(builtin_image(), words);
    const Image image(std::as_bytes(std::span(bytes.data(), bytes.size())), &builtin_image());
    check_type(text(2));
    PatternRows rows;
    try {
      rows.add({key(), text(2), pattern.empty() ? "{n:*}" : pattern, text(4)}, Lexicon(image));
    } catch (const std::invalid_argument& error) {
      refuse(error.what());
    }
  }

 private:
  [[noreturn]] void refuse(std::string_view reason) const { refuse_row(table_, key(), reason); }

  std::string_view key() const { return text(1); }
  std::string_view text(std::size_t i) const { return args_[i].document(); }

  /// What texts are compared with.
  void check_phrase(std::string_view what) const {
    TokenBuffer tokens;
    const std::string folded = phrase_key(key(), tokens);
    const auto compared = [](const Token& token) { return token.is_word() || token.cls == TokenClass::number; };
    if (std::ranges::none_of(tokens.tokens(), compared))
      refuse(std::string(what) + " folds to nothing: no letters or digits are left to compare");
    for (const Token& token : tokens.tokens()) {
      if (compared(token) || token.cls == TokenClass::hyphen || token.cls == TokenClass::possessive) continue;
      refuse(
          std::string(what) + " has '" + std::string(token.span.of(key())) +
          "' in it: only words and numbers are compared with a text; give a short form in brackets a row of its own");
    }
    if (std::ranges::count(folded, ' ') >= static_cast<std::ptrdiff_t>(Lexicon::kLongestUserPhrase))
      refuse(std::string(what) + " has more than " + std::to_string(Lexicon::kLongestUserPhrase) + " words");
  }

  void check_country(std::string_view code) const {
    if (code.empty()) return;
    const bool known = std::ranges::any_of(lexicon_.countries(),
                                           [&](const CountryRow& row) { return lexicon_.text(row.iso2) == code; });
    if (!known) refuse("'" + std::string(code) + "' is no ISO 3166-1 alpha-2 code");
  }

  void check_slots(std::string_view column, std::string_view names) const {
    constexpr std::string_view kNames[] = {"actor",  "target",  "weapon", "place",
                                           "killed", "injured", "count",  "source"};
    for (const std::string_view name : pieces(names)) {
      if (!slot_of(name))
        refuse("unknown role '" + std::string(name) + "' in " + std::string(column) + "; one of " + list_of(kNames));
    }
  }

  void check_type(std::string_view type) const {
    if (type.empty() || event_type_number(lexicon_, type) != 0) return;
    if (!has_row("SELECT 1 FROM main.sitrep_event_types WHERE type = ? AND enabled", type))
      refuse("there is no event type '" + std::string(type) + "'; add it to sitrep_event_types first");
  }

  void check_trigger(Part part, std::string_view cls) const {
    if (!cls.empty() && cls != "trigger" && cls != "casualty") refuse("a term with a type is of class trigger");
    if (part != Part::noun && part != Part::verb) refuse("a term with a type is a noun (n) or a verb (v)");
    check_type(text(5));
    Statement other(db_,
                    "SELECT term, type FROM main.sitrep_terms WHERE coalesce(concept, term) = ?1 AND part = ?2 AND "
                    "type <> ?3 AND enabled AND NOT (term = ?4)");
    const std::string_view concept_id = text(4).empty() ? key() : text(4);
    other.bind(1, concept_id);
    other.bind(2, text(2));
    other.bind(3, text(5));
    other.bind(4, key());
    if (other.step()) {
      refuse("the concept '" + std::string(concept_id) + "' has the type '" + std::string(other[1].text()) +
             "' by the term '" + std::string(other[0].text()) + "'; give this one another concept");
    }
  }

  bool is_builtin_actor(std::string_view name) const {
    return std::ranges::any_of(lexicon_.actors(), [&](const ActorRow& row) { return lexicon_.text(row.name) == name; });
  }

  bool has_row(std::string_view sql, std::string_view parameter) const {
    Statement statement(db_, sql);
    statement.bind(1, parameter);
    return statement.step();
  }

  static bool overrides(KnownTableId id, const std::string& row_key) {
    BuiltinRows rows(builtin_image(), known_table(id));
    for (KnownFields fields; rows.next(fields);) {
      if (key_of(known_table(id), fields) == row_key) return true;
    }
    return false;
  }

  sqlite3* db_;
  std::string_view table_;
  Args args_;
  Lexicon lexicon_;
  bool enabled_;
};

}  // namespace

void check_word_row(sqlite3* db, std::string_view table, Args args) {
  const RowCheck check(db, table, args);
  if (table == "sitrep_event_types") check.event_type();
  if (table == "sitrep_actors") check.actor();
  if (table == "sitrep_actor_aliases") check.alias();
  if (table == "sitrep_terms") check.term();
  if (table == "sitrep_patterns") check.pattern();
}

}  // namespace sitrep
