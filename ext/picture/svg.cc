#include "picture/svg.h"

#include <cstdint>

#include "geometry/number_text.h"
#include "text/utf8.h"

namespace sitrep {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// What stands for an ASCII character in XML; nothing for most, which stand for themselves.
std::string_view escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

}  // namespace

void append_xml(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_ascii(c)) {
      const bool forbidden = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
      const std::string_view entity = escaped(c);
      if (!entity.empty())
        out += entity;
      else if (!forbidden)
        out += c;
      ++i;
      continue;
    }
    const Utf8 decoded = decode_utf8(text, i);
    const bool character = decoded.point != Utf8::kInvalid && decoded.point != 0xFFFE && decoded.point != 0xFFFF;
    out += character ? text.substr(i, decoded.length) : kReplacement;
    i += decoded.length;
  }
}

void SvgWriter::finish_start_tag() {
  if (in_start_tag_) out_ += '>';
  in_start_tag_ = false;
}

SvgWriter& SvgWriter::open(std::string_view element) {
  finish_start_tag();
  out_ += '<';
  out_ += element;
  open_.push_back(element);
  in_start_tag_ = true;
  return *this;
}

SvgWriter& SvgWriter::attribute(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_xml(value, out_);
  out_ += '"';
  return *this;
}

SvgWriter& SvgWriter::attribute(std::string_view name, double value) {
  std::string digits;
  append_rounded(value, 1, digits);
  return attribute(name, digits);
}

SvgWriter& SvgWriter::content(std::string_view text) {
  finish_start_tag();
  append_xml(text, out_);
  return *this;
}

SvgWriter& SvgWriter::raw(std::string_view markup) {
  finish_start_tag();
  out_ += markup;
  return *this;
}

SvgWriter& SvgWriter::close() {
  const std::string_view element = open_.back();
  open_.pop_back();
  if (in_start_tag_) {
    out_ += "/>";
    in_start_tag_ = false;
    return *this;
  }
  out_ += "</";
  out_ += element;
  out_ += '>';
  return *this;
}

SvgWriter& SvgWriter::leaf(std::string_view element, std::string_view text) {
  if (text.empty()) return *this;
  return open(element).content(text).close();
}

std::string scope_name(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  std::string name = "s";
  constexpr char kHex[] = "0123456789abcdef";
  for (int shift = 28; shift >= 0; shift -= 4) name += kHex[hash >> shift & 15];
  return name;
}

}  // namespace sitrep
