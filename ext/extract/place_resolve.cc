#include "extract/place_resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "extract/place_context.h"
#include "extract/place_fuzzy.h"
#include "extract/place_names.h"
#include "text/fold.h"

namespace sitrep {
namespace {

bool is_quarter(const PlaceList& list, const PlaceMention& mention) {
  for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a)
    if ((list.atoms[a].evidence & evidence::kQuarter) != 0) return true;
  return false;
}

/// "The X area of Y", "X district of Y"
bool is_called_small(const PlaceMention& mention) {
  return mention.has_kind && (mention.kind == PlaceKind::area || mention.kind == PlaceKind::admin2);
}

/// What is called a town or village, or a front or an area about one.
bool may_be_town(const PlaceAtom& atom) {
  return !atom.kind_hint || *atom.kind_hint == PlaceKind::populated || *atom.kind_hint == PlaceKind::area;
}

}  // namespace

std::string PlaceResolver::name_of(const PlaceAtom& atom, const ResolvedAtom& resolved, std::string_view text) const {
  if (resolved.place >= 0)
    return std::string(gazetteer_.name(gazetteer_.place(static_cast<std::uint32_t>(resolved.place))));
  return std::string(atom.span.of(text));
}

/// The countryside of a city that is a province of its own may be another: Damascus, and Rif Dimashq around it. Its
/// region has the name "Rural Damascus" too (place_aliases.csv).
std::optional<std::uint32_t> PlaceResolver::rural_region(const ResolvedAtom& city) const {
  if (city.place < 0) return std::nullopt;
  const PlaceRow& row = gazetteer_.place(static_cast<std::uint32_t>(city.place));
  const std::array<std::string, 2> texts = {"rural", toponym_key(gazetteer_.name(row))};
  if (texts[1].find(' ') != std::string::npos) return std::nullopt;
  const std::array<Word, 2> words = {{{texts[0], hash_word(texts[0])}, {texts[1], hash_word(texts[1])}}};
  std::optional<std::uint32_t> found;
  gazetteer_.each_name(
      2, [&](std::uint32_t n) -> const Word& { return words[n]; },
      [&](const PhraseIndex::Match& match) {
        if (match.words != 2) return;
        for (const PlacePosting& posting : gazetteer_.postings(match)) {
          const PlaceRow& region = gazetteer_.place(posting.place());
          if (region.kind() == PlaceKind::admin1 && region.country_code() == row.country_code())
            found = posting.place();
        }
      });
  return found;
}

void PlaceResolver::describe(const PlaceMention& mention, const PlaceList& list, std::string_view text,
                             ResolvedPlace& out) const {
  std::string joined;
  double confidence = 1;
  for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a) {
    const ResolvedAtom& atom = out.atoms[a - mention.atoms_begin];
    if (!joined.empty()) joined += "–";
    joined += name_of(list.atoms[a], atom, text);
    confidence = std::min(confidence, atom.place < 0 ? 0.3 : atom.confidence);
  }
  out.name = composed_name(mention, joined);
  if (mention.relation == Relation::countryside && out.atoms.size() == 1) {
    if (const auto region = rural_region(out.atoms[0])) out.atoms[0].place = static_cast<std::int32_t>(*region);
  }
  out.confidence = confidence;
  const ResolvedAtom& first = out.atoms.front();
  const PlaceRow* row = first.place < 0 ? nullptr : &gazetteer_.place(static_cast<std::uint32_t>(first.place));
  out.kind = mention.relation == Relation::along  ? PlaceKind::road
             : mention.has_kind && row == nullptr ? mention.kind
             : mention.relation != Relation::none ? PlaceKind::area
             : row != nullptr                     ? row->kind()
                                                  : PlaceKind::area;
  if (mention.has_kind && row != nullptr && (mention.kind == PlaceKind::desert || mention.kind == PlaceKind::airport) &&
      row->kind() != mention.kind) {
    out.kind = mention.kind;
    out.name += kind_suffix(mention.kind);
  }
  if (mention.relation == Relation::direction && out.atoms.size() == 1 && first.place >= 0 && lie_beside(mention, out))
    return;
  bool one_admin1 = true, one_country = true;
  for (std::size_t i = 0; i < out.atoms.size(); ++i) {
    if (out.atoms[i].place < 0) return;
    const PlaceRow& part = gazetteer_.place(static_cast<std::uint32_t>(out.atoms[i].place));
    const std::int32_t admin1 = part.admin1 - 1;
    if (i == 0) {
      out.admin1 = admin1;
      std::copy_n(part.country, 2, out.country);
    } else {
      one_admin1 &= admin1 == out.admin1;
      one_country &= part.country_code() == out.country_code();
    }
  }
  if (!one_admin1) out.admin1 = -1;
  if (!one_country) out.country[0] = out.country[1] = 0;
}

/// "20 km west of A", "east of A" may lie in another region of its country than A.
bool PlaceResolver::lie_beside(const PlaceMention& mention, ResolvedPlace& out) const {
  constexpr double kUsualKm = 15, kDegreeKm = 111.195;
  const auto number = static_cast<std::uint32_t>(out.atoms[0].place);
  if (mention.compass == Compass::unknown || gazetteer_.polygon(number) != 0) return false;
  const PlaceRow& from = gazetteer_.place(number);
  const double km = mention.distance_km.value_or(kUsualKm), azimuth = static_cast<int>(mention.compass) * 45.0;
  const double radians = azimuth * std::numbers::pi / 180, shrink = std::cos(from.lat() * std::numbers::pi / 180);
  const double lat = from.lat() + km / kDegreeKm * std::cos(radians);
  const double lon = from.lon() + km / kDegreeKm * std::sin(radians) / std::max(shrink, 0.01);
  const auto row = regions_.locate(lon, lat);
  if (!row || regions_.rows()[*row].country_code() != from.country_code()) return false;
  out.admin1 = static_cast<std::int32_t>(*row);
  std::copy_n(regions_.rows()[*row].country, 2, out.country);
  return true;
}

/// The map says that the one lies in the other.
bool PlaceResolver::holds(const ResolvedPlace& outer, const ResolvedPlace& inner) const {
  if (!outer.located() || !inner.located() || outer.atoms.size() != 1) return false;
  const auto holder_number = static_cast<std::uint32_t>(outer.atoms[0].place);
  const PlaceRow& holder = gazetteer_.place(holder_number);
  const PlaceRow& held = gazetteer_.place(static_cast<std::uint32_t>(inner.atoms[0].place));
  if (&holder == &held) return false;
  if (holder.kind() == PlaceKind::country) return holder.country_code() == held.country_code();
  if (holder.kind() == PlaceKind::admin1) return outer.admin1 == inner.admin1 && held.kind() != PlaceKind::admin1;
  if (gazetteer_.polygon(holder_number) != 0)
    return regions_.contains(regions_.rows()[holder_number], {held.x, held.y});
  if (holder.kind() == PlaceKind::admin2) return distance_km(holder, held) < holder.radius_km() * 1.5;
  return held.population() < holder.population() && distance_km(holder, held) < 25;
}

/// The one lies in another country or province than the other. `is_quarter`: it is called a part of a town or an area.
bool PlaceResolver::is_elsewhere(const ResolvedPlace& outer, const ResolvedPlace& inner, bool is_quarter) const {
  if (!inner.located() || inner.atoms.size() != 1) return false;
  const PlaceRow& row = gazetteer_.place(static_cast<std::uint32_t>(inner.atoms[0].place));
  const bool own = row.source() == PlaceSource::user || row.source() == PlaceSource::user_town;
  if (own || (row.kind() != PlaceKind::populated && row.kind() != PlaceKind::admin2)) return false;
  if (row.population() >= kWellKnown && !is_quarter) return false;
  if (outer.country_code() != inner.country_code()) return !outer.country_code().empty();
  return gazetteer_.is_transliterated(row) && outer.admin1 >= 0 && inner.admin1 >= 0 && outer.admin1 != inner.admin1;
}

/// The name is not that of the place that the gazetteer has.
void PlaceResolver::forget(const PlaceList& list, std::size_t m, std::string_view text, ResolvedPlace& out) const {
  for (ResolvedAtom& atom : out.atoms) atom = {};
  out.admin1 = -1;
  out.country[0] = out.country[1] = 0;
  describe(list.mentions[m], list, text, out);
}

/// A comma makes the next place the one that holds this only when it does; what is said to lie in a region that the map
/// denies keeps its container all the same when the words are plain.
void PlaceResolver::check_container(const PlaceList& list, std::size_t m, std::string_view text,
                                    std::vector<ResolvedPlace>& out) const {
  const PlaceMention& mention = list.mentions[m];
  ResolvedPlace& inner = out[m];
  if (mention.container < 0) return;
  const ResolvedPlace& outer = out[static_cast<std::size_t>(mention.container)];
  if (outer.rejected) return;
  if (mention.container_certain || !inner.located() || holds(outer, inner)) inner.container = mention.container;
  // Where the text and the map disagree, a namesake is meant that the gazetteer lacks.
  const bool quarter = mention.has_kind && mention.kind == PlaceKind::populated && inner.located() &&
                       inner.kind == PlaceKind::admin1 && outer.admin1 >= 0 && outer.admin1 != inner.admin1;
  if (mention.container_certain && mention.relation == Relation::none &&
      (quarter || is_elsewhere(outer, inner, is_quarter(list, mention) || is_called_small(mention)))) {
    forget(list, m, text, inner);
  }
  if (inner.container >= 0 && !inner.located()) lie_in(outer, inner);
}

/// An unknown name lies where the text says it lies.
void PlaceResolver::lie_in(const ResolvedPlace& outer, ResolvedPlace& inner) const {
  inner.admin1 = outer.admin1;
  std::copy_n(outer.country, 2, inner.country);
}

/// "Abbasiya, 15 km north of Samarra": far from there it is a namesake.
bool PlaceResolver::is_far(const ResolvedPlace& inner, const ResolvedPlace& anchor, double stated_km) const {
  constexpr double kFarKm = 150;
  if (!inner.located() || !anchor.located() || inner.atoms.size() != 1) return false;
  const PlaceRow& row = gazetteer_.place(static_cast<std::uint32_t>(inner.atoms[0].place));
  const PlaceRow& near = gazetteer_.place(static_cast<std::uint32_t>(anchor.atoms[0].place));
  const bool own = row.source() == PlaceSource::user || row.source() == PlaceSource::user_town;
  return !own && row.kind() == PlaceKind::populated && near.kind() == PlaceKind::populated &&
         row.population() < kWellKnown && inner.atoms[0].confidence < anchor.atoms[0].confidence &&
         distance_km(row, near) > kFarKm + 2 * stated_km;
}

/// "Mbau near Beni", "X, 20 km west of Y", "the Cameroonian town of X": where else the words put a name that nobody
/// knows.
void PlaceResolver::place_unknown(const PlaceList& list, std::size_t m, std::string_view text,
                                  std::vector<ResolvedPlace>& out) const {
  ResolvedPlace& place = out[m];
  if (place.rejected) return;
  const std::size_t next = m + 1;
  const bool described = next < out.size() && list.mentions[next].describes &&
                         list.mentions[next].relation != Relation::border && !out[next].rejected && out[next].located();
  if (described && is_far(place, out[next], list.mentions[next].distance_km.value_or(0))) forget(list, m, text, place);
  if (place.located() || place.container >= 0) return;
  if (described) {
    place.container = static_cast<std::int32_t>(next);
    lie_in(out[next], place);
  } else if (const std::int32_t country = list.mentions[m].said_country; country >= 0 && place.country[0] == 0) {
    std::copy_n(lexicon_.text(lexicon_.countries()[static_cast<std::size_t>(country)].iso2).data(), 2, place.country);
  }
}

/// A place that nobody knows lies in the province that heads its paragraph, or in the one named last where the words
/// say "the province"; a part of a town in the town named last.
void PlaceResolver::lend_region(const PlaceList& list, std::vector<ResolvedPlace>& out) const {
  std::int32_t head = -1, town = -1, province = -1;
  for (std::size_t m = 0; m < list.mentions.size(); ++m) {
    const PlaceMention& mention = list.mentions[m];
    ResolvedPlace& place = out[m];
    if (place.rejected) continue;
    if (place.located()) {
      if (mention.heads_paragraph) head = static_cast<std::int32_t>(m);
      if (place.kind == PlaceKind::populated) town = static_cast<std::int32_t>(m);
      if (place.kind == PlaceKind::admin1) province = static_cast<std::int32_t>(m);
      continue;
    }
    if (place.container >= 0) continue;
    const bool headed = head >= 0 && list.mentions[static_cast<std::size_t>(head)].paragraph == mention.paragraph;
    const std::int32_t holder = mention.in_division ? province : headed ? head : is_quarter(list, mention) ? town : -1;
    if (holder < 0) continue;
    const ResolvedPlace& outer = out[static_cast<std::size_t>(holder)];
    place.container = holder;
    lie_in(outer, place);
  }
}

/// A small place in a country that the text never speaks of, while it speaks of another: where names come through
/// another script and many villages share one, a namesake that the gazetteer lacks is meant.
bool PlaceResolver::is_foreign(const PlaceRow& row, const CountryVotes& told) const {
  constexpr double kSpokenOf = 0.3;
  if (!gazetteer_.is_transliterated(row)) return false;
  if (row.kind() != PlaceKind::populated && row.kind() != PlaceKind::facility) return false;
  const bool own = row.source() == PlaceSource::user || row.source() == PlaceSource::user_town;
  if (own || row.source() == PlaceSource::sitrep || row.population() >= kWellKnown) return false;
  return told.share(row.country_code()) == 0 && !told.is_preferred(row.country_code()) &&
         told.share(told.leading()) >= kSpokenOf;
}

/// A name that the gazetteer lacks may be a town's in another spelling, where names come through another script: one
/// letter off in the division where the words put it, or in the country that the text is about; or off in the vowels
/// only in that division.
std::optional<std::uint32_t> PlaceResolver::misspelt(const PlaceAtom& atom, std::int32_t admin1, const PlaceRow* beside,
                                                     const CountryVotes& votes, std::string_view text,
                                                     Guesses& guesses) {
  const std::string_view home = votes.leading();
  if (admin1 < 0 && (home.empty() || (!votes.is_preferred(home) && votes.share(home) < kHomeShare)))
    return std::nullopt;
  const auto [known, added] = guesses.try_emplace({toponym_key(atom.span.of(text)), admin1});
  if (!added || guesses.size() > kMostGuesses) return known->second;
  const std::string& key = known->first.first;
  known->second = place_one_edit_away(
      gazetteer_, key,
      [&](const PlaceRow& row) {
        const bool town = row.kind() == PlaceKind::populated || row.source() == PlaceSource::sitrep;
        const bool wanted = admin1 >= 0              ? row.admin1 == admin1 + 1
                            : votes.has_preference() ? votes.is_preferred(row.country_code())
                                                     : row.country_code() == home;
        return town && wanted && gazetteer_.is_transliterated(row);
      },
      beside);
  if (!known->second && admin1 >= 0) {
    const auto near = region_names_.like(static_cast<std::uint32_t>(admin1), key, beside);
    if (near && gazetteer_.is_transliterated(gazetteer_.place(*near))) known->second = near;
  }
  return known->second;
}

/// The town named right before or behind the mention in its sentence.
const PlaceRow* PlaceResolver::town_beside(const PlaceList& list, std::size_t m,
                                           const std::vector<ResolvedPlace>& out) const {
  for (const std::size_t other : {m - 1, m + 1}) {
    if (other >= out.size() || list.mentions[other].sentence != list.mentions[m].sentence) continue;
    const ResolvedPlace& place = out[other];
    if (!place.rejected && place.located() && place.kind == PlaceKind::populated)
      return &gazetteer_.place(static_cast<std::uint32_t>(place.atoms[0].place));
  }
  return nullptr;
}

/// Looks for other spellings of the names that nobody knows, once it is known where they lie.
void PlaceResolver::guess_unknown(const PlaceList& list, const CountryVotes& votes, std::string_view text,
                                  std::vector<ResolvedPlace>& out) {
  Guesses guesses;
  for (std::size_t m = 0; m < list.mentions.size(); ++m) {
    const PlaceMention& mention = list.mentions[m];
    ResolvedPlace& place = out[m];
    if (place.rejected || place.located()) continue;
    bool found = false;
    for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a) {
      const PlaceAtom& atom = list.atoms[a];
      ResolvedAtom& resolved = place.atoms[a - mention.atoms_begin];
      if (resolved.place >= 0 || atom.known()) continue;
      if ((atom.evidence & evidence::kQuarter) != 0 || !may_be_town(atom)) continue;
      if (!mention.locative && !atom.kind_hint && mention.relation == Relation::none && place.container < 0) continue;
      if (const auto near = misspelt(atom, place.admin1, town_beside(list, m, out), votes, text, guesses)) {
        resolved = {static_cast<std::int32_t>(*near), kMisspeltConfidence};
        found = true;
      }
    }
    if (found) describe(mention, list, text, place);
  }
}

/// "At Mbau near Beni": the words say that it is a place, so it is another one of that name, which nobody knows.
bool PlaceResolver::is_unknown_name(const PlaceList& list, const PlaceMention& mention) const {
  constexpr std::uint32_t kDoubt = evidence::kOrdinary | evidence::kGivenName | evidence::kNameBefore |
                                   evidence::kNameAfter | evidence::kPossessive | evidence::kCapitals |
                                   evidence::kShouted | evidence::kSentenceStart;
  if (mention.atoms_end - mention.atoms_begin != 1) return false;
  const PlaceAtom& atom = list.atoms[mention.atoms_begin];
  // "in the Alizai area"
  const bool called =
      mention.locative && mention.has_kind && (is_called_small(mention) || mention.kind == PlaceKind::populated);
  return (called || (atom.evidence & evidence::kAlone) != 0) && (atom.evidence & kDoubt) == 0;
}

std::vector<ResolvedPlace> PlaceResolver::resolve(const PlaceList& list, CountryVotes& votes, const CountryVotes& told,
                                                  std::string_view text, PlaceTrace* trace) {
  std::vector<ResolvedPlace> out(list.mentions.size());
  PlaceContext context(gazetteer_, weights_, list, votes);
  context.run(trace);
  for (std::size_t m = 0; m < list.mentions.size(); ++m) {
    const PlaceMention& mention = list.mentions[m];
    ResolvedPlace& place = out[m];
    bool any_known = false, too_large = false;
    double best = 0;
    for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a) {
      const PlaceAtom& atom = list.atoms[a];
      ResolvedAtom resolved;
      if (atom.country >= 0) {
        const std::string_view iso2 = lexicon_.text(lexicon_.countries()[static_cast<std::size_t>(atom.country)].iso2);
        if (const auto row = regions_.country_row(iso2)) resolved = {static_cast<std::int32_t>(*row), 0.95};
        best = 1;
      } else if (atom.known()) {
        const PlaceContext::Verdict& verdict = context.verdict(a);
        any_known = true;
        best = std::max(best, verdict.place);
        const PlaceRow& row = gazetteer_.place(verdict.number);
        too_large |= is_too_large(atom, row);
        if (verdict.right >= kRightThreshold && !is_foreign(row, told) && !is_too_large(atom, row))
          resolved = {static_cast<std::int32_t>(verdict.number), std::min(verdict.right, 0.99)};
      }
      if (atom.seat && resolved.place >= 0) {
        const PlaceRow& division = gazetteer_.place(static_cast<std::uint32_t>(resolved.place));
        if (const auto seat = gazetteer_.seat_of(division)) resolved.place = static_cast<std::int32_t>(*seat);
      }
      place.atoms.push_back(resolved);
    }
    place.rejected = any_known && best < kPlaceThreshold && !too_large && !is_unknown_name(list, mention);
    describe(mention, list, text, place);
  }
  for (std::size_t m = list.mentions.size(); m-- > 0;) check_container(list, m, text, out);
  for (std::size_t m = list.mentions.size(); m-- > 0;) place_unknown(list, m, text, out);
  lend_region(list, out);
  guess_unknown(list, votes, text, out);
  return out;
}

}  // namespace sitrep
