#include "knowledge/place_types.h"

namespace sitrep {

std::string_view name_of(PlaceKind kind) {
  constexpr std::string_view kNames[] = {"country", "admin1", "admin2",  "populated", "desert", "mountain",
                                         "water",   "road",   "airport", "facility",  "region", "area"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Relation relation) {
  constexpr std::string_view kNames[] = {"",       "triangle", "between",   "border", "part", "countryside",
                                         "around", "near",     "direction", "along"};
  return kNames[static_cast<std::size_t>(relation)];
}

}  // namespace sitrep
