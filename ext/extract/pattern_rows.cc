#include "extract/pattern_rows.h"

#include <re2/re2.h>

#include <stdexcept>

#include "extract/event.h"
#include "extract/pattern_language.h"

namespace sitrep {
namespace {

/// EventStatus + 1, 0 for none.
std::uint8_t status_number(std::string_view name) {
  if (name.empty()) return 0;
  for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(EventStatus::averted); ++i) {
    if (name_of(static_cast<EventStatus>(i)) == name) return static_cast<std::uint8_t>(i + 1);
  }
  throw std::invalid_argument("unknown status '" + std::string(name) +
                              "'; one of occurred, ongoing, planned, alleged, denied, averted");
}

void check_regex(const std::string& source) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_max_mem(kPatternMemory);
  if (const re2::RE2 regex(source, options); !regex.ok()) throw std::invalid_argument("RE2: " + regex.error());
}

}  // namespace

std::uint16_t event_type_number(const Lexicon& lexicon, std::string_view type) {
  for (std::size_t i = 0; i < lexicon.event_types().size(); ++i) {
    if (lexicon.text(lexicon.event_types()[i].type) == type) return static_cast<std::uint16_t>(i + 1);
  }
  return 0;
}

Text PatternRows::text(std::string_view value) {
  const Text out{static_cast<std::uint32_t>(strings_.size()), static_cast<std::uint32_t>(value.size())};
  strings_ += value;
  return out;
}

void PatternRows::add(const PatternSource& source, const Lexicon& lexicon) {
  const CompiledPattern compiled = compile_pattern(source.pattern, lexicon);
  check_regex(compiled.regex);
  PatternRow row;
  if (!source.type.empty()) {
    row.type = event_type_number(lexicon, source.type);
    if (row.type == 0) throw std::invalid_argument("unknown event type '" + std::string(source.type) + "'");
  }
  row.status = status_number(source.status);
  row.id = text(source.id);
  row.regex = text(compiled.regex);
  row.verb = compiled.part == 'v' ? 1 : 0;
  row.concepts_begin = static_cast<std::uint32_t>(concepts_.size());
  concepts_.insert(concepts_.end(), compiled.concepts.begin(), compiled.concepts.end());
  row.concepts_end = static_cast<std::uint32_t>(concepts_.size());
  row.captures = static_cast<std::uint8_t>(compiled.captures.size());
  for (std::size_t c = 0; c < compiled.captures.size(); ++c) {
    row.capture[c] =
        compiled.captures[c].trigger ? kTriggerCapture : static_cast<std::uint8_t>(compiled.captures[c].slot);
  }
  rows_.push_back(row);
}

void PatternRows::copy(const Image& image, std::size_t i) {
  const std::string_view strings = image.text("pat.strings");
  const std::span<const std::uint16_t> concepts = image.section<std::uint16_t>("pat.concepts");
  PatternRow row = image.section<PatternRow>("pat.rows")[i];
  row.id = text(strings.substr(row.id.offset, row.id.length));
  row.regex = text(strings.substr(row.regex.offset, row.regex.length));
  const auto begin = static_cast<std::uint32_t>(concepts_.size());
  concepts_.insert(concepts_.end(), concepts.begin() + row.concepts_begin, concepts.begin() + row.concepts_end);
  row.concepts_begin = begin;
  row.concepts_end = static_cast<std::uint32_t>(concepts_.size());
  rows_.push_back(row);
}

void PatternRows::finish(ImageBuilder& image) const {
  image.add("pat.rows", rows_);
  image.add("pat.concepts", concepts_);
  image.add_text("pat.strings", strings_);
}

}  // namespace sitrep
