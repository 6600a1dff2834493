#include "extract/clauses.h"

#include <algorithm>
#include <utility>

namespace sitrep {
namespace {

class Builder {
 public:
  explicit Builder(SentenceAnalysis& analysis) : a_(analysis) {}

  void run() {
    a_.clauses.clear();
    open(ClauseLink::main, -1);
    for (std::int32_t g = 0; g < static_cast<std::int32_t>(a_.groups.size()); ++g) take(g);
  }

 private:
  Group& group(std::int32_t g) { return a_.groups[static_cast<std::size_t>(g)]; }
  Clause& current() { return a_.clauses[current_]; }
  std::int32_t number() const { return static_cast<std::int32_t>(current_); }

  void open(ClauseLink link, std::int32_t parent) {
    Clause clause;
    clause.link = link;
    clause.parent = parent;
    a_.clauses.push_back(std::move(clause));
    current_ = a_.clauses.size() - 1;
  }

  void take(std::int32_t g) {
    if (group(g).apposed) return;
    switch (group(g).kind) {
      case GroupKind::verb:
        take_verb(g);
        return;
      case GroupKind::noun:
        if (group(g).possessor) return;
        if (opens_contact_clause(g)) {
          open(ClauseLink::relative, number());
          current().subject = g;
          return;
        }
        if (current().verb < 0 && current().subject < 0 && !group(g).governed && !joins_governed(g))
          current().subject = g;
        else
          current().rest.push_back(g);
        return;
      case GroupKind::relative:
        if (says_content(g)) {
          open(ClauseLink::content, number());
          current().opener = g;
          return;
        }
        take_relative(g);
        return;
      case GroupKind::subordinator:
        open(is_content(g) ? ClauseLink::content : ClauseLink::subordinate, number());
        current().opener = g;
        return;
      case GroupKind::stop:
        open(ClauseLink::main, -1);
        return;
      case GroupKind::comma:
        current().rest.push_back(g);
        if (ends_aside(g)) current_ = static_cast<std::size_t>(current().parent);
        return;
      default:
        current().rest.push_back(g);
    }
  }

  /// The comma behind "…, backed by jets, in the desert": what follows the aside belongs to the clause around it.
  bool ends_aside(std::int32_t comma) {
    const Clause& k = current();
    if (k.verb < 1 || k.parent < 0 || (group(k.verb).bits & verbal::kReduced) == 0) return false;
    if (group(k.verb - 1).kind != GroupKind::comma || comma - k.verb > 5) return false;
    const auto next = static_cast<std::size_t>(comma) + 1;
    return next < a_.groups.size() && a_.groups[next].kind == GroupKind::preposition;
  }

  /// "in an attack by guards and police on the village": one more object of the preposition.
  bool joins_governed(std::int32_t g) {
    while (g >= 2 && group(g - 1).kind == GroupKind::coordinator && group(g - 2).kind == GroupKind::noun) {
      g -= 2;
      if (group(g).governed) return true;
    }
    return false;
  }

  /// "a shell they had found exploded": a relative clause without a pronoun of its own, behind a subject whose verb is
  /// still to come.
  bool opens_contact_clause(std::int32_t g) {
    if (g < 1 || (group(g).bits & noun::kPronoun) == 0 || current().verb >= 0 || current().subject != g - 1)
      return false;
    const std::string_view word = a_.tokens[group(g).first_token].folded.text;
    return (word == "he" || word == "she" || word == "they" || word == "we" || word == "i") &&
           (group(g - 1).bits & noun::kPronoun) == 0;
  }

  /// "that" behind a verb of saying opens what is said.
  bool is_content(std::int32_t g) {
    const std::string_view word = a_.tokens[group(g).first_token].folded.text;
    return g > 0 && group(g - 1).kind == GroupKind::verb && (word == "that" || word == "whether" || word == "how");
  }

  /// "It was learned from the police that a bomb …", "reported to the ministry that troops …": what is said.
  bool says_content(std::int32_t g) {
    if (a_.tokens[group(g).first_token].folded.text != "that" || g < 2 || current().verb < 0) return false;
    if (group(current().verb).cls != TermClass::report || group(g - 1).kind != GroupKind::noun) return false;
    if (group(g - 2).kind != GroupKind::preposition || g - 2 != current().verb + 1) return false;
    const auto next = static_cast<std::size_t>(g) + 1;
    return next < a_.groups.size() && a_.groups[next].kind == GroupKind::noun;
  }

  std::int32_t last_noun(const Clause& clause) {
    for (auto g = clause.rest.rbegin(); g != clause.rest.rend(); ++g) {
      if (group(*g).kind == GroupKind::noun) return *g;
    }
    return clause.subject;
  }

  void take_relative(std::int32_t g) {
    const std::int32_t antecedent = antecedent_of(g);
    open(ClauseLink::relative, number());
    current().opener = g;
    current().subject = antecedent;
    relative_subject_ = antecedent;
  }

  /// "A sheikh in Homs who …": a person.
  std::int32_t person_before(const Clause& clause) {
    for (auto g = clause.rest.rbegin(); g != clause.rest.rend(); ++g) {
      if (group(*g).kind == GroupKind::noun && (group(*g).bits & (noun::kPerson | noun::kActor)) != 0) return *g;
    }
    return clause.subject >= 0 && (group(clause.subject).bits & (noun::kPerson | noun::kActor)) != 0 ? clause.subject
                                                                                                     : -1;
  }

  /// "a man and his wife, who had been shot": both of them.
  std::int32_t first_of_pair(std::int32_t person, std::int32_t relative) {
    if (person < 2 || group(relative - 1).kind != GroupKind::comma) return person;
    const Group& other = group(person - 2);
    const bool pair = group(person - 1).kind == GroupKind::coordinator && other.kind == GroupKind::noun &&
                      (group(person).bits & other.bits & noun::kPerson) != 0 && !other.governed;
    return pair ? person - 2 : person;
  }

  /// The noun that a relative pronoun stands for: the event noun when one is near ("attacks on the camp, which
  /// killed"), else the last noun group.
  std::int32_t antecedent_of(std::int32_t g) {
    if (a_.tokens[group(g).first_token].folded.text == "who") {
      if (const std::int32_t person = person_before(current()); person >= 0) return first_of_pair(person, g);
    }
    constexpr std::int32_t kReach = 7, kListReach = 16;
    std::int32_t event = -1;
    bool list = opens_circumstance(g);  // "an operation in Atmah, north of Idlib, in which …"
    for (std::int32_t k = g - 1; k >= 0 && g - k < (list ? kListReach : kReach); --k) {
      if (group(k).kind == GroupKind::verb || group(k).kind == GroupKind::stop) break;
      if (group(k).kind == GroupKind::noun && group(k).cls == TermClass::trigger && event < 0) event = k;
      // "operations, including shelling and gunfire, which left …": the whole, not its last part.
      if (group(k).kind == GroupKind::preposition && a_.tokens[group(k).first_token].folded.text == "including") {
        list = true;
        event = -1;
      }
    }
    return event >= 0 ? event : last_noun(current());
  }

  /// "in which", "during which": what is told happened in the antecedent, which does nothing.
  bool opens_circumstance(std::int32_t relative) {
    if (relative < 1 || group(relative - 1).kind != GroupKind::preposition) return false;
    const std::string_view word = a_.tokens[group(relative - 1).first_token].folded.text;
    return word == "in" || word == "during";
  }

  /// "an operation in which nine men died": the subject is the first free noun behind "which", the antecedent is where
  /// it happened. False when there is none.
  bool take_circumstance(std::int32_t v) {
    if (current().link != ClauseLink::relative || current().verb >= 0 || current().opener < 0 ||
        !opens_circumstance(current().opener))
      return false;
    std::vector<std::int32_t>& rest = current().rest;
    const auto subject = std::ranges::find_if(
        rest, [&](std::int32_t g) { return group(g).kind == GroupKind::noun && !group(g).governed; });
    if (subject == rest.end()) return false;
    const std::int32_t antecedent = std::exchange(current().subject, *subject);
    rest.erase(subject);
    if (antecedent >= 0) rest.push_back(antecedent);
    current().verb = v;
    relative_subject_ = -1;
    return true;
  }

  void take_verb(std::int32_t v) {
    if (take_circumstance(v)) return;
    const bool relative_object = current().link == ClauseLink::relative && current().verb < 0 &&
                                 relative_subject_ >= 0 && last_is_free_noun(current());
    if (relative_object) {
      // "which Russian jets carried out": the subject is the noun before the verb, the antecedent the object.
      const std::int32_t antecedent = current().subject;
      current().subject = take_last_list(current());
      current().verb = v;
      current().rest.push_back(antecedent);
      relative_subject_ = -1;
      return;
    }
    if (current().verb < 0) {
      current().verb = v;
      relative_subject_ = -1;
      // "before striking a school": who did it is told by the clause above.
      const bool bare = (group(v).bits & (verbal::kIng | verbal::kInfinitive)) != 0;
      if (current().subject < 0 && (!bare || current().link == ClauseLink::subordinate))
        current().subject = borrowed_subject();
      return;
    }
    start_clause(v);
  }

  bool last_is_free_noun(const Clause& clause) {
    return !clause.rest.empty() && group(clause.rest.back()).kind == GroupKind::noun &&
           !group(clause.rest.back()).governed;
  }

  /// The noun that ends the clause so far, or the first of the list that it ends: "three children, a woman and a man".
  std::int32_t take_last_list(Clause& clause) {
    std::vector<std::int32_t>& rest = clause.rest;
    std::size_t at = rest.size() - 1;
    while (at >= 2) {
      std::size_t joint = at - 1;
      const bool last = group(rest[joint]).kind == GroupKind::coordinator;
      if (last && joint >= 2 && group(rest[joint - 1]).kind == GroupKind::comma) --joint;
      const bool joined = last || (group(rest[joint]).kind == GroupKind::comma && at + 1 < rest.size());
      if (!joined || group(rest[joint - 1]).kind != GroupKind::noun || group(rest[joint - 1]).governed) break;
      at = joint - 1;
    }
    const std::int32_t g = rest[at];
    rest.resize(at);
    return g;
  }

  /// Subject of a clause that has none of its own: that of the clause it hangs on.
  std::int32_t borrowed_subject() {
    const std::int32_t parent = current().parent;
    return parent >= 0 ? a_.clauses[static_cast<std::size_t>(parent)].subject : -1;
  }

  /// A second verb within a clause: participle, infinitive, coordination, or a clause with a subject of its own.
  void start_clause(std::int32_t v) {
    const std::uint8_t bits = group(v).bits;
    // "rammed a lorry full of explosives into a convoy, killing ten": behind the comma the main clause goes on.
    // "… who were planning a march, leaving ten dead": so it does behind a relative clause, where its verb is a deed.
    if ((bits & verbal::kIng) != 0 && group(v - 1).kind == GroupKind::comma && current().parent >= 0 &&
        group(current().verb).cls != TermClass::trigger && (is_reduced(current()) || describes_object(current())))
      current_ = static_cast<std::size_t>(current().parent);
    if ((bits & verbal::kIng) != 0 && finite_verb_follows(v)) open_coming_subject();
    const std::int32_t subject = subject_to_share(v);
    // "opened fire to disperse the crowd, killing one": the fire did.
    const bool aside = (bits & verbal::kIng) != 0 && current().link == ClauseLink::infinitive &&
                       current().parent >= 0 && !current().rest.empty() &&
                       group(current().rest.back()).kind == GroupKind::comma;
    const std::int32_t parent = aside ? current().parent : number();
    if ((bits & verbal::kIng) != 0) {
      open(ClauseLink::participle, parent);
      current().subject = describes_noun(v) ? v - 1 : subject;
    } else if ((bits & verbal::kInfinitive) != 0) {
      const std::int32_t agent = a_.tokens[group(v).first_token].folded.text == "in" ? agent_of(current()) : -1;
      open(ClauseLink::infinitive, parent);
      // "announced plans to attack": whose plans they are.
      const bool planned = v > 0 && group(v - 1).cls == TermClass::catenative;
      current().subject = agent >= 0 ? agent : planned ? a_.clauses[static_cast<std::size_t>(parent)].subject : subject;
    } else {
      start_finite(v, parent, subject);
    }
    current().verb = v;
  }

  bool is_reduced(const Clause& k) { return (group(k.verb).bits & verbal::kReduced) != 0; }
  /// A relative clause behind a deed.
  bool describes_object(const Clause& k) {
    const std::int32_t deed = a_.clauses[static_cast<std::size_t>(k.parent)].verb;
    return k.link == ClauseLink::relative && deed >= 0 && group(deed).cls == TermClass::trigger;
  }

  /// "opened fire on demonstrators trying to reach": a participle right behind persons tells what they do; one that
  /// tells a result or a means ("shot civilians, killing two", "using") does not.
  bool describes_noun(std::int32_t v) {
    const Group& who = group(v - 1);
    const Group& verb = group(v);
    const bool persons =
        who.kind == GroupKind::noun && (who.bits & (noun::kPerson | noun::kActor)) != 0 && who.place < 0;
    return persons && verb.cls != TermClass::light && verb.cls != TermClass::casualty &&
           a_.tokens[verb.first_token].folded.text != "killing";
  }

  /// The subject that a further verb shares. Who reports does not do what is reported: "SOHR monitored jets flying
  /// over" shares the jets.
  std::int32_t subject_to_share(std::int32_t v) {
    const Clause& k = current();
    // "ten rebels reported killed": nor do the dead report it.
    if (k.verb == v - 1 && (group(v).bits & verbal::kReduced) != 0) return k.subject;
    if (k.verb < 0 || group(k.verb).cls != TermClass::report || (group(k.verb).bits & verbal::kPassive) != 0)
      return k.subject;
    for (std::int32_t g : k.rest) {
      if (g > k.verb && group(g).kind == GroupKind::noun && !group(g).governed) return g;
    }
    return -1;
  }

  /// "brought in by the army in order to attack": who does a passive verb has the purpose.
  std::int32_t agent_of(const Clause& k) {
    if (k.verb < 0 || (group(k.verb).bits & verbal::kPassive) == 0) return -1;
    for (std::size_t i = 0; i + 1 < k.rest.size(); ++i) {
      const Group& by = group(k.rest[i]);
      if (k.rest[i] > k.verb && by.kind == GroupKind::preposition && a_.tokens[by.first_token].folded.text == "by")
        return group(k.rest[i + 1]).kind == GroupKind::noun ? k.rest[i + 1] : -1;
    }
    return -1;
  }

  bool finite_verb_follows(std::int32_t v) {
    for (std::int32_t g = v + 1; g < static_cast<std::int32_t>(a_.groups.size()); ++g) {
      if (group(g).kind == GroupKind::stop) return false;
      if (group(g).kind == GroupKind::verb && (group(g).bits & (verbal::kIng | verbal::kInfinitive)) == 0) return true;
    }
    return false;
  }

  /// "…, and dozens of others, including a child, were injured": the noun behind the coordinator waits for its verb.
  void open_coming_subject() {
    std::vector<std::int32_t>& rest = current().rest;
    if (current().verb < 0 || rest.size() < 3) return;
    std::size_t at = rest.size();
    if (group(rest[at - 1]).kind == GroupKind::comma) --at;
    if (at == rest.size() || at < 2 || group(rest[at - 1]).kind != GroupKind::noun ||
        group(rest[at - 2]).kind != GroupKind::coordinator)
      return;
    const std::int32_t subject = rest[at - 1];
    rest.resize(at - 1);
    open(ClauseLink::coordinate, number());
    current().subject = subject;
  }

  void start_finite(std::int32_t v, std::int32_t parent, std::int32_t subject) {
    // "arrested men throwing stones and fired": not those whom the participle describes.
    const bool described = current().link == ClauseLink::participle && current().parent >= 0 &&
                           current().subject >= 0 && current().subject == current().verb - 1;
    if (described) {
      const Clause& above = a_.clauses[static_cast<std::size_t>(current().parent)];
      subject = above.subject;
      if (const std::int32_t waiting = waiting_clause(above); waiting >= 0) {
        current_ = static_cast<std::size_t>(waiting);  // "nurses who were taken by rebels roaming the hills are free"
        return;
      }
    }
    std::vector<std::int32_t>& rest = current().rest;
    const bool reduced = (group(v).bits & verbal::kReduced) != 0;
    std::size_t begin = own_subject(rest, reduced);
    // "known for denouncing traffickers was murdered", "activists trying to stop traffic threw": the object of a
    // participle is not the next verb's subject.
    const std::int32_t verb = current().verb;
    // "Boys who were playing football were killed": nor is that of a relative clause, where its noun waits for a verb.
    const bool waits = verb >= 0 && waiting_clause(current()) >= 0;
    const bool participle = current().link == ClauseLink::participle ||
                            (verb >= 0 && (group(verb).bits & verbal::kIng) != 0 && current().subject >= 0);
    const bool event = verb >= 0 && group(verb).cls == TermClass::trigger;  // with what is told of its object
    const bool only_object =
        begin < rest.size() && (event || begin + 1 == rest.size()) && (begin == 0 || rest[begin - 1] < verb);
    const bool comma = std::ranges::any_of(rest, [&](std::int32_t g) { return group(g).kind == GroupKind::comma; });
    if (!reduced && waits && !comma && a_.tokens[group(v).first_token].folded.text != "to" &&
        a_.clauses[static_cast<std::size_t>(current().parent)].subject >= 0) {
      current_ = static_cast<std::size_t>(current().parent);  // the verb that its noun waited for
      return;
    }
    if (!reduced && ((participle && only_object) || (waits && !comma))) begin = rest.size();
    if (begin == rest.size()) {
      const bool coordinate = !rest.empty() && (group(rest.back()).kind == GroupKind::coordinator ||
                                                group(rest.back()).kind == GroupKind::comma);
      const std::int32_t waiting = reduced || coordinate ? -1 : waiting_subject();
      // "seized drugs hidden in a lorry and detained three": not the drugs did.
      const bool resumes = coordinate && !reduced && current().link == ClauseLink::relative && current().parent >= 0 &&
                           (group(verb).bits & verbal::kReduced) != 0 && (group(v).bits & verbal::kPassive) == 0;
      const std::int32_t above = resumes ? current().parent : parent;
      open(coordinate ? ClauseLink::coordinate : ClauseLink::content, above);
      current().subject = resumes        ? a_.clauses[static_cast<std::size_t>(above)].subject
                          : waiting >= 0 ? waiting
                                         : subject;
      return;
    }
    std::vector<std::int32_t> own(rest.begin() + static_cast<std::ptrdiff_t>(begin), rest.end());
    const std::int32_t above = a_.clauses[static_cast<std::size_t>(parent)].verb;
    const bool first = begin == 0 || rest[begin - 1] < above;  // behind the verb
    const bool report = above >= 0 && first;
    const bool object = report && group(above).cls != TermClass::report;
    if (reduced && (object || (begin > 0 && group(rest[begin - 1]).kind == GroupKind::preposition))) {
      open(ClauseLink::relative, parent);  // "in a village shelled by …": the noun stays where it is, too
    } else {
      rest.resize(begin);
      open(report ? ClauseLink::content : ClauseLink::coordinate, parent);
    }
    current().subject = own.front();
    current().rest.assign(own.begin() + 1, own.end());
  }

  /// The clause that a relative one interrupts between its noun and its verb; -1: it interrupts none.
  std::int32_t waiting_clause(const Clause& k) {
    const bool waits =
        k.link == ClauseLink::relative && k.parent >= 0 && a_.clauses[static_cast<std::size_t>(k.parent)].verb < 0;
    return waits ? k.parent : -1;
  }

  /// "A man driving a lorry filled with stones has hit", "a strike attributed to the army killed": the subject of a
  /// participle still waits for its verb.
  std::int32_t waiting_subject() {
    for (std::size_t c = current_ + 1; c-- > 0;) {
      const Clause& k = a_.clauses[c];
      if (k.link != ClauseLink::main) continue;
      const bool participle = k.verb >= 0 && (group(k.verb).bits & (verbal::kIng | verbal::kReduced)) != 0;
      return participle && k.subject >= 0 && k.subject < k.verb ? k.subject : -1;
    }
    return -1;
  }

  /// "20 dead and more than 80 injured": the dead are not injured.
  bool is_toll(std::int32_t g) { return a_.tokens[a_.lexemes[group(g).head].first].folded.text == "dead"; }

  /// "dozens of others, including a child, were injured": behind the noun that the aside belongs to; rest.size() when
  /// there is none.
  std::size_t before_aside(const std::vector<std::int32_t>& rest) {
    constexpr std::size_t kReach = 10;
    if (rest.size() < 4 || group(rest.back()).kind != GroupKind::comma) return rest.size();
    for (std::size_t i = rest.size() - 1; i-- > 1 && rest.size() - i < kReach;) {
      const Group& part = group(rest[i]);
      if (part.kind != GroupKind::preposition || a_.tokens[part.first_token].folded.text != "including") continue;
      return group(rest[i - 1]).kind == GroupKind::comma ? i - 1 : rest.size();
    }
    return rest.size();
  }

  /// A quotation mark with a blank before it and none behind.
  bool opens_quote(std::int32_t g) {
    const std::uint32_t t = group(g).first_token;
    if (group(g).kind != GroupKind::other || a_.tokens[t].cls != TokenClass::punctuation || t == 0 ||
        t + 1 >= a_.tokens.size())
      return false;
    return a_.tokens[t - 1].span.end < a_.tokens[t].span.begin && a_.tokens[t].span.end == a_.tokens[t + 1].span.begin;
  }

  /// Where the noun group (with its own prepositional phrases) that can be the next verb's subject begins in `rest`;
  /// rest.size() when the verb follows a comma or coordinator directly.
  std::size_t own_subject(const std::vector<std::int32_t>& rest, bool reduced) {
    std::size_t at = before_aside(rest);
    std::size_t best = rest.size();
    while (at > 0 && rest[at - 1] > current().verb) {
      const GroupKind kind = group(rest[at - 1]).kind;
      if (kind == GroupKind::noun) {
        best = at - 1;
        const bool governed = at >= 2 && group(rest[at - 2]).kind == GroupKind::preposition;
        at -= governed ? 2 : 1;
        if (governed && reduced && best == at + 1) return best;  // "with reinforcements brought in by"
        if (governed) {
          best = rest.size();  // the object of a preposition is nobody's subject
        } else {
          // "A and B": the coordination is the subject.
          const bool told = current().verb >= 0 && group(current().verb).cls == TermClass::report;
          while (at >= 2 && group(rest[at - 1]).kind == GroupKind::coordinator &&
                 group(rest[at - 2]).kind == GroupKind::noun && !group(rest[at - 2]).governed && (at != 2 || told) &&
                 rest[at - 2] > current().verb && !is_toll(rest[at - 2])) {
            at -= 2;
            best = at;
          }
          return best;
        }
      } else if (opens_quote(rest[at - 1])) {
        return rest.size();  // "held a march 'Be heard'": what is quoted is said, not done
      } else if (kind == GroupKind::date || kind == GroupKind::other || kind == GroupKind::bracket) {
        --at;
      } else if (kind == GroupKind::comma && best == rest.size()) {
        // ", who …," and ", on Friday," before the verb: look on behind the comma once.
        return rest.size();
      } else {
        break;
      }
    }
    return best;
  }

  SentenceAnalysis& a_;
  std::size_t current_ = 0;
  std::int32_t relative_subject_ = -1;
};

}  // namespace

void find_clauses(SentenceAnalysis& analysis) { Builder(analysis).run(); }

}  // namespace sitrep
