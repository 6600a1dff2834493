#include "sqlite/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "sqlite/function.h"
#include "text/error.h"

namespace sitrep {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view Value::text() const {
  if (is_null()) return {};
  if (type() == ValueType::blob) {
    const std::span<const std::byte> bytes = blob();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(raw_));
  if (bytes == nullptr) throw std::bad_alloc();
  return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(raw_))};
}

std::string_view Value::document() const {
  const std::string_view whole = text();
  return whole.substr(0, whole.find('\0'));
}

std::optional<double> Value::number_in_text() const {
  if (type() != ValueType::text) return std::nullopt;
  std::string_view digits = trimmed(text());
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> Value::integer() const {
  if (type() == ValueType::integer) return int64();
  const std::optional<double> value = number();
  constexpr double kLimit = 9223372036854775808.0;
  if (!value || std::floor(*value) != *value || *value < -kLimit || *value >= kLimit) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::string Value::describe() const {
  switch (type()) {
    case ValueType::null: return "NULL";
    case ValueType::blob: return "a blob of " + std::to_string(blob().size()) + " bytes";
    case ValueType::integer:
    case ValueType::real: return std::string(text());
    case ValueType::text: break;
  }
  constexpr std::size_t kShown = 40;
  const std::string_view whole = document();
  std::size_t cut = std::min(kShown, whole.size());
  while (cut < whole.size() && cut > 0 && (static_cast<unsigned char>(whole[cut]) & 0xC0) == 0x80) --cut;
  return "'" + std::string(whole.substr(0, cut)) + (cut < whole.size() ? "…'" : "'");
}

std::int64_t Args::integer(std::size_t i) const {
  const std::optional<std::int64_t> value = (*this)[i].integer();
  if (!value) reject(i, "a whole number");
  return *value;
}

void Args::reject(std::size_t i, std::string_view expected) const {
  const ArgumentList list = parse_arguments(function_->arguments);
  const std::size_t last = static_cast<std::size_t>(std::max(list.total, 1)) - 1;
  throw UserError(std::string(list.names[std::min(i, last)]) + " must be " + std::string(expected) + ", not " +
                  (*this)[i].describe());
}

}  // namespace sitrep
