#pragma once

#include <string>
#include <string_view>

#include "picture/projection.h"
#include "picture/svg.h"
#include "picture/theme.h"

/// What every picture has: a root that scales, a title and a description for screen readers, its style sheet.
namespace sitrep {

/// The options that every picture has.
struct SheetOptions {
  static constexpr int kLeastWidth = 240, kMostWidth = 4000;

  std::string title, subtitle;
  std::string legend;  ///< what the values are: "Airstrikes"
  std::string note;    ///< below the picture: sources, caveats
  int width = 960;     ///< pixels
  int height = 0;      ///< pixels, about
  Theme theme = Theme::automatic;
};

inline constexpr double kSheetMargin = 18;

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

/// Title and subtitle at the head of the sheet; where what stands below them begins.
double draw_titles(const SheetOptions& options, SvgWriter& svg);

}  // namespace sitrep
