#include "knowledge/user_words.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "knowledge/inflect.h"
#include "knowledge/lexicon.h"
#include "knowledge/phrase_index.h"
#include "knowledge/phrase_key.h"
#include "knowledge/term_names.h"

namespace sitrep {
namespace {

/// Roles of which a trigger needs one when the user's row does not say: nearly every built-in trigger needs one of
/// these.
constexpr std::string_view kAnyOf = "actor|target|place|killed|injured";

std::uint8_t slot_mask(std::string_view names) {
  std::uint8_t mask = 0;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find('|'));
    names.remove_prefix(std::min(name.size() + 1, names.size()));
    if (const auto slot = slot_of(name)) mask |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*slot));
  }
  return mask;
}

IrregularForms irregular_forms(const Image& image) {
  IrregularForms forms;
  std::string_view rest = image.text("lex.irregular");
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const std::size_t tab = line.find('\t');
    auto& part = line.front() == 'n' ? forms.noun : forms.verb;
    part.emplace(std::string(line.substr(1, tab - 1)), std::string(line.substr(tab + 1)));
  }
  return forms;
}

class UserWordsCompiler {
 public:
  UserWordsCompiler(const Image& builtin, const UserWords& words, ImageBuilder& out)
      : image_(builtin), base_(builtin), words_(words), out_(out), strings_(builtin.text("lex.strings")) {
    const auto customary = builtin.section<std::uint32_t>("lex.customary");
    customary_.assign(customary.begin(), customary.end());
    types_.assign(base_.event_types().begin(), base_.event_types().end());
    actors_.assign(base_.actors().begin(), base_.actors().end());
    concepts_.assign(base_.concepts().begin(), base_.concepts().end());
  }

  void run() {
    event_types();
    number_concepts();
    terms();
    actors();
    aliases();
    finish();
  }

 private:
  Text text(std::string_view value) {
    const Text out{static_cast<std::uint32_t>(strings_.size()), static_cast<std::uint32_t>(value.size())};
    strings_ += value;
    strings_ += '\0';
    return out;
  }
  std::uint32_t pooled(std::string_view value) { return value.empty() ? 0 : text(value).offset + 1; }

  /// The senses of a phrase, the built-in ones to begin with.
  std::vector<Sense>& edit(std::string_view phrase) {
    std::string key = phrase_key(phrase, tokens_);
    const auto found = senses_.find(key);
    if (found != senses_.end()) return found->second;
    const std::span<const Sense> builtin = base_.senses_of(key);
    return senses_.emplace(std::move(key), std::vector<Sense>(builtin.begin(), builtin.end())).first->second;
  }

  /// The user's senses go before the built-in ones.
  void add(std::string_view phrase, const Sense& sense) {
    std::vector<Sense>& senses = edit(phrase);
    senses.insert(senses.begin(), sense);
  }

  void event_types() {
    for (std::size_t i = 0; i < types_.size(); ++i) type_number_[std::string(base_.text(types_[i].type))] = i;
    const KnownTable& table = known_table(KnownTableId::event_types);
    const std::size_t category = table.column("category");
    for (const UserRow& row : words_.rows(KnownTableId::event_types)) {
      const std::string type(row.field(0));
      const auto [entry, fresh] = type_number_.try_emplace(type, types_.size());
      if (fresh) types_.push_back({text(type), text(row.field(category, "other")), 0});
      EventTypeRow& merged = types_[entry->second];
      if (row.fields[category]) merged.category = text(*row.fields[category]);
      merged.off = row.enabled ? 0 : 1;
    }
  }

  /// Each row of known.terms that a user's row overrides, by its key.
  std::unordered_map<std::string, KnownFields> overridden(KnownTableId id) const {
    const KnownTable& table = known_table(id);
    std::set<std::string> keys;
    for (const UserRow& row : words_.rows(id)) keys.insert(key_of(table, row));
    std::unordered_map<std::string, KnownFields> found;
    if (keys.empty()) return found;
    BuiltinRows rows(image_, table);
    for (KnownFields fields; rows.next(fields);) {
      if (std::string key = key_of(table, fields); keys.contains(key)) found.emplace(std::move(key), fields);
    }
    return found;
  }

  /// The user's new concepts in order of their names, after the built-in ones.
  void number_concepts() {
    const KnownTable& table = known_table(KnownTableId::terms);
    const auto builtin = overridden(KnownTableId::terms);
    std::map<std::string, TermClass> fresh;
    for (const UserRow& row : words_.rows(KnownTableId::terms)) {
      if (!row.enabled) continue;
      const auto old = builtin.find(key_of(table, row));
      const MergedTerm term = merge_term(row, old == builtin.end() ? nullptr : &old->second);
      const auto part = part_of(term.part);
      const auto cls = term_class(term.cls);
      if (!part || !cls) continue;
      std::string name = concept_name(*part, *cls, term.concept_id);
      if (base_.concept_number(name) == 0) fresh.emplace(std::move(name), *cls);
    }
    for (const auto& [name, cls] : fresh) {
      new_concepts_[name] = static_cast<std::uint16_t>(concepts_.size());
      concepts_.push_back({text(name), 0, 0, 0, cls, false});
    }
  }

  std::uint16_t concept_number(const std::string& name) const {
    const auto found = new_concepts_.find(name);
    return found == new_concepts_.end() ? base_.concept_number(name) : found->second;
  }

  void terms() {
    const std::vector<UserRow>& rows = words_.rows(KnownTableId::terms);
    if (rows.empty()) return;
    irregular_ = irregular_forms(image_);
    const KnownTable& table = known_table(KnownTableId::terms);
    const auto builtin = overridden(KnownTableId::terms);
    for (const UserRow& row : rows) {
      const auto old = builtin.find(key_of(table, row));
      const KnownFields* fields = old == builtin.end() ? nullptr : &old->second;
      if (fields != nullptr)
        remove_term(merge_term(UserRow{std::vector<std::optional<std::string>>(fields->size())}, fields));
      if (row.enabled) add_term(merge_term(row, fields));
    }
  }

  std::vector<Inflected> forms_of(const MergedTerm& term, Part part) const {
    if (part == Part::noun) return inflect_noun(term.term, irregular_);
    if (part == Part::verb) return inflect_verb(term.term, irregular_);
    return {{term.term, form::kBase}};
  }

  void remove_term(const MergedTerm& term) {
    const Part part = *part_of(term.part);
    const std::uint16_t id = base_.concept_number(concept_name(part, *term_class(term.cls), term.concept_id));
    for (const auto& [surface, bits] : forms_of(term, part)) {
      std::erase_if(edit(surface), [&](const Sense& sense) {
        return sense.kind == SenseKind::term && sense.part == part && sense.concept_id == id;
      });
    }
  }

  void add_term(const MergedTerm& term) {
    const auto part = part_of(term.part);
    const auto cls = term_class(term.cls);
    if (!part || !cls) return;
    Sense sense{SenseKind::term, *part, *cls};
    sense.concept_id = concept_number(concept_name(*part, *cls, term.concept_id));
    if (const auto type = type_number_.find(term.type); type != type_number_.end()) {
      ConceptRow& row = concepts_[sense.concept_id];
      row.type = static_cast<std::uint16_t>(type->second + 1);
      row.any_of = slot_mask(term.any_of);
      row.all_of = slot_mask(term.all_of);
    }
    for (const auto& [surface, bits] : forms_of(term, *part)) {
      sense.forms = bits;
      add(surface, sense);
    }
  }

  void actors() {
    const std::vector<UserRow>& rows = words_.rows(KnownTableId::actors);
    if (rows.empty() && words_.rows(KnownTableId::actor_aliases).empty()) return;
    for (std::size_t i = 0; i < actors_.size(); ++i)
      actor_number_.emplace(base_.text(actors_[i].name), static_cast<std::uint32_t>(i));
    const KnownTable& table = known_table(KnownTableId::actors);
    const std::size_t kind_column = table.column("kind"), country_column = table.column("country");
    for (const UserRow& row : rows) {
      const auto next = static_cast<std::uint32_t>(actors_.size());
      const auto [entry, fresh] = actor_number_.try_emplace(std::string(row.field(0)), next);
      if (!row.enabled) {
        if (!fresh) switch_off(entry->second, entry->first);
        continue;
      }
      if (fresh) {
        actors_.push_back({text(row.field(0)), {}, ActorKind::unknown});
        Sense sense{SenseKind::actor};
        sense.id = next;
        add(row.field(0), sense);
      }
      ActorRow& actor = actors_[entry->second];
      if (row.fields[kind_column]) actor.kind = actor_kind(*row.fields[kind_column]).value_or(ActorKind::unknown);
      if (row.fields[country_column]) actor.country = text(*row.fields[country_column]);
    }
  }

  /// Takes an actor's name and all its aliases away.
  void switch_off(std::uint32_t id, const std::string& name) {
    off_.insert(id);
    remove_actor(name, id);
    const KnownTable& table = known_table(KnownTableId::actor_aliases);
    const std::size_t actor = table.column("actor");
    BuiltinRows aliases(image_, table);
    for (KnownFields fields; aliases.next(fields);) {
      if (fields[actor] == name) remove_actor(fields[0], id);
    }
    std::ranges::replace(customary_, id + 1, 0u);
  }

  void remove_actor(std::string_view phrase, std::uint32_t id) {
    std::erase_if(edit(phrase), [&](const Sense& s) { return s.kind == SenseKind::actor && s.id == id; });
  }

  void aliases() {
    const KnownTable& table = known_table(KnownTableId::actor_aliases);
    const std::size_t actor = table.column("actor"), match = table.column("match"), context = table.column("context");
    const auto builtin = overridden(KnownTableId::actor_aliases);
    for (const UserRow& row : words_.rows(KnownTableId::actor_aliases)) {
      const auto old = builtin.find(key_of(table, row));
      const KnownFields* fields = old == builtin.end() ? nullptr : &old->second;
      if (fields != nullptr) remove_alias((*fields)[0], (*fields)[context]);
      if (!row.enabled) continue;
      const auto named = actor_number_.find(std::string(row.field(actor, fields ? (*fields)[actor] : "")));
      if (named == actor_number_.end() || off_.contains(named->second)) continue;
      Sense sense{SenseKind::actor};
      sense.id = named->second;
      if (row.field(match, fields ? (*fields)[match] : "") == "case") sense.spelling = pooled(row.field(0));
      sense.context = pooled(row.field(context));
      add(row.field(0), sense);
    }
  }

  void remove_alias(std::string_view alias, std::string_view context) {
    std::erase_if(edit(alias), [&](const Sense& s) {
      return s.kind == SenseKind::actor && s.id < base_.actors().size() && base_.pooled(s.context) == context &&
             !(s.context == 0 && base_.text(base_.actors()[s.id].name) == alias);
    });
  }

  void finish() {
    std::map<std::string, std::uint32_t> counts;
    std::vector<Sense> senses;
    for (const auto& [key, list] : senses_) {
      if (key.empty()) continue;
      counts[key] = static_cast<std::uint32_t>(list.size());
      senses.insert(senses.end(), list.begin(), list.end());
    }
    add_phrase_index(out_, "lexu", counts);
    out_.add("lexu.senses", senses);
    out_.add("lexu.concepts", std::vector<std::uint32_t>{static_cast<std::uint32_t>(base_.concepts().size())});
    out_.add("lex.types", types_);
    out_.add("lex.concepts", concepts_);
    out_.add("lex.actors", actors_);
    out_.add("lex.customary", customary_);
    out_.add_text("lex.strings", strings_);
  }

  const Image& image_;
  const Lexicon base_;
  const UserWords& words_;
  ImageBuilder& out_;
  TokenBuffer tokens_;
  IrregularForms irregular_;
  std::string strings_;
  std::map<std::string, std::vector<Sense>> senses_;
  std::vector<EventTypeRow> types_;
  std::unordered_map<std::string, std::size_t> type_number_;
  std::vector<ConceptRow> concepts_;
  std::unordered_map<std::string, std::uint16_t> new_concepts_;
  std::vector<ActorRow> actors_;
  std::unordered_map<std::string, std::uint32_t> actor_number_;
  std::set<std::uint32_t> off_;
  std::vector<std::uint32_t> customary_;
};

}  // namespace

bool UserWords::empty() const {
  return std::ranges::all_of(tables, [](const std::vector<UserRow>& rows) { return rows.empty(); });
}

MergedTerm merge_term(const UserRow& row, const KnownFields* builtin) {
  const KnownTable& table = known_table(KnownTableId::terms);
  const auto field = [&](std::string_view column) {
    const std::size_t i = table.column(column);
    return std::string(row.field(i, builtin != nullptr ? (*builtin)[i] : std::string_view()));
  };
  MergedTerm out{field("term"), field("part"), field("class"), field("concept"), {}, {}, {}};
  if (row.fields[table.column("type")]) {
    out.type = *row.fields[table.column("type")];
    out.any_of = row.field(table.column("any_of"), kAnyOf);
    out.all_of = row.field(table.column("all_of"));
    if (out.cls.empty()) out.cls = "trigger";
    // The type is of the concept: without one named, the term leaves the built-in concept, whose other terms keep
    // theirs.
    if (!row.fields[table.column("concept")]) out.concept_id = out.term;
  }
  if (out.concept_id.empty()) out.concept_id = out.term;
  return out;
}

void compile_user_words(const Image& builtin, const UserWords& words, ImageBuilder& out) {
  UserWordsCompiler(builtin, words, out).run();
}

}  // namespace sitrep
