// Checks rows of places and their names when they are written.

#include <algorithm>
#include <cctype>
#include <cmath>

#include "knowledge/image.h"
#include "knowledge/place_types.h"
#include "knowledge/user_gazetteer.h"
#include "live/checks.h"
#include "region/region_data.h"
#include "text/fold.h"

namespace sitrep {
namespace {

/// Columns of sitrep_places as the trigger gives them, after the table's name.
enum PlaceColumn : std::size_t {
  kId = 1,
  kName,
  kKind,
  kCountry,
  kLon,
  kLat,
  kRadius,
  kPopulation,
  kGazetteer,
  kGazetteerId,
  kEnabled
};

/// Nothing is left of the name that a text could be compared with.
bool folds_to_nothing(std::string_view name) {
  return std::ranges::none_of(toponym_key(name), [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

class PlaceCheck {
 public:
  explicit PlaceCheck(Args args) : args_(args) {}

  void run() const {
    if (args_[kId].int64() < 0 || args_[kId].int64() > UINT32_MAX) refuse("place_id must be from 0 to 4294967295");
    if (args_[kEnabled].int64() == 0) return;
    check_name();
    coordinate(kLon, "lon", 180);
    coordinate(kLat, "lat", 90);
    check_kind();
    const std::string_view country = args_[kCountry].document();
    if (!country.empty() && !RegionData(builtin_image()).country_row(country))
      refuse("'" + std::string(country) + "' is no ISO 3166-1 alpha-2 code");
    not_negative(kRadius, "radius_km");
    not_negative(kPopulation, "population");
  }

 private:
  [[noreturn]] void refuse(std::string_view reason) const {
    std::string key(args_[kName].document());
    if (key.empty()) {
      const Value id = args_[kGazetteerId].is_null() ? args_[kId] : args_[kGazetteerId];
      key = std::string(args_[kGazetteer].document()) + " " + std::string(id.text());
    }
    refuse_row("sitrep_places", key, reason);
  }

  void check_name() const {
    if (args_[kName].is_null() || args_[kName].document().empty()) refuse("a place needs a name");
    if (args_[kName].type() == ValueType::blob) refuse("the name must be text");
    if (args_[kName].document().size() > 1000) refuse("the name is longer than 1000 bytes");
    if (folds_to_nothing(args_[kName].document()))
      refuse("the name folds to nothing: no letters or digits are left to compare");
  }

  void coordinate(std::size_t i, const std::string& name, double bound) const {
    if (args_[i].is_null()) refuse("a place needs coordinates; " + name + " is NULL");
    const std::optional<double> number = args_[i].number();
    if (!number) refuse(name + " must be a number, not " + args_[i].describe());
    if (!(std::abs(*number) <= bound))
      refuse(name + " " + args_[i].describe() + " lies beyond ±" + std::to_string(static_cast<int>(bound)) +
             " degrees");
  }

  void check_kind() const {
    const std::string_view kind = args_[kKind].document();
    std::string kinds;
    for (int k = 0; k <= static_cast<int>(PlaceKind::area); ++k) {
      const std::string_view name = name_of(static_cast<PlaceKind>(k));
      if (name == kind) return;
      kinds += (k == 0 ? "" : ", ") + std::string(name);
    }
    refuse("unknown kind '" + std::string(kind) + "'; one of " + kinds);
  }

  void not_negative(std::size_t i, const std::string& name) const {
    if (args_[i].is_null()) return;
    const std::optional<double> number = args_[i].number();
    if (!number || !(*number >= 0)) refuse(name + " must be a number from 0 up, not " + args_[i].describe());
  }

  Args args_;
};

}  // namespace

void check_place_row(std::string_view table, Args args) {
  if (table == "sitrep_places") return PlaceCheck(args).run();
  // sitrep_place_names: gazetteer, gazetteer_id, name, enabled
  const std::string key = std::string(args[1].document()) + " " + std::string(args[2].document());
  if (args[2].document().empty()) refuse_row(table, key, "a name needs the gazetteer_id of its place");
  if (args[3].type() == ValueType::blob || folds_to_nothing(args[3].document()))
    refuse_row(table, key,
               "the name " + args[3].describe() + " folds to nothing: no letters or digits are left to compare");
}

}  // namespace sitrep
