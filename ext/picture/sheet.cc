#include "picture/sheet.h"

#include "picture/scale.h"

namespace sitrep {

void write_text(SvgWriter& svg, PlanePoint at, std::string_view css, double size, std::string_view anchor,
                std::string_view text) {
  svg.open("text").attribute("x", at.x).attribute("y", at.y).attribute("class", css).attribute("font-size", size);
  if (anchor != "start") svg.attribute("text-anchor", anchor);
  svg.content(text).close();
}

double draw_titles(const SheetOptions& options, SvgWriter& svg) {
  double y = kSheetMargin;
  const double room = options.width - 2 * kSheetMargin;
  if (!options.title.empty()) {
    const double size = options.width < 520 ? 18 : 22;
    y += size;
    write_text(svg, {kSheetMargin, y - size * 0.15}, "ink b", size, "start",
               cut_text(options.title, room / size / 1.05));
  }
  if (!options.subtitle.empty()) {
    constexpr double kSize = 13.5;
    y += kSize + 5;
    write_text(svg, {kSheetMargin, y - 2}, "muted", kSize, "start", cut_text(options.subtitle, room / kSize));
  }
  return y > kSheetMargin ? y + 12 : y;
}

std::string whole_picture(const Picture& picture, std::string_view scope, Theme theme, Palette palette,
                          std::string_view body) {
  const std::string name(scope);
  SvgWriter svg;
  svg.open("svg").attribute("xmlns", "http://www.w3.org/2000/svg").attribute("class", scope);
  svg.attribute("width", picture.width).attribute("height", picture.height);
  std::string box = "0 0 ";
  box += std::to_string(static_cast<long>(picture.width)) + " " + std::to_string(static_cast<long>(picture.height));
  svg.attribute("viewBox", box).attribute("role", "img");
  svg.attribute("aria-labelledby", (picture.title.empty() ? "" : name + "-title ") + name + "-desc");
  svg.attribute("font-family", "Inter,'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif");
  svg.attribute("style", "max-width:100%;height:auto");
  if (!picture.title.empty()) svg.open("title").attribute("id", name + "-title").content(picture.title).close();
  svg.open("desc").attribute("id", name + "-desc").content(picture.description).close();
  svg.open("style").raw(style_sheet(scope, theme, palette)).close();
  svg.open("rect").attribute("class", "paper").attribute("width", picture.width).attribute("height", picture.height);
  svg.close();
  return svg.raw(body).close().text();
}

}  // namespace sitrep
