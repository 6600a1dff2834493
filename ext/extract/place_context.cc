#include "extract/place_context.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kDegreeKm = 111.195;
/// Nearness falls off with this distance, and is none beyond the other.
constexpr double kNearKm = 150, kFarKm = 1000;
/// Namesakes so close to each other are the same for the reader.
constexpr double kSameKm = 50;

/// A town of this size that is called as its region is rather meant than the region.
constexpr std::uint32_t kSeatInhabitants = 10'000;

bool is_bare(const PlaceMention& mention, const PlaceAtom& atom) {
  return !atom.kind_hint && mention.relation == Relation::none;
}

float& at(ChoiceFeatures& features, ChoiceFeature f) { return features[static_cast<std::size_t>(f)]; }
float at(const ChoiceFeatures& features, ChoiceFeature f) { return features[static_cast<std::size_t>(f)]; }
float& at(MentionFeatures& features, MentionFeature f) { return features[static_cast<std::size_t>(f)]; }

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

std::uint32_t code_of(const PlaceRow& row) {
  const auto a = static_cast<unsigned>(row.country[0] - 'A'), b = static_cast<unsigned>(row.country[1] - 'A');
  return a < 26 && b < 26 ? a * 26 + b : 676;
}

bool is_division(PlaceKind kind) { return kind <= PlaceKind::admin2; }

/// Kinds that a kind word may mean besides its own: a camp or a quarter is a populated place too.
bool kinds_agree(PlaceKind said, PlaceKind is) {
  if (said == is) return true;
  if (said == PlaceKind::admin1) return is == PlaceKind::admin2;  // "county", "region", "department"
  if (said == PlaceKind::admin2) return is == PlaceKind::admin1;
  if (said == PlaceKind::area || said == PlaceKind::region)
    return is == PlaceKind::area || is == PlaceKind::region || is == PlaceKind::desert;
  return false;
}

/// Kinds that exclude each other: the town of a river's name is not the river.
bool kinds_clash(PlaceKind said, PlaceKind is) {
  if (kinds_agree(said, is)) return false;
  if (said == PlaceKind::populated)
    return is <= PlaceKind::admin1 || is == PlaceKind::water || is == PlaceKind::mountain;
  if (said == PlaceKind::admin1 || said == PlaceKind::admin2)
    return is == PlaceKind::country || is >= PlaceKind::desert;
  return said == PlaceKind::water || said == PlaceKind::mountain || is == PlaceKind::country;
}

}  // namespace

double distance_km(const PlaceRow& a, const PlaceRow& b) {
  const double dy = a.lat() - b.lat();
  double dx = std::abs(a.lon() - b.lon());
  if (dx > 180) dx = 360 - dx;
  return std::hypot(dx * std::cos((a.lat() + b.lat()) / 2 * std::numbers::pi / 180), dy) * kDegreeKm;
}

namespace {

bool is_within(const PlaceRow& a, const PlaceRow& b, double km) {
  return std::abs(a.lat() - b.lat()) * kDegreeKm < km && distance_km(a, b) < km;
}

/// Whoever puts a place into a gazetteer of their own means it: it wins over every namesake, and is surely a place.
constexpr double kUsersOwn = 20, kUsersSure = 0.9;

bool is_users(const PlaceRow& row) {
  return row.source() == PlaceSource::user || row.source() == PlaceSource::user_town;
}

}  // namespace

PlaceContext::PlaceContext(const Gazetteer& gazetteer, const PlaceWeights& weights, const PlaceList& list,
                           CountryVotes& votes)
    : gazetteer_(gazetteer),
      weights_(weights),
      list_(list),
      votes_(votes),
      name_of_(list.atoms.size(), kNone),
      verdicts_(list.atoms.size()),
      holds_inner_(list.mentions.size()) {}

void PlaceContext::run(PlaceTrace* trace) {
  for (const PlaceMention& mention : list_.mentions)
    if (mention.container >= 0 && !mention.container_later)
      holds_inner_[static_cast<std::size_t>(mention.container)] = true;
  read_names();
  vote();
  read_shares();
  choose(false, nullptr);
  note_found();
  second_features();
  choose(true, trace);
}

// --- names and their candidates --------------------------------------------------------------------------------------

void PlaceContext::read_names() {
  struct Key {
    std::uint64_t name;
    std::uint32_t postings, spelling;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return key.name ^ key.postings * 0x9E3779B97F4A7C15ull ^ key.spelling;
    }
  };
  std::unordered_map<Key, std::uint32_t, Hash> numbers;
  std::unordered_map<std::uint64_t, bool> persons;
  for (const std::uint64_t person : list_.persons) persons[person] = true;
  for (std::size_t a = 0; a < list_.atoms.size(); ++a) {
    const PlaceAtom& atom = list_.atoms[a];
    if (atom.postings_begin == atom.postings_end) continue;
    const auto [found, added] = numbers.try_emplace(Key{atom.name, atom.postings_begin, atom.spelling},
                                                    static_cast<std::uint32_t>(names_.size()));
    if (added) {
      names_.emplace_back();
      read_candidates(atom, names_.back());
      names_.back().known_person = persons.contains(atom.name);
      names_.back().short_name = atom.span.length() <= 4;
    }
    name_of_[a] = found->second;
    Name& name = names_[found->second];
    ++name.mentions;
    constexpr std::uint32_t kLikePlace = evidence::kLocative | evidence::kKindWord | evidence::kDateline;
    constexpr std::uint32_t kLikePerson = evidence::kNameBefore | evidence::kNameAfter | evidence::kReportAfter;
    if ((atom.evidence & kLikePlace) != 0)
      ++name.like_places;
    else if ((atom.evidence & kLikePerson) != 0)
      ++name.like_persons;
  }
}

void PlaceContext::read_candidates(const PlaceAtom& atom, Name& name) const {
  for (const PlacePosting& posting : gazetteer_.postings(atom.postings_begin, atom.postings_end)) {
    const bool exact = posting.hash() == atom.spelling;
    const auto known = std::ranges::find(name.candidates, posting.place(), &Candidate::place);
    if (known != name.candidates.end()) {
      if (exact) at(known->features, ChoiceFeature::exact) = 1;
      if (exact && posting.is_main_name()) at(known->features, ChoiceFeature::main_name) = 1;
      continue;
    }
    if (name.candidates.size() >= kMostCandidates) continue;
    const PlaceRow& row = gazetteer_.place(posting.place());
    if (!gazetteer_.may_be_spelt(row, exact)) continue;
    Candidate candidate;
    candidate.place = posting.place();
    ChoiceFeatures& f = candidate.features;
    at(f, ChoiceFeature::population) = static_cast<float>(std::log10(row.population() + 1.0) / 7);
    at(f, ChoiceFeature::alternates) = static_cast<float>(std::log2(row.alternates() + 1.0) / 11);
    at(f, ChoiceFeature::country) = row.kind() == PlaceKind::country;
    at(f, ChoiceFeature::admin1) = row.kind() == PlaceKind::admin1;
    at(f, ChoiceFeature::admin2) = row.kind() == PlaceKind::admin2;
    at(f, ChoiceFeature::own) = row.source() == PlaceSource::sitrep;
    at(f, ChoiceFeature::other_kind) = !is_division(row.kind()) && row.kind() != PlaceKind::populated;
    at(f, ChoiceFeature::exact) = exact;
    at(f, ChoiceFeature::main_name) = exact && posting.is_main_name();
    at(f, ChoiceFeature::capital) = gazetteer_.is_capital(posting.place());
    at(f, ChoiceFeature::supranational) = row.country_code().empty();
    name.candidates.push_back(candidate);
  }
  share_fame(name);
  for (Candidate& region : name.candidates) {
    const PlaceRow& holder = gazetteer_.place(region.place);
    if (holder.kind() != PlaceKind::admin1 || at(region.features, ChoiceFeature::exact) == 0) continue;
    region.has_seat = std::ranges::any_of(name.candidates, [&](const Candidate& town) {
      const PlaceRow& row = gazetteer_.place(town.place);
      return row.kind() == PlaceKind::populated && row.admin1 == holder.admin1 &&
             row.population() >= kSeatInhabitants && at(town.features, ChoiceFeature::exact) != 0;
    });
  }
}

/// Two rows for one town have the inhabitants of one of them and the names of the other.
void PlaceContext::share_fame(Name& name) const {
  constexpr double kOneTownKm = 5;
  for (Candidate& own : name.candidates) {
    const PlaceRow& row = gazetteer_.place(own.place);
    if (row.source() != PlaceSource::sitrep || row.kind() != PlaceKind::populated) continue;
    for (const Candidate& other : name.candidates) {
      const PlaceRow& same = gazetteer_.place(other.place);
      if (same.kind() != PlaceKind::populated || !is_within(row, same, kOneTownKm)) continue;
      for (const ChoiceFeature fame : {ChoiceFeature::population, ChoiceFeature::alternates})
        at(own.features, fame) = std::max(at(own.features, fame), at(other.features, fame));
    }
  }
}

// --- countries -------------------------------------------------------------------------------------------------------

/// Names that mean one place above all vote for its country.
void PlaceContext::vote() {
  for (std::size_t a = 0; a < list_.atoms.size(); ++a) {
    const PlaceAtom& atom = list_.atoms[a];
    if ((atom.evidence & evidence::kTied) != 0) continue;
    if (atom.country >= 0) votes_.add(static_cast<std::uint32_t>(atom.country), 1);
    if (name_of_[a] == kNone) continue;
    Name& name = names_[name_of_[a]];
    if (name.known_person) continue;
    if (!name.vote) name.vote = vote_of(name);
    if (name.vote->weight > 0) votes_.add(name.vote->country, name.vote->weight);
  }
}

PlaceContext::Vote PlaceContext::vote_of(const Name& name) const {
  double total = 0, best = -1;
  const PlaceRow* winner = nullptr;
  for (const Candidate& candidate : name.candidates) {
    const double weight = std::exp(weights_.choice(candidate.features));
    total += weight;
    if (at(candidate.features, ChoiceFeature::exact) == 0 || weight <= best) continue;
    best = weight;
    winner = &gazetteer_.place(candidate.place);
  }
  if (winner == nullptr) return {};
  const double chance = best / total;
  const double known = winner->kind() == PlaceKind::country ? 1 : std::log10(winner->population() + 10.0) / 7;
  return {winner->country_code(), chance * chance * known};
}

void PlaceContext::read_shares() {
  float best = 0;
  for (Name& name : names_) {
    for (Candidate& candidate : name.candidates) {
      const PlaceRow& row = gazetteer_.place(candidate.place);
      const std::uint32_t code = code_of(row);
      if (code >= shares_.size()) continue;
      if (shares_[code] == 0) shares_[code] = static_cast<float>(votes_.share(row.country_code())) + 1e-9f;
      if (shares_[code] > best) {
        best = shares_[code];
        leading_ = code;
      }
    }
  }
  for (Name& name : names_) {
    for (Candidate& candidate : name.candidates) {
      const PlaceRow& row = gazetteer_.place(candidate.place);
      ChoiceFeatures& f = candidate.features;
      at(f, ChoiceFeature::share) = share_of(row);
      at(f, ChoiceFeature::leading) = best > 1e-6f && code_of(row) == leading_;
      const bool preferred = votes_.is_preferred(row.country_code());
      at(f, ChoiceFeature::preferred) = preferred;
      at(f, ChoiceFeature::not_preferred) = votes_.has_preference() && !preferred;
      // What the country has by this very name needs no other spelling.
      const auto same = [&](const Candidate& other) {
        return at(other.features, ChoiceFeature::exact) != 0 &&
               gazetteer_.place(other.place).country_code() == row.country_code();
      };
      if (at(f, ChoiceFeature::exact) == 0 && gazetteer_.is_transliterated(row) &&
          std::ranges::none_of(name.candidates, same))
        at(f, ChoiceFeature::folded_home) = preferred ? 1.0f : share_of(row);
    }
  }
}

float PlaceContext::share_of(const PlaceRow& row) const {
  const std::uint32_t code = code_of(row);
  return code < shares_.size() ? shares_[code] : 0;
}

// --- the two passes --------------------------------------------------------------------------------------------------

void PlaceContext::choose(bool second, PlaceTrace* trace) {
  for (Name& name : names_) {
    name.plain.reset();
    for (Candidate& candidate : name.candidates) {
      candidate.score = weights_.choice(candidate.features);
      if (is_users(gazetteer_.place(candidate.place))) candidate.score += kUsersOwn;
    }
  }
  // Containers come after what they hold, so that they are chosen first.
  for (std::size_t m = list_.mentions.size(); m-- > 0;) {
    const PlaceMention& mention = list_.mentions[m];
    for (std::uint32_t a = mention.atoms_begin; a < mention.atoms_end; ++a)
      if (name_of_[a] != kNone) choose_atom(static_cast<std::uint32_t>(m), a, second, trace);
  }
}

void PlaceContext::mention_choice_features(const PlaceMention& mention, const PlaceAtom& atom, const PlaceRow& row,
                                           ChoiceFeatures& out) const {
  const PlaceKind kind = row.kind();
  if (atom.kind_hint) {
    at(out, ChoiceFeature::kind_match) = kinds_agree(*atom.kind_hint, kind);
    at(out, ChoiceFeature::kind_clash) = kinds_clash(*atom.kind_hint, kind);
  }
  if (is_too_large(atom, row) && (atom.evidence & evidence::kQuarter) == 0) {
    at(out, ChoiceFeature::kind_match) = 0;
    at(out, ChoiceFeature::kind_clash) = 1;
  }
  const bool wide = mention.holds_many || mention.relation == Relation::countryside ||
                    mention.relation == Relation::border || mention.relation == Relation::triangle ||
                    mention.relation == Relation::part;
  at(out, ChoiceFeature::wide_region) = wide && kind == PlaceKind::admin1;
  const bool point = mention.relation == Relation::direction || mention.relation == Relation::near ||
                     mention.relation == Relation::between || mention.relation == Relation::along;
  // "WASHINGTON (AP) -": reports are sent from towns.
  const bool sent_from = (atom.evidence & evidence::kDateline) != 0 && !holds_inner_[mention_number(mention)];
  // "Gao airport", "the port of Odesa": towns have such.
  const bool of_town =
      atom.kind_hint && (*atom.kind_hint == PlaceKind::airport || *atom.kind_hint == PlaceKind::facility);
  at(out, ChoiceFeature::point_region) =
      kind <= PlaceKind::admin2 && (of_town || ((point || sent_from) && !atom.kind_hint));
  if (mention.said_country >= 0) {
    const bool there = row.country_code() == votes_.code(static_cast<std::uint32_t>(mention.said_country));
    at(out, ChoiceFeature::container_country) = there;
    at(out, ChoiceFeature::container_clash) = !there;
  }
  if (mention.container < 0) return;
  const PlaceMention& outer = list_.mentions[static_cast<std::size_t>(mention.container)];
  if (outer.atoms_end - outer.atoms_begin != 1) return;
  const PlaceAtom& holder_atom = list_.atoms[outer.atoms_begin];
  if (name_of_[outer.atoms_begin] == kNone || holder_atom.country >= 0) return;
  const Verdict& verdict = verdicts_[outer.atoms_begin];
  if (verdict.place < 0.4) return;
  const PlaceRow& holder = gazetteer_.place(verdict.number);
  if (&holder == &row) return;
  const bool region = holder.kind() == PlaceKind::admin1;
  const bool inside = region                                ? row.admin1 == holder.admin1 && kind != PlaceKind::admin1
                      : holder.kind() == PlaceKind::country ? false
                      : holder.kind() == PlaceKind::admin2  ? distance_km(holder, row) < holder.radius_km() * 1.5
                                                            : distance_km(holder, row) < holder.radius_km() + 25;
  at(out, ChoiceFeature::in_container) = inside;
  at(out, ChoiceFeature::container_country) = holder.country_code() == row.country_code();
  at(out, ChoiceFeature::container_clash) =
      holder.kind() == PlaceKind::country ? holder.country_code() != row.country_code() : !inside;
}

/// The words around the name prefer one of its namesakes to another.
bool PlaceContext::says_which(std::uint32_t m, const PlaceAtom& atom) const {
  const PlaceMention& mention = list_.mentions[m];
  return !is_bare(mention, atom) || mention.holds_many || mention.said_country >= 0 || mention.container >= 0 ||
         holds_inner_[m] || (atom.evidence & (evidence::kSmall | evidence::kDateline)) != 0;
}

ChoiceFeatures PlaceContext::own_features(std::uint32_t m, const PlaceAtom& atom, const Candidate& candidate) const {
  const PlaceMention& mention = list_.mentions[m];
  const PlaceRow& row = gazetteer_.place(candidate.place);
  ChoiceFeatures own{};
  mention_choice_features(mention, atom, row, own);
  at(own, ChoiceFeature::holds_inner) = holds_inner_[m] && is_division(row.kind());
  at(own, ChoiceFeature::bare_admin1) = candidate.has_seat && is_bare(mention, atom);
  return own;
}

PlaceContext::Choice PlaceContext::choice(std::uint32_t m, const PlaceAtom& atom, const Name& name,
                                          PlaceTrace::Name* traced) {
  const bool silent = !says_which(m, atom);
  Choice out;
  double best = -1e9, total = 0, close = 0;
  scores_.clear();
  for (std::size_t c = 0; c < name.candidates.size(); ++c) {
    const Candidate& candidate = name.candidates[c];
    double said = 0;
    if (!silent || candidate.has_seat || traced != nullptr) {
      ChoiceFeatures own = own_features(m, atom, candidate);
      said = weights_.choice(own);
      for (std::size_t i = 0; i < own.size(); ++i) own[i] += candidate.features[i];
      if (traced != nullptr) traced->candidates.push_back({candidate.place, own});
    }
    // The user's town of a province's name is not the province.
    const PlaceRow& row = gazetteer_.place(candidate.place);
    if (atom.kind_hint && is_division(*atom.kind_hint) && !is_division(row.kind()) && is_users(row)) said -= kUsersOwn;
    scores_.push_back(candidate.score + said);
    if (scores_.back() <= best) continue;
    best = scores_.back();
    out.candidate = c;
  }
  const Candidate& chosen = name.candidates[out.candidate];
  const PlaceRow& winner = gazetteer_.place(chosen.place);
  for (std::size_t c = 0; c < scores_.size(); ++c) {
    const double weight = std::exp(scores_[c] - best);
    total += weight;
    if (c == out.candidate || is_within(winner, gazetteer_.place(name.candidates[c].place), kSameKm)) close += weight;
  }
  out.chance = close / total;
  out.features = own_features(m, atom, chosen);
  for (std::size_t i = 0; i < out.features.size(); ++i) out.features[i] += chosen.features[i];
  return out;
}

void PlaceContext::choose_atom(std::uint32_t m, std::uint32_t a, bool second, PlaceTrace* trace) {
  const PlaceMention& mention = list_.mentions[m];
  const PlaceAtom& atom = list_.atoms[a];
  Name& name = names_[name_of_[a]];
  PlaceTrace::Name traced;
  std::optional<Choice> own;
  if (trace != nullptr || says_which(m, atom)) {
    own = choice(m, atom, name, trace != nullptr ? &traced : nullptr);
  } else if (!name.plain) {
    name.plain = choice(m, atom, name, nullptr);
  }
  const Choice& chosen = own ? *own : *name.plain;
  Verdict& verdict = verdicts_[a];
  verdict.number = name.candidates[chosen.candidate].place;
  verdict.chance = chosen.chance;
  const MentionFeatures f = mention_features(mention, atom, name, chosen.features, verdict.chance);
  verdict.place = logistic(weights_.place(f));
  verdict.right = logistic(weights_.right(f));
  if (is_users(gazetteer_.place(verdict.number)))
    verdict.place = std::max(verdict.place, kUsersSure),
    verdict.right = std::max(verdict.right, kUsersSure * verdict.chance);
  if (!second) name.senses[verdict.number] += verdict.place * verdict.chance;
  if (trace == nullptr) return;
  traced.span = atom.span;
  traced.chosen = chosen.candidate;
  traced.features = f;
  trace->names.push_back(std::move(traced));
}

/// What the first pass has found is context for the second.
void PlaceContext::note_found() {
  for (std::size_t n = 0; n < names_.size(); ++n) {
    Name& name = names_[n];
    double best = 0;
    for (const auto& [place, weight] : name.senses) {
      if (weight < best || (weight == best && place > name.sense)) continue;
      best = weight;
      name.sense = place;
    }
    if (best < 0.3) continue;
    const PlaceRow& row = gazetteer_.place(name.sense);
    if (row.kind() == PlaceKind::country) continue;
    anchors_.push_back({&row, static_cast<std::uint32_t>(n), best});
    if (row.admin1 != 0) {
      region_votes_[row.admin1] += best;
      region_total_ += best;
    }
  }
  std::ranges::stable_sort(anchors_, std::greater(), &Anchor::weight);
  if (anchors_.size() > kMostAnchors) anchors_.resize(kMostAnchors);
}

void PlaceContext::second_features() {
  for (std::size_t n = 0; n < names_.size(); ++n) {
    Name& name = names_[n];
    const PlaceRow* own = name.sense == kNone ? nullptr : &gazetteer_.place(name.sense);
    double own_weight = 0;
    if (const auto found = name.senses.find(name.sense); found != name.senses.end()) own_weight = found->second;
    if (own_weight < 0.3 || (own != nullptr && own->kind() == PlaceKind::country)) own_weight = 0;
    for (Candidate& candidate : name.candidates) {
      const PlaceRow& row = gazetteer_.place(candidate.place);
      at(candidate.features, ChoiceFeature::same_sense) = candidate.place == name.sense;
      double nearest = kFarKm;
      for (const Anchor& anchor : anchors_) {
        if (anchor.name == n || anchor.row == &row) continue;
        if (is_within(*anchor.row, row, nearest)) nearest = distance_km(*anchor.row, row);
      }
      const double near = nearest < kFarKm ? std::exp(-nearest / kNearKm) : 0;
      at(candidate.features, ChoiceFeature::near) = static_cast<float>(near);
      // A name's own votes prove nothing for itself.
      const auto votes = region_votes_.find(row.admin1);
      const double total = region_total_ - own_weight;
      if (row.admin1 == 0 || votes == region_votes_.end() || total <= 0) continue;
      const double others = votes->second - (own != nullptr && own->admin1 == row.admin1 ? own_weight : 0);
      at(candidate.features, ChoiceFeature::region_share) = static_cast<float>(std::max(0.0, others / total));
    }
  }
}

// --- is it a place? --------------------------------------------------------------------------------------------------

MentionFeatures PlaceContext::mention_features(const PlaceMention& mention, const PlaceAtom& atom, const Name& name,
                                               const ChoiceFeatures& chosen, double chance) const {
  MentionFeatures f{};
  constexpr std::pair<MentionFeature, ChoiceFeature> kSame[] = {
      {MentionFeature::population, ChoiceFeature::population},
      {MentionFeature::alternates, ChoiceFeature::alternates},
      {MentionFeature::country, ChoiceFeature::country},
      {MentionFeature::admin1, ChoiceFeature::admin1},
      {MentionFeature::admin2, ChoiceFeature::admin2},
      {MentionFeature::own, ChoiceFeature::own},
      {MentionFeature::exact, ChoiceFeature::exact},
      {MentionFeature::share, ChoiceFeature::share},
      {MentionFeature::preferred, ChoiceFeature::preferred},
      {MentionFeature::region_share, ChoiceFeature::region_share},
      {MentionFeature::near, ChoiceFeature::near},
      {MentionFeature::in_container, ChoiceFeature::in_container},
      {MentionFeature::container_country, ChoiceFeature::container_country},
      {MentionFeature::holds_inner, ChoiceFeature::holds_inner},
      {MentionFeature::kind_match, ChoiceFeature::kind_match},
      {MentionFeature::kind_clash, ChoiceFeature::kind_clash},
      {MentionFeature::supranational, ChoiceFeature::supranational}};
  for (const auto& [to, from] : kSame) at(f, to) = at(chosen, from);
  constexpr std::pair<MentionFeature, std::uint32_t> kBits[] = {
      {MentionFeature::locative, evidence::kLocative},
      {MentionFeature::weak_locative, evidence::kWeakLocative},
      {MentionFeature::kind_word, evidence::kKindWord},
      {MentionFeature::ordinary, evidence::kOrdinary},
      {MentionFeature::capitals, evidence::kCapitals},
      {MentionFeature::name_before, evidence::kNameBefore},
      {MentionFeature::name_after, evidence::kNameAfter},
      {MentionFeature::verb_after, evidence::kVerbAfter},
      {MentionFeature::report_after, evidence::kReportAfter},
      {MentionFeature::possessive, evidence::kPossessive},
      {MentionFeature::sentence_start, evidence::kSentenceStart},
      {MentionFeature::dateline, evidence::kDateline},
      {MentionFeature::given_name, evidence::kGivenName},
      {MentionFeature::several_words, evidence::kSeveralWords},
      {MentionFeature::shouted, evidence::kShouted},
      {MentionFeature::comma_after, evidence::kCommaAfter}};
  for (const auto& [feature, bit] : kBits) at(f, feature) = (atom.evidence & bit) != 0;
  at(f, MentionFeature::bias) = 1;
  at(f, MentionFeature::chance) = static_cast<float>(chance);
  at(f, MentionFeature::relation) = mention.relation != Relation::none;
  at(f, MentionFeature::known_person) = name.known_person;
  at(f, MentionFeature::doc_place) = static_cast<float>(name.like_places) / static_cast<float>(name.mentions);
  at(f, MentionFeature::doc_person) = static_cast<float>(name.like_persons) / static_cast<float>(name.mentions);
  at(f, MentionFeature::repeated) = static_cast<float>(std::log2(name.mentions) / 5);
  at(f, MentionFeature::short_name) = name.short_name && (atom.evidence & evidence::kLocative) == 0;
  return f;
}

}  // namespace sitrep
