#include "extract/event_mentions.h"

#include <algorithm>
#include <map>

#include "extract/event_circumstances.h"
#include "extract/event_drafts.h"
#include "extract/event_judge.h"
#include "extract/event_refinement.h"
#include "extract/event_sources.h"
#include "extract/event_weapons.h"

namespace sitrep {
namespace {

/// Turns the drafts of a sentence into event mentions: status, place, date, roles, words.
class Emitter : DraftStage {
 public:
  Emitter(SentenceDrafts& sentence, const Lexicon& lexicon, std::span<const RefinementRow> refinements,
          std::uint32_t first_date)
      : DraftStage(sentence, lexicon),
        refinements_(refinements),
        first_date_(first_date),
        judge_(sentence, lexicon, first_date),
        sources_(sentence, lexicon),
        weapons_(sentence, lexicon) {}

  void run(std::vector<EventMention>& out) {
    sources_.run();
    const std::size_t first = out.size();
    for (EventDraft& d : s_.drafts) {
      if (d.fused_into < 0) emit(d, out);
    }
    note_casualties(first, out);
    if (s_.trace != nullptr) settle_trace();
  }

 private:
  /// Steps on drafts become steps on the mentions that came of them.
  void settle_trace() {
    for (EventStep& step : s_.trace->steps) {
      if (step.draft < 0) continue;
      const auto emitted = mention_of_.find(root(step.draft));
      step.mention = emitted == mention_of_.end() ? -1 : emitted->second;
      step.draft = -1;
    }
  }
  void reject(const EventDraft& d, std::string_view why) const {
    note(draft_of(d.group), Decision::rejected, why, a_.span_of(group(d.group)));
  }
  void push(const EventDraft& d, EventMention event, std::vector<EventMention>& out) {
    if (s_.trace != nullptr) mention_of_[draft_of(d.group)] = static_cast<std::int32_t>(out.size());
    out.push_back(std::move(event));
  }

  /// "No casualties were reported", "amid reports of casualties", "leaving injuries": said of the sentence's last
  /// event, else of the one told before.
  void note_casualties(std::size_t first, std::vector<EventMention>& out) const {
    for (std::size_t g = 0; g < a_.groups.size(); ++g) {
      const Casualties said = casualties_of(a_.groups[g]);
      if (said == Casualties::unsaid) continue;
      if (out.size() > first) {
        for (std::size_t e = first; e < out.size(); ++e) {
          if (out[e].casualties == Casualties::unsaid && out[e].status != EventStatus::planned)
            out[e].casualties = said;
        }
        return;
      }
      EventMention mention;
      mention.type = kNoType;
      mention.background = mention.definite = true;
      mention.casualties = said;
      mention.trigger = mention.clause = a_.span_of(a_.groups[g]);
      mention.sentence = a_.number;
      mention.paragraph = a_.sentence.paragraph;
      out.push_back(std::move(mention));
      return;
    }
  }

  Casualties casualties_of(const Group& what) const {
    if (what.kind != GroupKind::noun || what.cls != TermClass::casualty || what.concept_id == 0)
      return Casualties::unsaid;
    const std::string_view name = concept_name(what.concept_id);
    if (name != "k:casualties" && name != "k:injury" && name != "k:death") return Casualties::unsaid;
    const auto number = static_cast<std::size_t>(&what - a_.groups.data());
    const bool without = number > 0 && first_word(a_.groups[number - 1]) == "without";
    if (without || (what.count.max && *what.count.max == 0)) return Casualties::none;
    if (what.definite) return Casualties::unsaid;  // "the casualties of last year"
    // "casualties unknown", "no information on casualties", "whether there were casualties": nothing is said.
    for (const Group& other : a_.groups) {
      if (other.kind == GroupKind::verb &&
          (other.modality == Modality::negated || other.modality == Modality::hypothetical))
        return Casualties::unsaid;
      if (other.kind == GroupKind::noun && other.count.max && *other.count.max == 0) return Casualties::unsaid;
    }
    for (const Lexeme& lexeme : a_.lexemes) {
      if (concept_name(lexeme.concept_id) == "l:unknown") return Casualties::unsaid;
    }
    return Casualties::reported;
  }

  void emit(EventDraft& d, std::vector<EventMention>& out) {
    if (d.type == 0) {
      emit_casualties(d, out);
      return;
    }
    std::vector<std::int32_t> clauses = {d.clause};
    for (const auto& [to, from] : s_.fused_clauses) {
      if (root(to) == draft_of(d.group)) add_once(clauses, from);
    }
    add_relatives(d, clauses);
    EventMention event;
    if (!judge_.set_status(d, event)) return reject(d, "denied, impossible, only possible, or how things are");
    set_circumstances(s_, lexicon_, first_date_, d, clauses, event);
    if (judge_.is_charge(d)) {
      event.background |=
          judge_.is_charge_aside(d) || event.status == EventStatus::planned || (!event.own_place && !event.own_date);
      if (event.status == EventStatus::occurred) event.status = EventStatus::alleged;
    }
    // "plans a campaign …, with another since the beginning of the month": what has a past is no plan.
    if (event.status == EventStatus::planned && judge_.has_past(event)) event.status = EventStatus::ongoing;
    event.background |=
        event.status == EventStatus::planned && !event.own_place && !event.own_date && judge_.is_mere_purpose(d);
    if (tells_where(d, event)) return emit_reference(d, clauses, event, out);
    const bool only_dates = !judge_.has_evidence(d, event.own_place);
    if (only_dates && !judge_.only_dates(d, event)) return reject(d, "the roles that its trigger needs are not told");
    event.needs_place = !judge_.has_evidence(d, false);
    if (judge_.is_repeated(event)) return reject(d, "told of many times, not of one");
    event.background |= judge_.is_general(d, event);
    set_roles(d, event);
    event.means = weapons_.means_of(d, clauses);
    set_text(d, clauses, event);
    const RefinementRow* refinement = refinement_of(refinements_, s_, lexicon_, d, event);
    const std::uint16_t type = refinement == nullptr ? d.type : refinement->becomes;
    if (refinement != nullptr)
      note(draft_of(d.group), Decision::refined, rule_of(*refinement, lexicon_), event.trigger);
    if (type == 0) return reject(d, "who did it or suffered it makes it no event");
    if (lexicon_.event_types()[type - 1u].off != 0) return reject(d, "its type is switched off");
    event.type = static_cast<std::uint16_t>(type - 1);
    // Each drone that is brought down is an interception.
    if (d.weapon_group >= 0 && lexicon_.text(lexicon_.event_types()[event.type].type) == "interception") {
      event.count = group(d.weapon_group).count;
      take_owners(group(d.weapon_group), event);
    }
    const ConceptRow& word = concept_row(group(d.group).concept_id);
    event.vague = word.vague && word.type == d.type && (refinement == nullptr || !tells_means(*refinement));
    if (only_dates) event.background = event.definite = true;
    push(d, std::move(event), out);
  }

  /// "an airdrop which they carried out on Sunday in the village": what is told of the event noun.
  void add_relatives(const EventDraft& d, std::vector<std::int32_t>& clauses) const {
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const Clause& k = a_.clauses[c];
      if (k.link != ClauseLink::relative || k.opener < 0 || k.verb < 0) continue;
      const std::int32_t other = draft_of(k.verb);
      if (other >= 0 && draft(root(other)).type != 0 && &draft(root(other)) != &d) continue;
      if (k.subject == d.group || std::ranges::find(k.rest, d.group) != k.rest.end())
        add_once(clauses, static_cast<std::int32_t>(c));
    }
  }

  /// "The incident occurred in the village of A": where, or when, what was told before happened.
  bool tells_where(const EventDraft& d, const EventMention& event) const {
    const Group& trigger = group(d.group);
    const bool told = trigger.kind == GroupKind::noun && trigger.definite && !trigger.plural &&
                      concept_name(trigger.concept_id) == "n:incident";
    return told && !d.has_killed && !d.has_injured && event.own_place && event.status == EventStatus::occurred;
  }
  void emit_reference(const EventDraft& d, const std::vector<std::int32_t>& clauses, EventMention& event,
                      std::vector<EventMention>& out) {
    event.background = event.definite = true;
    event.type = kNoType;
    set_text(d, clauses, event);
    push(d, std::move(event), out);
  }

  /// Casualties without an event in their sentence: merged later into the event before.
  void emit_casualties(EventDraft& d, std::vector<EventMention>& out) {
    if (!d.has_killed && !d.has_injured && d.targets.empty()) return;
    EventMention event;
    if (!judge_.set_status(d, event)) return;
    event.background = true;
    event.definite = true;
    std::vector<std::int32_t> clauses = {d.clause};
    set_circumstances(s_, lexicon_, first_date_, d, clauses, event);
    set_roles(d, event);
    event.means = weapons_.means_of(d, clauses);
    set_text(d, clauses, event);
    event.type = kNoType;
    push(d, std::move(event), out);
  }

  void set_roles(const EventDraft& d, EventMention& event) const {
    event.actors = d.actors;
    std::erase_if(event.actors, [](const ActorMention& actor) { return actor.kind == ActorKind::media; });
    if (d.actor_group >= 0 && (group(d.actor_group).bits & noun::kPronoun) == 0)
      event.actor_words = words_of(group(d.actor_group));
    for (const ActorMention& actor : d.actors) event.actor_words = join(event.actor_words, actor.span);
    for (const ActorMention& target : d.targets) {
      if (std::ranges::find(event.actors, target) == event.actors.end()) add_once(event.targets, target);
    }
    if (d.target_group >= 0) {
      const Group& target = group(d.target_group);
      event.target_words = words_of(target);
      if (d.target_last > d.target_group) event.target_words = join(event.target_words, words_of(group(d.target_last)));
      // "and shot him": whom it means.
      if (a_.lexemes[target.head].tag == Tag::pronoun)
        event.target_words = event.targets.empty() ? Span() : event.targets.front().span;
      event.target_head = a_.span_of(a_.lexemes[target.head].first, a_.lexemes[target.head].last);
      event.target_definite = target.definite;
      if (target.counted && !d.has_killed && !d.has_injured && (target.bits & noun::kPerson) != 0)
        event.suffered = target.count;
    }
    const Group& trigger = group(d.group);
    if (d.weapon_group >= 0) weapons_.set_weapon(group(d.weapon_group), event);
    if (event.weapon_words.empty() && trigger.kind == GroupKind::noun)
      weapons_.set_named_weapon(a_.lexemes[trigger.head], event);
    if (trigger.kind == GroupKind::noun && trigger.cls == TermClass::trigger) {
      event.count = is_number_of(trigger) ? told_number(d.group) : trigger.count;
      event.definite = trigger.definite || judge_.named_by_day(d);
      const std::int32_t verb = clause(d.clause).verb;
      const std::string_view said = verb >= 0 ? concept_name(group(verb).concept_id) : std::string_view();
      event.attributed = said == "v:attribute" || said == "v:blame" || (said == "v:claim_resp" && trigger.definite);
      event.another = trigger.another;
      event.similar = says(trigger, "similar");
      event.background |= event.similar && judge_.is_habit(d, event);
      event.ordinal = trigger.ordinal;
    }
    if (trigger.kind == GroupKind::verb && trigger.cls == TermClass::trigger) event.count = times_told(d);
    event.toll = is_toll(d);
    if (d.actor_group >= 0) {
      const Group& who = group(d.actor_group);
      event.actor_definite = (who.bits & noun::kPronoun) != 0 ||
                             (who.definite && std::ranges::all_of(d.actors, [&](const ActorMention& a) {
                                return a.origin == ActorOrigin::generic ||
                                       (a.origin == ActorOrigin::words && a_.lexemes[who.head].tag == Tag::noun);
                              }));
    }
    event.killed = d.has_killed ? d.killed : Count{};
    event.killed_more = d.killed_more;
    event.injured = d.has_injured ? d.injured : Count{};
    event.source = sources_.source();
    event.source_words = sources_.words();
    event.verb = trigger.kind == GroupKind::verb;
    if (event.verb) {
      const std::string_view first = first_word(trigger);
      event.perfect = (first == "have" || first == "has") && (trigger.bits & verbal::kInfinitive) == 0;
      // "the shells were fired from", "the bomb went off": told before.
      const std::int32_t subject = clause(d.clause).subject;
      const auto munitions = [&](std::int32_t g) {
        return g >= 0 && (group(g).bits & noun::kWeapon) != 0 && group(g).definite;
      };
      event.definite = munitions(subject) || munitions(d.weapon_group);
      // "At least five were shot dead": a bare number speaks of those told of before.
      const bool of_those = d.has_killed && d.targets.empty() && d.target_group < 0;
      event.casualty = d.actors.empty() && (is_casualty_verb(trigger.concept_id) || of_those);
    }
  }

  /// "shot down a Russian drone": against whom.
  void take_owners(const Group& munition, EventMention& event) const {
    if (!event.targets.empty()) return;
    for (const ActorMention& owner : a_.actors_of(munition)) {
      if (owner.named() && std::ranges::find(event.actors, owner) == event.actors.end()) event.targets.push_back(owner);
    }
  }

  /// "shelled the town five times": how often the verb's deed was done.
  Count times_told(const EventDraft& d) const {
    for (const std::int32_t g : clause(d.clause).rest) {
      const Group& times = group(g);
      if (g < d.group || times.kind != GroupKind::noun || !times.counted || times.governed) continue;
      if (a_.tokens[a_.lexemes[times.head].first].folded.text == "times" && times.last == times.head + 1)
        return times.count;
    }
    return {};
  }

  bool is_casualty_verb(std::uint16_t id) const { return concept_name(id) == "v:kill"; }

  /// The words from the first of two spans to the last.
  static Span join(Span a, Span b) {
    if (a.empty()) return b;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
  }

  void set_text(const EventDraft& d, std::span<const std::int32_t> clauses, EventMention& event) const {
    const Group& trigger = group(d.group);
    event.trigger = a_.span_of(trigger);
    event.trigger_concept = trigger.concept_id;
    Span span = event.trigger;
    for (std::int32_t c : clauses) {
      const Clause& k = clause(c);
      const auto widen = [&](std::int32_t g) {
        if (g < 0) return;
        const Span part = a_.span_of(group(g));
        span.begin = std::min(span.begin, part.begin);
        span.end = std::max(span.end, part.end);
      };
      widen(k.subject);
      widen(k.verb);
      for (std::int32_t g : k.rest) {
        if (group(g).kind == GroupKind::noun || group(g).kind == GroupKind::date) widen(g);
      }
    }
    event.clause = span;
    event.sentence = a_.number;
    event.paragraph = a_.sentence.paragraph;
    event.headline = a_.sentence.kind == SentenceKind::headline;
    event.patterns = d.patterns;
  }

  std::span<const RefinementRow> refinements_;
  std::uint32_t first_date_;
  EventJudge judge_;
  SourceReader sources_;
  WeaponReader weapons_;
  std::map<std::int32_t, std::int32_t> mention_of_;  ///< of each draft that became one; only while traced
};

}  // namespace

EventStage::EventStage(const Image& image, const Lexicon& lexicon)
    : lexicon_(lexicon), patterns_(image, lexicon), refinements_(image.section<RefinementRow>("pat.refinements")) {}

void EventStage::run(const SentenceAnalysis& analysis, std::uint32_t first_date, std::vector<EventMention>& out) {
  SentenceDrafts sentence(analysis);
  sentence.trace = trace_;
  gather_drafts(sentence, lexicon_, patterns_, matches_);
  if (sentence.drafts.empty()) return;
  fuse_drafts(sentence, lexicon_);
  Emitter(sentence, lexicon_, refinements_, first_date).run(out);
}

std::string_view name_of(EventStatus status) {
  constexpr std::string_view kNames[] = {"occurred", "ongoing", "planned", "alleged", "denied", "averted"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name_of(Decision decision) {
  constexpr std::string_view kNames[] = {"role",   "fused",   "refined", "rejected", "told",
                                         "merged", "dropped", "date",    "place",    "judged"};
  return kNames[static_cast<std::size_t>(decision)];
}

std::string_view name_of(EventScope scope) { return scope == EventScope::cumulative ? "cumulative" : "incident"; }

}  // namespace sitrep
