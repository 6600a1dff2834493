#include "extract/place_resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace sitrep {

// --- votes -----------------------------------------------------------------------------------------------------------

std::optional<std::uint32_t> CountryVotes::number(std::string_view iso2) const {
  const auto countries = lexicon_.countries();
  const auto found =
      std::ranges::lower_bound(countries, iso2, {}, [this](const CountryRow& row) { return lexicon_.text(row.iso2); });
  if (found == countries.end() || lexicon_.text(found->iso2) != iso2) return std::nullopt;
  return static_cast<std::uint32_t>(found - countries.begin());
}

void CountryVotes::add(std::string_view iso2, double weight) {
  if (const auto country = number(iso2)) add(*country, weight);
}

void CountryVotes::prefer(std::string_view iso2) {
  if (const auto country = number(iso2)) preferred_.push_back(*country);
}

bool CountryVotes::is_preferred(std::string_view iso2) const {
  return std::ranges::any_of(preferred_,
                             [&](std::uint32_t c) { return lexicon_.text(lexicon_.countries()[c].iso2) == iso2; });
}

double CountryVotes::share(std::string_view iso2) const {
  const auto country = number(iso2);
  double total = 0;
  for (const double v : votes_) total += v;
  return country && total > 0 ? votes_[*country] / total : 0;
}

std::string_view CountryVotes::leading() const {
  if (!preferred_.empty()) return lexicon_.text(lexicon_.countries()[preferred_[0]].iso2);
  const auto best = std::ranges::max_element(votes_);
  if (best == votes_.end() || *best <= 0) return {};
  return lexicon_.text(lexicon_.countries()[static_cast<std::size_t>(best - votes_.begin())].iso2);
}

// --- candidates ------------------------------------------------------------------------------------------------------

namespace {

constexpr double kDegreeKm = 111.195;
/// A place of this many inhabitants may be named out of the blue.
constexpr std::uint32_t kWellKnown = 100'000;
/// A margin of one point of score makes a candidate about this much likelier than the next.
constexpr double kMarginScale = 1.2;

double distance_km(const PlaceRow& a, const PlaceRow& b) {
  const double dy = a.lat() - b.lat();
  const double dx = (a.lon() - b.lon()) * std::cos((a.lat() + b.lat()) / 2 * std::acos(-1.0) / 180);
  return std::hypot(dx, dy) * kDegreeKm;
}

bool is_region(PlaceKind kind) { return kind == PlaceKind::country || kind == PlaceKind::admin1; }

}  // namespace

struct PlaceResolver::Context {
  const CountryVotes& votes;
  const std::vector<ResolvedPlace>& done;
  std::vector<bool> admin1_named;                           ///< regions that the document names
  std::unordered_map<std::uint32_t, std::int32_t> settled;  ///< one sense for each name: postings_begin → place
};

/// Names that can mean one place only, or one that is by far the best known, vote for its country.
void PlaceResolver::vote(const PlaceList& list, CountryVotes& votes) const {
  for (const PlaceAtom& atom : list.atoms) {
    if (atom.country >= 0) votes.add(static_cast<std::uint32_t>(atom.country), 1);
    const auto postings = gazetteer_.postings(atom.postings_begin, atom.postings_end);
    if (postings.empty()) continue;
    std::string_view country = gazetteer_.place(postings[0].place()).country_code();
    bool one = true;
    const PlaceRow* best = nullptr;
    for (const PlacePosting& posting : postings) {
      const PlaceRow& row = gazetteer_.place(posting.place());
      if (row.country_code() != country) one = false;
      if (best == nullptr || row.kind() == PlaceKind::country ||
          (best->kind() != PlaceKind::country && row.population() > best->population()))
        best = &row;
    }
    if (one || best->kind() == PlaceKind::country || best->population() > 5 * kWellKnown)
      votes.add(best->country_code(), one ? 1 : 0.5);
  }
}

double PlaceResolver::score(const PlacePosting& posting, const PlaceAtom& atom, const PlaceMention& mention,
                            const Context& context) const {
  const PlaceRow& row = gazetteer_.place(posting.place());
  double score = 0.55 * std::log10(row.population() + 1.0) + 0.15 * std::log2(1.0 + row.alternates());
  if (row.kind() == PlaceKind::country) score += 3.5;
  if (row.kind() == PlaceKind::admin1) score += 2.0;
  if (row.source() == PlaceSource::sitrep) score += 2.0;
  if (posting.hash() == atom.spelling) score += 0.6;
  if (atom.kind_hint) {
    if (*atom.kind_hint == row.kind())
      score += 2.5;
    else if (*atom.kind_hint == PlaceKind::admin1 && row.kind() == PlaceKind::populated)
      score -= 1.0;
    else if (*atom.kind_hint == PlaceKind::populated && is_region(row.kind()))
      score -= 2.5;
    else if (row.kind() == PlaceKind::country)
      score -= 2.0;
  } else if (row.kind() == PlaceKind::populated && mention.relation == Relation::none && row.population() > 0) {
    score += 0.3;  // a bare name is rather the town than its province
  }
  const bool wide = mention.relation == Relation::countryside || mention.relation == Relation::border ||
                    mention.relation == Relation::triangle || mention.relation == Relation::part;
  if (wide && row.kind() == PlaceKind::admin1) score += 1.5;
  if (context.votes.is_preferred(row.country_code()))
    score += 3.5;
  else if (context.votes.has_preference())
    score -= 1.0;
  score += 4.0 * context.votes.share(row.country_code());
  if (row.admin1 != 0 && context.admin1_named[row.admin1 - 1u] && !is_region(row.kind())) score += 1.0;
  if (mention.container >= 0) {
    const ResolvedPlace& outer = context.done[static_cast<std::size_t>(mention.container)];
    if (outer.admin1 >= 0 && row.admin1 == outer.admin1 + 1) score += mention.container_certain ? 4.0 : 2.5;
    if (!outer.country_code().empty() && outer.country_code() == row.country_code()) score += 2.0;
  }
  return score;
}

/// Small places far from everything the document speaks of are rather no places at all.
bool PlaceResolver::believable(const PlaceAtom& atom, const PlaceMention& mention, const PlaceRow& row,
                               const Context& context) const {
  const std::string_view country = row.country_code();
  if (context.votes.is_preferred(country) || context.votes.share(country) > 0.05) return true;
  if (row.kind() == PlaceKind::country || row.population() >= kWellKnown || country.empty()) return true;
  if (row.source() == PlaceSource::sitrep) return true;
  if (mention.container >= 0)
    return context.done[static_cast<std::size_t>(mention.container)].country_code() == country;
  return atom.kind_hint.has_value() && row.kind() == *atom.kind_hint;
}

ResolvedAtom PlaceResolver::choose(const PlaceAtom& atom, const PlaceMention& mention, Context& context) const {
  const auto postings = gazetteer_.postings(atom.postings_begin, atom.postings_end);
  double best = -1e9, rival = -1e9;
  const PlaceRow* winner = nullptr;
  std::int32_t place = -1;
  const auto settled = context.settled.find(atom.postings_begin);
  for (const PlacePosting& posting : postings) {
    const PlaceRow& row = gazetteer_.place(posting.place());
    double points = score(posting, atom, mention, context);
    if (settled != context.settled.end() && settled->second == static_cast<std::int32_t>(posting.place()))
      points += 1.5;
    if (points > best) {
      if (winner != nullptr && distance_km(*winner, row) > 50) rival = best;
      best = points;
      winner = &row;
      place = static_cast<std::int32_t>(posting.place());
    } else if (points > rival && distance_km(*winner, row) > 50) {
      rival = points;
    }
  }
  if (winner == nullptr || !believable(atom, mention, *winner, context)) return {};
  context.settled[atom.postings_begin] = place;
  const double likely = 1 / (1 + std::exp(-kMarginScale * (best - rival)));
  const double known = 1 / (1 + std::exp(-(best - 1.5)));
  return {place, std::clamp(likely * known, 0.05, 0.98)};
}

// --- mentions --------------------------------------------------------------------------------------------------------

std::string PlaceResolver::name_of(const PlaceAtom& atom, const ResolvedAtom& resolved, std::string_view text) const {
  if (resolved.place >= 0)
    return std::string(gazetteer_.name(gazetteer_.place(static_cast<std::uint32_t>(resolved.place))));
  return std::string(atom.span.of(text));
}

namespace {

std::string_view compass_adjective(Compass compass) {
  constexpr std::array<std::string_view, 8> kNames = {"northern", "northeastern", "eastern", "southeastern",
                                                      "southern", "southwestern", "western", "northwestern"};
  return compass == Compass::unknown ? "central" : kNames[static_cast<std::size_t>(compass)];
}

std::string_view compass_noun(Compass compass) {
  constexpr std::array<std::string_view, 8> kNames = {"north", "northeast", "east", "southeast",
                                                      "south", "southwest", "west", "northwest"};
  return kNames[static_cast<std::size_t>(compass)];
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", value);
  return buffer.data();
}

std::string kind_word(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::desert:
      return " desert";
    case PlaceKind::airport:
      return " airport";
    case PlaceKind::mountain:
      return " mountains";
    default:
      return "";
  }
}

std::string composed_name(const PlaceMention& mention, const std::string& joined) {
  const std::string side = mention.far ? "far " + std::string(compass_adjective(mention.compass))
                                       : std::string(compass_adjective(mention.compass));
  switch (mention.relation) {
    case Relation::triangle:
      return joined + " triangle";
    case Relation::border:
      return joined + " border";
    case Relation::between:
      return "between " + joined;
    case Relation::along:
      return joined + " road";
    case Relation::part:
      return side + " " + joined;
    case Relation::countryside:
      return (mention.compass == Compass::unknown ? std::string() : side + " ") + "countryside of " + joined;
    case Relation::around:
      return joined + " and surroundings";
    case Relation::near:
      return mention.distance_km ? number_text(*mention.distance_km) + " km from " + joined : "near " + joined;
    case Relation::direction:
      return (mention.distance_km ? number_text(*mention.distance_km) + " km " : "") +
             std::string(mention.compass == Compass::unknown ? "from" : compass_noun(mention.compass)) + " of " +
             joined;
    case Relation::none:
      break;
  }
  return joined;
}

}  // namespace

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
    out.name += kind_word(mention.kind);
  }
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

/// A comma makes the next place the one that holds this only when it does; what is said to lie in a region that the map
/// denies keeps its container all the same when the words are plain.
void PlaceResolver::check_container(const PlaceList& list, std::size_t m, std::vector<ResolvedPlace>& out) const {
  const PlaceMention& mention = list.mentions[m];
  ResolvedPlace& inner = out[m];
  if (mention.container < 0) return;
  const ResolvedPlace& outer = out[static_cast<std::size_t>(mention.container)];
  if (outer.rejected) return;
  if (mention.container_certain || !inner.located()) {
    inner.container = mention.container;
  } else if (outer.located() && outer.atoms.size() == 1 && inner.atoms[0].place != outer.atoms[0].place) {
    const PlaceRow& holder = gazetteer_.place(static_cast<std::uint32_t>(outer.atoms[0].place));
    const PlaceRow& held = gazetteer_.place(static_cast<std::uint32_t>(inner.atoms[0].place));
    const bool holds =
        holder.kind() == PlaceKind::country  ? holder.country_code() == held.country_code()
        : holder.kind() == PlaceKind::admin1 ? outer.admin1 == inner.admin1 && held.kind() != PlaceKind::admin1
        : gazetteer_.polygon(static_cast<std::uint32_t>(outer.atoms[0].place)) != 0
            ? regions_.contains(regions_.rows()[static_cast<std::size_t>(outer.atoms[0].place)], {held.x, held.y})
            : held.population() < holder.population() && distance_km(holder, held) < 25;
    if (holds) inner.container = mention.container;
  }
  // An unknown name lies where the text says it lies.
  if (inner.container >= 0 && !inner.located()) {
    inner.admin1 = outer.admin1;
    std::copy_n(outer.country, 2, inner.country);
  }
}

std::vector<ResolvedPlace> PlaceResolver::resolve(const PlaceList& list, CountryVotes& votes,
                                                  std::string_view text) const {
  vote(list, votes);
  std::vector<ResolvedPlace> out(list.mentions.size());
  Context context{votes, out, std::vector<bool>(regions_.rows().size()), {}};
  for (const PlaceAtom& atom : list.atoms) {
    for (const PlacePosting& posting : gazetteer_.postings(atom.postings_begin, atom.postings_end)) {
      const PlaceRow& row = gazetteer_.place(posting.place());
      if (row.kind() == PlaceKind::admin1 && votes.share(row.country_code()) > 0.05)
        context.admin1_named[posting.place()] = true;
    }
  }
  // Containers come after what they hold, so that they are resolved first.
  for (std::size_t m = list.mentions.size(); m-- > 0;) {
    const PlaceMention& mention = list.mentions[m];
    ResolvedPlace& place = out[m];
    for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a) {
      const PlaceAtom& atom = list.atoms[a];
      if (atom.country >= 0) {
        const std::string_view iso2 = lexicon_.text(lexicon_.countries()[static_cast<std::size_t>(atom.country)].iso2);
        ResolvedAtom resolved;
        if (const auto row = regions_.country_row(iso2)) resolved = {static_cast<std::int32_t>(*row), 0.95};
        place.atoms.push_back(resolved);
      } else {
        place.atoms.push_back(choose(atom, mention, context));
      }
    }
    const bool cued =
        mention.locative || mention.has_kind || mention.relation != Relation::none || mention.container >= 0;
    const bool was_known =
        list.atoms[mention.atoms_begin].postings_begin != list.atoms[mention.atoms_begin].postings_end;
    if (!place.located() && was_known && !cued) place.rejected = true;
    describe(mention, list, text, place);
  }
  for (std::size_t m = list.mentions.size(); m-- > 0;) check_container(list, m, out);
  return out;
}

}  // namespace sitrep
