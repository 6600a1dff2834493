#include "extract/event_drafts.h"

#include <utility>

#include "extract/clause_symbols.h"
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

bool DraftStage::is_toll(const EventDraft& d) const {
  const std::uint16_t id = group(d.group).concept_id;
  return id != 0 && concept_name(id) == "k:toll";
}

Span DraftStage::words_of(const Group& who) const {
  std::uint32_t first = who.first;
  while (first + 1 < who.last) {
    const Tag tag = a_.lexemes[first].tag;
    if (tag != Tag::determiner && tag != Tag::number && tag != Tag::other) break;
    // "the 16-year-old boy": no number of boys.
    if (tag == Tag::number && a_.lexemes[first + 1].tag == Tag::other &&
        a_.tokens[a_.lexemes[first + 1].first].cls == TokenClass::hyphen)
      break;
    ++first;
  }
  const std::uint32_t last = who.apposition >= 0 ? group(who.apposition).last_token : who.last_token;
  return a_.span_of(a_.lexemes[first].first, last);
}

namespace {

class SlotFiller : DraftStage {
 public:
  SlotFiller(SentenceDrafts& sentence, const Lexicon& lexicon, PatternTable& patterns,
             std::vector<PatternMatch>& matches)
      : DraftStage(sentence, lexicon), patterns_(patterns), matches_(matches) {}

  void run() {
    make_drafts();
    const auto tells = [&](const Group& g) { return g.concept_id != 0 && patterns_.may_tell(g.concept_id); };
    if (s_.drafts.empty() && std::ranges::none_of(a_.groups, tells)) return;
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) match_clause(static_cast<std::int32_t>(c));
    for (EventDraft& d : s_.drafts) {
      note_assault(d);
      note_arms(d);
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
        fill_casualties(d, g, d.killed, d.has_killed);
        return;
      case Slot::injured:
        fill_casualties(d, g, d.injured, d.has_injured);
        return;
      default:
        return;
    }
  }

  /// The groups coordinated with `g`: "regime forces and Russian-backed militias", "a woman, a man and two children".
  template <class Visit>
  void each_coordinated(std::int32_t g, Visit&& visit) const {
    visit(g);
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    std::int32_t at = g;
    while (at + 2 < size) {
      const std::int32_t joint = behind(at);
      if (joint + 1 >= size) return;
      const bool comma = group(joint).kind == GroupKind::comma;
      if (group(joint).kind != GroupKind::coordinator && !comma) return;
      std::int32_t next = joint + 1;
      if (comma && group(next).kind == GroupKind::coordinator) ++next;
      if (next >= size || group(next).kind != GroupKind::noun || group(next).cls == TermClass::trigger) return;
      // Another clause begins where a verb follows: "…, and troops shelled".
      if (behind(next) < size && group(behind(next)).kind == GroupKind::verb && !subject_list(g) &&
          !has_subject_but(next))
        return;
      if (comma && (!list_goes_on(next) || is_telling(next))) return;
      visit(next);
      at = next;
    }
  }
  /// The next group behind `at` but for its apposition and asides.
  std::int32_t behind(std::int32_t at) const {
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    do {
      ++at;
    } while (at < size && (group(at).apposed || group(at).kind == GroupKind::bracket ||
                           (group(at).kind == GroupKind::other && group(at).concept_id == 0)));
    return at;
  }
  /// The verb right behind `g` has another subject: "operations by the army and militias continued".
  bool has_subject_but(std::int32_t g) const {
    const std::int32_t verb = behind(g);
    return std::ranges::any_of(a_.clauses,
                               [&](const Clause& k) { return k.verb == verb && k.subject >= 0 && k.subject != g; });
  }
  bool subject_list(std::int32_t g) const {
    return std::ranges::any_of(a_.clauses, [g](const Clause& k) { return k.subject == g; });
  }
  /// "killing 24 people, police and a doctor said": what follows tells, and did not die.
  bool is_telling(std::int32_t g) const {
    for (std::int32_t k = g; k < static_cast<std::int32_t>(a_.groups.size()); ++k) {
      const Group& part = group(k);
      if (part.kind == GroupKind::verb) return part.cls == TermClass::report && (part.bits & verbal::kPassive) == 0;
      if (part.kind != GroupKind::noun && part.kind != GroupKind::coordinator && part.kind != GroupKind::comma)
        return false;
    }
    return false;
  }
  /// A comma joins a list only if a coordinator comes in the end.
  bool list_goes_on(std::int32_t at) const {
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    for (std::int32_t k = at - 1; k < size && k < at + 8; ++k) {
      if (group(k).kind == GroupKind::coordinator) return true;
      if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::stop) return false;
    }
    return false;
  }

  /// "the same forces": those named last before, -1 where there are none.
  std::int32_t same_as(std::int32_t g) const {
    for (std::int32_t k = g - 1; k >= 0; --k) {
      const bool named = std::ranges::any_of(a_.actors_of(group(k)), [](const ActorMention& actor) {
        return !actor.modifier && (actor.origin == ActorOrigin::known || actor.origin == ActorOrigin::country);
      });
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
      if (member != g && (who.bits & (noun::kActor | noun::kName)) == 0) return;
      if (who.governed && is_bare_number(who) && (who.bits & noun::kActor) == 0) return;  // "14 raids, down from 31"
      if (d.actor_group < 0 && d.actors.empty()) d.actor_group = member;
      const std::size_t before = d.actors.size();
      add_actors_of(who, d.actors);
      // "Two men opened fire": whoever they are, the text does not say that they are civilians.
      for (std::size_t i = before; i < d.actors.size(); ++i) {
        ActorMention& actor = d.actors[i];
        if (actor.origin != ActorOrigin::generic || actor.kind != ActorKind::civilians || !is_anybody(actor)) continue;
        actor.origin = ActorOrigin::words;
        actor.kind = ActorKind::unknown;
        actor.span = words_of(who);
      }
    });
  }

  /// "men", "villagers": no more than that they are people.
  bool is_anybody(const ActorMention& actor) const {
    return lexicon_.text(lexicon_.generic_actors()[actor.id].name) == "Civilians";
  }

  /// The actors that a group names: its head's, else all it holds, else its words.
  void add_actors_of(const Group& who, std::vector<ActorMention>& list) const {
    if (is_presumed(who)) return add_actors_of(group(who.apposition), list);
    if (who.name_last > 0) {
      add_once(list, person_named(who));
      return;
    }
    bool any = false;
    for (int pass = 0; pass < 2 && !any; ++pass) {
      for (const ActorMention& mention : a_.actors_of(who)) {
        if (mention.modifier == (pass == 0) || (is_bare(mention) && a_.actors_of(who).size() > 1)) continue;
        add_once(list, is_bare(mention) ? named_behind(who, mention) : best_name(who, mention));
        any = true;
      }
    }
    if (!any && (who.bits & (noun::kName | noun::kPerson)) != 0 && !is_bare_number(who)) {
      ActorMention words;
      words.span = words_of(who);
      words.first = who.first_token;
      words.last = who.last_token;
      words.kind = ActorKind::person;
      add_once(list, words);
    }
  }

  /// "gunmen suspected to be members of the group": who they are taken for says more than the noun.
  bool is_presumed(const Group& who) const {
    if (who.apposition < 2) return false;
    const bool from = group(who.apposition - 1).kind == GroupKind::preposition;
    if (group(who.apposition - (from ? 2 : 1)).cls != TermClass::report) return false;
    const auto actors = a_.actors_of(group(who.apposition));
    return std::ranges::any_of(actors, [](const ActorMention& m) { return m.origin != ActorOrigin::generic; });
  }

  /// "Mayor Ana Ruiz": the name without the title.
  ActorMention person_named(const Group& who) const {
    ActorMention name;
    name.first = a_.lexemes[who.name_first].first;
    name.last = a_.lexemes[who.name_last - 1].last;
    name.span = a_.span_of(name.first, name.last);
    name.kind = ActorKind::person;
    return name;
  }

  /// "forces", "troops": words that name nobody.
  bool is_bare(const ActorMention& mention) const {
    return mention.origin == ActorOrigin::words && mention.last - mention.first == 1 && !a_.shouted &&
           !a_.tokens[mention.first].is(shape::kInitialCapital);
  }

  /// "the forces of Tel Tamr Military Council": a bare word for a force has the name that its complement gives.
  ActorMention named_behind(const Group& who, const ActorMention& mention) const {
    std::uint32_t at = mention.last;
    if (at + 1 >= who.last_token || a_.tokens[at].folded.text != "of") return mention;
    ++at;
    while (at < who.last_token && (a_.tokens[at].folded.text == "the" || !a_.tokens[at].is_word())) ++at;
    if (at >= who.last_token || !a_.tokens[at].is(shape::kInitialCapital)) return mention;
    ActorMention named = mention;
    named.first = at;
    named.last = who.last_token;
    named.span = a_.span_of(named.first, named.last);
    return named;
  }

  /// "members of ISIS", "ISIS fighters": the organisation says more than the generic noun.
  ActorMention best_name(const Group& who, const ActorMention& mention) const {
    if (mention.origin != ActorOrigin::generic) return mention;
    for (const ActorMention& other : a_.actors_of(who)) {
      const bool named = other.origin == ActorOrigin::known || (other.origin == ActorOrigin::country && !other.metonym);
      if (named && other.kind != ActorKind::civilians && mention.kind != ActorKind::civilians) return other;
    }
    return mention;
  }

  bool is_bare_number(const Group& who) const {
    const Tag tag = a_.lexemes[who.head].tag;
    return a_.tokens[a_.lexemes[who.head].first].cls == TokenClass::number || (tag != Tag::noun && tag != Tag::proper);
  }

  void fill_target(EventDraft& d, std::int32_t g) {
    each_coordinated(g, [&](std::int32_t member) {
      const Group& what = group(member);
      if (what.kind != GroupKind::noun || (what.bits & noun::kPronoun) != 0) return;
      if (what.place >= 0) add_once(d.places, a_.places[static_cast<std::size_t>(what.place)].mention);
      const bool only_place = (what.bits & noun::kPlace) != 0 && (what.bits & (noun::kThing | noun::kPerson)) == 0;
      if (only_place) return;
      if (d.target_group < 0) d.target_group = member;
      // What a bare name stands for is known only where none but persons can suffer the deed.
      const bool bare_name = (what.bits & (noun::kPerson | noun::kActor | noun::kThing)) == 0;
      if (!bare_name || is_done_to_persons(d)) add_actors_of(what, d.targets);
    });
  }

  bool is_done_to_persons(const EventDraft& d) const {
    if (d.type == 0) return true;
    return category_of(d) == "violence_against_civilians" || type_of(d) == "arrest" || type_of(d) == "release";
  }

  void fill_casualties(EventDraft& d, std::int32_t g, Count& count, bool& has) {
    if (has) return;
    // "recovered bodies": however many.
    if (concept_name(group(d.group).concept_id) == "v:recover" && !group(g).counted) return;
    has = true;
    if (is_number_of(group(g))) {
      count = told_number(d.group);
      has = count.known();
      add_actors_of(group(g), d.targets);
      return;
    }
    bool first = true;
    const bool list = is_list(g);
    // "The mayor and leader of the party was killed": the verb knows that it is one.
    const bool one = !group(g).plural && is_singular(d.group);
    std::int32_t before = -1;
    each_coordinated(g, [&](std::int32_t member) {
      const Group& who = group(member);
      const std::int32_t previous = std::exchange(before, member);
      if (!first && (who.bits & (noun::kPerson | noun::kActor | noun::kName)) == 0) return;
      if (!first && ((one && !is_possessive(who)) || (!list && is_same_person(who)))) return;
      if (previous >= 0 && (is_name_of(who, previous) || is_office_of(who, previous))) return;
      if (is_reflexive(who)) return;
      // "312 fighters and civilians": one number for both.
      if (!first && !who.counted && who.plural && group(g).count.value.value_or(0) > 1) {
        add_actors_of(who, d.targets);
        return;
      }
      const Count part = number_of(who);
      count = first ? part : count + part;
      first = false;
      add_actors_of(who, d.targets);
      if (d.target_group < 0 && !is_bare_number(who)) d.target_group = member;
    });
    has = !first;
    // "Two civilians, a father and his son": said again, not more.
    const std::int64_t said = group(g).count.value.value_or(0);
    if (said > 1 && count.value == 2 * said) count = group(g).count;
    if (has) add_companions(d, g, count);
    if (&has == &d.has_killed) d.killed_more = says_more(group(g)) || says_more(group(d.group));
    d.filled |= bit(Slot::target);
  }

  /// "three others", "was also killed", "was killed too"
  bool says_more(const Group& of) const {
    if (says(of, "also") || says(of, "other") || says(of, "others") || says(of, "another")) return true;
    if (of.kind != GroupKind::verb || of.last_token >= a_.tokens.size()) return false;
    const std::string_view next = a_.tokens[of.last_token].folded.text;
    const bool as_well = next == "as" && of.last_token + 1 < a_.tokens.size() &&
                         a_.tokens[of.last_token + 1].folded.text == "well" &&
                         (of.last_token + 2 == a_.tokens.size() || a_.tokens[of.last_token + 2].folded.text != "as");
    return next == "also" || next == "too" || as_well;
  }
  Count number_of(const Group& who) const {
    if (who.count.known()) return who.count;
    const std::string_view word = first_word(who);
    if (word == "they" || word == "them") return {std::nullopt, 2, std::nullopt};
    if (!who.plural) return Count::exactly(1);
    return who.definite ? Count{} : Count{std::nullopt, 2, std::nullopt};
  }

  /// "A judge was killed along with his driver", "a sheikh as well as six of his guards", "shot dead with his wife and
  /// two children": who suffered it beside those of group `g`.
  void add_companions(EventDraft& d, std::int32_t g, Count& count) const {
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    for (std::int32_t k = std::min(g, d.group) + 1; k + 1 < size; ++k) {
      if (group(k).kind == GroupKind::stop || (group(k).kind == GroupKind::verb && k > d.group)) return;
      if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::relative) k = std::max(k, d.group);
      if (k + 1 >= size) return;
      if (group(k).kind == GroupKind::preposition && first_word(k) == "including") return;  // a part has companions
      const Group& who = group(k + 1);
      if (group(k).kind != GroupKind::preposition || who.kind != GroupKind::noun || k + 1 == g) continue;
      const bool own = is_possessive(who);
      if (!joins_persons(group(k)) && !(own && first_word(k) == "with")) continue;
      if ((who.bits & (noun::kPerson | noun::kActor)) == 0 || !(own || who.counted)) continue;
      each_coordinated(k + 1, [&](std::int32_t member) {
        const Group& with = group(member);
        // "his two sons, Ana and Luis": who they are is told already.
        const bool name = a_.lexemes[with.head].tag == Tag::proper && !with.counted && !is_possessive(with);
        if ((with.bits & (noun::kPerson | noun::kActor)) == 0 || name) return;
        count = count + number_of(with);
        add_actors_of(group(member), d.targets);
      });
      return;
    }
  }
  bool joins_persons(const Group& preposition) const {
    if (preposition.concept_id == 0) return false;
    const std::string_view name = concept_name(preposition.concept_id);
    return name == "l:along_with" || name == "l:together_with" || name == "l:as_well_as" || name == "l:alongside";
  }
  /// "his wife", "their driver"
  bool is_possessive(const Group& who) const {
    const std::string_view word = first_word(who);
    return word == "his" || word == "her" || word == "their";
  }
  /// Three and more: "a technician, guard and driver".
  bool is_list(std::int32_t g) const {
    int members = 0;
    each_coordinated(g, [&](std::int32_t) { ++members; });
    return members > 2;
  }
  /// "the mayor, Ana Ruiz and two others": a name behind the office is its holder's.
  bool is_name_of(const Group& who, std::int32_t office) const {
    const Group& title = group(office);
    return &who == &group(office + 2) && group(office + 1).kind == GroupKind::comma && !who.counted && !who.plural &&
           a_.lexemes[who.head].tag == Tag::proper && a_.lexemes[who.first].tag != Tag::determiner && !title.plural &&
           (title.bits & noun::kPerson) != 0 && title.name_last == 0 && a_.lexemes[title.head].tag == Tag::noun;
  }

  /// "Ana Ruiz, the director of a bank": what somebody is, behind the name.
  bool is_office_of(const Group& who, std::int32_t name) const {
    return &who == &group(name + 2) && group(name + 1).kind == GroupKind::comma && who.definite && !who.counted &&
           !who.plural && (who.bits & noun::kPerson) != 0 && a_.lexemes[who.head].tag == Tag::noun &&
           a_.lexemes[group(name).head].tag == Tag::proper;
  }

  /// "killing himself and three soldiers": who does it is no victim of it.
  bool is_reflexive(const Group& who) const {
    const std::string_view word = first_word(who);
    return word == "himself" || word == "herself" || word == "themselves" || word == "itself";
  }
  /// "a tribal elder and member of the council": a singular noun without an article goes on about the same one.
  bool is_same_person(const Group& who) const {
    const Tag tag = a_.lexemes[who.first].tag;
    const Tag head = a_.lexemes[who.head].tag;  // "a poet and novelist Ana Ruiz"
    return !who.counted && !who.definite && !who.plural && tag == Tag::noun &&
           (head == Tag::noun || head == Tag::proper);
  }
  bool is_singular(std::int32_t verb) const {
    if ((group(verb).bits & verbal::kPassive) == 0) return false;
    const std::string_view word = first_word(verb);
    return word == "was" || word == "is" || word == "has";
  }

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
