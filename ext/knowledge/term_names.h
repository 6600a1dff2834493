#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "knowledge/lexicon.h"

namespace sitrep {

/// The part of speech that a letter of terms.csv's column `part` stands for: n noun, v verb, j adjective, r adverb, p
/// preposition, d determiner, c coordinator, s subordinator, w relative, m modal, b be, h have, o do, t to, u pronoun,
/// g negator.
std::optional<Part> part_of(std::string_view letter);

/// A term's class by its name in terms.csv: trigger, casualty, weapon, arms, thing, person, report, light, catenative,
/// avert, abstract, closed.
std::optional<TermClass> term_class(std::string_view name);

/// The name under which patterns know a term's concept: "n:airstrike", "v:launch", "w:drone", "k:death", "p:bomber",
/// "x:position", "l:against".
std::string concept_name(Part part, TermClass cls, std::string_view concept_id);

}  // namespace sitrep
