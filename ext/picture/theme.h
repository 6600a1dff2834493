#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

enum class Theme : std::uint8_t { light, dark, automatic };

/// Hues of the sequential colours.
enum class Palette : std::uint8_t { ember, ocean, violet };

inline constexpr int kClasses = 5;  ///< steps of a sequential palette
inline constexpr int kSeries = 6;   ///< colours of a categorical one; more series share the last

/// What a picture is coloured with. All colours are CSS.
struct Colours {
  const char* paper;
  const char* ink;
  const char* muted;
  const char* faint;  ///< grid lines, frames
  const char* sea;
  const char* land;                           ///< countries about
  const char* focus;                          ///< countries concerned
  const char* border;                         ///< of countries
  const char* inner;                          ///< borders within a country
  const char* no_figure;                      ///< areas without a figure
  std::array<const char*, kClasses> steps;    ///< low to high, even in perceived lightness (OKLCH)
  std::array<const char*, kClasses> on_step;  ///< text on them, contrast ≥ 4.5
  const char* dot;                            ///< fill and rim of dots
  std::array<const char*, kSeries>
      series;  ///< told apart under the common colour-vision deficiencies (Okabe, Ito 2002)
};

Colours colours_of(bool dark, Palette palette);

/// The <style> of a picture whose root has class `scope`: plain colours for light or dark, or light with the dark ones
/// under prefers-color-scheme. No custom properties: viewers that are no browsers know none.
std::string style_sheet(std::string_view scope, Theme theme, Palette palette);

}  // namespace sitrep
