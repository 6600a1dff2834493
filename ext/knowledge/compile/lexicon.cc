#include "knowledge/compile/lexicon.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "knowledge/compile/csv.h"
#include "knowledge/inflect.h"
#include "knowledge/lexicon.h"
#include "knowledge/phrase_index.h"
#include "knowledge/phrase_key.h"
#include "knowledge/term_names.h"
#include "text/token.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

class Compiler {
 public:
  Compiler(const fs::path& sql_dir, ImageBuilder& image) : dir_(sql_dir / "knowledge"), image_(image) {}

  void run() {
    read_forms();
    read_event_types();
    read_concepts();
    read_words();
    read_terms();
    read_means();
    read_countries();
    read_actors();
    read_nouns();
    finish();
  }

 private:
  Text text(const std::string& value) {
    const auto [entry, added] = pool_.try_emplace(value, static_cast<std::uint32_t>(strings_.size()));
    if (added) strings_ += value + '\0';
    return {entry->second, static_cast<std::uint32_t>(value.size())};
  }
  std::uint32_t pooled(const std::string& value) { return value.empty() ? 0 : text(value).offset + 1; }

  std::string key_of(const std::string& phrase) { return phrase_key(phrase, tokens_); }

  void add(const Csv& csv, std::size_t row, const std::string& phrase, const Sense& sense) {
    const std::string key = key_of(phrase);
    if (key.empty()) csv.fail(row, "'" + phrase + "' folds to nothing");
    senses_[key].push_back(sense);
  }

  void read_forms() {
    const Csv csv(dir_ / "english_forms.csv", {"form", "lemma", "part"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      if (csv.at(i, "part") == "noun") {
        irregular_.noun.emplace(csv.at(i, "lemma"), csv.at(i, "form"));
        singulars_.push_back({hash_word(key_of(csv.at(i, "form"))), text(csv.at(i, "lemma"))});
      }
      if (csv.at(i, "part") == "verb") irregular_.verb.emplace(csv.at(i, "lemma"), csv.at(i, "form"));
    }
    // For the user's terms (user_words.h): n or v, lemma, tab, form.
    std::string lines;
    for (const auto& [lemma, form] : irregular_.noun)
      lines.append("n").append(lemma).append("\t").append(form).append("\n");
    for (const auto& [lemma, form] : irregular_.verb)
      lines.append("v").append(lemma).append("\t").append(form).append("\n");
    image_.add_text("lex.irregular", lines);
  }

  void read_event_types() {
    const Csv csv(dir_ / "event_types.csv", {"type", "category"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      types_.push_back({text(csv.at(i, "type")), text(csv.at(i, "category")), 0});
      type_number_[csv.at(i, "type")] = static_cast<std::uint16_t>(types_.size());
    }
  }

  static std::uint8_t slots(const Csv& csv, std::size_t row, std::string_view column) {
    std::uint8_t mask = 0;
    for (const std::string& name : split(csv.at(row, column), '|')) {
      const std::optional<Slot> slot = slot_of(name);
      if (!slot) csv.fail(row, "unknown slot " + name);
      mask |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*slot));
    }
    return mask;
  }

  /// Concepts are numbered in the order of their names, from 1.
  void read_concepts() {
    std::map<std::string, ConceptRow> rows;
    const Csv terms(dir_ / "terms.csv", {"term", "part", "class", "concept"});
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto part = part_of(terms.at(i, "part"));
      const auto cls = term_class(terms.at(i, "class"));
      if (!part) terms.fail(i, "unknown part " + terms.at(i, "part"));
      if (!cls) terms.fail(i, "unknown class " + terms.at(i, "class"));
      rows[concept_name(*part, *cls, terms.at(i, "concept"))].cls = *cls;
    }
    const Csv triggers(dir_ / "triggers.csv", {"concept", "part", "type", "any_of", "all_of", "vague"});
    for (std::size_t i = 0; i < triggers.size(); ++i) {
      const auto row = rows.find(triggers.at(i, "part") + ":" + triggers.at(i, "concept"));
      if (row == rows.end()) triggers.fail(i, "no term has the concept " + triggers.at(i, "concept"));
      const auto type = type_number_.find(triggers.at(i, "type"));
      if (type == type_number_.end()) triggers.fail(i, "unknown event type " + triggers.at(i, "type"));
      row->second.type = type->second;
      row->second.any_of = slots(triggers, i, "any_of");
      row->second.all_of = slots(triggers, i, "all_of");
      row->second.vague = !triggers.at(i, "vague").empty();
    }
    concepts_.push_back({text(""), 0, 0, 0, TermClass::none, false});
    for (auto& [name, row] : rows) {
      row.name = text(name);
      concept_number_[name] = static_cast<std::uint16_t>(concepts_.size());
      concepts_.push_back(row);
    }
  }

  void read_words() {
    const Csv csv(dir_ / "english_words.csv",
                  {"lemma", "noun", "verb", "adjective", "adverb", "person", "artifact", "transitive"});
    constexpr std::array<std::pair<std::string_view, Part>, 4> kColumns = {
        {{"noun", Part::noun}, {"verb", Part::verb}, {"adjective", Part::adjective}, {"adverb", Part::adverb}}};
    for (std::size_t i = 0; i < csv.size(); ++i) {
      for (const auto& [column, part] : kColumns) {
        const int count = std::stoi(csv.at(i, column));
        if (count == 0) continue;
        Sense sense{SenseKind::word, part};
        sense.weight = static_cast<std::uint16_t>(std::min(count, 60000));
        if (part == Part::noun && csv.at(i, "person") == "1") sense.id = Sense::kPerson;
        if (part == Part::noun && csv.at(i, "artifact") == "1") sense.id = Sense::kArtifact;
        if (part == Part::verb && csv.at(i, "transitive") == "1") sense.id = Sense::kTransitive;
        add_inflected(csv, i, csv.at(i, "lemma"), sense);
      }
    }
  }

  void add_inflected(const Csv& csv, std::size_t row, const std::string& term, Sense sense) {
    std::vector<Inflected> forms = {{term, form::kBase}};
    if (sense.part == Part::noun) forms = inflect_noun(term, irregular_);
    if (sense.part == Part::verb) forms = inflect_verb(term, irregular_);
    for (const auto& [surface, bits] : forms) {
      sense.forms = bits;
      add(csv, row, surface, sense);
    }
  }

  void read_terms() {
    const Csv csv(dir_ / "terms.csv", {"term", "part", "class", "concept"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      Sense sense{SenseKind::term, *part_of(csv.at(i, "part")), *term_class(csv.at(i, "class"))};
      sense.concept_id = concept_number_.at(concept_name(sense.part, sense.cls, csv.at(i, "concept")));
      add_inflected(csv, i, csv.at(i, "term"), sense);
    }
  }

  void read_means() {
    const Csv csv(dir_ / "means.csv", {"word", "part", "means"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const auto part = part_of(csv.at(i, "part"));
      if (!part) csv.fail(i, "unknown part " + csv.at(i, "part"));
      Sense sense{SenseKind::means, *part};
      sense.id = pooled(csv.at(i, "means"));
      add_inflected(csv, i, csv.at(i, "word"), sense);
    }
  }

  void read_countries() {
    const Csv csv(dir_ / "countries.csv", {"iso2", "name", "aliases", "adjective", "demonym_nouns"});
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const auto number = static_cast<std::uint32_t>(countries_.size());
      const std::vector<std::string> adjectives = split(csv.at(i, "adjective"), '|');
      countries_.push_back(
          {text(csv.at(i, "iso2")), text(csv.at(i, "name")), text(adjectives.empty() ? "" : adjectives[0])});
      country_number_[csv.at(i, "iso2")] = number;
      Sense sense{SenseKind::adjective, Part::adjective};
      sense.id = number;
      for (const std::string& adjective : adjectives) {
        // "US" and "UK" as adjectives count in capitals only, or every "us" would be one.
        sense.spelling = adjective.size() <= 3 ? pooled(adjective) : 0;
        add(csv, i, adjective, sense);
      }
      sense.spelling = 0;
      sense.kind = SenseKind::demonym;
      sense.part = Part::noun;
      for (const std::string& noun : split(csv.at(i, "demonym_nouns"), '|')) add(csv, i, noun, sense);
      sense.kind = SenseKind::country;
      add_country_name(csv, i, csv.at(i, "name"), sense);
      for (const std::string& alias : split(csv.at(i, "aliases"), '|')) add_country_name(csv, i, alias, sense);
    }
  }

  void add_country_name(const Csv& csv, std::size_t row, const std::string& name, Sense sense) {
    sense.spelling = name.size() <= 3 ? pooled(name) : 0;
    add(csv, row, name, sense);
  }

  void read_actors() {
    const Csv csv(dir_ / "actors.csv", {"actor", "kind", "country"});
    std::map<std::string, std::uint32_t> number;
    customary_.assign(countries_.size() * 13, 0);
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const std::optional<ActorKind> kind = actor_kind(csv.at(i, "kind"));
      if (!kind) csv.fail(i, "unknown kind " + csv.at(i, "kind"));
      const auto id = static_cast<std::uint32_t>(actors_.size());
      if (!number.emplace(csv.at(i, "actor"), id).second) csv.fail(i, "actor twice: " + csv.at(i, "actor"));
      actors_.push_back({text(csv.at(i, "actor")), text(csv.at(i, "country")), *kind});
      Sense sense{SenseKind::actor};
      sense.id = id;
      add(csv, i, csv.at(i, "actor"), sense);
      remember_customary(csv.at(i, "actor"), csv.at(i, "country"), *kind, id);
    }
    const Csv aliases(dir_ / "actor_aliases.csv", {"alias", "actor", "match", "context"});
    for (std::size_t i = 0; i < aliases.size(); ++i) {
      const auto actor = number.find(aliases.at(i, "actor"));
      if (actor == number.end()) aliases.fail(i, "unknown actor " + aliases.at(i, "actor"));
      Sense sense{SenseKind::actor};
      sense.id = actor->second;
      sense.spelling = aliases.at(i, "match") == "case" ? pooled(aliases.at(i, "alias")) : 0;
      sense.context = pooled(aliases.at(i, "context"));
      add(aliases, i, aliases.at(i, "alias"), sense);
    }
  }

  /// The first actor of a country and kind whose name begins with the country's adjective is the customary one.
  void remember_customary(const std::string& actor, const std::string& country, ActorKind kind, std::uint32_t id) {
    const auto number = country_number_.find(country);
    if (number == country_number_.end()) return;
    const Text adjective = countries_[number->second].adjective;
    if (adjective.length == 0 || !actor.starts_with(strings_.substr(adjective.offset, adjective.length))) return;
    std::uint32_t& slot = customary_[number->second * 13 + static_cast<std::size_t>(kind)];
    if (slot == 0) slot = id + 1;
  }

  void read_nouns() {
    const Csv forces(dir_ / "force_nouns.csv", {"noun", "kind", "role"});
    for (std::size_t i = 0; i < forces.size(); ++i) {
      const std::optional<ActorKind> kind = actor_kind(forces.at(i, "kind"));
      const std::optional<ForceRole> role = force_role(forces.at(i, "role"));
      if (!kind || !role) forces.fail(i, "unknown kind or role");
      Sense sense{SenseKind::force};
      sense.id = static_cast<std::uint32_t>(forces_.size());
      forces_.push_back({text(forces.at(i, "noun")), *kind, *role});
      add_inflected(forces, i, forces.at(i, "noun"), sense);
    }
    const Csv generic(dir_ / "generic_actors.csv", {"noun", "kind", "name"});
    for (std::size_t i = 0; i < generic.size(); ++i) {
      const std::optional<ActorKind> kind = actor_kind(generic.at(i, "kind"));
      if (!kind) generic.fail(i, "unknown kind " + generic.at(i, "kind"));
      Sense sense{SenseKind::generic};
      sense.id = static_cast<std::uint32_t>(generic_.size());
      generic_.push_back({text(generic.at(i, "noun")), text(generic.at(i, "name")), *kind});
      add_inflected(generic, i, generic.at(i, "noun"), sense);
    }
  }

  void finish() {
    std::map<std::string, std::uint32_t> counts;
    std::vector<Sense> senses;
    for (const auto& [key, list] : senses_) {
      counts[key] = static_cast<std::uint32_t>(list.size());
      senses.insert(senses.end(), list.begin(), list.end());
    }
    add_phrase_index(image_, "lex", counts);
    image_.add("lex.senses", senses);
    image_.add_text("lex.strings", strings_);
    image_.add("lex.actors", actors_);
    image_.add("lex.countries", countries_);
    image_.add("lex.forces", forces_);
    image_.add("lex.generic", generic_);
    image_.add("lex.concepts", concepts_);
    image_.add("lex.types", types_);
    std::ranges::sort(singulars_, {}, &SingularRow::form_hash);
    image_.add("lex.singulars", singulars_);
    image_.add("lex.customary", customary_);
  }

  fs::path dir_;
  ImageBuilder& image_;
  TokenBuffer tokens_;
  IrregularForms irregular_;
  std::string strings_;
  std::map<std::string, std::uint32_t> pool_;
  std::map<std::string, std::vector<Sense>> senses_;
  std::vector<SingularRow> singulars_;
  std::vector<EventTypeRow> types_;
  std::map<std::string, std::uint16_t> type_number_;
  std::vector<ConceptRow> concepts_;
  std::map<std::string, std::uint16_t> concept_number_;
  std::vector<CountryRow> countries_;
  std::map<std::string, std::uint32_t> country_number_;
  std::vector<ActorRow> actors_;
  std::vector<ForceNounRow> forces_;
  std::vector<GenericActorRow> generic_;
  std::vector<std::uint32_t> customary_;
};

}  // namespace

void compile_lexicon(const fs::path& sql_dir, ImageBuilder& image) { Compiler(sql_dir, image).run(); }

}  // namespace sitrep
