#include "extract/pattern_table.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "extract/symbols.h"

namespace sitrep {

PatternTable::PatternTable(const Image& image, const Lexicon& lexicon)
    : rows_(image.section<PatternRow>("pat.rows")), strings_(image.text("pat.strings")) {
  const std::span<const std::uint16_t> concepts = image.section<std::uint16_t>("pat.concepts");
  by_concept_.resize(lexicon.concepts().size());
  tells_.resize(by_concept_.size());
  compiled_.resize(rows_.size());
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const PatternRow& row = rows_[i];
    if (row.concepts_begin == row.concepts_end) (row.verb ? any_verb_ : any_noun_).push_back(i);
    for (std::uint32_t c = row.concepts_begin; c < row.concepts_end; ++c) {
      by_concept_[concepts[c]].push_back(i);
      if (row.type != 0) tells_[concepts[c]] = true;
    }
  }
}

PatternTable::~PatternTable() = default;
PatternTable::PatternTable(PatternTable&&) noexcept = default;

void PatternTable::match(std::string_view symbols, std::span<const std::uint16_t> concepts, unsigned triggers,
                         std::vector<PatternMatch>& out) {
  out.clear();
  candidates_.clear();
  if ((triggers & 1) != 0) candidates_.insert(candidates_.end(), any_noun_.begin(), any_noun_.end());
  if ((triggers & 2) != 0) candidates_.insert(candidates_.end(), any_verb_.begin(), any_verb_.end());
  for (std::uint16_t id : concepts) {
    candidates_.insert(candidates_.end(), by_concept_[id].begin(), by_concept_[id].end());
  }
  std::ranges::sort(candidates_);
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  for (std::uint32_t pattern : candidates_) match_one(pattern, symbols, out);
}

void PatternTable::match_one(std::uint32_t pattern, std::string_view symbols, std::vector<PatternMatch>& out) {
  std::unique_ptr<re2::RE2>& regex = compiled_[pattern];
  if (!regex) {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(kPatternMemory);
    const std::string_view source = text(rows_[pattern].regex);
    regex = std::make_unique<re2::RE2>(re2::StringPiece(source.data(), source.size()), options);
  }
  const PatternRow& row = rows_[pattern];
  std::array<re2::StringPiece, 9> groups;
  const re2::StringPiece subject(symbols.data(), symbols.size());
  std::size_t from = 0;
  for (std::size_t matches = 0;
       matches < kMostMatches && from < symbols.size() &&
       regex->Match(subject, from, symbols.size(), re2::RE2::UNANCHORED, groups.data(), row.captures + 1);
       ++matches) {
    PatternMatch found;
    found.pattern = pattern;
    for (std::uint8_t c = 0; c < row.captures; ++c) {
      const re2::StringPiece& group = groups[c + 1u];
      if (group.data() == nullptr) continue;
      const auto at = static_cast<std::uint32_t>(group.data() - symbols.data());
      if (row.capture[c] == kTriggerCapture) {
        found.trigger = at;
      } else {
        found.slots.emplace_back(static_cast<Slot>(row.capture[c]), at);
      }
    }
    // The next match may begin at the next record after this one's beginning.
    from = static_cast<std::size_t>(groups[0].data() - symbols.data()) + symbol::kRecord;
    out.push_back(std::move(found));
  }
}

}  // namespace sitrep
