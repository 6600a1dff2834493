#include "knowledge/compile/dates.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "extract/date_image.h"
#include "knowledge/compile/csv.h"
#include "knowledge/compile/date_automaton.h"
#include "knowledge/compile/date_pattern.h"
#include "knowledge/compile/date_rows.h"
#include "text/fold.h"
#include "text/word.h"

namespace sitrep {
namespace {

using date_image::DigitForm;
using date_image::Field;
using date_image::WordCase;
using ClassSet = std::set<std::uint16_t>;

constexpr std::size_t kCases = date_image::kWordCases;

struct WordEntry {
  std::array<ClassSet, kCases> classes;
  std::vector<date_image::Sense> senses;
};

/// Everything read from the tables, before it is numbered.
class DateTables {
 public:
  explicit DateTables(const std::filesystem::path& sql_dir) : dir_(sql_dir / "knowledge"), compiler_(classes_) {}

  void write(ImageBuilder& image) {
    read_words();
    read_holidays();
    read_rules();
    read_links();
    name_literals();
    drop_unused_classes();
    read_digits();
    check_classes();
    number_words(image);
    number_digits(image);
    number_marks(image);
    write_rules(image);
  }

 private:
  void read_words() {
    const Csv csv(dir_ / "date_words.csv", {"word", "class", "value", "case", "language", "source"});
    for (std::size_t row = 0; row < csv.size(); ++row) {
      const std::string& cls = csv.at(row, "class");
      const auto value = value_of(cls, csv.at(row, "value"));
      if (!value) csv.fail(row, "unknown value '" + csv.at(row, "value") + "' of class " + cls);
      const std::string& where = csv.at(row, "case");
      if (where != "" && where != "lower" && where != "capital" && where != "name" && where != "joined") {
        csv.fail(row, "case is one of lower, capital, name, joined or empty, not '" + where + "'");
      }
      if (csv.at(row, "word").empty() || cls.empty()) csv.fail(row, "word or class is missing");
      add_word(csv.at(row, "word"), classes_.number(cls), where, *value);
    }
  }

  /// A name of an enumerator, told by the class's prefix; a number for all other classes.
  static std::optional<float> value_of(const std::string& cls, const std::string& value) {
    if (value.empty()) return 0.0f;
    if (value == "vague") return std::numeric_limits<float>::quiet_NaN();
    Field field = Field::year;
    if (cls.starts_with("UNIT")) field = Field::unit;
    if (cls.starts_with("DAYPART")) field = Field::daypart;
    if (cls.starts_with("MOD")) field = Field::modifier;
    if (cls.starts_with("REL")) field = Field::relation;
    return date_field_value(field, value);
  }

  /// The word is kept as the tokens of a text are folded.
  void add_word(const std::string& word, std::uint16_t cls, const std::string& where, float value) {
    std::string folded;
    fold_light(word, folded);
    WordEntry& entry = words_[folded];
    const auto put = [&](WordCase c) { entry.classes[static_cast<std::size_t>(c)].insert(cls); };
    if (where.empty() || where == "lower") put(WordCase::lower);
    if (where.empty() || where == "capital") put(WordCase::capital);
    if (where.empty() || where == "capital" || where == "name") put(WordCase::name);
    if (where.empty() || where == "joined") put(WordCase::joined);
    entry.senses.push_back({value, cls, 0});
  }

  void read_holidays() {
    const Csv csv(dir_ / "date_holidays.csv", {"holiday", "pattern", "meaning", "source"});
    std::string all;
    for (std::size_t row = 0; row < csv.size(); ++row) {
      if (!all.empty()) all += " | ";
      all += assignments(csv, row) + " ( " + csv.at(row, "pattern") + " )";
    }
    compiler_.define("@holiday", all);
  }

  static std::string assignments(const Csv& csv, std::size_t row) {
    std::string out;
    for (const std::string& item : split(csv.at(row, "meaning"), ' ')) {
      if (item.find('=') != std::string::npos) {
        out += "{" + item + "} ";
      } else if (item == "alone") {
        continue;
      } else if (item == "none") {
        out += "{none=1} ";
      } else {
        out += "{kind=" + item + "} ";
      }
    }
    return out;
  }

  void read_rules() {
    const Csv csv(dir_ / "date_rules.csv", {"rule", "pattern", "meaning", "language", "example", "source"});
    for (std::size_t row = 0; row < csv.size(); ++row) {
      const std::string& name = csv.at(row, "rule");
      const std::string pattern = assignments(csv, row) + "( " + csv.at(row, "pattern") + " )";
      try {
        if (name.starts_with('@')) {
          compiler_.define(name, pattern);
          continue;
        }
        const std::vector<std::string> words = split(csv.at(row, "meaning"), ' ');
        const bool alone = std::ranges::find(words, "alone") != words.end();
        rules_.push_back({compiler_.compile(pattern), alone});
      } catch (const std::runtime_error& error) {
        csv.fail(row, "rule " + name + ": " + error.what());
      }
      rule_names_.push_back(name);
    }
  }

  /// What makes a range of two expressions (date_links.csv): two patterns, and the rules that may be its ends.
  void read_links() {
    const Csv csv(dir_ / "date_links.csv",
                  {"link", "lead", "first", "joiner", "second", "meaning", "example", "source"});
    if (csv.size() > date_image::kMaxLinks) throw std::runtime_error("date_links.csv: too many links");
    ends_.resize(rules_.size());
    for (std::size_t row = 0; row < csv.size(); ++row) {
      try {
        for (const char* column : {"lead", "joiner"}) link_patterns_.push_back(compiler_.compile(csv.at(row, column)));
      } catch (const std::runtime_error& error) {
        csv.fail(row, "link " + csv.at(row, "link") + ": " + error.what());
      }
      link_names_.push_back(csv.at(row, "link"));
      constexpr std::string_view kKinds[] = {"range", "length_behind", "length_before", "length_until",
                                             "after", "before",        "from"};
      const auto kind = std::ranges::find(kKinds, csv.at(row, "meaning"));
      if (kind == std::end(kKinds)) csv.fail(row, "unknown meaning " + csv.at(row, "meaning"));
      link_kinds_.push_back(static_cast<date_image::LinkKind>(kind - std::begin(kKinds)));
      for (const auto& [column, bit] : {std::pair("first", row), std::pair("second", row + date_image::kMaxLinks)}) {
        for (const std::string& name : split(csv.at(row, column), ' ')) {
          const auto rule = std::ranges::find(rule_names_, name);
          if (rule == rule_names_.end()) csv.fail(row, "no rule is named " + name);
          ends_[static_cast<std::size_t>(rule - rule_names_.begin())] |= std::uint32_t{1} << bit;
        }
      }
    }
  }

  /// A literal word is a class of its own.
  void name_literals() {
    for (std::uint16_t number = 1; number < classes_.size(); ++number) {
      const std::string name = classes_.name(number);
      const bool literal = name.size() > 1 && name[0] == '=' && name != "='s" && name != "=--";
      const bool mark = name.size() == 2 && !std::isalnum(static_cast<unsigned char>(name[1])) && is_mark(name[1]);
      if (literal && !mark) {
        add_word(name.substr(1), number, "", 0);
        words_[name.substr(1)].senses.back().literal = 1;
      }
    }
  }

  static bool is_mark(char c) { return static_cast<unsigned char>(c) < 0x80; }

  static constexpr std::string_view kRoles[] = {"SCALE",    "FRACTION", "SINCE", "UNTIL",
                                                "DEADLINE", "DATEPREP", "STAMP", "A1"};

  /// Classes that neither a rule nor the code reads would only split the token types.
  void drop_unused_classes() {
    for (const std::string_view role : kRoles) used_.insert(classes_.number(std::string(role)));
    const auto use = [&](const DatePatternCompiler::Program& program) {
      for (const date_image::Instruction& step : program) {
        if (step.op == date_image::Op::token) used_.insert(step.cls);
      }
    };
    for (const DateRuleProgram& rule : rules_) use(rule.program);
    std::ranges::for_each(link_patterns_, use);
    for (auto& [word, entry] : words_) {
      for (ClassSet& set : entry.classes) {
        std::erase_if(set, [&](std::uint16_t cls) { return !used_.contains(cls); });
      }
    }
  }

  void read_digits() {
    const Csv csv(dir_ / "date_digits.csv", {"form", "digits", "min", "max", "classes", "source"});
    constexpr std::string_view kForms[] = {"plain", "ordinal", "decimal", "grouped", "dotted_date", "dotted_month"};
    for (std::size_t row = 0; row < csv.size(); ++row) {
      const auto form = std::ranges::find(kForms, csv.at(row, "form"));
      if (form == std::end(kForms)) csv.fail(row, "unknown form " + csv.at(row, "form"));
      date_image::DigitRow digits;
      digits.form = static_cast<DigitForm>(form - std::begin(kForms));
      const std::vector<std::string> width = split(csv.at(row, "digits"), '-');
      if (width.empty() || width.size() > 2) csv.fail(row, "digits is a number or a range");
      digits.min_digits = static_cast<std::uint8_t>(std::stoi(width.front()));
      digits.max_digits = static_cast<std::uint8_t>(std::stoi(width.back()));
      digits.min = std::stoi(csv.at(row, "min"));
      digits.max = std::stoi(csv.at(row, "max"));
      ClassSet set;
      for (const std::string& name : split(csv.at(row, "classes"), ' ')) {
        const std::uint16_t cls = classes_.find(name);
        if (cls != 0 && used_.contains(cls)) set.insert(cls);
      }
      digits_.emplace_back(digits, std::move(set));
    }
  }

  void check_classes() const {
    ClassSet filled;
    for (const auto& [word, entry] : words_) {
      for (const ClassSet& set : entry.classes) filled.insert(set.begin(), set.end());
    }
    for (const auto& [row, set] : digits_) filled.insert(set.begin(), set.end());
    for (const std::uint16_t cls : used_) {
      if (!filled.contains(cls) && classes_.name(cls)[0] != '=') {
        throw std::runtime_error("date_rules.csv: class " + classes_.name(cls) + " has no members");
      }
    }
  }

  std::uint16_t type_of(const ClassSet& set) {
    if (set.empty()) return 0;
    return types_.try_emplace(set, static_cast<std::uint16_t>(types_.size() + 1)).first->second;
  }

  void number_words(ImageBuilder& image) {
    const std::size_t size = std::bit_ceil(words_.size() * 2);
    words_log2_ = static_cast<std::uint32_t>(std::countr_zero(size));
    std::vector<date_image::WordSlot> slots(size);
    std::vector<date_image::Sense> senses;
    std::vector<std::uint64_t> filter(date_image::kFilterBits / 64);
    std::string keys;
    for (const auto& [word, entry] : words_) {
      date_image::WordSlot slot;
      slot.hash = hash_word(word);
      slot.key = static_cast<std::uint32_t>(keys.size());
      slot.length = static_cast<std::uint16_t>(word.size());
      slot.senses = static_cast<std::uint32_t>(senses.size());
      slot.sense_count = static_cast<std::uint16_t>(entry.senses.size());
      for (std::size_t c = 0; c < kCases; ++c) slot.types[c] = type_of(entry.classes[c]);
      keys += word;
      senses.insert(senses.end(), entry.senses.begin(), entry.senses.end());
      std::size_t at = slot.hash >> (64 - words_log2_);
      while (slots[at].length != 0) at = (at + 1) & (size - 1);
      slots[at] = slot;
      const std::size_t bit = date_image::filter_bit(slot.hash);
      filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    image.add("date.words", slots);
    image.add("date.filter", filter);
    image.add("date.senses", senses);
    image.add_text("date.keys", keys);
  }

  void number_digits(ImageBuilder& image) {
    std::vector<date_image::DigitRow> rows;
    for (auto& [row, set] : digits_) {
      row.type = type_of(set);
      rows.push_back(row);
    }
    image.add("date.digits", rows);
  }

  void number_marks(ImageBuilder& image) {
    std::vector<std::uint16_t> marks(date_image::kMarks);
    const auto put = [&](std::size_t at, const std::string& name) {
      const std::uint16_t cls = classes_.find(name);
      if (cls != 0 && used_.contains(cls)) marks[at] = type_of({cls});
    };
    for (char c = '!'; c < 127; ++c) {
      if (!std::isalnum(static_cast<unsigned char>(c))) put(static_cast<std::size_t>(c), std::string("=") + c);
    }
    put(date_image::kPossessive, "='s");
    put(date_image::kHyphen, "=-");
    put(date_image::kDash, "=--");
    image.add("date.marks", marks);
  }

  /// A rule that only says "this is none" or "this is a cue" needs no binding.
  static void note_plain(const DatePatternCompiler::Program& program, date_image::Rule& rule) {
    bool none = false;
    for (const date_image::Instruction& step : program) {
      if (step.op == date_image::Op::open || step.op == date_image::Op::close) return;
      if (step.op != date_image::Op::set) continue;
      none |= step.field == static_cast<std::uint8_t>(Field::none);
      if (step.field == static_cast<std::uint8_t>(Field::cue)) rule.cue = static_cast<std::uint8_t>(step.value());
    }
    rule.plain = none ? 1 : 0;
  }

  void write_rules(ImageBuilder& image) {
    std::vector<std::vector<bool>> members(types_.size() + 1, std::vector<bool>(classes_.size()));
    for (const auto& [set, type] : types_) {
      for (const std::uint16_t cls : set) members[type][cls] = true;
    }
    const DateAutomaton automaton = build_date_automaton(rules_, members);
    std::vector<date_image::Instruction> steps;
    std::vector<date_image::Rule> rules;
    std::vector<date_image::Link> links;
    std::string names;
    const auto add = [&](const DatePatternCompiler::Program& program, const std::string& name) {
      rules.push_back({static_cast<std::uint32_t>(steps.size()), static_cast<std::uint32_t>(names.size()),
                       static_cast<std::uint16_t>(name.size()), static_cast<std::uint16_t>(program.size()), 0, 0, 0,
                       0});
      steps.insert(steps.end(), program.begin(), program.end());
      names += name;
    };
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      add(rules_[i].program, rule_names_[i]);
      note_plain(rules_[i].program, rules.back());
      rules.back().ends = ends_[i];
    }
    for (std::size_t i = 0; i < link_names_.size(); ++i) {
      links.push_back(
          {static_cast<std::uint16_t>(rules.size()), static_cast<std::uint16_t>(rules.size() + 1), link_kinds_[i], 0});
      for (const std::size_t part : {0, 1}) add(link_patterns_[2 * i + part], link_names_[i]);
    }
    std::vector<std::uint8_t> bits(members.size() * classes_.size());
    for (std::size_t t = 0; t < members.size(); ++t) {
      for (std::size_t c = 0; c < classes_.size(); ++c) bits[t * classes_.size() + c] = members[t][c] ? 1 : 0;
    }
    date_image::Header header;
    header.types = static_cast<std::uint32_t>(members.size());
    header.classes = static_cast<std::uint32_t>(classes_.size());
    header.states = static_cast<std::uint32_t>(automaton.states());
    header.words_log2 = words_log2_;
    for (std::size_t i = 0; i < std::size(kRoles); ++i) header.roles[i] = classes_.find(std::string(kRoles[i]));
    image.add("date.header", std::vector{header});
    DateRows packed = pack_date_rows(automaton.next, members.size());
    for (std::size_t s = 0; s < automaton.states(); ++s) {
      packed.states[s].anywhere = automaton.accept[s].anywhere;
      packed.states[s].alone = automaton.accept[s].alone;
    }
    image.add("date.cells", packed.cells);
    image.add("date.states", packed.states);
    image.add("date.members", bits);
    image.add("date.steps", steps);
    image.add("date.rules", rules);
    image.add("date.links", links);
    image.add_text("date.names", names);
  }

  std::filesystem::path dir_;
  DateClasses classes_;
  DatePatternCompiler compiler_;
  std::map<std::string, WordEntry> words_;
  std::vector<std::pair<date_image::DigitRow, ClassSet>> digits_;
  std::vector<DateRuleProgram> rules_;
  std::vector<std::string> rule_names_;
  std::vector<std::uint32_t> ends_;  ///< of each rule, date_image::Rule::ends
  std::vector<std::string> link_names_;
  std::vector<date_image::LinkKind> link_kinds_;
  std::vector<DatePatternCompiler::Program> link_patterns_;  ///< lead and joiner of each link
  ClassSet used_;
  std::map<ClassSet, std::uint16_t> types_;
  std::uint32_t words_log2_ = 0;
};

}  // namespace

void compile_dates(const std::filesystem::path& sql_dir, ImageBuilder& image) { DateTables(sql_dir).write(image); }

}  // namespace sitrep
