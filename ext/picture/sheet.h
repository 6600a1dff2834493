#pragma once

#include <string>
#include <string_view>

#include "picture/projection.h"
#include "picture/svg.h"
#include "picture/theme.h"

/// What every picture has: a root that scales, a title and a description for screen readers, its style sheet.
namespace sitrep {

struct Picture {
  double width = 0, height = 0;  ///< pixels
  std::string_view title;        ///< may be empty
  std::string_view description;
};

/// The document around `body`. `scope`: see style_sheet.
std::string whole_picture(const Picture& picture, std::string_view scope, Theme theme, Palette palette,
                          std::string_view body);

/// A text element at its baseline; `css` are classes, `anchor` is start, middle or end.
void write_text(SvgWriter& svg, PlanePoint at, std::string_view css, double size, std::string_view anchor,
                std::string_view text);

}  // namespace sitrep
