#include "extract/event_drafts.h"

#include "extract/clause_symbols.h"
#include "extract/event_casualties.h"
#include "extract/symbols.h"

namespace sitrep {

std::int32_t DraftStage::draft_for(std::int32_t g) const {
  std::int32_t& d = s_.draft_of[static_cast<std::size_t>(g)];
  if (d < 0) {
    d = static_cast<std::int32_t>(s_.drafts.size());
    EventDraft fresh;
    fresh.group = g;
    fresh.clause = clause_of(g);
    fresh.type = concept_row(group(g).concept_id).type;
    s_.drafts.push_back(fresh);
  }
  return d;
}

std::int32_t DraftStage::clause_of(std::int32_t g) const {
  for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
    const Clause& k = a_.clauses[c];
    if (k.verb == g || k.subject == g || std::ranges::find(k.rest, g) != k.rest.end())
      return static_cast<std::int32_t>(c);
  }
  return 0;
}

void DraftStage::note_step(std::int32_t d, Decision decision, std::string_view rule, Span words, std::int32_t pattern,
                           std::optional<Slot> slot) const {
  s_.trace->add({decision, a_.number, -1, draft(d).type, pattern, slot, words, std::string(rule), d});
}

bool DraftStage::is_part(std::int32_t g) const {
  for (std::int32_t k = g - 1; k >= 0; --k) {
    const Group& before = group(k);
    if (before.kind == GroupKind::verb || before.kind == GroupKind::stop || before.kind == GroupKind::relative)
      return false;
    if (before.kind != GroupKind::preposition || first_word(before) != "including") continue;
    for (std::int32_t whole = k - 1; whole >= 0 && group(whole).kind != GroupKind::verb; --whole)
      if (group(whole).cls == TermClass::trigger) return true;
    return false;
  }
  return false;
}

bool DraftStage::is_number_of(const Group& who) const {
  const std::uint32_t first = who.first_token + (first_word(who) == "the" ? 1 : 0);
  if (first + 1 >= who.last_token || who.last - who.first < 3) return false;
  const std::string_view word = a_.tokens[first].folded.text;
  return (word == "number" || word == "total") && a_.tokens[first + 1].folded.text == "of";
}

Count DraftStage::told_number(std::int32_t verb) const {
  for (std::int32_t g = verb + 1; g < static_cast<std::int32_t>(a_.groups.size()); ++g) {
    if (group(g).kind == GroupKind::stop) break;
    const bool only_number = group(g).kind == GroupKind::noun && group(g).counted &&
                             a_.lexemes[group(g).head].tag == Tag::number && group(g).last == group(g).head + 1;
    if (only_number) return group(g).count;
  }
  return {};
}

bool DraftStage::says(const Group& what, std::string_view word) const {
  for (std::uint32_t t = what.first_token; t < what.last_token; ++t)
    if (a_.tokens[t].folded.text == word) return true;
  return false;
}

bool DraftStage::tells_what_was_before(const Clause& k) const {
  if (k.link != ClauseLink::relative || k.verb < 0) return false;
  const std::string_view word = first_word(k.verb);
  return word == "had" || word == "has" || word == "have";
}

const DateMention* DraftStage::length_before(std::int32_t joint) const {
  if (joint < 0) return nullptr;
  const std::string_view word = first_word(joint);
  if (word != "after" && word != "before") return nullptr;
  const std::uint32_t at = group(joint).first_token;
  const auto length = std::ranges::find_if(a_.dates, [&](const DateMention& date) {
    return date.last == at && date.meaning.shape == DateShape::duration && date.meaning.at.unit >= DateUnit::day;
  });
  return length == a_.dates.end() ? nullptr : &*length;
}

std::int32_t DraftStage::set_apart_by(const EventDraft& d) const {
  const bool noun = group(d.group).kind == GroupKind::noun;
  if (noun && length_before(d.group - 1) != nullptr) return d.group - 1;
  for (std::int32_t c = d.clause; c >= 0; c = clause(c).parent) {
    if (length_before(clause(c).opener) != nullptr) return clause(c).opener;
    if (clause(c).link != ClauseLink::participle && clause(c).link != ClauseLink::relative) break;
  }
  return -1;
}

bool DraftStage::is_toll(const EventDraft& d) const {
  const std::uint16_t id = group(d.group).concept_id;
  return id != 0 && concept_name(id) == "k:toll";
}

Span DraftStage::words_of(const Group& who) const {
  std::uint32_t first = who.first;
  while (first + 1 < who.last) {
    const Tag tag = a_.lexemes[first].tag;
    const bool of = tag == Tag::preposition && first > who.first;  // "most of the missiles"
    if (tag != Tag::determiner && tag != Tag::number && tag != Tag::other && !of) break;
    // "the 16-year-old boy": no number of boys.
    const bool hyphen =
        a_.lexemes[first + 1].tag == Tag::other && a_.tokens[a_.lexemes[first + 1].first].cls == TokenClass::hyphen;
    const bool compound = hyphen && first + 2 < who.last && a_.lexemes[first + 2].tag == Tag::number;  // "twenty-one"
    if (tag == Tag::number && hyphen && !compound) break;
    ++first;
  }
  const std::uint32_t last = who.apposition >= 0 ? group(who.apposition).last_token : who.last_token;
  return a_.span_of(a_.lexemes[first].first, last);
}

namespace {

class SlotFiller : PersonReader {
 public:
  SlotFiller(SentenceDrafts& sentence, const Lexicon& lexicon, PatternTable& patterns,
             std::vector<PatternMatch>& matches)
      : PersonReader(sentence, lexicon), casualties_(sentence, lexicon), patterns_(patterns), matches_(matches) {}

  void run() {
    make_drafts();
    const auto tells = [&](const Group& g) { return g.concept_id != 0 && patterns_.may_tell(g.concept_id); };
    if (s_.drafts.empty() && std::ranges::none_of(a_.groups, tells)) return;
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) match_clause(static_cast<std::int32_t>(c));
    for (EventDraft& d : s_.drafts) {
      note_assault(d);
      note_arms(d);
      note_owner(d);
    }
  }

 private:
  void make_drafts() {
    for (std::int32_t g = 0; g < static_cast<std::int32_t>(a_.groups.size()); ++g) {
      if (group(g).cls == TermClass::trigger && group(g).kind == GroupKind::noun && (is_part(g) || is_era(g))) continue;
      if (group(g).cls == TermClass::trigger || group(g).cls == TermClass::casualty || is_dead(g)) draft_for(g);
    }
  }

  /// "since the start of the operation", "since the attack": a time to count from.
  bool is_era(std::int32_t g) const {
    if (!group(g).definite || g < 1) return false;
    const auto word = [&](std::int32_t k) { return first_word(k); };
    if (word(g - 1) == "since") return true;
    return g >= 3 && word(g - 1) == "of" && group(g - 2).kind == GroupKind::noun && word(g - 3) == "since";
  }
  bool is_dead(std::int32_t g) const {
    return group(g).kind == GroupKind::noun && group(g).cls == TermClass::closed && group(g).counted &&
           concept_name(group(g).concept_id) == "l:dead";
  }

  /// "wounded by gunmen", "by a missile": whom an armed group or a weapon hurts has been attacked.
  void note_assault(EventDraft& d) const {
    if (d.type != 0 || !d.has_injured || group(d.group).kind != GroupKind::verb) return;
    const bool armed = std::ranges::any_of(d.actors, [](const ActorMention& m) {
      const bool may = bears_arms(m.kind) || m.kind == ActorKind::protesters || m.kind == ActorKind::unknown;
      return may && m.origin != ActorOrigin::words;
    });
    if (armed || d.weapon_group >= 0) d.type = concept_row(lexicon_.concept_number("v:kill")).type;
  }

  /// "Two men armed with axes stormed a shop": the actor's arms are the event's.
  void note_arms(EventDraft& d) const {
    const std::int32_t with = d.actor_group + 1;
    if (d.weapon_group >= 0 || d.actor_group < 0 || with + 1 >= static_cast<std::int32_t>(a_.groups.size())) return;
    if (group(with).concept_id == 0 || concept_name(group(with).concept_id) != "l:armed_with") return;
    if ((group(with + 1).bits & noun::kWeapon) != 0) d.weapon_group = with + 1;
  }

  /// "A drone of the coalition hit a car": whose it was.
  void note_owner(EventDraft& d) const {
    if (d.weapon_group < 0 || !d.actors.empty() || d.clause < 0 || clause(d.clause).subject != d.weapon_group) return;
    if (clause(d.clause).verb != d.group || (group(d.group).bits & verbal::kPassive) != 0) return;
    for (const ActorMention& owner : a_.actors_of(group(d.weapon_group))) {
      if (owner.named()) add_once(d.actors, owner);
    }
  }

  void match_clause(std::int32_t c) {
    write_symbols(a_, clause(c), symbols_);
    if (symbols_.concepts.empty()) return;
    patterns_.match(symbols_.symbols, symbols_.concepts, symbols_.triggers, matches_);
    for (const PatternMatch& match : matches_) apply(match);
  }

  void apply(const PatternMatch& match) {
    const std::int32_t g = symbols_.groups[match.trigger / symbol::kRecord];
    if (group(g).cls == TermClass::trigger && draft_of(g) < 0) return;  // a part of what was told
    if (is_blamed(match, g)) return;
    EventDraft& d = draft(draft_for(g));
    const PatternRow& row = patterns_.row(match.pattern);
    if (row.type != 0) {
      d.type = row.type;
      d.from_pattern = true;
    }
    if (!match.slots.empty()) d.patterns.push_back(match.pattern);
    for (const auto& [slot, at] : match.slots) {
      const std::size_t record = at / symbol::kRecord;
      const std::int32_t filled = symbols_.groups[record];
      note(draft_of(g), Decision::role, {}, filled < 0 ? Span() : a_.span_of(group(filled)),
           static_cast<std::int32_t>(match.pattern), std::optional<Slot>(slot));
      fill(d, slot, filled, symbols_.actors[record]);
    }
  }

  /// "blamed the attack on rebels": who stands behind "on" is no target of it.
  bool is_blamed(const PatternMatch& match, std::int32_t g) const {
    if (g < 1 || group(g - 1).kind != GroupKind::verb || group(g).kind != GroupKind::noun ||
        concept_name(group(g - 1).concept_id) != "v:blame")
      return false;
    return std::ranges::any_of(match.slots, [&](const auto& slot) { return slot.first == Slot::target; });
  }

  void fill(EventDraft& d, Slot slot, std::int32_t g, std::int32_t modifier) {
    if (g == d.group && modifier < 0 && slot != Slot::killed && slot != Slot::weapon) return;
    // "destroyed 140 of them": of what was told of.
    if (slot == Slot::target && says(group(g), "them") && !is_done_to_persons(d)) return;
    d.filled |= bit(slot);
    switch (slot) {
      case Slot::actor:
        fill_actors(d, g, modifier);
        return;
      case Slot::target:
        fill_target(d, g);
        return;
      case Slot::weapon:
        if (d.weapon_group < 0) d.weapon_group = g;
        return;
      case Slot::place:
        if (group(g).place >= 0) add_once(d.places, a_.places[static_cast<std::size_t>(group(g).place)].mention);
        return;
      case Slot::killed:
        casualties_.fill(d, g, d.killed, d.has_killed);
        return;
      case Slot::injured:
        casualties_.fill(d, g, d.injured, d.has_injured);
        return;
      default:
        return;
    }
  }

  /// "the same forces": those named last before, -1 where there are none.
  std::int32_t same_as(std::int32_t g) const {
    for (std::int32_t k = g - 1; k >= 0; --k) {
      const bool named = std::ranges::any_of(
          a_.actors_of(group(k)), [](const ActorMention& actor) { return !actor.modifier && actor.named(); });
      if (!named || group(k).kind != GroupKind::noun) continue;
      // The first of a coordination: "regime forces and the Fifth Corps".
      while (k >= 2 && group(k - 1).kind == GroupKind::coordinator && (group(k - 2).bits & noun::kActor) != 0) k -= 2;
      return k;
    }
    return -1;
  }
  bool says_same(const Group& who) const {
    return who.definite && who.last_token - who.first_token >= 2 &&
           a_.tokens[who.first_token + 1].folded.text == "same";
  }

  void fill_actors(EventDraft& d, std::int32_t g, std::int32_t modifier) {
    if (modifier < 0 && says_same(group(g))) {
      g = same_as(g);
      if (g < 0) return;
    }
    if (modifier >= 0) {
      add_once(d.actors, a_.actors[static_cast<std::size_t>(modifier)]);
      return;
    }
    each_coordinated(g, [&](std::int32_t member) {
      const Group& who = group(member);
      // "clashes between farmers and herders"; but "soldiers and civilians" do not both act.
      const std::uint8_t like = (group(g).bits & noun::kActor) == 0 ? group(g).bits & noun::kPerson : 0;
      if (member != g && (who.bits & (noun::kActor | noun::kName | like)) == 0) return;
      // "The pagers exploded": what goes off is a thing, though no table has it.
      if (goes_off(d) && (who.bits & (noun::kActor | noun::kPerson)) == 0) return;
      if (who.governed && is_bare_number(who) && (who.bits & noun::kActor) == 0) return;  // "14 raids, down from 31"
      if (d.actor_group < 0 && d.actors.empty()) d.actor_group = member;
      const std::size_t before = d.actors.size();
      add_actors_of(who, d.actors);
      // "Two men opened fire": whoever they are, the text does not say that they are civilians. "A strike by nurses" is
      // what civilians do.
      if (concept_name(group(d.group).concept_id) == "n:strike") return;
      for (std::size_t i = before; i < d.actors.size(); ++i) {
        ActorMention& actor = d.actors[i];
        // "the Russians shelled the town"
        const bool nation = actor.origin == ActorOrigin::country && actor.kind == ActorKind::civilians;
        if (nation && (category_of(d) == "remote_violence" || category_of(d) == "battle"))
          actor.kind = ActorKind::state_forces;
        if (actor.origin != ActorOrigin::generic || actor.kind != ActorKind::civilians || !is_anybody(actor)) continue;
        actor.origin = ActorOrigin::words;
        actor.kind = ActorKind::unknown;
        actor.span = words_of(who);
      }
    });
  }

  bool goes_off(const EventDraft& d) const {
    const std::string_view name = concept_name(group(d.group).concept_id);
    return name == "v:explode" || name == "v:set_off";
  }

  /// "men", "villagers": no more than that they are people.
  bool is_anybody(const ActorMention& actor) const {
    return lexicon_.text(lexicon_.generic_actors()[actor.id].name) == "Civilians";
  }

  void fill_target(EventDraft& d, std::int32_t g) {
    each_coordinated(g, [&](std::int32_t member) {
      const Group& what = group(member);
      if (what.kind != GroupKind::noun || (what.bits & noun::kPronoun) != 0) return;
      if (what.place >= 0) add_once(d.places, a_.places[static_cast<std::size_t>(what.place)].mention);
      const bool only_place = (what.bits & noun::kPlace) != 0 && (what.bits & (noun::kThing | noun::kPerson)) == 0;
      if (only_place) return;
      if (d.target_group < 0) d.target_group = g;
      if (d.target_group == g) d.target_last = member;
      // What a bare name stands for is known only where none but persons can suffer the deed.
      const bool bare_name = (what.bits & (noun::kPerson | noun::kActor | noun::kThing)) == 0;
      if (!bare_name || is_done_to_persons(d)) add_actors_of(what, d.targets);
    });
  }

  bool is_done_to_persons(const EventDraft& d) const {
    if (d.type == 0) return true;
    return category_of(d) == "violence_against_civilians" || type_of(d) == "arrest" || type_of(d) == "release";
  }

  CasualtyReader casualties_;
  PatternTable& patterns_;
  std::vector<PatternMatch>& matches_;
  ClauseSymbols symbols_;
};

}  // namespace

void gather_drafts(SentenceDrafts& sentence, const Lexicon& lexicon, PatternTable& patterns,
                   std::vector<PatternMatch>& matches) {
  SlotFiller(sentence, lexicon, patterns, matches).run();
}

}  // namespace sitrep
