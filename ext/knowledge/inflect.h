#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitrep {

/// Irregular forms by lemma, from english_forms.csv.
struct IrregularForms {
  std::multimap<std::string, std::string, std::less<>> noun, verb;
};

/// A surface form with its form bits (knowledge/lexicon.h, namespace form).
using Inflected = std::pair<std::string, std::uint8_t>;

/// Singular and plural of a noun phrase; the last word inflects ("car bomb" → "car bombs", "sit-in" → "sit-ins").
std::vector<Inflected> inflect_noun(std::string_view term, const IrregularForms& irregular);

/// All forms of a verb phrase; the first word inflects ("carry out" → "carried out").
std::vector<Inflected> inflect_verb(std::string_view term, const IrregularForms& irregular);

}  // namespace sitrep
