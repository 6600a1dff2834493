#include "knowledge/lexicon.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 13> kActorKinds = {
    "state_forces", "rebel_group", "militia",      "jihadist_group", "coalition", "police", "civilians",
    "protesters",   "government",  "organization", "media",          "person",    "unknown"};
constexpr std::array<std::string_view, kSlots> kSlotNames = {"actor",  "target",  "weapon", "place",
                                                             "killed", "injured", "count",  "source"};

}  // namespace

std::string_view name_of(ActorKind kind) { return kActorKinds[static_cast<std::size_t>(kind)]; }

std::optional<ActorKind> actor_kind(std::string_view name) {
  const auto found = std::ranges::find(kActorKinds, name);
  if (found == kActorKinds.end()) return std::nullopt;
  return static_cast<ActorKind>(found - kActorKinds.begin());
}

std::optional<ForceRole> force_role(std::string_view name) {
  constexpr std::array<std::string_view, 8> kRoles = {"force",     "platform", "body", "aircraft",
                                                      "artillery", "drone",    "part", "position"};
  const auto found = std::ranges::find(kRoles, name);
  if (found == kRoles.end()) return std::nullopt;
  return static_cast<ForceRole>(found - kRoles.begin());
}

std::optional<Slot> slot_of(std::string_view name) {
  const auto found = std::ranges::find(kSlotNames, name);
  if (found == kSlotNames.end()) return std::nullopt;
  return static_cast<Slot>(found - kSlotNames.begin());
}

Lexicon::Lexicon(const Image& image)
    : phrases_(image, "lex"),
      senses_(image.section<Sense>("lex.senses")),
      strings_(image.text("lex.strings")),
      actors_(image.section<ActorRow>("lex.actors")),
      countries_(image.section<CountryRow>("lex.countries")),
      force_nouns_(image.section<ForceNounRow>("lex.forces")),
      generic_actors_(image.section<GenericActorRow>("lex.generic")),
      concepts_(image.section<ConceptRow>("lex.concepts")),
      event_types_(image.section<EventTypeRow>("lex.types")),
      singulars_(image.section<SingularRow>("lex.singulars")),
      customary_(image.section<std::uint32_t>("lex.customary")) {
  builtin_concepts_ = concepts_.size();
  if (!image.has("lexu.senses")) return;
  user_phrases_ = PhraseIndex(image, "lexu");
  user_senses_ = image.section<Sense>("lexu.senses");
  builtin_concepts_ = image.section<std::uint32_t>("lexu.concepts").front();
}

std::span<const Sense> Lexicon::senses_of(std::string_view key) const {
  std::vector<Word> words;
  while (!key.empty()) {
    const std::string_view word = key.substr(0, key.find(' '));
    words.push_back({word, hash_word(word)});
    key.remove_prefix(std::min(word.size() + 1, key.size()));
  }
  std::span<const Sense> found;
  each_phrase(
      static_cast<std::uint32_t>(words.size()), [&](std::uint32_t i) -> const Word& { return words[i]; },
      [&](std::uint32_t count, std::span<const Sense> senses) {
        if (count == words.size()) found = senses;
      });
  return found;
}

std::string_view Lexicon::pooled(std::uint32_t offset_plus_one) const {
  if (offset_plus_one == 0) return {};
  const std::size_t begin = offset_plus_one - 1;
  return strings_.substr(begin, strings_.find('\0', begin) - begin);
}

std::uint16_t Lexicon::concept_number(std::string_view name) const {
  const auto name_of_row = [this](const ConceptRow& row) { return text(row.name); };
  for (const auto part : {concepts_.first(builtin_concepts_).subspan(1), concepts_.subspan(builtin_concepts_)}) {
    const auto found = std::ranges::lower_bound(part, name, {}, name_of_row);
    if (found != part.end() && text(found->name) == name) return static_cast<std::uint16_t>(&*found - concepts_.data());
  }
  return 0;
}

bool Lexicon::is_singular_noun(std::string_view folded) const {
  return std::ranges::any_of(senses_of(folded), [](const Sense& sense) {
    return sense.part == Part::noun && (sense.forms & (form::kSingular | form::kBase)) != 0;
  });
}

std::string Lexicon::singular(std::string_view folded) const {
  const std::uint64_t hash = hash_word(folded);
  const auto irregular = std::ranges::lower_bound(singulars_, hash, {}, &SingularRow::form_hash);
  if (irregular != singulars_.end() && irregular->form_hash == hash) return std::string(text(irregular->lemma));
  if (is_singular_noun(folded) || !folded.ends_with('s')) return std::string(folded);
  const auto without = [&](std::size_t bytes, std::string_view with) {
    return std::string(folded.substr(0, folded.size() - bytes)) + std::string(with);
  };
  if (folded.ends_with("ies") && is_singular_noun(without(3, "y"))) return without(3, "y");
  if (is_singular_noun(without(1, ""))) return without(1, "");
  if (folded.ends_with("es") && is_singular_noun(without(2, ""))) return without(2, "");
  return std::string(folded);
}

std::optional<std::uint32_t> Lexicon::customary_actor(std::uint32_t country, ActorKind kind) const {
  const std::uint32_t actor = customary_[country * kActorKinds.size() + static_cast<std::size_t>(kind)];
  if (actor == 0) return std::nullopt;
  return actor - 1;
}

}  // namespace sitrep
