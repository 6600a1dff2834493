#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// Appends `text` as XML character data, fit for attributes in double quotes too: & < > " escaped, the control
/// characters that XML forbids left out, bytes that are no UTF-8 replaced by U+FFFD.
void append_xml(std::string_view text, std::string& out);

/// Writes XML elements from front to back.
///
///     SvgWriter svg;
///     svg.open("g").attribute("class", "dots");
///     svg.open("circle").attribute("r", 4.25).close();
///     svg.close();                      // svg.text() is <g class="dots"><circle r="4.3"/></g>
///
/// Numbers are rounded to a tenth of a pixel. Element and attribute names are trusted and must outlive the writer.
class SvgWriter {
 public:
  SvgWriter& open(std::string_view element);
  SvgWriter& attribute(std::string_view name, std::string_view value);
  SvgWriter& attribute(std::string_view name, double value);
  SvgWriter& content(std::string_view text);
  /// Markup that is already written.
  SvgWriter& raw(std::string_view markup);
  SvgWriter& close();

  /// `<element>text</element>`, nothing when there is no text.
  SvgWriter& leaf(std::string_view element, std::string_view text);

  const std::string& text() const { return out_; }

 private:
  void finish_start_tag();

  std::string out_;
  std::vector<std::string_view> open_;
  bool in_start_tag_ = false;
};

/// A name for this very text, the same on every run: a letter and eight hexadecimal digits (FNV-1a), so that several
/// pictures inlined in one page do not share classes and ids.
std::string scope_name(std::string_view text);

}  // namespace sitrep
