#include "text/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace sitrep {
namespace {

bool is_apostrophe(std::int32_t point) {
  return point == '\'' || point == '`' || point == 0x2018 || point == 0x2019 || point == 0x201B || point == 0xB4 ||
         (point >= 0x2B9 && point <= 0x2BF) || point == 0x2C8 || point == 0x2032 || point == 0xFF07;
}

/// Arabic letters that spellings confuse; 0 drops the letter (tatweel, hamza marks).
std::int32_t unify_arabic(std::int32_t point) {
  switch (point) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return 0x627;  // alef forms
    case 0x649:
    case 0x6CC:
    case 0x626:
      return 0x64A;  // alef maqsura, Persian ya, ya with hamza
    case 0x629:
    case 0x6C1:
    case 0x6D5:
      return 0x647;  // ta marbuta, Persian and Kurdish he
    case 0x6A9:
      return 0x643;  // Persian kaf
    case 0x624:
      return 0x648;  // waw with hamza
    case 0x621:
    case 0x640:
      return 0;  // hamza, tatweel
    default:
      return point;
  }
}

/// Letters that NFKD leaves whole but English spelling writes out.
const char* latin_letter(std::int32_t point) {
  switch (point) {
    case 0xE6:
      return "ae";
    case 0xF8:
      return "o";
    case 0xDF:
      return "ss";
    case 0x111:
    case 0xF0:
      return "d";
    case 0xFE:
      return "th";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x153:
      return "oe";
    case 0x259:
      return "a";
    default:
      return nullptr;
  }
}

void fold_point(std::int32_t point, std::string& out) {
  if (is_apostrophe(point)) return;
  std::array<utf8proc_int32_t, 32> parts;
  int boundary = 0;
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(point, parts.data(), parts.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                             UTF8PROC_STRIPMARK | UTF8PROC_IGNORE),
                              &boundary);
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
    const std::int32_t part = unify_arabic(parts[static_cast<std::size_t>(i)]);
    if (part == 0 || is_apostrophe(part)) continue;
    if (const char* letters = latin_letter(part)) {
      out += letters;
    } else {
      append_utf8(part, out);
    }
  }
}

// --- toponym fold
// -----------------------------------------------------------------------------------------------------

constexpr std::pair<std::string_view, std::string_view> kDigraphs[] = {
    {"tch", "ch"}, {"dsch", "j"}, {"sch", "sh"}, {"dj", "j"}, {"gh", "g"}, {"dh", "d"}, {"th", "t"},
    {"ph", "f"},   {"ou", "u"},   {"oo", "u"},   {"ee", "i"}, {"ii", "i"}, {"aa", "a"}, {"uu", "u"},
    {"aw", "o"},   {"au", "o"},   {"ay", "e"},   {"ai", "e"}, {"ei", "e"}, {"ey", "e"}};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// Diphthongs fold only before a consonant or at the end: "bayan" keeps its glide.
bool is_diphthong(std::string_view from) { return from.back() == 'w' || from.back() == 'y'; }

char fold_letter(char c) {
  switch (c) {
    case 'q':
    case 'c':
      return 'k';
    case 'v':
      return 'w';
    default:
      return c;
  }
}

/// By first letter, the letters that may stand second in a digraph, as bits; "ch", "kh" and "sh" keep their "h".
constexpr std::array<std::uint32_t, 26> digraph_letters() {
  std::array<std::uint32_t, 26> seconds{};
  for (const auto& digraph : kDigraphs) seconds[digraph.first[0] - 'a'] |= 1u << (digraph.first[1] - 'a');
  for (const char c : {'c', 'k', 's'}) seconds[c - 'a'] |= 1u << ('h' - 'a');
  return seconds;
}
constexpr std::array<std::uint32_t, 26> kDigraphLetters = digraph_letters();

/// Whether the letters at `at` need a look at the digraphs; most do not.
bool may_be_digraph(std::string_view word, std::size_t at) {
  if (at + 1 >= word.size() || !is_ascii_lower(word[at]) || !is_ascii_lower(word[at + 1])) return false;
  return (kDigraphLetters[static_cast<std::size_t>(word[at] - 'a')] >> (word[at + 1] - 'a') & 1u) != 0;
}

void fold_digraphs(std::string_view word, std::string& out) {
  for (std::size_t at = 0; at < word.size();) {
    if (!may_be_digraph(word, at)) {
      out += fold_letter(word[at++]);
      continue;
    }
    const std::pair<std::string_view, std::string_view>* rule = nullptr;
    const std::string_view rest = word.substr(at);
    for (const auto& candidate : kDigraphs) {
      const std::size_t end = candidate.first.size();
      if (rest.starts_with(candidate.first) && !(is_diphthong(candidate.first) && end < rest.size() &&
                                                 (is_vowel(rest[end]) || rest[end] == rest[end - 1]))) {
        rule = &candidate;
        break;
      }
    }
    if (rule != nullptr) {
      out += rule->second;
      at += rule->first.size();
    } else if (rest[1] == 'h') {
      out += rest.substr(0, 2);
      at += 2;
    } else {
      out += fold_letter(word[at++]);
    }
  }
}

/// Doubled letters once, from `begin` on.
void drop_doubles(std::string& out, std::size_t begin) {
  const auto first = out.begin() + static_cast<std::ptrdiff_t>(begin);
  out.erase(std::unique(first, out.end()), out.end());
}

bool replace_ending(std::string& out, std::size_t begin, std::string_view ending, std::string_view with) {
  if (out.size() - begin < ending.size() + 2 || !out.ends_with(ending)) return false;
  out.replace(out.size() - ending.size(), ending.size(), with);
  return true;
}

/// The ending of the word that begins at `begin`. No ending has a last letter but these.
void fold_ending(std::string& out, std::size_t begin) {
  const char last = out.size() > begin ? out.back() : '\0';
  if (last != 'h' && last != 'a' && last != 'y' && last != 'i' && last != 'j' && last != 'e') return;
  for (std::string_view ending : {"iyyah", "iyya", "iyah", "iya", "ieh", "ija", "iah", "yah", "yya"}) {
    if (replace_ending(out, begin, ending, "ia")) return;
  }
  // Slavic adjectives and surnames of places: -yy, -iy, -yi, -yj → -y; -ovka and -ivka are one ending.
  for (std::string_view ending : {"yy", "iy", "yi", "yj", "ij"}) {
    if (replace_ending(out, begin, ending, "i")) return;
  }
  for (std::string_view ending : {"ah", "eh"}) {
    if (replace_ending(out, begin, ending, "a")) return;
  }
  if (out.size() - begin > 3 && last == 'e') out.back() = 'a';
}

}  // namespace

namespace {

constexpr std::pair<std::string_view, std::string_view> kShortForms[] = {
    {"saint", "st"}, {"sainte", "ste"}, {"mount", "mt"}, {"fort", "ft"}};

/// Words for hills, villages, springs … that begin names of places, as the other rules leave their spellings.
constexpr std::pair<std::string_view, std::string_view> kElements[] = {
    {"til", "tal"},        {"kafar", "kafr"},     {"kafir", "kafr"},  {"kfar", "kafr"},  {"kfir", "kafr"},
    {"kufr", "kafr"},      {"jibil", "jabal"},    {"jabil", "jabal"}, {"jbil", "jabal"}, {"gibil", "jabal"},
    {"gabal", "jabal"},    {"shik", "shikh"},     {"chikh", "shikh"}, {"chik", "shikh"}, {"khirbit", "khirbat"},
    {"khirba", "khirbat"}, {"kharba", "khirbat"}, {"uid", "wadi"},    {"uadi", "wadi"}};

}  // namespace

std::string_view short_form(std::string_view light) {
  for (const auto& [whole, brief] : kShortForms)
    if (light == whole) return brief;
  return light;
}

bool is_short_form(std::string_view light) {
  return std::ranges::any_of(kShortForms, [&](const auto& form) { return light == form.second; });
}

void fold_light(std::string_view word, std::string& out) {
  // Plain ASCII, the usual case, without a branch for each character.
  const std::size_t begin = out.size();
  out.resize(begin + word.size());
  char* to = out.data() + begin;
  unsigned char high = 0;
  for (const char c : word) {
    *to = static_cast<char>(is_ascii_upper(c) ? c + ('a' - 'A') : c);
    to += c != '\'' && c != '`' ? 1 : 0;
    high |= static_cast<unsigned char>(c);
  }
  if (high < 0x80) {
    out.resize(static_cast<std::size_t>(to - out.data()));
    return;
  }
  out.resize(begin);
  for (std::size_t at = 0; at < word.size();) {
    const char c = word[at];
    if (is_ascii(c)) {
      if (is_ascii_upper(c)) {
        out += static_cast<char>(c + ('a' - 'A'));
      } else if (c != '\'' && c != '`') {
        out += c;
      }
      ++at;
      continue;
    }
    const Utf8 decoded = decode_utf8(word, at);
    if (decoded.point != Utf8::kInvalid) fold_point(decoded.point, out);
    at += decoded.length;
  }
}

void fold_toponym(std::string_view light, std::string& out) {
  light = short_form(light);
  constexpr std::string_view kArabicArticle = "\xD8\xA7\xD9\x84";  // alef lam
  if (light.starts_with(kArabicArticle) && light.size() > kArabicArticle.size() + 4)
    light.remove_prefix(kArabicArticle.size());
  if (light.empty() || !is_ascii_lower(light.front())) {
    out += light;
    return;
  }
  const std::size_t begin = out.size();
  fold_digraphs(light, out);
  drop_doubles(out, begin);
  fold_ending(out, begin);
  for (std::size_t i = begin; i < out.size(); ++i) {
    if (out[i] == 'o') out[i] = 'u';
    if (out[i] == 'e' || out[i] == 'y') out[i] = 'i';
  }
  drop_doubles(out, begin);
  const std::string_view folded = std::string_view(out).substr(begin);
  for (const auto& [spelling, element] : kElements) {
    if (folded != spelling) continue;
    out.replace(begin, folded.size(), element);
    return;
  }
}

bool is_toponym_article(std::string_view word, std::string_view next) {
  if (next.size() < 2) return false;
  if (word == "al" || word == "el" || word == "ul") return true;
  if (word.size() < 2 || word.size() > 3 || (word[0] != 'a' && word[0] != 'e')) return false;
  // Assimilated forms: the consonants repeat the beginning of the next word ("ar raqqah", "ash shaddadi").
  const std::string_view consonants = word.substr(1);
  constexpr std::string_view kSun = "trdszn";
  if (consonants == "sh" || consonants == "th" || consonants == "dh") return next.starts_with(consonants);
  return consonants.size() == 1 && kSun.find(consonants[0]) != std::string_view::npos && next.starts_with(consonants);
}

namespace {

/// The lightly folded words of a name, articles that agree left out.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < name.size();) {
    const Utf8 decoded = decode_utf8(name, at);
    const bool separator = decoded.point == Utf8::kInvalid ||
                           (decoded.point < 0x80 && !is_ascii_letter(name[at]) && !is_ascii_digit(name[at]) &&
                            name[at] != '\'' && name[at] != '`' && name[at] != '.') ||
                           (decoded.point >= 0x2010 && decoded.point <= 0x2015) || decoded.point == 0xA0;
    if (separator) {
      if (!words.back().empty()) words.emplace_back();
    } else if (name[at] != '.') {
      fold_light(name.substr(at, decoded.length), words.back());
    }
    at += decoded.length;
  }
  if (words.back().empty()) words.pop_back();
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size() && is_toponym_article(words[i], words[i + 1])) continue;
    kept.push_back(std::move(words[i]));
  }
  return kept;
}

}  // namespace

std::string toponym_key(std::string_view name) {
  std::string key;
  for (const std::string& word : words_of(name)) {
    if (!key.empty()) key += ' ';
    fold_toponym(word, key);
  }
  return key;
}

std::string toponym_spelling(std::string_view name) {
  std::string out;
  for (const std::string& word : words_of(name)) {
    if (!out.empty()) out += ' ';
    out += short_form(word);
  }
  return out;
}

}  // namespace sitrep
