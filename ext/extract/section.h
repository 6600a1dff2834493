#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dates.h"
#include "extract/engine.h"
#include "text/interrupt.h"
#include "text/segment.h"

namespace sitrep {

/// What the caller says of a text.
struct DocumentArguments {
  std::string_view text;
  std::optional<Moment> published;
  std::vector<std::string> countries;  ///< alpha-2 codes, upper case
};

/// A sentence of a section.
struct SentenceInfo {
  Sentence sentence;
  std::uint32_t number = 0;  ///< 1-based within the document
};

/// An actor mention with where it stands.
struct LocatedActor {
  ActorMention mention;
  std::uint32_t sentence = 0;
};

/// A number of things.
struct Quantity {
  Span span;  ///< the number phrase and its noun
  Count count;
  std::string unit;  ///< head noun, singular, lower case; empty for none
  std::uint32_t sentence = 0;
};

/// A paragraph that begins with a day of the month: "On August 15, the monitor reported that …".
struct ParagraphHeading {
  std::uint32_t paragraph = 0;
  Day day = 0;
};

/// A stretch of a document with everything found in it. Mentions refer to each other by number within the section.
struct Section {
  std::string_view text;           ///< of the whole document
  std::optional<Moment> document;  ///< when it was published, as far as is known
  std::vector<SentenceInfo> sentences;
  std::vector<Quantity> quantities;
  std::vector<DateMention> dates;
  std::vector<ResolvedDate> resolved_dates;
  std::vector<ParagraphHeading> headings;  ///< in order
  PlaceList places;
  std::vector<ResolvedPlace> resolved_places;
  std::string spoken_of;  ///< alpha-2 code of the only country that it has spoken of, its forces abroad aside
  std::vector<LocatedActor> actors;
  std::vector<EventMention> events;  ///< unmerged
};

/// Reads a document section by section: whole paragraphs, at least kSectionBytes long, so that a report is one section
/// and a text of any length takes bounded memory. Polls the interrupt at every sentence.
class SectionReader {
 public:
  static constexpr std::uint32_t kSectionBytes = 64 * 1024;
  /// "They were released" speaks of those who were taken at most this many sentences before.
  static constexpr std::uint32_t kCaptiveReach = 3;

  /// `engine` and the text must outlive the reader.
  SectionReader(Engine& engine, DocumentArguments arguments, Depth depth);

  /// What the resolver of places sees from now on is added to `trace`, which outlives the reader.
  void trace_places(PlaceTrace* trace) { trace_ = trace; }

  /// Reads the next section; false at the end of the text.
  bool next(Section& section, Interrupt& interrupt);

  /// The publication date: the caller's, or inferred from the first section once it is read.
  const std::optional<Moment>& document_date() const { return document_; }
  double document_date_confidence() const { return document_confidence_; }

 private:
  void read_sentence(const Sentence& sentence, Section& section);
  Span stamp_of(const Sentence& sentence);
  Span trimmed(Span span) const;
  void read_quantities(Section& section) const;
  void resolve_pronouns();
  bool is_report(const Clause& clause) const;
  const ActorMention* teller_of(const Clause& clause) const;
  void resolve_object(const Clause& clause);
  /// Whom a pronoun of a later sentence may stand for.
  struct Referent {
    Group who;
    std::vector<ActorMention> actors;
    std::uint32_t sentence = 0;
  };
  std::string_view deed_of(const Clause& clause) const;
  Referent referent(const Group& who) const;
  void speak_of(const Referent& referent, Group& pronoun);
  void note_persons(const Clause& clause);
  bool harms(const Clause& clause) const;
  bool resolve_harmed(const Clause& clause, Group& subject);
  bool resolve_released(const Clause& clause, Group& subject);
  void note_countries();
  bool acts_abroad(std::size_t l) const;
  void note_towns(const PlaceList& places, std::size_t first);
  void resolve(Section& section);
  void resolve_dates(Section& section);
  void resolve_date(const Sentence& sentence, bool opens, Section& section);
  bool is_whole_line(const Sentence& sentence, Span span) const;

  Engine& engine_;
  DocumentArguments arguments_;
  Depth depth_;
  Segmenter segmenter_;
  std::optional<Sentence> pending_;
  bool first_ = true;
  std::uint32_t number_ = 0;
  CountryVotes votes_;  ///< of all that the text names: for telling places from their namesakes
  CountryVotes home_;   ///< of what says where it happens
  CountryVotes local_;  ///< of what is in a country or of it: "Kenyan village", not "Turkish drones"
  PlaceTrace* trace_ = nullptr;
  std::string country_;
  SentenceAnalysis analysis_;
  std::optional<ActorMention> last_subject_;
  std::uint32_t last_subject_sentence_ = 0;
  std::optional<ActorMention> last_teller_;
  std::uint32_t last_teller_sentence_ = 0;
  /// Those of whom was last told that they were abducted or arrested.
  std::optional<Referent> captives_;
  std::optional<Referent> victims_;                     ///< … that they were killed, hurt or taken
  std::array<std::optional<Referent>, 2> last_person_;  ///< who did something: one, several
  std::optional<Moment> document_;
  double document_confidence_ = 0;
  std::optional<DateResolver> dates_;
};

}  // namespace sitrep
