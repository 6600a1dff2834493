#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "extract/engine.h"
#include "extract/place_geometry.h"
#include "knowledge/image.h"
#include "sqlite/connection.h"

namespace sitrep {

/// The knowledge in force at one time, with the stages over it: the built-in image, and what the user's tables lay over
/// it.
struct Knowledge {
  /// `words` are the bytes of an image over the built-in one (user_knowledge.h), empty for none; `places` the user's
  /// gazetteer, null for none.
  Knowledge(std::string words, std::shared_ptr<const UserGazetteer> places);
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;

  const std::string bytes;
  const std::optional<Image> over;
  const std::shared_ptr<const UserGazetteer> places;
  Engine engine;
  PlaceGeometry geometry;
};

/// What tells that the user's tables changed: for each part of the knowledge the tables that there are and the value
/// that the triggers wrote. Empty when there are none.
struct KnowledgeGeneration {
  std::string words;   ///< event types, actors, aliases, terms, patterns
  std::string places;  ///< places and their names
  std::string regions;
};
KnowledgeGeneration read_generation(sqlite3* db);

/// Finds out whether the user's tables (sitrep_*, in the main database) are what they were, and reads them when not. A
/// change is known by sitrep_generation, into which triggers write at every change, so that it is right across rollback
/// and unmoved by other writes. Within a read transaction nothing is asked again; in a write transaction, or when the
/// file has changed, two small queries are.
class LiveKnowledge {
 public:
  explicit LiveKnowledge(Connection& connection) : db_(connection.db()) {}

  /// The knowledge in force now. Whoever reads with it from call to call keeps the pointer. Throws SqlError, and
  /// Interrupted while it indexes the user's places.
  std::shared_ptr<Knowledge> current();

  /// The library's version, and of the user's rows that bear upon what is read: two texts read under the same stamp
  /// were read alike.
  std::string stamp();

  /// While it lives, what is in force when it begins stays so, and nothing is asked again: for work on many texts that
  /// must all be read alike.
  class Hold {
   public:
    explicit Hold(LiveKnowledge& live) : live_(live) {
      live_.current();
      ++live_.held_;
    }
    ~Hold() { --live_.held_; }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    LiveKnowledge& live_;
  };

 private:
  bool is_verified() const;
  void renew(const KnowledgeGeneration& generation);

  sqlite3* db_;
  std::shared_ptr<Knowledge> knowledge_;
  KnowledgeGeneration generation_;
  int held_ = 0;                           ///< how many Hold live
  std::optional<std::uint32_t> verified_;  ///< data version for which generation_ was read outside a write transaction
};

}  // namespace sitrep
