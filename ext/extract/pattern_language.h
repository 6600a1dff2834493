#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/lexicon.h"

namespace sitrep {

/// What a capture of a pattern stands for: a slot, or the trigger.
struct Capture {
  bool trigger = false;
  Slot slot = Slot::actor;
};

/// An event pattern compiled to a regular expression over clause symbols (symbols.h), for RE2 with Latin-1 bytes.
struct CompiledPattern {
  std::string regex;
  std::vector<Capture> captures;        ///< by capture group, from 1
  std::vector<std::uint16_t> concepts;  ///< one of these must be in the clause; empty: any trigger of `part`
  char part = 'n';                      ///< part of the trigger: 'n' noun (weapons and casualties too), 'v' verb
};

/// Compiles a pattern. The language:
///
///     {actor} {target} {weapon} {place} {killed} {injured}   a noun group that can fill the slot
///     {actor:mod}                                            a modifier: "Russian" in "Russian airstrikes"
///     {target:poss}                                          a possessor: "the mayor's" in "the mayor's murder"
///     {killed@dead}                                          a noun group whose head is this word: "18 dead"
///     {target@x:building|x:vehicle}                          a noun group whose head has one of these concepts
///     {n:airstrike|shelling}  {n:*}                          noun group of a concept; of any event concept
///     {v:launch|execute}  {v:hit:passive}  {v:*:active}      verb group of a concept (and voice: active, passive, ing)
///     {w:drone}  {k:death}  {p:bomber}                       weapon, casualty noun, person
///     on   (on|against)                                      function words
///     [ … ]                                                  may be missing
///     ..                                                     anything up to the next verb
///     *{…}                                                   marks the trigger; else the first event concept is it
///
/// Throws std::invalid_argument with the reason: unknown slot, concept or word, an unclosed bracket, no trigger.
CompiledPattern compile_pattern(std::string_view pattern, const Lexicon& lexicon);

}  // namespace sitrep
