#pragma once

#include <string>
#include <string_view>

namespace sitrep {

/// Appends the light fold of `word` to `out`: NFKD, combining marks off, case folded, apostrophes of every kind off,
/// Arabic letter forms unified (alef forms, ya / alef maqsura, ta marbuta, Persian kaf and ya, tatweel and harakat
/// off). Dots stay ("U.S." → "u.s."). Fast path for plain ASCII. Bytes that are no UTF-8 are dropped.
void fold_light(std::string_view word, std::string& out);

/// Appends the toponym fold (DESIGN section 3) of a *lightly folded* word to `out`: transliteration rules that make the
/// usual English spellings of Arabic, Ukrainian and Russian names agree ("raqqah", "raqqa" → "raka"). For Arabic script
/// the article "ال" is taken off; Cyrillic is left as it is. Never appends nothing for a word with letters.
void fold_toponym(std::string_view light, std::string& out);

/// True when the lightly folded `word` is an Arabic article (al, el, ul, ar, as, ash, at, ath, ad, adh, an, az, ez …)
/// that agrees with the lightly folded `next` word, so that it is left out of a toponym key ("ar raqqah", but not "ar
/// hama").
bool is_toponym_article(std::string_view word, std::string_view next);

/// The usual short form of a lightly folded word of place names ("saint" → "st", "mount" → "mt"), or the word itself.
std::string_view short_form(std::string_view light);

/// The word is such a short form, which a dot may follow: "St. Louis".
bool is_short_form(std::string_view light);

/// The folding of a whole name, as the gazetteer's keys are made: light fold, split at white space, hyphens, slashes
/// and other punctuation but for dots, which vanish, articles off where they agree (never the last word), each word
/// toponym-folded, joined by one space.
std::string toponym_key(std::string_view name);

/// The same without the toponym fold: what two spellings share that differ only in case, marks, punctuation or article
/// ("Ar-Raqqah", "Raqqah").
std::string toponym_spelling(std::string_view name);

}  // namespace sitrep
