#include "knowledge/term_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sitrep {
namespace {

constexpr std::array<std::pair<char, Part>, 16> kParts = {{{'n', Part::noun},
                                                           {'v', Part::verb},
                                                           {'j', Part::adjective},
                                                           {'r', Part::adverb},
                                                           {'p', Part::preposition},
                                                           {'d', Part::determiner},
                                                           {'c', Part::coordinator},
                                                           {'s', Part::subordinator},
                                                           {'w', Part::relative},
                                                           {'m', Part::modal},
                                                           {'b', Part::be},
                                                           {'h', Part::have},
                                                           {'o', Part::do_},
                                                           {'t', Part::to},
                                                           {'u', Part::pronoun},
                                                           {'g', Part::negator}}};

constexpr std::array<std::pair<std::string_view, TermClass>, 12> kClasses = {{{"trigger", TermClass::trigger},
                                                                              {"casualty", TermClass::casualty},
                                                                              {"weapon", TermClass::weapon},
                                                                              {"arms", TermClass::arms},
                                                                              {"thing", TermClass::thing},
                                                                              {"person", TermClass::person},
                                                                              {"report", TermClass::report},
                                                                              {"light", TermClass::light},
                                                                              {"catenative", TermClass::catenative},
                                                                              {"avert", TermClass::avert},
                                                                              {"abstract", TermClass::abstract},
                                                                              {"closed", TermClass::closed}}};

char concept_letter(Part part, TermClass cls) {
  if (part == Part::verb) return 'v';
  switch (cls) {
    case TermClass::casualty:
      return 'k';
    case TermClass::weapon:
    case TermClass::arms:
      return 'w';
    case TermClass::person:
      return 'p';
    case TermClass::thing:
      return 'x';
    case TermClass::trigger:
      return 'n';
    case TermClass::closed:
      return 'l';
    default:
      return 'o';
  }
}

}  // namespace

std::optional<Part> part_of(std::string_view letter) {
  if (letter.size() != 1) return std::nullopt;
  const auto found = std::ranges::find(kParts, letter[0], &std::pair<char, Part>::first);
  if (found == kParts.end()) return std::nullopt;
  return found->second;
}

std::optional<TermClass> term_class(std::string_view name) {
  const auto found = std::ranges::find(kClasses, name, &std::pair<std::string_view, TermClass>::first);
  if (found == kClasses.end()) return std::nullopt;
  return found->second;
}

std::string concept_name(Part part, TermClass cls, std::string_view concept_id) {
  return std::string{concept_letter(part, cls), ':'} + std::string(concept_id);
}

}  // namespace sitrep
