#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// Appends `text` as a JSON string, quotes included. Bytes that are no UTF-8 stay as they are.
inline void append_json_string(std::string_view text, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

/// Writes JSON from front to back; puts the commas.
///
///     JsonWriter json;
///     json.begin_object();
///     json.member("name", "Hama");
///     json.end_object();             // json.text() is {"name":"Hama"}
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  void key(std::string_view name) {
    separate();
    append_json_string(name, out_);
    out_ += ':';
    first_ = true;
  }
  void value(std::string_view text) {
    separate();
    append_json_string(text, out_);
  }
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth) { raw(truth ? "true" : "false"); }
  template <std::integral T>
  void value(T number) {
    raw(std::to_string(number));
  }
  /// The shortest digits that read back the same; NaN and infinities as null.
  void value(double number) {
    if (!std::isfinite(number)) return null();
    char buffer[32];
    raw({buffer, static_cast<std::size_t>(std::to_chars(buffer, buffer + sizeof buffer, number).ptr - buffer)});
  }
  void null() { raw("null"); }
  /// JSON that is already written.
  void raw(std::string_view json) {
    separate();
    out_ += json;
  }

  template <class T>
  void member(std::string_view name, const T& v) {
    key(name);
    value(v);
  }
  template <class T>
  void member(std::string_view name, const std::optional<T>& v) {
    key(name);
    v ? value(*v) : null();
  }
  /// Null when the text is empty.
  void member_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? null() : value(text);
  }

  const std::string& text() const { return out_; }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void open(char c) {
    separate();
    out_ += c;
    first_ = true;
  }
  void close(char c) {
    out_ += c;
    first_ = false;
  }

  std::string out_;
  bool first_ = true;
};

}  // namespace sitrep
