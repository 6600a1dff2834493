// Ranges whose two ends are expressions in their own right ("from 8 p.m. on Monday to 6 a.m. on Tuesday"): what stands
// between two expressions and before the first makes them one. Were these ranges rules of the automaton, each rule for
// an end would be in it many times over.

#include <algorithm>

#include "extract/date_bind.h"
#include "extract/date_fields.h"
#include "extract/date_grammar.h"

namespace sitrep {
namespace {

constexpr std::uint32_t kLongestJoiner = 4, kLongestLead = 3;

}  // namespace

bool DateGrammar::link_pair(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin,
                            DateMention& first, DateMention& second) const {
  const std::uint16_t may = rules_[first.rule].ends & rules_[second.rule].ends >> date_image::kMaxLinks;
  if (may == 0) return false;
  DateBinder binder(*this, tokens, types);
  const std::uint32_t most = std::min(kLongestLead, first.first - begin);
  for (std::size_t k = 0; k < links_.size(); ++k) {
    const date_image::Link& link = links_[k];
    if ((may >> k & 1) == 0 || !binder.matches(link.joiner, first.last, second.first, begin)) continue;
    for (std::uint32_t lead = most + 1; lead-- > 0;) {
      if (!binder.matches(link.lead, first.first - lead, first.first, begin)) continue;
      first.outer = {tokens[first.first - lead].span.begin, second.span.end};
      first.rule = second.rule = link.joiner;
      return true;
    }
  }
  return false;
}

void DateGrammar::link(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin,
                       std::span<DateMention> found) const {
  for (std::size_t i = 1; i < found.size(); ++i) {
    DateMention &first = found[i - 1], &second = found[i];
    if (first.link != DateLink::none || second.link != DateLink::none) continue;
    if (second.first <= first.last || second.first - first.last > kLongestJoiner) continue;
    if (!link_pair(tokens, types, begin, first, second)) continue;
    first.link = DateLink::range_begin;
    second.link = DateLink::range_end;
    share_range_fields(first.meaning.at, second.meaning.at);
  }
}

}  // namespace sitrep
