#include "extract/toponym_memo.h"

#include "text/fold.h"

namespace sitrep {

ToponymMemo::Entry& ToponymMemo::entry(const Word& light) {
  Entry& entry = entries_[(light.hash >> 32) % kEntries];
  if (entry.light == light.text && !light.text.empty()) return entry;
  entry.light = light.text;
  dotless_ = light.text;
  std::erase(dotless_, '.');
  entry.folded.clear();
  fold_toponym(dotless_, entry.folded);
  entry.hash = hash_word(entry.folded);
  const Word folded{entry.folded, entry.hash};
  entry.names = gazetteer_.names().first(folded);
  entry.begins = gazetteer_.may_begin(entry.names, folded);
  dotless_ = short_form(light.text);
  std::erase(dotless_, '.');
  entry.spelling = PlacePosting::spelling_hash(dotless_);
  entry.match = {};
  return entry;
}

}  // namespace sitrep
