#include "regex/regex.h"

#include <algorithm>
#include <cstring>

#include "text/ascii.h"
#include "text/error.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t kProgramMemory = std::size_t{8} << 20;  // RE2's own bound on a pattern's automata
constexpr std::size_t kSetMemory = std::size_t{64} << 20;

re2::StringPiece piece(std::string_view text) { return {text.data() ? text.data() : "", text.size()}; }

RE2::Options options_for(RE2::Options::Encoding encoding, std::size_t memory) {
  RE2::Options options;
  options.set_encoding(encoding);
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(memory));
  return options;
}

/// The flags as RE2 reads them before a pattern.
std::string flag_prefix(const RegexFlags& flags) {
  std::string letters;
  if (flags.ignore_case) letters += 'i';
  if (flags.multi_line) letters += 'm';
  if (flags.dot_newline) letters += 's';
  if (flags.ungreedy) letters += 'U';
  return letters.empty() ? letters : "(?" + letters + ")";
}

[[noreturn]] void reject(std::string_view pattern, const std::string& message) {
  constexpr std::size_t kShown = 80;
  std::string shown(pattern.substr(0, kShown));
  if (pattern.size() > kShown) shown += "…";
  throw UserError("the pattern '" + shown + "' is no regular expression: " + message);
}

constexpr std::size_t kNowhere = LiteralSearch::kNowhere;

bool stands_for_itself(std::string_view pattern) {
  return pattern.find_first_of("\\.+*?()[]{}|^$") == std::string_view::npos;
}

}  // namespace

RegexFlags parse_regex_flags(std::string_view letters) {
  RegexFlags flags;
  for (const char c : letters) {
    switch (c) {
      case 'i':
        flags.ignore_case = true;
        break;
      case 'm':
        flags.multi_line = true;
        break;
      case 's':
        flags.dot_newline = true;
        break;
      case 'U':
        flags.ungreedy = true;
        break;
      case 'x':
        flags.extended = true;
        break;
      default:
        throw UserError("flags must be of the letters i, m, s, U and x, not '" + std::string(letters.substr(0, 40)) +
                        "'");
    }
  }
  return flags;
}

bool is_valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    i += ascii_run(text, i);
    while (i < text.size() && !is_ascii(text[i])) {
      const Utf8 decoded = decode_utf8(text, i);
      if (decoded.point == Utf8::kInvalid) return false;
      i += decoded.length;
    }
  }
  return true;
}

Regex::Regex(std::string_view pattern, const RegexFlags& flags)
    : pattern_(flags.extended ? without_layout(pattern) : std::string(pattern)), flags_(flags) {
  // A text of n bytes costs up to n times the pattern's length.
  constexpr std::size_t kMaxPatternBytes = 10'000;
  if (pattern_.size() > kMaxPatternBytes) reject(pattern_, "longer than 10,000 bytes");
  text_program_ = compile(RE2::Options::EncodingUTF8);
  if (!text_program_->ok()) reject(pattern_, text_program_->error());
  if (groups() > kMaxGroups) reject(pattern_, "more than " + std::to_string(kMaxGroups) + " groups");
  if (flags.ignore_case) return;
  if (stands_for_itself(pattern_)) literal_ = LiteralSearch(pattern_);
  RequiredLiteral required = required_literal(pattern_);
  required_is_ascii_ = ascii_run(required.text) == required.text.size();
  required_ = LiteralSearch(std::move(required.text));
  before_required_ = required.before;
}

std::unique_ptr<RE2> Regex::compile(RE2::Options::Encoding encoding) const {
  return std::make_unique<RE2>(flag_prefix(flags_) + pattern_, options_for(encoding, kProgramMemory));
}

const RE2& Regex::program(std::string_view text) const {
  if (is_valid_utf8(text)) return *text_program_;
  if (!byte_program_) byte_program_ = compile(RE2::Options::EncodingLatin1);
  const bool found =
      byte_program_->ok() && byte_program_->Match(piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
  return found ? *byte_program_ : *text_program_;
}

bool Regex::matches(std::string_view text) const {
  if (!literal_.empty()) return literal_.find(text) != kNowhere;
  const auto runs = [&](const RE2& program, std::size_t from) {
    return program.Match(piece(text), from, text.size(), RE2::UNANCHORED, nullptr, 0);
  };
  const std::size_t from = first_start(0, required_.find(text));
  if (from == kNowhere && required_is_ascii_) return false;
  // Whether the text is UTF-8 is asked only when that can change the answer.
  if (from != kNowhere && runs(*text_program_, from)) return true;
  return !is_valid_utf8(text) && runs(program(text), 0);
}

std::size_t Regex::first_start(std::size_t from, std::size_t required_at) const {
  if (required_at == kNowhere) return kNowhere;
  return required_at - from > before_required_ ? required_at - before_required_ : from;
}

std::string_view Regex::group_name(int group) const {
  const auto& names = text_program_->CapturingGroupNames();
  const auto found = names.find(group);
  return found == names.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<int> Regex::group_named(std::string_view name) const {
  const auto& numbers = text_program_->NamedCapturingGroups();
  const auto found = numbers.find(std::string(name));
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Regex::memory() const {
  // The programs, and a quarter of what RE2 may take for automata: they are as large as that only for the worst.
  return pattern_.size() + static_cast<std::size_t>(text_program_->ProgramSize()) * 64 + kProgramMemory / 4;
}

RegexScan::RegexScan(const Regex& regex, std::string_view text, int groups)
    : regex_(&regex),
      program_(&regex.text_program()),
      text_(text.data() ? text : std::string_view("")),
      literal_at_(regex.required().find(text_)),
      found_(static_cast<std::size_t>(groups)) {
  // Whether the text is UTF-8 is asked only when that can change the answer.
  if (literal_at_ == kNowhere && regex.required_is_ascii()) return;
  program_ = &regex.program(text_);
  by_bytes_ = program_ != &regex.text_program();
  has_required_ = !regex.required().empty() && (!by_bytes_ || regex.required_is_ascii());
}

/// Where the next match can begin at the earliest. Each byte is looked at once, however many matches there are.
std::size_t RegexScan::next_start() {
  if (!has_required_) return at_;
  if (literal_at_ < at_) literal_at_ = regex_->required().find(text_, at_);
  return regex_->first_start(at_, literal_at_);
}

bool RegexScan::next() {
  while (at_ <= text_.size()) {
    const auto groups = static_cast<int>(found_.size());
    const std::size_t from = next_start();
    if (from == kNowhere) break;
    if (!program_->Match(piece(text_), from, text_.size(), RE2::UNANCHORED, found_.data(), groups)) break;
    const std::size_t begins = begin(), ends = end();
    const bool is_repeat = begins == ends && begins == last_end_;
    at_ = ends;
    if (begins == ends && at_ < text_.size())
      at_ += by_bytes_ ? 1 : decode_utf8(text_, at_).length;
    else if (begins == ends)
      at_ = text_.size() + 1;
    if (is_repeat) continue;
    last_end_ = ends;
    return true;
  }
  at_ = text_.size() + 1;
  return false;
}

std::string_view RegexScan::group(int i) const {
  const re2::StringPiece& p = found_[static_cast<std::size_t>(i)];
  return {p.data(), p.size()};
}

std::size_t RegexScan::begin(int i) const {
  return static_cast<std::size_t>(found_[static_cast<std::size_t>(i)].data() - text_.data());
}

RegexSet::RegexSet(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {
  text_set_ = compile(RE2::Options::EncodingUTF8);
}

std::unique_ptr<RE2::Set> RegexSet::compile(RE2::Options::Encoding encoding) const {
  auto set = std::make_unique<RE2::Set>(options_for(encoding, kSetMemory), RE2::UNANCHORED);
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    std::string error;
    if (set->Add(piece(patterns_[i]), &error) >= 0) continue;
    if (encoding == RE2::Options::EncodingLatin1) return nullptr;  // then the characters alone decide
    throw UserError("pattern " + std::to_string(i) + " of the set, '" + patterns_[i].substr(0, 80) +
                    "', is no regular expression: " + error);
  }
  if (!patterns_.empty() && !set->Compile()) throw UserError("the set of patterns is too large");
  return set;
}

std::vector<int> RegexSet::which(std::string_view text) const {
  std::vector<int> numbers;
  if (patterns_.empty()) return numbers;
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  if (!is_valid_utf8(text)) {
    if (!byte_set_) byte_set_ = compile(RE2::Options::EncodingLatin1);
    if (byte_set_) byte_set_->Match(piece(text), &numbers, &error);
  }
  std::vector<int> by_characters;
  if (error.kind == RE2::Set::kNoError) text_set_->Match(piece(text), &by_characters, &error);
  if (error.kind != RE2::Set::kNoError) return one_by_one(text);
  numbers.insert(numbers.end(), by_characters.begin(), by_characters.end());
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<int> RegexSet::one_by_one(std::string_view text) const {
  if (singles_.empty())
    for (const std::string& pattern : patterns_) singles_.push_back(std::make_unique<Regex>(pattern, RegexFlags{}));
  std::vector<int> numbers;
  for (std::size_t i = 0; i < singles_.size(); ++i)
    if (singles_[i]->matches(text)) numbers.push_back(static_cast<int>(i));
  return numbers;
}

std::size_t RegexSet::memory() const {
  std::size_t bytes = kSetMemory / 8;
  for (const std::string& pattern : patterns_) bytes += pattern.size() * 32;
  return bytes;
}

void check_replacement(const Regex& regex, std::string_view replacement) {
  std::string error;
  if (!regex.text_program().CheckRewriteString(piece(replacement), &error)) throw UserError("replacement: " + error);
}

int highest_group(std::string_view replacement) { return RE2::MaxSubmatch(piece(replacement)); }

void append_replacement(const RegexScan& scan, std::string_view replacement, std::string& out) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '\\' || i + 1 == replacement.size()) {
      out += replacement[i];
      continue;
    }
    const char c = replacement[++i];
    if (is_ascii_digit(c))
      out += scan.group(c - '0');
    else
      out += c;
  }
}

}  // namespace sitrep
