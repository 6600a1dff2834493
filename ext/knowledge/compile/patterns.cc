#include "knowledge/compile/patterns.h"

#include <re2/re2.h>

#include <set>
#include <stdexcept>

#include "extract/pattern_language.h"
#include "extract/pattern_table.h"
#include "extract/refinements.h"
#include "knowledge/compile/csv.h"

namespace sitrep {
namespace {

std::uint16_t type_number(const Lexicon& lexicon, const Csv& csv, std::size_t row, const std::string& type) {
  for (std::size_t i = 0; i < lexicon.event_types().size(); ++i) {
    if (lexicon.text(lexicon.event_types()[i].type) == type) return static_cast<std::uint16_t>(i + 1);
  }
  csv.fail(row, "unknown event type '" + type + "'");
}

class Strings {
 public:
  Text add(const std::string& value) {
    const Text text{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(value.size())};
    bytes_ += value;
    return text;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

void compile_refinements(const std::filesystem::path& sql_dir, const Lexicon& lexicon, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge/refinements.csv", {"type", "condition", "value", "becomes"});
  std::vector<RefinementRow> rows;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    RefinementRow row;
    row.type = type_number(lexicon, csv, i, csv.at(i, "type"));
    row.becomes = type_number(lexicon, csv, i, csv.at(i, "becomes"));
    const auto condition = refinement_condition(csv.at(i, "condition"));
    if (!condition) csv.fail(i, "unknown condition '" + csv.at(i, "condition") + "'");
    row.condition = *condition;
    const std::string& value = csv.at(i, "value");
    if (row.condition == Refinement::trigger || row.condition == Refinement::weapon) {
      row.value = lexicon.concept_number(value);
      if (row.value == 0) csv.fail(i, "no term has the concept '" + value + "'");
    } else {
      const auto kind = actor_kind(value);
      if (!kind) csv.fail(i, "unknown actor kind '" + value + "'");
      row.value = static_cast<std::uint16_t>(*kind);
    }
    rows.push_back(row);
  }
  image.add("pat.refinements", rows);
}

}  // namespace

void compile_patterns(const std::filesystem::path& sql_dir, const Lexicon& lexicon, ImageBuilder& image) {
  const Csv csv(sql_dir / "knowledge/patterns.csv", {"pattern_id", "type", "pattern", "status"});
  std::vector<PatternRow> rows;
  std::vector<std::uint16_t> concepts;
  std::set<std::string> ids;
  Strings strings;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (!ids.insert(csv.at(i, "pattern_id")).second) csv.fail(i, "pattern_id twice: " + csv.at(i, "pattern_id"));
    CompiledPattern compiled;
    try {
      compiled = compile_pattern(csv.at(i, "pattern"), lexicon);
    } catch (const std::invalid_argument& error) {
      csv.fail(i, csv.at(i, "pattern_id") + ": " + error.what());
    }
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    if (const re2::RE2 regex(compiled.regex, options); !regex.ok()) csv.fail(i, "RE2: " + regex.error());
    PatternRow row;
    row.id = strings.add(csv.at(i, "pattern_id"));
    row.regex = strings.add(compiled.regex);
    row.type = csv.at(i, "type").empty() ? 0 : type_number(lexicon, csv, i, csv.at(i, "type"));
    row.verb = compiled.part == 'v' ? 1 : 0;
    row.concepts_begin = static_cast<std::uint32_t>(concepts.size());
    concepts.insert(concepts.end(), compiled.concepts.begin(), compiled.concepts.end());
    row.concepts_end = static_cast<std::uint32_t>(concepts.size());
    row.captures = static_cast<std::uint8_t>(compiled.captures.size());
    for (std::size_t c = 0; c < compiled.captures.size(); ++c) {
      row.capture[c] =
          compiled.captures[c].trigger ? kTriggerCapture : static_cast<std::uint8_t>(compiled.captures[c].slot);
    }
    rows.push_back(row);
  }
  image.add("pat.rows", rows);
  image.add("pat.concepts", concepts);
  image.add_text("pat.strings", strings.bytes());
  compile_refinements(sql_dir, lexicon, image);
}

}  // namespace sitrep
