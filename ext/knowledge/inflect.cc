#include "knowledge/inflect.h"

#include <algorithm>

#include "knowledge/lexicon.h"

namespace sitrep {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

bool takes_es(std::string_view word) {
  return word.ends_with("s") || word.ends_with("x") || word.ends_with("z") || word.ends_with("ch") ||
         word.ends_with("sh");
}

/// "women", "policemen", "tribesmen". Nouns in which -man is no man ("human") are rows of english_forms.csv.
bool is_a_man(std::string_view word) { return word.ends_with("man"); }

std::string with_s(std::string_view word) {
  if (ends_in_consonant_y(word)) return std::string(word.substr(0, word.size() - 1)) + "ies";
  if (takes_es(word)) return std::string(word) + "es";
  return std::string(word) + "s";
}

std::string with_ed(std::string_view word) {
  if (word.ends_with("e")) return std::string(word) + "d";
  if (ends_in_consonant_y(word)) return std::string(word.substr(0, word.size() - 1)) + "ied";
  return std::string(word) + "ed";
}

std::string with_ing(std::string_view word) {
  if (word.ends_with("ie")) return std::string(word.substr(0, word.size() - 2)) + "ying";
  if (word.ends_with("e") && !word.ends_with("ee")) return std::string(word.substr(0, word.size() - 1)) + "ing";
  return std::string(word) + "ing";
}

/// Which of two irregular forms is the participle: "taken", "shown", "begun" by their shape; of two that keep the base
/// the longer ("beat", "beaten"); else the base itself ("came", "come").
bool is_participle(std::string_view form, std::string_view verb, const std::vector<std::string>& past) {
  const auto keeps_base = [verb](std::string_view f) { return f.size() > verb.size() && f.starts_with(verb); };
  // "began", "begun"; "drank", "drunk": the vowel tells.
  const auto a = form.rfind('a');
  if (a != std::string_view::npos) {
    std::string other(form);
    other[a] = 'u';
    if (std::ranges::find(past, other) != past.end()) return false;
  }
  if (form == verb) return std::ranges::none_of(past, keeps_base);
  if (std::ranges::find(past, verb) != past.end()) return keeps_base(form);
  return form.ends_with("n") || form.ends_with("ne") || form.find('u') != std::string_view::npos;
}

std::vector<Inflected> verb_forms(std::string_view verb, const IrregularForms& irregular) {
  // The only verb with more than one present and past.
  if (verb == "be")
    return {{"be", form::kBase},  {"am", form::kBase},   {"are", form::kBase},        {"is", form::kThird},
            {"was", form::kPast}, {"were", form::kPast}, {"been", form::kParticiple}, {"being", form::kIng}};
  std::vector<Inflected> forms = {{std::string(verb), form::kBase}, {with_s(verb), form::kThird}};
  std::vector<std::string> past;
  std::string ing;
  const auto [first, last] = irregular.verb.equal_range(verb);
  for (auto entry = first; entry != last; ++entry) {
    if (entry->second.ends_with("ing")) {
      ing = entry->second;
    } else if (!entry->second.ends_with("s")) {
      past.push_back(entry->second);
    }
  }
  forms.emplace_back(ing.empty() ? with_ing(verb) : ing, form::kIng);
  if (past.empty()) past.push_back(with_ed(verb));
  for (const std::string& word : past) {
    std::uint8_t bits = form::kPast | form::kParticiple;
    // "burnt" and "burned" are each both; "took" and "taken" share the work.
    const bool twins = std::any_of(past.begin(), past.end(), [](const std::string& w) { return w.ends_with("ed"); });
    if (past.size() > 1 && !twins) bits = is_participle(word, verb, past) ? form::kParticiple : form::kPast;
    forms.emplace_back(word, bits);
  }
  return forms;
}

}  // namespace

std::vector<Inflected> inflect_noun(std::string_view term, const IrregularForms& irregular) {
  const std::size_t cut = term.find_last_of(" -");
  const std::string head(cut == std::string_view::npos ? "" : term.substr(0, cut + 1));
  const std::string_view last_word = cut == std::string_view::npos ? term : term.substr(cut + 1);
  std::vector<Inflected> forms = {{std::string(term), form::kSingular}};
  const auto [first, last] = irregular.noun.equal_range(last_word);
  for (auto entry = first; entry != last; ++entry) forms.emplace_back(head + entry->second, form::kPlural);
  // "brothers" beside "brethren", "commandos" beside "commandoes".
  const std::string stem(last_word.substr(0, last_word.size() - std::min<std::size_t>(2, last_word.size())));
  std::string regular = head + (is_a_man(last_word) ? stem + "en" : with_s(last_word));
  if (std::none_of(first, last, [&](const auto& entry) { return head + entry.second == regular; }))
    forms.emplace_back(std::move(regular), form::kPlural);
  return forms;
}

std::vector<Inflected> inflect_verb(std::string_view term, const IrregularForms& irregular) {
  // "fatally shoot": an adverb before the verb stays as it is.
  const std::size_t blank = term.find(' ');
  std::size_t verb = blank != std::string_view::npos && term.substr(0, blank).ends_with("ly") ? blank + 1 : 0;
  // "baton-charge", "re-take": the verb stands last.
  const std::size_t hyphen = term.substr(0, term.find(' ', verb)).rfind('-');
  if (hyphen != std::string_view::npos) verb = hyphen + 1;
  const std::size_t cut = term.find(' ', verb);
  const std::string head(term.substr(0, verb));
  const std::string tail(cut == std::string_view::npos ? "" : term.substr(cut));
  std::vector<Inflected> forms =
      verb_forms(term.substr(verb, cut == std::string_view::npos ? cut : cut - verb), irregular);
  for (Inflected& inflected : forms) inflected.first = head + inflected.first + tail;
  return forms;
}

}  // namespace sitrep
