#include "extract/merge.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "extract/event_facts.h"
#include "extract/event_kinds.h"
#include "extract/telling_evidence.h"

namespace sitrep {
namespace {

/// Events that a mention is compared with: those told last.
constexpr std::size_t kLookBack = 60;
/// Evidence that it takes to see one event in two mentions.
constexpr double kSameEvent = 3;
constexpr double kCasualtyReport = 2;
/// … and that it takes where the words refer to something told before.
constexpr double kReference = 1;
/// Events so many sentences apart are told in one breath.
constexpr std::uint32_t kBreath = 2;
/// In a text of no more sentences than this, all that is told is news.
constexpr std::size_t kShortReport = 3;
/// "the attack" speaks of an event told at most this many sentences before.
constexpr std::uint32_t kDefiniteReach = 12;

class Merger : EventKinds, TellingEvidence {
 public:
  Merger(const Section& section, const Engine& engine, EventTrace* trace)
      : EventKinds(engine), TellingEvidence(section, engine), trace_(trace) {}

  std::vector<Event> run() {
    for (std::uint32_t m = 0; m < section_.events.size(); ++m) take(m);
    for (Event& event : events_) settle_type(event.told);
    std::erase_if(events_, [](const Event& e) { return e.told.background || e.told.type == kNoType; });
    if (section_.sentences.size() > kShortReport) drop_passing();
    for (const Event& event : events_) {
      if (type_name(event.told.type) == "claim_of_responsibility") take_claim(event.told);
    }
    return std::move(events_);
  }

 private:
  /// A deed of which a report says one thing and no more, who did it or to whom, and neither where, when nor with how
  /// many dead: "the attacks by the rebels", "houses were burned". Whom it names, it tells of.
  bool is_told_in_passing(const EventMention& told) const {
    const std::string_view kind = category(told.type), type = type_name(told.type);
    if (kind != "remote_violence" && kind != "violence_against_civilians" && type != "armed_attack" &&
        type != "property_destruction" && type != "looting")
      return false;
    if (told.headline || !told.places.empty() || !told.dates.empty() || told.scope == EventScope::cumulative)
      return false;
    if (std::ranges::any_of(told.targets, [&](const ActorMention& m) { return is_full_name(m); })) return false;
    const auto some = [](const Count& count) { return count.min.value_or(count.value.value_or(0)) > 0; };
    const bool whom = !told.targets.empty() || !told.target_words.empty();
    const bool hurt = some(told.killed) || some(told.injured);
    const bool many = told.count.min.value_or(told.count.value.value_or(1)) > 1;
    // "the murder of the priests": one of which everybody knows.
    const bool known = told.definite && told.target_definite && kind == "violence_against_civilians";
    return !told.actors.empty() + whom + hurt + many + known + !told.weapon_words.empty() < 2;
  }

  void drop_passing() {
    std::vector<Event> kept;
    bool placed = false;  // the one before has a place, its own or in one breath that of another
    for (Event& event : events_) {
      const bool beside = placed && is_beside(section_, kept.back(), event.told);
      if (is_told_in_passing(event.told) && !beside) {
        if (trace_ != nullptr) note_passing(event);
        continue;
      }
      placed = !event.told.places.empty() || (beside && !event.told.elsewhere);
      kept.push_back(std::move(event));
    }
    events_ = std::move(kept);
  }

  void note_passing(const Event& event) const {
    trace_->add({Decision::dropped, event.told.sentence, static_cast<std::int32_t>(event.mentions.front()),
                 static_cast<std::uint16_t>(event.told.type + 1), -1, std::nullopt, event.told.clause,
                 "told in passing: not even two of who, whom, where, when and how many", -1});
  }

  /// "The group claimed responsibility": for the violent event told last, when nobody else is named for it.
  void take_claim(const EventMention& claim) {
    const auto unnamed = [](const ActorMention& m) { return m.origin == ActorOrigin::generic; };
    if (claim.actors.empty() || unnamed(claim.actors.front())) return;
    Event* claimed = nullptr;
    for (Event& event : events_) {
      const EventMention& told = event.told;
      const bool before = told.sentence <= claim.sentence && claim.sentence - told.sentence <= kDefiniteReach;
      if (before && is_violent(told.type) && told.status == EventStatus::occurred) claimed = &event;
    }
    if (claimed == nullptr || !std::ranges::all_of(claimed->told.actors, unnamed)) return;
    claimed->told.actors = claim.actors;
    claimed->told.actor_words = claim.actor_words;
    if (trace_ == nullptr) return;
    const auto mention = static_cast<std::int32_t>(claimed->mentions.front());
    const auto type = static_cast<std::uint16_t>(claimed->told.type + 1);
    trace_->add({Decision::role, claim.sentence, mention, type, -1, Slot::actor, claim.actor_words,
                 "claims responsibility, and nobody else is named", -1});
  }

  void take(std::uint32_t m) {
    const EventMention mention = read_in_context(section_.events[m]);
    std::size_t best = events_.size();
    double best_score = mention.type == kNoType || is_bare(mention) ? kReference
                        : mention.casualty                          ? kCasualtyReport
                                                                    : kSameEvent;
    const double needed = best_score;
    std::optional<std::pair<std::size_t, double>> nearest;
    const std::size_t begin = events_.size() > kLookBack ? events_.size() - kLookBack : 0;
    for (std::size_t e = begin; e < events_.size(); ++e) {
      const std::optional<double> score = sameness(events_[e], mention);
      if (score && (!nearest || *score >= nearest->second)) nearest = {e, *score};
      // Of equals the one told last.
      if (score && *score >= best_score) {
        best = e;
        best_score = *score;
      }
    }
    const bool fresh = best == events_.size() && (!is_bare(mention) || nothing_like(mention));
    if (trace_ != nullptr) {
      note(m, mention,
           best < events_.size() ? Decision::merged
           : fresh               ? Decision::told
                                 : Decision::dropped,
           nearest, needed);
    }
    if (best < events_.size())
      add(events_[best], mention, m);
    else if (fresh)
      events_.push_back({mention, {m}, nearest ? std::optional(nearest->second) : std::nullopt});
  }

  /// Takes down what became of a mention, and how near the nearest event was.
  void note(std::uint32_t m, const EventMention& mention, Decision decision,
            const std::optional<std::pair<std::size_t, double>>& nearest, double needed) const {
    char rule[160] = "nothing like it was told before";
    if (nearest) {
      std::snprintf(rule, sizeof rule, "%s the event of sentence %u: evidence %.1f, %.1f needed",
                    decision == Decision::merged ? "is" : "is not", events_[nearest->first].told.sentence,
                    nearest->second, needed);
    }
    if (mention.background && decision == Decision::told) decision = Decision::dropped;
    const std::uint16_t type = mention.type == kNoType ? 0 : static_cast<std::uint16_t>(mention.type + 1);
    trace_->add(
        {decision, mention.sentence, static_cast<std::int32_t>(m), type, -1, std::nullopt, mention.clause, rule, -1});
  }

  /// The event told last of which the test holds; null: none.
  template <class Test>
  const EventMention* told_last(Test&& test) const {
    const auto found = std::find_if(events_.rbegin(), events_.rend(), [&](const Event& e) { return test(e.told); });
    return found == events_.rend() ? nullptr : &found->told;
  }

  /// Without the names that are no places after all; "similar attacks" are of the kind told last.
  EventMention read_in_context(EventMention mention) const {
    std::erase_if(mention.places, [&](std::uint32_t p) { return section_.resolved_places[p].rejected; });
    mention.own_place &= !mention.places.empty();
    mention.background |= mention.needs_place && !mention.own_place;
    // "six raids on the area", behind airstrikes
    const bool raids = mention.vague && !mention.verb && type_name(mention.type) == "security_operation" &&
                       mention.count.min.value_or(mention.count.value.value_or(1)) > 1;
    if (raids) {
      if (const auto* told = told_last([&](const EventMention& e) { return type_name(e.type) == "airstrike"; })) {
        mention.type = told->type;
        return mention;
      }
    }
    // "similar attacks", "the 21st attack this year": of the kind told last.
    if ((!mention.similar && mention.ordinal < 2) || !mention.vague) return mention;
    if (const auto* told = told_last([&](const EventMention& e) { return is_violent(e.type); })) {
      mention.type = told->type;
      mention.vague = told->vague;
    }
    return mention;
  }

  /// "the attack", "her brother was killed": without place, date and author it speaks of something told before.
  static bool is_bare(const EventMention& m) {
    return (m.definite || m.casualty || m.attributed) && m.type != kNoType && !m.own_place && !m.own_date &&
           (m.actors.empty() || m.attributed);
  }

  /// What a bare mention could speak of was not told: nothing was, or it is a deed and no deed was, or none done to the
  /// person that it names.
  bool nothing_like(const EventMention& m) const {
    if (events_.empty()) return true;
    if (m.targets.size() == 1 && is_full_name(m.targets.front()) && m.killed.known())
      return std::ranges::none_of(events_, [&](const Event& e) {
        return std::ranges::any_of(e.told.targets, [&](const ActorMention& t) { return same_actor(t, m.targets[0]); });
      });
    return is_violent(m.type) && (!m.targets.empty() || m.killed.known()) &&
           std::ranges::none_of(events_, [&](const Event& e) { return is_violent_or_none(e.told.type); });
  }

  /// Types that one event can be told by, `joint` of two; empty when they are different things.
  std::optional<double> type_fit(const Event& event, const EventMention& mention, bool joint) const {
    if (mention.type == kNoType) return is_violent_or_none(event.told.type) ? std::optional<double>(0.5) : std::nullopt;
    if (event.told.type == kNoType) return is_violent(mention.type) ? std::optional<double>(0.5) : std::nullopt;
    if (event.told.type == mention.type || joint) return 1.0;
    if (!is_violent(event.told.type) || !is_violent(mention.type)) return std::nullopt;
    if (mention.vague || mention.casualty || event.told.vague)
      return mention.definite || mention.actor_definite || event.told.headline ? 0.8 : 0.3;
    return category(event.told.type) == category(mention.type) ? std::optional<double>(0.0) : std::nullopt;
  }

  /// Evidence that `mention` tells of `event`; empty when something speaks against it.
  std::optional<double> sameness(const Event& event, const EventMention& mention) const {
    const EventMention& told = event.told;
    if (told.scope != mention.scope) return std::nullopt;
    if (told.status == EventStatus::averted && mention.killed.min.value_or(0) > 0) return std::nullopt;
    const bool both_real = told.status != EventStatus::planned && mention.status != EventStatus::planned;
    if (!both_real && told.status != mention.status) return std::nullopt;
    const bool joint = told.type != mention.type && joint_type(told, mention);
    std::optional<double> score = type_fit(event, mention, joint);
    const auto weigh = [&](std::optional<double> part) {
      if (!part)
        score.reset();
      else if (score)
        *score += *part;
    };
    const bool once = is_done_once(told, mention);
    if (once && score) *score += 2;
    const auto weigh_unless_once = [&](std::optional<double> part) {
      weigh(once ? std::max(part.value_or(0), 0.0) : part);
    };
    if (score) weigh_unless_once(date_evidence(told, mention));
    if (score) weigh_unless_once(place_evidence(told, mention));
    // Police and crowd act in one event, each in its part.
    if (score && !joint) weigh_unless_once(actor_evidence(told, mention));
    if (score) weigh(target_evidence(told, mention));
    if (score) weigh(figure_evidence(told, mention));
    if (score) *score += discourse_evidence(event, mention, joint);
    return score;
  }

  /// "Ruiz was assassinated", "the murder of Judge Ana Ruiz": nobody is killed twice, whatever else is told otherwise.
  bool is_done_once(const EventMention& a, const EventMention& b) const {
    if (!a.killed.min || *a.killed.min == 0 || !b.killed.min || *b.killed.min == 0) return false;
    return std::ranges::any_of(a.targets, [&](const ActorMention& x) {
      return is_person_name(x) && std::ranges::any_of(b.targets, [&](const ActorMention& y) {
               return is_person_name(y) && (is_full_name(x) || is_full_name(y)) && same_actor(x, y);
             });
    });
  }

  /// The only violent event told so far.
  bool is_lone(const Event& event) const {
    return is_violent_or_none(event.told.type) && std::ranges::none_of(events_, [&](const Event& other) {
             return &other != &event && !other.told.background && is_violent_or_none(other.told.type);
           });
  }

  /// The words are those of a telling before: bulletins go on with what the last one said.
  bool repeats(const Event& event, const EventMention& mention) const {
    constexpr std::size_t kFewest = 40;
    const std::string_view words = mention.clause.of(text());
    return std::ranges::any_of(event.mentions, [&](std::uint32_t m) {
      const bool same_kind = section_.events[m].type == mention.type || (mention.vague && !mention.verb);
      if (section_.events[m].sentence == mention.sentence && !same_kind) return false;
      const std::string_view before = section_.events[m].clause.of(text());
      const std::size_t length = std::min(words.size(), before.size());
      return length >= kFewest && words.substr(0, length) == before.substr(0, length);
    });
  }

  double discourse_evidence(const Event& event, const EventMention& mention, bool joint) const {
    const EventMention& last = section_.events[event.mentions.back()];
    const std::uint32_t gap = mention.sentence - last.sentence;
    double sum = 0;
    if (mention.definite && gap <= kDefiniteReach) sum += std::max(0.5, 2.5 - 0.3 * gap);
    // A headline is told again in the lead; a label before it ("Hama attack | …") by the headline itself.
    const bool only_headline =
        std::ranges::all_of(event.mentions, [&](std::uint32_t m) { return section_.events[m].headline; });
    if (only_headline && !mention.headline && mention.sentence - event.told.sentence <= 6)
      sum += event.told.type == mention.type ? 2.2 : 1.5;
    if (only_headline && mention.headline && gap == 1 && last.paragraph == mention.paragraph) sum += 2.2;
    // The same kind of event again, and nothing that tells it apart.
    const bool indistinct = !mention.own_place && !mention.own_date && !mention.headline && !mention.count.value;
    if (indistinct && event.told.type == mention.type && gap <= 6) sum += 1.5;
    // A crowd and what the police did to it; "the bomber" of the blast.
    const bool violent = is_violent(event.told.type) && is_violent(mention.type);
    if (joint && gap <= 2 && (violent ? mention.actor_definite : indistinct || gap == 0)) sum += 2;
    if (mention.type == kNoType || mention.casualty) sum += gap <= 1 ? 1.5 : gap <= 3 ? 0.8 : -1;
    // Told apart on purpose, where the words tell of two kinds.
    // "Explosions rocked the airport after missiles hit it": what was heard, and what it was.
    const bool heard = event.told.vague && type_name(event.told.type) == "explosion" && !event.told.killed.known();
    if (gap == 0 && !mention.definite && !mention.vague && event.told.type != mention.type && !joint && !heard)
      sum -= 1;
    // "attacked a market, killing eleven and abducting women": two deeds.
    if (gap == 0 && mention.verb && last.verb && !mention.definite && !mention.vague && !mention.casualty &&
        event.told.killed.known() && event.told.type != mention.type && mention.type != kNoType)
      sum -= 1.5;
    // "The attackers opened fire": those of whom was told.
    if (mention.actor_definite && indistinct && is_violent(mention.type) && is_violent_or_none(event.told.type) &&
        !event.told.actors.empty() && gap <= kDefiniteReach)
      sum += 1.5;
    // Who died, told of a document's only event: its victims; the only event of its kind, told again.
    if (mention.casualty && !mention.own_date && gap > 1 && is_lone(event)) sum += 1.5;
    if (indistinct && event.told.type == mention.type && is_lone(event)) sum += gap > 6 ? 1.5 : 0.5;
    if (repeats(event, mention)) sum += 3;
    if (mention.another) sum -= 3;
    const bool follows = gap >= 1 && gap <= kDefiniteReach && mention.type != kNoType;
    if (follows && is_violent(mention.type) && is_violent_or_none(event.told.type) &&
        adds_nothing(event.told, mention)) {
      // Of an event that nobody is said to have done or suffered, or whose victim was told of.
      const bool bare = mention.actors.empty() && mention.targets.empty() && mention.target_words.empty();
      const bool same_victim =
          speaks_of_target(event.told, mention) || std::ranges::any_of(mention.targets, is_person_name);
      sum += bare ? 2.5 : same_victim ? 1.6 : 0;
    }
    return sum;
  }

  /// The slots of a further mention: what was open is filled, a later figure of the same kind wins when it says more.
  void add(Event& event, const EventMention& mention, std::uint32_t m) {
    EventMention& told = event.told;
    event.mentions.push_back(m);
    const std::optional<std::uint16_t> joint = joint_type(told, mention);
    // Four explosions were heard, not four strikes.
    if (type_name(told.type) == "explosion" && mention.type != kNoType && mention.type != told.type &&
        told.count.value.value_or(1) != 1)
      told.count = mention.count;
    // "attack" and who was attacked: the target tells the kind.
    const bool told_target = told.vague && mention.vague && told.targets.empty() && !mention.targets.empty();
    if (told_target && mention.type != kNoType && is_violent(told.type) && is_violent(mention.type))
      told.type = mention.type;
    if (joint) {
      told.type = *joint;
      told.vague = false;
    } else if (mention.type != kNoType &&
               (told.type == kNoType || (told.vague && !mention.vague && is_violent(told.type) &&
                                         !(mention.definite && category(told.type) == "strategic")))) {
      told.type = mention.type;
      told.vague = mention.vague;
    }
    told.background &= mention.background;
    if (told.actors.empty() ||
        (std::ranges::all_of(told.actors, is_vague_actor) &&
         std::ranges::any_of(mention.actors, [](const ActorMention& a) { return !is_vague_actor(a); }))) {
      if (!mention.actors.empty()) {
        told.actors = mention.actors;
        told.actor_words = mention.actor_words;
      }
    }
    const bool named_before =
        std::ranges::any_of(told.targets, [](const ActorMention& t) { return !is_vague_actor(t); });
    for (const ActorMention& target : mention.targets) {
      if (named_before && is_vague_actor(target) && mention.sentence != told.sentence) continue;
      // The fullest form of a name is the best.
      for (ActorMention& known : told.targets) {
        if (is_person_name(known) && same_actor(known, target) && target.span.length() > known.span.length())
          known = target;
      }
      if (std::ranges::none_of(told.targets, [&](const ActorMention& t) { return same_actor(t, target); }) &&
          (told.targets.empty() || mention.headline == told.headline || told.headline))
        told.targets.push_back(target);
    }
    if (told.target_words.empty()) told.target_words = mention.target_words;
    if (told.weapon_words.empty()) {
      told.weapon_words = mention.weapon_words;
      told.weapon_concept = mention.weapon_concept;
    }
    if (told.means.empty()) told.means = mention.means;
    if (!told.source || (is_unnamed(*told.source) && mention.source && !is_unnamed(*mention.source))) {
      told.source = mention.source;
      told.source_words = mention.source_words;
    }
    // The clashes in which a town was captured are not so many captures.
    if (told.type == mention.type || told.vague || mention.vague) take_figure(told.count, mention.count);
    if (mention.toll && mention.killed.value)
      told.killed = mention.killed;
    else if (mention.killed_more && !mention.target_definite && !told.killed_more && told.killed.value == 1)
      told.killed = told.killed + mention.killed;  // one victim and who died beside him: no total that holds both
    else
      take_figure(told.killed, mention.killed);
    take_figure(told.injured, mention.injured);
    if (told.casualties == Casualties::unsaid) told.casualties = mention.casualties;
    if (told.status == EventStatus::occurred && mention.status == EventStatus::ongoing && !mention.definite)
      told.status = mention.status;
    add_places(told, mention);
    if (dates_better(told, mention)) {
      told.dates = mention.dates;
      told.apart = mention.apart;
      told.apart_later = mention.apart_later;
    }
    if (told.statement_dates.empty()) told.statement_dates = mention.statement_dates;
    told.own_date |= mention.own_date;
    told.own_place |= mention.own_place;
  }

  /// The mention dates the event, which was undated, dated by words that stand elsewhere, or dated to a longer time
  /// that holds the mention's day ("this week", "on Tuesday").
  bool dates_better(const EventMention& told, const EventMention& mention) const {
    if (mention.dates.empty() && mention.apart < 0) return false;
    const EventDate had = date_of(section_, told), said = date_of(section_, mention);
    if (!had.known()) return true;
    if (!said.known() || !mention.own_date) return false;
    const bool within = said.first() >= had.first() && said.last() <= had.last();
    const bool single = told.scope == EventScope::incident && told.count.value.value_or(1) == 1;
    return !told.own_date || (within && single && had.precision > DatePrecision::day &&
                              said.precision <= DatePrecision::day && !had.since);
  }

  /// "residents", "a senior officer".
  static bool is_unnamed(const ActorMention& source) {
    return source.origin == ActorOrigin::words && source.kind == ActorKind::person;
  }

  static void take_figure(Count& have, const Count& more) {
    if (!more.known()) return;
    const bool firmer = !have.known() || (!have.value && more.value);
    if (firmer) have = more;
  }

  void add_places(EventMention& told, const EventMention& mention) const {
    if (mention.own_place && !told.own_place) told.places.clear();
    if (!mention.own_place && told.own_place) return;
    for (const std::uint32_t p : mention.places) {
      if (std::ranges::find(told.places, p) == told.places.end()) told.places.push_back(p);
    }
  }

  EventTrace* trace_;
  std::vector<Event> events_;
};

}  // namespace

bool is_beside(const Section& section, const Event& event, const EventMention& told) {
  return told.actor_definite || std::ranges::any_of(event.mentions, [&](std::uint32_t m) {
           const EventMention& mention = section.events[m];
           return mention.paragraph == told.paragraph && mention.sentence <= told.sentence &&
                  told.sentence - mention.sentence <= kBreath;
         });
}

std::vector<Event> merge_events(const Section& section, const Engine& engine, EventTrace* trace) {
  return Merger(section, engine, trace).run();
}

}  // namespace sitrep
