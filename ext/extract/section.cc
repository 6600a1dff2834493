#include "extract/section.h"

#include <algorithm>

#include "extract/scope.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

/// A country's force, or one that acts in it, says less of where a text is at home than its places do.
constexpr double kForeignForce = 0.3;
constexpr std::uint32_t kKnownTown = 50'000;

bool is_preposition(const Lexicon& lexicon, std::string_view word) {
  return std::ranges::any_of(lexicon.senses_of(word),
                             [](const Sense& sense) { return sense.part == Part::preposition; });
}

}  // namespace

SectionReader::SectionReader(Engine& engine, DocumentArguments arguments, Depth depth)
    : engine_(engine),
      arguments_(std::move(arguments)),
      depth_(depth),
      segmenter_(arguments_.text, engine.words()),
      votes_(engine.lexicon()),
      home_(engine.lexicon()),
      local_(engine.lexicon()),
      document_(arguments_.published) {
  if (document_) document_confidence_ = 1;
  for (const std::string& country : arguments_.countries) {
    votes_.prefer(country);
    home_.prefer(country);
  }
  country_ = home_.leading();
}

bool SectionReader::next(Section& section, Interrupt& interrupt) {
  section = Section();
  section.text = arguments_.text;
  std::uint32_t bytes = 0;
  Sentence sentence;
  while (true) {
    interrupt.poll();
    if (pending_) {
      sentence = *pending_;
      pending_.reset();
    } else if (!segmenter_.next(sentence)) {
      break;
    }
    const bool new_paragraph =
        !section.sentences.empty() && sentence.paragraph != section.sentences.back().sentence.paragraph;
    if (bytes >= kSectionBytes && (new_paragraph || bytes >= 2 * kSectionBytes)) {
      pending_ = sentence;
      break;
    }
    bytes += sentence.span.length();
    if (number_ <= 1) {
      if (const Span stamp = stamp_of(sentence); !stamp.empty()) {
        for (const Span part : {Span{sentence.span.begin, stamp.begin}, stamp}) {
          Sentence headline = sentence;
          headline.kind = SentenceKind::headline;
          headline.span = trimmed(part);
          headline.dateline = {};
          if (!headline.span.empty()) read_sentence(headline, section);
        }
        sentence.span.begin = stamp.end + 1;
        sentence.dateline = {};
      }
    }
    read_sentence(sentence, section);
  }
  if (section.sentences.empty()) return false;
  resolve(section);
  first_ = false;
  return true;
}

/// The words without the blanks around them.
Span SectionReader::trimmed(Span span) const {
  while (span.begin < span.end && is_ascii_space(arguments_.text[span.begin])) ++span.begin;
  while (span.end > span.begin && is_ascii_space(arguments_.text[span.end - 1])) --span.end;
  return span;
}

/// A page without its line breaks: "Eighteen dead in town 30 Jul 2015 At least 18 people were killed …". The date and
/// time between the headline and the text, empty when there are none: a whole date with its year in the first sentence,
/// or near the front of the second one ("Date of publication 7 July 2016 Planes struck …"), after no preposition,
/// before a capital.
Span SectionReader::stamp_of(const Sentence& sentence) {
  constexpr std::uint32_t kFront = 4;
  const std::string_view words = sentence.span.of(arguments_.text);
  const bool may_have_year = std::ranges::any_of(words, [](char c) { return is_ascii_digit(c) || !is_ascii(c); });
  if (!may_have_year) return {};
  analysis_.text = arguments_.text;
  analysis_.sentence = sentence;
  PlaceList none;
  engine_.analyse(analysis_, Depth::dates, {}, none);
  const TokenBuffer& tokens = analysis_.tokens;
  for (std::size_t d = 0; d < analysis_.dates.size(); ++d) {
    const DatePoint& at = analysis_.dates[d].meaning.at;
    if (at.year == DatePoint::kNoYear || at.month == 0 || at.day == 0) continue;
    const std::uint32_t first = analysis_.dates[d].first;
    if (number_ > 0 && first > kFront) continue;
    if (first > 0 && is_preposition(engine_.lexicon(), tokens[first - 1].folded.text)) continue;
    std::uint32_t last = analysis_.dates[d].last;
    while (d + 1 < analysis_.dates.size() && analysis_.dates[d + 1].first == last) last = analysis_.dates[++d].last;
    // "13-08-2013 Jets strike the town", "13-08-2013 33 Killed in the town"
    const std::uint32_t word =
        first == 0 && last < tokens.size() && tokens[last].cls == TokenClass::number ? last + 1 : last;
    const bool text_follows = last + 3 < tokens.size() && tokens[word].is_word() &&
                              tokens[word].is(shape::kInitialCapital) &&
                              (first == 0 || !tokens[word].is(shape::kAllCapitals));
    if (text_follows) return {tokens[first].span.begin, tokens[last - 1].span.end};
  }
  return {};
}

void SectionReader::read_sentence(const Sentence& sentence, Section& section) {
  analysis_.text = arguments_.text;
  analysis_.sentence = sentence;
  analysis_.number = ++number_;
  section.sentences.push_back({sentence, number_});
  const std::size_t first_atom = section.places.atoms.size();
  engine_.analyse(analysis_, depth_, country_, section.places);
  if (depth_ == Depth::tokens) read_quantities(section);
  const auto first_date = static_cast<std::uint32_t>(section.dates.size());
  section.dates.insert(section.dates.end(), analysis_.dates.begin(), analysis_.dates.end());
  if (depth_ >= Depth::places) {
    note_countries();
    note_towns(section.places, first_atom);
  }
  if (depth_ < Depth::actors) return;
  for (const ActorMention& actor : analysis_.actors) section.actors.push_back({actor, number_});
  if (depth_ < Depth::events) return;
  resolve_pronouns();
  engine_.find_events(analysis_, first_date, section.events);
}

/// The noun that a number counts is the last of the nouns right behind it, adjectives between ("70 new Russian
/// strikes").
void SectionReader::read_quantities(Section& section) const {
  std::size_t l = 0;
  for (const NumberPhrase& number : analysis_.numbers) {
    if (number.ordinal || number.fraction || number.percent_or_money) continue;
    Quantity quantity;
    quantity.span = analysis_.span_of(number.first, number.last);
    quantity.count = number.count;
    quantity.sentence = number_;
    while (l < analysis_.lexemes.size() && analysis_.lexemes[l].first < number.last) ++l;
    std::optional<std::size_t> head;
    for (std::size_t k = l; k < analysis_.lexemes.size(); ++k) {
      const Tag tag = analysis_.lexemes[k].tag;
      if (tag == Tag::noun || tag == Tag::proper)
        head = k;
      else if (head || (tag != Tag::adjective && tag != Tag::participle))
        break;
    }
    if (head) {
      const Lexeme& noun = analysis_.lexemes[*head];
      quantity.span.end = analysis_.tokens[noun.last - 1].span.end;
      quantity.unit = engine_.lexicon().singular(analysis_.tokens[noun.last - 1].folded.text);
    }
    section.quantities.push_back(std::move(quantity));
  }
}

/// Names, adjectives and actors of countries tell what the document is about.
void SectionReader::note_countries() {
  for (std::size_t l = 0; l < analysis_.lexemes.size(); ++l) {
    const Lexeme& lexeme = analysis_.lexemes[l];
    if (!analysis_.tokens[lexeme.first].is(shape::kInitialCapital)) continue;
    for (const Sense& sense : lexeme.senses) {
      if (sense.kind == SenseKind::country || sense.kind == SenseKind::adjective || sense.kind == SenseKind::demonym) {
        if (sense.spelling != 0 && engine_.lexicon().pooled(sense.spelling) !=
                                       analysis_.span_of(lexeme.first, lexeme.last).of(arguments_.text))
          continue;
        votes_.add(sense.id, 1);
        // "Russian warplanes" may be anywhere.
        home_.add(sense.id, sense.kind == SenseKind::country ? 1 : kForeignForce);
        if (sense.kind == SenseKind::country || !acts_abroad(l + 1)) local_.add(sense.id, 1);
        break;
      }
      if (sense.kind == SenseKind::actor && sense.context == 0) {
        const std::string_view country = engine_.lexicon().text(engine_.lexicon().actors()[sense.id].country);
        votes_.add(country, 0.7);
        home_.add(country, kForeignForce);
        break;
      }
    }
  }
}

/// "Turkish drones", "Israeli strikes", "French soldiers": what the adjective before lexeme `l` says of a force or of
/// what it does says nothing of where that is; "Kenyan village", "Iraqi police" does.
bool SectionReader::acts_abroad(std::size_t l) const {
  if (l >= analysis_.lexemes.size()) return false;
  const Lexeme& noun = analysis_.lexemes[l];
  if (noun.tag == Tag::adjective && l + 1 < analysis_.lexemes.size() && acts_abroad(l + 1)) return true;
  if (noun.cls == TermClass::trigger || noun.cls == TermClass::weapon || noun.cls == TermClass::arms) return true;
  return std::ranges::any_of(noun.senses, [&](const Sense& sense) {
    if (sense.kind == SenseKind::force) return engine_.lexicon().force_nouns()[sense.id].kind != ActorKind::police;
    return sense.kind == SenseKind::actor || sense.kind == SenseKind::adjective;
  });
}

/// Towns that all know vote for the country in which the text is at home, whose army is "the army".
void SectionReader::note_towns(const PlaceList& places, std::size_t first) {
  const Gazetteer& gazetteer = engine_.gazetteer();
  for (std::size_t a = first; a < places.atoms.size(); ++a) {
    if ((places.atoms[a].evidence & evidence::kTied) != 0) continue;
    const auto postings = gazetteer.postings(places.atoms[a].postings_begin, places.atoms[a].postings_end);
    const PlaceRow* largest = nullptr;
    for (const PlacePosting& posting : postings) {
      const PlaceRow& row = gazetteer.place(posting.place());
      if (posting.hash() != places.atoms[a].spelling) continue;  // "Palmyra" is not Palmira
      if (largest == nullptr || row.population() > largest->population()) largest = &row;
    }
    if (largest == nullptr || largest->population() < kKnownTown) continue;
    const bool rival = std::ranges::any_of(postings, [&](const PlacePosting& posting) {
      const PlaceRow& row = gazetteer.place(posting.place());
      return row.country_code() != largest->country_code() && 2 * row.population() > largest->population();
    });
    if (rival) continue;
    home_.add(largest->country_code(), 1);
    local_.add(largest->country_code(), 1);
  }
  country_ = home_.leading();
}

/// A pronoun that is a subject speaks of the last actor that was one, in this sentence or the one before; one that is
/// an object ("and shot them") of the persons last named before it in its sentence.
void SectionReader::resolve_pronouns() {
  const auto acts = [](const ActorMention& m) {
    return m.kind != ActorKind::media && m.kind != ActorKind::organization && m.kind != ActorKind::civilians;
  };
  for (const Clause& clause : analysis_.clauses) {
    if (clause.verb >= 0 && !clause.rest.empty()) resolve_object(clause);
    note_persons(clause);
    if (clause.subject < 0) continue;
    Group& subject = analysis_.groups[static_cast<std::size_t>(clause.subject)];
    if ((subject.bits & noun::kPronoun) != 0) {
      if (resolve_released(clause, subject) || resolve_harmed(clause, subject)) continue;
      if (const ActorMention* teller = teller_of(clause)) {
        last_subject_ = *teller;  // "the army said it shelled the town"
        last_subject_sentence_ = number_;
      }
      if (subject.actors_end > subject.actors_begin) continue;
      // "…, the army said. It said …": who tells goes on telling.
      const bool tells = is_report(clause) && last_teller_ && number_ - last_teller_sentence_ <= 1;
      if (!tells && (!last_subject_ || number_ - last_subject_sentence_ > 1)) continue;
      ActorMention copy = tells ? *last_teller_ : *last_subject_;
      copy.modifier = false;
      subject.actors_begin = static_cast<std::uint32_t>(analysis_.actors.size());
      analysis_.actors.push_back(copy);
      subject.actors_end = subject.actors_begin + 1;
      subject.bits = noun::kActor | noun::kPronoun;
      (tells ? last_teller_sentence_ : last_subject_sentence_) = number_;
      continue;
    }
    // Who tells is not who did: "they arrested two", behind "the activist said".
    const bool tells = is_report(clause);
    for (const ActorMention& actor : analysis_.actors_of(subject)) {
      if (actor.modifier || !acts(actor)) continue;
      (tells ? last_teller_ : last_subject_) = actor;
      (tells ? last_teller_sentence_ : last_subject_sentence_) = number_;
      break;
    }
  }
}

bool SectionReader::is_report(const Clause& clause) const {
  return clause.verb >= 0 && analysis_.groups[static_cast<std::size_t>(clause.verb)].cls == TermClass::report;
}

/// The force that tells what the clause says of "it" or "they"; null: none.
const ActorMention* SectionReader::teller_of(const Clause& clause) const {
  if (clause.parent < 0) return nullptr;
  const Clause& above = analysis_.clauses[static_cast<std::size_t>(clause.parent)];
  if (!is_report(above) || above.subject < 0) return nullptr;
  for (const ActorMention& actor : analysis_.actors_of(analysis_.groups[static_cast<std::size_t>(above.subject)])) {
    if (bears_arms(actor.kind) && !actor.modifier) return &actor;
  }
  return nullptr;
}

/// Who was abducted or arrested, told in this clause; and who did something, one or several.
void SectionReader::note_persons(const Clause& clause) {
  const std::string_view deed = deed_of(clause);
  const auto is_person = [&](std::int32_t g) {
    if (g < 0 || g >= static_cast<std::int32_t>(analysis_.groups.size())) return false;
    const Group& who = analysis_.groups[static_cast<std::size_t>(g)];
    return who.kind == GroupKind::noun && (who.bits & noun::kPronoun) == 0 &&
           (who.bits & (noun::kPerson | noun::kActor)) != 0;
  };
  if (clause.verb >= 0 && (deed == "v:abduct" || deed == "v:arrest")) {
    const bool passive = (analysis_.groups[static_cast<std::size_t>(clause.verb)].bits & verbal::kPassive) != 0;
    const std::int32_t g = passive ? clause.subject : clause.verb + 1;
    if (is_person(g)) captives_ = referent(analysis_.groups[static_cast<std::size_t>(g)]);
  }
  if (harms(clause)) {
    const bool passive = (analysis_.groups[static_cast<std::size_t>(clause.verb)].bits & verbal::kPassive) != 0;
    const std::int32_t g = passive ? clause.subject : clause.verb + 1;
    if (is_person(g)) victims_ = referent(analysis_.groups[static_cast<std::size_t>(g)]);
  }
  if (is_person(clause.subject) && !is_report(clause)) {
    const Group& who = analysis_.groups[static_cast<std::size_t>(clause.subject)];
    if ((who.bits & noun::kPerson) != 0) last_person_[who.plural ? 1 : 0] = referent(who);
  }
}

/// "They were released the next day": those of whom it was told that they were taken.
bool SectionReader::resolve_released(const Clause& clause, Group& subject) {
  if (!captives_ || number_ - captives_->sentence > kCaptiveReach || deed_of(clause) != "v:release") return false;
  if ((analysis_.groups[static_cast<std::size_t>(clause.verb)].bits & verbal::kPassive) == 0) return false;
  speak_of(*captives_, subject);
  return true;
}

bool SectionReader::harms(const Clause& clause) const {
  return clause.verb >= 0 &&
         harms_persons(engine_.lexicon(), analysis_.groups[static_cast<std::size_t>(clause.verb)].concept_id);
}

/// "He was shot dead": who suffered something before, else who did something, told at most a sentence ago.
bool SectionReader::resolve_harmed(const Clause& clause, Group& subject) {
  if (!harms(clause)) return false;
  const Group& verb = analysis_.groups[static_cast<std::size_t>(clause.verb)];
  if ((verb.bits & verbal::kPassive) == 0 && deed_of(clause) != "v:die") return false;
  const std::string_view word = analysis_.tokens[subject.first_token].folded.text;
  if (word != "he" && word != "she" && word != "they") return false;
  const bool several = word == "they";
  const auto fits = [&](const std::optional<Referent>& who) {
    return who && number_ - who->sentence <= 1 && who->who.plural == several;
  };
  const std::optional<Referent>& before = fits(victims_) ? victims_ : last_person_[several ? 1 : 0];
  if (!fits(before)) return false;
  speak_of(*before, subject);
  return true;
}

void SectionReader::resolve_object(const Clause& clause) {
  const auto after = std::ranges::find_if(clause.rest, [&](std::int32_t g) { return g > clause.verb; });
  if (after == clause.rest.end()) return;
  Group& object = analysis_.groups[static_cast<std::size_t>(*after)];
  if (object.kind != GroupKind::noun || (object.bits & noun::kPronoun) == 0) return;
  const std::string_view word = analysis_.tokens[object.first_token].folded.text;
  if (word != "them" && word != "him" && word != "her") return;
  for (std::int32_t g = *after - 1; g >= 0; --g) {
    const Group& named = analysis_.groups[static_cast<std::size_t>(g)];
    if (named.kind != GroupKind::noun || g == clause.subject || (named.bits & noun::kPerson) == 0) continue;
    const bool several = named.plural || named.count.value.value_or(1) > 1;
    if (several != (word == "them")) continue;
    speak_of(referent(named), object);
    object.counted = named.counted;
    return;
  }
  // "A boy shot a guard. Police arrested him."
  const std::optional<Referent>& before = last_person_[word == "them" ? 1 : 0];
  const std::string_view deed = deed_of(clause);
  if (before && number_ - before->sentence <= 1 && (deed == "v:arrest" || deed == "v:abduct" || deed == "v:release"))
    return speak_of(*before, object);
  if (word == "them") return;
  object.bits = noun::kPerson;  // whoever it is, one person
  object.count = Count::exactly(1);
}

/// Concept of the clause's verb; empty where it has none.
std::string_view SectionReader::deed_of(const Clause& clause) const {
  if (clause.verb < 0) return {};
  const std::uint16_t id = analysis_.groups[static_cast<std::size_t>(clause.verb)].concept_id;
  return id == 0 ? std::string_view() : engine_.lexicon().text(engine_.lexicon().concepts()[id].name);
}

SectionReader::Referent SectionReader::referent(const Group& who) const {
  Referent out{who, {}, number_};
  for (const ActorMention& actor : analysis_.actors_of(who)) out.actors.push_back(actor);
  if (who.name_last > 0) {
    ActorMention name;
    name.span = analysis_.span_of(analysis_.lexemes[who.name_first].first, analysis_.lexemes[who.name_last - 1].last);
    name.kind = ActorKind::person;
    out.actors.assign(1, name);
  }
  for (ActorMention& actor : out.actors) {
    actor.first = actor.last = 0;  // tokens of a sentence that is left
    actor.modifier = false;
  }
  return out;
}

/// The pronoun stands for `referent`.
void SectionReader::speak_of(const Referent& referent, Group& pronoun) {
  pronoun.bits = referent.who.bits;
  pronoun.count = referent.who.count;
  pronoun.plural = referent.who.plural;
  pronoun.actors_begin = static_cast<std::uint32_t>(analysis_.actors.size());
  analysis_.actors.insert(analysis_.actors.end(), referent.actors.begin(), referent.actors.end());
  pronoun.actors_end = static_cast<std::uint32_t>(analysis_.actors.size());
}

void SectionReader::resolve(Section& section) {
  if (depth_ >= Depth::dates) resolve_dates(section);
  if (depth_ >= Depth::places) {
    section.resolved_places = engine_.resolver().resolve(section.places, votes_, local_, arguments_.text, trace_);
    const std::string_view only = local_.leading();
    if (!only.empty() && local_.share(only) >= 1) section.spoken_of = only;
  }
  if (depth_ >= Depth::events) find_scopes(section, engine_.lexicon(), document_);
}

void SectionReader::resolve_dates(Section& section) {
  if (first_ && !document_) {
    const DocumentDate inferred = infer_document_date(section.dates);
    if (inferred.day) document_ = Moment{*inferred.day, std::nullopt};
    document_confidence_ = inferred.confidence;
  }
  section.document = document_;
  if (!dates_) dates_.emplace(document_);
  if (!document_) dates_->set_told(latest_dated_day(section.dates));
  dates_->survey(section.dates);
  std::uint32_t paragraph = 0;
  for (const SentenceInfo& info : section.sentences) {
    bool opens = info.sentence.paragraph != paragraph;
    if (opens) {
      paragraph = info.sentence.paragraph;
      dates_->begin_paragraph();
      if (dates_->heading()) section.headings.push_back({paragraph, *dates_->heading()});
    }
    while (section.resolved_dates.size() < section.dates.size() &&
           section.dates[section.resolved_dates.size()].sentence <= info.number) {
      resolve_date(info.sentence, opens, section);
      opens = false;
    }
  }
}

/// Resolves the next mention of a section, which stands in `sentence`. `opens`: it is the first one of its paragraph.
void SectionReader::resolve_date(const Sentence& sentence, bool opens, Section& section) {
  constexpr std::uint32_t kFront = 4;  // bytes of "On " and the like
  const std::size_t i = section.resolved_dates.size();
  const DateMention& mention = section.dates[i];
  section.resolved_dates.push_back(dates_->resolve(mention));
  const ResolvedDate& date = section.resolved_dates.back();
  const DatePoint& at = mention.meaning.at;
  const bool day = date.start && date.precision <= DatePrecision::day && at.month != 0 && at.day != 0;
  if (opens && mention.span.begin - sentence.span.begin <= kFront) {
    if (is_whole_line(sentence, mention.outer)) {
      dates_->head_block(day && mention.link == DateLink::none ? std::optional<Day>(date.start->day) : std::nullopt);
    } else if (day && date.precision == DatePrecision::day) {
      dates_->head_paragraph(date.start->day);
      section.headings.push_back({sentence.paragraph, date.start->day});
    }
  }
  if (i > 0 && mention.link == DateLink::range_end && section.dates[i - 1].link == DateLink::range_begin) {
    join_range(section.dates[i - 1], section.resolved_dates[i - 1], mention, section.resolved_dates[i]);
  }
}

/// Does the sentence say nothing behind `span` but marks ("October 23:")?
bool SectionReader::is_whole_line(const Sentence& sentence, Span span) const {
  const std::string_view rest = arguments_.text.substr(span.end, sentence.span.end - span.end);
  return rest.find_first_not_of(" \t:.,;-*)]") == std::string_view::npos;
}

}  // namespace sitrep
