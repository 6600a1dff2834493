#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "knowledge/image.h"
#include "text/token.h"

namespace sitrep {

/// The compiled form of sql/knowledge/date_*.csv: records of the image sections "date.*", written by compile_dates()
/// and used in place by DateGrammar.
///
/// Each token of a text has a *type*, the set of lexical classes it belongs to, which depends on its word or digits and
/// on its capitals. Rules are regular expressions over classes: all of them together are one automaton over types,
/// which finds the longest match; a rule's own little program then binds the captures.
namespace date_image {

/// Ways a word may stand in the text; a word's classes may depend on it ("May", but not "may").
enum class WordCase : std::uint8_t { lower, capital, name, joined };
inline constexpr std::size_t kWordCases = 4;

/// Slot of the open-addressing word table (sections date.words, date.keys).
struct WordSlot {
  std::uint64_t hash = 0;
  std::uint32_t key = 0;     ///< offset into date.keys
  std::uint16_t length = 0;  ///< 0: free slot
  std::uint16_t sense_count = 0;
  std::uint32_t senses = 0;  ///< first of its senses in date.senses
  std::array<std::uint16_t, kWordCases> types{};
  std::uint32_t reserved = 0;
};

/// Most words of a text are in no rule: a bit for each word that is (section date.filter) tells so without the table.
inline constexpr std::size_t kFilterBits = 1 << 16;
constexpr std::size_t filter_bit(std::uint64_t hash) { return (hash >> 24) % kFilterBits; }

/// What a word means as a member of a class: a number, or an enumerator of dates' fields.
struct Sense {
  float value = 0;
  std::uint16_t cls = 0;
  std::uint16_t literal = 0;  ///< 1: the class is this very word of a pattern, the value means nothing
};

/// How digits are written.
enum class DigitForm : std::uint8_t { plain, ordinal, decimal, grouped, dotted_date, dotted_month };

/// Types of digit tokens by form, number of digits and value (section date.digits); the first fitting row counts.
struct DigitRow {
  std::int32_t min = 0, max = 0;
  DigitForm form = DigitForm::plain;
  std::uint8_t min_digits = 0, max_digits = 0;
  std::uint8_t reserved = 0;
  std::uint16_t type = 0;
  std::uint16_t reserved2 = 0;
};

/// Places in the type table of marks (section date.marks): ASCII characters, then these.
inline constexpr std::size_t kPossessive = 128, kHyphen = 129, kDash = 130, kMarks = 131;

/// What a capture or an assignment sets; the second half of the numbering is the same for the point `to`.
enum class Field : std::uint8_t {
  year,
  month,
  day,
  weekday,
  hour,
  minute,
  second,
  part,
  daypart,
  unit,
  relation,
  amount,
  zone,
  meridiem,
  holiday,
  fiscal,
  business,
  decade,
  minus_minutes,
  dmy,
  ymd,
  clock,
  sign,
  bc,
  plus,
  dm,
  swap,
  of_year,
  rest,
  fraction,
  day_year,
  count_,
  // of the mention
  kind = 64,
  shape,
  anchor,
  modifier,
  reference,
  since,
  until,
  none,
  span,
  first,
  second_span,
  cue,
  listed
};
inline constexpr std::uint8_t kToField = 32;  ///< added to a Field of DatePoint for the point `to`

enum class Op : std::uint8_t { token, split, jump, open, close, set, match };

/// One step of a rule's program.
struct Instruction {
  Op op = Op::match;
  std::uint8_t field = 0;
  std::uint16_t cls = 0;      ///< token: the class that the next token must have
  std::uint32_t operand = 0;  ///< split, jump: where to go on; set: the value

  /// Where split and jump go on, relative to the program's begin; x before y.
  std::uint16_t x() const { return static_cast<std::uint16_t>(operand); }
  std::uint16_t y() const { return static_cast<std::uint16_t>(operand >> 16); }
  float value() const { return std::bit_cast<float>(operand); }
  void go_to(std::uint16_t x, std::uint16_t y) { operand = x | static_cast<std::uint32_t>(y) << 16; }
  void set_value(float value) { operand = std::bit_cast<std::uint32_t>(value); }
};
static_assert(sizeof(Instruction) == 8);

struct Rule {
  std::uint32_t program = 0;  ///< first instruction
  std::uint32_t name = 0;     ///< offset into date.names
  std::uint16_t name_length = 0;
  std::uint16_t length = 0;  ///< number of instructions
  std::uint8_t plain = 0;    ///< 1: a rule that makes no mention and captures nothing, so its program need not be run
  std::uint8_t cue = 0;      ///< of a plain rule: the TenseHint that it is
  std::uint16_t reserved = 0;
  std::uint32_t ends = 0;  ///< bit k: its expressions may be the first of link k; bit kMaxLinks + k: the second
};

/// What two neighbours are to each other.
enum class LinkKind : std::uint8_t {
  range,          ///< the two ends of one
  length_behind,  ///< the second is a length that begins at the first ("from 18 May for ten days")
  length_before,  ///< the first is a length that begins at the second ("for ten days from 18 May")
  length_until,   ///< the first is a length that ends at the second ("the three months ended 30 June")
  after,          ///< one expression: the first counts on from the second ("two days after Easter")
  before,         ///< one expression: it counts back ("two days before Easter")
  from            ///< `after` ("two days from Monday"), but `length_before` when the year is told ("it went on for 64
                  ///< days from 5 May 1948")
};

/// Two expressions that belong together by what stands between them (date_links.csv; section date.links). The patterns
/// of what leads the first and of what joins the two are rules of their own, behind those of the automaton.
struct Link {
  std::uint16_t lead = 0;
  std::uint16_t joiner = 0;
  LinkKind kind = LinkKind::range;
  std::uint8_t reserved = 0;
};
inline constexpr std::size_t kMaxLinks = 16;

/// Classes that the code itself must know.
enum class Role : std::uint8_t { scale, fraction, since, until, deadline, preposition, stamp, article, count_ };

struct Header {
  std::uint32_t types = 0;
  std::uint32_t classes = 0;
  std::uint32_t states = 0;
  std::uint32_t words_log2 = 0;
  std::array<std::uint16_t, static_cast<std::size_t>(Role::count_)> roles{};
  std::uint16_t reserved = 0;
};

/// A state of the automaton (section date.states): where its transitions are, and the rules that it accepts, index + 1,
/// 0 for none.
struct State {
  std::uint32_t base = 0;      ///< of its row in date.cells
  std::uint16_t row = 0;       ///< number of that row
  std::uint16_t anywhere = 0;  ///< among the rules that hold anywhere in a sentence
  std::uint16_t alone = 0;     ///< among those that hold only when the sentence says nothing else
  std::uint16_t reserved = 0;
};

/// A transition (section date.cells): rows lie over each other, so the cell at base + type is the state's own only when
/// it bears the number of its row; else the transition leads to the dead state.
struct Cell {
  std::uint16_t row = 0;
  std::uint16_t next = 0;
};

}  // namespace date_image

}  // namespace sitrep
