#include <algorithm>
#include <cstdlib>

#include "extract/event_drafts.h"

namespace sitrep {
namespace {

class Fuser : DraftStage {
 public:
  Fuser(SentenceDrafts& sentence, const Lexicon& lexicon) : DraftStage(sentence, lexicon) {}

  void run() {
    for (std::int32_t d = 0; d < static_cast<std::int32_t>(s_.drafts.size()); ++d) fuse_coordinated(d);
    for (std::int32_t d = 0; d < static_cast<std::int32_t>(s_.drafts.size()); ++d) {
      if (s_.drafts[static_cast<std::size_t>(d)].fused_into < 0 && is_dependent(draft(d))) fuse_dependent(d);
    }
    for (std::int32_t d = 0; d < static_cast<std::int32_t>(s_.drafts.size()); ++d) fuse_result(d);
    for (std::int32_t c = 0; c < static_cast<std::int32_t>(a_.clauses.size()); ++c) fuse_circumstance(c);
    for (std::int32_t d = 0; d < static_cast<std::int32_t>(s_.drafts.size()); ++d) fuse_means(d);
    // Two nouns for one event: "an attack with shelling"? kept apart; "a suicide bombing attack" is one group already.
  }

 private:
  void fuse_into(std::int32_t from, std::int32_t to) {
    from = root(from);
    to = root(to);
    if (from == to) return;
    // "was shot dead on Thursday, a day after two officers were killed": two days, two events.
    if (set_apart_by(draft(from)) != set_apart_by(draft(to))) return;
    EventDraft& a = draft(from);
    EventDraft& b = draft(to);
    note(from, Decision::fused, "tells of the same event as the words that hang together with it",
         a_.span_of(group(b.group)));
    a.fused_into = to;
    if (b.actors.empty()) {
      b.actors = a.actors;
      b.actor_group = a.actor_group;
    }
    for (const ActorMention& m : a.targets) add_once(b.targets, m);
    if (b.target_group < 0) {
      b.target_group = a.target_group;
      b.target_last = a.target_last;
    }
    if (b.weapon_group < 0) b.weapon_group = a.weapon_group;
    // "was killed in an attack that left eight others dead", "; four soldiers were also killed"
    const bool total = is_toll(a) || is_toll(b);
    const bool also = !total && (says(group(a.group), "also") || says(group(b.group), "also"));
    const bool more = !total && a.killed_more != b.killed_more;
    if (a.has_killed && b.has_killed && (also || more)) {
      b.killed = b.killed + a.killed;
      b.killed_more = false;
    }
    if (!b.has_killed && a.has_killed) {
      b.killed = a.killed;
      b.killed_more = a.killed_more;
    }
    if (a.has_injured) b.injured = !b.has_injured ? a.injured : also ? b.injured + a.injured : b.injured;
    b.has_killed |= a.has_killed;
    b.has_injured |= a.has_injured;
    b.casualties_told |= a.casualties_told;
    b.filled |= a.filled;
    for (std::uint32_t place : a.places) add_once(b.places, place);
    b.patterns.insert(b.patterns.end(), a.patterns.begin(), a.patterns.end());
    s_.fused_clauses.emplace_back(to, a.clause);
  }

  /// Verbs whose event is told by another word of the sentence: killing, hitting, destroying, and the casualties.
  bool is_dependent(const EventDraft& d) const {
    if (d.type == 0) return true;
    const std::string_view name = concept_name(group(d.group).concept_id);
    if (tells_its_subject(d) || object_event(d) >= 0) return true;
    // "an attack with two missiles fired by the army": how the attack was done.
    if (name == "v:fire" && (group(d.group).bits & verbal::kReduced) != 0) return true;
    if (name == "v:open_fire" && d.group > 0 && (group(d.group - 1).bits & noun::kWeapon) != 0) return true;
    // "killed a judge by firing at his car": how it was done.
    if ((group(d.group).bits & verbal::kIng) != 0 && d.group > 0 && first_word(d.group - 1) == "by") return true;
    // "…, setting the roof on fire"
    const bool result = d.clause >= 0 && clause(d.clause).link == ClauseLink::participle;
    if (result && (name == "v:burn" || name == "v:set")) return true;
    return name == "v:kill" || name == "v:injure" || name == "v:hit" || name == "v:destroy" || name == "v:explode" ||
           name == "v:set_off" || name == "v:murder";
  }
  /// "A landmine left over from the fighting exploded": the means say what happened, and the noun is something else.
  bool tells_another(std::int32_t d, std::int32_t other) const {
    return draft(d).from_pattern && !is_vague(draft(other)) && draft(d).type != draft(other).type &&
           group(draft(other).group).kind == GroupKind::noun;
  }
  /// "reinforcements brought in by the army": the verb says of its subject what the noun says already.
  bool tells_its_subject(const EventDraft& d) const {
    if (group(d.group).kind != GroupKind::verb || d.clause < 0) return false;
    const std::int32_t subject = clause(d.clause).subject;
    const std::int32_t other = subject >= 0 ? draft_of(subject) : -1;
    return other >= 0 && draft(root(other)).type == d.type && &draft(root(other)) != &d;
  }
  /// "imposed sanctions", "signed a deal": the object names what the verb does.
  std::int32_t object_event(const EventDraft& d) const {
    const auto next = static_cast<std::size_t>(d.group) + 1;
    if (group(d.group).kind != GroupKind::verb || next >= a_.groups.size() || a_.groups[next].kind != GroupKind::noun)
      return -1;
    const std::int32_t other = draft_of(static_cast<std::int32_t>(next));
    return other >= 0 && draft(root(other)).type == d.type && &draft(root(other)) != &d ? root(other) : -1;
  }
  bool is_lethal(const EventDraft& d) const {
    if (d.type == 0) return true;
    const std::string_view name = concept_name(group(d.group).concept_id);
    return name == "v:kill" || name == "v:murder";
  }

  bool is_violent(const EventDraft& d) const {
    if (d.type == 0) return false;
    const std::string_view category = category_of(d);
    const std::string_view type = type_of(d);
    return category == "remote_violence" || category == "battle" || category == "violence_against_civilians" ||
           category == "unrest" || type == "accident" || type == "natural_disaster" || type == "security_operation" ||
           type == "military_campaign" || type == "siege";
  }

  /// A violent event that kills by itself: no campaign, operation or siege.
  bool is_deed(const EventDraft& d) const {
    if (!is_violent(d)) return false;
    const std::string_view type = type_of(d);
    return type != "security_operation" && type != "military_campaign" && type != "siege";
  }

  /// "killed five people before he was shot dead by police": two deeds, each with its author and its dead.
  bool is_other_deed(std::int32_t d, std::int32_t other) const {
    const EventDraft& a = draft(d);
    const EventDraft& b = draft(other);
    return a.has_killed && b.has_killed && !a.actors.empty() && !b.actors.empty() &&
           std::ranges::none_of(
               a.actors, [&](const ActorMention& m) { return std::ranges::find(b.actors, m) != b.actors.end(); });
  }

  void fuse_dependent(std::int32_t d) {
    const std::int32_t home = draft(d).clause;
    if (home < 0) return;
    if (const std::int32_t object = object_event(draft(d)); object >= 0) return fuse_into(d, object);
    if (const std::int32_t subject = subject_event(home); subject >= 0 && root(subject) != d)
      return fuse_into(d, subject);
    if (const std::int32_t inside = event_in(home, d); inside >= 0 && !tells_another(d, inside))
      return fuse_into(d, inside);
    const Clause& k = clause(home);
    const bool hangs =
        k.link == ClauseLink::participle || k.link == ClauseLink::relative || k.link == ClauseLink::coordinate;
    // "…, leaving ten fighters killed": what is caused hangs on what causes it.
    const bool caused = k.parent >= 0 && clause(k.parent).verb >= 0 &&
                        concept_name(group(clause(k.parent).verb).concept_id) == "v:cause";
    std::int32_t c = hangs || caused ? k.parent : -1;
    const int reach = caused || is_lethal(draft(d)) ? 3 : 1;
    for (int depth = 0; c >= 0 && depth < reach; ++depth, c = clause(c).parent) {
      const std::int32_t above = event_in(c, d);
      if (above >= 0 && !tells_another(d, above) && !is_other_deed(d, above)) return fuse_into(d, above);
    }
    if (const std::int32_t same = same_weapon(d); same >= 0) return fuse_into(d, same);
    if (!is_lethal(draft(d))) return;
    // "Three died when gunmen attacked …", and any other event of the sentence that can kill.
    for (std::size_t c = 0; c < a_.clauses.size(); ++c) {
      const bool near = a_.clauses[c].parent == home || (hangs && k.parent == static_cast<std::int32_t>(c));
      if (!near || c == static_cast<std::size_t>(home)) continue;
      const std::int32_t below = event_in(static_cast<std::int32_t>(c), d);
      // "killed six in a town which has been under siege since June"
      if (below >= 0 && tells_what_was_before(a_.clauses[c]) && !is_deed(draft(below))) continue;
      if (below >= 0 && !is_other_deed(d, below)) return fuse_into(d, below);
    }
    if (draft(d).type != 0 && !draft(d).actors.empty()) return;
    if (const std::int32_t deed = nearest_deed(d); deed >= 0) return fuse_into(d, deed);
    // Casualty verbs of one sentence belong together: "three killed and five injured".
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(s_.drafts.size()); ++e) {
      if (e != d && root(e) != root(d) && draft(d).type == 0 && is_lethal(draft(root(e)))) return fuse_into(d, e);
    }
  }

  /// The deed of the sentence that can kill and stands nearest; -1: none.
  std::int32_t nearest_deed(std::int32_t d) {
    std::int32_t best = -1;
    const auto distance = [&](std::int32_t e) { return std::abs(draft(e).group - draft(d).group); };
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(s_.drafts.size()); ++e) {
      const EventDraft& other = draft(root(e));
      if (root(e) == root(d) || !is_deed(other) || is_lethal(other) || is_gathering(other)) continue;
      if (other.clause >= 0 && tells_what_was_before(clause(other.clause))) continue;
      if (best < 0 || distance(e) < distance(best)) best = e;
    }
    return best;
  }

  /// "shelled a depot, and a fire killed seven": what the deed led to.
  void fuse_result(std::int32_t d) {
    if (concept_name(group(draft(d).group).concept_id) != "n:blaze") return;
    if (const std::int32_t deed = nearest_deed(d); deed >= 0) fuse_into(d, deed);
  }

  /// "bombed and strafed the village": two verbs that share their object tell of one deed.
  void fuse_coordinated(std::int32_t d) {
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    const std::int32_t g = draft(d).group, next = g + 2;
    if (next >= size || group(g).kind != GroupKind::verb || group(g + 1).kind != GroupKind::coordinator ||
        group(next).kind != GroupKind::verb || draft_of(next) < 0)
      return;
    if (is_deed(draft(d)) && is_deed(draft(draft_of(next))) && !is_gathering(draft(draft_of(next))))
      fuse_into(draft_of(next), d);
  }

  /// "A bomb planted under a car went off": one bomb, one event.
  std::int32_t same_weapon(std::int32_t d) {
    if (draft(d).weapon_group < 0) return -1;
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(s_.drafts.size()); ++e) {
      const EventDraft& other = draft(root(e));
      if (root(e) != root(d) && other.type == draft(d).type && other.weapon_group == draft(d).weapon_group) return e;
    }
    return -1;
  }

  /// "was assassinated in an attack", "abducted him during a raid": the noun tells how the verb's deed was done.
  void fuse_circumstance(std::int32_t c) {
    const Clause& k = clause(c);
    if (k.verb < 0 || draft_of(k.verb) < 0) return;
    const std::int32_t deed = root(draft_of(k.verb));
    for (std::size_t i = 1; i < k.rest.size(); ++i) lend_actors(deed, k.rest[i]);
    if (!is_violent(draft(deed))) return;
    for (std::size_t i = 1; i < k.rest.size(); ++i) {
      const std::int32_t noun = draft_of(k.rest[i]);
      if (noun < 0 || root(noun) == deed || group(k.rest[i]).kind != GroupKind::noun) continue;
      // "killed in two blasts in a suicide attack": of the words for one deed, those that tell the means.
      const bool tells_how = is_vague(draft(deed)) && category_of(draft(root(noun))) == "remote_violence";
      if (!tells_how && !is_vague(draft(root(noun)))) continue;
      const Group& before = group(k.rest[i - 1]);
      if (before.kind != GroupKind::preposition) continue;
      const std::string_view word = first_word(before);
      if (word != "in" && word != "during" && word != "by") continue;
      if (tells_how && word != "during") draft(deed).type = draft(root(noun)).type;
      fuse_into(noun, deed);
    }
  }

  /// "The army arrested six during an operation": whose operation it was.
  void lend_actors(std::int32_t deed, std::int32_t g) const {
    if (draft_of(g) < 0 || g < 1 || group(g - 1).kind != GroupKind::preposition || first_word(g - 1) != "during")
      return;
    EventDraft& operation = draft(root(draft_of(g)));
    const std::string_view type = type_of(operation);
    if (!operation.actors.empty() || (type != "security_operation" && type != "military_campaign")) return;
    operation.actors = draft(deed).actors;
  }

  /// "the killing of ten people in a car bomb explosion": the noun behind tells how.
  void fuse_means(std::int32_t d) {
    const EventDraft& deed = draft(d);
    if (deed.fused_into >= 0 || !deed.has_killed || !is_vague(deed) || group(deed.group).kind != GroupKind::noun)
      return;
    const auto size = static_cast<std::int32_t>(a_.groups.size());
    for (std::int32_t g = deed.group + 1; g + 1 < size && g <= deed.group + 3; ++g) {
      if (group(g).kind != GroupKind::preposition || (first_word(g) != "in" && first_word(g) != "by")) continue;
      const std::int32_t means = draft_of(g + 1);
      if (means < 0 || root(means) == d || group(g + 1).kind != GroupKind::noun) return;
      if (category_of(draft(root(means))) == "remote_violence" || is_vague(draft(root(means)))) fuse_into(d, means);
      return;
    }
  }

  /// Events that words name without saying what was done: "attack", "ambush", "explosion".
  bool is_vague(const EventDraft& d) const {
    if (d.type == 0) return false;
    const std::string_view type = type_of(d);
    return type == "armed_attack" || type == "explosion" || type == "attack_on_civilians";
  }

  /// The event noun that is a clause's subject: "The attack killed three".
  std::int32_t subject_event(std::int32_t c) {
    const std::int32_t g = clause(c).subject;
    if (g < 0 || group(g).cls != TermClass::trigger || is_part(g)) return -1;
    // "A patrol was hit": whom it happened to.
    const std::string_view name = concept_name(group(g).concept_id);
    if (name == "n:patrol" || name == "n:deployment") return -1;
    return draft_for(g);
  }

  /// A violent event of the clause other than `except`.
  std::int32_t event_in(std::int32_t c, std::int32_t except) {
    const Clause& k = clause(c);
    const auto usable = [&](std::int32_t g) {
      if (g < 0) return false;
      const std::int32_t d = draft_of(g);
      return d >= 0 && root(d) != except && is_violent(draft(root(d))) && !is_answered(g);
    };
    // "blew themselves up at a protest": the gathering is where it happened.
    for (const bool gathering : {false, true}) {
      const auto fits = [&](std::int32_t g) {
        return usable(g) && is_gathering(draft(root(draft_of(g)))) == gathering;
      };
      for (std::int32_t g : k.rest) {
        if (fits(g)) return root(draft_of(g));
      }
      if (fits(k.verb)) return root(draft_of(k.verb));
      if (fits(k.subject)) return root(draft_of(k.subject));
    }
    return -1;
  }
  /// "struck the camp in retaliation for an attack": the attack is what the strike answers.
  bool is_answered(std::int32_t g) const {
    return g >= 2 && group(g - 1).kind == GroupKind::preposition && group(g - 2).concept_id != 0 &&
           concept_name(group(g - 2).concept_id) == "o:retaliation";
  }
  bool is_gathering(const EventDraft& d) const {
    const std::string_view type = type_of(d);
    return type == "protest" || type == "strike_boycott";
  }
};

}  // namespace

void fuse_drafts(SentenceDrafts& sentence, const Lexicon& lexicon) { Fuser(sentence, lexicon).run(); }

}  // namespace sitrep
