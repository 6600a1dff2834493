#include "extract/event_sources.h"

namespace sitrep {

void SourceReader::run() {
  for (const Clause& k : a_.clauses) {
    // "… after the president announced an operation": of that, not of what the sentence tells.
    const std::string_view opener = k.opener >= 0 ? first_word(k.opener) : std::string_view();
    if (opener == "after" || opener == "before" || opener == "since" || opener == "until") continue;
    if (k.verb >= 0 && k.subject >= 0 && group(k.verb).cls == TermClass::report &&
        (group(k.verb).bits & verbal::kPassive) == 0 && !is_call(group(k.verb)) && !is_thought_of(k.verb)) {
      // "…, said a trader": who stands behind the verb said it.
      const bool inverted = k.verb > 0 && group(k.verb - 1).kind == GroupKind::comma && !k.rest.empty() &&
                            k.rest.front() == k.verb + 1 && group(k.verb + 1).kind == GroupKind::noun;
      take_source(inverted ? k.verb + 1 : k.subject);
      // "Local sources told SANA": the agency vouches for what nobody named says.
      if (!k.rest.empty() && group(k.rest.front()).kind == GroupKind::noun && !source_) take_teller(k.rest.front());
    }
    for (std::size_t i = 0; i + 1 < k.rest.size(); ++i) {
      if (group(k.rest[i]).concept_id != 0 && concept_name(group(k.rest[i]).concept_id) == "l:according_to")
        take_source(k.rest[i + 1]);
    }
  }
}

bool SourceReader::is_thought_of(std::int32_t verb) const {
  const auto next = static_cast<std::size_t>(verb) + 1;
  if (next < a_.groups.size() && (a_.groups[next].bits & verbal::kReduced) != 0 &&
      a_.groups[next].kind == GroupKind::verb)
    return true;
  return concept_name(group(verb).concept_id) == "v:expect" && next < a_.groups.size() &&
         a_.groups[next].kind == GroupKind::verb && a_.tokens[a_.groups[next].first_token].folded.text == "to";
}

bool SourceReader::is_call(const Group& verb) const {
  const std::string_view name = concept_name(verb.concept_id);
  return name == "v:condemn" || name == "v:call" || name == "v:deny";
}

void SourceReader::take_teller(std::int32_t g) {
  for (const ActorMention& actor : a_.actors_of(group(g))) {
    if (actor.kind == ActorKind::media || actor.kind == ActorKind::organization) return take_source(g);
  }
}

void SourceReader::take_source(std::int32_t g) {
  const Group& who = group(g);
  if (source_ || who.kind != GroupKind::noun || (who.bits & noun::kPronoun) != 0) return;
  for (const ActorMention& actor : a_.actors_of(who)) {
    // "the Houthi-run channel": who runs it does not tell.
    const bool runs = actor.last < who.last_token && a_.tokens[actor.last].cls == TokenClass::hyphen;
    if (!actor.named() || actor.metonym || runs) continue;
    source_ = actor;
    source_words_ = words_of(who);
    return;
  }
  const Lexeme& head = a_.lexemes[who.head];
  const bool name = head.tag == Tag::proper && !a_.shouted && (who.bits & noun::kPlace) == 0;
  // Who is not named speaks for the events of the sentence alone: "residents said", "a senior officer said".
  const bool unnamed = (head.person || concept_name(head.concept_id) == "o:teller") && !is_bare_reference(who);
  if (!name && !unnamed) return;
  ActorMention words;
  words.span = source_words_ = words_of(who);
  words.kind = name ? ActorKind::unknown : ActorKind::person;
  source_ = words;
}

bool SourceReader::is_bare_reference(const Group& who) const {
  return who.definite && !who.plural && who.last - who.first == 2;
}

}  // namespace sitrep
