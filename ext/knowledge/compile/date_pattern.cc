#include "knowledge/compile/date_pattern.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "extract/date_mention.h"
#include "text/fold.h"

namespace sitrep {

using date_image::Field;
using date_image::Instruction;
using date_image::Op;

std::uint16_t DateClasses::number(const std::string& name) {
  const auto [at, fresh] = numbers_.try_emplace(name, static_cast<std::uint16_t>(names_.size() + 1));
  if (fresh) names_.push_back(name);
  return at->second;
}

std::uint16_t DateClasses::find(const std::string& name) const {
  const auto at = numbers_.find(name);
  return at == numbers_.end() ? 0 : at->second;
}

namespace {

struct Named {
  std::string_view name;
  int value;
};

constexpr Named kFields[] = {{"year", int(Field::year)},
                             {"month", int(Field::month)},
                             {"day", int(Field::day)},
                             {"weekday", int(Field::weekday)},
                             {"hour", int(Field::hour)},
                             {"minute", int(Field::minute)},
                             {"second", int(Field::second)},
                             {"part", int(Field::part)},
                             {"daypart", int(Field::daypart)},
                             {"unit", int(Field::unit)},
                             {"relation", int(Field::relation)},
                             {"amount", int(Field::amount)},
                             {"zone", int(Field::zone)},
                             {"meridiem", int(Field::meridiem)},
                             {"holiday", int(Field::holiday)},
                             {"fiscal", int(Field::fiscal)},
                             {"business", int(Field::business)},
                             {"decade", int(Field::decade)},
                             {"minus_minutes", int(Field::minus_minutes)},
                             {"dmy", int(Field::dmy)},
                             {"ymd", int(Field::ymd)},
                             {"clock", int(Field::clock)},
                             {"sign", int(Field::sign)},
                             {"bc", int(Field::bc)},
                             {"plus", int(Field::plus)},
                             {"dm", int(Field::dm)},
                             {"swap", int(Field::swap)},
                             {"of_year", int(Field::of_year)},
                             {"rest", int(Field::rest)},
                             {"fraction", int(Field::fraction)},
                             {"day_year", int(Field::day_year)}};

constexpr Named kMentionFields[] = {
    {"kind", int(Field::kind)},         {"shape", int(Field::shape)},         {"anchor", int(Field::anchor)},
    {"modifier", int(Field::modifier)}, {"reference", int(Field::reference)}, {"since", int(Field::since)},
    {"until", int(Field::until)},       {"none", int(Field::none)},           {"span", int(Field::span)},
    {"first", int(Field::first)},       {"last", int(Field::second_span)},    {"cue", int(Field::cue)},
    {"listed", int(Field::listed)}};

constexpr Named kKinds[] = {{"date", 0}, {"time", 1}, {"duration", 2}, {"set", 3}};
constexpr Named kShapes[] = {{"point", int(DateShape::point)},        {"range", int(DateShape::range)},
                             {"window", int(DateShape::window)},      {"reach", int(DateShape::reach)},
                             {"duration", int(DateShape::duration)},  {"set", int(DateShape::set)},
                             {"reference", int(DateShape::reference)}};
constexpr Named kAnchors[] = {{"document", int(DateAnchor::document)},
                              {"narrative", int(DateAnchor::narrative)},
                              {"base", int(DateAnchor::base)}};
constexpr Named kModifiers[] = {{"start", int(DateModifier::start)},
                                {"mid", int(DateModifier::mid)},
                                {"end", int(DateModifier::end)},
                                {"approx", int(DateModifier::approx)},
                                {"more_than", int(DateModifier::more_than)},
                                {"less_than", int(DateModifier::less_than)},
                                {"equal_or_more", int(DateModifier::equal_or_more)},
                                {"equal_or_less", int(DateModifier::equal_or_less)},
                                {"before", int(DateModifier::before)},
                                {"after", int(DateModifier::after)},
                                {"on_or_before", int(DateModifier::on_or_before)},
                                {"on_or_after", int(DateModifier::on_or_after)}};
constexpr Named kReferences[] = {{"past", int(DateReference::past)},
                                 {"present", int(DateReference::present)},
                                 {"future", int(DateReference::future)}};
constexpr Named kRelations[] = {{"none", int(DateRelation::none)},     {"current", int(DateRelation::current)},
                                {"last", int(DateRelation::last)},     {"next", int(DateRelation::next)},
                                {"offset", int(DateRelation::offset)}, {"nth", int(DateRelation::nth)}};
constexpr Named kUnits[] = {{"second", int(DateUnit::second)},   {"minute", int(DateUnit::minute)},
                            {"hour", int(DateUnit::hour)},       {"daypart", int(DateUnit::daypart)},
                            {"day", int(DateUnit::day)},         {"weekend", int(DateUnit::weekend)},
                            {"week", int(DateUnit::week)},       {"fortnight", int(DateUnit::fortnight)},
                            {"month", int(DateUnit::month)},     {"quarter", int(DateUnit::quarter)},
                            {"season", int(DateUnit::season)},   {"half", int(DateUnit::half)},
                            {"year", int(DateUnit::year)},       {"decade", int(DateUnit::decade)},
                            {"century", int(DateUnit::century)}, {"millennium", int(DateUnit::millennium)}};
constexpr Named kDayParts[] = {{"morning", int(DayPart::morning)},
                               {"midday", int(DayPart::midday)},
                               {"afternoon", int(DayPart::afternoon)},
                               {"evening", int(DayPart::evening)},
                               {"night", int(DayPart::night)},
                               {"dawn", int(DayPart::dawn)},
                               {"early_hours", int(DayPart::early_hours)},
                               {"daytime", int(DayPart::day)}};
constexpr Named kCues[] = {{"past", int(TenseHint::past)}, {"future", int(TenseHint::future)}};

template <std::size_t N>
std::optional<float> look_up(const Named (&names)[N], std::string_view name) {
  for (const Named& named : names) {
    if (named.name == name) return static_cast<float>(named.value);
  }
  return std::nullopt;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Joins two fragments; targets in `b` move with it.
void append(DatePatternCompiler::Program& a, const DatePatternCompiler::Program& b) {
  const auto shift = static_cast<std::uint16_t>(a.size());
  for (Instruction instruction : b) {
    if (instruction.op == Op::split || instruction.op == Op::jump) {
      instruction.go_to(static_cast<std::uint16_t>(instruction.x() + shift),
                        static_cast<std::uint16_t>(instruction.y() + shift));
    }
    a.push_back(instruction);
  }
}

Instruction step(Op op, std::size_t x, std::size_t y = 0) {
  Instruction instruction;
  instruction.op = op;
  instruction.go_to(static_cast<std::uint16_t>(x), static_cast<std::uint16_t>(y));
  return instruction;
}

/// Recursive descent over one pattern; emits a program fragment.
class Parser {
 public:
  using Program = DatePatternCompiler::Program;

  Parser(std::string_view text, DateClasses& classes, const std::map<std::string, std::string, std::less<>>& macros,
         bool to, int depth)
      : text_(text), classes_(classes), macros_(macros), to_(to), depth_(depth) {
    if (depth > 16) fail("macros are nested too deep (a macro that uses itself?)");
  }

  Program whole() {
    Program program = alternatives();
    skip_space();
    if (at_ < text_.size()) fail("unexpected '" + std::string(1, text_[at_]) + "'");
    return program;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " at character " + std::to_string(at_ + 1) + " of pattern '" + std::string(text_) +
                             "'");
  }

  void skip_space() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool next_is(char c) {
    skip_space();
    return at_ < text_.size() && text_[at_] == c;
  }
  void expect(char c) {
    if (!next_is(c)) fail("'" + std::string(1, c) + "' expected");
    ++at_;
  }

  Program alternatives() {
    Program left = sequence();
    while (next_is('|')) {
      ++at_;
      const Program right = sequence();
      Program joined{step(Op::split, 1, left.size() + 2)};
      append(joined, left);
      joined.push_back(step(Op::jump, joined.size() + 1 + right.size()));
      append(joined, right);
      left = std::move(joined);
    }
    return left;
  }

  Program sequence() {
    Program program;
    while (true) {
      skip_space();
      if (at_ >= text_.size() || text_[at_] == '|' || text_[at_] == ')' || text_[at_] == '}') return program;
      append(program, repeated(item()));
    }
  }

  Program repeated(Program item) {
    if (at_ >= text_.size()) return item;
    const char c = text_[at_];
    if (c != '?' && c != '*' && c != '+') return item;
    ++at_;
    Program program;
    if (c == '+') {
      program = item;
      program.push_back(step(Op::split, 0, item.size() + 1));
      return program;
    }
    program.push_back(step(Op::split, 1, item.size() + (c == '*' ? 2 : 1)));
    append(program, item);
    if (c == '*') program.push_back(step(Op::jump, 0));
    return program;
  }

  Program item() {
    const char c = text_[at_];
    if (c == '(') {
      ++at_;
      Program inner = alternatives();
      expect(')');
      return inner;
    }
    if (c == '{') return braces();
    if (c == '@' || text_.substr(at_).starts_with("to.@")) return macro();
    if (is_upper(c)) {
      std::string name;
      while (at_ < text_.size() &&
             (is_upper(text_[at_]) || text_[at_] == '_' || (text_[at_] >= '0' && text_[at_] <= '9'))) {
        name += text_[at_++];
      }
      return token(name);
    }
    if (is_word_byte(c)) return token("=" + folded(word()));
    return mark();
  }

  /// As the tokens of a text are folded.
  static std::string folded(const std::string& word) {
    std::string out;
    fold_light(word, out);
    return out;
  }

  std::string word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  Program mark() {
    for (std::string_view mark : {"'s", "--"}) {
      if (text_.substr(at_).starts_with(mark)) {
        at_ += mark.size();
        return token("=" + std::string(mark));
      }
    }
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
    return token("=" + std::string(1, text_[at_++]));
  }

  Program token(const std::string& name) {
    Instruction instruction;
    instruction.op = Op::token;
    instruction.cls = classes_.number(name);
    return {instruction};
  }

  std::uint8_t field(std::string_view name) {
    bool to = to_;
    if (name.starts_with("to.")) {
      to = true;
      name.remove_prefix(3);
    }
    if (const auto number = look_up(kFields, name))
      return static_cast<std::uint8_t>(*number + (to ? date_image::kToField : 0));
    if (const auto number = look_up(kMentionFields, name)) return static_cast<std::uint8_t>(*number);
    fail("there is no field " + std::string(name));
  }

  Program braces() {
    ++at_;
    skip_space();
    std::string name;
    while (at_ < text_.size() && (is_word_byte(text_[at_]) || text_[at_] == '.')) name += text_[at_++];
    const std::uint8_t number = field(name);
    if (next_is('=')) {
      ++at_;
      std::string value;
      while (at_ < text_.size() && text_[at_] != '}') value += text_[at_++];
      expect('}');
      const auto plain = static_cast<Field>(number < 64 ? number % date_image::kToField : number);
      const auto parsed = date_field_value(plain, value);
      if (!parsed) fail("field " + name + " has no value " + value);
      Instruction instruction;
      instruction.op = Op::set;
      instruction.field = number;
      instruction.set_value(*parsed);
      return {instruction};
    }
    expect(':');
    Program program;
    Instruction bracket;
    bracket.field = number;
    bracket.op = Op::open;
    program.push_back(bracket);
    append(program, alternatives());
    expect('}');
    bracket.op = Op::close;
    program.push_back(bracket);
    return program;
  }

  Program macro() {
    bool to = to_;
    if (text_[at_] == 't') {
      to = true;
      at_ += 3;
    }
    ++at_;
    const std::string name = "@" + word();
    const auto found = macros_.find(name);
    if (found == macros_.end()) fail("there is no macro " + name);
    return Parser(found->second, classes_, macros_, to, depth_ + 1).whole();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  DateClasses& classes_;
  const std::map<std::string, std::string, std::less<>>& macros_;
  bool to_;
  int depth_;
};

}  // namespace

std::optional<float> date_field_value(Field field, std::string_view name) {
  float number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size()) return number;
  switch (field) {
    case Field::kind:
      return look_up(kKinds, name);
    case Field::shape:
      return look_up(kShapes, name);
    case Field::anchor:
      return look_up(kAnchors, name);
    case Field::modifier:
      return look_up(kModifiers, name);
    case Field::reference:
      return look_up(kReferences, name);
    case Field::relation:
      return look_up(kRelations, name);
    case Field::unit:
      return look_up(kUnits, name);
    case Field::daypart:
      return look_up(kDayParts, name);
    case Field::cue:
      return look_up(kCues, name);
    default:
      return std::nullopt;
  }
}

DatePatternCompiler::Program DatePatternCompiler::compile(std::string_view pattern) {
  Program program = Parser(pattern, classes_, macros_, false, 0).whole();
  program.push_back(Instruction{});
  if (program.size() > 0xFFFF) throw std::runtime_error("the pattern is too long");
  return program;
}

}  // namespace sitrep
