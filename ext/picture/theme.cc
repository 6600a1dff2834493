#include "picture/theme.h"

namespace sitrep {
namespace {

constexpr Colours kLight = {.paper = "#ffffff",
                            .ink = "#23211e",
                            .muted = "#6d6861",
                            .faint = "#e2ded7",
                            .sea = "#dfe9ee",
                            .land = "#efece5",
                            .focus = "#fbfaf6",
                            .border = "#9d968a",
                            .inner = "#c3bbad",
                            .no_figure = "#e4e1da",
                            .steps = {},
                            .on_step = {"#3a2415", "#3a2415", "#2a0f08", "#ffffff", "#ffffff"},
                            .dot = "#c2402f",
                            .series = {"#c2402f", "#2e6da0", "#cf8f14", "#2f8a68", "#7b559f", "#70757b"}};

constexpr Colours kDark = {.paper = "#14171b",
                           .ink = "#eceae6",
                           .muted = "#9aa1aa",
                           .faint = "#2c3138",
                           .sea = "#10151c",
                           .land = "#1e2329",
                           .focus = "#2a3038",
                           .border = "#6a737e",
                           .inner = "#4d5661",
                           .no_figure = "#353c45",
                           .steps = {},
                           .on_step = {"#ffffff", "#ffffff", "#ffffff", "#1c0d06", "#1c0d06"},
                           .dot = "#f2855f",
                           .series = {"#f2855f", "#6bb0e2", "#efc25a", "#63c79e", "#b795e8", "#a9b1ba"}};

using Steps = std::array<const char*, kClasses>;
constexpr Steps kLightSteps[] = {{"#fbe3c9", "#f6bb8c", "#ea8a5f", "#c44a36", "#861c2e"},
                                 {"#dcebf3", "#aacde2", "#6ca7cb", "#2f75a6", "#124a74"},
                                 {"#eae2f3", "#ceb9e1", "#aa88c9", "#7d53a6", "#512a7b"}};
constexpr Steps kDarkSteps[] = {{"#4b2a2b", "#79372f", "#ad4f3a", "#e47f54", "#ffc791"},
                                {"#1e3547", "#265675", "#357ea6", "#66b0d2", "#b9e3f3"},
                                {"#35284a", "#533c75", "#7958a6", "#ab88d6", "#dfc9f6"}};
constexpr Steps kDarkOnOcean = {"#ffffff", "#ffffff", "#ffffff", "#06141c", "#06141c"};

void rules(std::string_view scope, const Colours& c, std::string& out) {
  const auto rule = [&](std::string_view selector, std::string_view property, std::string_view colour) {
    out += '.';
    out += scope;
    out += ' ';
    out += selector;
    out += '{';
    out += property;
    out += ':';
    out += colour;
    out += '}';
  };
  rule(".paper", "fill", c.paper);
  rule(".ink", "fill", c.ink);
  rule(".muted", "fill", c.muted);
  rule(".faint", "stroke", c.faint);
  rule(".rule", "stroke", c.muted);
  rule(".sea", "fill", c.sea);
  rule(".land", "fill", c.land);
  rule(".focus", "fill", c.focus);
  rule(".border", "stroke", c.border);
  rule(".inner", "stroke", c.inner);
  rule(".none", "fill", c.no_figure);
  rule(".halo", "stroke", c.focus);
  rule(".rim", "stroke", c.paper);
  rule(".dot", "fill", c.dot);
  rule(".ring", "stroke", c.dot);
  for (std::size_t i = 0; i < kClasses; ++i) {
    const std::string n = std::to_string(i + 1);
    rule(".c" + n, "fill", c.steps[i]);
    rule(".l" + n, "stroke", c.steps[i]);
    rule(".t" + n, "fill", c.on_step[i]);
  }
  for (std::size_t i = 0; i < kSeries; ++i) {
    const std::string n = std::to_string(i + 1);
    rule(".f" + n, "fill", c.series[i]);
    rule(".g" + n, "stroke", c.series[i]);
  }
}

}  // namespace

Colours colours_of(bool dark, Palette palette) {
  Colours c = dark ? kDark : kLight;
  const auto hue = static_cast<std::size_t>(palette);
  c.steps = dark ? kDarkSteps[hue] : kLightSteps[hue];
  if (palette == Palette::ember) return c;
  c.dot = dark ? kDarkSteps[hue][3] : kLightSteps[hue][3];
  if (dark) c.on_step = kDarkOnOcean;
  return c;
}

std::string style_sheet(std::string_view scope, Theme theme, Palette palette) {
  const std::string root = "." + std::string(scope);
  std::string out = root + " .b{font-weight:600}" + root + " .country{letter-spacing:.09em}" + root +
                    " .names text{paint-order:stroke;stroke-width:2.6px;stroke-linejoin:round;pointer-events:none}" +
                    root + " text{font-variant-numeric:tabular-nums}";
  rules(scope, colours_of(theme == Theme::dark, palette), out);
  if (theme == Theme::automatic) {
    out += "@media (prefers-color-scheme:dark){";
    rules(scope, colours_of(true, palette), out);
    out += '}';
  }
  return out;
}

}  // namespace sitrep
