// Expressions that belong together: the two ends of a range ("from 8 p.m. on Monday to 6 a.m. on Tuesday"), a length
// and what it is counted from ("two days after Easter", "for ten days from 18 May"). What stands between two
// expressions and before the first tells. Were these rules of the automaton, each rule for an end would be in it many
// times over.

#include <algorithm>

#include "extract/date_bind.h"
#include "extract/date_fields.h"
#include "extract/date_grammar.h"

namespace sitrep {
namespace {

using date_image::Link;
using date_image::LinkKind;

constexpr std::uint32_t kLongestJoiner = 4, kLongestLead = 3;

bool is_plain_point(const DateMeaning& meaning) {
  return meaning.shape == DateShape::point && meaning.anchor == DateAnchor::document &&
         meaning.to.unit == DateUnit::none;
}

/// Neither a length of two parts nor a base with a base of its own has room for what it is counted from.
bool has_room(const Link& link, const DateMeaning& first, const DateMeaning& second) {
  if (link.kind == LinkKind::range) return true;
  const bool behind = link.kind == LinkKind::length_behind;
  const DateMeaning &length = behind ? second : first, &base = behind ? first : second;
  const bool is_length = length.shape == DateShape::duration || length.shape == DateShape::reach;
  return is_length && length.to.unit == DateUnit::none && is_plain_point(base);
}

void count_from(const DateMeaning& base, DateMention& length) {
  length.meaning.anchor = DateAnchor::base;
  length.meaning.to = base.at;
}

}  // namespace

std::pair<const Link*, std::uint32_t> DateGrammar::link_between(std::span<const Token> tokens,
                                                                std::span<const std::uint16_t> types,
                                                                std::uint32_t begin, const DateMention& first,
                                                                const DateMention& second) const {
  if (first.link != DateLink::none || second.link != DateLink::none) return {};
  if (second.first <= first.last || second.first - first.last > kLongestJoiner) return {};
  const std::uint32_t may = rules_[first.rule].ends & rules_[second.rule].ends >> date_image::kMaxLinks;
  if (may == 0) return {};
  DateBinder binder(*this, tokens, types);
  const std::uint32_t most = std::min(kLongestLead, first.first - begin);
  for (std::size_t k = 0; k < links_.size(); ++k) {
    const Link& link = links_[k];
    if ((may >> k & 1) == 0 || !has_room(link, first.meaning, second.meaning)) continue;
    if (!binder.matches(link.joiner, first.last, second.first, begin)) continue;
    for (std::uint32_t lead = most + 1; lead-- > 0;) {
      if (binder.matches(link.lead, first.first - lead, first.first, begin)) return {&link, first.first - lead};
    }
  }
  return {};
}

void DateGrammar::link(std::span<const Token> tokens, std::span<const std::uint16_t> types, std::uint32_t begin,
                       std::size_t from, std::vector<DateMention>& out) const {
  if (out.size() <= from + 1) return;
  std::size_t kept = from;
  for (std::size_t i = from + 1; i < out.size(); ++i) {
    DateMention &first = out[kept], second = out[i];
    const auto [link, outset] = link_between(tokens, types, begin, first, second);
    LinkKind kind = link == nullptr ? LinkKind::range : link->kind;
    if (kind == LinkKind::from)
      kind = second.meaning.at.year == DatePoint::kNoYear ? LinkKind::after : LinkKind::length_before;
    bool one = false;
    if (link != nullptr && kind == LinkKind::range) {
      first.link = DateLink::range_begin;
      second.link = DateLink::range_end;
      first.outer = {tokens[outset].span.begin, second.span.end};
      first.rule = second.rule = link->joiner;
      share_range_fields(first.meaning.at, second.meaning.at);
    } else if (link != nullptr && (kind == LinkKind::after || kind == LinkKind::before)) {
      one = true;
      first.kind = DateKind::date;
      first.meaning.shape = DateShape::point;
      first.meaning.at.relation = DateRelation::offset;
      if (kind == LinkKind::before) first.meaning.at.amount = -first.meaning.at.amount;
      count_from(second.meaning, first);
      first.span.end = first.outer.end = second.span.end;
      first.last = second.last;
      first.rule = link->joiner;
    } else if (link != nullptr) {
      DateMention& length = kind == LinkKind::length_behind ? second : first;
      length.meaning.shape = DateShape::window;
      length.meaning.at.relation = kind == LinkKind::length_until ? DateRelation::last : DateRelation::next;
      length.rule = link->joiner;
      count_from(kind == LinkKind::length_behind ? first.meaning : second.meaning, length);
    }
    if (!one) out[++kept] = second;
  }
  out.resize(kept + 1);
}

}  // namespace sitrep
