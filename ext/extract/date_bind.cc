#include "extract/date_bind.h"

#include <algorithm>
#include <cmath>

#include "extract/date_calendar.h"

namespace sitrep {

using date_image::Field;
using date_image::Instruction;
using date_image::Op;
using date_image::Role;

bool DateBinder::token_has(std::uint32_t token, std::uint16_t cls) const {
  return grammar_.members_[types_[token - base_] * grammar_.header_.classes + cls] != 0;
}

bool DateBinder::run(const date_image::Rule& rule) {
  const std::span<const Instruction> steps = grammar_.steps_.subspan(rule.program, rule.length);
  std::size_t stack_size = 0;
  std::uint16_t at = 0;
  std::uint32_t token = first_;
  log_size_ = 0;
  for (std::uint32_t spent = 0; spent < kMaxSteps; ++spent) {
    const Instruction& step = steps[at];
    bool fits = true;
    switch (step.op) {
      case Op::token:
        fits = token < last_ && token_has(token, step.cls);
        if (fits) matched_[token - first_] = step.cls;
        ++token;
        ++at;
        break;
      case Op::split:
        fits = stack_size < kStack;
        if (fits)
          stack_[stack_size++] = {step.y(), static_cast<std::uint16_t>(token - first_),
                                  static_cast<std::uint16_t>(log_size_)};
        at = step.x();
        break;
      case Op::jump:
        at = step.x();
        break;
      case Op::match:
        if (token == last_) return true;
        fits = false;
        break;
      default:
        fits = log_size_ < kLog;
        if (fits) log_[log_size_++] = {step.op, step.field, static_cast<std::uint16_t>(token - first_), step.value()};
        ++at;
    }
    if (fits) continue;
    if (stack_size == 0) return false;
    const Choice& choice = stack_[--stack_size];
    at = choice.at;
    token = first_ + choice.token;
    log_size_ = choice.log;
  }
  return false;
}

std::optional<double> DateBinder::value_of(std::uint32_t token, std::uint16_t cls) const {
  if (tokens_[token].cls == TokenClass::number) return read_date_digits(tokens_[token].folded.text).value;
  const date_image::WordSlot* slot = grammar_.slot_of(tokens_[token].folded);
  if (slot == nullptr) return std::nullopt;
  for (const date_image::Sense& sense : grammar_.senses_.subspan(slot->senses, slot->sense_count)) {
    if (sense.cls == cls && sense.literal == 0) return sense.value;
  }
  return std::nullopt;
}

/// Value of a number phrase: "twenty-one", "two hundred and five", "nineteen ninety-five", "two and a half", "1 1/2".
double DateBinder::number(std::uint32_t first, std::uint32_t last) const {
  const auto role = [&](Role r) { return grammar_.header_.roles[static_cast<std::size_t>(r)]; };
  double total = 0, current = 0;
  double before = 0;  // what a following "/" divides
  bool divide = false;
  for (std::uint32_t i = first; i < last; ++i) {
    const std::uint16_t cls = matched_[i - first_];
    if (tokens_[i].cls == TokenClass::symbol) {
      divide = true;
      continue;
    }
    const std::optional<double> known = value_of(i, cls);
    if (!known) continue;
    const double value = *known;
    if (std::isnan(value)) return value;
    // "two and a half": the article says nothing.
    if (cls == role(Role::article) && i + 1 < last && matched_[i + 1 - first_] == role(Role::fraction)) continue;
    if (cls == role(Role::scale)) {
      if (value >= 1000) {
        total += (current == 0 ? 1 : current) * value;
        current = 0;
      } else {
        current = (current == 0 ? 1 : current) * value;
      }
    } else if (cls == role(Role::fraction)) {
      current += value;
    } else {
      if (divide && value != 0) {
        current += before / value - before;
        divide = false;
      } else if (current >= 10 && current < 100 && (value >= 10 || value == 0)) {
        current = current * 100 + value;  // "nineteen ninety", "nineteen oh five"
      } else {
        current += value;
      }
      before = value;
    }
  }
  return total + current;
}

void DateBinder::capture(std::uint8_t field, std::uint32_t first, std::uint32_t last) {
  const Range range{first_ + first, first_ + last};
  if (field == static_cast<std::uint8_t>(Field::span)) {
    span_ = range;
  } else if (field == static_cast<std::uint8_t>(Field::first)) {
    begin_ = range;
  } else if (field == static_cast<std::uint8_t>(Field::second_span)) {
    end_ = range;
  } else if (last == first + 1) {
    const Token& token = tokens_[range.first];
    if (token.cls == TokenClass::number) {
      const DateDigits digits = read_date_digits(token.folded.text);
      set_field(field, digits.value, &digits);
    } else {
      set_field(field, value_of(range.first, matched_[first]).value_or(0), nullptr);
    }
  } else if (last > first) {
    set_field(field, number(range.first, range.last), nullptr);
  }
}

void DateBinder::replay() {
  for (std::size_t i = 0; i < log_size_; ++i) {
    const Entry& entry = log_[i];
    if (entry.op == Op::set) set_field(entry.field, entry.value, nullptr);
    if (entry.field == static_cast<std::uint8_t>(Field::second_span)) second_ = entry.op == Op::open;
    if (entry.op != Op::open) continue;
    for (std::size_t j = i + 1; j < log_size_; ++j) {
      if (log_[j].op == Op::close && log_[j].field == entry.field) {
        capture(entry.field, entry.token, log_[j].token);
        break;
      }
    }
  }
}

void DateBinder::set_field(std::uint8_t field, double value, const DateDigits* digits) {
  if (field >= 64) {
    set_mention(static_cast<Field>(field), value);
  } else if (field >= date_image::kToField) {
    valid_ &= set_point_field(meaning_.to, to_, static_cast<Field>(field - date_image::kToField), value, digits);
  } else {
    valid_ &= set_point_field(meaning_.at, at_, static_cast<Field>(field), value, digits);
  }
}

void DateBinder::set_mention(Field field, double value) {
  const auto number = static_cast<std::uint8_t>(value);
  switch (field) {
    case Field::kind:
      kind_ = static_cast<DateKind>(number);
      return;
    case Field::shape:
      meaning_.shape = static_cast<DateShape>(number);
      return;
    case Field::anchor:
      // "the 20th of the previous month" is counted from its base, whatever that is counted from.
      if (meaning_.anchor == DateAnchor::base) return;
      (second_ ? to_anchor_ : meaning_.anchor) = static_cast<DateAnchor>(number);
      return;
    case Field::modifier:
      (second_ ? to_modifier_ : meaning_.modifier) = static_cast<DateModifier>(number);
      return;
    case Field::reference:
      meaning_.reference = static_cast<DateReference>(number);
      return;
    case Field::since:
      meaning_.since = number != 0;
      return;
    case Field::until:
      meaning_.until = number != 0;
      return;
    case Field::none:
      none_ = number != 0;
      return;
    case Field::listed:
      listed_ = number != 0;
      return;
    case Field::cue:
      cue_ = static_cast<TenseHint>(number);
      return;
    default:
      return;
  }
}

namespace {

/// One end of a range is a time when it says a time of the day.
DateKind kind_of_end(DateKind kind, const DatePoint& end) {
  if (kind != DateKind::date && kind != DateKind::time) return kind;
  return end.hour >= 0 || end.daypart != DayPart::none ? DateKind::time : DateKind::date;
}

}  // namespace

void DateBinder::emit(std::uint16_t rule, std::uint32_t sentence, std::vector<DateMention>& out) const {
  DateMention mention;
  mention.sentence = sentence;
  mention.kind = kind_;
  mention.rule = rule;
  mention.listed = listed_;
  mention.meaning = meaning_;
  if (meaning_.shape == DateShape::point) {
    if (kind_ == DateKind::duration) mention.meaning.shape = DateShape::duration;
    if (kind_ == DateKind::set) mention.meaning.shape = DateShape::set;
  }
  if (begin_.empty() || end_.empty()) {
    mention.first = span_.first;
    mention.last = span_.last;
    mention.span = mention.outer = span_of(span_);
    out.push_back(mention);
    return;
  }
  mention.meaning.shape = DateShape::point;
  mention.meaning.to = DatePoint{};
  mention.meaning.until = false;
  mention.kind = kind_of_end(kind_, mention.meaning.at);
  mention.link = DateLink::range_begin;
  mention.first = begin_.first;
  mention.last = begin_.last;
  mention.span = span_of(begin_);
  mention.outer = span_of(span_);
  out.push_back(mention);
  mention.meaning = meaning_;
  mention.meaning.shape = DateShape::point;
  mention.meaning.at = meaning_.to;
  mention.meaning.modifier = to_modifier_;
  mention.meaning.anchor = to_anchor_;
  mention.meaning.to = DatePoint{};
  mention.meaning.since = false;
  mention.kind = kind_of_end(kind_, mention.meaning.at);
  mention.link = DateLink::range_end;
  mention.first = end_.first;
  mention.last = end_.last;
  mention.span = mention.outer = span_of(end_);
  out.push_back(mention);
}

namespace {

/// Is there such a day of the month in some year, or in the year that is written?
bool exists(const DatePoint& point) {
  if (point.month < 1 || point.month > 12 || point.day == 0 || (point.flags & DatePoint::kHoliday) != 0) return true;
  constexpr std::int32_t kLeapYear = 2000;
  const bool written = point.year >= 1 && (point.flags & DatePoint::kShortYear) == 0;
  return point.day <= days_in_month(written ? point.year : kLeapYear, point.month);
}

}  // namespace

DateBinder::Result DateBinder::bind(std::uint16_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t base,
                                    std::uint32_t sentence, std::vector<DateMention>& out) {
  first_ = first;
  last_ = last;
  base_ = base;
  span_ = {first, last};
  if (!run(grammar_.rules_[rule])) return {first + 1, TenseHint::unknown};
  replay();
  finish_point(meaning_.at, at_);
  finish_point(meaning_.to, to_);
  if (!begin_.empty() && !end_.empty()) share_range_fields(meaning_.at, meaning_.to);
  if (!valid_) return {first + 1, TenseHint::unknown};
  // "31 February" is no date, and "February" in it no month.
  if (!exists(meaning_.at) || !exists(meaning_.to)) return {last, TenseHint::unknown};
  if (!none_) emit(rule, sentence, out);
  return {std::max(span_.last, end_.last), cue_};
}

bool DateBinder::matches(std::uint16_t rule, std::uint32_t first, std::uint32_t last, std::uint32_t base) {
  first_ = first;
  last_ = last;
  base_ = base;
  return run(grammar_.rules_[rule]);
}

}  // namespace sitrep
