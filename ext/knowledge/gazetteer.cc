#include "knowledge/gazetteer.h"

#include <algorithm>
#include <functional>

#include "text/word.h"

namespace sitrep {

std::string_view name_of(PlaceSource source) {
  switch (source) {
    case PlaceSource::geonames:
      return "geonames";
    case PlaceSource::natural_earth:
      return "natural_earth";
    case PlaceSource::sitrep:
      return "sitrep";
    case PlaceSource::user:
    case PlaceSource::user_town:
      return "user";
  }
  return "";
}

std::uint32_t PlacePosting::spelling_hash(std::string_view spelling) {
  return static_cast<std::uint32_t>(hash_word(spelling) >> (64 - (kHashBits - 1)));
}

double PlaceRow::radius_km() const {
  if (!has_population()) return unpack(size) / 10.0;
  const std::uint32_t inhabitants = population();
  return inhabitants > 1'000'000 ? 15 : inhabitants > 100'000 ? 6 : inhabitants > 10'000 ? 3 : 1.5;
}

std::uint16_t PlaceRow::pack(std::uint32_t value) {
  unsigned shift = 0;
  while (value >> shift > 2047) ++shift;
  return static_cast<std::uint16_t>(value >> shift | shift << 11);
}

std::uint8_t PlaceRow::pack_names(std::uint32_t value) {
  unsigned shift = 0;
  while (value >> shift > 31 && shift < 7) ++shift;
  return static_cast<std::uint8_t>(std::min(value >> shift, 31u) | shift << 5);
}

void append_abbreviation_word(std::string_view word, bool dotted, bool after_place, std::string& key) {
  key += after_place ? '>' : '=';
  for (const char c : word)
    if (c != '.') key += c;
  if (dotted) key += '.';
}

Gazetteer::Gazetteer(const Image& image, const UserGazetteer* user)
    : names_(image, "gaz"),
      postings_(image.section<PackedPosting>("gaz.postings")),
      places_(image.section<PlaceRow>("gaz.places")),
      strings_(image.text("gaz.strings")),
      capitals_(image.section<std::uint32_t>("gaz.capitals")),
      seats_(image.section<std::uint32_t>("gaz.seats")),
      polygons_(image.section<std::uint32_t>("gaz.polygons")[0]),
      user_(user) {
  const std::string_view codes = image.text("gaz.scripts");
  for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
    PlaceRow row;
    row.country[0] = codes[i];
    row.country[1] = codes[i + 1];
    transliterated_.set(code_of(row));
  }
}

PostingRange Gazetteer::postings(std::uint32_t begin, std::uint32_t end) const {
  if (begin < postings_.size() || user_ == nullptr) return PostingRange(postings_.subspan(begin, end - begin));
  const auto shift = static_cast<std::uint32_t>(postings_.size());
  return user_->postings(begin - shift, end - shift);
}

const PlaceRow& Gazetteer::place(std::uint32_t number) const {
  return number < places_.size() ? places_[number]
                                 : user_->places()[number - static_cast<std::uint32_t>(places_.size())];
}

std::optional<std::uint32_t> Gazetteer::seat_of(const PlaceRow& division) const {
  if (division.kind() == PlaceKind::country) {
    for (const std::uint32_t capital : capitals_)
      if (places_[capital].country_code() == division.country_code()) return capital;
  }
  if (division.kind() != PlaceKind::admin1 || division.admin1 == 0 || division.admin1 > seats_.size())
    return std::nullopt;
  const std::uint32_t seat = seats_[division.admin1 - 1u];
  return seat == 0 ? std::nullopt : std::optional(seat - 1);
}

bool Gazetteer::is_builtin(const PlaceRow& row) const {
  return std::less_equal<>()(places_.data(), &row) && std::less<>()(&row, places_.data() + places_.size());
}

std::string_view Gazetteer::name(const PlaceRow& row) const {
  if (!is_builtin(row)) return user_->name(row);
  return strings_.substr(row.name, strings_.find('\0', row.name) - row.name);
}

PlaceIdentity Gazetteer::identity(const PlaceRow& row) const {
  if (is_builtin(row)) return {std::string(name_of(row.source())), std::to_string(row.id)};
  return user_->identity(row);
}

std::uint32_t Gazetteer::number(const PlaceRow& row) const {
  if (is_builtin(row)) return static_cast<std::uint32_t>(&row - places_.data());
  return static_cast<std::uint32_t>(places_.size() + static_cast<std::size_t>(&row - user_->places().data()));
}

}  // namespace sitrep
