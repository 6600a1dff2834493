#include "extract/place_names.h"

#include <array>
#include <cstdio>

namespace sitrep {
namespace {

std::string_view compass_adjective(Compass compass) {
  constexpr std::array<std::string_view, 8> kNames = {"northern", "northeastern", "eastern", "southeastern",
                                                      "southern", "southwestern", "western", "northwestern"};
  return compass == Compass::unknown ? "central" : kNames[static_cast<std::size_t>(compass)];
}

std::string_view compass_noun(Compass compass) {
  constexpr std::array<std::string_view, 8> kNames = {"north", "northeast", "east", "southeast",
                                                      "south", "southwest", "west", "northwest"};
  return kNames[static_cast<std::size_t>(compass)];
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", value);
  return buffer.data();
}

}  // namespace

std::string kind_suffix(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::desert:
      return " desert";
    case PlaceKind::airport:
      return " airport";
    case PlaceKind::mountain:
      return " mountains";
    default:
      return "";
  }
}

std::string composed_name(const PlaceMention& mention, const std::string& joined) {
  const std::string side = mention.far ? "far " + std::string(compass_adjective(mention.compass))
                                       : std::string(compass_adjective(mention.compass));
  switch (mention.relation) {
    case Relation::triangle:
      return joined + " triangle";
    case Relation::border:
      return joined + " border";
    case Relation::between:
      return "between " + joined;
    case Relation::along:
      return joined + " road";
    case Relation::part:
      return side + " " + joined;
    case Relation::countryside:
      return (mention.compass == Compass::unknown ? std::string() : side + " ") + "countryside of " + joined;
    case Relation::around:
      return joined + " and surroundings";
    case Relation::near:
      return mention.distance_km ? number_text(*mention.distance_km) + " km from " + joined : "near " + joined;
    case Relation::direction:
      return (mention.distance_km ? number_text(*mention.distance_km) + " km " : "") +
             std::string(mention.compass == Compass::unknown ? "from" : compass_noun(mention.compass)) + " of " +
             joined;
    case Relation::none:
      break;
  }
  return joined;
}

}  // namespace sitrep
