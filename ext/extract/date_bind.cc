#include "extract/date_bind.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"

namespace sitrep {

using date_image::DigitForm;
using date_image::Field;
using date_image::Instruction;
using date_image::Op;
using date_image::Role;

DateDigits read_date_digits(std::string_view folded) {
  DateDigits out;
  std::array<double, 8> groups{};
  std::array<std::uint8_t, 8> widths{};
  std::size_t count = 0;
  bool comma = false;
  std::size_t at = 0;
  while (at < folded.size()) {
    const char c = folded[at];
    int digit = -1;
    std::size_t length = 1;
    if (is_ascii_digit(c)) {
      digit = c - '0';
    } else if (!is_ascii(c)) {
      const Utf8 wide = decode_utf8(folded, at);
      length = wide.length;
      if (wide.point >= 0x660 && wide.point <= 0x669) digit = wide.point - 0x660;
      if (wide.point >= 0x6F0 && wide.point <= 0x6F9) digit = wide.point - 0x6F0;
    }
    if (digit >= 0) {
      groups[count] = groups[count] * 10 + digit;
      if (widths[count] < 255) ++widths[count];
    } else if ((c == ',' || c == '.') && count + 1 < groups.size()) {
      comma |= c == ',';
      ++count;
    } else {
      out.form = DigitForm::ordinal;
      break;
    }
    at += length;
  }
  ++count;
  out.digits = widths[0];
  out.value = groups[0];
  if (count == 1) return out;
  if (comma) {
    out.form = DigitForm::grouped;
    for (std::size_t i = 1; i < count; ++i) out.value = out.value * 1000 + groups[i];
    return out;
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 3); ++i) {
    out.parts[i] = static_cast<std::int32_t>(std::min(groups[i], 1e8));
    out.widths[i] = widths[i];
  }
  if (count == 3) {
    out.form = DigitForm::dotted_date;
  } else if (count == 2) {
    // "4.22" may be a day and month, "8.30" a clock time, both a decimal.
    out.form = widths[0] <= 2 && widths[1] == 2 ? DigitForm::dotted_month : DigitForm::decimal;
    out.value += groups[1] / std::pow(10.0, widths[1]);
  } else {
    out.form = DigitForm::grouped;
  }
  return out;
}

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
          stack_[stack_size++] = {step.y, static_cast<std::uint16_t>(token - first_),
                                  static_cast<std::uint16_t>(log_size_)};
        at = step.x;
        break;
      case Op::jump:
        at = step.x;
        break;
      case Op::match:
        if (token == last_) return true;
        fits = false;
        break;
      default:
        fits = log_size_ < kLog;
        if (fits) log_[log_size_++] = {step.op, step.field, static_cast<std::uint16_t>(token - first_), step.value};
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
    set_point(meaning_.to, to_, static_cast<Field>(field - date_image::kToField), value, digits);
  } else {
    set_point(meaning_.at, at_, static_cast<Field>(field), value, digits);
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
      meaning_.anchor = static_cast<DateAnchor>(number);
      return;
    case Field::modifier:
      meaning_.modifier = static_cast<DateModifier>(number);
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
    case Field::cue:
      cue_ = static_cast<TenseHint>(number);
      return;
    default:
      return;
  }
}

namespace {

/// Day, month and year of a dotted date: "17.04.2021", "2015.5.13"; false when it is none.
bool set_dotted(DatePoint& point, const DateDigits& digits) {
  std::array<std::int32_t, 3> p = digits.parts;
  if (digits.widths[0] == 4) {
    point.year = static_cast<std::int16_t>(p[0]);
    std::swap(p[0], p[2]);
  } else {
    point.year = static_cast<std::int16_t>(p[2]);
    if (digits.widths[2] == 2) point.flags |= DatePoint::kShortYear;
    if (digits.widths[2] != 2 && digits.widths[2] != 4) return false;
  }
  if (p[1] > 12 && p[0] <= 12) std::swap(p[0], p[1]);
  if (p[0] < 1 || p[0] > 31 || p[1] < 1 || p[1] > 12) return false;
  point.day = static_cast<std::int8_t>(p[0]);
  point.month = static_cast<std::int8_t>(p[1]);
  return true;
}

/// "8.30" and "0830"; false when it is no time of day.
bool set_clock(DatePoint& point, const DateDigits& digits) {
  const bool dotted = digits.form == DigitForm::dotted_month;
  const auto whole = static_cast<std::int32_t>(digits.value);
  const std::int32_t hour = dotted ? digits.parts[0] : whole / 100;
  const std::int32_t minute = dotted ? digits.parts[1] : whole % 100;
  if (hour > 24 || minute > 59) return false;
  point.hour = static_cast<std::int8_t>(hour);
  point.minute = static_cast<std::int8_t>(minute);
  return true;
}

template <class T>
T clamped(double value) {
  constexpr double kLow = std::numeric_limits<T>::min() + 1, kHigh = std::numeric_limits<T>::max();
  return static_cast<T>(std::clamp(std::isnan(value) ? 0 : value, kLow, kHigh));
}

}  // namespace

void DateBinder::set_point(DatePoint& point, Extra& extra, Field field, double value, const DateDigits* digits) {
  const auto small = clamped<std::int8_t>(value);
  switch (field) {
    case Field::year:
      point.year = clamped<std::int16_t>(value);
      if (digits != nullptr && digits->digits == 2) point.flags |= DatePoint::kShortYear;
      return;
    case Field::decade:
      point.year = clamped<std::int16_t>(value);
      point.unit = DateUnit::decade;
      if (value < 100) point.flags |= DatePoint::kShortYear;
      return;
    case Field::month:
      point.month = small;
      return;
    case Field::day:
      point.day = small;
      return;
    case Field::weekday:
      point.weekday = small;
      return;
    case Field::hour:
      point.hour = small;
      return;
    case Field::minute:
      point.minute = small;
      return;
    case Field::part:
      point.part = small;
      return;
    case Field::daypart:
      point.daypart = static_cast<DayPart>(small);
      return;
    case Field::unit:
      point.unit = static_cast<DateUnit>(small);
      return;
    case Field::relation:
      point.relation = static_cast<DateRelation>(small);
      return;
    case Field::amount:
      point.amount = static_cast<float>(value);
      return;
    case Field::zone:
      point.zone = clamped<std::int16_t>(value);
      return;
    case Field::meridiem:
      extra.meridiem = small;
      return;
    case Field::holiday:
      point.part = small;
      point.flags |= DatePoint::kHoliday;
      return;
    case Field::fiscal:
      point.flags |= DatePoint::kFiscal;
      return;
    case Field::business:
      point.flags |= DatePoint::kBusiness;
      return;
    case Field::sign:
      extra.sign = static_cast<float>(value);
      return;
    case Field::minus_minutes:
      extra.minus_minutes = static_cast<float>(value);
      return;
    case Field::plus:
      extra.plus_minutes = static_cast<float>(value);
      return;
    case Field::bc:
      if (point.year > 0) point.year = static_cast<std::int16_t>(-point.year);
      return;
    case Field::dmy:
      valid_ &= digits != nullptr && set_dotted(point, *digits);
      return;
    case Field::dm:
      valid_ &= digits != nullptr && digits->parts[0] >= 1 && digits->parts[0] <= 31 && digits->parts[1] >= 1 &&
                digits->parts[1] <= 12;
      if (!valid_) return;
      point.day = static_cast<std::int8_t>(digits->parts[0]);
      point.month = static_cast<std::int8_t>(digits->parts[1]);
      return;
    case Field::clock:
      valid_ &= digits != nullptr && set_clock(point, *digits);
      return;
    case Field::ymd:
      point.year = static_cast<std::int16_t>(value / 10000);
      point.month = static_cast<std::int8_t>(static_cast<std::int32_t>(value) / 100 % 100);
      point.day = static_cast<std::int8_t>(static_cast<std::int32_t>(value) % 100);
      valid_ &= point.month >= 1 && point.month <= 12 && point.day >= 1 && point.day <= 31;
      return;
    default:
      return;
  }
}

void DateBinder::finish_point(DatePoint& point, const Extra& extra) const {
  if (extra.sign != 0) point.amount = std::copysign(point.amount, extra.sign);  // a vague amount has a sign too
  if (extra.plus_minutes >= 0) point.minute = clamped<std::int8_t>(extra.plus_minutes);
  if (extra.minus_minutes > 0 && point.hour >= 0) {
    point.hour = static_cast<std::int8_t>((point.hour + 23) % 24);
    point.minute = clamped<std::int8_t>(60 - extra.minus_minutes);
  }
  if (point.hour >= 0 && extra.meridiem != 0) {
    point.flags |= DatePoint::kMeridiem;
    if (extra.meridiem == 2 && point.hour < 12) point.hour = static_cast<std::int8_t>(point.hour + 12);
    if (extra.meridiem == 1 && point.hour == 12) point.hour = 0;
  }
}

/// "3 to 5 May 2021", "May 3 to 5": what one end leaves out, the other one says.
void DateBinder::share_fields() {
  DatePoint& a = meaning_.at;
  DatePoint& b = meaning_.to;
  if (a.relation == DateRelation::none && b.relation == DateRelation::none) {
    if (a.year == DatePoint::kNoYear && (a.month == 0 || b.month == 0 || a.month <= b.month)) {
      a.year = b.year;
      a.flags |= b.flags & DatePoint::kShortYear;
    }
    if (a.month == 0 && a.day != 0) a.month = b.month;
    if (b.month == 0 && b.day != 0) b.month = a.month;
    if (b.year == DatePoint::kNoYear && (b.month == 0 || b.month >= a.month)) {
      b.year = a.year;
      b.flags |= a.flags & DatePoint::kShortYear;
    }
  }
  if (a.hour >= 0 && b.hour >= 0) {
    // "3 to 5 pm": the afternoon is said once.
    const bool evening = (b.flags & DatePoint::kMeridiem) != 0 && b.hour >= 12;
    if ((a.flags & DatePoint::kMeridiem) == 0 && evening && a.hour < 12 && a.hour + 12 <= b.hour) {
      a.hour = static_cast<std::int8_t>(a.hour + 12);
    }
    a.flags |= b.flags & DatePoint::kMeridiem;
    if (a.daypart == DayPart::none) a.daypart = b.daypart;
  }
  if (a.unit == DateUnit::none) a.unit = b.unit;
  if (b.unit == DateUnit::none) b.unit = a.unit;
}

void DateBinder::emit(std::uint16_t rule, std::uint32_t sentence, std::vector<DateMention>& out) const {
  DateMention mention;
  mention.sentence = sentence;
  mention.kind = kind_;
  mention.rule = rule;
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
  mention.link = DateLink::range_begin;
  mention.first = begin_.first;
  mention.last = begin_.last;
  mention.span = span_of(begin_);
  mention.outer = span_of(span_);
  out.push_back(mention);
  mention.meaning = meaning_;
  mention.meaning.shape = DateShape::point;
  mention.meaning.at = meaning_.to;
  mention.meaning.to = DatePoint{};
  mention.meaning.since = false;
  mention.link = DateLink::range_end;
  mention.first = end_.first;
  mention.last = end_.last;
  mention.span = mention.outer = span_of(end_);
  out.push_back(mention);
}

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
  if (!begin_.empty() && !end_.empty()) share_fields();
  if (!valid_) return {first + 1, TenseHint::unknown};
  if (!none_) emit(rule, sentence, out);
  return {std::max(span_.last, end_.last), cue_};
}

}  // namespace sitrep
