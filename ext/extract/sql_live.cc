// The user's knowledge tables over the built-in knowledge.

#include "extract/sql_live.h"

#include <array>
#include <cstdio>

#include "extract/sql_user_places.h"
#include "extract/sql_user_rows.h"
#include "extract/user_knowledge.h"
#include "sqlite/context.h"
#include "sqlite/statement.h"
#include "text/word.h"

namespace sitrep {
namespace {

std::optional<Image> layer(const std::string& bytes) {
  if (bytes.empty()) return std::nullopt;
  return Image(std::as_bytes(std::span(bytes.data(), bytes.size())), &builtin_image());
}

/// Changes with every change of the main database's content, once a read transaction sees it.
std::uint32_t data_version(sqlite3* db) {
  std::uint32_t version = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

std::string compile_words(sqlite3* db) {
  UserWords words;
  for (std::size_t i = 0; i < kKnownTables; ++i) {
    words.tables[i] = read_user_rows(db, known_table(static_cast<KnownTableId>(i)));
  }
  return words.empty() ? std::string() : compile_user_knowledge(builtin_image(), words);
}

}  // namespace

KnowledgeGeneration read_generation(sqlite3* db) {
  KnowledgeGeneration generation;
  std::string names;
  Statement tables(db,
                   "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name IN ('sitrep_generation', "
                   "'sitrep_event_types', 'sitrep_actors', 'sitrep_actor_aliases', 'sitrep_terms', 'sitrep_patterns', "
                   "'sitrep_places', 'sitrep_place_names', 'sitrep_regions') ORDER BY name");
  while (tables.step()) names += std::string(tables[0].text()) + ' ';
  if (names.find("sitrep_generation ") == std::string::npos) return generation;
  Statement select(db, "SELECT name, value FROM main.sitrep_generation");
  while (select.step()) {
    const std::string_view name = select[0].text();
    std::string* part = name == "words"     ? &generation.words
                        : name == "places"  ? &generation.places
                        : name == "regions" ? &generation.regions
                                            : nullptr;
    if (part != nullptr) *part = names + std::string(select[1].text());
  }
  return generation;
}

Knowledge::Knowledge(std::string words, std::shared_ptr<const UserGazetteer> user_places)
    : bytes(std::move(words)),
      over(layer(bytes)),
      places(std::move(user_places)),
      engine(over ? *over : builtin_image(), places.get()),
      geometry(engine.gazetteer(), engine.regions()) {}

/// Nothing can have changed: the transaction still reads what was there when the generation was read.
bool LiveKnowledge::is_verified() const {
  return verified_ && sqlite3_txn_state(db_, "main") == SQLITE_TXN_READ && data_version(db_) == *verified_;
}

/// Reads anew what has changed, and keeps the rest.
void LiveKnowledge::renew(const KnowledgeGeneration& generation) {
  std::string words = knowledge_->bytes;
  std::shared_ptr<const UserGazetteer> places = knowledge_->places;
  if (generation.words != generation_.words) words = generation.words.empty() ? std::string() : compile_words(db_);
  if (generation.places != generation_.places) {
    StatementInterrupt interrupt(db_);
    const Engine& engine = knowledge_->engine;
    places = generation.places.empty() ? nullptr
                                       : read_user_places(db_, Gazetteer(builtin_image()), engine.regions(), interrupt);
  }
  if (words != knowledge_->bytes || places != knowledge_->places)
    knowledge_ = std::make_shared<Knowledge>(std::move(words), std::move(places));
}

std::shared_ptr<Knowledge> LiveKnowledge::current() {
  if (knowledge_ && (held_ > 0 || is_verified())) return knowledge_;
  KnowledgeGeneration generation = read_generation(db_);
  if (!knowledge_) knowledge_ = std::make_shared<Knowledge>(std::string(), nullptr);
  if (generation.words != generation_.words || generation.places != generation_.places) renew(generation);
  generation_ = std::move(generation);
  verified_.reset();
  if (sqlite3_txn_state(db_, "main") == SQLITE_TXN_READ) verified_ = data_version(db_);
  return knowledge_;
}

std::string LiveKnowledge::stamp() {
  const std::shared_ptr<Knowledge> knowledge = current();
  std::uint64_t hash = 0;
  if (!knowledge->bytes.empty()) hash = hash_append(hash, hash_word(generation_.words));
  if (knowledge->places != nullptr) hash = hash_append(hash, hash_word(generation_.places));
  if (hash == 0) return SITREP_VERSION;
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
  return std::string(SITREP_VERSION) + '+' + digits.data();
}

}  // namespace sitrep
