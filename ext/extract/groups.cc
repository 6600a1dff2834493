#include "extract/groups.h"

#include <algorithm>

namespace sitrep {
namespace {
/// Lexemes of the longest bracket that is set aside.
constexpr std::uint32_t kLongestAside = 16;
/// Lexemes of the longest personal name.
constexpr std::uint32_t kLongestName = 6;
}  // namespace

/// One pass over the lexemes of a sentence.
class GroupBuilder {
 public:
  GroupBuilder(const Lexicon& lexicon, const GroupStage::Concepts& concepts, SentenceAnalysis& analysis)
      : lexicon_(lexicon), concepts_(concepts), a_(analysis) {}

  void run() {
    a_.groups.clear();
    skip_dateline();
    while (at_ < a_.lexemes.size()) {
      if (take_aside() || take_date() || take_noun_group() || take_verb_group()) continue;
      take_single();
    }
    join_of();
    find_appositions();
  }

 private:
  const Lexeme& lexeme(std::uint32_t i) const { return a_.lexemes[i]; }
  std::string_view word(std::uint32_t i) const {
    return i < a_.lexemes.size() ? a_.tokens[lexeme(i).first].folded.text : std::string_view();
  }
  Tag tag(std::uint32_t i) const { return i < a_.lexemes.size() ? lexeme(i).tag : Tag::stop; }
  bool is_hyphen(std::uint32_t i) const {
    return i < a_.lexemes.size() && a_.tokens[lexeme(i).first].cls == TokenClass::hyphen;
  }

  /// "DAMASCUS, April 17 (SANA) -": says where and when the report was filed, nothing of the event.
  void skip_dateline() {
    const std::uint32_t end = a_.sentence.dateline.end;
    while (at_ < a_.lexemes.size() && a_.tokens[lexeme(at_).first].span.begin < end) ++at_;
  }

  /// A bracket without a verb, a place or a date says nothing that the clause needs: "the Rapid Support Forces (RSF)",
  /// "[passage omitted]", "(8)".
  bool take_aside() {
    if (tag(at_) != Tag::bracket || !opens(at_)) return false;
    std::uint32_t end = at_ + 1;
    while (end < a_.lexemes.size() && tag(end) != Tag::bracket) {
      const Tag t = tag(end);
      const bool clause = t == Tag::verb || t == Tag::be || t == Tag::have || t == Tag::modal;
      if (clause || place_at(end) >= 0 || date_at_quietly(end) || end - at_ > kLongestAside) return false;
      ++end;
    }
    if (end == a_.lexemes.size() || opens(end)) return false;
    push(GroupKind::bracket, at_, end + 1);
    at_ = end + 1;
    return true;
  }
  bool opens(std::uint32_t i) const {
    const char c = a_.text[a_.tokens[lexeme(i).first].span.begin];
    return c == '(' || c == '[';
  }

  /// First lexeme at or after `i` that begins at token `token` or later.
  std::uint32_t lexeme_from(std::uint32_t i, std::uint32_t token) const {
    while (i < a_.lexemes.size() && lexeme(i).first < token) ++i;
    return i;
  }

  const DateMention* date_at(std::uint32_t i) {
    while (date_ < a_.dates.size() && a_.dates[date_].last <= lexeme(i).first) ++date_;
    if (date_ == a_.dates.size() || a_.dates[date_].first >= lexeme(i).last) return nullptr;
    return &a_.dates[date_];
  }
  const NumberPhrase* number_at(std::uint32_t i) {
    while (number_ < a_.numbers.size() && a_.numbers[number_].last <= lexeme(i).first) ++number_;
    if (number_ == a_.numbers.size() || a_.numbers[number_].first != lexeme(i).first) return nullptr;
    return &a_.numbers[number_];
  }
  std::int32_t place_at(std::uint32_t i) {
    while (place_ < a_.places.size() && a_.places[place_].last <= lexeme(i).first) ++place_;
    if (place_ == a_.places.size() || a_.places[place_].first >= lexeme(i).last) return -1;
    return static_cast<std::int32_t>(place_);
  }

  Group& push(GroupKind kind, std::uint32_t first, std::uint32_t last) {
    Group group;
    group.kind = kind;
    group.first = first;
    group.last = last;
    group.first_token = lexeme(first).first;
    group.last_token = lexeme(last - 1).last;
    group.head = last - 1;
    a_.groups.push_back(group);
    return a_.groups.back();
  }

  bool take_date() {
    const DateMention* date = date_at(at_);
    if (date == nullptr) return false;
    const std::uint32_t end = std::max(at_ + 1, lexeme_from(at_, date->last));
    push(GroupKind::date, at_, end);
    at_ = end;
    return true;
  }

  // --- noun groups ---------------------------------------------------------------------------------------------------

  /// A participle inside a noun group must have its noun behind it: "the besieged town", "Russian-backed militias".
  bool modifies(std::uint32_t i) const {
    const Tag next = tag(i + 1);
    return next == Tag::noun || next == Tag::proper || next == Tag::adjective ||
           (next == Tag::participle && modifies(i + 1));
  }

  bool continues_noun_group(std::uint32_t i, bool has_head, bool after_hyphen) const {
    switch (tag(i)) {
      case Tag::noun:
      case Tag::proper:
        return true;
      case Tag::adjective:
        return !has_head || modifies(i) || after_hyphen;
      case Tag::participle:
        return after_hyphen || (!has_head && modifies(i));
      case Tag::verb:
      case Tag::ing:
        return after_hyphen;
      case Tag::possessive:
        return has_head;
      case Tag::pronoun:
        return !has_head && word(i) == "others";  // "seven others"
      case Tag::number:
        return !has_head || after_hyphen;
      case Tag::adverb:
        return !has_head && (modifies(i) || tag(i + 1) == Tag::participle) && tag(i + 1) != Tag::proper;
      case Tag::determiner:
        return !has_head;
      case Tag::other:
        return is_hyphen(i) || (has_head && is_quote(i) && quote_continues(i)) || (!has_head && is_quote(i));
      default:
        return false;
    }
  }

  bool is_quote(std::uint32_t i) const { return a_.tokens[lexeme(i).first].cls == TokenClass::punctuation; }
  /// A quotation mark inside a name: "the “Fifth Corps” militia".
  bool quote_continues(std::uint32_t i) const { return tag(i + 1) == Tag::proper || tag(i + 1) == Tag::noun; }

  bool take_noun_group() {
    const std::uint32_t first = at_;
    std::uint32_t i = at_;
    Group draft;
    bool has_head = false;
    bool only_number = false;
    bool quoted_only = true;
    if (tag(i) == Tag::pronoun) {
      Group& group = push(GroupKind::noun, i, i + 1);
      group.bits = word(i) == "others" ? noun::kPerson : noun::kPronoun;
      if (lexeme(i).concept_id != 0 && lexeme(i).concept_id == concepts_.nobody) {
        group.bits = noun::kPerson;
        group.count = Count::exactly(0);
        group.counted = true;
        group.head = i;
      }
      if (word(i) == "others") {
        group.plural = true;
        group.count = {std::nullopt, 2, std::nullopt};
      }
      ++at_;
      return true;
    }
    if (word(i) == "another" && tag(i + 1) != Tag::noun && tag(i + 1) != Tag::proper && tag(i + 1) != Tag::adjective &&
        tag(i + 1) != Tag::number && tag(i + 1) != Tag::participle) {
      Group& group = push(GroupKind::noun, i, i + 1);  // "killing a child and injuring another"
      group.head = i;
      group.bits = noun::kPerson;
      group.count = Count::exactly(1);
      group.counted = true;
      ++at_;
      return true;
    }
    if (const std::uint32_t end = one_more(i); end > i) {
      Group& group = push(GroupKind::noun, i, end);  // "injuring a third"
      group.head = i;
      group.bits = noun::kPerson;
      group.count = Count::exactly(1);
      group.counted = true;
      at_ = end;
      return true;
    }
    while (i < a_.lexemes.size()) {
      if (i > first && date_at(i) != nullptr) break;
      if (has_head && place_begins(i)) break;
      // The number of a name ("Fifth Corps") counts nothing.
      if (const NumberPhrase* number = number_at(i); number != nullptr && !has_head && number->last >= lexeme(i).last) {
        if (number->ordinal && number->count.value && *number->count.value > 0 && *number->count.value < 100'000)
          draft.ordinal = static_cast<std::uint32_t>(*number->count.value);
        if (!number->ordinal && !number->fraction && !number->percent_or_money) {
          draft.count = number->count;
          draft.counted = true;
          only_number = true;
        }
        i = std::max(i + 1, lexeme_from(i, number->last));
        quoted_only = false;
        continue;
      }
      const bool after_hyphen = i > first && is_hyphen(i - 1);
      if (!continues_noun_group(i, has_head, after_hyphen)) break;
      const Tag t = tag(i);
      if (t == Tag::possessive && (place_at(i - 1) < 0 || (i > first + 1 && is_title(first))) && event_follows(i + 1)) {
        draft.possessor = true;
        break;
      }
      if (t == Tag::determiner) note_determiner(i, draft);
      if (t == Tag::possessive) draft.definite = true;  // "today's attack"
      if (!has_head && (word(i) == "similar" || word(i) == "separate")) draft.another = true;
      if (t == Tag::noun || t == Tag::proper || t == Tag::pronoun) {
        const bool new_name = has_head && lexeme(draft.head).tag == Tag::noun && t == Tag::proper &&
                              !is_hyphen(i - 1) && place_at_word(i) && tag(i - 1) != Tag::possessive &&
                              !is_title(draft.head);
        if (new_name) break;  // "strikes Damascus": a place after a common noun starts afresh
        draft.head = i;
        has_head = true;
        only_number = false;
      }
      if (t != Tag::other) quoted_only = false;
      ++i;
    }
    // Trailing hyphens, quotes and possessives belong to what follows.
    while (i > first && (tag(i - 1) == Tag::other || tag(i - 1) == Tag::possessive) && i - 1 > draft.head) --i;
    if (i == first || quoted_only || (!has_head && !only_number)) return false;
    if (!has_head) draft.head = i - 1;
    finish_noun_group(first, i, draft, only_number && !has_head);
    at_ = draft.possessor ? i + 1 : i;
    return true;
  }

  /// "a third" behind a verb, without a noun: where it ends; `i`: there is none.
  std::uint32_t one_more(std::uint32_t i) const {
    if (word(i) != "a" || i == 0 || (tag(i - 1) != Tag::ing && tag(i - 1) != Tag::verb)) return i;
    const std::uint32_t token = lexeme(i + 1 < a_.lexemes.size() ? i + 1 : i).first;
    const bool ordinal = std::ranges::any_of(a_.numbers, [&](const NumberPhrase& number) {
      return number.ordinal && number.first <= token && token < number.last && number.last == token + 1;
    });
    if (!ordinal) return i;
    const Tag next = tag(i + 2);
    const bool noun = next == Tag::noun || next == Tag::proper || next == Tag::adjective || next == Tag::number ||
                      next == Tag::participle;
    return noun ? i : i + 2;
  }

  /// The noun group from `i` on has an event noun for its head: "the mayor's | brutal murder".
  bool event_follows(std::uint32_t i) const {
    std::uint32_t head = i;
    bool found = false;
    for (; tag(i) == Tag::noun || tag(i) == Tag::adjective || tag(i) == Tag::participle || is_hyphen(i); ++i) {
      if (tag(i) != Tag::noun) continue;
      head = i;
      found = true;
    }
    return found && lexeme(head).cls == TermClass::trigger;
  }

  void note_determiner(std::uint32_t i, Group& draft) const {
    const std::string_view w = word(i);
    if (w == "the" || w == "this" || w == "these" || w == "that" || w == "those") draft.definite = true;
    if (w == "a" || w == "an" || w == "another") {
      draft.count = Count::exactly(1);
      draft.counted = true;
    }
    if (w == "another") draft.another = true;
    if (w == "any") draft.any = true;
  }

  void finish_noun_group(std::uint32_t first, std::uint32_t last, const Group& draft, bool only_number) {
    const std::int32_t place = place_in(first, last);
    Group& group = push(GroupKind::noun, first, last);
    const Lexeme& head = lexeme(draft.head);
    group.head = draft.head;
    group.count = draft.count;
    group.counted = draft.counted;
    group.definite = draft.definite;
    group.another = draft.another || draft.ordinal == 2;  // "a second blast"
    group.ordinal = draft.ordinal;
    group.possessor = draft.possessor;
    group.any = draft.any;
    group.concept_id = concept_of(draft.head, first);
    group.cls = head.cls;
    group.plural = (head.forms & form::kPlural) != 0;
    group.place = place;
    if (!group.counted && !group.definite && group.plural && head.tag == Tag::noun)
      group.count = {std::nullopt, 2, std::nullopt};
    assign_actors(group);
    find_name(group);
    group.bits = noun_bits(group, only_number);
    // "five of whom were officers": part of those counted before.
    const std::string_view of_what = word(last) == "of" ? word(last + 1) : std::string_view();
    if (of_what == "whom" || of_what == "which" || of_what == "them" || of_what == "those") {
      group.bits = 0;
      group.count = {};
      group.counted = false;
    }
    for (std::uint32_t i = first; i < last; ++i) {
      if (i == group.head) continue;
      const bool weapon = std::ranges::any_of(
          lexeme(i).senses, [](const Sense& s) { return s.kind == SenseKind::term && s.cls == TermClass::weapon; });
      if (weapon) group.weapon = i + 1;
    }
  }

  /// The concept of a noun: of "a suicide bombing attack", where the last word says least, that of the word before.
  std::uint16_t concept_of(std::uint32_t head, std::uint32_t first) const {
    const std::uint16_t own = lexeme(head).concept_id;
    if (lexeme(head).cls != TermClass::trigger || !lexicon_.concepts()[own].vague) return own;
    std::uint32_t before = head;
    while (before > first && is_hyphen(before - 1)) --before;
    if (before == first) return own;
    const Lexeme& kind = lexeme(before - 1);
    return kind.cls == TermClass::trigger && kind.tag == Tag::noun ? kind.concept_id : own;
  }

  /// A singular noun for a person: a title or an office when a name stands behind it.
  bool is_title(std::uint32_t i) const {
    return lexeme(i).tag == Tag::noun && lexeme(i).person && (lexeme(i).forms & form::kPlural) == 0;
  }

  /// "Colonel Ana Maria Ruiz": the proper nouns behind a title, with the particles between them.
  void find_name(Group& group) const {
    if (lexeme(group.head).tag != Tag::proper) return;
    std::uint32_t begin = group.head;
    while (begin > group.first && begin + kLongestName > group.head) {
      const Lexeme& before = lexeme(begin - 1);
      const bool particle =
          (before.tag == Tag::noun || before.tag == Tag::adjective || before.tag == Tag::preposition) &&
          before.cls == TermClass::none && !before.person && begin - 1 > group.first &&
          lexeme(begin - 2).tag == Tag::proper;
      if (before.tag != Tag::proper && !is_hyphen(begin - 1) && !particle) break;
      --begin;
    }
    if (begin == group.first || !is_title(begin - 1)) return;
    group.name_first = begin;
    group.name_last = group.head + 1;
    group.place = -1;  // "Judge Ana Lima": a person, whatever place has the name
  }

  /// "shelling north of Aleppo": a place that begins with a common word begins a group of its own.
  bool place_begins(std::uint32_t i) const {
    return tag(i) == Tag::noun && tag(i - 1) == Tag::noun && place_at_word(i);
  }
  /// A place begins with the word.
  bool place_at_word(std::uint32_t i) const {
    return std::ranges::any_of(a_.places, [&](const PlaceSpan& p) { return p.first == lexeme(i).first; });
  }

  std::int32_t place_in(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (const std::int32_t place = place_at(i); place >= 0) return place;
    }
    return -1;
  }

  void assign_actors(Group& group) {
    while (actor_ < a_.actors.size() && a_.actors[actor_].last <= group.first_token) ++actor_;
    group.actors_begin = static_cast<std::uint32_t>(actor_);
    std::size_t end = actor_;
    while (end < a_.actors.size() && a_.actors[end].first < group.last_token) ++end;
    group.actors_end = static_cast<std::uint32_t>(end);
    const std::uint32_t head_token = lexeme(group.head).first;
    for (std::size_t i = actor_; i < end; ++i) {
      ActorMention& actor = a_.actors[i];
      actor.modifier = !(actor.first <= head_token && head_token < actor.last) && actor.last <= head_token;
    }
  }

  static bool acts(ActorKind kind) {
    return kind != ActorKind::civilians && kind != ActorKind::person && kind != ActorKind::media &&
           kind != ActorKind::organization;
  }

  std::uint8_t noun_bits(const Group& group, bool only_number) const {
    const Lexeme& head = lexeme(group.head);
    std::uint8_t bits = 0;
    if (group.name_last > 0) return noun::kPerson | noun::kName;
    if (only_number || head.tag == Tag::pronoun || (head.person && head.cls != TermClass::casualty) ||
        head.cls == TermClass::person)
      bits |= noun::kPerson;
    for (const ActorMention& actor : a_.actors_of(group)) {
      if (actor.modifier) continue;
      bits |= acts(actor.kind) ? noun::kActor : noun::kPerson;
      if (actor.origin == ActorOrigin::generic) bits |= noun::kPerson;
    }
    if (head.cls == TermClass::weapon || head.cls == TermClass::arms) bits |= noun::kWeapon;
    const bool thing = std::ranges::any_of(
        head.senses, [](const Sense& s) { return s.kind == SenseKind::term && s.cls == TermClass::thing; });
    if (thing) bits |= noun::kThing;
    if (group.place >= 0 && a_.places[static_cast<std::size_t>(group.place)].last > lexeme(group.head).first)
      bits |= noun::kPlace;
    if (bits == 0 && head.tag == Tag::proper && head.cls == TermClass::none) bits |= noun::kName;
    return bits;
  }

  /// "members of ISIS", "the shelling of Idlib" stays apart because its head is an event.
  void join_of() {
    std::vector<Group>& groups = a_.groups;
    std::size_t out = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const bool joins = groups[i].kind == GroupKind::noun && out >= 2 &&
                         groups[out - 1].kind == GroupKind::preposition && word(groups[out - 1].first) == "of" &&
                         groups[out - 2].kind == GroupKind::noun && may_own(groups[out - 2]);
      if (joins) {
        join(groups[out - 2], groups[i]);
        --out;
      } else {
        groups[out++] = groups[i];
      }
    }
    groups.resize(out);
    for (std::size_t i = 1; i < groups.size(); ++i) {
      groups[i].governed = groups[i - 1].kind == GroupKind::preposition;
    }
  }

  // --- apposition ----------------------------------------------------------------------------------------------------

  /// "Ana Ruiz, the mayor of Loma," and "the mayor, Ana Ruiz,": the second group says who the first is. Its commas then
  /// part nothing.
  void find_appositions() {
    std::vector<Group>& groups = a_.groups;
    for (std::size_t i = 0; i + 2 < groups.size(); ++i) {
      Group& who = groups[i];
      const std::size_t comma = groups[i + 1].kind == GroupKind::bracket && i + 3 < groups.size() ? i + 2 : i + 1;
      if (who.kind != GroupKind::noun || groups[comma].kind != GroupKind::comma) continue;
      const std::size_t at = comma + 1;
      if (groups[at].kind != GroupKind::noun) continue;
      std::size_t end = at + 1;
      if (end < groups.size() && groups[end].kind == GroupKind::bracket) ++end;
      while (end + 1 < groups.size() && groups[end].kind == GroupKind::preposition &&
             groups[end + 1].kind == GroupKind::noun)
        end += 2;  // "an adviser to the president"
      const bool closed = end == groups.size() || groups[end].kind == GroupKind::comma ||
                          groups[end].kind == GroupKind::stop || groups[end].kind == GroupKind::verb ||
                          groups[end].kind == GroupKind::coordinator;
      if (!closed) continue;
      if (describes(groups[at], who)) {
        if ((who.bits & noun::kActor) == 0 && who.name_last == 0) {
          who.name_first = who.first;
          who.name_last = who.last;
          who.bits |= noun::kPerson;
        }
      } else if (names(groups[at], who) && end < groups.size() && groups[end].kind != GroupKind::coordinator) {
        who.name_first = groups[at].first;
        who.name_last = groups[at].last;
      } else {
        continue;
      }
      who.apposition = static_cast<std::int32_t>(at);
      for (std::size_t part = at; part < end; ++part) groups[part].apposed = groups[part].kind != GroupKind::bracket;
      groups[comma].kind = GroupKind::other;
      if (end < groups.size() && groups[end].kind == GroupKind::comma) groups[end].kind = GroupKind::other;
      i = at;
    }
  }

  bool is_name(const Group& group) const {
    return lexeme(group.head).tag == Tag::proper && group.first + kLongestName > group.head &&
           (group.bits & (noun::kName | noun::kActor)) != 0 && group.cls != TermClass::trigger;
  }

  /// A common noun for persons or forces in the singular, with an article or without: "governor of Loma", "a militia".
  bool describes(const Group& what, const Group& who) const {
    const Lexeme& head = lexeme(what.head);
    return (is_name(who) || who.name_last > 0) && what.name_last == 0 && head.tag == Tag::noun && !what.plural &&
           (what.bits & (noun::kPerson | noun::kActor)) != 0 && head.cls == TermClass::none;
  }

  /// A person's name behind a definite noun for a person: "the mayor, Ana Ruiz,".
  bool names(const Group& what, const Group& who) const {
    const bool proper = lexeme(what.head).tag == Tag::proper && lexeme(what.first).tag == Tag::proper &&
                        what.first + kLongestName > what.head;
    return proper && (what.bits & noun::kActor) == 0 && who.name_last == 0 && is_title(who.head) && !who.plural &&
           (who.bits & noun::kPerson) != 0;
  }

  static bool may_own(const Group& group) {
    return group.cls != TermClass::trigger && group.cls != TermClass::casualty && group.cls != TermClass::catenative;
  }

  void join(Group& owner, const Group& owned) const {
    owner.last = owned.last;
    owner.last_token = owned.last_token;
    owner.actors_end = std::max(owner.actors_end, owned.actors_end);
    if (owner.place < 0) owner.place = owned.place;
    const bool unit = (owner.bits & ~noun::kName) == 0;  // "a group of fighters", "dozens of vehicles"
    if (unit) {
      owner.bits = owned.bits;
      if (owned.cls == TermClass::trigger || owned.cls == TermClass::casualty || owner.cls == TermClass::none ||
          owner.cls == TermClass::abstract) {
        owner.concept_id = owned.concept_id;
        owner.cls = owned.cls;
        owner.head = owned.head;
        if (!owner.counted || owned.counted) owner.count = owned.count;  // "a total of five civilians"
        owner.plural |= owned.plural;
      }
    } else if ((owner.bits & noun::kPerson) != 0) {
      owner.bits |= owned.bits & noun::kActor;
    }
  }

  // --- verb groups ---------------------------------------------------------------------------------------------------

  bool take_verb_group() {
    const std::uint32_t first = at_;
    std::uint32_t i = at_;
    Group draft;
    bool be = false, have = false, future = false, to = false, auxiliary = false;
    std::int64_t main = -1;
    std::pair<std::uint32_t, std::uint32_t> inserted;
    while (i < a_.lexemes.size()) {
      const Tag t = tag(i);
      // "has recently announced": a vague date between auxiliary and verb parts nothing.
      if (const std::uint32_t end = past_date_between(i); auxiliary && end > i) {
        inserted = {i, end};  // "was on Saturday night killed"
        i = end;
        continue;
      }
      if (i > first && date_at(i) != nullptr && !(auxiliary && t == Tag::adverb && word(i).ends_with("ly"))) break;
      if (t == Tag::modal) {
        note_modal(word(i), draft, future);
        auxiliary = true;
      } else if (t == Tag::be) {
        be = true;
        auxiliary = true;
      } else if (t == Tag::have) {
        have = true;
        auxiliary = true;
      } else if (t == Tag::do_) {
        auxiliary = true;
      } else if (t == Tag::negator) {
        draft.modality = Modality::negated;
      } else if (t == Tag::to) {
        to = true;
      } else if (t == Tag::verb || t == Tag::ing || t == Tag::participle) {
        main = i++;
        break;
      } else if (!(t == Tag::adverb && i > first)) {
        break;
      }
      ++i;
    }
    if (main < 0) {
      if (!auxiliary || !(be || have)) return false;
      while (i > first + 1 && tag(i - 1) == Tag::adverb) --i;
      Group& copula = push(GroupKind::verb, first, i);
      copula.bits = verbal::kActive;
      copula.modality = draft.modality;
      at_ = i;
      return true;
    }
    if (inserted.second > 0) push(GroupKind::date, inserted.first, inserted.second);
    finish_verb_group(first, i, static_cast<std::uint32_t>(main), draft, {be, have, future, to, auxiliary});
    return true;
  }

  /// Behind a date, with its preposition, that stands before a participle; `i`: there is none.
  std::uint32_t past_date_between(std::uint32_t i) const {
    std::uint32_t k = i;
    if (tag(k) == Tag::preposition && k + 1 < a_.lexemes.size()) ++k;
    if (!date_at_quietly(k)) return i;
    while (k < a_.lexemes.size() && date_at_quietly(k)) ++k;
    const bool participle =
        tag(k) == Tag::participle || (tag(k) == Tag::verb && (lexeme(k).forms & form::kParticiple) != 0);
    return participle ? k : i;
  }

  static void note_modal(std::string_view modal, Group& draft, bool& future) {
    future = modal == "will" || modal == "shall";
    if (draft.modality == Modality::none) draft.modality = future ? Modality::planned : Modality::hypothetical;
  }

  struct Auxiliaries {
    bool be, have, future, to, any;
  };

  void finish_verb_group(std::uint32_t first, std::uint32_t last, std::uint32_t main, Group draft, Auxiliaries aux) {
    const Lexeme* verb = &lexeme(main);
    const std::uint32_t governing = main;
    while (verb->cls == TermClass::catenative) {
      std::uint32_t next = last;
      while (tag(next) == Tag::adverb) ++next;
      if (word(next) == "from" && tag(next + 1) == Tag::ing) ++next;  // "refrain from shelling"
      const bool to = tag(next) == Tag::to && tag(next + 1) == Tag::verb;
      if (!to && tag(next) != Tag::ing) break;
      govern(verb->concept_id, draft);
      main = to ? next + 1 : next;
      last = main + 1;
      verb = &lexeme(main);
    }
    Group& group = push(GroupKind::verb, first, last);
    group.head = main;
    group.concept_id = verb->concept_id;
    group.cls = verb->cls;
    group.modality = draft.modality;
    group.bits = voice(governing == main ? *verb : lexeme(governing), main, last, aux);
    if (governing != main && aux.be && lexeme(governing).tag == Tag::participle) group.bits = verbal::kActive;
    for (std::uint32_t i = first > 0 ? first - 1 : first; i < last; ++i)
      group.habitual |= lexeme(i).concept_id != 0 && lexeme(i).concept_id == concepts_.habit;
    const bool past = aux.have || (verb->forms & form::kPast) != 0 || (group.bits & verbal::kPassive) != 0;
    group.tense = aux.future || draft.modality == Modality::planned ? TenseHint::future
                  : past                                            ? TenseHint::past
                                                                    : TenseHint::unknown;
    group.habitual &= group.tense == TenseHint::unknown && verb->tag == Tag::verb;
    if (aux.to && group.modality == Modality::none && (group.bits & verbal::kInfinitive) != 0)
      group.modality = Modality::planned;
    // "their mission was to kill": be and an infinitive say what is meant to be.
    if (aux.to && aux.be && group.modality == Modality::none && (group.bits & verbal::kPassive) == 0)
      group.modality = Modality::planned;
    at_ = last;
  }

  void govern(std::uint16_t concept_id, Group& draft) const {
    if (concept_id == concepts_.plan) draft.modality = Modality::planned;
    if (concept_id == concepts_.attempt) draft.modality = Modality::attempted;
    if (concept_id == concepts_.fail) draft.modality = Modality::negated;
    if (concept_id == concepts_.proceed && draft.modality == Modality::none) draft.modality = Modality::ongoing;
  }

  std::uint8_t voice(const Lexeme& verb, std::uint32_t main, std::uint32_t last, const Auxiliaries& aux) const {
    const bool participle = verb.tag == Tag::participle || (verb.forms & form::kParticiple) != 0;
    if (verb.tag == Tag::ing) return aux.any ? verbal::kActive : verbal::kActive | verbal::kIng;
    if (aux.to && !aux.any) return verbal::kActive | verbal::kInfinitive;
    if (aux.to && aux.be && participle) return verbal::kPassive | verbal::kInfinitive;
    if (aux.be && participle) return verbal::kPassive;
    if (aux.have || aux.any) return verbal::kActive;
    if (verb.tag == Tag::participle) return verbal::kPassive | verbal::kReduced | verbal::kBareParticiple;
    if (participle && word(last) == "by" && !aux.to) return verbal::kPassive | verbal::kReduced;
    const bool agent_follows = word(last) == "by" && lexeme(main).concept_id != 0;
    const bool accused = word(last) == "of" && lexeme(main).concept_id == concepts_.accuse && concepts_.accuse != 0;
    if (participle && !object_follows(last) && (takes_object(lexeme(main).concept_id) || agent_follows || accused)) {
      return verbal::kPassive | verbal::kReduced;
    }
    return verbal::kActive;
  }

  bool takes_object(std::uint16_t concept_id) const {
    if (concept_id == 0) return false;
    const ConceptRow& row = lexicon_.concepts()[concept_id];
    constexpr std::uint8_t kTarget = 1u << static_cast<unsigned>(Slot::target);
    constexpr std::uint8_t kKilled = 1u << static_cast<unsigned>(Slot::killed);
    constexpr std::uint8_t kActorNeeded = 1u << static_cast<unsigned>(Slot::actor);
    if (row.cls == TermClass::casualty) return lexicon_.text(row.name) == "v:injure";
    const std::string_view name = lexicon_.text(row.name);
    // "opened fire on a bus" holds its object; "the mine exploded" has none.
    if (name == "v:open_fire" || name == "v:explode" || name == "v:self_explode") return false;
    return (row.any_of & (kTarget | kKilled)) != 0 && (row.all_of & kActorNeeded) == 0;
  }

  /// "shelled, this evening, positions": what is put in between is passed over.
  std::uint32_t past_insertion(std::uint32_t i) const {
    if (tag(i) != Tag::comma || i + 1 >= a_.lexemes.size() || !date_at_quietly(i + 1)) return i;
    std::uint32_t k = i + 1;
    while (k < a_.lexemes.size() && date_at_quietly(k)) ++k;
    return tag(k) == Tag::comma ? k + 1 : i;
  }

  bool object_follows(std::uint32_t i) const {
    i = past_insertion(i);
    // "ambushed and killed 39 persons": the object is shared.
    if (tag(i) == Tag::coordinator && tag(i + 1) == Tag::verb) return object_follows(i + 2);
    if (i >= a_.lexemes.size() || date_at_quietly(i)) return false;
    switch (tag(i)) {
      case Tag::noun:
      case Tag::proper:
      case Tag::number:
      case Tag::pronoun:
      case Tag::determiner:
      case Tag::adjective:
      case Tag::possessive:
        return true;
      case Tag::participle:
        return modifies(i);
      case Tag::preposition:
      case Tag::adverb:
        return number_starts(i);
      case Tag::other:
        return is_quote(i);
      default:
        return false;
    }
  }

  bool number_starts(std::uint32_t i) const {
    return std::ranges::any_of(a_.numbers, [&](const NumberPhrase& n) { return n.first == lexeme(i).first; });
  }
  bool date_at_quietly(std::uint32_t i) const {
    return std::ranges::any_of(
        a_.dates, [&](const DateMention& d) { return d.first <= lexeme(i).first && lexeme(i).first < d.last; });
  }

  // --- single words
  // ----------------------------------------------------------------------------------------------------

  void take_single() {
    GroupKind kind = GroupKind::other;
    switch (tag(at_)) {
      case Tag::preposition:
      case Tag::to:
        kind = GroupKind::preposition;
        break;
      case Tag::coordinator:
        kind = GroupKind::coordinator;
        break;
      case Tag::subordinator:
        kind = GroupKind::subordinator;
        break;
      case Tag::relative:
        kind = GroupKind::relative;
        break;
      case Tag::comma:
        kind = GroupKind::comma;
        break;
      case Tag::bracket:
        kind = GroupKind::bracket;
        break;
      case Tag::dash:
      case Tag::stop:
        kind = GroupKind::stop;
        break;
      default:
        break;
    }
    Group& group = push(kind, at_, at_ + 1);
    group.concept_id = lexeme(at_).concept_id;
    group.cls = lexeme(at_).cls;
    ++at_;
  }

  const Lexicon& lexicon_;
  const GroupStage::Concepts& concepts_;
  SentenceAnalysis& a_;
  std::uint32_t at_ = 0;
  std::size_t date_ = 0, number_ = 0, place_ = 0, actor_ = 0;
};

GroupStage::GroupStage(const Lexicon& lexicon) : lexicon_(lexicon) {
  concepts_.plan = lexicon.concept_number("v:plan");
  concepts_.attempt = lexicon.concept_number("v:try");
  concepts_.fail = lexicon.concept_number("v:fail");
  concepts_.proceed = lexicon.concept_number("v:continue");
  concepts_.accuse = lexicon.concept_number("v:claim");
  concepts_.habit = lexicon.concept_number("l:habit");
  concepts_.nobody = lexicon.concept_number("l:nobody");
}

void GroupStage::run(SentenceAnalysis& analysis) const { GroupBuilder(lexicon_, concepts_, analysis).run(); }

}  // namespace sitrep
