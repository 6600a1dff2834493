// The user's gazetteer.

#include "extract/sql_user_places.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "extract/sql_user_rows.h"
#include "knowledge/gazetteer.h"
#include "sqlite/statement.h"
#include "text/word.h"

namespace sitrep {
namespace {

std::optional<PlaceKind> kind_named(std::string_view name) {
  for (int k = 0; k <= static_cast<int>(PlaceKind::area); ++k) {
    if (name_of(static_cast<PlaceKind>(k)) == name) return static_cast<PlaceKind>(k);
  }
  return std::nullopt;
}

std::optional<PlaceSource> builtin_source(std::string_view name) {
  for (const PlaceSource source : {PlaceSource::geonames, PlaceSource::natural_earth, PlaceSource::sitrep}) {
    if (name_of(source) == name) return source;
  }
  return std::nullopt;
}

/// Places by gazetteer and id.
class Identities {
 public:
  explicit Identities(const Gazetteer& builtin) : builtin_(builtin) {}

  void add(std::string_view gazetteer, std::string_view id, std::uint32_t place) {
    user_.emplace_back(hash_append(hash_word(gazetteer), hash_word(id)), place);
    sorted_ = false;
  }

  /// Number of a place, -1 for none.
  std::int64_t find(std::string_view gazetteer, std::string_view id) {
    if (!sorted_) std::ranges::sort(user_);
    sorted_ = true;
    const std::uint64_t hash = hash_append(hash_word(gazetteer), hash_word(id));
    const auto found = std::ranges::lower_bound(user_, hash, {}, &std::pair<std::uint64_t, std::uint32_t>::first);
    if (found != user_.end() && found->first == hash) return found->second;
    return builtin(gazetteer, id);
  }

  std::int64_t builtin(std::string_view gazetteer, std::string_view id) {
    const auto source = builtin_source(gazetteer);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (!source || error != std::errc() || end != id.data() + id.size()) return -1;
    if (builtins_.empty()) {
      for (std::size_t i = 0; i < builtin_.places().size(); ++i) {
        const PlaceRow& row = builtin_.places()[i];
        builtins_.emplace_back(key(row.source(), row.id), static_cast<std::uint32_t>(i));
      }
      std::ranges::sort(builtins_);
    }
    const auto found =
        std::ranges::lower_bound(builtins_, key(*source, number), {}, &std::pair<std::uint64_t, std::uint32_t>::first);
    if (found == builtins_.end() || found->first != key(*source, number)) return -1;
    return found->second;
  }

 private:
  static std::uint64_t key(PlaceSource source, std::uint32_t id) {
    return static_cast<std::uint64_t>(source) << 32 | id;
  }

  const Gazetteer& builtin_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> user_, builtins_;
  bool sorted_ = false;
};

std::int64_t count_rows(sqlite3* db, const char* table) {
  Statement count(db, std::string("SELECT count(*) FROM main.") + table);
  return count.step() ? count[0].int64() : 0;
}

void read_places(sqlite3* db, UserGazetteerBuilder& builder, Identities& identities, bool named, Interrupt& interrupt) {
  Statement rows(
      db,
      "SELECT place_id, name, kind, country, lon, lat, radius_km, population, gazetteer, gazetteer_id, enabled "
      "FROM main.sitrep_places");
  while (rows.step()) {
    interrupt.poll();
    const std::string_view gazetteer = rows[8].text();
    const std::string_view id = rows[9].is_null() ? rows[0].text() : rows[9].text();
    const std::int64_t overridden = gazetteer == "user" ? -1 : identities.builtin(gazetteer, id);
    if (rows[10].int64() == 0) {
      if (overridden >= 0) builder.hide(static_cast<std::uint32_t>(overridden));
      continue;
    }
    UserPlace place;
    place.id = static_cast<std::uint32_t>(rows[0].int64());
    place.name = rows[1].text();
    place.kind = kind_named(rows[2].text()).value_or(PlaceKind::populated);
    place.country = rows[3].text();
    place.lon = rows[4].real();
    place.lat = rows[5].real();
    place.radius_km = std::clamp(rows[6].real(), 0.0, 20'000.0);
    place.population = static_cast<std::uint32_t>(std::clamp<std::int64_t>(rows[7].int64(), 0, UINT32_MAX));
    const std::uint32_t number = builder.add(place);
    if (overridden >= 0) builder.replace(static_cast<std::uint32_t>(overridden), number);
    if (named) identities.add(gazetteer, id, number);
  }
}

void read_names(sqlite3* db, UserGazetteerBuilder& builder, Identities& identities, Interrupt& interrupt) {
  Statement rows(db, "SELECT gazetteer, gazetteer_id, name, enabled FROM main.sitrep_place_names");
  while (rows.step()) {
    interrupt.poll();
    const std::int64_t found = identities.find(rows[0].text(), rows[1].text());
    if (found < 0) continue;
    const auto place = static_cast<std::uint32_t>(found);
    if (rows[3].int64() != 0)
      builder.add_name(place, rows[2].text());
    else
      builder.remove_name(place, rows[2].text());
  }
}

/// What a place of the user's is called where it comes from.
PlaceIdentity identity_of(sqlite3* db, std::uint32_t place_id) {
  PlaceIdentity out{"user", std::to_string(place_id)};
  Statement row(db, "SELECT gazetteer, gazetteer_id FROM main.sitrep_places WHERE place_id = ?");
  row.bind(1, static_cast<std::int64_t>(place_id));
  if (!row.step()) return out;
  out.gazetteer = row[0].text();
  if (!row[1].is_null()) out.id = row[1].text();
  return out;
}

}  // namespace

std::shared_ptr<const UserGazetteer> read_user_places(sqlite3* db, const Gazetteer& builtin, const RegionData& regions,
                                                      Interrupt& interrupt) {
  const std::int64_t places = has_table(db, "sitrep_places") ? count_rows(db, "sitrep_places") : 0;
  const std::int64_t names = has_table(db, "sitrep_place_names") ? count_rows(db, "sitrep_place_names") : 0;
  if (places + names == 0) return nullptr;
  UserGazetteerBuilder builder(builtin, regions);
  builder.reserve(static_cast<std::size_t>(places), static_cast<std::size_t>(names));
  Identities identities(builtin);
  if (places > 0) read_places(db, builder, identities, names > 0, interrupt);
  if (names > 0) read_names(db, builder, identities, interrupt);
  return builder.finish([db](std::uint32_t place_id) { return identity_of(db, place_id); });
}

}  // namespace sitrep
